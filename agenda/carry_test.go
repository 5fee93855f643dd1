package agenda

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// history is a few random meetings, the later ones with items carried from the earlier.
func history(r *rand.Rand) []*Meeting {
	var all []*Meeting
	at := time.Date(2026, 1, 5, 7, 0, 0, 0, time.UTC)
	for n := range 1 + r.IntN(4) {
		m := NewMeeting(MeetingID(fmt.Sprint("m", n)))
		m.Status = []Status{Finished, Finished, Finished, Running}[r.IntN(4)]
		m.StartsAt = at.AddDate(0, n, 0)
		m.Units = []Unit{{ID: "001"}, {ID: "276"}}
		for k := range r.IntN(5) {
			i := &Item{ID: ItemID(fmt.Sprint("i", k)), Title: fmt.Sprint("Mục ", k), Minutes: 10, Recurring: r.IntN(4) == 0,
				State: []ItemState{ItemPlanned, ItemDone, ItemDone}[r.IntN(3)], Kind: []string{"opening", "report", "discussion", "closing"}[r.IntN(4)]}
			if n > 0 && r.IntN(2) == 0 {
				from := Origin{Meeting: all[r.IntN(n)].ID}
				if r.IntN(2) == 0 {
					from.Item = ItemID(fmt.Sprint("i", r.IntN(5)))
				} else {
					from.Line = LineID(fmt.Sprint("l", r.IntN(6)))
				}
				i.From = &from
			}
			m.Items = append(m.Items, i)
			m.index.items[i.ID] = i
		}
		for k := range r.IntN(6) {
			l := &Line{ID: LineID(fmt.Sprint("l", k)), Item: ItemID(fmt.Sprint("i", r.IntN(6))), Kind: []LineKind{KindConclusion, KindConclusion, KindTask}[r.IntN(3)],
				Recurring: r.IntN(4) == 0, Removed: r.IntN(6) == 0}
			if n > 0 && r.IntN(3) == 0 {
				l.Precedent = &Precedent{Meeting: all[r.IntN(n)].ID, Line: LineID(fmt.Sprint("l", r.IntN(6))), How: []string{PrecedentExtends, PrecedentRepeats}[r.IntN(2)]}
			}
			m.Lines = append(m.Lines, l)
			m.index.lines[l.ID] = l
			for a := range r.IntN(3) {
				due := &Due{Until: at.AddDate(0, r.IntN(8), 0)}
				m.Assignments = append(m.Assignments, &Assignment{ID: AssignmentID(fmt.Sprint("a", k, a)), Line: l.ID, Removed: r.IntN(3) == 0,
					Due: []*Due{nil, due}[r.IntN(2)], Tasks: []Task{{ID: "t", Unit: "001"}, {ID: "u", Unit: "276"}}[:1+r.IntN(2)]})
			}
		}
		all = append(all, m)
	}
	return all
}

