package sfu

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

const (
	keyframeAgain  = 500 * time.Millisecond // between requests
	keyframeApart  = 400 * time.Millisecond // between the first one for long, once it was answered, and the second: libwebrtc overlooks what arrives within 300 ms of the last
	keyframeSpan   = time.Second            // in which a publisher is asked twice at most for a keyframe of one layer
	maxBytesPerSec = 1 << 20                // of one layer; what comes above is not forwarded
	videoCache     = 256                    // packets of the highest layer: 1.7 s at 1.5 Mbit/s
	lowerCache     = 128                    // and of each lower one: 2 s at 500 kbit/s
	audioCache     = 64                     // packets: 1.3 s
	layerGone      = 300 * time.Millisecond // without packets, while others of the publication have some, a layer is not sent any more
	restAfter      = 5 * time.Second        // so long nobody has to want a layer before its sender is told to pause it
	audioRate      = 48_000                 // Hz of the RTP clock (RFC 7587 §4.1)
	videoRate      = 90_000                 // (RFC 7741 §4.1, RFC 6184 §8.2.1)
)

// layer is one encoding of a publication (a simulcast stream, RFC 8853), or the only one. Its packet path belongs to the goroutine in forward; the atomics
// are for everybody; who subscribes is changed under room.mu only.
type layer struct {
	pub   *publication // static
	rid   string       // static; empty for the only layer
	cache *cache       // static

	slots  atomic.Pointer[[]*slot]
	epoch  atomic.Uint32 // grows when a pause ends or another track begins; written by forward
	ssrc   atomic.Uint32 // of the received track; 0 before the first
	height atomic.Int32  // pixels, as the newest keyframe says; 0 before the first; written by forward
	thins  atomic.Bool   // it has temporal layers that can be left out; written by forward
	seen   atomic.Int64  // monotonic nanoseconds of the last packet; written by forward
	bps    atomic.Int64  // bit/s while it last arrived, smoothed; written by the room's errands

	in    intake
	holes holes

	keyWanted atomic.Bool  // a keyframe is to be asked for
	keyAsked  atomic.Int64 // monotonic nanoseconds of the last request
	keyBefore atomic.Int64 // and of the one before
	keyCame   atomic.Int64 // monotonic nanoseconds of the last keyframe; written by forward

	active atomic.Bool   // its sender should send it; written under room.mu
	wanted bool          // guarded by room.mu: somebody wants it, see Room.arrange
	idle   time.Duration // guarded by room.mu: since when nobody does

	reading chan struct{} // one token: the right to be its reader
}

// newLayer makes a layer above which there are so many others.
func newLayer(p *publication, rid string, above int) *layer {
	size := audioCache
	if p.video() {
		size = videoCache
		if above > 0 {
			size = lowerCache
		}
	}
	l := &layer{pub: p, rid: rid, cache: newCache(size), reading: make(chan struct{}, 1)}
	l.slots.Store(&[]*slot{})
	l.active.Store(true)
	return l
}

// subscribe and unsubscribe change the list by replacing it. Call under room.mu.
func (l *layer) subscribe(s *slot) {
	list := append(slices.Clone(*l.slots.Load()), s)
	l.slots.Store(&list)
}

func (l *layer) unsubscribe(s *slot) {
	list := slices.DeleteFunc(slices.Clone(*l.slots.Load()), func(other *slot) bool { return other == s })
	l.slots.Store(&list)
}

// alive says whether the layer arrives at the time now.
func (l *layer) alive(now time.Duration) bool { return l.pub.alive(l, now) }

// rest notes whether somebody wants the layer and reports whether its sender has to be told something else. Call under room.mu.
func (l *layer) rest(now time.Duration) (changed bool) {
	if l.wanted {
		l.idle = 0
		return !l.active.Swap(true)
	}
	if l.idle == 0 {
		l.idle = now
	}
	return now-l.idle >= restAfter && l.active.Swap(false)
}

// wantKeyframe notes that somebody needs one; the room's errands ask when it is allowed to.
func (l *layer) wantKeyframe() {
	if l.pub.video() {
		l.keyWanted.Store(true)
		wake(l.pub.peer.room.errand)
	}
}

// askKeyframe sends the request that is due. It returns how long to wait when it is too early, 0 otherwise.
func (l *layer) askKeyframe(now time.Duration) time.Duration {
	ssrc := l.ssrc.Load()
	if ssrc == 0 || !l.pub.open() || !l.keyWanted.Load() {
		return 0 // the first packet, if it begins no keyframe, and opening wake again
	}
	if wait := l.keyframeDue() - now; wait > 0 {
		return wait
	}
	l.keyWanted.Store(false)
	l.keyBefore.Store(l.keyAsked.Swap(int64(now)))
	// A lost request is made again while a slot waits.
	_ = l.pub.peer.up.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: ssrc}})
	return 0
}

