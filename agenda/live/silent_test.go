package live

import (
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// TestSilentUnits holds four meetings: 001 spoke in the first only, which is one too long ago; 002 in the second. Skipped and waiting requests are no speeches.
func TestSilentUnits(t *testing.T) {
	var clock atomic.Int64
	h := NewHub(mem.New(), mem.New(), func() time.Time { return time.Unix(clock.Add(1), 0).UTC() }, slog.New(slog.DiscardHandler))
	hold := func(id agenda.MeetingID, speakers ...agenda.SeatID) {
		t.Helper()
		if _, err := h.Create(t.Context(), id, admin, agenda.CommandID(id), createCommand()); err != nil {
			t.Fatal(err)
		}
		s, err := h.Session(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		give := func(by agenda.SeatID, c agenda.Command) {
			t.Helper()
			n++
			do(t, s, by, agenda.CommandID(fmt.Sprint(id, n)), c)
		}
		give(admin, agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "x"}})
		give(admin, agenda.SeatAdd{Seat: secretary, Role: agenda.RoleSecretary})
		give(admin, agenda.SeatAdd{Seat: "u1", Unit: "001", Role: agenda.RoleUnit})
		give(admin, agenda.SeatAdd{Seat: "u2", Unit: "002", Role: agenda.RoleUnit})
		give(secretary, agenda.MeetingOpen{})
		for _, by := range speakers {
			give(by, agenda.FloorRequest{Request: agenda.RequestID(by)})
			give(secretary, agenda.FloorCall{})
		}
		give("u1", agenda.FloorRequest{Request: "skipped"})
		give(secretary, agenda.FloorCall{Request: "skipped"})
		give(secretary, agenda.FloorSkip{Request: "skipped"})
		give(secretary, agenda.MeetingClose{})
	}
	want := func(id agenda.MeetingID, meetings int, units ...agenda.UnitID) {
		t.Helper()
		got, n, err := h.Silent(t.Context(), id, 3)
		if err != nil || n != meetings || !slices.Equal(got, units) {
			t.Errorf("%s: %v of %d meetings, %v; want %v of %d", id, got, n, err, units, meetings)
		}
	}
	hold("m1", "u1")
	want("m1", 0)
	hold("m2", "u2")
	want("m2", 1, "002")
	hold("m3")
	want("m3", 2)
	hold("m4")
	want("m4", 3)
	hold("m5")
	want("m5", 3, "001")
	want("m2", 1, "002")
}

// Meetings of another roster, where an id may be another unit's, say nothing of who is silent.
func TestSilentOfTheSameRoster(t *testing.T) {
	hub := newTestHub(mem.New())
	foreign := createCommand()
	foreign.Roster = "2025"
	if _, err := hub.Create(t.Context(), "khac", admin, "c-create", foreign); err != nil {
		t.Fatal(err)
	}
	other, err := hub.Session(t.Context(), "khac")
	if err != nil {
		t.Fatal(err)
	}
	do(t, other, admin, "c-item", agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "x"}})
	do(t, other, admin, "c-seat", agenda.SeatAdd{Seat: secretary, Role: agenda.RoleSecretary})
	do(t, other, secretary, "c-open", agenda.MeetingOpen{})
	do(t, other, secretary, "c-close", agenda.MeetingClose{})
	opened(t, hub)
	units, meetings, err := hub.Silent(t.Context(), meetingID, 3)
	if err != nil || meetings != 0 || len(units) != 0 {
		t.Errorf("%v of %d meetings, %v", units, meetings, err)
	}
}
