package sfu

import (
	"encoding/binary"
	"sync"
	"time"

	"github.com/pion/webrtc/v4"
)

const (
	repeatsPerSecond = 300                   // packets sent again in one slot, at most
	repeatsMost      = 8                     // times that one packet is sent again
	repeatAfter      = 20 * time.Millisecond // or a round trip, if that is longer: what was sent again a moment ago is still on its way
	repeatShare      = 2                     // what is sent again takes this part of what the path carries, at most

	paddingMost = 255 // bytes of padding in one packet (RFC 3550 §5.1)
	ownNumber   = 2   // bytes that say which packet is sent again (RFC 4588 §4)
)

// repair is the second stream of a slot (RFC 4588): packets that are sent again, and trains of probes. It is locked.
type repair struct {
	mu     sync.Mutex
	done   [64]repeated // by number
	seq    uint64       // of the stream, extended
	header envelope
	bytes  [ownNumber + maxPacket]byte
}

// repeated is a packet that was sent again. It is a value.
type repeated struct {
	seq   uint16
	times uint8
	at    time.Duration
}

// worth says whether a packet that is asked for should be sent again, and notes that it is.
func (s *slot) worth(seq uint16) bool {
	if s.limit().layers < 0 {
		return false // withheld; what comes after that begins with a keyframe
	}
	now, r := s.peer.room.now(), &s.repair
	r.mu.Lock()
	defer r.mu.Unlock()
	d := &r.done[seq%uint16(len(r.done))]
	if d.seq != seq || now-d.at > 5*time.Second {
		*d = repeated{seq: seq}
	} else if d.times >= repeatsMost || now-d.at < max(repeatAfter, time.Duration(s.out.trip.Load())) {
		return false
	}
	d.at = now
	d.times++
	return true
}

// repeat sends the packet that had a number once more: on the repair stream under a new one, or, where there is none, the very same bytes as before.
func (s *slot) repeat(b *binding, pkt *packet, out rewritten, number uint64) {
	if s.kind == webrtc.RTPCodecTypeVideo && !s.peer.band.affords(len(pkt.payload), s.peer.room.now()) {
		return
	}
	if pkt.vp8.size > 0 {
		pkt.vp8.patch(pkt.payload, out.pic, out.tl0)
	}
	r := &s.repair
	r.mu.Lock()
	defer r.mu.Unlock()
	h := &r.header
	if pt := b.again(pkt); pt != 0 && len(pkt.payload) > 0 {
		r.seq++
		h.fill(b, b.repair, pt, r.seq, out.ts, out.marker)
		binary.BigEndian.PutUint16(r.bytes[:], out.seq)
		size := ownNumber + copy(r.bytes[ownNumber:], pkt.payload)
		s.number(b, h, size, false)
		_, _ = s.peer.lane.write(b, h, r.bytes[:size]) // lost once more, if at all
		return
	}
	payload, pt, ok := b.load(pkt)
	if !ok {
		return
	}
	h.fill(b, b.ssrc, pt, number-startNumber, out.ts, out.marker)
	s.even(h, payload)
	if b.wide != 0 {
		n, ok := s.marks.get(out.seq)
		if !ok {
			return
		}
		h.count(n)
		s.peer.band.ledger.forget(n)
	}
	s.put(b, h, payload)
}

// number gives a packet of the repair stream the next transport-wide number.
func (s *slot) number(b *binding, h *envelope, size int, probe bool) {
	if b.wide != 0 {
		h.count(s.peer.band.ledger.take(rtpHeader+size+authTag, probe, s.peer.room.now()))
	}
}

// train sends so many bytes of padding on the repair stream, at once, and says in how many packets.
func (s *slot) train(b *binding, bytes int) (packets int) {
	ts := uint32(s.clock.Load() >> 32)
	r := &s.repair
	r.mu.Lock()
	defer r.mu.Unlock()
	for h := &r.header; bytes > 0; bytes -= rtpHeader + paddingMost + authTag {
		r.seq++
		h.fill(b, b.repair, b.repairPT, r.seq, ts, false)
		h.pad(paddingMost)
		s.number(b, h, paddingMost, true)
		if n, err := s.peer.lane.write(b, h, nil); n == 0 || err != nil {
			if err == nil {
				r.seq-- // not connected yet: the receiver believes the first number that it gets to be of the first turn
			}
			return packets
		}
		packets++
	}
	return packets
}

// probeWith is a slot that can send trains, nil when none can.
func (p *Peer) probeWith() (*slot, *binding) {
	for _, s := range *p.laid.Load() {
		if b := s.bound.Load(); b != nil && b.repairPT != 0 && b.wide != 0 {
			return s, b
		}
	}
	return nil, nil
}

// probe tries, when it is due, whether the path carries need bit/s.
func (p *Peer) probe(need float64, now time.Duration) {
	s, b := p.probeWith()
	band := &p.band
	band.mu.Lock()
	band.estimator.free = s == nil
	bytes := 0
	if s != nil {
		bytes = band.prober.due(&band.estimator, need, now)
	}
	band.mu.Unlock()
	if bytes == 0 {
		return
	}
	begun := p.room.now().Truncate(time.Microsecond) // as the ledger has it
	packets := s.train(b, bytes)
	p.room.engine.linger(0)
	band.mu.Lock()
	band.prober.sent(&band.estimator, packets, begun)
	band.mu.Unlock()
}
