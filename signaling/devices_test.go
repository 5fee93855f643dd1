package signaling_test

import (
	"fmt"
	"sync"
	"testing"

	"giaoban/agenda"
	"giaoban/signaling"
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

// Devices that come at the same instant are no more than those that come one by one.
func TestDevicesOfOneSeatAtOnce(t *testing.T) {
	h := newHall(t, nil)
	start := make(chan struct{})
	stays := make(chan *signaling.Stay, 40)
	var coming sync.WaitGroup
	for n := range cap(stays) {
		coming.Go(func() {
			<-start
			if stay, err := h.server.Stay(t.Context(), signaling.Who{Meeting: "m", Seat: "u", Role: agenda.RoleUnit}, fmt.Sprint("d", n), 1, 1); err == nil {
				stays <- stay
			} else if agenda.AsError(err).Key != "too_many_devices" {
				t.Error(err)
			}
		})
	}
	close(start)
	coming.Wait()
	close(stays)
	if len(stays) != 8 {
		t.Errorf("the seat has %d devices", len(stays))
	}
	for stay := range stays {
		if err := stay.Close(); err != nil {
			t.Error(err)
		}
	}
}
