package signaling_test

import (
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

// After everything was closed no goroutine of ours or of pion is left.
func TestNothingIsLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("hall", func(t *testing.T) {
		h := newHall(t, nil)
		bots := h.crowd(3)
		until(t, "media", func() bool { return bots[0].Stats().Received(seat(1), sfu.Camera) > 2 })
		if err := bots[1].Close(); err != nil {
			t.Error(err)
		}
		h.join(h.config("guest", agenda.RoleGuest)) // is still there when the server stops
	})
	deadline := time.Now().Add(10 * time.Second)
	for tick := time.NewTicker(50 * time.Millisecond); ; <-tick.C {
		if n := runtime.NumGoroutine(); n <= before+1 { // an idle HTTP connection of the standard library may linger
			tick.Stop()
			return
		}
		if time.Now().After(deadline) {
			var text strings.Builder
			_ = pprof.Lookup("goroutine").WriteTo(&text, 1)
			_, _ = os.Stderr.WriteString(text.String())
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
