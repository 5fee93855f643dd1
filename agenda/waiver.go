package agenda

import (
	"slices"
	"time"
)

// Waiver is why a finding may stay. It holds for that finding only: when something else is missing in the field, it does not cover it. It is a value.
type Waiver struct {
	Field  Field       `json:"field"`
	Code   FindingCode `json:"code"`
	Reason string      `json:"reason"`
	By     SeatID      `json:"by"`
	At     time.Time   `json:"at"`
}

var checkCommands = []commandSpec{
	command[CheckWaive]("check.waive", RoleSecretary, RoleChair).drafted(),
}

var checkEvents = []eventSpec{
	event[CheckWaived]("check.waived"),
}

var (
	errNoFinding = NewError(NotFound, "no_finding", "Dòng này không thiếu nội dung đó.", "Nothing of that kind is missing in this line.")
	errNeedsFate = NewError(Invalid, "needs_fate", "Hãy giao nhiệm vụ hoặc ghi “không phát sinh nhiệm vụ”.", "Assign tasks, or say that the conclusion makes none.")
)

// CheckWaive says why what is missing in a field of a line may stay so; an empty reason takes that back. Without Code it means all that is missing in the field.
type CheckWaive struct {
	Line   LineID      `json:"line"`
	Field  Field       `json:"field"`
	Code   FindingCode `json:"code,omitempty"`
	Reason string      `json:"reason"`
}

// CheckWaived is that statement about one finding. Staff see it.
type CheckWaived struct {
	Line   LineID      `json:"line"`
	Field  Field       `json:"field"`
	Code   FindingCode `json:"code"`
	Reason string      `json:"reason"`
}

func (c CheckWaive) decide(m *Meeting, s Stamp) ([]Event, error) {
	if _, err := m.standing(c.Line); err != nil {
		return nil, err
	}
	reason, err := optional(c.Reason, MaxReason)
	if err != nil {
		return nil, err
	}
	var events []Event
	found := false
	for _, f := range Check(m) {
		if f.Line != c.Line || f.Field != c.Field || c.Code != "" && c.Code != f.Code {
			continue
		}
		if found = true; !f.Waivable() {
			return nil, errNeedsFate
		}
		if was := f.Waived; was == nil && reason != "" || was != nil && was.Reason != reason {
			events = append(events, CheckWaived{Line: c.Line, Field: f.Field, Code: f.Code, Reason: reason})
		}
	}
	if !found {
		return nil, errNoFinding.With(c.Field)
	}
	return events, nil
}

func (e CheckWaived) apply(m *Meeting, s Stamp) {
	l := m.Line(e.Line)
	if l == nil {
		return
	}
	l.Waivers = slices.DeleteFunc(slices.Clone(l.Waivers), func(w Waiver) bool { return w.Field == e.Field && w.Code == e.Code })
	if e.Reason != "" {
		l.Waivers = append(l.Waivers, Waiver{Field: e.Field, Code: e.Code, Reason: e.Reason, By: s.By, At: s.At})
	}
}

// waiver is why a finding of the line may stay; nil when nobody said so.
func (l *Line) waiver(field Field, code FindingCode) *Waiver {
	for _, w := range l.Waivers {
		if w.Field == field && w.Code == code {
			return &w
		}
	}
	return nil
}
