package agenda

import (
	"slices"
	"time"
)

// Seat is (unit, role): the link belongs to the seat, not to a person. It is owned by its Meeting. Hashes of links and sessions never leave it as JSON.
type Seat struct {
	ID      SeatID `json:"id"`
	Unit    UnitID `json:"unit"`
	Role    Role   `json:"role"`
	Name    string `json:"name"`
	Post    string `json:"post"`
	Revoked bool   `json:"revoked"`
	Linked  bool   `json:"linked"` // a link was made and is valid
	// Ready is what the seat's last check before the meeting found; nil when it made none. Staff only.
	Ready *Readiness `json:"ready,omitempty"`
	link  Link
	// sessions are the hashes of the cookies given for the link, oldest first.
	sessions []Hash
}

// Link is a way in: the SHA-256 of a secret of at least 128 bits, with its time of validity. It is a value.
type Link struct {
	Token     Hash       `json:"token"`
	NotBefore *time.Time `json:"not_before,omitempty"`
	NotAfter  *time.Time `json:"not_after,omitempty"`
	Once      bool       `json:"once,omitempty"` // spent by its first use
}

// maxSessions is how many browsers may hold a cookie of one seat; the oldest gives way.
const maxSessions = 20

var seatCommands = []commandSpec{
	command[SeatAdd]("seat.add", RoleAdministrator, RoleSecretary, RoleSystem),
	command[SeatLink]("seat.link", RoleSystem),
	command[SeatEnter]("seat.enter", RoleSystem),
	command[SeatExit]("seat.exit", RoleSystem),
	command[SeatRevoke]("seat.revoke", RoleAdministrator, RoleSecretary, RoleChair, RoleSystem),
}

var seatEvents = []eventSpec{
	event[SeatAdded]("seat.added"),
	event[SeatLinked]("seat.linked"),
	event[SeatEntered]("seat.entered"),
	event[SeatExited]("seat.exited"),
	event[SeatRevoked]("seat.revoked"),
}

var (
	errNoSeat    = NewError(NotFound, "no_seat", "Không có vị trí này trong cuộc họp.", "There is no such seat in this meeting.")
	errSeatRole  = NewError(Invalid, "bad_role", "Vai trò không hợp lệ.", "The role is not valid.")
	errRevoked   = NewError(Closed, "seat_revoked", "Đường dẫn của vị trí này đã bị thu hồi.", "The link of this seat is revoked.")
	errOwnSeat   = NewError(Invalid, "own_seat", "Không thể tự thu hồi vị trí của mình.", "You cannot revoke your own seat.")
	errLinkHash  = NewError(Invalid, "bad_link", "Đường dẫn không hợp lệ.", "The link is not valid.")
	errLinkSpent = NewError(Unauthenticated, "link_spent", "Đường dẫn dùng một lần này đã được dùng.", "This one-time link is already used.")
)

// Seat finds a seat, revoked ones included; nil when there is none.
func (m *Meeting) Seat(id SeatID) *Seat { return m.index.seats[id] }

// SeatByLink finds the seat whose link has this hash at that time.
func (m *Meeting) SeatByLink(token Hash, at time.Time) *Seat {
	for _, s := range m.Seats {
		if s.link.Token == token && token != "" && !s.Revoked && s.link.valid(at) {
			return s
		}
	}
	return nil
}

// HasSession says whether a cookie with this hash belongs to the seat at that time. It ends with the link that it was given for; the time of a
// one-time link is that of its first use, so its sessions go on.
func (s *Seat) HasSession(session Hash, at time.Time) bool {
	return !s.Revoked && slices.Contains(s.sessions, session) && (s.link.Once || s.link.valid(at))
}

// Entered says whether anybody ever used the seat's present link.
func (s *Seat) Entered() bool { return len(s.sessions) > 0 }

func (l Link) valid(at time.Time) bool {
	return (l.NotBefore == nil || !at.Before(*l.NotBefore)) && (l.NotAfter == nil || at.Before(*l.NotAfter))
}

// SeatAdd makes a seat. In the directory it is an administrator's.
type SeatAdd struct {
	Seat SeatID `json:"seat"`
	Unit UnitID `json:"unit"`
	Role Role   `json:"role"`
	Name string `json:"name"`
	Post string `json:"post"`
}

// SeatAdded is the new seat.
type SeatAdded SeatAdd

func (c SeatAdd) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	directory := m.ID == DirectoryID
	switch {
	case !ValidID(c.Seat) || c.Seat == SystemSeat || c.Seat == LobbySeat || IsAdministrator(c.Seat) != directory:
		return nil, errBadID.With(c.Seat)
	case m.Seat(c.Seat) != nil:
		return nil, errTaken.With(c.Seat)
	case directory && c.Role != RoleAdministrator || !directory && !slices.Contains(seatRoles, c.Role):
		return nil, errSeatRole.With(c.Role)
	}
	if _, ok := m.Unit(c.Unit); !ok && (c.Unit != "" || c.Role == RoleUnit) {
		return nil, errNoUnit.With(c.Unit)
	}
	var err error
	if c.Name, err = optional(c.Name, MaxName); err != nil {
		return nil, err
	}
	if c.Post, err = optional(c.Post, MaxName); err != nil {
		return nil, err
	}
	return []Event{SeatAdded(c)}, fitsCount(len(m.Seats)+1, MaxSeats)
}

