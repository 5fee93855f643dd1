package agendatest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"giaoban/agenda"
)

// TestBus checks everything the comments of agenda.Bus promise. node makes one more node on the same bus; it is called several times per case.
// Every case uses a meeting of its own, so the nodes of all cases may share one bus.
func TestBus(t *testing.T, node func(t *testing.T) agenda.Bus) {
	t.Run("EverybodyHears", func(t *testing.T) { testEverybodyHears(t, node(t), node(t)) })
	t.Run("OnlyItsMeeting", func(t *testing.T) { testOnlyItsMeeting(t, node(t)) })
	t.Run("SlowListenerLosesAndNeverBlocks", func(t *testing.T) { testSlowListener(t, node(t)) })
	t.Run("ClosesWithItsContext", func(t *testing.T) { testHearEnds(t, node(t)) })
	t.Run("NobodyListens", func(t *testing.T) {
		if err := node(t).Say(t.Context(), "bus-nobody", word(1)); err != nil {
			t.Fatal(err)
		}
	})
}

func word(n int) agenda.Word {
	return agenda.Word{Type: "draft", By: "u-go-vap", Data: json.RawMessage(fmt.Sprintf(`{"n":%d,"text":"đang gõ"}`, n))}
}

// hear is Hear that must work.
func hear(ctx context.Context, t *testing.T, b agenda.Bus, id agenda.MeetingID) <-chan agenda.Word {
	t.Helper()
	words, err := b.Hear(ctx, id)
	if err != nil {
		t.Fatalf("hear %s: %v", id, err)
	}
	return words
}

// hears waits for exactly w.
func hears(t *testing.T, words <-chan agenda.Word, w agenda.Word) {
	t.Helper()
	select {
	case got, ok := <-words:
		if !ok || got.Type != w.Type || got.By != w.By || string(got.Data) != string(w.Data) {
			t.Fatalf("heard %s %s %s (open: %t), said %s %s %s", got.Type, got.By, got.Data, ok, w.Type, w.By, w.Data)
		}
	case <-time.After(patience):
		t.Fatalf("never heard %s", w.Data)
	}
}

func testEverybodyHears(t *testing.T, one, two agenda.Bus) {
	listeners := []<-chan agenda.Word{
		hear(t.Context(), t, one, "bus-all"), hear(t.Context(), t, one, "bus-all"), hear(t.Context(), t, two, "bus-all"),
	}
	for i, speaker := range []agenda.Bus{one, two} {
		if err := speaker.Say(t.Context(), "bus-all", word(i)); err != nil {
			t.Fatal(err)
		}
		for _, l := range listeners {
			hears(t, l, word(i))
		}
	}
}

func testOnlyItsMeeting(t *testing.T, b agenda.Bus) {
	words := hear(t.Context(), t, b, "bus-mine")
	for _, id := range []agenda.MeetingID{"bus-other", "bus-mine-too", "bus-min"} {
		if err := b.Say(t.Context(), id, word(1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Say(t.Context(), "bus-mine", word(2)); err != nil {
		t.Fatal(err)
	}
	hears(t, words, word(2))
}

// testSlowListener floods a listener that reads nothing. Say must come back each time, and once the listener reads it hears new words again.
func testSlowListener(t *testing.T, b agenda.Bus) {
	const flood = 3000
	ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
	defer cancel()
	slow := hear(ctx, t, b, "bus-slow")
	for i := range flood {
		if err := b.Say(ctx, "bus-slow", word(i)); err != nil {
			t.Fatalf("word %d: %v", i, err)
		}
	}
	if n := cap(slow); n >= flood {
		t.Fatalf("the bus keeps %d words for a listener that does not read", n)
	}
	// The words kept come first; then one said now must arrive.
	last := word(flood)
	for tries := 0; ; tries++ {
		if err := b.Say(ctx, "bus-slow", last); err != nil {
			t.Fatal(err)
		}
		if drainUntil(slow, last) {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("a listener that reads again hears nothing new after %d tries", tries)
		}
	}
}

// drainUntil reads what is there, waiting a little for more, and says whether w was among it.
func drainUntil(words <-chan agenda.Word, w agenda.Word) bool {
	for {
		select {
		case got := <-words:
			if string(got.Data) == string(w.Data) {
				return true
			}
		case <-time.After(200 * time.Millisecond):
			return false
		}
	}
}

func testHearEnds(t *testing.T, b agenda.Bus) {
	ctx, cancel := context.WithCancel(t.Context())
	words, stays := hear(ctx, t, b, "bus-end"), hear(t.Context(), t, b, "bus-end")
	cancel()
	timeout := time.After(patience)
	for open := true; open; {
		select {
		case _, open = <-words:
		case <-timeout:
			t.Fatal("the channel stays open after its context ended")
		}
	}
	if err := b.Say(t.Context(), "bus-end", word(1)); err != nil {
		t.Fatal(err)
	}
	hears(t, stays, word(1))
	if _, err := b.Hear(ctx, "bus-end"); err == nil {
		t.Error("Hear on an ended context gave no error")
	}
}
