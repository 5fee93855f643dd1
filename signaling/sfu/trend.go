package sfu

import "time"

const (
	burstTime     = 5 * time.Millisecond // packets sent within it are one burst
	trendWindow   = 20                   // bursts
	trendSmooth   = 0.9
	trendGain     = 4.0
	trendDeltas   = 60
	thresholdLow  = 6.0 // milliseconds
	thresholdHigh = 600.0
	thresholdUp   = 0.0087 // per millisecond
	thresholdDown = 0.039
	overuseTime   = 10 * time.Millisecond
	trendForgets  = 2 * time.Second // a pause after which bursts say nothing about each other
)

// usage is what the delay says about the path.
type usage int8

// A path is under-used while its queues empty, over-used while they grow.
const (
	normal usage = iota
	under
	over
)

// trend watches the one-way delay of bursts for growth: draft-ietf-rmcat-gcc-02 §5, with the straight line through the last bursts that browsers use in place
// of the Kalman filter. It is a value.
type trend struct {
	first, last burst // the burst before, and the one that is being filled
	started     time.Duration
	delay       float64 // milliseconds, summed up
	smooth      float64
	points      [trendWindow]point
	count       int // bursts so far
	slope       float64
	threshold   float64 // milliseconds; 0 before the first burst
	adapted     time.Duration
	above       time.Duration // so long the slope was too steep
	often       int           // and in so many bursts
	state       usage
}

// burst is some packets sent together. It is a value.
type burst struct {
	sent, arrived time.Duration // of its last packet
	begun         time.Duration // when its first packet was sent
	some          bool
}

// point is the smoothed delay at an arrival; both in milliseconds. It is a value.
type point struct{ at, delay float64 }

// add takes the next packet that arrived, in the order of sending.
func (t *trend) add(sent, arrived time.Duration) {
	b := &t.last
	if b.some && sent-b.begun <= burstTime {
		b.sent, b.arrived = max(b.sent, sent), max(b.arrived, arrived)
		return
	}
	if b.some && t.first.some {
		if d := b.sent - t.first.sent; d > trendForgets || d < 0 || arrived-b.arrived < -trendForgets {
			t.forget()
			return
		}
		t.measure(b.sent-t.first.sent, b.arrived-t.first.arrived, b.arrived)
	}
	t.first = *b
	*b = burst{sent: sent, arrived: arrived, begun: sent, some: true}
}

// forget starts anew; only the threshold stays.
func (t *trend) forget() { *t = trend{threshold: t.threshold} }

// measure takes one burst: how long after the one before it was sent, how long after it arrived, and when.
func (t *trend) measure(sent, arrived, at time.Duration) {
	if t.count == 0 {
		t.started = at
	}
	t.count++
	t.delay += ms(arrived - sent)
	t.smooth = trendSmooth*t.smooth + (1-trendSmooth)*t.delay
	t.points[t.count%trendWindow] = point{ms(at - t.started), t.smooth}
	if t.count < trendWindow {
		return
	}
	before := t.slope
	t.slope = t.fit()
	t.judge(t.slope-before, sent, at)
}

// fit is the slope of the straight line through the points: milliseconds of delay per millisecond.
func (t *trend) fit() float64 {
	var x, y float64
	for _, p := range t.points {
		x, y = x+p.at/trendWindow, y+p.delay/trendWindow
	}
	var up, down float64
	for _, p := range t.points {
		up += (p.at - x) * (p.delay - y)
		down += (p.at - x) * (p.at - x)
	}
	if down == 0 {
		return 0
	}
	return up / down
}

// judge compares the slope with the threshold: too steep for 10 ms and not flatter than before is over-use.
func (t *trend) judge(change float64, sent, at time.Duration) {
	if t.threshold == 0 {
		t.threshold = 12.5
	}
	steep := float64(min(t.count, trendDeltas)) * t.slope * trendGain
	switch {
	case steep > t.threshold:
		t.above += sent
		t.often++
		if t.above > overuseTime && t.often > 1 && change >= 0 {
			t.above, t.often, t.state = 0, 0, over
		}
	case steep < -t.threshold:
		t.above, t.often, t.state = 0, 0, under
	default:
		t.above, t.often, t.state = 0, 0, normal
	}
	t.adapt(steep, at)
}

// adapt moves the threshold towards the slope, so that the delay of others' traffic does not starve this one.
func (t *trend) adapt(steep float64, at time.Duration) {
	steep = max(steep, -steep)
	passed := min(ms(at-t.adapted), 100)
	t.adapted = at
	if steep > t.threshold+15 || passed <= 0 {
		return
	}
	k := thresholdUp
	if steep < t.threshold {
		k = thresholdDown
	}
	t.threshold = min(max(t.threshold+k*(steep-t.threshold)*passed, thresholdLow), thresholdHigh)
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
