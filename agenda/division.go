package agenda

import "slices"

// Dividing a fan-out: the parts of a total, and the baselines that a multiple counts from.

var divisionCommands = []commandSpec{
	command[TaskDivide]("task.divide", RoleSecretary, RoleChair).drafted(),
	command[TaskBaseline]("task.baseline", RoleSecretary, RoleChair).drafted(),
}

var divisionEvents = []eventSpec{
	event[TaskDivided]("task.divided"),
	event[TaskBaselined]("task.baselined"),
}

var (
	errNotTotal    = NewError(Invalid, "not_total", "Chỉ tiêu này không phải là tổng số để chia.", "This target is no total that could be divided.")
	errNotMultiple = NewError(Invalid, "not_multiple", "Chỉ tiêu này không tính theo số lần.", "This target is no multiple.")
	errParts       = NewError(Invalid, "bad_parts", "Mỗi đơn vị được giao phải có đúng một phần.", "Every unit of the assignment must have exactly one part.")
	errSum         = NewError(Invalid, "bad_sum", "Tổng các phần không bằng chỉ tiêu chung.", "The parts do not make the total.")
)

// Part is one unit's number: its part of a total, or its baseline. It is a value.
type Part struct {
	Unit  UnitID  `json:"unit"`
	Value float64 `json:"value"`
}

// TaskDivide divides the total of an assignment: every unit has one part, and the parts make the total. A part may be 0.
type TaskDivide struct {
	Assignment AssignmentID `json:"assignment"`
	Parts      []Part       `json:"parts"`
}

// TaskDivided is each unit's part, in the order of the tasks.
type TaskDivided struct {
	Assignment AssignmentID `json:"assignment"`
	Parts      []Part       `json:"parts"`
}

func (c TaskDivide) decide(m *Meeting, s Stamp) ([]Event, error) {
	a, err := m.assignmentToChange(c.Assignment)
	if err != nil {
		return nil, err
	}
	if a.Target.Kind != "total" {
		return nil, errNotTotal
	}
	parts, err := a.parts(c.Parts)
	if err != nil {
		return nil, err
	}
	if len(parts) != len(a.Tasks) {
		return nil, errParts
	}
	sum := 0.0
	for _, p := range parts {
		sum += p.Value
	}
	if !sameSum(sum, a.Target.Value) {
		return nil, errSum.With(map[string]float64{"sum": sum, "total": a.Target.Value})
	}
	return []Event{TaskDivided{Assignment: a.ID, Parts: parts}}, nil
}

// parts are the numbers for units of the assignment, each named at most once, in the order of the tasks.
func (a *Assignment) parts(given []Part) ([]Part, error) {
	byUnit := map[UnitID]float64{}
	for _, p := range given {
		if _, twice := byUnit[p.Unit]; twice {
			return nil, errUnitTwice.With(p.Unit)
		}
		if !sane(p.Value) {
			return nil, errTarget.With(p.Unit)
		}
		byUnit[p.Unit] = p.Value
	}
	var parts []Part
	for _, t := range a.Tasks {
		if v, ok := byUnit[t.Unit]; ok {
			parts = append(parts, Part{Unit: t.Unit, Value: v})
			delete(byUnit, t.Unit)
		}
	}
	for u := range byUnit {
		return nil, errNoUnit.With(u)
	}
	return parts, nil
}

func (e TaskDivided) apply(m *Meeting, s Stamp) {
	m.eachPart(e.Assignment, e.Parts, func(a *Assignment, t *Task, value float64) {
		t.Target = &Target{Kind: "number", Value: value, Unit: a.Target.Unit}
	})
}

// eachPart sets what the parts say on the tasks of an assignment. Tasks are values that readers may hold, so the list is copied first.
func (m *Meeting) eachPart(id AssignmentID, parts []Part, set func(a *Assignment, t *Task, value float64)) {
	a := m.index.assignments[id]
	if a == nil {
		return
	}
	a.Revision = m.Version
	a.Tasks = slices.Clone(a.Tasks)
	for _, p := range parts {
		for i := range a.Tasks {
			if a.Tasks[i].Unit == p.Unit {
				set(a, &a.Tasks[i], p.Value)
			}
		}
	}
}

// TaskBaseline sets the numbers that a multiple counts from, for the units named: those that have filed theirs ("chưa nắm" is not 0).
type TaskBaseline struct {
	Assignment AssignmentID `json:"assignment"`
	Parts      []Part       `json:"parts"`
}

// TaskBaselined is each named unit's baseline, in the order of the tasks.
type TaskBaselined TaskBaseline

func (c TaskBaseline) decide(m *Meeting, s Stamp) ([]Event, error) {
	a, err := m.assignmentToChange(c.Assignment)
	if err != nil {
		return nil, err
	}
	if a.Target.Kind != "multiple" {
		return nil, errNotMultiple
	}
	if c.Parts, err = a.parts(c.Parts); err != nil {
		return nil, err
	}
	if len(c.Parts) == 0 {
		return nil, errNoUnits
	}
	return []Event{TaskBaselined(c)}, nil
}

func (e TaskBaselined) apply(m *Meeting, s Stamp) {
	m.eachPart(e.Assignment, e.Parts, func(_ *Assignment, t *Task, value float64) { t.Base = &value })
}

// Wanted is the number that one unit is to reach, from least to most; ok is false where none follows: no number, a total not divided, a baseline not known.
func (a *Assignment) Wanted(t Task) (least, most float64, ok bool) {
	target := a.TargetOf(t)
	switch {
	case target.Kind == "number":
		return target.Value, target.Value, true
	case target.Kind == "multiple" && t.Base != nil:
		return target.Value * *t.Base, max(target.Value, target.Max) * *t.Base, true
	}
	return 0, 0, false
}

// among is the target for n units: a total for one is that unit's number.
func (t Target) among(n int) Target {
	if t.Kind == "total" && n == 1 {
		t.Kind = "number"
	}
	return t
}

// ownPart is a unit's part of a list, or nothing.
func ownPart(parts []Part, unit UnitID) []Part {
	for _, p := range parts {
		if p.Unit == unit && unit != "" {
			return []Part{p}
		}
	}
	return nil
}

// A unit hears of its own part only.
func (e TaskDivided) show(a Audience) Event {
	if a.Staff {
		return e
	}
	if e.Parts = ownPart(e.Parts, a.Unit); e.Parts == nil {
		return nil
	}
	return e
}
func (e TaskDivided) personal() {}

func (e TaskBaselined) show(a Audience) Event {
	if a.Staff {
		return e
	}
	if e.Parts = ownPart(e.Parts, a.Unit); e.Parts == nil {
		return nil
	}
	return e
}
func (e TaskBaselined) personal() {}
