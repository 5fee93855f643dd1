package agenda

import "time"

// Precedent is a conclusion of an earlier meeting that a conclusion or task line takes up: it gives the old work more time, or gives it again. It is a value.
type Precedent struct {
	Meeting MeetingID `json:"meeting"`
	Line    LineID    `json:"line"`
	Number  int       `json:"number,omitempty"` // of the earlier conclusion
	Held    time.Time `json:"held"`             // when the earlier meeting began
	How     string    `json:"how"`              // extends (gia hạn việc cũ), repeats (giao mới, nhắc lại)
	Times   int       `json:"times,omitempty"`  // of a repetition: how often it has been said again, this one included
}

// The two ways to take up a precedent.
const (
	PrecedentExtends = "extends"
	PrecedentRepeats = "repeats"
)

// MaxRepeats bounds how often a conclusion can be said again.
const MaxRepeats = 99

var precedentCommands = []commandSpec{
	command[ConclusionRefer]("conclusion.refer", RoleSecretary, RoleChair).drafted(),
}

var precedentEvents = []eventSpec{
	event[ConclusionReferred]("conclusion.referred"),
}

var errPrecedent = NewError(Invalid, "bad_precedent", "Kết luận cũ không hợp lệ.", "The earlier conclusion is not valid.")

// ConclusionRefer ties a conclusion or task line to an earlier conclusion; a nil To takes that back. Whether the earlier one exists only its own journal knows: the
// server's list of similar conclusions is where the choice comes from.
type ConclusionRefer struct {
	Line LineID     `json:"line"`
	To   *Precedent `json:"to,omitempty"`
}

// ConclusionReferred is that tie.
type ConclusionReferred struct {
	Line     LineID     `json:"line"`
	To       *Precedent `json:"to,omitempty"`
	Internal bool       `json:"internal,omitempty"`
}

func (c ConclusionRefer) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.standing(c.Line)
	switch {
	case err != nil:
		return nil, err
	case l.Kind != KindConclusion && l.Kind != KindTask:
		return nil, errNotConclusion
	case c.To == nil && l.Precedent == nil:
		return nil, nil
	case c.To == nil:
		return []Event{ConclusionReferred{Line: l.ID, Internal: l.Internal}}, nil
	}
	p := *c.To
	if !ValidID(p.Meeting) || p.Meeting == m.ID || p.Meeting == DirectoryID || !ValidID(p.Line) || !sensible(p.Held) ||
		p.How != PrecedentExtends && p.How != PrecedentRepeats || p.Times < 0 || p.Times > MaxRepeats || p.Number < 0 || p.Number > MaxLines {
		return nil, errPrecedent
	}
	p.Held = p.Held.UTC().Truncate(time.Minute)
	if l.Precedent != nil && *l.Precedent == p {
		return nil, nil
	}
	return []Event{ConclusionReferred{Line: l.ID, To: &p, Internal: l.Internal}}, nil
}

func (e ConclusionReferred) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Precedent = e.To
	}
}

func (e ConclusionReferred) show(a Audience) Event { return staffOnly(a, e.Internal, e) }
