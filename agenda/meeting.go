package agenda

import (
	"slices"
	"time"

	"giaoban/agenda/workday"
)

// Status is how far a meeting has come.
type Status string

// The states of a meeting, in order.
const (
	Draft     Status = "draft"
	Published Status = "published"
	Running   Status = "running"
	Finished  Status = "closed"
)

// Meeting is the fold of one journal. It is owned by whoever folds it: readers of a shared Meeting hold its owner's lock.
type Meeting struct {
	ID          MeetingID     `json:"id"`
	Version     Version       `json:"version"`
	Hash        Hash          `json:"hash"`
	Status      Status        `json:"status"`
	Title       string        `json:"title"`
	Place       string        `json:"place"`
	Invented    string        `json:"invented,omitempty"` // what in this meeting is made up, for demonstrations
	Roster      string        `json:"roster"`
	StartsAt    time.Time     `json:"starts_at"`
	OpenedAt    *time.Time    `json:"opened_at"`
	ClosedAt    *time.Time    `json:"closed_at"`
	Host        Unit          `json:"host"`
	Units       []Unit        `json:"units"`
	Groups      []Group       `json:"groups"`
	Items       []*Item       `json:"items"`
	Current     ItemID        `json:"current"`
	Seats       []*Seat       `json:"seats"`
	Attendance  []*Presence   `json:"attendance"`
	Lines       []*Line       `json:"lines"`       // in the order of writing, removed ones included
	Conclusions int           `json:"conclusions"` // the last number given; numbers are never used again
	Assignments []*Assignment `json:"assignments"`
	Requests    []*Request    `json:"requests"`
	Floor       RequestID     `json:"floor"`
	Rule        *FloorRule    `json:"rule,omitempty"`  // how long people speak; nil while nothing was said
	Round       *Round        `json:"round,omitempty"` // the question round that is open
	Polls       []*Poll       `json:"polls,omitempty"`
	ChatOff     bool          `json:"chat_off,omitempty"`
	Batches     []*Batch      `json:"batches"`
	Readback    ItemID        `json:"readback,omitempty"`    // whose conclusions are on every screen
	Approval    *Approval     `json:"approval,omitempty"`    // nil while the minutes are a draft
	Comments    []*Comment    `json:"comments,omitempty"`    // on submitted minutes
	Modules     []Module      `json:"modules,omitempty"`     // pieces of text for the secretary
	Supplements []Supplement  `json:"supplements,omitempty"` // minutes that mend signed ones; the last is written now or signed
	FloorLocked bool          `json:"floor_locked,omitempty"`
	RoomLocked  bool          `json:"room_locked,omitempty"`
	Lobby       *Lobby        `json:"lobby,omitempty"` // nil while strangers cannot ask to come in
	Visitors    []*Visitor    `json:"visitors,omitempty"`
	// Phones are the numbers of units that are known. Staff only, like the two above.
	Phones      map[UnitID]string `json:"phones,omitempty"`
	Submissions []*Submission     `json:"submissions,omitempty"` // papers handed in as files, withdrawn ones included
	Replies     []*Reply          `json:"replies,omitempty"`     // to the invitation, one per unit that answered
	Figures     []*Figure         `json:"figures,omitempty"`     // that the units file
	Templates   []Template        `json:"templates,omitempty"`   // of agendas; in the directory
	Calendar    []workday.Year    `json:"calendar,omitempty"`    // edited years of holidays, in order; in the directory
	Progress    *Progress         `json:"progress,omitempty"`    // how earlier conclusions stood when the agenda was published
	index       index
}

// index finds what the slices hold; it follows them in apply.
type index struct {
	seats       map[SeatID]*Seat
	items       map[ItemID]*Item
	lines       map[LineID]*Line
	assignments map[AssignmentID]*Assignment
	requests    map[RequestID]*Request
	presences   map[PresenceID]*Presence
	batches     map[BatchID]*Batch
	records     map[SeatID]int // written by each seat: a unit's are bounded by MaxSeatRecords
}

// NewMeeting is the fold of an empty journal.
func NewMeeting(id MeetingID) *Meeting {
	return &Meeting{ID: id, Units: []Unit{}, Groups: []Group{}, Items: []*Item{}, Seats: []*Seat{}, Attendance: []*Presence{}, Lines: []*Line{},
		Assignments: []*Assignment{}, Requests: []*Request{}, Batches: []*Batch{},
		index: index{map[SeatID]*Seat{}, map[ItemID]*Item{}, map[LineID]*Line{}, map[AssignmentID]*Assignment{}, map[RequestID]*Request{},
			map[PresenceID]*Presence{}, map[BatchID]*Batch{}, map[SeatID]int{}}}
}

