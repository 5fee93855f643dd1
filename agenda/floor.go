package agenda

import (
	"slices"
	"time"
)

// RequestState is where a request to speak stands.
type RequestState string

// The states of a request.
const (
	RequestWaiting   RequestState = "waiting"
	RequestSpeaking  RequestState = "speaking"
	RequestDone      RequestState = "done"
	RequestWithdrawn RequestState = "withdrawn"
)

// Request is one wish to speak and what became of it. It is owned by its Meeting.
type Request struct {
	ID      RequestID    `json:"id"`
	Item    ItemID       `json:"item"`
	Seat    SeatID       `json:"seat"`
	Unit    UnitID       `json:"unit"`
	Person  Text         `json:"person"`
	Subject Text         `json:"subject"`
	Kind    string       `json:"kind"`    // speak, question, explain
	Minutes int          `json:"minutes"` // asked
	State   RequestState `json:"state"`
	At      time.Time    `json:"at"`
	From    *time.Time   `json:"from"`
	Until   *time.Time   `json:"until"`
	// Granted are the minutes that the chair gives instead of those asked for; nil while the chair said nothing.
	Granted  *int       `json:"granted,omitempty"`
	PausedAt *time.Time `json:"paused_at,omitempty"` // since when the speech stands still
	PausedMS int64      `json:"paused_ms,omitempty"` // milliseconds of the pauses that ended
	Skipped  int        `json:"skipped,omitempty"`   // times that it was passed over
	Round    RoundID    `json:"round,omitempty"`     // the question round that it belongs to
}

var requestKinds = []string{"speak", "question", "explain"}

var floorCommands = []commandSpec{
	command[FloorRequest]("floor.request", RoleUnit, RoleGuest, RoleSecretary, RoleChair),
	command[FloorCall]("floor.call", RoleSecretary, RoleChair),
	command[FloorFinish]("floor.finish", RoleUnit, RoleGuest, RoleSecretary, RoleChair),
	command[FloorWithdraw]("floor.withdraw", RoleUnit, RoleGuest, RoleSecretary, RoleChair),
}

var floorEvents = []eventSpec{
	event[FloorRequested]("floor.requested"),
	event[FloorGiven]("floor.given"),
	event[FloorFinished]("floor.finished"),
	event[FloorWithdrawn]("floor.withdrawn"),
}

var (
	errRequestKind = NewError(Invalid, "bad_request_kind", "Loại phát biểu không hợp lệ.", "The kind of speech is not valid.")
	errInQueue     = NewError(Conflict, "in_queue", "Đơn vị đã đăng ký phát biểu và đang chờ.", "This seat is already in the queue.")
	errNoRequest   = NewError(NotFound, "no_request", "Không có đăng ký phát biểu này.", "There is no such request to speak.")
	errQueueEmpty  = NewError(NotFound, "queue_empty", "Không còn ai đăng ký phát biểu.", "Nobody is waiting to speak.")
	errNotWaiting  = NewError(Conflict, "not_waiting", "Đăng ký này không còn chờ.", "This request is not waiting any more.")
	errNotSpeaking = NewError(Conflict, "not_speaking", "Người này không đang phát biểu.", "This person does not have the floor.")
)

// Request finds a request; nil when there is none.
func (m *Meeting) Request(id RequestID) *Request { return m.index.requests[id] }

// FloorRequest asks for the floor, for one's own seat or, by staff, for another.
type FloorRequest struct {
	Request RequestID `json:"request"`
	Item    ItemID    `json:"item,omitempty"` // the current item when empty
	Seat    SeatID    `json:"seat,omitempty"` // one's own when empty
	Person  string    `json:"person,omitempty"`
	Subject string    `json:"subject,omitempty"`
	Kind    string    `json:"kind,omitempty"`
	Minutes int       `json:"minutes,omitempty"`
}

// FloorRequested puts the request at the end of the queue. Internal says that units must not hear of the item.
type FloorRequested struct {
	Request  RequestID `json:"request"`
	Item     ItemID    `json:"item"`
	Seat     SeatID    `json:"seat"`
	Unit     UnitID    `json:"unit"`
	Person   Text      `json:"person"`
	Subject  Text      `json:"subject"`
	Kind     string    `json:"kind"`
	Minutes  int       `json:"minutes,omitempty"`
	Internal bool      `json:"internal,omitempty"`
}

func (c FloorRequest) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	seat, err := m.seatFor(c.Seat, s.By)
	if err != nil {
		return nil, err
	}
	if i := m.Item(m.Current); c.Item == "" && i != nil && (!i.Internal || m.RoleOf(seat.ID).Staff()) {
		c.Item = i.ID // to a unit no item is running while an internal one is
	}
	if c.Kind == "" {
		c.Kind = "speak"
	}
	item := m.Item(c.Item)
	switch {
	case !ValidID(c.Request):
		return nil, errBadID.With(c.Request)
	case m.Request(c.Request) != nil:
		return nil, errTaken.With(c.Request)
	case c.Item != "" && (item == nil || item.Internal && !m.RoleOf(seat.ID).Staff()):
		return nil, errNoItem.With(c.Item)
	case !slices.Contains(requestKinds, c.Kind):
		return nil, errRequestKind.With(c.Kind)
	case c.Minutes < 0 || c.Minutes > MaxMinutes:
		return nil, errMinutes
	}
	round := m.roundFor(c.Kind)
	if slices.ContainsFunc(m.Requests, func(r *Request) bool {
		return r.Seat == seat.ID && r.Item == c.Item && r.Round == round && r.State == RequestWaiting
	}) {
		return nil, errInQueue
	}
	person, err := optional(c.Person, MaxName)
	if err != nil {
		return nil, err
	}
	subject, err := optional(c.Subject, MaxSubject)
	if err != nil {
		return nil, err
	}
	e := FloorRequested{Request: c.Request, Item: c.Item, Seat: seat.ID, Unit: seat.Unit, Person: s.text(0, person), Subject: s.text(1, subject), Kind: c.Kind, Minutes: c.Minutes,
		Internal: item != nil && item.Internal}
	events := []Event{e}
	if round != "" {
		events = append(events, RoundJoined{Round: round, Request: c.Request})
	}
	return events, fitsCount(m.waiting()+1, MaxQueue)
}

