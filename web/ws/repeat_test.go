package ws

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestRepeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		stop := Repeat(time.Second, func() { calls++ })
		time.Sleep(3*time.Second + 500*time.Millisecond)
		stop()
		time.Sleep(10 * time.Second)
		if calls != 3 {
			t.Errorf("%d calls in 3.5 s", calls)
		}
		stop() // again
	})
}

// Stop waits for a call under way, after which there is no other.
func TestRepeatStopWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls, finished := 0, false
		stop := Repeat(time.Second, func() {
			calls++
			time.Sleep(5 * time.Second)
			finished = true
		})
		time.Sleep(2 * time.Second)
		stop()
		if calls != 1 || !finished {
			t.Errorf("%d calls, finished: %v", calls, finished)
		}
		time.Sleep(time.Minute)
		if calls != 1 {
			t.Error("called after stop")
		}
	})
}
