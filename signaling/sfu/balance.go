package sfu

import (
	"slices"
	"time"

	"giaoban/agenda"

	"github.com/pion/webrtc/v4"
)

// Nominal bitrates of layers that were not received yet, in bit/s, and what is kept for sound.
const (
	nominalOnly  = 300_000 // of a single one
	nominalLow   = 150_000 // up to 180 lines
	nominalHalf  = 500_000 // up to 360
	nominalFull  = 1_500_000
	thinPart     = 60     // per cent of a layer's bitrate that its lowest temporal layer takes
	voiceReserve = 40_000 // at least, while anybody is heard
	unlimited    = 1 << 40
)

// Quality is what a peer is shown at the moment. It is a value.
type Quality struct {
	Step     Step     `json:"step"`
	Estimate int      `json:"estimate"` // bit/s that the path seems to carry; 0 while unknown
	Paused   []Paused `json:"paused"`   // pictures that are wanted and withheld for lack of bandwidth
}

// Paused is a picture that is withheld. It is a value.
type Paused struct {
	Seat   agenda.SeatID `json:"seat"`
	Peer   PeerID        `json:"peer"`
	Source Source        `json:"source"`
}

// Same says whether two qualities differ in nothing but the estimate.
func (q Quality) Same(other Quality) bool {
	return q.Step == other.Step && slices.Equal(q.Paused, other.Paused)
}

// Quality is what the peer is shown now. Wake tells of changes, but for those of the estimate.
func (p *Peer) Quality() Quality {
	if q := p.quality.Load(); q != nil {
		return *q
	}
	return Quality{Step: StepFull, Paused: []Paused{}}
}

// Limit bounds the pictures that the peer is sent to so many bit/s in all; 0 or less is no bound.
func (p *Peer) Limit(down int) { p.limit.Store(int64(max(0, down))) }

// balance shares out what the path carries among the slots. Only the room's errands call it. prefer is the room's, for the floor.
func (p *Peer) balance(prefer []agenda.SeatID) {
	now := p.room.now()
	demands := p.demands(prefer, now)
	estimate, reserve := p.estimate(), p.voice(now)
	budget, need := float64(unlimited), float64(wanted(demands))
	if estimate > 0 {
		budget = max(0, estimate-reserve)
	}
	if limit := float64(p.limit.Load()); limit > 0 {
		budget, need = min(budget, limit), min(need, limit)
	}
	p.climber.eager = p.band.fresh(now)
	given := p.climber.next(demands, int(budget), now)
	q := Quality{Step: stepOf(demands, given), Estimate: int(estimate), Paused: []Paused{}}
	for i := range demands {
		d := &demands[i]
		switch pub := d.key.pub; given[i] {
		case withheld:
			q.Paused = append(q.Paused, Paused{Seat: pub.peer.seat, Peer: pub.peer.id, Source: pub.source})
			d.key.slot.setCeiling(ceiling{layers: -1})
		case len(d.grades) - 1:
			d.key.slot.setCeiling(ceiling{}) // as high as wanted
		default:
			d.key.slot.setCeiling(d.grades[given[i]].ceiling)
		}
	}
	if p.climber.eager && p.limit.Load() == 0 {
		q.Step, q.Paused = StepFull, []Paused{} // nothing is known that is worth a word
	}
	if old := p.quality.Swap(&q); old == nil || !old.Same(q) {
		wake(p.wake)
	}
	if need > 0 {
		p.probe(1.02*need/headroom+reserve, now)
	}
}

// first is the ceiling of what has just come into a slot, until it is balanced: where there is not enough for all, nothing is sent before that.
func (p *Peer) first() ceiling {
	if p.Quality().Step == StepFull {
		return ceiling{}
	}
	return ceiling{layers: -1}
}

// demands are the pictures in the peer's slots that are open.
func (p *Peer) demands(prefer []agenda.SeatID, now time.Duration) []demand {
	r := p.room
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]demand, 0, len(p.slots)-p.audio)
	for _, s := range p.slots[p.audio:] {
		pub := s.target.Load()
		if pub == nil || !pub.open() {
			continue
		}
		d := demand{key: slotKey{s, pub}, rank: rankRest, height: s.height}
		switch {
		case pub.source == Screen:
			d.rank = rankShare
		case pub.peer.chair:
			d.rank = rankChair
		case slices.Contains(prefer, pub.peer.seat):
			d.rank = rankFloor
		}
		var storage [MaxLayers]layerState
		d.grades = gradesOf(s.height, pub.states(now, &storage))
		list = append(list, d)
	}
	return list
}

// gradesOf are the ways in which layers can be shown at a wanted height.
func gradesOf(height int, layers []layerState) []grade {
	top, _ := choose(height, ceiling{}, layers)
	list := make([]grade, 0, MaxLayers+1)
	least := 1
	for i := range top + 1 { // none for -1
		g := grade{ceiling: ceiling{layers: i + 1}, bitrate: layers[i].bps, height: heightOf(layers, i)}
		if g.bitrate == 0 {
			g.bitrate = nominal(g.height)
			if len(layers) == 1 {
				g.bitrate = nominalOnly
			}
		}
		if i == 0 && layers[i].thins { // half of the pictures or fewer look about as good as three quarters of the lines
			thin := grade{ceiling: ceiling{layers: 1, temporal: 1}, bitrate: g.bitrate * thinPart / 100, height: g.height * 3 / 4}
			list, least = append(list, thin), thin.bitrate+1
		}
		g.bitrate = max(g.bitrate, least)
		least = g.bitrate + 1
		list = append(list, g)
	}
	return list
}

func nominal(height int) int {
	switch {
	case height <= 180:
		return nominalLow
	case height <= 360:
		return nominalHalf
	}
	return nominalFull
}

// voice is what sound takes, in bit/s: it is taken out before pictures are thought of.
func (p *Peer) voice(now time.Duration) float64 {
	v := &p.voices
	octets, heard := uint64(0), false
	for _, s := range *p.laid.Load() {
		if s.kind == webrtc.RTPCodecTypeAudio {
			octets += uint64(s.octets.Load()) + uint64(s.packets.Load())*(rtpHeader+authTag)
			heard = heard || s.target.Load() != nil
		}
	}
	if passed := (now - v.at).Seconds(); v.at != 0 && octets >= v.octets && passed > 0 {
		v.rate += (float64(octets-v.octets)*8/passed - v.rate) / 4
	}
	v.octets, v.at = octets, now
	if heard {
		return max(v.rate, voiceReserve)
	}
	return v.rate
}

// voices measures the sound that a peer is sent. It is a value, owned by the room's errands.
type voices struct {
	octets uint64
	at     time.Duration
	rate   float64
}