var meetingCommands = []commandSpec{
	command[MeetingCreate]("meeting.create", RoleAdministrator, RoleSystem),
	command[MeetingEdit]("meeting.edit", RoleAdministrator, RoleSecretary),
	command[MeetingPublish]("meeting.publish", RoleAdministrator, RoleSecretary, RoleChair),
	command[MeetingOpen]("meeting.open", RoleSecretary, RoleChair),
	command[MeetingClose]("meeting.close", RoleSecretary, RoleChair),
}

var meetingEvents = []eventSpec{
	event[MeetingCreated]("meeting.created"),
	event[MeetingEdited]("meeting.edited"),
	event[MeetingPublished]("meeting.published"),
	event[MeetingOpened]("meeting.opened"),
	event[MeetingClosed]("meeting.closed"),
}

var (
	// ErrNoMeeting says that the journal is empty or is not a meeting's.
	ErrNoMeeting  = NewError(NotFound, "no_meeting", "Không có cuộc họp này.", "There is no such meeting.")
	errExists     = NewError(Conflict, "meeting_exists", "Cuộc họp này đã được tạo.", "This meeting exists already.")
	errNotDraft   = NewError(Closed, "not_draft", "Chương trình đã được công bố.", "The agenda is already published.")
	errNotRunning = NewError(Closed, "not_running", "Cuộc họp chưa khai mạc hoặc đã bế mạc.", "The meeting is not running.")
	errFinished   = NewError(Closed, "meeting_closed", "Cuộc họp đã bế mạc.", "The meeting is closed.")
	errNoItems    = NewError(Invalid, "no_items", "Chương trình chưa có mục nào.", "The agenda has no items.")
	errNoStart    = NewError(Invalid, "no_start", "Chưa có thời gian bắt đầu.", "The starting time is missing.")
	errBadStart   = NewError(Invalid, "bad_start", "Thời gian bắt đầu không hợp lệ.", "The starting time is not valid.")
)

// MeetingCreate is the first command of a meeting's journal.
type MeetingCreate struct {
	Title    string    `json:"title"`
	Place    string    `json:"place"`
	Roster   string    `json:"roster"`
	StartsAt time.Time `json:"starts_at"`
	Host     Unit      `json:"host"`
	Units    []Unit    `json:"units"`
	Groups   []Group   `json:"groups"`
	Invented string    `json:"invented"`
}

// MeetingCreated is what it became.
type MeetingCreated struct {
	Title    string    `json:"title"`
	Place    string    `json:"place"`
	Roster   string    `json:"roster"`
	StartsAt time.Time `json:"starts_at"`
	Host     Unit      `json:"host"`
	Units    []Unit    `json:"units"`
	Groups   []Group   `json:"groups"`
	Invented string    `json:"invented,omitempty"`
}

func (c MeetingCreate) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version != 0 {
		return nil, errExists
	}
	e := MeetingCreated{Roster: cleanLine(c.Roster), StartsAt: c.StartsAt.UTC(), Units: []Unit{}, Groups: []Group{}}
	var err error
	if e.Title, err = required(c.Title, MaxTitle); err != nil {
		return nil, err
	}
	if e.Place, err = optional(c.Place, MaxTitle); err != nil {
		return nil, err
	}
	if e.Invented, err = optional(c.Invented, MaxLineText); err != nil {
		return nil, err
	}
	if err := checkStart(c.StartsAt); err != nil && m.ID != DirectoryID {
		return nil, err
	}
	c.Host.ID = HostUnit
	if e.Host, err = c.Host.checked(); err != nil {
		return nil, err
	}
	if e.Units, err = checkUnits(c.Units); err != nil {
		return nil, err
	}
	known := &Meeting{Units: e.Units}
	for _, g := range c.Groups {
		g, err := g.checked(known)
		if err != nil {
			return nil, err
		}
		e.Groups = append(e.Groups, g)
	}
	return []Event{e}, fitsCount(len(e.Groups), MaxGroups)
}

func checkStart(t time.Time) error {
	switch {
	case t.IsZero():
		return errNoStart
	case !sensible(t):
		return errBadStart
	}
	return nil
}

