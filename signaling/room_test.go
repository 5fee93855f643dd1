package signaling_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

func seat(n int) agenda.SeatID { return agenda.SeatID(fmt.Sprintf("unit-%03d", n)) }

// crowd joins n bots at the same instant; everybody wants everybody's camera.
func (h *hall) crowd(n int) []*bot.Bot {
	h.t.Helper()
	bots := make([]*bot.Bot, n)
	faults := make([]error, n)
	ctx, cancel := context.WithTimeout(h.t.Context(), 30*time.Second)
	defer cancel()
	var group sync.WaitGroup
	gun := make(chan struct{})
	for i := range n {
		c := h.config(seat(i), agenda.RoleUnit)
		c.Publish, c.FrameRate = both, 5
		c.Level = uint8(20 + 15*min(i, 5)) // 0, 1 and 2 are the loudest by far
		for other := range n {
			if other != i {
				c.Want = append(c.Want, sfu.Wish{Seat: seat(other), Source: sfu.Camera})
			}
		}
		group.Go(func() {
			<-gun
			bots[i], faults[i] = bot.Join(ctx, c)
		})
	}
	close(gun)
	group.Wait()
	for i, b := range bots {
		if faults[i] != nil {
			h.t.Fatal(faults[i])
		}
		h.t.Cleanup(func() { _ = b.Close() })
	}
	return bots
}

func TestTwelveAtOnce(t *testing.T) {
	h := newHall(t, nil)
	const n = 12
	bots := h.crowd(n)
	for i, b := range bots {
		until(t, fmt.Sprintf("%d sees all others and hears the three loudest", i), func() bool {
			s := b.Stats()
			for other := range n {
				if other != i && s.Received(seat(other), sfu.Camera) < 5 {
					return false
				}
			}
			for loud := range 3 {
				if loud != i && s.Received(seat(loud), sfu.Microphone) < 10 {
					return false
				}
			}
			return true
		})
	}
	for i, b := range bots {
		s := b.Stats()
		if s.Offers != 1 {
			t.Errorf("%d was offered %d times", i, s.Offers)
		}
		if s.Received(seat(i), sfu.Camera)+s.Received(seat(i), sfu.Microphone) != 0 {
			t.Errorf("%d got its own media back", i)
		}
		for _, slot := range s.Slots {
			if slot.Backward+slot.BadStarts+slot.Duplicates != 0 {
				t.Errorf("%d: slot %s is not one continuous stream: %+v", i, slot.Mid, slot)
			}
		}
		checkMap(t, s, n)
		if len(s.Room.Peers) != n {
			t.Errorf("%d sees %d peers", i, len(s.Room.Peers))
		}
	}
}

// checkMap compares the slot map with what really came in each video slot.
func checkMap(t *testing.T, s bot.Stats, n int) {
	t.Helper()
	said := map[string]agenda.SeatID{}
	for _, slot := range s.Map {
		if slot.Source == sfu.Camera {
			said[slot.Mid] = slot.Seat
		}
	}
	if len(said) != n-1 {
		t.Errorf("%s: %d cameras in the slot map", s.Seat, len(said))
	}
	for _, slot := range s.Slots {
		if slot.Video && (len(slot.From) != 1 || slot.From[said[slot.Mid]] == 0) {
			t.Errorf("%s: slot %s says %s and has %v", s.Seat, slot.Mid, said[slot.Mid], slot.From)
		}
	}
}

func TestLeaveAndComeBack(t *testing.T) {
	h := newHall(t, nil)
	bots := h.crowd(4)
	watcher := bots[0]
	until(t, "everybody seen", func() bool { return watcher.Stats().Received(seat(3), sfu.Camera) > 3 })
	if err := bots[3].Close(); err != nil {
		t.Fatal(err)
	}
	until(t, "the slot is empty", func() bool {
		return !slices.ContainsFunc(watcher.Stats().Map, func(s sfu.SlotState) bool { return s.Seat == seat(3) })
	})
	before := watcher.Stats().Received(seat(3), sfu.Camera)
	c := h.config(seat(3), agenda.RoleUnit)
	c.Publish = both
	h.join(c)
	until(t, "it is seen again", func() bool { return watcher.Stats().Received(seat(3), sfu.Camera) > before+3 })
	s := watcher.Stats()
	if s.Offers != 1 {
		t.Errorf("offered %d times", s.Offers)
	}
	for _, slot := range s.Slots {
		if slot.Backward+slot.BadStarts != 0 || slot.Lost != 0 {
			t.Errorf("not continuous: %+v", slot)
		}
	}
}

func TestMuteIsEnforced(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleUnit), h.config("b", agenda.RoleUnit)
	a.Publish = both
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	talker, listener := h.join(a), h.join(b)
	until(t, "heard and seen", func() bool {
		s := listener.Stats()
		return s.Received("a", sfu.Microphone) > 5 && s.Received("a", sfu.Camera) > 5
	})
	for _, source := range both {
		if err := talker.Mute(t.Context(), source, true); err != nil {
			t.Fatal(err)
		}
	}
	h.still(talker, listener)
	for _, source := range both {
		if err := talker.Mute(t.Context(), source, false); err != nil {
			t.Fatal(err)
		}
	}
	before := listener.Stats()
	until(t, "heard and seen again", func() bool {
		s := listener.Stats()
		return s.Received("a", sfu.Microphone) > before.Received("a", sfu.Microphone)+5 && s.Received("a", sfu.Camera) > before.Received("a", sfu.Camera)+5
	})
	for _, slot := range listener.Stats().Slots {
		if slot.Lost != 0 || slot.Backward != 0 {
			t.Errorf("the pause is visible as loss: %+v", slot)
		}
	}
}

