package agenda

import "time"

// A Conclusion is a line of kind conclusion with its number; this file holds its fate when it makes no task, and the chair's confirmation.

// Fate is what follows from a conclusion. It is derived, never stored.
type Fate string

// The fates of a conclusion.
const (
	FateOpen    Fate = "open"    // nothing yet
	FateTasks   Fate = "tasks"   // tasks were assigned from it
	FateSettled Fate = "settled" // it makes no task, and somebody said why
)

// Confirmation is the chair's word that a conclusion reads as it was meant. It is a value.
type Confirmation struct {
	Revision Version   `json:"revision"` // of the line that was confirmed
	By       SeatID    `json:"by"`
	At       time.Time `json:"at"`
}

var conclusionCommands = []commandSpec{
	command[ConclusionSettle]("conclusion.settle", RoleSecretary, RoleChair).drafted(),
	command[ConclusionConfirm]("conclusion.confirm", RoleChair).drafted(),
}

var conclusionEvents = []eventSpec{
	event[ConclusionSettled]("conclusion.settled"),
	event[ConclusionConfirmed]("conclusion.confirmed"),
}

var errNotConclusion = NewError(Invalid, "not_conclusion", "Dòng này không phải là kết luận.", "This line is not a conclusion.")

// standingConclusion finds a conclusion that was not removed and may change.
func (m *Meeting) standingConclusion(id LineID) (*Line, error) {
	l, err := m.standing(id)
	if err == nil && l.Kind != KindConclusion {
		err = errNotConclusion
	}
	return l, err
}

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
	l, err := m.standingConclusion(c.Line)
	switch {
	case err != nil:
		return nil, err
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
		l.settle(e.Reason, s)
	}
}

// settle keeps why a conclusion makes no task, who said so and when; without a reason nobody did.
func (l *Line) settle(reason string, s Stamp) {
	l.Settled, l.SettledBy, l.SettledAt = reason, "", nil
	if reason != "" {
		at := s.At
		l.SettledBy, l.SettledAt = s.By, &at
	}
}

// ConclusionConfirm is the chair's ✔ on a conclusion as it reads in revision Was.
type ConclusionConfirm struct {
	Line LineID  `json:"line"`
	Was  Version `json:"was"`
}

// ConclusionConfirmed says which revision was confirmed. A later text or kind is not.
type ConclusionConfirmed struct {
	Line     LineID  `json:"line"`
	Revision Version `json:"revision"`
	Internal bool    `json:"internal,omitempty"`
}

func (c ConclusionConfirm) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.lineSeen(c.Line, c.Was)
	switch {
	case err != nil:
		return nil, err
	case l.Kind != KindConclusion:
		return nil, errNotConclusion
	case l.IsConfirmed():
		return nil, nil
	}
	return []Event{ConclusionConfirmed{Line: l.ID, Revision: l.Revision, Internal: l.Internal}}, nil
}

func (e ConclusionConfirmed) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Confirmed = &Confirmation{Revision: e.Revision, By: s.By, At: s.At}
	}
}

// IsConfirmed says whether the chair confirmed the conclusion as it reads now.
func (l *Line) IsConfirmed() bool {
	return l.Kind == KindConclusion && !l.Removed && l.Confirmed != nil && l.Confirmed.Revision == l.Revision
}

// Fate is what follows from a conclusion, as far as this meeting knows: for a unit's own fold, its own tasks.
func (m *Meeting) Fate(l *Line) Fate {
	switch {
	case m.assigned(l.ID):
		return FateTasks
	case l.Settled != "":
		return FateSettled
	}
	return FateOpen
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
