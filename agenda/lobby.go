package agenda

import (
	"slices"
	"time"
)

// Lobby is the way in for strangers, while there is one: a link that says nothing but "let me ask". It is owned by its Meeting; the link's hash never leaves it as JSON.
// Whoever has a seat never meets the lobby.
type Lobby struct {
	NotAfter time.Time `json:"not_after"` // nobody can ask from then on
	token    Hash
}

// LobbySeat stands in the lobby's address where a seat's id stands in others, so no seat may have it.
const LobbySeat SeatID = "khach"

var lobbyCommands = []commandSpec{
	command[LobbyOpen]("lobby.open", RoleSystem),
	command[LobbyClose]("lobby.close", RoleAdministrator, RoleSecretary, RoleChair),
	command[LobbyAsk]("lobby.ask", RoleSystem),
	command[LobbyAdmit]("lobby.admit", RoleSecretary, RoleChair),
	command[LobbyRefuse]("lobby.refuse", RoleSecretary, RoleChair),
	command[LobbyLeave]("lobby.leave", RoleSystem),
}

var lobbyEvents = []eventSpec{
	event[LobbyOpened]("lobby.opened"),
	event[LobbyClosed]("lobby.closed"),
	event[LobbyAsked]("lobby.asked"),
	event[LobbyAdmitted]("lobby.admitted"),
	event[LobbyRefused]("lobby.refused"),
	event[LobbyLeft]("lobby.left"),
}

var (
	errLobbyClosed = NewError(Unauthenticated, "lobby_closed", "Đường dẫn phòng chờ không còn hiệu lực. Hãy hỏi lại người đã gửi cho bạn.",
		"The link of the lobby is not valid any more. Please ask whoever gave it to you.")
	errLobbyFull = NewError(TooMuch, "lobby_full", "Phòng chờ đang đầy. Hãy thử lại sau ít phút.", "The lobby is full. Please try again in a few minutes.")
	errNoVisitor = NewError(NotFound, "no_visitor", "Không có người này trong phòng chờ.", "There is no such person in the lobby.")
	errNotWaits  = NewError(Conflict, "not_waiting_any_more", "Người này không còn chờ.", "This person does not wait any more.")
	errLobbyTime = NewError(Invalid, "bad_lobby_time", "Thời hạn của đường dẫn phòng chờ phải ở sau lúc này.", "The lobby's link must end in the future.")
)

// LobbyOpen gives the lobby a new link; the old one dies. The server makes the secret, so only the system gives this command, for whoever may.
type LobbyOpen struct {
	Token    Hash      `json:"token,omitempty"`
	NotAfter time.Time `json:"not_after"`
}

// LobbyOpened is the new link.
type LobbyOpened LobbyOpen

func (c LobbyOpen) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.ID == DirectoryID {
		return nil, ErrNoMeeting
	}
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	switch c.NotAfter = c.NotAfter.UTC(); {
	case len(c.Token) != 64:
		return nil, errLinkHash
	case !c.NotAfter.After(s.At) || !sensible(c.NotAfter):
		return nil, errLobbyTime
	}
	return []Event{LobbyOpened(c)}, nil
}

func (e LobbyOpened) apply(m *Meeting, s Stamp) {
	m.Lobby = &Lobby{NotAfter: e.NotAfter, token: e.Token}
}

// LobbyClose takes the link back. Who waits already goes on waiting.
type LobbyClose struct{}

// LobbyClosed says that nobody can ask any more.
type LobbyClosed struct{}

func (LobbyClose) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Lobby == nil {
		return nil, nil
	}
	return []Event{LobbyClosed{}}, nil
}

func (LobbyClosed) apply(m *Meeting, s Stamp) { m.Lobby = nil }

// LobbyToken is the hash of the lobby's present link; empty when there is none.
func (m *Meeting) LobbyToken() Hash {
	if m.Lobby == nil {
		return ""
	}
	return m.Lobby.token
}

// LobbyOpenTo refuses unless a stranger may ask at that time with a link of this hash.
func (m *Meeting) LobbyOpenTo(token Hash, at time.Time) error {
	if err := m.unfinished(); err != nil {
		return err
	}
	if token == "" || m.LobbyToken() != token || !at.Before(m.Lobby.NotAfter) {
		return errLobbyClosed
	}
	return nil
}

// LobbyAsk is a stranger's wish to come in. The system gives it for them: they have no seat yet.
type LobbyAsk struct {
	Visitor      SeatID `json:"visitor"` // the seat's id, if they are admitted
	Token        Hash   `json:"token"`
	Session      Hash   `json:"session"` // of the cookie with which they wait, and with which they come in
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
}

// LobbyAsked is who waits.
type LobbyAsked struct {
	Visitor      SeatID `json:"visitor"`
	Name         Text   `json:"name"`
	Organisation Text   `json:"organisation"`
	Session      Hash   `json:"session,omitempty"`
}

