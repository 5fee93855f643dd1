package agenda

import (
	"slices"
	"time"
)

// An invitation is the published meeting itself; this file holds what each unit answers to it.

// ReplyKind is what a unit answers.
type ReplyKind string

// The answers to an invitation.
const (
	ReplyAttend     ReplyKind = "attend"
	ReplyAbsent     ReplyKind = "absent"
	ReplySubstitute ReplyKind = "substitute"
)

// Reply is a unit's answer to the invitation, the last one it gave. It is owned by its Meeting.
type Reply struct {
	Unit   UnitID    `json:"unit"`
	Answer ReplyKind `json:"answer"`
	Reason Text      `json:"reason"` // why it is absent, or why somebody else comes
	Name   Text      `json:"name"`   // who comes
	Post   Text      `json:"post"`
	By     SeatID    `json:"by"`
	At     time.Time `json:"at"`
}

var invitationCommands = []commandSpec{
	command[InvitationAnswer]("invitation.answer", RoleAdministrator, RoleSecretary, RoleChair, RoleUnit),
}

var invitationEvents = []eventSpec{
	event[InvitationAnswered]("invitation.answered"),
}

var (
	errAnswer     = NewError(Invalid, "bad_answer", "Câu trả lời giấy mời không hợp lệ.", "The answer to the invitation is not valid.")
	errSubstitute = NewError(Invalid, "no_substitute", "Hãy ghi họ tên người dự thay.", "Please name the person who comes instead.")
)

// InvitationAnswer says whether a unit comes. A unit answers for itself; staff, on the telephone, for the unit that they name. The last answer counts.
type InvitationAnswer struct {
	Unit   UnitID    `json:"unit,omitempty"`
	Answer ReplyKind `json:"answer"`
	Reason string    `json:"reason,omitempty"`
	Name   string    `json:"name,omitempty"`
	Post   string    `json:"post,omitempty"`
}

// InvitationAnswered is the answer. Staff and the unit itself see it.
type InvitationAnswered struct {
	Unit   UnitID    `json:"unit"`
	Answer ReplyKind `json:"answer"`
	Reason Text      `json:"reason"`
	Name   Text      `json:"name"`
	Post   Text      `json:"post"`
}

func (c InvitationAnswer) decide(m *Meeting, s Stamp) ([]Event, error) {
	unit, err := m.filingUnit(s.By, c.Unit)
	if err != nil {
		return nil, err
	}
	if m.Status == Draft {
		return nil, errNotPublished
	}
	if !slices.Contains([]ReplyKind{ReplyAttend, ReplyAbsent, ReplySubstitute}, c.Answer) {
		return nil, errAnswer.With(c.Answer)
	}
	if c.Reason, err = optional(c.Reason, MaxReason); err != nil {
		return nil, err
	}
	if c.Name, err = optional(c.Name, MaxName); err != nil {
		return nil, err
	}
	if c.Post, err = optional(c.Post, MaxName); err != nil {
		return nil, err
	}
	switch {
	case c.Answer == ReplyAbsent && c.Reason == "":
		return nil, errNoReason
	case c.Answer == ReplyAbsent:
		c.Name, c.Post = "", ""
	case c.Answer == ReplySubstitute && c.Name == "":
		return nil, errSubstitute
	}
	if r := m.Reply(unit); r != nil && r.Answer == c.Answer && r.Reason.Value == c.Reason && r.Name.Value == c.Name && r.Post.Value == c.Post {
		return nil, nil
	}
	return []Event{InvitationAnswered{Unit: unit, Answer: c.Answer, Reason: s.text(0, c.Reason), Name: s.text(1, c.Name), Post: s.text(2, c.Post)}}, nil
}

// filingUnit is the unit for which a seat speaks: its own, or, for staff, the one named.
func (m *Meeting) filingUnit(by SeatID, named UnitID) (UnitID, error) {
	own, err := m.mayFile(by)
	if err != nil {
		return "", err
	}
	if !m.RoleOf(by).Staff() {
		if named != "" && named != own {
			return "", ErrForbidden
		}
		return own, nil
	}
	if _, ok := m.Unit(named); !ok || named == HostUnit {
		return "", errNoUnit.With(named)
	}
	return named, nil
}

func (e InvitationAnswered) apply(m *Meeting, s Stamp) {
	r := m.Reply(e.Unit)
	if r == nil {
		r = &Reply{Unit: e.Unit}
		m.Replies = append(m.Replies, r)
	}
	r.Answer, r.Reason, r.Name, r.Post, r.By, r.At = e.Answer, e.Reason, e.Name, e.Post, s.By, s.At
}

// Reply is what a unit answered to the invitation; nil when it did not.
func (m *Meeting) Reply(unit UnitID) *Reply {
	i := slices.IndexFunc(m.Replies, func(r *Reply) bool { return r.Unit == unit })
	if i < 0 {
		return nil
	}
	return m.Replies[i]
}

// excuse is why a unit is absent, as it stands after its name in a sentence.
func (m *Meeting) excuse(unit UnitID) string {
	if r := m.Reply(unit); r != nil && r.Answer == ReplyAbsent && r.Reason.Value != "" {
		return " (lý do: " + r.Reason.Value + ")"
	}
	return ""
}

// An answer is between the unit and staff.
func (e InvitationAnswered) show(a Audience) Event { return ofUnit(a, e.Unit, e) }
func (e InvitationAnswered) personal()             {}
