package sfu

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	holeWait  = 10 * time.Millisecond // packets may overtake each other by so much
	holeMost  = 100                   // packets; a longer gap is an outage, after which a keyframe helps and old packets do not
	holesMost = 256                   // packets that are missed at one time
	askAgain  = 100 * time.Millisecond
	askPause  = 40 * time.Millisecond // the least between two requests for one packet
	askLatest = 300 * time.Millisecond
	asksVideo = 10
	asksAudio = 3 // a voice does not wait longer
)

// holes are the packets of a layer that did not come and are still asked for (RFC 4585 §6.2.1). It is locked: some may be read by anybody, mu guards open.
type holes struct {
	some atomic.Bool
	mu   sync.Mutex
	open []hole // in the order of missing them
}

// hole is one packet that did not come. It is a value.
type hole struct {
	seq   uint16
	times int           // asked for
	next  time.Duration // when to ask
}

// miss notes that count packets from first on were left out.
func (h *holes) miss(first uint16, count int, now time.Duration) {
	if count > holeMost {
		h.forget()
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for n := range count {
		h.open = append(h.open, hole{seq: first + uint16(n), next: now + holeWait})
	}
	if over := len(h.open) - holesMost; over > 0 {
		h.open = slices.Delete(h.open, 0, over)
	}
	h.some.Store(true)
}

// fill notes that a packet came late.
func (h *holes) fill(seq uint16) {
	if !h.some.Load() {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open = slices.DeleteFunc(h.open, func(o hole) bool { return o.seq == seq })
	h.some.Store(len(h.open) > 0)
}

// due is which packets to ask for at now. Each is asked for at most so many times, with pauses of again.
func (h *holes) due(now, again time.Duration, most int) (seqs []uint16) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range h.open {
		if o := &h.open[i]; o.next <= now {
			seqs = append(seqs, o.seq)
			o.times++
			o.next = now + again
		}
	}
	h.open = slices.DeleteFunc(h.open, func(o hole) bool { return o.times >= most })
	h.some.Store(len(h.open) > 0)
	return seqs
}

// forget stops asking.
func (h *holes) forget() {
	if !h.some.Load() {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open = nil
	h.some.Store(false)
}
