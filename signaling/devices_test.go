package signaling_test

import (
	"fmt"
	"testing"

	"giaoban/agenda"
	"giaoban/signaling/bot"
)

// One seat cannot take the places of the others: it has room for a few devices, and for the same ones again.
func TestDevicesOfOneSeat(t *testing.T) {
	h := newHall(t, nil)
	device := func(n int) bot.Config {
		c := h.config("u", agenda.RoleUnit)
		c.Device, c.Audio, c.Video = fmt.Sprint("d", n), num(1), num(1)
		return c
	}
	for n := range 8 {
		h.join(device(n))
	}
	more, err := bot.Join(t.Context(), device(8))
	if err == nil {
		_ = more.Close()
		t.Error("the seat has nine devices")
	} else if key := refusedAs(err); key != "too_many_devices" {
		t.Errorf("refused as %q: %v", key, err)
	}
	h.join(device(3)) // takes its own place
	h.join(h.config("other", agenda.RoleUnit))
	if n := h.server.Stats().Peers; n != 9 {
		t.Errorf("%d peers", n)
	}
}
