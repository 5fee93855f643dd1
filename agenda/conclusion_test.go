package agenda

import "testing"

func TestConfirmation(t *testing.T) {
	at := concluded(t)
	l1, l2 := at.revision("l1"), at.revision("l2")
	confirm := ConclusionConfirm{Line: "l1", Was: l1}
	holds := func(want bool) func(*testing.T, *Meeting) {
		return func(t *testing.T, m *Meeting) {
			if got := m.Line("l1").IsConfirmed(); got != want {
				t.Errorf("confirmed is %v, want %v: %+v", got, want, m.Line("l1").Confirmed)
			}
		}
	}
	confirmed := []step{{"chair", confirm}}
	stage(t, concluded, []scene{
		{name: "by the chair", when: step{"chair", confirm}, then: "conclusion.confirmed", check: holds(true)},
		{name: "by the secretary", when: step{"secretary", confirm}, refused: "forbidden"},
		{name: "again", given: confirmed, when: step{"chair", confirm}},
		{name: "what is no conclusion", when: step{"chair", ConclusionConfirm{Line: "l2", Was: l2}}, refused: "not_conclusion"},
		{name: "an old text", when: step{"chair", ConclusionConfirm{Line: "l1", Was: l1 - 1}}, refused: "line_stale"},
		{name: "a changed text asks again", given: confirmed, when: step{"secretary", LineEdit{Line: "l1", Was: l1, Text: "khác"}}, then: "line.edited", check: holds(false)},
		{name: "a changed kind asks again", given: confirmed, when: step{"secretary", LineKindSet{Line: "l1", Was: l1, Kind: KindTask}}, then: "line.kind_changed", check: holds(false)},
		{name: "tasks change nothing", given: confirmed, when: step{"secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}}}, then: "task.assigned", check: holds(true)},
		{name: "a removed one", given: []step{{"chair", LineRemove{Line: "l1", Was: l1}}}, when: step{"chair", confirm}, refused: "line_removed"},
	})
}

// TestFate: what follows from a conclusion is derived, with who and when for one without tasks.
func TestFate(t *testing.T) {
	s := concluded(t)
	fate := func(want Fate) {
		t.Helper()
		if got := s.m.Fate(s.m.Line("l1")); got != want {
			t.Errorf("fate %s, want %s", got, want)
		}
	}
	fate(FateOpen)
	s.do("chair", ConclusionSettle{Line: "l1", Reason: "chỉ ghi nhận"})
	fate(FateSettled)
	if l := s.m.Line("l1"); l.SettledBy != "chair" || l.SettledAt == nil || !l.SettledAt.Equal(s.now) {
		t.Errorf("settled by %s at %v", l.SettledBy, l.SettledAt)
	}
	s.do("secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}})
	fate(FateTasks)
	if l := s.m.Line("l1"); l.SettledBy != "" || l.SettledAt != nil {
		t.Errorf("still settled by %s at %v", l.SettledBy, l.SettledAt)
	}
	s.do("secretary", TaskUnassign{Assignment: "a"})
	fate(FateOpen)
}

func TestReadback(t *testing.T) {
	shown := []step{{"chair", ReadbackShow{Item: "i1"}}}
	stage(t, concluded, []scene{
		{name: "show", when: step{"chair", ReadbackShow{Item: "i1"}}, then: "readback.shown", check: func(t *testing.T, m *Meeting) {
			if m.Readback != "i1" {
				t.Errorf("shown is %q", m.Readback)
			}
		}},
		{name: "show again", given: shown, when: step{"secretary", ReadbackShow{Item: "i1"}}},
		{name: "an internal item hides the public one from units", given: shown, when: step{"chair", ReadbackShow{Item: "in-1"}}, then: "readback.hidden readback.shown"},
		{name: "an item without conclusions", when: step{"chair", ReadbackShow{Item: "i2"}}, refused: "nothing_to_read"},
		{name: "a unit", when: step{"unit-001", ReadbackShow{Item: "i1"}}, refused: "forbidden"},
		{name: "hide", given: shown, when: step{"secretary", ReadbackHide{}}, then: "readback.hidden"},
		{name: "hide nothing", when: step{"secretary", ReadbackHide{}}},
		{name: "closing hides it", given: append(shown, step{"chair", ItemEnd{Item: "i1"}}), when: step{"chair", MeetingClose{}}, then: "readback.hidden meeting.closed line.added", check: func(t *testing.T, m *Meeting) {
			if m.Readback != "" {
				t.Errorf("shown is %q", m.Readback)
			}
		}},
		{name: "show after closing", given: []step{{"chair", MeetingClose{}}}, when: step{"chair", ReadbackShow{Item: "i1"}}, refused: "meeting_closed"},
	})
}
