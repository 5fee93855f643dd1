package sfu

import "time"

const (
	probeAgain   = 200 * time.Millisecond // after a success
	probeWait    = 4 * time.Second        // after a failure, and twice as long after each further one
	probeMost    = 10 * time.Second
	probeUnclear = 2 * time.Second        // after a train that arrived in lumps
	probeAfter   = 2 * time.Second        // after the estimate has fallen
	probeLasts   = 12 * time.Second       // a rise that is lost sooner was none
	probeTime    = 100 * time.Millisecond // of the rate that is tried
	probeQuiet   = 250 * time.Millisecond // the delay that a train makes is gone by then
	probePatient = 2 * time.Second        // and so is its feedback
	probeBelow   = 0.7                    // of the estimate: a path that carries no more was overrated
	trainLeast   = 1500                   // bytes
	trainMost    = 30_000
	trainCount   = 5 // packets at least: fewer say nothing
)

// prober finds out whether a path carries more than is sent, by a train of packets sent at once: the path spreads them out to what it carries. Without it
// an estimate could not grow while there is nothing to send. It is pure, and a value.
type prober struct {
	next time.Duration // not before
	wait time.Duration // instead of probeWait

	rate        float64 // that is being tried; 0: nothing is
	since       time.Duration
	count, left int           // packets of the train, and those not heard of
	first, last time.Duration // arrivals
	gap         time.Duration // the longest between two of them
	got, bytes  int           // arrived: packets, bytes after the first
	rose        time.Duration // the last success
	fell        time.Duration // the last fall that was looked at
}

// due says how many bytes to send now to try for need bit/s, 0 for none.
func (p *prober) due(e *estimator, need float64, now time.Duration) int {
	if p.wait == 0 {
		p.wait = probeWait
	}
	if p.rate != 0 && now-p.since > probePatient {
		p.failed(now)
	}
	if e.fallen != p.fell {
		p.fell = e.fallen
		if p.rose != 0 && e.fallen-p.rose < probeLasts {
			p.rose = 0
			p.failed(now)
		}
	}
	if p.rate != 0 || now < p.next || e.rate >= need || e.rate == 0 || e.loss.share-e.loss.own > lossHigh/2 || e.fallen != 0 && now-e.fallen < probeAfter {
		return 0
	}
	p.rate = min(2*e.rate, need)
	return int(min(max(p.rate*probeTime.Seconds()/8, trainLeast), trainMost))
}

// sent says that the train left, in so many packets.
func (p *prober) sent(e *estimator, packets int, now time.Duration) {
	if packets < trainCount {
		p.rate, p.next = 0, now+p.wait
		return
	}
	p.since, p.count, p.left = now, packets, packets
	p.got, p.bytes, p.first, p.last, p.gap = 0, 0, 0, 0, 0
	e.quiet = now + probeQuiet
}

// heed takes feedback about packets of the train among others.
func (p *prober) heed(e *estimator, acks []ack, now time.Duration) {
	for _, a := range acks {
		if !a.probe || p.rate == 0 || a.sent < p.since {
			continue
		}
		p.left--
		if a.lost {
			continue
		}
		if p.got++; p.got == 1 {
			p.first, p.last = a.arrived, a.arrived
			continue
		}
		p.bytes, p.gap = p.bytes+a.size, max(p.gap, a.arrived-p.last)
		p.first, p.last = min(p.first, a.arrived), max(p.last, a.arrived)
	}
	if p.rate != 0 && p.left <= 0 {
		p.judge(e, now)
	}
}

// judge looks at a whole train. One that a narrow path has spread out arrives evenly; one in lumps met a busy processor, or a radio, and says nothing.
func (p *prober) judge(e *estimator, now time.Duration) {
	rate := p.rate
	if p.got < trainCount {
		p.failed(now)
		return
	}
	spread := max(p.last-p.first, time.Millisecond)
	got := float64(p.bytes) * 8 / spread.Seconds()
	even := 3*p.gap < spread+3*time.Millisecond
	switch whole := 10*p.got >= 8*p.count; {
	case whole && got >= 0.9*rate:
		e.rate = min(max(e.rate, rate), estimateMost)
		p.rate, p.rose, p.next, p.wait = 0, now, now+probeAgain, probeWait
		return
	case even && got+e.in.rate < probeBelow*e.rate:
		e.fall(max(e.in.rate, decrease*(got+e.in.rate)), got+e.in.rate, now) // never below what does arrive
		p.fell = e.fallen
	case whole && !even:
		e.rate = max(e.rate, decrease*got)
		p.rate, p.next = 0, now+probeUnclear
		return
	case whole:
		e.rate = max(e.rate, decrease*got)
	}
	p.failed(now)
}

func (p *prober) failed(now time.Duration) {
	p.rate, p.next = 0, now+p.wait
	p.wait = min(2*p.wait, probeMost)
}