func (c LobbyAsk) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.LobbyOpenTo(c.Token, s.At); err != nil {
		return nil, err
	}
	switch {
	case !m.freeSeatID(c.Visitor):
		return nil, errBadID.With(c.Visitor)
	case len(c.Session) != 64:
		return nil, errLinkHash
	case len(m.WaitingVisitors(s.At)) >= MaxWaiting:
		return nil, errLobbyFull
	}
	name, err := required(c.Name, MaxName)
	if err != nil {
		return nil, err
	}
	organisation, err := required(c.Organisation, MaxName)
	if err != nil {
		return nil, err
	}
	e := LobbyAsked{Visitor: c.Visitor, Name: s.text(0, name), Organisation: s.text(1, organisation), Session: c.Session}
	if m.visitorGone(s.At) >= 0 {
		return []Event{e}, nil
	}
	return []Event{e}, fitsCount(len(m.Visitors)+1, MaxVisitors)
}

// visitorGone finds the first visitor who went, or waited in vain: nobody answered them, so their place may be given away. Otherwise one with the link
// could ask and leave until nobody else may ask. It is below 0 when there is none.
func (m *Meeting) visitorGone(at time.Time) int {
	return slices.IndexFunc(m.Visitors, func(v *Visitor) bool {
		return v.State == VisitorLeft || v.State == VisitorWaiting && !v.Waits(at)
	})
}

// freeSeatID says whether a stranger's seat may be called so.
func (m *Meeting) freeSeatID(id SeatID) bool {
	return ValidID(id) && id != SystemSeat && id != LobbySeat && !IsAdministrator(id) && m.Seat(id) == nil && m.Visitor(id) == nil
}

func (e LobbyAsked) apply(m *Meeting, s Stamp) {
	if gone := m.visitorGone(s.At); gone >= 0 && len(m.Visitors) >= MaxVisitors {
		m.Visitors = slices.Delete(slices.Clone(m.Visitors), gone, gone+1)
	}
	m.Visitors = append(m.Visitors, &Visitor{ID: e.Visitor, Name: e.Name, Organisation: e.Organisation, At: s.At, State: VisitorWaiting, session: e.Session})
}

// LobbyAdmit lets a stranger in: they get a guest's seat, which the browser that waits may use at once.
type LobbyAdmit struct {
	Visitor SeatID `json:"visitor"`
}

// LobbyAdmitted says that a stranger was let in, and by the record's author.
type LobbyAdmitted LobbyAdmit

func (c LobbyAdmit) decide(m *Meeting, s Stamp) ([]Event, error) {
	v, err := m.waitingVisitor(c.Visitor, s.At)
	if err != nil {
		return nil, err
	}
	seat, err := SeatAdd{Seat: v.ID, Role: RoleGuest, Name: v.Name.Value, Post: v.Organisation.Value}.decide(m, s)
	return append(seat, SeatEntered{Seat: v.ID, Session: v.session}, LobbyAdmitted(c)), err
}

// waitingVisitor finds who is to be answered.
func (m *Meeting) waitingVisitor(id SeatID, at time.Time) (*Visitor, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	v := m.Visitor(id)
	switch {
	case v == nil:
		return nil, errNoVisitor.With(id)
	case !v.Waits(at):
		return nil, errNotWaits
	}
	return v, nil
}

func (e LobbyAdmitted) apply(m *Meeting, s Stamp) { m.answer(e.Visitor, VisitorAdmitted, "", s) }

// LobbyRefuse does not let a stranger in. They are told why.
type LobbyRefuse struct {
	Visitor SeatID `json:"visitor"`
	Reason  string `json:"reason"`
}

// LobbyRefused says why, and the record by whom.
type LobbyRefused LobbyRefuse

func (c LobbyRefuse) decide(m *Meeting, s Stamp) ([]Event, error) {
	if _, err := m.waitingVisitor(c.Visitor, s.At); err != nil {
		return nil, err
	}
	var err error
	if c.Reason, err = required(c.Reason, MaxReason); err != nil {
		return nil, err
	}
	return []Event{LobbyRefused(c)}, nil
}

func (e LobbyRefused) apply(m *Meeting, s Stamp) { m.answer(e.Visitor, VisitorRefused, e.Reason, s) }

// LobbyLeave takes a stranger's own wish back.
type LobbyLeave struct {
	Visitor SeatID `json:"visitor"`
}

// LobbyLeft says that the stranger does not wait any more.
type LobbyLeft LobbyLeave

func (c LobbyLeave) decide(m *Meeting, s Stamp) ([]Event, error) {
	v := m.Visitor(c.Visitor)
	switch {
	case v == nil:
		return nil, errNoVisitor.With(c.Visitor)
	case v.State != VisitorWaiting:
		return nil, nil
	}
	return []Event{LobbyLeft(c)}, nil
}

func (e LobbyLeft) apply(m *Meeting, s Stamp) { m.answer(e.Visitor, VisitorLeft, "", s) }

func (m *Meeting) answer(id SeatID, state VisitorState, reason string, s Stamp) {
	if v := m.Visitor(id); v != nil {
		at := s.At
		v.State, v.Reason, v.By, v.Answered = state, reason, s.By, &at
	}
}

// WaitingVisitors are those whom the chair or a secretary has to answer at that time, in the order of asking.
func (m *Meeting) WaitingVisitors(at time.Time) []*Visitor {
	return slices.DeleteFunc(slices.Clone(m.Visitors), func(v *Visitor) bool { return !v.Waits(at) })
}
