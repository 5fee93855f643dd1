package sfu

import "sync"

// passed is the window of one SSRC of one connection. It is locked.
type passed struct {
	mu     sync.Mutex
	window window // guarded by mu
}

// fresh is that of window.
func (p *passed) fresh(seq uint16) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.window.fresh(seq)
}

// turn is how often the numbers have started again.
func (p *passed) turn() uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.window.turn
}

// window tells numbers that have come before, or so long ago that it is not known (RFC 3711 §3.3.2). It is pure, and a value.
type window struct {
	begun bool
	top   uint16                    // the highest number
	turn  uint32                    // how often it has started again
	seen  [replayWindow / 64]uint64 // one bit for each of the last numbers, by number
}

// fresh notes a number and says whether it is new.
func (w *window) fresh(seq uint16) bool {
	step := int(int16(seq - w.top))
	switch {
	case !w.begun:
		w.begun, w.top = true, seq
	case step > 0:
		for n := range min(step, replayWindow) {
			w.clear(seq - uint16(n))
		}
		if seq < w.top {
			w.turn++
		}
		w.top = seq
	case step <= -replayWindow || w.seen[seq%replayWindow/64]&(1<<(seq%64)) != 0:
		return false
	}
	w.seen[seq%replayWindow/64] |= 1 << (seq % 64)
	return true
}

func (w *window) clear(seq uint16) { w.seen[seq%replayWindow/64] &^= 1 << (seq % 64) }
