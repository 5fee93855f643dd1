package sfu

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// pipe is a path in virtual time: a bottleneck with a queue, and losses.
type pipe struct {
	capacity float64       // bit/s
	queue    time.Duration // the longest wait
	loss     float64       // at random
	delay    time.Duration
	free     time.Duration // when the bottleneck is idle again
	random   *rand.Rand
	dropped  int
	waited   time.Duration // the longest yet
}

// send is when a packet that enters at now arrives; ok is false when it is lost.
func (p *pipe) send(now time.Duration, size int) (at time.Duration, ok bool) {
	if p.random.Float64() < p.loss {
		return 0, false
	}
	start := max(now, p.free)
	if start-now > p.queue {
		p.dropped++
		return 0, false
	}
	p.free = start + time.Duration(float64(size)*8/p.capacity*float64(time.Second))
	p.waited = max(p.waited, p.free-now)
	return p.free + p.delay, true
}

// stutter is a processor that is busy elsewhere now and then, so that what comes meanwhile is read later, all at once. Its zero never is.
type stutter struct {
	every  time.Duration // on average; 0: never
	most   time.Duration
	random *rand.Rand
	from   time.Duration // it is busy from then
	until  time.Duration // until then
	read   time.Duration // when the last packet was read
}

// pass is when what comes at a time is read. Most pauses last 20 ms or a little more, few of them up to the longest (Pareto, exponent 1.1).
func (s *stutter) pass(at time.Duration) time.Duration {
	if s.every == 0 {
		return at
	}
	for at >= s.until {
		s.from = s.until + time.Duration(s.random.ExpFloat64()*float64(s.every))
		s.until = s.from + min(time.Duration(float64(20*time.Millisecond)*math.Pow(1-s.random.Float64(), -1/1.1)), s.most)
	}
	if at >= s.from {
		at = s.until
	}
	s.read = max(at, s.read+100*time.Microsecond)
	return s.read
}

// drive sends for a time what rates say: sound of 40 kbit/s in small packets and pictures for the rest of what is asked for, 30 a second.
type drive struct {
	now, feedback time.Duration
	pipe          pipe
	sender        stutter // between the number of a packet and the network
	receiver      stutter
	drift         float64 // of the receiver's clock
	e             estimator
	p             prober
	waiting       []ack
	video         float64 // bit/s now
	watch         func()  // after each feedback, if any
}

func newDrive(capacity float64) *drive {
	return &drive{now: time.Second, pipe: pipe{capacity: capacity, queue: 600 * time.Millisecond, delay: 20 * time.Millisecond, random: rand.New(rand.NewPCG(1, 2))}}
}

func (d *drive) packet(size int, probe bool) {
	a := ack{sent: d.now, size: size, probe: probe}
	var ok bool
	if a.arrived, ok = d.pipe.send(d.sender.pass(d.now), size); ok {
		a.arrived = d.receiver.pass(a.arrived)
	}
	a.lost = !ok
	d.waiting = append(d.waiting, a)
}

// run goes on for a time. want says how much video is to be sent at an estimate; need is what the prober tries for.
func (d *drive) run(span time.Duration, need float64, want func(estimate float64) float64) {
	for end := d.now + span; d.now < end; d.now += 5 * time.Millisecond {
		tick := int(d.now / (5 * time.Millisecond))
		if tick%4 == 0 {
			d.packet(100, false)
		}
		if tick%7 == 0 {
			for left := int(d.video * 0.035 / 8); left > 0; left -= 1200 {
				d.packet(min(left, 1200), false)
			}
		}
		if tick%50 == 0 {
			d.video = want(d.e.rate)
			if bytes := d.p.due(&d.e, need, d.now); bytes > 0 {
				n := 0
				for ; bytes > 0; bytes -= 290 {
					d.packet(290, true)
					n++
				}
				d.p.sent(&d.e, n, d.now)
			}
		}
		if d.now-d.feedback >= 100*time.Millisecond {
			d.answer()
		}
	}
}

// answer gives the feedback about what has arrived, and about what was lost before that.
func (d *drive) answer() {
	d.feedback = d.now
	newest := -1
	for i, a := range d.waiting {
		if !a.lost && a.arrived+d.pipe.delay <= d.now {
			newest = i
		}
	}
	acks := d.waiting[:newest+1]
	d.waiting = d.waiting[newest+1:]
	if len(acks) > 0 {
		for i := range acks {
			acks[i].arrived += time.Duration(d.drift * float64(acks[i].arrived))
		}
		d.p.heed(&d.e, acks, d.now)
		d.e.heed(acks, d.now)
		if d.watch != nil {
			d.watch()
		}
	}
}

func greedy(e float64) float64 { return max(0, e-40_000) }

func between(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s: %.0f, not within %.0f and %.0f", what, got, low, high)
	} else {
		t.Logf("%s: %.0f", what, got)
	}
}

func TestEstimateComesDownAndUpAgain(t *testing.T) {
	d := newDrive(256_000)
	d.run(5*time.Second, 3e6, greedy)
	between(t, "5 s at 256k", d.e.rate, 90_000, 270_000)
	d.pipe.waited, d.pipe.dropped = 0, 0
	d.run(30*time.Second, 3e6, greedy)
	between(t, "35 s at 256k", d.e.rate, 120_000, 300_000)
	between(t, "longest wait in ms", ms(d.pipe.waited), 0, 500)
	between(t, "dropped", float64(d.pipe.dropped), 0, 5)
	d.pipe.capacity = 5e6
	d.run(40*time.Second, 3e6, greedy)
	between(t, "at 5M", d.e.rate, 2.5e6, 6e6)
}

// With sound only, probes find what the path carries and no more.
func TestEstimateOfAQuietPath(t *testing.T) {
	for _, capacity := range []float64{200_000, 400_000, 1_000_000, 20_000_000} {
		d := newDrive(capacity)
		d.run(60*time.Second, 3e6, func(float64) float64 { return 0 })
		most := 1.15 * capacity
		between(t, "sound only", d.e.rate, 0.6*min(capacity, 3e6), min(max(most, estimateStart), 3.5e6))
		between(t, "dropped", float64(d.pipe.dropped), 0, 40)
	}
}

// Loss that does not depend on the rate does not end the pictures.
func TestEstimateUnderRandomLoss(t *testing.T) {
	for _, loss := range []float64{0.05, 0.2} {
		d := newDrive(20e6)
		d.run(5*time.Second, 3e6, greedy)
		before := d.e.rate
		d.pipe.loss = loss
		d.run(40*time.Second, 3e6, greedy)
		between(t, "random loss", d.e.rate, 0.5*before, 60e6)
	}
}

// A path that drops what is too much, without a queue, is found out by its losses.
func TestEstimateOfAPolicedPath(t *testing.T) {
	d := newDrive(400_000)
	d.pipe.queue = 15 * time.Millisecond
	d.run(10*time.Second, 3e6, greedy)
	between(t, "policed", d.e.rate, 100_000, 500_000)
}

// When nobody can probe, the estimate grows while nothing speaks against it.
func TestEstimateWithoutProbes(t *testing.T) {
	d := newDrive(20e6)
	d.e.free = true
	d.run(30*time.Second, 0, func(float64) float64 { return 100_000 })
	between(t, "free", d.e.rate, 3e6, 20e6)
}
