package agenda

import (
	"testing"
	"time"
)

// concluded is opened with a conclusion l1, a task line l2, a note l3 and a line of an internal item l4.
func concluded(t testing.TB) *script {
	return opened(t).play(
		step{"secretary", LineAdd{Line: "l1", Item: "i1", Kind: KindConclusion, Text: "một"}},
		step{"secretary", LineAdd{Line: "l2", Item: "i1", Kind: KindTask, Text: "hai"}},
		step{"secretary", LineAdd{Line: "l3", Item: "i1", Kind: KindNote, Text: "ba"}},
		step{"secretary", LineAdd{Line: "l4", Item: "in-1", Kind: KindConclusion, Text: "bốn"}})
}

func TestLines(t *testing.T) {
	at := concluded(t)
	l1, l2, l3, l4 := at.revision("l1"), at.revision("l2"), at.revision("l3"), at.revision("l4")
	stage(t, concluded, []scene{
		{name: "an id twice", when: step{"secretary", LineAdd{Line: "l1", Kind: KindOpinion, Text: "x"}}, refused: "id_taken"},
		{name: "no text", when: step{"secretary", LineAdd{Line: "l9", Kind: KindOpinion, Text: " \t\n"}}, refused: "empty"},
		{name: "facts are the system's", when: step{"secretary", LineAdd{Line: "l9", Kind: KindFact, Text: "x"}}, refused: "bad_line_kind"},
		{name: "an unknown item", when: step{"secretary", LineAdd{Line: "l9", Item: "i9", Kind: KindOpinion, Text: "x"}}, refused: "no_item"},
		{name: "edit", when: step{"secretary", LineEdit{Line: "l1", Was: l1, Text: "mới"}}, then: "line.edited"},
		{name: "edit an old revision", given: []step{{"chair", LineEdit{Line: "l1", Was: l1, Text: "mới"}}}, when: step{"secretary", LineEdit{Line: "l1", Was: l1, Text: "khác"}}, refused: "line_stale"},
		{name: "edit to the same", when: step{"secretary", LineEdit{Line: "l1", Was: l1, Text: " một "}}},
		{name: "edit what is removed", given: []step{{"chair", LineRemove{Line: "l1", Was: l1}}}, when: step{"secretary", LineEdit{Line: "l1", Was: l4 + 1, Text: "x"}}, refused: "line_removed"},
		{name: "numbers are not used again", given: []step{{"chair", LineRemove{Line: "l1", Was: l1}}}, when: step{"secretary", LineKindSet{Line: "l2", Was: l2, Kind: KindConclusion}}, then: "line.kind_changed",
			check: func(t *testing.T, m *Meeting) {
				if n := m.Line("l2").Number; n != 3 {
					t.Errorf("number %d", n)
				}
			}},
		{name: "a note becomes public", when: step{"secretary", LineKindSet{Line: "l3", Was: l3, Kind: KindOpinion}}, then: "line.kind_changed"},
		{name: "settle", when: step{"chair", ConclusionSettle{Line: "l1", Reason: "x"}}, then: "conclusion.settled"},
		{name: "settle what is no conclusion", when: step{"chair", ConclusionSettle{Line: "l2", Reason: "x"}}, refused: "not_conclusion"},
		{name: "tasks from a settled conclusion", given: []step{{"chair", ConclusionSettle{Line: "l1", Reason: "x"}}},
			when: step{"chair", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}}}, then: "task.assigned conclusion.settled"},
	})
}

// TestStaleEditTellsThePresentText: who comes second can compare.
func TestStaleEditTellsThePresentText(t *testing.T) {
	s := concluded(t)
	was := s.revision("l1")
	s.do("chair", LineEdit{Line: "l1", Was: was, Text: "bản của chủ trì"})
	_, err := s.try("secretary", LineEdit{Line: "l1", Was: was, Text: "bản của thư ký"})
	detail, ok := AsError(err).Detail.(map[string]any)
	if !ok || detail["text"] != "bản của chủ trì" || detail["revision"] != s.revision("l1") {
		t.Errorf("detail %v", AsError(err).Detail)
	}
}

