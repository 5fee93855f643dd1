package sfu

import (
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
	"golang.org/x/time/rate"
)

const (
	slotMemory   = 8    // segments whose packets can still be asked for
	resendWindow = 1024 // packets
)

// slot is one m-line of a peer's down connection: one continuous stream, whoever is in it. It implements webrtc.TrackLocal.
type slot struct {
	peer   *Peer                  // static
	kind   webrtc.RTPCodecType    // static
	id     string                 // static; the track's id in the SDP
	rate   uint32                 // static; Hz
	sender *webrtc.RTPSender      // static after construction
	line   *webrtc.RTPTransceiver // static after construction

	target   atomic.Pointer[publication] // who should be here; changed under room.mu
	wish     atomic.Pointer[layer]       // the layer that should be sent; changed under room.mu
	bridge   atomic.Pointer[layer]       // the one that is sent while wish does not arrive; changed under room.mu
	from     atomic.Pointer[layer]       // the one that is sent; changed by the holder of busy
	again    atomic.Bool                 // what is in the slot has changed: the next packet begins something new
	most     atomic.Uint32               // the ceiling; see setCeiling
	bound    atomic.Pointer[binding]     // nil until negotiated
	segments atomic.Pointer[[]piece]     // newest first
	last     atomic.Uint64               // highest number sent, extended
	clock    atomic.Uint64               // newest timestamp and when it was sent; see report.go
	packets  atomic.Uint32
	octets   atomic.Uint32
	waiting  atomic.Bool // for a keyframe, with nothing sent until then
	out      outgo

	height int               // guarded by room.mu: wanted, in pixels; 0: as high as possible
	listed [MaxLayers]*layer // guarded by room.mu: the layers whose lists the slot is in

	busy   atomic.Bool // try-lock over the fields below
	rw     rewriter
	epoch  uint32
	left   bool // something was sent
	header envelope
	marks  marks // read by feedback without the lock

	repair repair
}

// piece says which layer a segment was made of. It is a value.
type piece struct {
	segment
	end   uint64 // extended number behind its last packet; 0: it goes on
	layer *layer
	epoch uint32
}

func newSlot(p *Peer, kind webrtc.RTPCodecType, id string) *slot {
	s := &slot{peer: p, kind: kind, id: id, rate: rateOf(kind)}
	s.rw = rewriter{rate: s.rate, video: kind == webrtc.RTPCodecTypeVideo}
	s.segments.Store(&[]piece{})
	return s
}

// ID implements webrtc.TrackLocal.
func (s *slot) ID() string { return s.id }

// RID implements webrtc.TrackLocal.
func (s *slot) RID() string { return "" }

// StreamID implements webrtc.TrackLocal. Every slot is a stream of its own: a browser would otherwise take one voice and one face for a pair.
func (s *slot) StreamID() string { return s.id }

// Kind implements webrtc.TrackLocal.
func (s *slot) Kind() webrtc.RTPCodecType { return s.kind }

// Bind implements webrtc.TrackLocal: pion calls it when the slot was negotiated.
func (s *slot) Bind(ctx webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	mime := webrtc.MimeTypeOpus
	if s.kind == webrtc.RTPCodecTypeVideo {
		mime = webrtc.MimeTypeVP8
	}
	b, codec := bind(ctx, mime)
	if b == nil {
		return webrtc.RTPCodecParameters{}, webrtc.ErrUnsupportedCodec
	}
	if b.repair != 0 {
		s.peer.room.engine.repairs.Store(b.repair, s.peer)
	}
	s.bound.Store(b)
	s.ask()
	return codec, nil
}

// Unbind implements webrtc.TrackLocal.
func (s *slot) Unbind(webrtc.TrackLocalContext) error {
	if b := s.bound.Swap(nil); b != nil && b.repair != 0 {
		s.peer.room.engine.repairs.Delete(b.repair)
	}
	return nil
}

// take puts pub into the slot, nil empties it. Call under room.mu.
func (s *slot) take(pub *publication) {
	if s.target.Load() == pub {
		return
	}
	s.target.Store(pub)
	s.anew()
	if s.kind == webrtc.RTPCodecTypeVideo { // sound never pays for pictures, and nobody would lift its ceiling
		s.setCeiling(s.peer.first())
	}
	s.arrange(s.peer.room.now())
}

// anew says that the next packet begins something new, which in a picture is a keyframe.
func (s *slot) anew() {
	s.again.Store(true)
	s.waiting.Store(s.target.Load() != nil && s.kind == webrtc.RTPCodecTypeVideo)
}

