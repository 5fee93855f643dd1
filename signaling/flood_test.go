package signaling_test

import (
	"testing"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

// Whoever sends too much is cut off and told so in words; the others are not disturbed.
func TestFloodIsToldInWords(t *testing.T) {
	h := newHall(t, nil)
	c := h.config("a", agenda.RoleUnit)
	c.Publish, c.FrameRate, c.Bitrate = []sfu.Source{sfu.Camera}, 60, 20_000_000
	a := h.join(c)
	until(t, "an error", func() bool { return len(a.Stats().Refusals) > 0 })
	if r := a.Stats().Refusals[0]; r.Code != agenda.TooMuch || r.Key != "bitrate" || r.Message.VI == "" || r.Message.EN == "" {
		t.Errorf("%+v", r)
	}
}
