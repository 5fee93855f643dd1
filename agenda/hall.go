package agenda

import "slices"

// People in the hall: present at the host without a device of their own, noted by the secretary. Their presence has no seat and no connection can end it.

var hallCommands = []commandSpec{
	command[AttendanceNote]("attendance.note", RoleSecretary, RoleChair),
	command[AttendanceStrike]("attendance.strike", RoleSecretary, RoleChair),
	command[AttendanceDescribe]("attendance.describe", RoleUnit, RoleGuest, RoleSecretary, RoleChair),
}

var hallEvents = []eventSpec{
	event[AttendanceNoted]("attendance.noted"),
	event[AttendanceStruck]("attendance.struck"),
	event[AttendanceDescribed]("attendance.described"),
}

var errNotHall = NewError(Invalid, "not_in_hall", "Lượt tham dự này không do thư ký ghi tay.", "This presence was not noted by hand.")

// Attendee is one more person of a presence. It is a value.
type Attendee struct {
	Name Text `json:"name"`
	Post Text `json:"post"`
}

// AttendanceNote says that somebody is in the hall; the same presence again corrects what was noted, or brings the person back.
type AttendanceNote struct {
	Presence PresenceID `json:"presence"`
	Unit     UnitID     `json:"unit"` // empty for a guest
	Name     string     `json:"name"`
	Post     string     `json:"post"`
	People   int        `json:"people"` // 1 when empty
}

// AttendanceNoted begins a stay in the hall at the record's time, or corrects it.
type AttendanceNoted struct {
	Presence PresenceID `json:"presence"`
	Unit     UnitID     `json:"unit"`
	Name     Text       `json:"name"`
	Post     Text       `json:"post"`
	People   int        `json:"people"`
}

func (c AttendanceNote) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if !ValidID(c.Presence) {
		return nil, errBadID.With(c.Presence)
	}
	if p := m.index.presences[c.Presence]; p != nil && !p.Hall {
		return nil, errTaken.With(c.Presence)
	}
	if _, ok := m.Unit(c.Unit); !ok && c.Unit != "" {
		return nil, errNoUnit.With(c.Unit)
	}
	people, err := headcount(c.People)
	if err != nil {
		return nil, err
	}
	named, err := PersonNaming{Name: c.Name, Post: c.Post}.checked()
	if err != nil {
		return nil, err
	}
	return []Event{AttendanceNoted{Presence: c.Presence, Unit: c.Unit, Name: s.text(0, named.Name), Post: s.text(1, named.Post), People: people}}, nil
}

func (e AttendanceNoted) apply(m *Meeting, s Stamp) {
	p := m.index.presences[e.Presence]
	if p == nil {
		p = &Presence{ID: e.Presence, Hall: true, Stays: []Stay{}}
		m.index.presences[p.ID] = p
		m.Attendance = append(m.Attendance, p)
	}
	p.Unit, p.Name, p.Post, p.People = e.Unit, e.Name, e.Post, e.People
	if !p.Here() {
		p.Stays = append(p.Stays, Stay{From: s.At})
	}
}

// AttendanceStrike takes back what was noted by mistake: the person was not there.
type AttendanceStrike struct {
	Presence PresenceID `json:"presence"`
}

// AttendanceStruck says that there was no such presence.
type AttendanceStruck AttendanceStrike

func (c AttendanceStrike) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	p := m.index.presences[c.Presence]
	switch {
	case p == nil:
		return nil, errNoPresence.With(c.Presence)
	case !p.Hall:
		return nil, errNotHall
	}
	return []Event{AttendanceStruck(c)}, nil
}

func (e AttendanceStruck) apply(m *Meeting, s Stamp) {
	m.Attendance = slices.DeleteFunc(m.Attendance, func(p *Presence) bool { return p.ID == e.Presence })
	delete(m.index.presences, e.Presence)
}

// AttendanceDescribe names the other people of a presence and says whether they came in somebody's place: the seat itself of its own, staff of any.
type AttendanceDescribe struct {
	Presence   PresenceID     `json:"presence"`
	Others     []PersonNaming `json:"others,omitempty"` // beside the one who joined
	Substitute bool           `json:"substitute,omitempty"`
	Instead    string         `json:"instead,omitempty"` // who should have come
}

// PersonNaming is a person as somebody types it. It is a value.
type PersonNaming struct {
	Name string `json:"name"`
	Post string `json:"post,omitempty"`
}

// checked is the naming as it is kept; the name must be there, the post may be empty.
func (n PersonNaming) checked() (PersonNaming, error) {
	var err error
	if n.Name, err = required(n.Name, MaxName); err != nil {
		return n, err
	}
	n.Post, err = optional(n.Post, MaxName)
	return n, err
}

// AttendanceDescribed replaces what was said before. People is never fewer than are named.
type AttendanceDescribed struct {
	Presence   PresenceID `json:"presence"`
	Others     []Attendee `json:"others,omitempty"`
	People     int        `json:"people"`
	Substitute bool       `json:"substitute,omitempty"`
	Instead    Text       `json:"instead"`
}

func (c AttendanceDescribe) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	p := m.index.presences[c.Presence]
	switch {
	case p == nil:
		return nil, errNoPresence.With(c.Presence)
	case p.Seat != s.By && !m.RoleOf(s.By).Staff():
		return nil, ErrForbidden
	case len(c.Others)+1 > MaxPeople:
		return nil, errPeople
	}
	e := AttendanceDescribed{Presence: p.ID, People: max(p.People, len(c.Others)+1), Substitute: c.Substitute}
	for i, o := range c.Others {
		named, err := o.checked()
		if err != nil {
			return nil, err
		}
		e.Others = append(e.Others, Attendee{Name: s.text(2*i+1, named.Name), Post: s.text(2*i+2, named.Post)})
	}
	instead, err := optional(c.Instead, MaxName)
	e.Instead = s.text(0, instead)
	return []Event{e}, err
}

func (e AttendanceDescribed) apply(m *Meeting, s Stamp) {
	if p := m.index.presences[e.Presence]; p != nil {
		p.Others, p.People, p.Substitute, p.Instead = e.Others, e.People, e.Substitute, nil
		if e.Instead.Value != "" {
			instead := e.Instead
			p.Instead = &instead
		}
	}
}