// setCeiling bounds what the slot may be sent, whatever is in it, for whoever shares out bandwidth. The room heeds it when it looks next, within 100 ms: nothing at
// all takes effect then, fewer temporal layers with the next picture, another layer with its keyframe. It may be called by any goroutine.
func (s *slot) setCeiling(c ceiling) {
	s.most.Store(uint32(uint8(int8(c.layers)))<<8 | uint32(uint8(c.temporal)))
}

// limit is the ceiling that was set.
func (s *slot) limit() ceiling {
	packed := s.most.Load()
	return ceiling{layers: int(int8(packed >> 8)), temporal: int(uint8(packed))}
}

// ask wants keyframes of the layers that should be sent and are not. A layer that does not arrive is not asked: its sender begins with a keyframe.
func (s *slot) ask() {
	now, from := s.peer.room.now(), s.from.Load()
	for _, l := range [...]*layer{s.wish.Load(), s.bridge.Load()} {
		if l != nil && (l != from || s.waiting.Load() || s.again.Load()) && l.alive(now) {
			l.wantKeyframe()
		}
	}
}

// renew wants a keyframe because the browser cannot go on without one.
func (s *slot) renew() {
	if from, wish := s.from.Load(), s.wish.Load(); from != nil && wish != nil && from.pub == wish.pub {
		from.wantKeyframe()
	}
	s.ask()
}

// accepts says whether pkt of l may be sent: the layer that is being sent goes on until the keyframe of the one that should be.
func (s *slot) accepts(l *layer, pkt *packet, now time.Duration) bool {
	wish, from := s.wish.Load(), s.from.Load()
	switch {
	case wish == nil || wish.pub != l.pub:
		return false
	case l == from && !s.again.Load():
		return true
	case s.kind != webrtc.RTPCodecTypeVideo:
		return l == wish
	case !pkt.keyStart:
		return false
	}
	return l == wish || l == s.bridge.Load() && (from != wish || !from.alive(now))
}

// enter takes the try-lock. Packets of two layers meet only when one takes over from the other; the keyframe that does so is worth waiting for, as long as the
// other needs for its packet.
func (s *slot) enter(key bool) bool {
	for patience := 1000; !s.busy.CompareAndSwap(false, true); patience-- {
		if !key || patience == 0 {
			return false
		}
	}
	return true
}

// write sends pkt if it is what belongs here now. Only the reader of l calls it. It patches the payload's VP8 descriptor in place.
func (s *slot) write(l *layer, epoch uint32, pkt *packet, now time.Duration) {
	b := s.bound.Load()
	if b == nil || !b.carries(pkt) || !s.accepts(l, pkt, now) || !s.enter(pkt.keyStart) {
		return
	}
	defer s.busy.Store(false)
	if s.peer.lane.lost() { // numbers that nobody gets, half a turn of them, would be taken for old ones
		s.anew()
		return
	}
	from := s.from.Load()
	if l != from && !s.accepts(l, pkt, now) { // another one was faster
		return
	}
	if l != from || s.epoch != epoch || s.again.Load() {
		s.again.Store(false)
		s.from.Store(l)
		s.epoch = epoch
		s.rw.begin()
	}
	s.rw.thin.asked = s.limit().temporal
	before := s.rw.last
	out, fresh, ok := s.rw.next(pkt, now)
	if !ok {
		s.waiting.Store(!s.rw.live)
		return
	}
	if fresh {
		s.waiting.Store(false)
		s.remember(l, epoch)
	}
	s.last.Store(s.rw.last)
	if s.rw.at == now {
		s.clock.Store(packClock(s.rw.ts, now))
	}
	s.header.at = now
	if !s.send(b, &s.header, pkt, out, s.rw.extended(out.seq)) {
		s.unsend(before)
	}
}

// unsend takes back a packet that did not leave, which cannot be built upon: not connected yet, or not any more. before is the last number before it. Call while
// busy is held.
func (s *slot) unsend(before uint64) {
	if s.left {
		s.rw.begin()
		s.rw.last = before
	} else { // the receiver believes the first number that it gets to be of the first turn (RFC 3711 §3.3.1)
		s.rw.restart()
	}
	s.last.Store(s.rw.last)
	s.anew()
}

