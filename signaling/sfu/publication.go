package sfu

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/pion/webrtc/v4"
)

const (
	voiceMemory = 8                      // packets over which loudness is smoothed: 160 ms
	voiceGone   = 300 * time.Millisecond // without packets somebody is silent (Opus DTX sends one in 400 ms)
)

// publication is one source of one peer, in one layer or several. The atomics are for everybody; whether it is listed is changed under room.mu only.
type publication struct {
	peer   *Peer  // static
	source Source // static
	mid    string // static
	number int    // static: published as the so manieth in its room

	layers atomic.Pointer[[]*layer] // lowest first, never empty; put into another order under room.mu

	muted     atomic.Bool // said by the peer, or by chair or secretary
	permitted atomic.Bool // by the room's Permits
	retired   atomic.Bool // not published any more

	flooded atomic.Int64 // monotonic nanoseconds when a packet was last cut off; 0: never; written by readers

	loud  atomic.Int32 // smoothed loudness × 256; written by the reader of an audio layer
	heard atomic.Int64 // monotonic nanoseconds of its last packet
}

// newPublication makes the publication of t with a layer for each rid, lowest first; none means one layer without a rid.
func newPublication(p *Peer, t Track, rids []string) *publication {
	pub := &publication{peer: p, source: t.Source, mid: t.Mid}
	pub.muted.Store(t.Muted)
	if len(rids) == 0 || !pub.video() {
		rids = []string{""}
	}
	layers := make([]*layer, len(rids))
	for i, rid := range rids {
		layers[i] = newLayer(pub, rid, len(rids)-1-i)
	}
	pub.layers.Store(&layers)
	return pub
}

func (p *publication) video() bool { return p.source.Kind() == webrtc.RTPCodecTypeVideo }

// open says whether its packets may be forwarded.
func (p *publication) open() bool { return p.permitted.Load() && !p.muted.Load() && !p.retired.Load() }

// same says whether p is what t and rids announce.
func (p *publication) same(t Track, rids []string) bool {
	if p.mid != t.Mid || p.source != t.Source {
		return false
	}
	layers := *p.layers.Load()
	if len(rids) == 0 || !p.video() {
		return len(layers) == 1 && layers[0].rid == ""
	}
	return len(layers) == len(rids) && !slices.ContainsFunc(layers, func(l *layer) bool { return !slices.Contains(rids, l.rid) })
}

// layer is the one with the given rid, nil if there is none.
func (p *publication) layer(rid string) *layer {
	for _, l := range *p.layers.Load() {
		if l.rid == rid {
			return l
		}
	}
	return nil
}

// alive says which of layers arrive at the time now: those that are not far behind the one that came last, so that a camera that makes one picture a second
// has no dead layers.
func (p *publication) alive(l *layer, now time.Duration) bool {
	seen := time.Duration(l.seen.Load())
	if seen == 0 {
		return false
	}
	newest := seen
	for _, other := range *p.layers.Load() {
		newest = max(newest, time.Duration(other.seen.Load()))
	}
	return now-seen < layerGone || newest-seen < layerGone
}

// states describes the layers at the time now, lowest first, in storage that the caller gives.
func (p *publication) states(now time.Duration, storage *[MaxLayers]layerState) []layerState {
	layers := *p.layers.Load()
	list := storage[:len(layers)]
	for i, l := range layers {
		list[i] = layerState{rid: l.rid, height: int(l.height.Load()), bps: int(l.bps.Load()), alive: p.alive(l, now), thins: l.thins.Load()}
	}
	return list
}

// order puts the layers in the order of their heights when these are known and say something else than the order of the rids. Call under room.mu.
func (p *publication) order() {
	layers := *p.layers.Load()
	byHeight := func(a, b *layer) int { return int(a.height.Load()) - int(b.height.Load()) }
	if slices.ContainsFunc(layers, func(l *layer) bool { return l.height.Load() == 0 }) || slices.IsSortedFunc(layers, byHeight) {
		return
	}
	sorted := slices.Clone(layers)
	slices.SortStableFunc(sorted, byHeight)
	p.layers.Store(&sorted)
}

// retire takes the publication out of every slot. Call under room.mu.
func (p *publication) retire() {
	p.retired.Store(true)
	for _, other := range p.peer.room.peers {
		for _, s := range other.slots {
			if s.target.Load() == p {
				s.take(nil)
				wake(other.wake)
			}
		}
	}
}

// listen follows the loudness. A client that sends no level is taken for moderately loud whenever it sends more than comfort noise.
func (p *publication) listen(pkt *packet, now time.Duration) {
	level := int32(pkt.level)
	if pkt.level == noLevel {
		level = 127
		if len(pkt.payload) > 12 {
			level = 45
		}
	}
	old := p.loud.Load()
	p.loud.Store(old + ((127-level)*256-old)/voiceMemory)
	p.heard.Store(int64(now))
}

// loudness is 0 to 127 at the time now.
func (p *publication) loudness(now time.Duration) int {
	if now-time.Duration(p.heard.Load()) > voiceGone {
		return 0
	}
	return int(p.loud.Load() / 256)
}

// wake fills a one-slot channel: "look again".
// layers yields every layer of what the peer publishes. It is an iter.Seq.
func (p *Peer) layers(yield func(*layer) bool) {
	for _, pub := range *p.published.Load() {
		for _, l := range *pub.layers.Load() {
			if !yield(l) {
				return
			}
		}
	}
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
