package agenda

// A Conclusion is a line of kind conclusion with its number; this file holds its fate when it makes no task.

var conclusionCommands = []commandSpec{
	command[ConclusionSettle]("conclusion.settle", RoleSecretary, RoleChair),
}

var conclusionEvents = []eventSpec{
	event[ConclusionSettled]("conclusion.settled"),
}

var errNotConclusion = NewError(Invalid, "not_conclusion", "Dòng này không phải là kết luận.", "This line is not a conclusion.")

// ConclusionSettle says that a conclusion makes no task ("không phát sinh nhiệm vụ") and why; an empty reason takes that back.
type ConclusionSettle struct {
	Line   LineID `json:"line"`
	Reason string `json:"reason"`
}

// ConclusionSettled is that statement.
type ConclusionSettled struct {
	Line     LineID `json:"line"`
	Reason   string `json:"reason"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ConclusionSettle) decide(m *Meeting, s Stamp) ([]Event, error) {
	l := m.Line(c.Line)
	switch {
	case l == nil:
		return nil, errNoLine.With(c.Line)
	case l.Removed:
		return nil, errLineGone
	case l.Kind != KindConclusion:
		return nil, errNotConclusion
	case m.assigned(l.ID):
		return nil, errHasTasks
	}
	reason, err := optional(c.Reason, MaxReason)
	if err != nil || reason == l.Settled {
		return nil, err
	}
	return []Event{ConclusionSettled{Line: l.ID, Reason: reason, Internal: l.Internal}}, nil
}

func (e ConclusionSettled) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Settled = e.Reason
	}
}

// ConclusionLines are the conclusions that stand, in the order of writing.
func (m *Meeting) ConclusionLines() []*Line {
	var lines []*Line
	for _, l := range m.Lines {
		if l.Kind == KindConclusion && !l.Removed {
			lines = append(lines, l)
		}
	}
	return lines
}
