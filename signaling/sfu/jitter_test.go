package sfu

import (
	"math/rand/v2"
	"testing"
	"time"
)

// viewer balances pictures by what a drive estimates, as errands do, and remembers the lowest rung. It is owned by the test.
type viewer struct {
	*drive
	climber  climber
	demands  []demand
	worst    Step
	sent     float64 // bit/s of pictures
	pressed  float64 // the least estimate for one bit that is sent
	balanced time.Duration
}

// watching is a viewer of three pictures, 1.5 Mbit/s in all.
func watching(capacity float64) *viewer {
	v := &viewer{drive: newDrive(capacity), demands: []demand{three(rankChair, 360), three(rankRest, 360), three(rankRest, 360)}, worst: StepFull, pressed: 1e9}
	v.watch = func() {
		if v.video > 0 {
			v.pressed = min(v.pressed, v.e.rate/(v.video+40_000))
		}
	}
	return v
}

// rungs are the steps from the best to the worst.
var rungs = map[Step]int{StepFull: 0, StepReduced: 1, StepChair: 2, StepShare: 3, StepAudio: 4}

func (v *viewer) look(span time.Duration) {
	v.drive.run(span, 1.02*float64(wanted(v.demands))/headroom+voiceReserve, func(estimate float64) float64 {
		given := v.climber.next(v.demands, int(max(0, estimate-voiceReserve)), v.now)
		if step := stepOf(v.demands, given); rungs[step] > rungs[v.worst] {
			v.worst = step
		}
		v.sent = float64(sum(v.demands, given))
		return v.sent
	})
}

// Minutes on a machine whose processor is busy elsewhere, without a narrow link: nothing is taken away.
func TestEstimateUnderStutter(t *testing.T) {
	for name, c := range map[string]struct {
		every, most time.Duration
		both        bool
	}{
		"seldom":               {2 * time.Second, 150 * time.Millisecond, false},
		"all the time":         {100 * time.Millisecond, 150 * time.Millisecond, false},
		"more than half":       {25 * time.Millisecond, 150 * time.Millisecond, false},
		"at both ends":         {100 * time.Millisecond, 150 * time.Millisecond, true},
		"for most of a second": {500 * time.Millisecond, 800 * time.Millisecond, true},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(20) {
				v := watching(50e6)
				v.receiver = stutter{every: c.every, most: c.most, random: rand.New(rand.NewPCG(seed, 1))}
				if c.both {
					v.sender = stutter{every: c.every, most: c.most, random: rand.New(rand.NewPCG(seed, 2))}
				}
				v.look(bandFresh) // nothing is said of it
				v.worst, v.pressed = StepFull, 1e9
				v.look(5 * time.Minute)
				if v.worst != StepFull || v.pressed < 1 || v.e.fallen != 0 {
					t.Errorf("seed %d: down to %s; %.2f times of what was sent; fell last at %v; in the end %.0f", seed, v.worst, v.pressed, v.e.fallen, v.e.rate)
				}
			}
		})
	}
}

// A path that becomes narrow is found out within two seconds of what arrives, be its queue deep (nothing is lost) or shallow, with and without stutter.
func TestEstimateWhenThePathBecomesNarrow(t *testing.T) {
	for name, c := range map[string]struct {
		capacity float64
		queue    time.Duration
		every    time.Duration // of the stutter
	}{
		"deep":             {256_000, 10 * time.Second, 0},
		"deep, stutter":    {256_000, 10 * time.Second, 150 * time.Millisecond},
		"shallow":          {256_000, 50 * time.Millisecond, 0},
		"shallow, stutter": {256_000, 50 * time.Millisecond, 150 * time.Millisecond},
		"by half":          {900_000, time.Second, 0},
		"by half, stutter": {900_000, time.Second, 150 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			v := watching(20e6)
			v.receiver = stutter{every: c.every, most: 150 * time.Millisecond, random: rand.New(rand.NewPCG(3, 3))}
			v.look(20 * time.Second)
			if v.worst = StepFull; v.e.rate < 1.7e6 {
				t.Fatalf("%.0f", v.e.rate)
			}
			v.pipe.capacity, v.pipe.queue = c.capacity, c.queue
			took := time.Duration(0)
			for ; v.e.rate > c.capacity*1.05 && took < time.Minute; took += 50 * time.Millisecond {
				v.look(50 * time.Millisecond)
			}
			between(t, "ms until it was down", ms(took), 0, 2000)
			between(t, "longest wait in ms", ms(v.pipe.waited), 0, 6000)
			v.look(15 * time.Second)
			v.pipe.waited = 0
			least := v.e.rate
			for range 60 {
				v.look(time.Second)
				least = min(least, v.e.rate)
			}
			between(t, "least later", least, 0.3*c.capacity, c.capacity)
			between(t, "in the end", v.e.rate, 0.4*c.capacity, 1.5*c.capacity)
			between(t, "longest wait later in ms", ms(v.pipe.waited), 0, 700)
			v.pipe.capacity = 20e6
			v.look(40 * time.Second)
			between(t, "wide again", v.e.rate, 1.7e6, 20e6)
			between(t, "bit/s of pictures", v.sent, 1_500_000, 1_500_000)
		})
	}
}

// Clocks that drift apart say nothing about the path.
func TestEstimateWhenClocksDrift(t *testing.T) {
	for _, drift := range []float64{100e-6, -100e-6, 1e-3} {
		v := watching(20e6)
		v.drift = drift
		v.look(bandFresh)
		v.worst = StepFull
		v.look(10 * time.Minute)
		if v.worst != StepFull || v.e.fallen != 0 {
			t.Errorf("%v: %s, %.0f, fell at %v", drift, v.worst, v.e.rate, v.e.fallen)
		}
		v.pipe.capacity = 256_000
		v.look(5 * time.Second)
		between(t, "narrow", v.e.rate, 50_000, 260_000)
	}
}

// A clock that is set, a machine that slept and a path that becomes longer are no queue for long.
func TestBacklogOfAnotherPath(t *testing.T) {
	for _, step := range []time.Duration{time.Hour, -time.Hour, 150 * time.Millisecond, -150 * time.Millisecond} {
		var b backlog
		last := time.Duration(0) // when it was not idle
		for at := time.Duration(0); at < time.Minute; at += 20 * time.Millisecond {
			arrived := at + 30*time.Millisecond
			if at > 10*time.Second {
				arrived += step
			}
			if b.add(at, arrived, 100); b.usage() != idle {
				last = at
			}
		}
		if most := 10*time.Second + baseParts*basePart; last > most {
			t.Errorf("%v: not idle at %v", step, last)
		}
	}
}

// Few packets say nothing, whatever they waited.
func TestBacklogOfAFewPackets(t *testing.T) {
	var b backlog
	b.add(0, 0, 100)
	for n := range time.Duration(backlogCount - 1) {
		at := (n + 1) * 400 * time.Millisecond
		b.add(at, at+200*time.Millisecond, 100)
	}
	if b.usage() != idle {
		t.Error("alarm")
	}
}
