package sfu

import (
	"sync/atomic"
	"time"

	"giaoban/agenda"

	"github.com/pion/rtcp"
)

// PeerStats is how a peer's connections did in the last second. Up and down are from the browser's point of view. It is a value.
type PeerStats struct {
	Peer         PeerID             `json:"peer"`
	Seat         agenda.SeatID      `json:"seat"`
	Transport    Transport          `json:"transport"` // of the down connection, or of up while down is not connected
	Up           UpStats            `json:"up"`
	Down         DownStats          `json:"down"`
	Publications []PublicationState `json:"publications"`
}

// UpStats is what a peer sends. Loss is in per cent missing when looked at; what is sent again is not missing. It is a value.
type UpStats struct {
	Bitrate int          `json:"bps"` // bit/s of RTP
	Loss    float64      `json:"loss"`
	RTT     float64      `json:"rtt_ms"` // milliseconds; 0 while unknown
	Tracks  []TrackStats `json:"tracks"`
}

// TrackStats is one source of a peer. It is a value.
type TrackStats struct {
	Source Source       `json:"source"`
	Layers []LayerStats `json:"layers"`
}

// LayerStats is one encoding of a source. It is a value.
type LayerStats struct {
	RID     string `json:"rid"`    // empty where there is only one
	Bitrate int    `json:"bps"`    // bit/s of RTP
	Height  int    `json:"height"` // pixels of the last keyframe; 0 for sound and while unknown
}

// DownStats is what a peer receives. Loss is in per cent, as the browser reports. It is a value.
type DownStats struct {
	Bitrate  int     `json:"bps"` // bit/s of RTP payload
	Loss     float64 `json:"loss"`
	RTT      float64 `json:"rtt_ms"`   // milliseconds; 0 while unknown
	Estimate int     `json:"estimate"` // bit/s that the path seems to carry; 0 while unknown
	Step     Step    `json:"step"`     // of the low-bandwidth ladder
}

// Transport is what a connection runs over.
type Transport string

// The transports. A connection is relayed when the browser's end is a TURN server's.
const (
	OverUDP   Transport = "udp"
	OverTCP   Transport = "tcp"
	OverRelay Transport = "relay"
	OverNone  Transport = "" // not connected
)

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
	return PeerStats{
		Peer: p.id, Seat: p.seat, Up: UpStats{Tracks: []TrackStats{}}, Down: DownStats{Step: StepFull}, Publications: []PublicationState{},
	}
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
	s := PeerStats{Peer: p.id, Seat: p.seat, Up: p.measureUp(passed), Down: p.measureDown(passed), Publications: []PublicationState{}}
	for _, pub := range *p.published.Load() {
		s.Publications = append(s.Publications, PublicationState{Source: pub.source, Muted: pub.muted.Load()})
	}
	s.Up.RTT = milliseconds(p.upward.trip)
	if s.Transport = p.downward.transport(); s.Transport == OverNone {
		s.Transport = p.upward.transport()
	}
	if s.Down.RTT == 0 {
		s.Down.RTT = milliseconds(p.downward.trip)
	}
	p.stats.Store(&s)
}

func (p *Peer) measureUp(passed time.Duration) UpStats {
	s := UpStats{Tracks: []TrackStats{}}
	var octets, packets, expected uint64
	for _, pub := range *p.published.Load() {
		track := TrackStats{Source: pub.source, Layers: []LayerStats{}}
		for _, l := range *pub.layers.Load() {
			c := &l.in
			now := c.before
			now.octets, now.packets, now.expected = c.octets.Load(), c.packets.Load(), c.expected.Load()
			fresh := now.octets - c.before.octets
			octets += fresh
			packets += now.packets - c.before.packets
			expected += now.expected - c.before.expected
			c.before = now
			l.gauge(perSecond(fresh, passed))
			track.Layers = append(track.Layers, LayerStats{RID: l.rid, Bitrate: perSecond(fresh, passed), Height: int(l.height.Load())})
		}
		s.Tracks = append(s.Tracks, track)
	}
	p.room.engine.totals.receivedBytes.Add(octets)
	s.Bitrate = perSecond(octets, passed)
	if expected > packets {
		s.Loss = 100 * float64(expected-packets) / float64(expected)
	}
	return s
}

func (p *Peer) measureDown(passed time.Duration) DownStats {
	s := DownStats{Step: p.Quality().Step}
	total := &p.room.engine.totals
	var down, sent, weighted uint64
	var trip time.Duration
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
		trip = max(trip, time.Duration(c.trip.Load()))
	}
	total.forwardedBytes.Add(down)
	total.forwardedPackets.Add(sent)
	s.Bitrate, s.RTT = perSecond(down, passed), milliseconds(trip)
	s.Estimate = int(p.estimate())
	if sent > 0 {
		s.Loss = 100 * float64(weighted) / float64(sent) / 256
	}
	return s
}

// gauge follows the bitrate second by second, slowly: one slide that changes is not a film. A second in which the layer came or went says little, and one
// without it nothing: what it would take is kept.
func (l *layer) gauge(bps int) {
	switch old := int(l.bps.Load()); {
	case bps > 0 && old == 0:
		l.bps.Store(int64(bps))
	case bps > old && l.in.steady:
		l.bps.Store(int64(old + (bps-old)/4))
	case bps > 0 && l.in.steady:
		l.bps.Store(int64(old + (bps-old)/8))
	}
	l.in.steady = bps > 0
}

func perSecond(octets uint64, passed time.Duration) int {
	return int(float64(octets) * 8 / passed.Seconds())
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