func TestTypingTimeIsBelievedForADay(t *testing.T) {
	s := opened(t)
	for name, ago := range map[LineID]time.Duration{"l-future": -time.Hour, "l-hour": time.Hour, "l-week": 7 * 24 * time.Hour} {
		typed := s.now.Add(-ago)
		s.do("secretary", LineAdd{Line: name, Kind: KindOpinion, Text: "x", TypedAt: &typed})
		want := s.now
		if ago == time.Hour {
			want = typed
		}
		if got := s.m.Line(name).At; !got.Equal(want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestTasks(t *testing.T) {
	all := TaskAssign{Assignment: "a1", Line: "l1", Scope: Scope{Kind: "all"}}
	with := func(change func(*TaskAssign)) TaskAssign {
		c := all
		change(&c)
		return c
	}
	at := concluded(t)
	l1 := at.revision("l1")
	stage(t, concluded, []scene{
		{name: "to all", when: step{"secretary", all}, then: "task.assigned", check: func(t *testing.T, m *Meeting) {
			if n := len(m.Assignments[0].Tasks); n != 4 {
				t.Errorf("%d tasks", n)
			}
		}},
		{name: "again", given: []step{{"secretary", all}}, when: step{"secretary", all}, refused: "id_taken"},
		{name: "except without a reason", when: step{"secretary", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "except", Except: []UnitID{"001"}} })}, refused: "except_reason"},
		{name: "except everybody", when: step{"secretary", with(func(c *TaskAssign) {
			c.Scope = Scope{Kind: "except", Except: []UnitID{"001", "017", "269", "276"}, Reason: "x"}
		})}, refused: "no_units"},
		{name: "an unknown group", when: step{"secretary", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "group", Group: "x"} })}, refused: "no_group"},
		{name: "a unit twice", when: step{"secretary", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "ticked", Units: []UnitID{"001", "001"}} })}, refused: "unit_twice"},
		{name: "from a note", when: step{"secretary", with(func(c *TaskAssign) { c.Line = "l3" })}, refused: "not_directive"},
		{name: "from an internal conclusion", when: step{"secretary", with(func(c *TaskAssign) { c.Line = "l4" })}, refused: "not_directive"},
		{name: "in the year 3000", when: step{"secretary", with(func(c *TaskAssign) { c.Due = &Due{Until: sampleAt.AddDate(980, 0, 0)} })}, refused: "bad_due"},
		{name: "five to three times", when: step{"secretary", with(func(c *TaskAssign) { c.Target = Target{Kind: "multiple", Value: 5, Max: 3} })}, refused: "bad_target"},
		{name: "remove a line with tasks", given: []step{{"secretary", all}}, when: step{"secretary", LineRemove{Line: "l1", Was: l1}}, refused: "line_has_tasks"},
		{name: "hide a line with tasks", given: []step{{"secretary", all}}, when: step{"secretary", LineKindSet{Line: "l1", Was: l1, Kind: KindNote}}, refused: "line_has_tasks"},
		{name: "settle a line with tasks", given: []step{{"secretary", all}}, when: step{"secretary", ConclusionSettle{Line: "l1", Reason: "x"}}, refused: "line_has_tasks"},
		{name: "edit a stranger's task", given: []step{{"secretary", all}}, when: step{"secretary", TaskEdit{Assignment: "a1", Unit: HostUnit}}, refused: "no_unit"},
		{name: "withdraw what was mailed", given: []step{{"secretary", all}, {"chair", MeetingClose{}}, {"secretary", MailSend{Batch: "b"}}}, when: step{"secretary", TaskUnassign{Assignment: "a1"}}, refused: "tasks_mailed"},
	})
}

func TestMail(t *testing.T) {
	closed := []step{{"secretary", TaskAssign{Assignment: "a1", Line: "l1", Scope: Scope{Kind: "all"}}}, {"chair", MeetingClose{}}}
	sent := append(closed[:2:2], step{"secretary", MailSend{Batch: "b"}})
	later := MailMark{Batch: "b", Unit: "001", State: LetterQueued, Error: "451"}
	stage(t, concluded, []scene{
		{name: "before closing", when: step{"secretary", MailSend{Batch: "b"}}, refused: "not_closed"},
		{name: "without tasks", given: []step{{"chair", MeetingClose{}}}, when: step{"secretary", MailSend{Batch: "b"}}, refused: "no_tasks"},
		{name: "send", given: closed, when: step{"secretary", MailSend{Batch: "b"}}, then: "mail.queued", check: func(t *testing.T, m *Meeting) {
			if b := m.Batches[0]; len(b.Letters) != 4 || b.Letters[2].State != LetterNoAddress || b.At.IsZero() {
				t.Errorf("batch %+v", b)
			}
		}},
		{name: "press twice", given: sent, when: step{"chair", MailSend{Batch: "b2"}}},
		{name: "a failed letter goes again", given: append(sent[:3:3], step{SystemSeat, MailMark{Batch: "b", Unit: "001", State: LetterFailed, Error: "550"}}),
			when: step{"chair", MailSend{Batch: "b2"}}, then: "mail.marked"},
		{name: "a try that may succeed later", given: sent, when: step{SystemSeat, later}, then: "mail.marked", check: func(t *testing.T, m *Meeting) {
			if l := m.Letter("b", "001"); l.State != LetterQueued || l.Tries != 1 || l.Error != "451" {
				t.Errorf("letter %+v", l)
			}
		}},
		{name: "queued without a reason is nothing", given: sent, when: step{SystemSeat, MailMark{Batch: "b", Unit: "001", State: LetterQueued}}},
		{name: "a letter that is sent stays sent", given: append(sent[:3:3], step{SystemSeat, MailMark{Batch: "b", Unit: "001", State: LetterSent}}), when: step{SystemSeat, later}},
		{name: "an unknown letter", given: sent, when: step{SystemSeat, MailMark{Batch: "b", Unit: "999", State: LetterSent}}, refused: "no_letter"},
	})
}
