package sfu

import (
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

const (
	keyframeEvery  = 500 * time.Millisecond // at most so often is a publisher asked for a keyframe
	maxBytesPerSec = 1 << 20                // of one track; what comes above is not forwarded
	videoCache     = 256                    // packets: 1.7 s at 1.5 Mbit/s
	audioCache     = 64                     // packets: 1.3 s
	voiceMemory    = 8                      // packets over which loudness is smoothed: 160 ms
	voiceGone      = 300 * time.Millisecond // without packets somebody is silent (Opus DTX sends one in 400 ms)
)

// publication is one source of one peer. Its packet path belongs to the goroutine in forward; the atomics are for everybody; whether it is listed and who
// subscribes is changed under room.mu only.
type publication struct {
	peer   *Peer  // static
	source Source // static
	mid    string // static
	cache  *cache // static

	muted     atomic.Bool // said by the peer, or by chair or secretary
	permitted atomic.Bool // by the room's Permits
	retired   atomic.Bool // not published any more
	slots     atomic.Pointer[[]*slot]

	epoch atomic.Uint32 // grows when a pause ends or another track begins; written by forward
	loud  atomic.Int32  // smoothed loudness × 256; written by forward
	heard atomic.Int64  // monotonic nanoseconds of the last packet; written by forward
	ssrc  atomic.Uint32 // of the received track; 0 before the first

	in intake

	keyWanted atomic.Bool  // a keyframe is to be asked for
	keyAsked  atomic.Int64 // monotonic nanoseconds of the last request

	reading chan struct{} // one token: the right to be its reader
}

func newPublication(p *Peer, t Track) *publication {
	size := audioCache
	if t.Source.Kind() == webrtc.RTPCodecTypeVideo {
		size = videoCache
	}
	pub := &publication{peer: p, source: t.Source, mid: t.Mid, cache: newCache(size), reading: make(chan struct{}, 1)}
	pub.muted.Store(t.Muted)
	pub.slots.Store(&[]*slot{})
	return pub
}

func (p *publication) video() bool { return p.source.Kind() == webrtc.RTPCodecTypeVideo }

// open says whether its packets may be forwarded.
func (p *publication) open() bool { return p.permitted.Load() && !p.muted.Load() && !p.retired.Load() }

// subscribe and unsubscribe change the list by replacing it. Call under room.mu.
func (p *publication) subscribe(s *slot) {
	list := append(slices.Clone(*p.slots.Load()), s)
	p.slots.Store(&list)
	p.wantKeyframe()
}

func (p *publication) unsubscribe(s *slot) {
	list := slices.DeleteFunc(slices.Clone(*p.slots.Load()), func(other *slot) bool { return other == s })
	p.slots.Store(&list)
}

// wantKeyframe notes that somebody needs one; the room's errands ask when it is allowed to.
func (p *publication) wantKeyframe() {
	if p.video() {
		p.keyWanted.Store(true)
		wake(p.peer.room.errand)
	}
}

// askKeyframe sends the request that is due. It returns how long to wait when it is too early, 0 otherwise.
func (p *publication) askKeyframe(now time.Duration) time.Duration {
	ssrc := p.ssrc.Load()
	if ssrc == 0 || !p.open() || !p.keyWanted.Load() {
		return 0 // the first packet, or opening, wakes again
	}
	if last := p.keyAsked.Load(); last != 0 {
		if wait := time.Duration(last) + keyframeEvery - now; wait > 0 {
			return wait
		}
	}
	p.keyWanted.Store(false)
	p.keyAsked.Store(int64(now))
	// A lost request is made again while a slot waits.
	_ = p.peer.up.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: ssrc}})
	return 0
}

// forward reads track until it ends and hands every packet to the subscribed slots. It is the packet path: see doc.go.
func (p *publication) forward(track *webrtc.TrackRemote, levelID uint8) error {
	p.reading <- struct{}{} // an earlier track of the same m-line has to end first
	defer func() { <-p.reading }()
	p.epoch.Add(1)
	p.ssrc.Store(uint32(track.SSRC()))
	p.wantKeyframe()
	path := path{pub: p, levelID: levelID, video: p.video(), open: true}
	buf := make([]byte, maxPacket)
	for {
		n, _, err := track.Read(buf)
		if errors.Is(err, io.ErrShortBuffer) {
			continue // larger than any packet we forward
		}
		if err != nil {
			return err
		}
		if p.retired.Load() {
			return errRetired
		}
		path.handle(buf[:n], p.peer.room.now())
	}
}

// path is what the reader of a publication remembers between packets. It is owned by forward.
type path struct {
	pub     *publication
	levelID uint8
	video   bool
	open    bool   // the last packet was forwarded
	top     uint16 // highest number that came in
	second  time.Duration
	bytes   int           // since second
	ts      uint32        // of the last packet
	at      time.Duration // and when it came
	gap     time.Duration // between packets of one picture, smoothed
}

func (f *path) handle(b []byte, now time.Duration) {
	p := f.pub
	f.top = p.in.note(b, f.top)
	if now-f.second >= time.Second {
		f.second, f.bytes = now, 0
	}
	if f.bytes += len(b); f.bytes > maxBytesPerSec {
		return
	}
	if !p.open() {
		f.open = false
		p.loud.Store(0)
		return
	}
	if !f.open {
		f.open = true
		p.epoch.Add(1)
		p.wantKeyframe()
	}
	pkt, ok := parsePacket(b, f.levelID, f.video)
	if !ok {
		return
	}
	if !f.video {
		f.listen(&pkt, now)
	}
	epoch := p.epoch.Load()
	p.cache.put(&pkt, epoch)
	for _, s := range *p.slots.Load() {
		s.write(p, epoch, &pkt, now)
	}
	p.peer.room.engine.linger(f.expect(&pkt, now))
}

// expect is how long to wait for what follows pkt: the rest of its picture, if pictures come in all at once; nothing otherwise.
func (f *path) expect(pkt *packet, now time.Duration) time.Duration {
	if !f.video {
		return 0
	}
	if pkt.ts == f.ts && f.at != 0 {
		f.gap += (min(now-f.at, 4*frameHold) - f.gap) / 4 // bounded: a packet that was sent again says little about the next picture
	}
	f.ts, f.at = pkt.ts, now
	if pkt.marker || f.gap > frameHold/2 {
		return 0
	}
	return frameHold
}

// listen follows the loudness. A client that sends no level is taken for moderately loud whenever it sends more than comfort noise.
func (f *path) listen(pkt *packet, now time.Duration) {
	level := int32(pkt.level)
	if pkt.level == noLevel {
		level = 127
		if len(pkt.payload) > 12 {
			level = 45
		}
	}
	old := f.pub.loud.Load()
	f.pub.loud.Store(old + ((127-level)*256-old)/voiceMemory)
	f.pub.heard.Store(int64(now))
}

// loudness is 0 to 127 at the time now.
func (p *publication) loudness(now time.Duration) int {
	if now-time.Duration(p.heard.Load()) > voiceGone {
		return 0
	}
	return int(p.loud.Load() / 256)
}

// wake fills a one-slot channel: "look again".
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