// still checks that nothing arrives although the talker goes on sending. What was on its way may arrive first: the counters have to stand still once.
func (h *hall) still(talker, listener *bot.Bot) {
	h.t.Helper()
	last := -1
	since := 0
	until(h.t, "the line is quiet", func() bool {
		now := listener.Stats().Packets
		if now != last {
			last, since = now, talker.Stats().Sent[sfu.Microphone]
			return false
		}
		return talker.Stats().Sent[sfu.Microphone] > since+10
	})
	during(h.t, 400*time.Millisecond, "packets were forwarded", func() bool { return listener.Stats().Packets == last })
}

func TestFloorIsEnforced(t *testing.T) {
	h := newHall(t, nil)
	h.silent["a"] = true
	a, b := h.config("a", agenda.RoleUnit), h.config("b", agenda.RoleUnit)
	a.Publish = both
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	talker, listener := h.join(a), h.join(b)
	until(t, "a sends", func() bool { return talker.Stats().Sent[sfu.Microphone] > 20 })
	if n := listener.Stats().Packets; n != 0 {
		t.Fatalf("%d packets without permission", n)
	}
	allow := func(yes bool) {
		h.mu.Lock()
		h.silent["a"] = !yes
		h.mu.Unlock()
		h.server.Poke("m")
	}
	allow(true)
	until(t, "heard and seen with permission", func() bool {
		s := listener.Stats()
		return s.Received("a", sfu.Microphone) > 5 && s.Received("a", sfu.Camera) > 5
	})
	allow(false)
	h.still(talker, listener)
}

func TestChairMutesOthers(t *testing.T) {
	h := newHall(t, nil)
	unit := h.config("u", agenda.RoleUnit)
	unit.Publish = []sfu.Source{sfu.Microphone}
	talker, chair := h.join(unit), h.join(h.config("c", agenda.RoleChair))
	until(t, "heard", func() bool { return chair.Stats().Received("u", sfu.Microphone) > 5 })
	ctx := t.Context()
	if _, err := talker.Do(ctx, "mute", signaling.Mute{Seat: "c", Source: sfu.Microphone, Muted: true}); refusedAs(err) != "staff_only" {
		t.Errorf("a unit muted the chair: %v", err)
	}
	if _, err := chair.Do(ctx, "mute", signaling.Mute{Seat: "u", Source: sfu.Microphone}); refusedAs(err) != "never_unmute" {
		t.Errorf("opened from afar: %v", err)
	}
	if _, err := chair.Do(ctx, "mute", signaling.Mute{All: true, Source: sfu.Microphone, Muted: true}); err != nil {
		t.Fatal(err)
	}
	h.still(talker, chair)
	until(t, "the unit is told", func() bool {
		got := talker.Stats().Muted
		return len(got) == 1 && got[0] == signaling.Muted{Source: sfu.Microphone, By: "c"}
	})
	if err := talker.Mute(ctx, sfu.Microphone, false); err != nil {
		t.Fatal(err)
	}
	n := chair.Stats().Packets
	until(t, "heard again", func() bool { return chair.Stats().Packets > n+5 })
}

func TestOverTCP(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleUnit), h.config("b", agenda.RoleUnit)
	a.Publish, a.TCP, b.TCP = both, true, true
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	h.join(a)
	viewer := h.join(b)
	until(t, "media over TCP", func() bool {
		s := viewer.Stats()
		return s.Received("a", sfu.Microphone) > 5 && s.Received("a", sfu.Camera) > 5
	})
}

func TestRestartICE(t *testing.T) {
	h := newHall(t, nil)
	a := h.config("a", agenda.RoleUnit)
	a.Publish = both
	h.join(a)
	listener := h.join(h.config("b", agenda.RoleUnit))
	until(t, "heard", func() bool { return listener.Stats().Packets > 5 })
	if err := listener.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, "a second offer", func() bool { return listener.Stats().Offers == 2 })
	n := listener.Stats().Packets
	until(t, "heard after the restart", func() bool { return listener.Stats().Packets > n+20 })
}

func TestEnds(t *testing.T) {
	h := newHall(t, func(c *signaling.Config) { c.MaxPeers = 3 })
	chair, unit, other := h.join(h.config("c", agenda.RoleChair)), h.join(h.config("u", agenda.RoleUnit)), h.join(h.config("o", agenda.RoleUnit))
	full, err := bot.Join(t.Context(), h.config("x", agenda.RoleUnit))
	if err == nil {
		_ = full.Close()
		t.Fatal("the room took a fourth")
	}
	if _, err := unit.Do(t.Context(), "remove", signaling.Remove{Seat: "o"}); refusedAs(err) != "staff_only" {
		t.Errorf("a unit removed another: %v", err)
	}
	if _, err := chair.Do(t.Context(), "remove", signaling.Remove{Seat: "o"}); err != nil {
		t.Error(err)
	}
	until(t, "removed", func() bool { return code(other) == ws.CodeRevoked })
	until(t, "its place is free", func() bool { return h.server.Stats().Peers == 2 })
	again := h.join(h.config("u", agenda.RoleUnit)) // the same device
	until(t, "replaced", func() bool { return code(unit) == ws.CodeReplaced })
	if again.Err() != nil {
		t.Error(again.Err())
	}
	if n := h.server.CloseMeeting("m", ws.CodeClosed); n != 2 {
		t.Errorf("%d sockets were closed", n)
	}
	until(t, "closed", func() bool { return code(chair) == ws.CodeClosed && code(again) == ws.CodeClosed })
	until(t, "no room is left", func() bool { return h.server.Stats() == signaling.Stats{} })
}
