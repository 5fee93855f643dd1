package sfu

import "time"

const (
	backlogOver   = 80 * time.Millisecond  // packets that all wait longer wait in a queue of the path
	backlogSome   = 40 * time.Millisecond  // and while they all wait so long, more is not tried
	backlogStands = 250 * time.Millisecond // so long, by the receiver's clock, every single packet has to wait
	backlogCount  = 6                      // and so many lumps of them at least
	backlogLump   = 15 * time.Millisecond  // packets that arrive within it are one lump
	backlogJump   = 2 * time.Second        // no queue grows so much from one packet to the next: a clock was set, or a machine slept
	backlogDrain  = 4 * time.Second        // so long a deep queue may take to empty
	drainMost     = 0.6                    // of what the path carries, left unused for that

	baseParts = 4
	basePart  = 5 * time.Second // drifting clocks (100 ppm) move the delay by 2 ms in all parts together
)

// usage is what the delay says about the path.
type usage int8

// A path is idle while packets pass it without waiting, busy while something always waits, over-used when that is too much.
const (
	idle usage = iota
	busy
	over
)

// backlog is how long packets wait on the path: their one-way delay above the least one of the last 20 s. What counts is the queue that stands: in one that
// a narrow path makes every packet waits, also the luckiest. A receiver whose processor is busy elsewhere, or a radio that sends in lumps, delays packets by
// as much, but the last ones of each lump have not waited. It is a value.
type backlog struct {
	least         [baseParts]time.Duration // delays, of two clocks without a common zero; the part of now first
	turned        time.Duration            // the arrival with which that part began
	sent, arrived time.Duration            // of the packet before
	some          bool
	waited        time.Duration // by the last packet
	low, high     stretch
	heeded        bool // the rate was lowered for the queue that stands now
}

// stretch is packets in succession that all waited. It is a value.
type stretch struct {
	since, last time.Duration // arrivals: the first packet's, that of the last lump
	lumps       int
	bytes       int // after the first packet
}

// add takes the next packet that arrived, in the order of sending.
func (b *backlog) add(sent, arrived time.Duration, bytes int) {
	delay := arrived - sent
	if step := delay - (b.arrived - b.sent); b.some && (step > backlogJump || step < -backlogJump) {
		*b = backlog{}
	}
	if !b.some {
		b.some, b.turned = true, arrived
		for i := range b.least {
			b.least[i] = delay
		}
	}
	b.sent, b.arrived = sent, arrived
	if arrived-b.turned >= basePart {
		copy(b.least[1:], b.least[:])
		b.least[0], b.turned = delay, arrived
	}
	b.least[0] = min(b.least[0], delay)
	b.waited = delay - b.base()
	b.low.add(b.waited > backlogSome, arrived, bytes)
	if b.high.add(b.waited > backlogOver, arrived, bytes); b.high.lumps == 0 {
		b.heeded = false
	}
}

// heed says that the rate was lowered for the queue that stands: what comes from now on tells whether that was enough.
func (b *backlog) heed() { b.high, b.heeded = stretch{}, true }

// drained is the rate, in bit/s, at which the queue that stands is empty after some seconds.
func (b *backlog) drained() float64 {
	spared := min(max(1-decrease, b.waited.Seconds()/backlogDrain.Seconds()), drainMost)
	return (1 - spared) * b.high.rate(b.arrived)
}

// base is the delay of a packet that waits for nothing.
func (b *backlog) base() time.Duration {
	least := b.least[0]
	for _, d := range b.least[1:] {
		least = min(least, d)
	}
	return least
}

// usage is what the packets until now say.
func (b *backlog) usage() usage {
	switch {
	case b.high.stands(b.arrived):
		return over
	case b.low.stands(b.arrived):
		return busy
	}
	return idle
}

func (s *stretch) add(waited bool, arrived time.Duration, bytes int) {
	switch {
	case !waited:
		*s = stretch{}
		return
	case s.lumps == 0:
		*s = stretch{since: arrived, last: arrived, lumps: 1}
		return
	case arrived-s.last > backlogLump:
		s.last = arrived
		s.lumps++
	}
	s.bytes += bytes
}

func (s *stretch) stands(now time.Duration) bool {
	return s.lumps >= backlogCount && now-s.since >= backlogStands
}

// rate is what the path carries, in bit/s: while something always waits, it is never idle. It means something while the stretch stands.
func (s *stretch) rate(now time.Duration) float64 {
	return float64(s.bytes) * 8 / (now - s.since).Seconds()
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
