package sfu

import (
	"fmt"
	"testing"
	"time"
)

func TestHoles(t *testing.T) {
	const ms = time.Millisecond
	var h holes
	asked := func(now time.Duration, want ...uint16) {
		t.Helper()
		if got := h.due(now, 100*ms, 3); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after %v: %v, want %v", now, got, want)
		}
	}
	h.miss(65534, 4, 0)
	asked(holeWait - 1)
	h.fill(65535)
	h.fill(9)
	asked(holeWait, 65534, 0, 1)
	asked(holeWait + 99*ms)
	h.miss(5, 1, holeWait+90*ms)
	h.fill(1)
	asked(holeWait+100*ms, 65534, 0, 5)
	asked(holeWait+200*ms, 65534, 0, 5)
	asked(holeWait+300*ms, 5) // the others were asked for three times
	if h.some.Load() {
		t.Error("something is still missed")
	}
	h.miss(10, holeMost+1, 0)
	if h.some.Load() {
		t.Error("an outage is asked for")
	}
	for n := range 5 {
		h.miss(uint16(n*holeMost), holeMost, 0)
	}
	if len(h.open) != holesMost || h.open[holesMost-1].seq != 5*holeMost-1 {
		t.Errorf("%d are missed, the last is %d", len(h.open), h.open[len(h.open)-1].seq)
	}
	h.forget()
	asked(time.Second)
}
