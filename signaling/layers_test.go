package signaling_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

// studio is a hall with a seat "a" that sends its camera in three layers.
func studio(t *testing.T) (*hall, *bot.Bot) {
	h := newHall(t, nil)
	c := h.config("a", agenda.RoleChair)
	c.Publish, c.Layers, c.FrameRate = []sfu.Source{sfu.Camera}, bot.Simulcast(), 25
	return h, h.join(c)
}

func cameraOf(seat agenda.SeatID, height int) sfu.Wish {
	return sfu.Wish{Seat: seat, Source: sfu.Camera, MaxHeight: height}
}

// watch joins a viewer of a's camera.
func (h *hall) watch(seat agenda.SeatID, height int) *bot.Bot {
	c := h.config(seat, agenda.RoleUnit)
	c.Audio, c.Video, c.Want = zero(), num(1), []sfu.Wish{cameraOf("a", height)}
	return h.join(c)
}

func want(t *testing.T, b *bot.Bot, height int) {
	t.Helper()
	if err := b.Want(t.Context(), cameraOf("a", height)); err != nil {
		t.Fatal(err)
	}
}

// picture is the only video slot.
func picture(b *bot.Bot) bot.SlotStats {
	for _, slot := range b.Stats().Slots {
		if slot.Video {
			return slot
		}
	}
	return bot.SlotStats{}
}

func layerIs(b *bot.Bot, layer, height int) func() bool {
	return func() bool {
		p := picture(b)
		return p.Packets > 0 && p.Layer == layer && p.Height == height
	}
}

// within is until with a time that counts, and a second more for a machine that does other things.
func within(t *testing.T, limit time.Duration, what string, fulfilled func() bool) {
	t.Helper()
	start := time.Now()
	until(t, what, fulfilled)
	if took := time.Since(start); took > limit+time.Second {
		t.Errorf("%s: after %v, want %v", what, took, limit)
	} else {
		t.Logf("%s: %v", what, took.Round(time.Millisecond))
	}
}

func continuous(t *testing.T, b *bot.Bot) {
	t.Helper()
	for _, slot := range b.Stats().Slots {
		if slot.Backward+slot.BadStarts+slot.Lost+slot.Duplicates != 0 {
			t.Errorf("not one continuous stream over switches: %+v", slot)
		}
	}
	if n := b.Stats().Offers; n != 1 {
		t.Errorf("offered %d times", n)
	}
}

func TestLayerFollowsTheWish(t *testing.T) {
	h, _ := studio(t)
	viewer := h.watch("b", 180)
	until(t, "the low layer", layerIs(viewer, 0, 180))
	for round, height := range []int{720, 360, 180, 360, 720, 180} {
		n := picture(viewer).Switches
		want(t, viewer, height)
		layer := map[int]int{180: 0, 360: 1, 720: 2}[height]
		within(t, time.Second, fmt.Sprintf("%d lines", height), layerIs(viewer, layer, height))
		if got := picture(viewer).Switches; got != n+1 {
			t.Errorf("round %d: %d switches", round, got-n)
		}
	}
	continuous(t, viewer)
}

func TestLayersThatNobodyWantsRest(t *testing.T) {
	h, camera := studio(t)
	active := func(rids ...string) func() bool {
		return func() bool {
			got, told := camera.Stats().Layers[sfu.Camera]
			return told && slices.Equal(got, rids)
		}
	}
	until(t, "told what is wanted", active("q", "h", "f"))
	until(t, "nobody watches", active())
	viewer := h.watch("b", 180)
	until(t, "the low layer is wanted", active("q"))
	until(t, "and seen", layerIs(viewer, 0, 180))
	want(t, viewer, 720)
	within(t, time.Second, "a resting layer comes back", layerIs(viewer, 2, 720))
	if !active("q", "f")() {
		t.Errorf("active: %v", camera.Stats().Layers)
	}
	want(t, viewer, 180)
	until(t, "low again", layerIs(viewer, 0, 180))
	if !active("q", "f")() {
		t.Error("the layer was paused at once: somebody may want it back in a second")
	}
	until(t, "the high one rests", active("q"))
	continuous(t, viewer)
}

func TestLayerThatStopsIsBridged(t *testing.T) {
	h, camera := studio(t)
	viewer, second := h.watch("b", 720), h.watch("c", 360) // so that all three are wanted
	until(t, "the high layer", layerIs(viewer, 2, 720))
	until(t, "the middle layer", layerIs(second, 1, 360))
	camera.Hold(2)
	within(t, time.Second, "the next lower one", layerIs(viewer, 1, 360))
	camera.Hold(1)
	within(t, time.Second, "the lowest", layerIs(viewer, 0, 180))
	camera.Hold(3)
	within(t, time.Second, "the high one again", layerIs(viewer, 2, 720))
	continuous(t, viewer)
	continuous(t, second)
}

// A viewer who comes soon after the publisher has to wait for no request before hers.
func TestPublisherAloneIsNotAskedForKeyframes(t *testing.T) {
	h, camera := studio(t)
	until(t, "pictures arrive", func() bool { return camera.Stats().Sent[sfu.Camera] > 100 })
	if asked := camera.Stats().Asked[sfu.Camera]; slices.Max(asked) > 0 {
		t.Errorf("asked by layer: %v, and nobody watches", asked)
	}
	viewer := h.watch("b", 720)
	until(t, "the high layer", layerIs(viewer, 2, 720))
}

func TestKeyframeRequestsOfManyAreCoalesced(t *testing.T) {
	h, camera := studio(t)
	start := time.Now()
	var viewers []*bot.Bot
	for i := range 8 {
		viewers = append(viewers, h.watch(seat(i), 180))
	}
	for round := range 6 {
		height := []int{720, 180}[round%2]
		for _, v := range viewers {
			want(t, v, height)
		}
		for _, v := range viewers {
			until(t, fmt.Sprintf("round %d", round), layerIs(v, []int{2, 0}[round%2], height))
		}
	}
	most := int(time.Since(start)/(500*time.Millisecond)) + 2
	for layer, n := range camera.Stats().Asked[sfu.Camera] {
		t.Logf("layer %d: %d requests in %v", layer, n, time.Since(start))
		if n > most {
			t.Errorf("layer %d was asked %d times, %d at most", layer, n, most)
		}
	}
	for _, v := range viewers {
		continuous(t, v)
	}
}