// seatFor is the seat that a command about the floor concerns: one's own, or any for staff.
func (m *Meeting) seatFor(named, by SeatID) (*Seat, error) {
	if named == "" {
		named = by
	}
	if named != by && !m.RoleOf(by).Staff() {
		return nil, ErrForbidden
	}
	seat := m.Seat(named)
	if seat == nil {
		return nil, errNoSeat.With(named)
	}
	if seat.Revoked {
		return nil, errRevoked
	}
	return seat, nil
}

func (e FloorRequested) apply(m *Meeting, s Stamp) {
	r := &Request{ID: e.Request, Item: e.Item, Seat: e.Seat, Unit: e.Unit, Person: e.Person, Subject: e.Subject, Kind: e.Kind, Minutes: e.Minutes, State: RequestWaiting, At: s.At}
	m.index.requests[r.ID] = r
	m.Requests = append(m.Requests, r)
}

// FloorCall gives the floor to a waiting request, or to the next one; whoever had it has finished. Who names the request and finds it speaking already is
// content: two chairs who press the same key call one person.
type FloorCall struct {
	Request RequestID `json:"request,omitempty"`
	Minutes int       `json:"minutes,omitempty"` // granted; 0 leaves what was asked
}

// FloorGiven says who has the floor from the record's time on.
type FloorGiven struct {
	Request RequestID `json:"request"`
}

func (c FloorCall) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	if c.Request == "" {
		next := m.next()
		if next == nil {
			return nil, errQueueEmpty
		}
		c.Request = next.ID
	}
	r := m.Request(c.Request)
	switch {
	case r == nil:
		return nil, errNoRequest.With(c.Request)
	case c.Minutes < 0 || c.Minutes > MaxMinutes:
		return nil, errMinutes
	case r.State == RequestSpeaking:
		return nil, nil
	case r.State != RequestWaiting:
		return nil, errNotWaiting
	}
	events := append(m.endSpeech(m.facts(s)), FloorGiven{Request: r.ID})
	if c.Minutes > 0 && c.Minutes != r.Minutes {
		events = append(events, FloorGranted{Request: r.ID, Minutes: c.Minutes})
	}
	return events, nil
}

func (e FloorGiven) apply(m *Meeting, s Stamp) {
	m.Floor = e.Request
	if r := m.Request(e.Request); r != nil {
		at := s.At
		r.State, r.From = RequestSpeaking, &at
	}
}

// FloorFinish ends a speech: one's own, or by staff.
type FloorFinish struct {
	Request RequestID `json:"request"`
}

// FloorFinished ends the speech at the record's time.
type FloorFinished FloorFinish

func (c FloorFinish) decide(m *Meeting, s Stamp) ([]Event, error) {
	r, err := m.ownRequest(c.Request, s.By)
	if err != nil {
		return nil, err
	}
	if r.State != RequestSpeaking {
		return nil, errNotSpeaking
	}
	return m.endSpeech(m.facts(s)), nil
}

// endSpeech is the end of the speech that is being held, if there is one.
func (m *Meeting) endSpeech(f *facts) []Event {
	r := m.Request(m.Floor)
	if r == nil {
		return nil
	}
	return append([]Event{FloorFinished{Request: r.ID}}, f.speech(r)...)
}

func (e FloorFinished) apply(m *Meeting, s Stamp) {
	if m.Floor == e.Request {
		m.Floor = ""
	}
	if r := m.Request(e.Request); r != nil {
		at := s.At
		r.endPause(at)
		r.State, r.Until = RequestDone, &at
	}
}

// FloorWithdraw takes a waiting request back ("hạ tay"): one's own, or by staff.
type FloorWithdraw struct {
	Request RequestID `json:"request"`
}

// FloorWithdrawn says that the request does not wait any more.
type FloorWithdrawn FloorWithdraw

func (c FloorWithdraw) decide(m *Meeting, s Stamp) ([]Event, error) {
	r, err := m.ownRequest(c.Request, s.By)
	if err != nil {
		return nil, err
	}
	if r.State != RequestWaiting {
		return nil, errNotWaiting
	}
	return []Event{FloorWithdrawn(c)}, nil
}

// ownRequest is a request that the seat may end or take back: its own, or any for staff.
func (m *Meeting) ownRequest(id RequestID, by SeatID) (*Request, error) {
	r := m.Request(id)
	switch {
	case r == nil:
		return nil, errNoRequest.With(id)
	case r.Seat != by && !m.RoleOf(by).Staff():
		return nil, ErrForbidden
	}
	return r, nil
}

func (e FloorWithdrawn) apply(m *Meeting, s Stamp) {
	if r := m.Request(e.Request); r != nil {
		r.State = RequestWithdrawn
	}
}
