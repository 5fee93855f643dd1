package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

const (
	meetingID agenda.MeetingID = "giao-ban"
	admin     agenda.SeatID    = "admin-1"
	secretary agenda.SeatID    = "secretary"
)

func newTestHub(j agenda.Journal) *Hub {
	return NewHub(j, mem.New(), time.Now, slog.New(slog.DiscardHandler))
}

func createCommand() agenda.MeetingCreate {
	return agenda.MeetingCreate{Title: "Giao ban", StartsAt: time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC), Host: agenda.Unit{Name: "Sở Công Thương"},
		Units: []agenda.Unit{{ID: "001", Name: "Ba Đình", Level: "quan"}, {ID: "002", Name: "Hoàn Kiếm", Level: "quan"}}}
}

// opened is a session of a meeting with a secretary, two units and one item, at version 4.
func opened(t *testing.T, h *Hub) *Session {
	t.Helper()
	if _, err := h.Create(t.Context(), meetingID, admin, "c-create", createCommand()); err != nil {
		t.Fatal(err)
	}
	s, err := h.Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, admin, "c-item", agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Mục một"}})
	do(t, s, admin, "c-secretary", agenda.SeatAdd{Seat: secretary, Role: agenda.RoleSecretary})
	do(t, s, admin, "c-unit", agenda.SeatAdd{Seat: "unit-001", Unit: "001", Role: agenda.RoleUnit})
	return s
}

func do(t *testing.T, s *Session, by agenda.SeatID, id agenda.CommandID, c agenda.Command) agenda.Version {
	t.Helper()
	v, err := s.Do(t.Context(), by, id, c)
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return v
}

func line(n int) agenda.LineAdd {
	return agenda.LineAdd{Line: agenda.LineID(fmt.Sprintf("l%d", n)), Item: "i1", Kind: agenda.KindOpinion, Text: fmt.Sprintf("Ý kiến %d", n)}
}

// wantKey checks which refusal err is.
func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	if err == nil || agenda.AsError(err).Key != key {
		t.Errorf("error is %v, want %s", err, key)
	}
}

func TestRepeatedCommandGetsTheFirstAnswer(t *testing.T) {
	store := mem.New()
	s := opened(t, newTestHub(store))
	first := do(t, s, secretary, "x", line(1))
	do(t, s, secretary, "y", line(2))
	if again := do(t, s, secretary, "x", line(1)); again != first {
		t.Errorf("the repeated command got version %d, the first %d", again, first)
	}
	_, err := s.Do(t.Context(), secretary, "x", line(3))
	wantKey(t, err, "command_reused")
	_, err = s.Do(t.Context(), admin, "x", line(1))
	wantKey(t, err, "command_reused")

	reopened, err := newTestHub(store).Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	if again := do(t, reopened, secretary, "x", line(1)); again != first {
		t.Errorf("after reopening the repeated command got version %d, the first %d", again, first)
	}
	_, err = reopened.Do(t.Context(), admin, "x", line(1))
	wantKey(t, err, "command_reused")
	if v := reopened.Version(); v != first+1 {
		t.Errorf("repetitions appended something: version %d", v)
	}
}

func TestNothingToDoIsNoRecord(t *testing.T) {
	s := opened(t, newTestHub(mem.New()))
	do(t, s, secretary, "a", line(1))
	was := s.Version()
	same := agenda.LineEdit{Line: "l1", Was: was, Text: line(1).Text}
	if v := do(t, s, secretary, "b", same); v != was || s.Version() != was {
		t.Errorf("an edit that changes nothing got version %d, journal at %d, was %d", v, s.Version(), was)
	}
}

func TestRefusalsAppendNothing(t *testing.T) {
	s := opened(t, newTestHub(mem.New()))
	was := s.Version()
	_, err := s.Do(t.Context(), "unit-001", "a", line(1))
	wantKey(t, err, "forbidden")
	_, err = s.Do(t.Context(), "nobody", "b", line(1))
	wantKey(t, err, "forbidden")
	_, err = s.Do(t.Context(), secretary, "not an id", line(1))
	wantKey(t, err, "bad_command_id")
	if s.Version() != was {
		t.Errorf("version %d after refusals, was %d", s.Version(), was)
	}
	// A refusal is not an answer for ever: the same id may succeed once the reason is gone.
	_, err = s.Do(t.Context(), secretary, "c", agenda.LineEdit{Line: "l1", Text: "x"})
	wantKey(t, err, "no_line")
	do(t, s, secretary, "c", line(1))
}

func TestCreateTwice(t *testing.T) {
	h := newTestHub(mem.New())
	first, err := h.Create(t.Context(), meetingID, admin, "c1", createCommand())
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Create(t.Context(), meetingID, admin, "c1", createCommand())
	if err != nil || again != first {
		t.Errorf("repeated creation: version %d, %v; want %d", again, err, first)
	}
	_, err = h.Create(t.Context(), meetingID, admin, "c2", createCommand())
	wantKey(t, err, "meeting_exists")
}

func TestUnknownMeetingsAreNotKept(t *testing.T) {
	h := newTestHub(mem.New())
	for i := range 100 {
		_, err := h.Session(t.Context(), agenda.MeetingID(fmt.Sprintf("m%d", i)))
		wantKey(t, err, "no_meeting")
	}
	_, err := h.Session(t.Context(), "../etc")
	wantKey(t, err, "bad_id")
	_, err = h.Create(t.Context(), "m1", "nobody", "c1", createCommand())
	wantKey(t, err, "forbidden")
	if n := len(h.sessions); n != 0 {
		t.Errorf("%d sessions of meetings that do not exist are kept", n)
	}
}

func TestSessionsAreAllMeetingsButTheDirectory(t *testing.T) {
	h := newTestHub(mem.New())
	for i, id := range []agenda.MeetingID{"m1", agenda.DirectoryID, "m2"} {
		if _, err := h.Create(t.Context(), id, agenda.SystemSeat, agenda.CommandID(fmt.Sprint("c", i)), createCommand()); err != nil {
			t.Fatal(err)
		}
	}
	var ids []agenda.MeetingID
	for s, err := range h.Sessions(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, s.ID())
	}
	if fmt.Sprint(ids) != "[m2 m1]" {
		t.Errorf("sessions: %v", ids)
	}
}

// A command whose handling panics is refused; the session lives on.
func TestPanicIsRecovered(t *testing.T) {
	broken := false
	h := NewHub(mem.New(), mem.New(), func() time.Time {
		if broken {
			panic("the clock fell off the wall")
		}
		return time.Now()
	}, slog.New(slog.DiscardHandler))
	s := opened(t, h)
	was := s.Version()
	broken = true
	_, err := s.Do(t.Context(), secretary, "a", line(1))
	if e := agenda.AsError(err); e.Code != agenda.Internal || e.Err == nil {
		t.Errorf("error is %v", err)
	}
	broken = false
	if v := do(t, s, secretary, "a", line(1)); v != was+1 {
		t.Errorf("version %d after the panic, want %d", v, was+1)
	}
}

// A caller that gives up while another command is being decided is told to come again, and nothing of it is written.
func TestWaitingForTheTurnCanBeGivenUp(t *testing.T) {
	s := opened(t, newTestHub(mem.New()))
	if err := s.takeTurn(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Do(ctx, secretary, "a", line(1))
	wantKey(t, err, "busy")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the cause is not told: %v", err)
	}
	s.giveTurn()
	do(t, s, secretary, "a", line(1))
}
