package agenda

import (
	"math"
	"slices"
	"time"
)

// Assignment is one line fanned out to units: one parent, one task per unit. It is owned by its Meeting.
type Assignment struct {
	ID         AssignmentID `json:"id"`
	Line       LineID       `json:"line"`
	Scope      Scope        `json:"scope"`
	Due        *Due         `json:"due"`
	Target     Target       `json:"target"`
	Product    string       `json:"product"`    // what is to be handed in
	Supporting []UnitID     `json:"supporting"` // units that help
	Tasks      []Task       `json:"tasks"`
	At         time.Time    `json:"at"`
	By         SeatID       `json:"by"`
	Revision   Version      `json:"revision"`
	Removed    bool         `json:"removed"`
}

// Task is one unit's part of an assignment. It is a value; Due and Target are nil where the assignment's hold.
type Task struct {
	ID     TaskID  `json:"id"`
	Unit   UnitID  `json:"unit"`
	Due    *Due    `json:"due,omitempty"`
	Target *Target `json:"target,omitempty"`
	// Base is the unit's number that a multiple counts from; nil while it is not known.
	Base *float64 `json:"base,omitempty"`
}

// Scope says how the units were chosen: all, group, ticked, or all but Except, with a reason. It is a value.
type Scope struct {
	Kind   string   `json:"kind"` // all, group, ticked, except
	Group  GroupID  `json:"group,omitempty"`
	Units  []UnitID `json:"units,omitempty"` // for ticked
	Except []UnitID `json:"except,omitempty"`
	Reason string   `json:"reason,omitempty"` // why some are excepted
}

// Due is a date by which something must be done. Until is the first instant that is too late ("trước ngày 10-10" is the beginning of that day). It is a value.
type Due struct {
	Until time.Time `json:"until"`
	Words string    `json:"words,omitempty"` // as it was said
}

// Target is what is to be reached: none, number (by each unit), total (by all units together), multiple (of a baseline, Value to Max times), yesno, text. It is a value.
type Target struct {
	Kind  string  `json:"kind"`
	Value float64 `json:"value,omitempty"`
	Max   float64 `json:"max,omitempty"`
	Unit  string  `json:"unit,omitempty"` // "cụm", "điểm"
	Text  string  `json:"text,omitempty"`
}

var targetKinds = []string{"none", "number", "total", "multiple", "yesno", "text"}

var taskCommands = []commandSpec{
	command[TaskAssign]("task.assign", RoleSecretary, RoleChair).drafted(),
	command[TaskUnassign]("task.unassign", RoleSecretary, RoleChair).drafted(),
	command[TaskEdit]("task.edit", RoleSecretary, RoleChair).drafted(),
}

var taskEvents = []eventSpec{
	event[TaskAssigned]("task.assigned"),
	event[TaskUnassigned]("task.unassigned"),
	event[TaskEdited]("task.edited"),
}

var (
	errScope        = NewError(Invalid, "bad_scope", "Phạm vi giao nhiệm vụ không hợp lệ.", "The choice of units is not valid.")
	errExceptReason = NewError(Invalid, "except_reason", "Hãy nêu lý do không giao cho các đơn vị được trừ.", "Please say why those units are excepted.")
	errTarget       = NewError(Invalid, "bad_target", "Chỉ tiêu không hợp lệ.", "The target is not valid.")
	errDue          = NewError(Invalid, "bad_due", "Thời hạn không hợp lệ.", "The due date is not valid.")
	errNoAssignment = NewError(NotFound, "no_assignment", "Không có nhiệm vụ này.", "There is no such assignment.")
	errNotDirective = NewError(Invalid, "not_directive", "Chỉ giao nhiệm vụ từ dòng kết luận hoặc nhiệm vụ mà các đơn vị được xem.", "Tasks can only come from a conclusion or task line that units may see.")
	errMailed       = NewError(Closed, "tasks_mailed", "Nhiệm vụ đã được gửi cho các đơn vị, không thu hồi được.", "The tasks were already sent to the units and cannot be withdrawn.")
)

// TaskAssign fans a line out to units, whole or not at all.
type TaskAssign struct {
	Assignment AssignmentID `json:"assignment"`
	Line       LineID       `json:"line"`
	Scope      Scope        `json:"scope"`
	Due        *Due         `json:"due,omitempty"`
	Target     Target       `json:"target"`
	Product    string       `json:"product,omitempty"`
	Supporting []UnitID     `json:"supporting,omitempty"`
}

// TaskAssigned is the fan-out with every unit's task.
type TaskAssigned struct {
	Assignment AssignmentID `json:"assignment"`
	Line       LineID       `json:"line"`
	Scope      Scope        `json:"scope"`
	Due        *Due         `json:"due,omitempty"`
	Target     Target       `json:"target"`
	Product    string       `json:"product,omitempty"`
	Supporting []UnitID     `json:"supporting,omitempty"`
	Tasks      []Task       `json:"tasks"`
}

