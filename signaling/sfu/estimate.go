package sfu

import (
	"math"
	"time"
)

// Bitrates in bit/s.
const (
	estimateStart = 800_000
	estimateLeast = 50_000
	estimateMost  = 50_000_000
)

const (
	rateWindow  = 200 * time.Millisecond // of the measured rates
	decrease    = 0.85                   // of what a path carries in which a queue stands, at most
	carried     = 0.95                   // of what is sent: while less arrives, the queue grows
	increase    = 1.08                   // per second
	lossHigh    = 0.10                   // above it the rate falls
	lossLow     = 0.02                   // below it the loss is none
	lossEvery   = 300 * time.Millisecond
	capFactor   = 1.5 // of what arrives: what is not used is not known
	capExtra    = 30_000
	remembersUp = 8 * time.Second // how long the last decrease makes the increase careful
)

// ack is what the receiver said of one packet. Times are of two clocks without a common zero. It is a value.
type ack struct {
	sent    time.Duration
	arrived time.Duration
	size    int // bytes
	lost    bool
	probe   bool
}

// estimator follows what a path carries, in bit/s: from the delay (backlog), from losses, and from probes. It is pure: time is an argument. It is a value, and
// belongs to whoever calls it.
type estimator struct {
	rate   float64 // 0 before the first call of begin
	queue  backlog
	free   bool // rates above what is used may be assumed: nobody can probe
	in     flow // what arrives
	out    flow // what is sent
	trip   time.Duration
	grown  time.Duration // when the rate was last looked at
	fallen time.Duration // when it last fell; 0: never
	limit  float64       // what the path carried then
	quiet  time.Duration // until then delay and acknowledged rates are those of a probe
	loss   losses
}

// begin sets the first estimate.
func (e *estimator) begin(now time.Duration) {
	e.rate, e.grown = estimateStart, now
}

// heed takes one feedback, packets in the order of sending, at the time now on the sender's clock.
func (e *estimator) heed(acks []ack, now time.Duration) {
	if e.rate == 0 {
		e.begin(now)
	}
	newest := time.Duration(0)
	for _, a := range acks {
		if !a.lost {
			newest = max(newest, a.sent)
		}
		if a.probe {
			continue // the prober's
		}
		e.out.add(a.sent, a.size)
		e.loss.add(a.lost)
		if a.lost {
			continue
		}
		e.in.add(a.arrived, a.size)
		if a.sent > e.quiet {
			e.queue.add(a.sent, a.arrived, a.size)
		}
	}
	if newest != 0 {
		e.trip = now - newest
	}
	e.follow(now)
	e.loss.judge(e, now)
	e.rate = min(max(e.rate, estimateLeast), estimateMost)
}

// follow moves the rate as the delay says: down to a part of what arrives when a queue stands (once, and again while less arrives than is sent: otherwise
// the queue empties by itself), or up by 8 % a second while there is none, or, near the rate at which it fell, by about a packet in a round trip.
func (e *estimator) follow(now time.Duration) {
	passed := min(now-e.grown, time.Second)
	e.grown = now
	switch e.queue.usage() {
	case over:
		grows := e.in.rate < carried*e.out.rate
		if (grows || !e.queue.heeded) && (e.fallen == 0 || now-e.fallen > 100*time.Millisecond+e.trip) {
			e.fall(e.queue.drained(), e.queue.high.rate(e.queue.arrived), now)
			e.queue.heed()
		}
	case idle:
		if e.fallen != 0 && now-e.fallen < e.trip+200*time.Millisecond || now < e.quiet {
			return
		}
		e.grow(passed, now)
	}
}

// fall lowers the rate. What the path carries, as far as is known, is remembered.
func (e *estimator) fall(to, carries float64, now time.Duration) {
	if to > 0 && to < e.rate {
		e.rate = to
	}
	e.limit, e.fallen = carries, now
}

func (e *estimator) grow(passed, now time.Duration) {
	if passed <= 0 {
		return
	}
	to := e.rate * math.Pow(increase, passed.Seconds())
	if e.fallen != 0 && now-e.fallen < remembersUp && e.rate > 0.7*e.limit && e.rate < 1.2*e.limit {
		packets := passed.Seconds() / (e.trip + 100*time.Millisecond).Seconds()
		to = e.rate + max(1000, packets*0.5*1200*8)
	}
	if most := capFactor*e.in.rate + capExtra; !e.free && to > most {
		to = max(e.rate, min(to, most))
	}
	e.rate = to
}

// limitTo takes what the receiver says itself (draft-alvestrand-rmcat-remb), where it gives no other feedback.
func (e *estimator) limitTo(rate float64, now time.Duration) {
	e.rate, e.grown = min(max(rate, estimateLeast), estimateMost), now
}

// flow measures a rate. It is a value.
type flow struct {
	since time.Duration
	bytes int
	rate  float64 // bit/s, smoothed; 0 in the first window
}

// add counts a packet of so many bytes at a time.
func (f *flow) add(at time.Duration, bytes int) {
	switch passed := at - f.since; {
	case f.since == 0 || passed > 2*time.Second || passed < -time.Second:
		f.since, f.bytes = at, 0 // the packet that opens the window is not in it
		return
	case passed >= rateWindow:
		sample := float64(f.bytes+bytes) * 8 / passed.Seconds()
		if f.rate == 0 {
			f.rate = sample
		}
		f.rate += (sample - f.rate) / 2
		f.since, f.bytes = at, 0
		return
	}
	f.bytes += bytes
}

// losses follows how much is lost, and whether that depends on the rate. It is a value.
type losses struct {
	sent, lost int     // since judged
	share      float64 // smoothed, 0 to 1
	judged     time.Duration
	own        float64 // what is lost at any rate: radio, not a queue
	out, in    float64 // rates when it first fell; 0 while it has not
	rate       float64 // the estimate before that
}

func (l *losses) add(lost bool) {
	l.sent++
	if lost {
		l.lost++
	}
}

// judge lowers the rate when much is lost, unless it has turned out that less sent is only less received.
func (l *losses) judge(e *estimator, now time.Duration) {
	if now-l.judged < max(lossEvery, e.trip) || l.sent < 10 {
		return
	}
	share := float64(l.lost) / float64(l.sent)
	got := e.out.rate * (1 - share) // arrival times say less: a busy receiver reads in lumps
	l.share += (share - l.share) / 2
	l.sent, l.lost, l.judged = 0, 0, now
	if l.share < lossLow {
		l.own, l.out = 0, 0
		return
	}
	l.own = min(l.own, l.share)
	if min(l.share, share)-l.own*1.5 < lossHigh {
		return
	}
	if l.out == 0 {
		l.out, l.in, l.rate = e.out.rate, got, e.rate
	} else if e.out.rate < 0.75*l.out && got < 0.85*l.in { // less sent, less received: the path would have carried it
		l.own, l.out = l.share, 0
		e.rate = max(e.rate, l.rate)
		return
	}
	to := e.rate * (1 - 0.5*l.share)
	if e.in.rate > 0 {
		to = min(to, max(e.in.rate, 0.5*e.rate))
	}
	e.fall(to, e.in.rate, now)
}
