package agenda

import "slices"

var supportCommands = []commandSpec{
	command[TaskSupport]("task.support", RoleSecretary, RoleChair).drafted(),
}

var supportEvents = []eventSpec{
	event[TaskSupported]("task.supported"),
}

// TaskSupport chooses the units that help with an assignment (đơn vị phối hợp), in place of those chosen before; none takes them all back.
type TaskSupport struct {
	Assignment AssignmentID `json:"assignment"`
	Supporting []UnitID     `json:"supporting"`
}

// TaskSupported is who helps now. Units names whom the assignment concerns.
type TaskSupported struct {
	Assignment AssignmentID `json:"assignment"`
	Supporting []UnitID     `json:"supporting"`
	Units      []UnitID     `json:"units,omitempty"`
}

func (c TaskSupport) decide(m *Meeting, s Stamp) ([]Event, error) {
	a, err := m.assignmentToChange(c.Assignment)
	if err != nil {
		return nil, err
	}
	e := TaskSupported{Assignment: a.ID, Supporting: []UnitID{}, Units: a.units()}
	if len(c.Supporting) > 0 {
		if e.Supporting, err = m.checkChoice(c.Supporting); err != nil {
			return nil, err
		}
	}
	if slices.Equal(e.Supporting, a.Supporting) {
		return nil, nil
	}
	return []Event{e}, nil
}

func (e TaskSupported) apply(m *Meeting, s Stamp) {
	if a := m.index.assignments[e.Assignment]; a != nil {
		a.Supporting, a.Revision = append([]UnitID{}, e.Supporting...), m.Version
	}
}

// Who helps is told to the units that have a task of the assignment, without the list of the others.
func (e TaskSupported) show(a Audience) Event {
	if !a.concerned(e.Units) {
		return nil
	}
	if !a.Staff {
		e.Units = nil
	}
	return e
}
func (e TaskSupported) personal() {}