func (c TaskAssign) decide(m *Meeting, s Stamp) ([]Event, error) {
	if !ValidID(c.Assignment) || len(c.Assignment) > 40 {
		return nil, errBadID.With(c.Assignment) // task ids append the unit's id and must stay valid
	}
	if m.index.assignments[c.Assignment] != nil {
		return nil, errTaken.With(c.Assignment)
	}
	l, err := m.standing(c.Line)
	switch {
	case err != nil:
		return nil, err
	case l.Internal || l.Kind != KindConclusion && l.Kind != KindTask:
		return nil, errNotDirective
	}
	e := TaskAssigned{Assignment: c.Assignment, Line: c.Line}
	units, err := c.Scope.units(m)
	if err != nil {
		return nil, err
	}
	if e.Scope, err = c.Scope.checked(); err != nil {
		return nil, err
	}
	if e.Due, err = c.Due.checked(); err != nil {
		return nil, err
	}
	if e.Target, err = c.Target.checked(); err != nil {
		return nil, err
	}
	if e.Product, err = optional(c.Product, MaxTitle); err != nil {
		return nil, err
	}
	if len(c.Supporting) > 0 {
		if e.Supporting, err = m.checkChoice(c.Supporting); err != nil {
			return nil, err
		}
	}
	for _, u := range units {
		e.Tasks = append(e.Tasks, Task{ID: TaskID(string(c.Assignment) + "." + string(u)), Unit: u})
	}
	e.Target = e.Target.among(len(units))
	events := []Event{e}
	if l.Settled != "" {
		events = append(events, ConclusionSettled{Line: l.ID})
	}
	return events, fitsCount(len(m.Assignments)+1, MaxAssignments)
}

func (e TaskAssigned) apply(m *Meeting, s Stamp) {
	a := &Assignment{ID: e.Assignment, Line: e.Line, Scope: e.Scope, Due: e.Due, Target: e.Target, Product: e.Product,
		Supporting: append([]UnitID{}, e.Supporting...), Tasks: slices.Clone(e.Tasks), At: s.At, By: s.By, Revision: m.Version}
	m.index.assignments[a.ID] = a
	m.Assignments = append(m.Assignments, a)
}

// units are the chosen units in the meeting's order.
func (c Scope) units(m *Meeting) ([]UnitID, error) {
	var chosen []UnitID
	switch c.Kind {
	case "all", "except":
		for _, u := range m.Units {
			if c.Kind == "all" || !slices.Contains(c.Except, u.ID) {
				chosen = append(chosen, u.ID)
			}
		}
		for _, id := range c.Except {
			if _, ok := m.Unit(id); !ok {
				return nil, errNoUnit.With(id)
			}
		}
	case "group":
		i := m.groupAt(c.Group)
		if i < 0 {
			return nil, errNoGroup.With(c.Group)
		}
		chosen = m.Groups[i].Units
	case "ticked":
		chosen = c.Units
	default:
		return nil, errScope.With(c.Kind)
	}
	return m.checkChoice(chosen)
}

func (c Scope) checked() (Scope, error) {
	var err error
	if c.Reason, err = optional(c.Reason, MaxReason); err != nil {
		return c, err
	}
	switch c.Kind {
	case "all":
		return Scope{Kind: c.Kind}, nil
	case "group":
		return Scope{Kind: c.Kind, Group: c.Group}, nil
	case "ticked":
		return Scope{Kind: c.Kind}, nil // the tasks name the units
	}
	if len(c.Except) == 0 {
		return c, errScope
	}
	if c.Reason == "" {
		return c, errExceptReason
	}
	return Scope{Kind: c.Kind, Except: c.Except, Reason: c.Reason}, nil
}

func (d *Due) checked() (*Due, error) {
	if d == nil || d.Until.IsZero() {
		return nil, nil
	}
	words, err := optional(d.Words, MaxTitle)
	if err != nil {
		return nil, err
	}
	if !sensible(d.Until) {
		return nil, errDue
	}
	return &Due{Until: d.Until.UTC().Truncate(time.Minute), Words: words}, nil
}

// LastDay is the last day on which the thing may still be done, as shown to people, in Việt Nam time.
func (d Due) LastDay() time.Time { return d.Until.Add(-time.Millisecond).In(Zone) }

func (t Target) checked() (Target, error) {
	var err error
	if t.Kind == "" {
		t.Kind = "none"
	}
	if t.Unit, err = optional(t.Unit, 60); err != nil {
		return t, err
	}
	if t.Text, err = optional(t.Text, MaxTitle); err != nil {
		return t, err
	}
	valid := slices.Contains(targetKinds, t.Kind) && sane(t.Value) && sane(t.Max)
	switch t.Kind {
	case "none", "yesno":
		t = Target{Kind: t.Kind}
	case "number", "total":
		t.Max, t.Text = 0, ""
	case "multiple":
		valid = valid && t.Value > 0 && (t.Max == 0 || t.Max >= t.Value)
		t.Text = ""
	case "text":
		t = Target{Kind: t.Kind, Text: t.Text}
		valid = valid && t.Text != ""
	}
	if !valid {
		return t, errTarget
	}
	return t, nil
}

