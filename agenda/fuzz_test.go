package agenda

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// FuzzDecide plays arbitrary commands and checks after each what must always be true.
func FuzzDecide(f *testing.F) {
	for seed := range uint64(48) {
		r := rand.New(rand.NewPCG(seed, 2907))
		input := make([]byte, 700)
		for i := range input {
			input[i] = byte(r.Uint32())
		}
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		d := &dice{bytes: input}
		s := begin(t, d.roll(5))
		units := []UnitID{"001", "276", ""}
		seen := map[UnitID]*Meeting{}
		for _, u := range units {
			seen[u] = fold(s.m.ID, filtered(t, s.records, Audience{Unit: u}))
		}
		numbers := map[int]LineID{}
		signed := ""
		for len(d.bytes) > 0 && len(s.records) < 150 {
			before := s.m.Version
			events, err := s.try(pick[SeatID](d, "secretary", "secretary", "secretary", "chair", "chair", "unit-001", "unit-276", "guest-1", SystemSeat, "admin-1"), d.command(s.m))
			if err != nil || len(events) == 0 {
				continue
			}
			r := s.records[len(s.records)-1]
			if s.m.Version != before+1 || r.Version != s.m.Version {
				t.Fatalf("record %d after version %d", r.Version, before)
			}
			if err := Verify(s.m.ID, s.records[len(s.records)-2].Hash, r); err != nil {
				t.Fatal(err)
			}
			sound(t, s.m)
			numbered(t, s.m, numbers)
			if s.m.Signed() {
				signed = still(t, s.m, signed)
			}
			for _, u := range units {
				secret(t, s.m, r, u)
				seen[u].Apply(reread(t, r.For(Audience{Unit: u})))
				agree(t, s.m, seen[u], u)
			}
		}
		roundTrip(t, s.m)
	})
}

// begin is a meeting at one of five stages, so that short inputs reach all commands.
func begin(t testing.TB, stage int) *script {
	if stage == 0 {
		return hanoi(t)
	}
	s := opened(t)
	if stage == 2 || stage == 3 {
		s.play(
			step{"secretary", LineAdd{Line: "l0", Item: "i1", Kind: KindConclusion, Text: "một"}},
			step{"secretary", LineAdd{Line: "l1", Item: "i1", Kind: KindTask, Text: "hai"}},
			step{"secretary", LineAdd{Line: "l2", Item: "i1", Kind: KindConclusion, Text: "ba"}},
			step{"secretary", LineAdd{Line: "l3", Item: "in-1", Kind: KindConclusion, Text: "bốn", Person: "năm"}},
			step{"secretary", TaskAssign{Assignment: "a0", Line: "l0", Scope: Scope{Kind: "all"}}},
			step{"secretary", TaskAssign{Assignment: "a1", Line: "l1", Scope: Scope{Kind: "ticked", Units: []UnitID{"276", HostUnit}}}},
			step{"unit-276", FloorRequest{Request: "r0"}}, step{"unit-001", FloorRequest{Request: "r1"}}, step{"chair", FloorCall{}})
	}
	if stage == 3 {
		s.play(step{"unit-276", AttendanceJoin{Presence: "p0", Name: "sáu"}}, step{"chair", MeetingClose{}})
	}
	if stage == 4 {
		s = ready(t)
		s.do("secretary", MinutesSubmit{})
	}
	return s
}

// still: what was signed does not change. It returns what is signed.
func still(t *testing.T, m *Meeting, was string) string {
	t.Helper()
	raw, err := json.Marshal([]any{m.Lines, m.Assignments, m.Comments, m.Approval})
	if err != nil {
		t.Fatal(err)
	}
	if was != "" && was != string(raw) {
		t.Fatalf("signed minutes changed from\n%s\nto\n%s", was, raw)
	}
	if len(Unclear(m))+len(m.unconfirmed())+len(m.openComments()) > 0 {
		t.Fatalf("signed with something open: %s", raw)
	}
	return string(raw)
}

// sound: one item runs and one person speaks, at most.
func sound(t *testing.T, m *Meeting) {
	t.Helper()
	running, speaking := 0, 0
	for _, i := range m.Items {
		if i.State == ItemRunning {
			running++
			if m.Current != i.ID || i.StartedAt == nil {
				t.Fatalf("item %s runs, the current one is %q", i.ID, m.Current)
			}
		}
	}
	for _, r := range m.Requests {
		if r.State == RequestSpeaking {
			speaking++
			if m.Floor != r.ID {
				t.Fatalf("%s speaks, the floor has %q", r.ID, m.Floor)
			}
		}
	}
	if running > 1 || speaking > 1 || (m.Current != "") != (running == 1) || (m.Floor != "") != (speaking == 1) {
		t.Fatalf("%d items run (current %q), %d persons speak (floor %q)", running, m.Current, speaking, m.Floor)
	}
	polls := 0
	for _, p := range m.Polls {
		if p.ClosedAt == nil {
			polls++
		}
		if units := map[UnitID]bool{}; len(p.Votes) > 0 {
			for _, v := range p.Votes {
				units[v.Unit] = true
			}
			if len(units) != len(p.Votes) || units[HostUnit] {
				t.Fatalf("votes %+v", p.Votes)
			}
		}
	}
	if polls > 1 {
		t.Fatalf("%d polls are open", polls)
	}
	for _, r := range m.Requests {
		if r.PausedAt != nil && r.State != RequestSpeaking || r.Round != "" && r.State == RequestWaiting && (m.Round == nil || m.Round.ID != r.Round) {
			t.Fatalf("request %+v", r)
		}
	}
	for _, a := range m.Assignments {
		if l := m.Line(a.Line); !a.Removed && (l.Removed || l.Internal || l.Kind != KindConclusion && l.Kind != KindTask || len(a.Tasks) == 0) {
			t.Fatalf("tasks stand on line %+v", l)
		}
	}
}