// TestCarriedIsTheRule: whatever was held before, what returns is just what the three lines of the rule say, each thing once and for the reasons that hold.
func TestCarriedIsTheRule(t *testing.T) {
	returned := map[CarryReason]int{}
	for seed := range uint64(3000) {
		previous := history(rand.New(rand.NewPCG(seed, 5)))
		now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		got := map[Origin]Carry{}
		for _, c := range Carried(previous, now) {
			if _, twice := got[c.From]; twice {
				t.Fatalf("seed %d: %+v returns twice", seed, c.From)
			}
			got[c.From] = c
			for _, why := range c.Why {
				returned[why]++
			}
		}
		carriedOn := func(o Origin) bool {
			return slices.ContainsFunc(previous, func(m *Meeting) bool {
				return slices.ContainsFunc(m.Items, func(i *Item) bool { return i.From != nil && *i.From == o })
			})
		}
		// A task is open unless a later meeting that is closed gave its unit more time for it.
		open := func(m *Meeting, a *Assignment) bool {
			return !a.Removed && slices.ContainsFunc(a.Tasks, func(t Task) bool {
				return !slices.ContainsFunc(previous, func(n *Meeting) bool {
					return n.Status == Finished && slices.ContainsFunc(n.Assignments, func(b *Assignment) bool {
						p := n.Line(b.Line).Precedent
						return !b.Removed && p != nil && p.How == PrecedentExtends && p.Meeting == m.ID && p.Line == a.Line &&
							slices.ContainsFunc(b.Tasks, func(u Task) bool { return u.Unit == t.Unit })
					})
				})
			})
		}
		want := 0
		check := func(o Origin, returns bool) {
			if returns {
				want++
			}
			if _, ok := got[o]; ok != returns {
				t.Fatalf("seed %d: %+v returns %v, by the rule %v", seed, o, ok, returns)
			}
		}
		for _, m := range previous {
			for _, i := range m.Items {
				o := Origin{Meeting: m.ID, Item: i.ID}
				left := slices.ContainsFunc(m.Assignments, func(a *Assignment) bool { return open(m, a) && m.Line(a.Line).Item == i.ID })
				business := m.Status == Finished && i.Kind != "opening" && i.Kind != "closing"
				check(o, business && !carriedOn(o) && (i.State == ItemPlanned || i.Recurring || left))
			}
			for _, l := range m.Lines {
				o := Origin{Meeting: m.ID, Line: l.ID}
				left := slices.ContainsFunc(m.Assignments, func(a *Assignment) bool { return open(m, a) && a.Line == l.ID })
				business := m.Status == Finished && l.Kind == KindConclusion && !l.Removed
				check(o, business && (left || l.Recurring && !carriedOn(o)))
			}
		}
		if want != len(got) {
			t.Fatalf("seed %d: %d return, by the rule %d", seed, len(got), want)
		}
	}
	for _, why := range []CarryReason{CarryUndiscussed, CarryRecurring, CarryOpen} {
		if returned[why] < 100 {
			t.Errorf("the histories have %s only %d times: the test shows little", why, returned[why])
		}
	}
}

func TestCarry(t *testing.T) {
	carry := func(items ...Carrying) step { return step{"secretary", ItemCarry{Items: items}} }
	one := func(item ItemID, from Origin) Carrying {
		return Carrying{Item: item, From: from, ItemDraft: ItemDraft{Title: "Chợ", Minutes: 5}}
	}
	old := Origin{Meeting: "gb-1", Item: "i9"}
	stage(t, invited, []scene{
		{name: "two at once", when: carry(one("a", old), one("b", Origin{Meeting: "gb-1", Line: "kl"})), then: "item.added item.carried item.added item.carried",
			check: func(t *testing.T, m *Meeting) {
				if i := m.Item("a"); *i.From != old || !i.Late {
					t.Errorf("%+v", i)
				}
			}},
		{name: "nothing", when: carry(), refused: "nothing_chosen"},
		{name: "twice", given: []step{carry(one("a", old))}, when: carry(one("b", old)), refused: "carried_already"},
		{name: "twice in one command", when: carry(one("a", old), one("b", old)), refused: "carried_already"},
		{name: "the same item", when: carry(one("a", old), one("a", Origin{Meeting: "gb-1", Line: "kl"})), refused: "id_taken"},
		{name: "of this meeting", when: carry(one("a", Origin{Meeting: "gb-2907", Item: "i1"})), refused: "bad_origin"},
		{name: "of nothing", when: carry(one("a", Origin{Meeting: "gb-1"})), refused: "bad_origin"},
		{name: "recurring", when: step{"chair", ItemRecur{Item: "i1", Recurring: true}}, then: "item.recurred"},
		{name: "as it was", when: step{"chair", ItemRecur{Item: "i1"}}},
		{name: "a template of no meeting's units", when: step{"admin-1", TemplateSave{Template{ID: "t", Title: "Mẫu", Items: []ItemDraft{{Title: "Mục", Lead: "276"}}}}}, then: "template.saved",
			check: func(t *testing.T, m *Meeting) {
				if m.Templates[0].Items[0].Lead != "" {
					t.Errorf("%+v", m.Templates)
				}
			}},
	})
}