func (e SeatAdded) apply(m *Meeting, s Stamp) {
	seat := &Seat{ID: e.Seat, Unit: e.Unit, Role: e.Role, Name: e.Name, Post: e.Post}
	m.index.seats[seat.ID] = seat
	m.Seats = append(m.Seats, seat)
}

// SeatLink gives a seat a new link. The old link and everything opened with it end; a revoked seat lives again.
// The server makes the secret, so only the system gives this command, for whoever may.
type SeatLink struct {
	Seat SeatID `json:"seat"`
	Link
}

// SeatLinked is the new link.
type SeatLinked SeatLink

func (c SeatLink) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Seat(c.Seat) == nil {
		return nil, errNoSeat.With(c.Seat)
	}
	if len(c.Token) != 64 {
		return nil, errLinkHash
	}
	return []Event{SeatLinked(c)}, nil
}

func (e SeatLinked) apply(m *Meeting, s Stamp) {
	if seat := m.Seat(e.Seat); seat != nil {
		seat.link, seat.sessions, seat.Revoked, seat.Linked = e.Link, nil, false, true
	}
}

// SeatEnter notes that the link was exchanged for a cookie with this hash.
type SeatEnter struct {
	Seat    SeatID `json:"seat"`
	Token   Hash   `json:"token"`
	Session Hash   `json:"session"`
}

// SeatEntered is the new session.
type SeatEntered struct {
	Seat    SeatID `json:"seat"`
	Session Hash   `json:"session"`
}

func (c SeatEnter) decide(m *Meeting, s Stamp) ([]Event, error) {
	seat := m.Seat(c.Seat)
	switch {
	case seat == nil:
		return nil, errNoSeat.With(c.Seat)
	case seat.Revoked:
		return nil, errRevoked
	case len(c.Session) != 64:
		return nil, errLinkHash
	case seat.link.Once && seat.link.Token == "":
		return nil, errLinkSpent
	case c.Token == "" || seat.link.Token != c.Token || !seat.link.valid(s.At): // a seat without a link has an empty one
		return nil, errLinkHash
	}
	return []Event{SeatEntered{Seat: c.Seat, Session: c.Session}}, nil
}

func (e SeatEntered) apply(m *Meeting, s Stamp) {
	seat := m.Seat(e.Seat)
	if seat == nil {
		return
	}
	if seat.link.Once {
		seat.link.Token = ""
	}
	seat.sessions = append(slices.Clone(seat.sessions), e.Session)
	if n := len(seat.sessions); n > maxSessions {
		seat.sessions = seat.sessions[n-maxSessions:]
	}
}

// SeatExit forgets one cookie (sign-out).
type SeatExit struct {
	Seat    SeatID `json:"seat"`
	Session Hash   `json:"session"`
}

// SeatExited says that the session is over.
type SeatExited SeatExit

func (c SeatExit) decide(m *Meeting, s Stamp) ([]Event, error) {
	seat := m.Seat(c.Seat)
	if seat == nil {
		return nil, errNoSeat.With(c.Seat)
	}
	if !slices.Contains(seat.sessions, c.Session) {
		return nil, nil
	}
	return []Event{SeatExited(c)}, nil
}

func (e SeatExited) apply(m *Meeting, s Stamp) {
	if seat := m.Seat(e.Seat); seat != nil {
		seat.sessions = slices.DeleteFunc(slices.Clone(seat.sessions), func(h Hash) bool { return h == e.Session })
	}
}

// SeatRevoke takes a seat's link back: its sockets and media are closed on every node.
type SeatRevoke struct {
	Seat   SeatID `json:"seat"`
	Reason string `json:"reason,omitempty"`
}

// leaveFloor ends a seat's speech and takes its waiting requests back: who cannot come in cannot be called.
func (m *Meeting) leaveFloor(seat SeatID, f *facts) []Event {
	var events []Event
	for _, r := range m.Requests {
		switch {
		case r.Seat == seat && r.State == RequestSpeaking:
			events = append(events, m.endSpeech(f)...)
		case r.Seat == seat && r.State == RequestWaiting:
			events = append(events, FloorWithdrawn{Request: r.ID})
		}
	}
	return events
}

// SeatRevoked says that the seat's link and sessions are dead.
type SeatRevoked SeatRevoke

func (c SeatRevoke) decide(m *Meeting, s Stamp) ([]Event, error) {
	seat := m.Seat(c.Seat)
	switch {
	case seat == nil:
		return nil, errNoSeat.With(c.Seat)
	case c.Seat == s.By:
		return nil, errOwnSeat
	case seat.Revoked:
		return nil, nil
	}
	var err error
	if c.Reason, err = optional(c.Reason, MaxReason); err != nil {
		return nil, err
	}
	return append(m.leaveFloor(c.Seat, m.facts(s)), SeatRevoked(c)), nil
}

func (e SeatRevoked) apply(m *Meeting, s Stamp) {
	if seat := m.Seat(e.Seat); seat != nil {
		seat.Revoked, seat.Linked, seat.link, seat.sessions = true, false, Link{}, nil
	}
}

// LinkToken is the hash of the seat's present link; empty when there is none.
func (s *Seat) LinkToken() Hash { return s.link.Token }