// numbered: a number belongs to one line for ever.
func numbered(t *testing.T, m *Meeting, numbers map[int]LineID) {
	t.Helper()
	for _, l := range m.Lines {
		if l.Number == 0 {
			if l.Kind == KindConclusion {
				t.Fatalf("conclusion %s has no number", l.ID)
			}
			continue
		}
		if first, ok := numbers[l.Number]; ok && first != l.ID || l.Number > m.Conclusions {
			t.Fatalf("number %d of line %s belonged to %s; %d were given", l.Number, l.ID, first, m.Conclusions)
		}
		numbers[l.Number] = l.ID
	}
}

// secret: the record as a unit gets it holds nothing of internal lines and items, nor of other units' tasks.
func secret(t *testing.T, m *Meeting, r Record, u UnitID) {
	t.Helper()
	raw, err := r.For(Audience{Unit: u}).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	shown := string(raw)
	if strings.Contains(shown, `"in-`) {
		t.Fatalf("%q is told of an internal item: %s", u, shown)
	}
	for _, l := range m.Lines {
		for _, words := range []string{l.Text.Value, l.Person.Value} {
			if l.Internal && words != "" && strings.Contains(shown, `"`+words+`"`) {
				t.Fatalf("%q is told internal line %s: %s", u, l.ID, shown)
			}
		}
	}
	for _, e := range r.For(Audience{Unit: u}).Events {
		if v, ok := e.(PollVoted); ok && v.Secret && v.Unit != u && (v.Choice != "" || v.Text.Value != "") {
			t.Fatalf("%q is told the secret vote of %s", u, v.Unit)
		}
	}
	for _, other := range []UnitID{"001", "017", "269", "276", HostUnit} {
		if other != u && strings.Contains(shown, "."+string(other)+`"`) {
			t.Fatalf("%q is told a task of %s: %s", u, other, shown)
		}
	}
}

// agree: what a unit has is the public part of the meeting, in the same order, and its own tasks.
func agree(t *testing.T, m, seen *Meeting, u UnitID) {
	t.Helper()
	public := func(m *Meeting) string {
		var b strings.Builder
		for _, i := range m.Items {
			if !i.Internal {
				fmt.Fprintf(&b, "%s %s %s %d\n", i.ID, i.Title, i.State, i.Minutes)
			}
		}
		text := map[LineID]string{}
		for _, l := range m.Lines {
			if !l.Internal && !l.Removed {
				text[l.ID] = fmt.Sprint(l.Text.Value, l.Kind, l.Number, l.Settled, l.IsConfirmed())
			}
		}
		raw, err := json.Marshal(text) // sorts by id: a line that becomes public later comes last for units
		if err != nil {
			t.Fatal(err)
		}
		b.Write(raw)
		for _, a := range m.Assignments {
			for _, task := range a.Tasks {
				if task.Unit == u && !a.Removed {
					least, most, ok := a.Wanted(task)
					fmt.Fprintf(&b, "\n%s %v %v %s %v %v %v %v", task.ID, a.DueOf(task), a.TargetOf(task), a.Product, least, most, ok, a.Supporting)
				}
			}
		}
		fmt.Fprintf(&b, "\n%s %s %v %v", m.Status, m.Floor, m.FloorLocked, m.RoomLocked)
		for _, r := range m.Requests {
			fmt.Fprintf(&b, " %s %s %s %v %d;", r.ID, r.State, r.Round, r.PausedAt, m.Limit(r))
		}
		for _, p := range m.Polls {
			fmt.Fprintf(&b, " %s %v %v %d;", p.ID, p.Tally, p.Opinions, len(p.Votes))
		}
		if i := m.Item(m.Readback); i != nil && !i.Internal {
			fmt.Fprintf(&b, " %s", m.Readback)
		}
		return b.String()
	}
	if want, got := public(m), public(seen); got != want {
		t.Fatalf("unit %q at version %d has\n%s\nthe meeting is\n%s", u, m.Version, got, want)
	}
}

// roundTrip: the state can be written and read.
func roundTrip(t *testing.T, m *Meeting) {
	t.Helper()
	first, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Meeting
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(&back)
	if err != nil || string(first) != string(second) {
		t.Fatalf("the state changes when it is read: %v\n%s\n%s", err, first, second)
	}
}
