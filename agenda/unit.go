package agenda

import (
	"net/mail"
	"slices"
	"strings"
)

// Unit is one of the units below the department, or the department itself (id "host"). Identity is (roster, code), never the name. It is a value.
type Unit struct {
	ID    UnitID `json:"id"`
	Name  string `json:"name"`
	Level string `json:"level"` // quan, huyen, thixa, phuong, xa, dackhu, so, donvi
	Email string `json:"email,omitempty"`
}

// Group is a saved choice of units. It is a value; Units is not changed in place.
type Group struct {
	ID    GroupID  `json:"id"`
	Name  string   `json:"name"`
	Units []UnitID `json:"units"`
}

var unitCommands = []commandSpec{
	command[UnitContact]("unit.contact", RoleAdministrator, RoleSecretary, RoleSystem),
	command[GroupSave]("group.save", RoleAdministrator, RoleSecretary, RoleChair, RoleSystem),
	command[GroupRemove]("group.remove", RoleAdministrator, RoleSecretary, RoleChair, RoleSystem),
}

var unitEvents = []eventSpec{
	event[UnitContacted]("unit.contacted"),
	event[GroupSaved]("group.saved"),
	event[GroupRemoved]("group.removed"),
}

var (
	errNoUnit     = NewError(NotFound, "no_unit", "Không có đơn vị này trong cuộc họp.", "There is no such unit in this meeting.")
	errNoGroup    = NewError(NotFound, "no_group", "Không có nhóm đơn vị này.", "There is no such group.")
	errEmail      = NewError(Invalid, "bad_email", "Địa chỉ thư điện tử không hợp lệ.", "The e-mail address is not valid.")
	errNoUnits    = NewError(Invalid, "no_units", "Chưa chọn đơn vị nào.", "No unit is chosen.")
	errUnitTwice  = NewError(Invalid, "unit_twice", "Một đơn vị được chọn hai lần.", "A unit is chosen twice.")
	levelPrefixes = map[string]string{"quan": "quận", "huyen": "huyện", "thixa": "thị xã", "phuong": "phường", "xa": "xã", "dackhu": "đặc khu"}
)

// Label is the unit's name with its kind: "Quận Ba Đình". The department and neutral units have their plain name.
func (u Unit) Label() string {
	p, ok := levelPrefixes[u.Level]
	if !ok {
		return u.Name
	}
	first := []rune(p)
	return strings.ToUpper(string(first[:1])) + string(first[1:]) + " " + u.Name
}

// Inline is the name within a sentence: "quận Ba Đình" (decree 30/2020, annex II: the common noun is lower-case).
func (u Unit) Inline() string {
	if p, ok := levelPrefixes[u.Level]; ok {
		return p + " " + u.Name
	}
	return u.Name
}

// Address is the name used in letters: "UBND quận Ba Đình".
func (u Unit) Address() string {
	if p, ok := levelPrefixes[u.Level]; ok {
		return "UBND " + p + " " + u.Name
	}
	return u.Name
}

// Unit finds a unit of the meeting or its host; ok is false when there is none.
func (m *Meeting) Unit(id UnitID) (u Unit, ok bool) {
	if id == HostUnit {
		return m.Host, true
	}
	i := slices.IndexFunc(m.Units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return Unit{}, false
	}
	return m.Units[i], true
}

func (u Unit) checked() (Unit, error) {
	if !ValidID(u.ID) {
		return u, errBadID.With(u.ID)
	}
	var err error
	if u.Name, err = required(u.Name, MaxName); err != nil {
		return u, err
	}
	if u.Level, err = optional(u.Level, 20); err != nil {
		return u, err
	}
	u.Email, err = checkEmail(u.Email)
	return u, err
}

