package agenda

import (
	"strings"
	"testing"
)

func TestDivision(t *testing.T) {
	given := func(target Target) step {
		return step{"secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}, Target: target}}
	}
	total, multiple := given(Target{Kind: "total", Value: 43, Unit: "cụm"}), given(Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"})
	divide := func(values ...float64) step {
		c := TaskDivide{Assignment: "a"}
		for i, u := range []UnitID{"276", "001", "017", "269", "host"}[:len(values)] {
			c.Parts = append(c.Parts, Part{Unit: u, Value: values[i]})
		}
		return step{"secretary", c}
	}
	base := func(parts ...Part) step { return step{"secretary", TaskBaseline{Assignment: "a", Parts: parts}} }
	stage(t, concluded, []scene{
		{name: "43", given: []step{total}, when: divide(20, 10, 13, 0), then: "task.divided", check: func(t *testing.T, m *Meeting) {
			a := m.Assignments[0]
			if least, most, ok := a.Wanted(a.Tasks[3]); !ok || least != 20 || most != 20 || a.TargetOf(a.Tasks[3]).Unit != "cụm" || a.division() != "" {
				t.Errorf("%+v", a.Tasks)
			}
		}},
		{name: "42", given: []step{total}, when: divide(20, 10, 12, 0), refused: "bad_sum"},
		{name: "again, otherwise", given: []step{total, divide(20, 10, 13, 0)}, when: divide(0, 0, 0, 43), then: "task.divided"},
		{name: "tenths", given: []step{given(Target{Kind: "total", Value: 0.3})}, when: divide(0.1, 0.1, 0.1, 0), then: "task.divided"},
		{name: "one is forgotten", given: []step{total}, when: divide(20, 10, 13), refused: "bad_parts"},
		{name: "a stranger", given: []step{total}, when: divide(20, 10, 13, 0, 0), refused: "no_unit"},
		{name: "a unit twice", given: []step{total}, when: step{"secretary", TaskDivide{Assignment: "a", Parts: []Part{{"276", 1}, {"276", 1}}}}, refused: "unit_twice"},
		{name: "less than none", given: []step{total}, when: divide(44, -1, 0, 0), refused: "bad_target"},
		{name: "what is no total", given: []step{multiple}, when: divide(20, 10, 13, 0), refused: "not_total"},
		{name: "a total for one unit is its number", when: step{"secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "ticked", Units: []UnitID{"276"}}, Target: Target{Kind: "total", Value: 5}}},
			then: "task.assigned", check: func(t *testing.T, m *Meeting) {
				if k := m.Assignments[0].Target.Kind; k != "number" {
					t.Errorf("target %s", k)
				}
			}},
		{name: "a baseline", given: []step{multiple}, when: base(Part{"276", 2}, Part{"001", 0}), then: "task.baselined", check: func(t *testing.T, m *Meeting) {
			a := m.Assignments[0]
			if least, most, ok := a.Wanted(a.Tasks[3]); !ok || least != 6 || most != 10 {
				t.Errorf("%v to %v, %v", least, most, ok)
			}
			if _, _, ok := a.Wanted(a.Tasks[1]); ok {
				t.Error("a baseline that nobody knows counts as 0")
			}
		}},
		{name: "no baseline at all", given: []step{multiple}, when: base(), refused: "no_units"},
		{name: "a baseline of a total", given: []step{total}, when: base(Part{"276", 2}), refused: "not_multiple"},
		{name: "after the letters", given: []step{total, {"chair", MeetingClose{}}, {"secretary", MailSend{Batch: "b"}}}, when: divide(20, 10, 13, 0), refused: "tasks_mailed"},
	})
}

func TestSupport(t *testing.T) {
	given := step{"secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}}}
	support := func(units ...UnitID) step {
		return step{"secretary", TaskSupport{Assignment: "a", Supporting: units}}
	}
	stage(t, concluded, []scene{
		{name: "in the meeting's order", given: []step{given}, when: support("276", HostUnit), then: "task.supported", check: func(t *testing.T, m *Meeting) {
			if u := m.Assignments[0].Supporting; len(u) != 2 || u[0] != HostUnit {
				t.Errorf("supporting %v", u)
			}
		}},
		{name: "the same again", given: []step{given, support("276")}, when: support("276")},
		{name: "nobody any more", given: []step{given, support("276")}, when: support(), then: "task.supported"},
		{name: "a stranger", given: []step{given}, when: support("999"), refused: "no_unit"},
		{name: "no assignment", when: support("276"), refused: "no_assignment"},
	})
	e := TaskSupported{Assignment: "a", Supporting: []UnitID{HostUnit}, Units: []UnitID{"276", "001"}}
	if got := e.show(Audience{Unit: "276"}).(TaskSupported); got.Units != nil || e.show(Audience{Unit: "269"}) != nil || e.show(Audience{}) != nil {
		t.Errorf("a unit is told %+v", got)
	}
}

// TestWrongSumIsTold: who divides sees by how much it is wrong.
func TestWrongSumIsTold(t *testing.T) {
	s := concluded(t).play(step{"secretary", TaskAssign{Assignment: "a", Line: "l1", Scope: Scope{Kind: "all"}, Target: Target{Kind: "total", Value: 43}}})
	_, err := s.try("secretary", TaskDivide{Assignment: "a", Parts: []Part{{"001", 1}, {"017", 2}, {"269", 3}, {"276", 4}}})
	if d, ok := AsError(err).Detail.(map[string]float64); !ok || d["sum"] != 10 || d["total"] != 43 {
		t.Errorf("detail %v", AsError(err).Detail)
	}
}

// TestAUnitHearsOfItsPart only.
func TestAUnitHearsOfItsPart(t *testing.T) {
	e := TaskDivided{Assignment: "a", Parts: []Part{{"001", 11}, {"276", 22}}}
	for unit, want := range map[UnitID]string{"276": `"unit":"276","value":22`, "001": `"unit":"001","value":11`, "269": "", "": ""} {
		raw := string(lines(t, []Record{Record{Events: []Event{e}}.For(Audience{Unit: unit})}))
		if strings.Count(raw, "value") > 1 || !strings.Contains(raw, want) || (want == "") != strings.Contains(raw, `"events":[]`) {
			t.Errorf("%s is sent %s", unit, raw)
		}
	}
}
