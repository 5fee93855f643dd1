package sfu

import (
	"encoding/binary"
	"sync/atomic"
	"time"

	"giaoban/agenda"

	"github.com/pion/rtcp"
)

// PeerStats is how a peer's connections did in the last second. Up and down are from the browser's point of view. It is a value.
type PeerStats struct {
	Peer        PeerID        `json:"peer"`
	Seat        agenda.SeatID `json:"seat"`
	UpBitrate   int           `json:"up_bitrate"`   // bit/s of RTP
	DownBitrate int           `json:"down_bitrate"` // bit/s of RTP payload
	UpLoss      float64       `json:"up_loss"`      // per cent missing when looked at; what is sent again is not missing
	DownLoss    float64       `json:"down_loss"`    // per cent, as the browser reports
	RTT         time.Duration `json:"rtt"`          // of the down connection; 0 while unknown
}

// Totals are sums over all rooms since the engine was made, a second late at most. They never fall. It is a value.
type Totals struct {
	ReceivedBytes, ForwardedBytes, ForwardedPackets uint64
	LostPackets                                     uint64 // of the forwarded ones, as browsers report
}

// totals is Totals while it grows.
type totals struct {
	receivedBytes, forwardedBytes, forwardedPackets, lostPackets atomic.Uint64
}

// Totals may be called by any goroutine.
func (e *Engine) Totals() Totals {
	t := &e.totals
	return Totals{
		ReceivedBytes: t.receivedBytes.Load(), ForwardedBytes: t.forwardedBytes.Load(),
		ForwardedPackets: t.forwardedPackets.Load(), LostPackets: t.lostPackets.Load(),
	}
}

// Stats is of the last second; it is empty in the first.
func (p *Peer) Stats() PeerStats {
	if s := p.stats.Load(); s != nil {
		return *s
	}
	return PeerStats{Peer: p.id, Seat: p.seat}
}

// Stats is of all peers in the order of joining.
func (r *Room) Stats() []PeerStats {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]PeerStats, 0, len(r.peers))
	for _, p := range r.peers {
		list = append(list, p.Stats())
	}
	return list
}

// intake counts what came in of a layer. Its atomics are written by the reader of the track, before is owned by the room's errands.
type intake struct {
	octets, packets, expected atomic.Uint64
	before                    struct{ octets, packets, expected uint64 }
	steady                    bool // owned by the errands: something came in the second before
}

// note counts an RTP packet; top is the highest number so far, and so it is returned.
func (c *intake) note(b []byte, top uint16) uint16 {
	if len(b) < rtpHeader {
		return top
	}
	c.octets.Add(uint64(len(b)))
	seq := binary.BigEndian.Uint16(b[2:])
	step := int16(seq - top)
	if c.packets.Add(1) == 1 || step > maxJump || step < -maxJump {
		step = 1 // the first one, or a stream that has started again
	} else if step <= 0 {
		return top // late; its number was counted already
	}
	c.expected.Add(uint64(step))
	return seq
}

// outgo is what errands and the browser's reports know of a slot. reported and trip are written by the slot's feedback, before is owned by the errands.
type outgo struct {
	reported atomic.Uint32 // packets lost in all, as the browser says
	fraction atomic.Uint32 // of 256, since its report before
	trip     atomic.Int64  // nanoseconds
	before   struct{ octets, packets, reported uint32 }
}

// heed takes a receiver report (RFC 3550 §6.4.2) that came at wall.
func (c *outgo) heed(r rtcp.ReceptionReport, wall time.Time) {
	c.reported.Store(r.TotalLost)
	c.fraction.Store(uint32(r.FractionLost))
	if r.LastSenderReport == 0 {
		return
	}
	const unit, rounding = 1 << 16, 1 << 6 // of a second; and what two clocks' rounding may take away
	if trip := int32(uint32(ntp(wall)>>16) - r.LastSenderReport - r.Delay); trip > -rounding {
		c.trip.Store(int64(max(1, trip)) * int64(time.Second) / unit)
	}
}

// measure sums up what happened since it was called before, passed ago. Only the room's errands call it.
func (p *Peer) measure(passed time.Duration) {
	s := PeerStats{Peer: p.id, Seat: p.seat}
	total, seconds := &p.room.engine.totals, passed.Seconds()
	var octets, packets, expected uint64
	for _, pub := range *p.published.Load() {
		for _, l := range *pub.layers.Load() {
			c := &l.in
			now := c.before
			now.octets, now.packets, now.expected = c.octets.Load(), c.packets.Load(), c.expected.Load()
			fresh := now.octets - c.before.octets
			octets += fresh
			packets += now.packets - c.before.packets
			expected += now.expected - c.before.expected
			whole := c.before.octets > 0 && c.steady
			c.before, c.steady = now, fresh > 0
			if fresh > 0 && (whole || l.bps.Load() == 0) {
				l.bps.Store(int64(float64(fresh) * 8 / seconds))
			}
		}
	}
	total.receivedBytes.Add(octets)
	s.UpBitrate = int(float64(octets) * 8 / seconds)
	if expected > packets {
		s.UpLoss = 100 * float64(expected-packets) / float64(expected)
	}
	var down, sent, weighted uint64
	for _, slot := range *p.laid.Load() {
		c := &slot.out
		now := c.before
		now.octets, now.packets, now.reported = slot.octets.Load(), slot.packets.Load(), c.reported.Load()
		fresh := uint64(now.packets - c.before.packets)
		sent += fresh
		down += uint64(now.octets - c.before.octets)
		weighted += fresh * uint64(c.fraction.Load())
		if lost := int32(now.reported - c.before.reported); lost > 0 {
			total.lostPackets.Add(uint64(lost))
		}
		c.before = now
		s.RTT = max(s.RTT, time.Duration(c.trip.Load()))
	}
	total.forwardedBytes.Add(down)
	total.forwardedPackets.Add(sent)
	s.DownBitrate = int(float64(down) * 8 / seconds)
	if sent > 0 {
		s.DownLoss = 100 * float64(weighted) / float64(sent) / 256
	}
	p.stats.Store(&s)
}
