package sfu

import (
	"slices"
	"testing"
	"time"

	"giaoban/agenda"
)

func TestGrades(t *testing.T) {
	known := []layerState{{height: 180, bps: 140_000}, {height: 360, bps: 450_000}, {height: 720, bps: 1_400_000}}
	for name, c := range map[string]struct {
		wanted int
		layers []layerState
		want   []int // bitrates
	}{
		"all":            {720, known, []int{140_000, 450_000, 1_400_000}},
		"small":          {180, known, []int{140_000}},
		"as high as any": {0, known, []int{140_000, 450_000, 1_400_000}},
		"not yet known":  {720, make([]layerState, 3), []int{nominalLow, nominalHalf, nominalFull}},
		"only one":       {720, make([]layerState, 1), []int{nominalOnly}},
		"odd":            {720, []layerState{{height: 180, bps: 500_000}, {height: 360, bps: 500_000}}, []int{500_000, 500_001}},
		"thin":           {180, []layerState{{height: 180, bps: 100_000, thins: true}}, []int{60_000, 100_000}},
		"none":           {180, nil, nil},
	} {
		var got []int
		for _, g := range gradesOf(c.wanted, c.layers) {
			got = append(got, g.bitrate)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// audience is a room with a camera of the chair and one of a unit, in three layers each, and a viewer of both who has transport-wide feedback.
func audience(t *testing.T) (viewer *Peer, slots []*slot) {
	t.Helper()
	room := &Room{errand: make(chan struct{}, 1), dirty: make(chan struct{}, 1), start: time.Now().Add(-time.Minute), engine: &Engine{}}
	viewer = &Peer{room: room, seat: "viewer", wake: make(chan struct{}, 1)}
	viewer.published.Store(&[]*publication{})
	for _, seat := range []agenda.SeatID{"unit", "chair"} {
		p := &Peer{room: room, seat: seat, id: PeerID(seat), chair: seat == "chair", wake: make(chan struct{}, 1)}
		pub := newPublication(p, Track{Mid: "0", Source: Camera}, []string{"q", "h", "f"})
		pub.permitted.Store(true)
		s := newSlot(viewer, Camera.Kind(), string(seat))
		s.bound.Store(&binding{out: nowhere{}, ssrc: 5, pt: 96, wide: 3, repair: 6, repairPT: 97})
		s.height = 360
		slots = append(slots, s)
		viewer.slots = slots
		s.take(pub)
	}
	laid := viewer.slots
	viewer.laid.Store(&laid)
	room.peers = []*Peer{viewer}
	return viewer, slots
}

// What is estimated becomes ceilings of slots and a word for the person.
func TestBalance(t *testing.T) {
	p, slots := audience(t)
	p.band.estimator.begin(time.Second) // long ago: the guess is no guess any more
	p.band.begun = time.Second
	at := func(estimate float64, limit int, step Step, unit, chair ceiling, paused ...agenda.SeatID) {
		t.Helper()
		p.climber = climber{} // at once
		p.band.estimator.rate = estimate
		p.Limit(limit)
		p.balance(nil)
		q := p.Quality()
		var got []agenda.SeatID
		for _, x := range q.Paused {
			got = append(got, x.Seat)
		}
		if q.Step != step || !slices.Equal(got, paused) || slots[0].limit() != unit || slots[1].limit() != chair {
			t.Errorf("at %.0f under %d: %+v, unit %+v, chair %+v", estimate, limit, q, slots[0].limit(), slots[1].limit())
		}
	}
	all, low, nothing := ceiling{}, ceiling{layers: 1}, ceiling{layers: -1}
	at(2_000_000, 0, StepFull, all, all)
	at(700_000, 0, StepReduced, low, all)
	at(2_000_000, 700_000, StepReduced, low, all)
	at(400_000, 0, StepReduced, low, low)
	at(200_000, 0, StepChair, nothing, low, "unit")
	at(2_000_000, 100_000, StepAudio, nothing, nothing, "unit", "chair")
	slots[1].target.Load().muted.Store(true)
	at(200_000, 0, StepReduced, low, nothing)
	select {
	case <-p.wake:
	default:
		t.Error("the peer was not told")
	}
}
