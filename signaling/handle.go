package signaling

import (
	"encoding/json"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// handle does one request and answers it. A refusal is an answer; an error means that the socket cannot be written to.
func (s *session) handle(f ws.Frame) error {
	if f.Type == "error" {
		return nil // the client did not understand something; nothing follows from that here
	}
	typ, reply, err := s.do(f)
	switch {
	case err != nil:
		refused := agenda.AsError(err)
		if refused.Code == agenda.Internal {
			s.server.cfg.Logger.Error("media request failed", "type", f.Type, "error", err)
		}
		return answer(s.conn, "error", f.ID, refusal(refused))
	case reply != nil:
		return answer(s.conn, typ, f.ID, reply)
	case f.ID != "":
		return answer(s.conn, "ok", f.ID, nil)
	}
	return nil
}

// request is one type of request: decode its data, do it. The reply is nil when there is nothing to say but ok.
type request func(s *session, f ws.Frame) (typ string, reply any, err error)

// do finds the request by its type.
func (s *session) do(f ws.Frame) (string, any, error) {
	requests := map[string]request{
		"publish": publish, "answer": takeAnswer, "want": want, "more": more, "candidate": candidate, "restart": restart, "mute": mute, "remove": remove,
		"limit": limit, "watch": watch,
	}
	r, known := requests[f.Type]
	if !known {
		return "", nil, errUnknown
	}
	return r(s, f)
}

func decode(f ws.Frame, v any) error {
	if err := json.Unmarshal(orEmpty(f.Data), v); err != nil {
		return errData.Because(err)
	}
	return nil
}

func publish(s *session, f ws.Frame) (string, any, error) {
	var m Publish
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	text, err := s.peer.Publish(m.SDP, m.Tracks)
	return "published", Description{SDP: text}, err
}

func takeAnswer(s *session, f ws.Frame) (string, any, error) {
	var m Description
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	s.mu.Lock()
	expected := s.offer
	s.mu.Unlock()
	if expected == "" || f.Re != expected {
		return "", nil, sfu.ErrNoOffer
	}
	return "", nil, s.peer.Answer(m.SDP)
}

func want(s *session, f ws.Frame) (string, any, error) {
	var m Want
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	return "", nil, s.peer.Want(m.Want)
}

func more(s *session, f ws.Frame) (string, any, error) {
	var m More
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	return "", nil, s.peer.More(m.Video)
}

func candidate(s *session, f ws.Frame) (string, any, error) {
	var m Candidate
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	if m.PC != sfu.Up && m.PC != sfu.Down {
		return "", nil, errDirection
	}
	if m.Candidate == nil || m.Candidate.Candidate == "" {
		return "", nil, nil // the end of candidates
	}
	return "", nil, s.peer.Candidate(m.PC, *m.Candidate)
}

func restart(s *session, f ws.Frame) (string, any, error) {
	var m Restart
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	if m.PC != sfu.Down {
		return "", nil, errDirection
	}
	s.peer.Restart()
	return "", nil, nil
}

func mute(s *session, f ws.Frame) (string, any, error) {
	var m Mute
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	if !m.Source.Valid() {
		return "", nil, errData
	}
	if !m.All && (m.Seat == "" || m.Seat == s.who.Seat) {
		return "", nil, s.peer.Mute(m.Source, m.Muted)
	}
	if !s.staff() {
		return "", nil, errStaff
	}
	if !m.Muted {
		return "", nil, errUnmute
	}
	muted := s.server.find(s.who.Meeting, func(other *session) bool {
		return other.who.Seat != s.who.Seat && (m.All || other.who.Seat == m.Seat)
	})
	if len(muted) == 0 && !m.All {
		return "", nil, errNobody
	}
	for _, other := range muted {
		if other.peer.Mute(m.Source, true) == nil { // not publishing it is as good as muted
			other.order(m.Source, s.who.Seat)
		}
	}
	return "", nil, nil
}

func remove(s *session, f ws.Frame) (string, any, error) {
	var m Remove
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	switch {
	case !s.staff():
		return "", nil, errStaff
	case m.Seat == s.who.Seat:
		return "", nil, errSelf
	case s.server.Kick(s.who.Meeting, m.Seat, ws.CodeRevoked) == 0:
		return "", nil, errNobody
	}
	return "", nil, nil
}

func (s *session) staff() bool {
	return s.who.Role == agenda.RoleChair || s.who.Role == agenda.RoleSecretary
}

// order tells the client, when the sender comes to it, that it was muted.
func (s *session) order(source sfu.Source, by agenda.SeatID) {
	s.mu.Lock()
	s.orders[source] = by
	s.mu.Unlock()
	s.wake()
}

// wake tells the sender to look again.
func (s *session) wake() {
	select {
	case s.nudge <- struct{}{}:
	default:
	}
}