// checkEmail takes a bare address only: a display name or a second address in the field would be an injected header.
func checkEmail(s string) (string, error) {
	s = cleanLine(s)
	if s == "" {
		return "", nil
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 || strings.ContainsAny(s, "\"<>(),;:\\ ") {
		return "", errEmail.With(s)
	}
	return s, nil
}

func checkUnits(units []Unit) ([]Unit, error) {
	checked := make([]Unit, 0, len(units))
	seen := map[UnitID]bool{HostUnit: true}
	for _, u := range units {
		u, err := u.checked()
		if err != nil {
			return nil, err
		}
		if seen[u.ID] {
			return nil, errUnitTwice.With(u.ID)
		}
		seen[u.ID] = true
		checked = append(checked, u)
	}
	return checked, fitsCount(len(checked), MaxUnits)
}

// UnitContact sets the address to which a unit's tasks are mailed; empty removes it.
type UnitContact struct {
	Unit  UnitID `json:"unit"`
	Email string `json:"email"`
}

// UnitContacted is the new address. Only staff and the unit itself see it.
type UnitContacted UnitContact

func (c UnitContact) decide(m *Meeting, s Stamp) ([]Event, error) {
	u, ok := m.Unit(c.Unit)
	if !ok {
		return nil, errNoUnit.With(c.Unit)
	}
	var err error
	if c.Email, err = checkEmail(c.Email); err != nil || c.Email == u.Email {
		return nil, err
	}
	return []Event{UnitContacted(c)}, nil
}

func (e UnitContacted) apply(m *Meeting, s Stamp) {
	if e.Unit == HostUnit {
		m.Host.Email = e.Email
	}
	for i := range m.Units {
		if m.Units[i].ID == e.Unit {
			m.Units[i].Email = e.Email
		}
	}
}

func (g Group) checked(m *Meeting) (Group, error) {
	if !ValidID(g.ID) {
		return g, errBadID.With(g.ID)
	}
	var err error
	if g.Name, err = required(g.Name, MaxName); err != nil {
		return g, err
	}
	g.Units, err = m.checkChoice(g.Units)
	return g, err
}

// checkChoice is the chosen units, each known and named once, in the meeting's order.
func (m *Meeting) checkChoice(ids []UnitID) ([]UnitID, error) {
	if len(ids) == 0 {
		return nil, errNoUnits
	}
	chosen := map[UnitID]bool{}
	for _, id := range ids {
		if _, ok := m.Unit(id); !ok {
			return nil, errNoUnit.With(id)
		}
		if chosen[id] {
			return nil, errUnitTwice.With(id)
		}
		chosen[id] = true
	}
	ordered := make([]UnitID, 0, len(ids))
	if chosen[HostUnit] {
		ordered = append(ordered, HostUnit)
	}
	for _, u := range m.Units {
		if chosen[u.ID] {
			ordered = append(ordered, u.ID)
		}
	}
	return ordered, nil
}

// GroupSave keeps a choice of units under a name; an existing group is replaced.
type GroupSave struct {
	Group Group `json:"group"`
}

// GroupSaved is the group as it now is.
type GroupSaved GroupSave

func (c GroupSave) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	g, err := c.Group.checked(m)
	if err != nil {
		return nil, err
	}
	if m.groupAt(g.ID) >= 0 {
		return []Event{GroupSaved{Group: g}}, nil
	}
	return []Event{GroupSaved{Group: g}}, fitsCount(len(m.Groups)+1, MaxGroups)
}

func (e GroupSaved) apply(m *Meeting, s Stamp) {
	if i := m.groupAt(e.Group.ID); i >= 0 {
		m.Groups[i] = e.Group
		return
	}
	m.Groups = append(m.Groups, e.Group)
}

// GroupRemove forgets a saved group. Tasks given through it stay.
type GroupRemove struct {
	Group GroupID `json:"group"`
}

// GroupRemoved says that the group is gone.
type GroupRemoved GroupRemove

func (c GroupRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.groupAt(c.Group) < 0 {
		return nil, errNoGroup.With(c.Group)
	}
	return []Event{GroupRemoved(c)}, nil
}

func (e GroupRemoved) apply(m *Meeting, s Stamp) {
	if i := m.groupAt(e.Group); i >= 0 {
		m.Groups = slices.Delete(slices.Clone(m.Groups), i, i+1)
	}
}

func (m *Meeting) groupAt(id GroupID) int {
	return slices.IndexFunc(m.Groups, func(g Group) bool { return g.ID == id })
}