func (e MeetingCreated) apply(m *Meeting, s Stamp) {
	m.Status, m.Title, m.Place, m.Roster, m.StartsAt = Draft, e.Title, e.Place, e.Roster, e.StartsAt
	m.Host, m.Units, m.Groups, m.Invented = e.Host, slices.Clone(e.Units), slices.Clone(e.Groups), e.Invented
}

// MeetingEdit changes the head of a meeting that has not begun.
type MeetingEdit struct {
	Title    string    `json:"title"`
	Place    string    `json:"place"`
	StartsAt time.Time `json:"starts_at"`
}

// MeetingEdited is the new head.
type MeetingEdited MeetingEdit

func (c MeetingEdit) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.notYetOpen(); err != nil {
		return nil, err
	}
	var err error
	if c.Title, err = required(c.Title, MaxTitle); err != nil {
		return nil, err
	}
	if c.Place, err = optional(c.Place, MaxTitle); err != nil {
		return nil, err
	}
	if err := checkStart(c.StartsAt); err != nil {
		return nil, err
	}
	c.StartsAt = c.StartsAt.UTC()
	return []Event{MeetingEdited(c)}, nil
}

func (e MeetingEdited) apply(m *Meeting, s Stamp) {
	m.Title, m.Place, m.StartsAt = e.Title, e.Place, e.StartsAt
}

// MeetingPublish shows the agenda to the units. Items added later are flagged.
type MeetingPublish struct{}

// MeetingPublished says that the units know the agenda.
type MeetingPublished struct{}

func (MeetingPublish) decide(m *Meeting, s Stamp) ([]Event, error) {
	switch {
	case m.Version == 0 || m.ID == DirectoryID:
		return nil, ErrNoMeeting
	case m.Status != Draft:
		return nil, errNotDraft
	case len(m.Items) == 0:
		return nil, errNoItems
	}
	return []Event{MeetingPublished{}}, nil
}

func (MeetingPublished) apply(m *Meeting, s Stamp) { m.Status = Published }

// MeetingOpen begins the meeting (khai mạc). A draft is published by it.
type MeetingOpen struct{}

// MeetingOpened says when the meeting began: at the record's time.
type MeetingOpened struct{}

func (MeetingOpen) decide(m *Meeting, s Stamp) ([]Event, error) {
	var before []Event
	if m.Status == Draft {
		var err error
		if before, err = (MeetingPublish{}).decide(m, s); err != nil {
			return nil, err
		}
	} else if err := m.notYetOpen(); err != nil {
		return nil, err
	}
	return append(append(before, MeetingOpened{}), m.facts(s).opening()...), nil
}

func (MeetingOpened) apply(m *Meeting, s Stamp) {
	at := s.At
	m.Status, m.OpenedAt = Running, &at
}

// MeetingClose ends the meeting (bế mạc): the running item and the floor end with it.
type MeetingClose struct{}

// MeetingClosed says when the meeting ended: at the record's time.
type MeetingClosed struct{}

func (MeetingClose) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	f := m.facts(s)
	events := append(m.hideReadback(), m.endSpeech(f)...)
	events = append(append(events, m.endRound(f)...), m.endPoll(f)...)
	events = append(append(events, m.endCurrent(f)...), m.openFloor()...)
	return append(append(events, MeetingClosed{}), f.closing()...), nil
}

func (MeetingClosed) apply(m *Meeting, s Stamp) {
	at := s.At
	m.Status, m.ClosedAt = Finished, &at
}

// notYetOpen refuses unless the meeting is a draft or published.
func (m *Meeting) notYetOpen() error {
	if err := m.unfinished(); err != nil {
		return err
	}
	if m.Status == Running {
		return errNotDraft
	}
	return nil
}

// running refuses unless the meeting is open.
func (m *Meeting) running() error {
	if err := m.unfinished(); err != nil {
		return err
	}
	if m.Status != Running {
		return errNotRunning
	}
	return nil
}

// unfinished refuses when there is no meeting or it is closed.
func (m *Meeting) unfinished() error {
	switch m.Status {
	case "":
		return ErrNoMeeting
	case Finished:
		return errFinished
	}
	return nil
}

func fitsCount(n, limit int) error {
	if n > limit {
		return errTooMany.With(map[string]int{"count": n, "limit": limit})
	}
	return nil
}
