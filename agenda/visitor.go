package agenda

import (
	"slices"
	"time"
)

// VisitorState is what became of a stranger's wish to come in.
type VisitorState string

// The states of a visitor. One who waits longer than LobbyPatience does not wait any more, without an event: see Visitor.Waits.
const (
	VisitorWaiting  VisitorState = "waiting"
	VisitorAdmitted VisitorState = "admitted"
	VisitorRefused  VisitorState = "refused"
	VisitorLeft     VisitorState = "left"
)

// LobbyPatience is how long a stranger waits at most for an answer; whoever still wants to come in asks again.
const LobbyPatience = 30 * time.Minute

// Visitor is a stranger who asked in the lobby to come in. It is owned by its Meeting. Only staff hear of it; the hash of the cookie never leaves it as JSON.
type Visitor struct {
	ID           SeatID       `json:"id"` // also of the seat, once admitted
	Name         Text         `json:"name"`
	Organisation Text         `json:"organisation"`
	At           time.Time    `json:"at"`
	State        VisitorState `json:"state"`
	Reason       string       `json:"reason,omitempty"` // of a refusal, told to the visitor
	By           SeatID       `json:"by,omitempty"`     // who answered
	Answered     *time.Time   `json:"answered,omitempty"`
	session      Hash
}

// Visitor finds a visitor; nil when there is none.
func (m *Meeting) Visitor(id SeatID) *Visitor {
	if at := slices.IndexFunc(m.Visitors, func(v *Visitor) bool { return v.ID == id }); at >= 0 {
		return m.Visitors[at]
	}
	return nil
}

// VisitorBySession finds the visitor whose browser holds the cookie with this hash; nil when there is none.
func (m *Meeting) VisitorBySession(session Hash) *Visitor {
	if at := slices.IndexFunc(m.Visitors, func(v *Visitor) bool { return session != "" && v.session == session }); at >= 0 {
		return m.Visitors[at]
	}
	return nil
}

// Waits says whether the visitor is to be answered at that time.
func (v *Visitor) Waits(at time.Time) bool {
	return v.State == VisitorWaiting && at.Sub(v.At) < LobbyPatience
}