// keyframeDue is when a request may be made at the earliest; 0 at once. The early one is for who comes just after somebody else. Where many ask all the time
// they are evenly spread, and nobody waits longer than keyframeAgain but once after the early one.
func (l *layer) keyframeDue() time.Duration {
	last, before := time.Duration(l.keyAsked.Load()), time.Duration(l.keyBefore.Load())
	if last == 0 {
		return 0
	}
	answered, alone := time.Duration(l.keyCame.Load()) > last, before == 0 || last-before >= keyframeSpan
	switch {
	case answered && alone:
		return last + keyframeApart
	case before == 0:
		return last + keyframeAgain
	}
	return max(last+keyframeAgain, before+keyframeSpan)
}

// forward reads what comes in of track until it ends and hands every packet to the subscribed slots. It is the packet path: see doc.go.
func (l *layer) forward(track *webrtc.TrackRemote, in *inlet, terms terms) error {
	l.reading <- struct{}{} // an earlier track of the same m-line has to end first
	defer func() { <-l.reading }()
	l.epoch.Add(1)
	if ssrc := uint32(track.SSRC()); l.ssrc.Swap(ssrc) != ssrc {
		l.in.said.Store(0)
	}
	path := newPath(l, terms)
	path.h264 = strings.EqualFold(track.Codec().MimeType, webrtc.MimeTypeH264)
	buf := make([]byte, maxPacket+evenUnit) // padding is written behind payloads
	for {
		n, err := in.Read(buf)
		if err != nil {
			return err
		}
		now := l.pub.peer.room.now()
		l.pub.peer.arrived(buf[:n], terms.wideID, now)
		if l.pub.retired.Load() {
			return errRetired
		}
		path.handle(buf[:n], now)
	}
}

// path is what the reader of a layer remembers between packets. It is owned by forward.
type path struct {
	layer   *layer
	levelID uint8
	video   bool
	h264    bool
	red     uint8  // payload type of redundant audio; 0: none
	open    bool   // the last packet was forwarded
	nack    bool   // the sender keeps packets to send them again
	rate    uint32 // of the RTP clock
	trace   trace
	second  time.Duration
	bytes   int           // since second
	ts      uint32        // of the last packet
	at      time.Duration // and when it came
	gap     time.Duration // between packets of one picture, smoothed
}

// rateOf is the rate of the RTP clock of a kind.
func rateOf(kind webrtc.RTPCodecType) uint32 {
	if kind == webrtc.RTPCodecTypeVideo {
		return videoRate
	}
	return audioRate
}

func newPath(l *layer, t terms) *path {
	return &path{layer: l, levelID: t.levelID, nack: t.nack, red: t.red, rate: rateOf(l.pub.source.Kind()), video: l.pub.video(), open: true}
}

func (f *path) handle(b []byte, now time.Duration) {
	l, p := f.layer, f.layer.pub
	if len(b) < rtpHeader {
		return
	}
	f.count(b, now)
	if now-f.second >= time.Second {
		f.second, f.bytes = now, 0
	}
	if f.bytes += len(b); f.bytes > maxBytesPerSec || p.peer.meter.over(len(b), now) {
		p.flooded.Store(int64(now))
		return
	}
	if !p.open() {
		f.open = false
		p.loud.Store(0)
		return
	}
	if !f.open {
		f.open = true
		l.epoch.Add(1)
		l.wantKeyframe()
	}
	pkt, ok := parsePacket(b, f.levelID, f.video && !f.h264)
	if !ok {
		return
	}
	if f.h264 {
		pkt.h264 = true
		pkt.height, pkt.keyStart = h264Key(pkt.payload)
	}
	if pkt.red = f.red != 0 && b[1]&0x7F == f.red; pkt.red && !relabel(pkt.payload) {
		return
	}
	if f.video {
		f.look(&pkt, now)
	} else {
		p.listen(&pkt, now)
	}
	epoch := l.epoch.Load()
	l.cache.put(&pkt, epoch)
	for _, s := range *l.slots.Load() {
		s.write(l, epoch, &pkt, now)
	}
	p.peer.room.engine.linger(f.expect(&pkt, now))
}

// count counts the packet and notes which are missing.
func (f *path) count(b []byte, now time.Duration) {
	l, next := f.layer, f.trace.top+1
	step, begins := l.in.note(b, &f.trace, f.rate, now)
	switch {
	case !f.nack:
	case begins:
		l.holes.forget()
	case step <= 0:
		l.holes.fill(binary.BigEndian.Uint16(b[2:]))
	case step > 1:
		l.holes.miss(next, step-1, now)
	}
}

// look follows what the layer is: that it arrives, and its height.
func (f *path) look(pkt *packet, now time.Duration) {
	l := f.layer
	before := time.Duration(l.seen.Load())
	l.seen.Store(int64(now))
	if pkt.keyStart {
		l.keyCame.Store(int64(now))
		if pkt.height != 0 {
			l.height.Store(int32(pkt.height))
		}
	}
	if pkt.vp8.layered && pkt.vp8.tid > 0 && !l.thins.Load() {
		l.thins.Store(true)
	}
	if now-before > layerGone && !pkt.keyStart { // back without a keyframe, for which somebody may wait
		l.wantKeyframe()
	}
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
