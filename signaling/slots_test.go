package signaling_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

func TestScreenComesAndGoes(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleChair), h.config("b", agenda.RoleUnit)
	a.Publish = both
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Screen, MaxHeight: 1080}, {Seat: "a", Source: sfu.Camera}}
	sharer, viewer := h.join(a), h.join(b)
	until(t, "camera", func() bool { return viewer.Stats().Received("a", sfu.Camera) > 3 })
	screen := func() bool {
		return slices.ContainsFunc(viewer.Stats().Map, func(s sfu.SlotState) bool { return s.Source == sfu.Screen })
	}
	if screen() {
		t.Fatal("a screen before the share")
	}
	for range 2 {
		if err := sharer.Publish(t.Context(), append(both, sfu.Screen)...); err != nil {
			t.Fatal(err)
		}
		until(t, "the screen in a slot", screen)
		n := pictures(viewer)
		until(t, "two video slots flow", func() bool { return flowing(viewer, n) >= 2 })
		if err := sharer.Publish(t.Context(), both...); err != nil {
			t.Fatal(err)
		}
		until(t, "the slot is empty", func() bool { return !screen() })
	}
	if s := viewer.Stats(); s.Offers != 1 {
		t.Errorf("offered %d times", s.Offers)
	}
}

// pictures is the number of packets by video slot.
func pictures(b *bot.Bot) map[string]int {
	n := map[string]int{}
	for _, slot := range b.Stats().Slots {
		if slot.Video {
			n[slot.Mid] = slot.Packets
		}
	}
	return n
}

func flowing(b *bot.Bot, since map[string]int) (slots int) {
	for mid, n := range pictures(b) {
		if n > since[mid]+3 {
			slots++
		}
	}
	return slots
}

func TestLateComerGetsAKeyframe(t *testing.T) {
	h := newHall(t, nil)
	a := h.config("a", agenda.RoleUnit)
	a.Publish = []sfu.Source{sfu.Camera}
	talker := h.join(a)
	until(t, "a has been sending", func() bool { return talker.Stats().Sent[sfu.Camera] > 20 })
	b := h.config("b", agenda.RoleUnit)
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	viewer := h.join(b)
	until(t, "a picture", func() bool { return viewer.Stats().Received("a", sfu.Camera) > 0 })
	s := viewer.Stats()
	if s.JoinTime > 3*time.Second {
		t.Errorf("the first picture came after %v", s.JoinTime)
	}
	for _, slot := range s.Slots {
		if slot.BadStarts != 0 || slot.Keyframes == 0 {
			t.Errorf("the picture began without keyframe: %+v", slot)
		}
	}
}

func TestLostPacketsComeAgain(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleUnit), h.config("b", agenda.RoleUnit)
	a.Publish, a.FrameRate = both, 30
	b.Want, b.DropEvery = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}, 9
	h.join(a)
	viewer := h.join(b)
	until(t, "enough packets", func() bool { return viewer.Stats().Received("a", sfu.Camera) > 150 })
	for _, slot := range viewer.Stats().Slots {
		if !slot.Video {
			continue
		}
		// Without answers a ninth would be missing; the newest losses may still be under way.
		if slot.Lost > slot.Packets/30 {
			t.Errorf("NACK was not answered: %+v", slot)
		}
		if slot.Backward != 0 {
			t.Errorf("a resent packet has another timestamp: %+v", slot)
		}
	}
}

func TestPagingChangesSlots(t *testing.T) {
	h := newHall(t, nil)
	for i := range 4 {
		c := h.config(seat(i), agenda.RoleUnit)
		c.Publish = []sfu.Source{sfu.Camera}
		h.join(c)
	}
	w := h.config("w", agenda.RoleSecretary)
	w.Video = num(2)
	viewer := h.join(w)
	for page := range 6 {
		first, second := seat(page%4), seat((page+1)%4)
		if err := viewer.Want(t.Context(), sfu.Wish{Seat: first, Source: sfu.Camera}, sfu.Wish{Seat: second, Source: sfu.Camera}); err != nil {
			t.Fatal(err)
		}
		before := viewer.Stats()
		until(t, fmt.Sprintf("page %d", page), func() bool {
			s := viewer.Stats()
			return s.Received(first, sfu.Camera) > before.Received(first, sfu.Camera)+2 && s.Received(second, sfu.Camera) > before.Received(second, sfu.Camera)+2
		})
	}
	s := viewer.Stats()
	for _, slot := range s.Slots {
		if slot.Backward+slot.BadStarts+slot.Lost+slot.Duplicates != 0 {
			t.Errorf("not continuous over switches: %+v", slot)
		}
	}
	if _, err := viewer.Do(t.Context(), "more", signaling.More{Video: 4}); err != nil {
		t.Fatal(err)
	}
	all := []sfu.Wish{}
	for i := range 4 {
		all = append(all, sfu.Wish{Seat: seat(i), Source: sfu.Camera})
	}
	if err := viewer.Want(t.Context(), all...); err != nil {
		t.Fatal(err)
	}
	until(t, "four slots", func() bool { return flowing(viewer, map[string]int{}) == 4 && viewer.Stats().Offers == 2 })
}

func TestLoudestThree(t *testing.T) {
	h := newHall(t, nil)
	var bots []*bot.Bot
	for i := range 6 {
		c := h.config(seat(i), agenda.RoleUnit)
		c.Publish, c.Level = []sfu.Source{sfu.Microphone}, 90
		bots = append(bots, h.join(c))
	}
	l := h.config("l", agenda.RoleGuest)
	l.Video = zero()
	listener := h.join(l)
	heard := func(seats ...agenda.SeatID) func() bool {
		return func() bool {
			var got []agenda.SeatID
			for _, slot := range listener.Stats().Map {
				got = append(got, slot.Seat)
			}
			for _, s := range seats {
				if !slices.Contains(got, s) {
					return false
				}
			}
			return len(got) == 3
		}
	}
	for _, loud := range []int{5, 4, 3} {
		bots[loud].SetLevel(25)
	}
	until(t, "the three who speak", heard(seat(3), seat(4), seat(5)))
	until(t, "speaking is told", func() bool { return len(listener.Stats().Speaking) == 3 })
	h.mu.Lock()
	h.prefers = []agenda.SeatID{seat(0)}
	h.mu.Unlock()
	h.server.Poke("m")
	until(t, "who has the floor, before they have said a word", heard(seat(0)))
	if listener.Stats().Offers != 1 {
		t.Error("renegotiated")
	}
}
