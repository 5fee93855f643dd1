package agenda

import "time"

// Presence is one person's or device's attendance at a seat: who, and in which stretches of time. It is owned by its Meeting.
type Presence struct {
	ID     PresenceID `json:"id"`
	Seat   SeatID     `json:"seat"`
	Unit   UnitID     `json:"unit"`
	Name   Text       `json:"name"`
	Post   Text       `json:"post"`
	People int        `json:"people"` // persons behind the camera, at least 1
	Stays  []Stay     `json:"stays"`
	Hall   bool       `json:"hall,omitempty"`   // noted by hand: in the hall, without a device
	Others []Attendee `json:"others,omitempty"` // the other people at the same device, by name
	// Substitute says that they came in somebody's place; Instead is whose, when it is known.
	Substitute bool  `json:"substitute,omitempty"`
	Instead    *Text `json:"instead,omitempty"`
}

// Stay is one stretch of presence; Until is nil while it lasts. It is a value.
type Stay struct {
	From  time.Time  `json:"from"`
	Until *time.Time `json:"until"`
}

// Here says whether the presence lasts.
func (p *Presence) Here() bool {
	n := len(p.Stays)
	return n > 0 && p.Stays[n-1].Until == nil
}

var attendanceCommands = []commandSpec{
	command[AttendanceJoin]("attendance.join", RoleChair, RoleSecretary, RoleUnit, RoleGuest),
	command[AttendanceLeave]("attendance.leave", RoleChair, RoleSecretary, RoleUnit, RoleGuest, RoleSystem),
}

var attendanceEvents = []eventSpec{
	event[AttendanceJoined]("attendance.joined"),
	event[AttendanceLeft]("attendance.left"),
}

var (
	errPeople     = NewError(Invalid, "bad_people", "Số người tại điểm cầu phải từ 1 đến 50.", "The number of people at the site must be from 1 to 50.")
	errNoPresence = NewError(NotFound, "no_presence", "Không có lượt tham dự này.", "There is no such presence.")
)

// AttendanceJoin says that a person came in at the seat that gives the command. The same presence may come back after leaving.
type AttendanceJoin struct {
	Presence PresenceID `json:"presence"`
	Name     string     `json:"name"`
	Post     string     `json:"post"`
	People   int        `json:"people"`
}

// AttendanceJoined begins a stay at the record's time.
type AttendanceJoined struct {
	Presence PresenceID `json:"presence"`
	Seat     SeatID     `json:"seat"`
	Unit     UnitID     `json:"unit"`
	Name     Text       `json:"name"`
	Post     Text       `json:"post"`
	People   int        `json:"people"`
}

func (c AttendanceJoin) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if !ValidID(c.Presence) {
		return nil, errBadID.With(c.Presence)
	}
	people, err := headcount(c.People)
	if err != nil {
		return nil, err
	}
	named, err := PersonNaming{Name: c.Name, Post: c.Post}.checked()
	if err != nil {
		return nil, err
	}
	if p := m.index.presences[c.Presence]; p != nil {
		if p.Seat != s.By || p.Hall {
			return nil, errTaken.With(c.Presence)
		}
		people = max(people, len(p.Others)+1)
		if p.Here() && p.Name.Value == named.Name && p.Post.Value == named.Post && p.People == people {
			return nil, nil
		}
	}
	if !m.MayEnter(s.By) {
		return nil, ErrRoomLocked
	}
	seat := m.Seat(s.By)
	return []Event{AttendanceJoined{Presence: c.Presence, Seat: seat.ID, Unit: seat.Unit, Name: s.text(0, named.Name), Post: s.text(1, named.Post), People: people}}, nil
}

// headcount is how many are behind one camera or came together; 0, which older pages send, is one.
func headcount(n int) (int, error) {
	if n == 0 {
		return 1, nil
	}
	if n < 1 || n > MaxPeople {
		return 0, errPeople
	}
	return n, nil
}

func (e AttendanceJoined) apply(m *Meeting, s Stamp) {
	p := m.index.presences[e.Presence]
	if p == nil {
		p = &Presence{ID: e.Presence, Stays: []Stay{}}
		m.index.presences[p.ID] = p
		m.Attendance = append(m.Attendance, p)
	}
	p.Seat, p.Unit, p.Name, p.Post, p.People = e.Seat, e.Unit, e.Name, e.Post, e.People
	if !p.Here() {
		p.Stays = append(p.Stays, Stay{From: s.At})
	}
}

// AttendanceLeave ends a stay. A seat ends its own, staff those in the hall; the system ends those whose connection is gone for good.
type AttendanceLeave struct {
	Presence PresenceID `json:"presence"`
}

// AttendanceLeft ends the stay at the record's time.
type AttendanceLeft AttendanceLeave

func (c AttendanceLeave) decide(m *Meeting, s Stamp) ([]Event, error) {
	p := m.index.presences[c.Presence]
	if p == nil {
		return nil, errNoPresence.With(c.Presence)
	}
	if p.Seat != s.By && s.By != SystemSeat && !(p.Hall && m.RoleOf(s.By).Staff()) {
		return nil, ErrForbidden
	}
	if !p.Here() {
		return nil, nil
	}
	return []Event{AttendanceLeft(c)}, nil
}

func (e AttendanceLeft) apply(m *Meeting, s Stamp) {
	if p := m.index.presences[e.Presence]; p != nil && p.Here() {
		at := s.At
		p.Stays[len(p.Stays)-1].Until = &at
	}
}
