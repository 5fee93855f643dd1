package live

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// TestTwoChairsPressTheSameKey: on two nodes over one journal chair and secretary press "next speaker", "pause" and "skip" at once. Both are answered without a
// refusal, one person is called, and both nodes end with the same meeting.
func TestTwoChairsPressTheSameKey(t *testing.T) {
	journal := mem.New()
	nodes := []*Hub{newTestHub(journal), newTestHub(journal)}
	first := opened(t, nodes[0])
	do(t, first, admin, "c-chair", agenda.SeatAdd{Seat: "chair", Role: agenda.RoleChair})
	do(t, first, secretary, "c-open", agenda.MeetingOpen{})
	second, err := nodes[1].Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	press := func(round int, c agenda.Command) {
		t.Helper()
		var both sync.WaitGroup
		for i, s := range []*Session{first, second} {
			by := []agenda.SeatID{"chair", secretary}[i]
			both.Go(func() {
				_, err := s.Do(t.Context(), by, agenda.CommandID(fmt.Sprintf("%s-%d-%s", agenda.CommandName(c), round, by)), c)
				if e := (*agenda.Error)(nil); errors.As(err, &e) && e.Code != agenda.Conflict || err != nil && e == nil {
					t.Errorf("%s by %s: %v", agenda.CommandName(c), by, err)
				}
			})
		}
		both.Wait()
	}
	for n := range 20 {
		r := agenda.RequestID(fmt.Sprintf("r%d", n))
		do(t, first, "unit-001", agenda.CommandID(fmt.Sprint("ask", n)), agenda.FloorRequest{Request: r})
		if err := second.Reach(t.Context(), first.Version()); err != nil { // both pages show the request
			t.Fatal(err)
		}
		press(n, agenda.FloorCall{Request: r})
		press(n, agenda.FloorPause{Request: r})
		press(n, agenda.FloorResume{Request: r})
		press(n, agenda.FloorFinish{Request: r})
	}
	if err := first.Reach(t.Context(), second.Version()); err != nil {
		t.Fatal(err)
	}
	if err := second.Reach(t.Context(), first.Version()); err != nil {
		t.Fatal(err)
	}
	given, last := 0, agenda.Hash("")
	for _, s := range []*Session{first, second} {
		s.View(func(m *agenda.Meeting) {
			if last != "" && m.Hash != last {
				t.Errorf("the nodes differ at version %d", m.Version)
			}
			last = m.Hash
		})
	}
	records, _ := first.After(0)
	for _, r := range records {
		for _, e := range r.Events {
			if _, ok := e.(agenda.FloorGiven); ok {
				given++
			}
		}
	}
	if given != 20 {
		t.Errorf("20 persons were called %d times", given)
	}
}