// remember keeps the new segment for retransmissions. Older segments of the same stream are forgotten: the source has started its numbers again, so that a
// number no longer says which packet is meant.
func (s *slot) remember(l *layer, epoch uint32) {
	list := make([]piece, 1, slotMemory)
	list[0] = piece{segment: s.rw.seg, layer: l, epoch: epoch}
	for at, old := range *s.segments.Load() {
		if at == 0 {
			old.end = s.rw.seg.first
		}
		if len(list) < slotMemory && (old.layer != l || old.epoch != epoch) {
			list = append(list, old)
		}
	}
	s.segments.Store(&list)
}

// send writes one packet, number of all. h is the caller's to reuse, and says when. It reports false when it did not leave.
func (s *slot) send(b *binding, h *envelope, pkt *packet, out rewritten, number uint64) bool {
	payload, pt, ok := b.load(pkt)
	if !ok {
		return true // malformed; a gap says so
	}
	h.fill(b, b.ssrc, pt, number-startNumber, out.ts, out.marker)
	s.even(h, payload)
	if pkt.vp8.size > 0 {
		pkt.vp8.patch(pkt.payload, out.pic, out.tl0)
	}
	if b.wide != 0 {
		n := s.peer.band.ledger.take(rtpHeader+len(payload)+int(h.PaddingSize)+authTag, false, h.at)
		h.count(n)
		s.marks.put(out.seq, n)
	}
	if !s.put(b, h, payload) {
		return false
	}
	s.left = true
	return true
}

// even pads a packet: one without payload, of which nothing would be left, and one of a picture.
func (s *slot) even(h *envelope, payload []byte) {
	if len(payload) == 0 {
		h.pad(1)
	} else if s.kind == webrtc.RTPCodecTypeVideo {
		h.pad(uneven(payload))
	}
}

// put writes and counts a packet.
func (s *slot) put(b *binding, h *envelope, payload []byte) bool {
	n, err := s.peer.lane.write(b, h, payload)
	if err == nil && n > 0 {
		s.packets.Add(1)
		s.octets.Add(uint32(len(payload)))
	}
	return n > 0 || err != nil // an error is a line that broke; its state is watched elsewhere
}

// feedback reads the browser's RTCP for this slot until the connection ends.
func (s *slot) feedback() error {
	limit := rate.NewLimiter(repeatsPerSecond, repeatsPerSecond)
	buf, scratch := make([]byte, maxPacket), make([]byte, maxPacket+evenUnit)
	for {
		n, _, err := s.sender.Read(buf)
		if err != nil {
			return err
		}
		packets, err := rtcp.Unmarshal(buf[:n])
		if err != nil {
			continue // malformed feedback is no feedback
		}
		for _, p := range packets {
			switch p := p.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				s.renew()
			case *rtcp.ReceiverReport:
				s.heed(p.Reports)
			case *rtcp.SenderReport:
				s.heed(p.Reports)
			case *rtcp.TransportLayerCC:
				s.peer.heedWide(p)
			case *rtcp.ReceiverEstimatedMaximumBitrate:
				s.peer.heedLimit(float64(p.Bitrate))
			case *rtcp.TransportLayerNack:
				for _, pair := range p.Nacks {
					pair.Range(func(seq uint16) bool {
						if s.worth(seq) && limit.Allow() {
							s.resend(seq, scratch)
						}
						return true
					})
				}
				s.peer.room.engine.linger(0)
			}
		}
	}
}

// heed finds the report that is about this slot.
func (s *slot) heed(reports []rtcp.ReceptionReport) {
	b := s.bound.Load()
	for _, r := range reports {
		if b != nil && r.SSRC == b.ssrc {
			s.out.heed(r, time.Now())
		}
	}
}

// resend answers a NACK for the number seq.
func (s *slot) resend(seq uint16, scratch []byte) {
	last := s.last.Load()
	age := uint16(last) - seq
	b := s.bound.Load()
	if b == nil || last == 0 || age > resendWindow {
		return
	}
	n := last - uint64(age)
	for _, piece := range *s.segments.Load() {
		if n < piece.first {
			continue
		}
		if piece.end != 0 && n >= piece.end {
			return // of a piece that is forgotten
		}
		if !piece.layer.pub.open() {
			return
		}
		seg, ok := s.rw.shifts.on(piece.segment, n)
		if !ok {
			return
		}
		pkt, ok := piece.layer.cache.get(seg.source(n), piece.epoch, scratch)
		if ok {
			s.repeat(b, &pkt, seg.apply(&pkt, s.kind == webrtc.RTPCodecTypeAudio), n)
		}
		return
	}
}
