package agenda

import (
	"fmt"
	"time"
)

// Round is a question round (vòng chất vấn): while it is open, questions and the explanations they ask for stand in a list of their own. It is a value.
type Round struct {
	ID       RoundID   `json:"id"`
	OpenedAt time.Time `json:"opened_at"`
}

var roundCommands = []commandSpec{
	command[RoundOpen]("round.open", RoleSecretary, RoleChair),
	command[RoundClose]("round.close", RoleSecretary, RoleChair),
}

var roundEvents = []eventSpec{
	event[RoundOpened]("round.opened"),
	event[RoundJoined]("round.joined"),
	event[RoundClosed]("round.closed"),
}

var errRoundOpen = NewError(Conflict, "round_open", "Vòng chất vấn đang mở.", "A question round is open already.")

// RoundQueue is who waits in the question round that is open, in order.
func (m *Meeting) RoundQueue() []*Request {
	var list []*Request
	for _, r := range m.Requests {
		if m.Round != nil && r.Round == m.Round.ID && r.State == RequestWaiting {
			list = append(list, r)
		}
	}
	return list
}

// roundFor is the round that a new request of this kind belongs to; empty for the queue.
func (m *Meeting) roundFor(kind string) RoundID {
	if m.Round == nil || kind == "speak" {
		return ""
	}
	return m.Round.ID
}

// RoundOpen begins a question round. There is one at a time.
type RoundOpen struct {
	Round RoundID `json:"round"`
}

// RoundOpened begins the round at the record's time.
type RoundOpened RoundOpen

func (c RoundOpen) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	switch {
	case !ValidID(c.Round):
		return nil, errBadID.With(c.Round)
	case m.Round != nil && m.Round.ID == c.Round:
		return nil, nil
	case m.Round != nil:
		return nil, errRoundOpen
	}
	for _, r := range m.Requests {
		if r.Round == c.Round {
			return nil, errTaken.With(c.Round)
		}
	}
	return append([]Event{RoundOpened(c)}, m.facts(s).write(m.Item(m.Current), spoken{}, "Mở vòng chất vấn lúc "+clock(s.At)+".")...), nil
}

func (e RoundOpened) apply(m *Meeting, s Stamp) { m.Round = &Round{ID: e.Round, OpenedAt: s.At} }

// RoundJoined puts a request of the same record into the round's list.
type RoundJoined struct {
	Round   RoundID   `json:"round"`
	Request RequestID `json:"request"`
}

func (e RoundJoined) apply(m *Meeting, s Stamp) {
	if r := m.Request(e.Request); r != nil {
		r.Round = e.Round
	}
}

// RoundClose ends the question round. Who still waits in it is taken off the list; who speaks goes on.
type RoundClose struct{}

// RoundClosed ends the round at the record's time.
type RoundClosed struct {
	Round RoundID `json:"round"`
}

func (RoundClose) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	return m.endRound(m.facts(s)), nil
}

// endRound is the end of the question round, if there is one.
func (m *Meeting) endRound(f *facts) []Event {
	if m.Round == nil {
		return nil
	}
	var events []Event
	left := m.RoundQueue()
	for _, r := range left {
		events = append(events, FloorWithdrawn{Request: r.ID})
	}
	asked := 0
	for _, r := range m.Requests {
		if r.Round == m.Round.ID && r.Kind == "question" && (r.State == RequestDone || r.State == RequestSpeaking) {
			asked++
		}
	}
	text := fmt.Sprintf("Kết thúc vòng chất vấn lúc %s: %d lượt chất vấn, trong %s", clock(f.s.At), asked, lasting(f.s.At.Sub(m.Round.OpenedAt)))
	if len(left) > 0 {
		text += fmt.Sprintf("; %d đăng ký chưa được mời", len(left))
	}
	events = append(events, RoundClosed{Round: m.Round.ID})
	return append(events, f.write(m.Item(m.Current), spoken{}, text+".")...)
}

func (e RoundClosed) apply(m *Meeting, s Stamp) {
	if m.Round != nil && m.Round.ID == e.Round {
		m.Round = nil
	}
}
