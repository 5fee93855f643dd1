package agenda

import (
	"slices"
	"time"
)

// Supplementary minutes (biên bản bổ sung): what is signed is an original and is not changed, so a mistake found later is mended by minutes of their own. They refer to the
// signed ones, number their conclusions from 1 and go the same way from draft to signature. Lines and tasks of what was signed stay as they are.

// Supplement is one set of supplementary minutes; the n-th of a meeting has part n, the minutes themselves are part 0. It is a value.
type Supplement struct {
	Part   int       `json:"part"`
	Reason string    `json:"reason"`
	Of     Signature `json:"of"` // the seal of the minutes, or of the supplement, before it
	By     SeatID    `json:"by"`
	At     time.Time `json:"at"`
}

// MaxSupplements is how often signed minutes can be supplemented.
const MaxSupplements = 20

var supplementCommands = []commandSpec{
	command[MinutesSupplement]("minutes.supplement", RoleSecretary, RoleChair),
}

var supplementEvents = []eventSpec{
	event[MinutesSupplemented]("minutes.supplemented"),
}

var (
	errNotSigned       = NewError(Closed, "minutes_not_signed", "Biên bản chưa ký: hãy sửa trực tiếp.", "The minutes are not signed yet: change them directly.")
	errEmptySupplement = NewError(Closed, "supplement_empty", "Biên bản bổ sung chưa có nội dung.", "The supplementary minutes are empty.")
)

// MinutesSupplement opens supplementary minutes to signed ones, with the reason.
type MinutesSupplement struct {
	Reason string `json:"reason"`
}

// MinutesSupplemented says that supplementary minutes are a draft now. Everybody sees it.
type MinutesSupplemented struct {
	Part   int       `json:"part"`
	Reason string    `json:"reason"`
	Of     Signature `json:"of"`
}

func (c MinutesSupplement) decide(m *Meeting, s Stamp) ([]Event, error) {
	if !m.Signed() {
		return nil, errNotSigned
	}
	reason, err := optional(c.Reason, MaxReason)
	if err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, errNoReason
	}
	n := m.Part() + 1
	return []Event{MinutesSupplemented{Part: n, Reason: reason, Of: *m.Approval.Seal}}, fitsCount(n, MaxSupplements)
}

func (e MinutesSupplemented) apply(m *Meeting, s Stamp) {
	m.Supplements = append(m.Supplements, Supplement{Part: e.Part, Reason: e.Reason, Of: e.Of, By: s.By, At: s.At})
	m.Approval, m.Conclusions = nil, 0
}

// Part is the part of the minutes that is written now: 0 for the minutes themselves, n for the n-th supplement.
func (m *Meeting) Part() int { return len(m.Supplements) }

// partEmpty says whether the part that is written now has no line yet.
func (m *Meeting) partEmpty() bool {
	return !slices.ContainsFunc(m.Lines, func(l *Line) bool { return l.Part == m.Part() && !l.Removed })
}
