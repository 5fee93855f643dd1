package web

import (
	"fmt"
	"testing"
	"time"

	"giaoban/agenda"
)

// A unit that asks without end by REST is told to wait, as its socket would be; others are not, nor are staff.
func TestCommandsOfAUnitAreBounded(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit, other, chair := s.enter("unit-001"), s.enter("unit-002"), s.enter("chair")
	ask := func(b *browser, seat string, n int) answer {
		return b.command(seat, fmt.Sprint(seat, n), agenda.AttendanceLeave{Presence: "none"})
	}
	refused := answer{}
	for n := 0; n < 20*commandBurst && refused.status == 0; n++ { // many more, because a slow machine asks slowly
		wantStatus(t, "chair", ask(chair, "chair", n), 404, "no_presence")
		if a := ask(unit, "unit-001", n); a.status != 404 {
			refused = a
		}
	}
	wantStatus(t, "too fast", refused, 429, "too_fast")
	wantStatus(t, "another unit", ask(other, "unit-002", 0), 404, "no_presence")
	s.ahead.Store(int64(time.Second))
	wantStatus(t, "a second later", ask(unit, "unit-001", 1000), 404, "no_presence")
}