func sane(f float64) bool { return f >= 0 && f <= 1e12 && !math.IsNaN(f) }

// TaskUnassign withdraws a whole assignment that was not yet sent.
type TaskUnassign struct {
	Assignment AssignmentID `json:"assignment"`
}

// TaskUnassigned says that the assignment and all its tasks are gone. Units names whom it concerned.
type TaskUnassigned struct {
	Assignment AssignmentID `json:"assignment"`
	Units      []UnitID     `json:"units,omitempty"`
}

func (c TaskUnassign) decide(m *Meeting, s Stamp) ([]Event, error) {
	a, err := m.assignmentToChange(c.Assignment)
	if err != nil {
		return nil, err
	}
	return []Event{TaskUnassigned{Assignment: a.ID, Units: a.units()}}, nil
}

func (m *Meeting) assignmentToChange(id AssignmentID) (*Assignment, error) {
	a := m.index.assignments[id]
	if a == nil || a.Removed {
		return nil, errNoAssignment.With(id)
	}
	if l := m.Line(a.Line); l != nil && l.Part != m.Part() {
		return nil, errSigned
	}
	if slices.ContainsFunc(m.Batches, func(b *Batch) bool { return b.Revision >= a.Revision }) {
		return nil, errMailed
	}
	return a, nil
}

func (e TaskUnassigned) apply(m *Meeting, s Stamp) {
	if a := m.index.assignments[e.Assignment]; a != nil {
		a.Removed, a.Revision = true, m.Version
	}
}

// TaskEdit changes due date, target and product of a whole assignment, or, with Unit, due date and target of one unit's task.
type TaskEdit struct {
	Assignment AssignmentID `json:"assignment"`
	Unit       UnitID       `json:"unit,omitempty"`
	Due        *Due         `json:"due,omitempty"`
	Target     Target       `json:"target"`
	Product    string       `json:"product,omitempty"`
}

// TaskEdited is what now holds. Units names whom it concerns.
type TaskEdited struct {
	Assignment AssignmentID `json:"assignment"`
	Unit       UnitID       `json:"unit,omitempty"`
	Due        *Due         `json:"due,omitempty"`
	Target     Target       `json:"target"`
	Product    string       `json:"product,omitempty"`
	Units      []UnitID     `json:"units,omitempty"`
}

func (c TaskEdit) decide(m *Meeting, s Stamp) ([]Event, error) {
	a, err := m.assignmentToChange(c.Assignment)
	if err != nil {
		return nil, err
	}
	if c.Unit != "" && !slices.ContainsFunc(a.Tasks, func(t Task) bool { return t.Unit == c.Unit }) {
		return nil, errNoUnit.With(c.Unit)
	}
	if c.Due, err = c.Due.checked(); err != nil {
		return nil, err
	}
	if c.Target, err = c.Target.checked(); err != nil {
		return nil, err
	}
	if c.Product, err = optional(c.Product, MaxTitle); err != nil {
		return nil, err
	}
	e := TaskEdited{Assignment: c.Assignment, Unit: c.Unit, Due: c.Due, Target: c.Target, Product: c.Product, Units: []UnitID{c.Unit}}
	if c.Unit == "" {
		e.Units = a.units()
	}
	e.Target = e.Target.among(len(e.Units))
	return []Event{e}, nil
}

func (a *Assignment) units() []UnitID {
	ids := make([]UnitID, len(a.Tasks))
	for i, t := range a.Tasks {
		ids[i] = t.Unit
	}
	return ids
}

func (e TaskEdited) apply(m *Meeting, s Stamp) {
	a := m.index.assignments[e.Assignment]
	if a == nil {
		return
	}
	a.Revision = m.Version
	if e.Unit == "" {
		a.Due, a.Target, a.Product = e.Due, e.Target, e.Product
		return
	}
	for i := range a.Tasks {
		if a.Tasks[i].Unit == e.Unit {
			target := e.Target
			a.Tasks[i].Due, a.Tasks[i].Target = e.Due, &target
		}
	}
}

// assigned says whether tasks stand on a line.
func (m *Meeting) assigned(id LineID) bool {
	return slices.ContainsFunc(m.Assignments, func(a *Assignment) bool { return a.Line == id && !a.Removed })
}

// DueOf is the due date that holds for one unit's task; nil when none was set.
func (a *Assignment) DueOf(t Task) *Due {
	if t.Due != nil {
		return t.Due
	}
	return a.Due
}

// TargetOf is the target that holds for one unit's task.
func (a *Assignment) TargetOf(t Task) Target {
	if t.Target != nil {
		return *t.Target
	}
	return a.Target
}