// The tasks of earlier meetings stand by unit, overdue first; the picture of it is written once, and a unit sees its own row.
func TestProgress(t *testing.T) {
	past := minuted(t).m
	now := time.Date(2020, 10, 20, 0, 0, 0, 0, time.UTC)
	tasks := OpenTasks([]*Meeting{past, hanoi(t).m}, now)
	for i := 1; i < len(tasks); i++ {
		if x, y := tasks[i-1], tasks[i]; x.Unit == y.Unit && (x.Due == nil && y.Due != nil || x.Due != nil && y.Due != nil && x.Due.Until.After(y.Due.Until)) {
			t.Errorf("%s stands before %s", x.Task, y.Task)
		}
	}
	if len(tasks) != 7 || !tasks[0].Overdue || tasks[0].Unit == "" {
		t.Fatalf("%d tasks, first %+v", len(tasks), tasks[0])
	}
	s := invited(t)
	p := s.m.ProgressOf(tasks)
	if p.Given != 7 || p.Overdue == 0 || len(p.Units) != 5 || len(p.Meetings) != 1 {
		t.Fatalf("%+v", p)
	}
	note := ProgressNote{Meetings: p.Meetings, Given: p.Given, Overdue: p.Overdue, Undated: p.Undated, Units: p.Units}
	if got := names(s.do(SystemSeat, note)); got != "progress.noted line.added" {
		t.Errorf("events %q", got)
	}
	if events, err := s.try(SystemSeat, note); err != nil || len(events) > 0 {
		t.Errorf("noted twice: %v %v", events, err)
	}
	if l := s.m.Lines[0]; l.Item != "i1" || l.Kind != KindFact {
		t.Errorf("the line is %+v", l)
	}
	own := fold(s.m.ID, filtered(t, s.records, Audience{Unit: "276"})).Progress
	if own == nil || own.Given != 7 || len(own.Units) != 1 || own.Units[0].Unit != "276" || len(own.Meetings) != 0 {
		t.Errorf("the unit has %+v", own)
	}
}

// A conclusion that gives an earlier one more time leaves one task for each unit: with the new date, and the first one beside it. A unit that it does not name keeps the old.
func TestExtendedWorkIsCountedOnce(t *testing.T) {
	day := func(d int) *Due { return &Due{Until: time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC)} }
	held := func(n int, p *Precedent, due *Due, tasks ...Task) *Meeting {
		m := NewMeeting(MeetingID(fmt.Sprint("m", n)))
		m.Status, m.StartsAt, m.Units = Finished, time.Date(2026, time.Month(n), 5, 7, 0, 0, 0, time.UTC), []Unit{{ID: "001"}, {ID: "276"}}
		l := &Line{ID: "kl", Kind: KindConclusion, Number: n, Precedent: p}
		m.Lines, m.index.lines[l.ID] = []*Line{l}, l
		m.Assignments = []*Assignment{{ID: "a", Line: l.ID, Due: due, Tasks: tasks}}
		return m
	}
	extends := func(n int) *Precedent {
		return &Precedent{Meeting: MeetingID(fmt.Sprint("m", n)), Line: "kl", How: PrecedentExtends}
	}
	both, one := []Task{{ID: "t", Unit: "001"}, {ID: "u", Unit: "276"}}, []Task{{ID: "t", Unit: "001"}}
	previous := []*Meeting{held(1, nil, day(1), both...), held(2, extends(1), day(10), one...), held(3, extends(2), day(20), one...)}
	tasks := OpenTasks(previous, day(15).Until)
	if len(tasks) != 2 {
		t.Fatalf("%d tasks: %+v", len(tasks), tasks)
	}
	for _, o := range tasks {
		switch {
		case o.Unit == "276" && (o.Meeting != "m1" || !o.Overdue || o.First != nil):
			t.Errorf("what was not extended: %+v", o)
		case o.Unit == "001" && (o.Meeting != "m3" || o.Overdue || !o.Due.Until.Equal(day(20).Until) || o.First == nil || !o.First.Until.Equal(day(1).Until)):
			t.Errorf("what was extended twice: %+v", o)
		}
	}
	open := map[MeetingID]int{}
	for _, c := range Carried(previous, day(15).Until) {
		open[c.From.Meeting] += c.Open
	}
	if open["m1"] != 1 || open["m2"] != 0 || open["m3"] != 1 {
		t.Errorf("open tasks by meeting: %v", open)
	}
	again := []*Meeting{previous[0], held(2, &Precedent{Meeting: "m1", Line: "kl", How: PrecedentRepeats, Times: 2}, day(10), one...)}
	if n := len(OpenTasks(again, day(15).Until)); n != 3 {
		t.Errorf("given again is new work beside the old: %d tasks", n)
	}
}
