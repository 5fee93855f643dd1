package agenda

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Phone numbers of units, for whoever has to call a site that cannot be reached otherwise. They stand beside the units, not in them: events that name units are for ever.

// MaxPhone is the length of a phone number in characters, spaces and punctuation included.
const MaxPhone = 40

var phoneCommands = []commandSpec{
	command[UnitPhone]("unit.phone", RoleAdministrator, RoleSecretary, RoleSystem),
}

var phoneEvents = []eventSpec{
	event[UnitPhoned]("unit.phoned"),
}

var errPhone = NewError(Invalid, "bad_phone", "Số điện thoại không hợp lệ.", "The phone number is not valid.")

// UnitPhone sets the number at which a unit is called; empty removes it.
type UnitPhone struct {
	Unit  UnitID `json:"unit"`
	Phone string `json:"phone"`
}

// UnitPhoned is the new number. Staff only.
type UnitPhoned UnitPhone

func (c UnitPhone) decide(m *Meeting, s Stamp) ([]Event, error) {
	if _, ok := m.Unit(c.Unit); !ok {
		return nil, errNoUnit.With(c.Unit)
	}
	var err error
	if c.Phone, err = checkPhone(c.Phone); err != nil || c.Phone == m.Phones[c.Unit] {
		return nil, err
	}
	return []Event{UnitPhoned(c)}, nil
}

// checkPhone takes digits with the usual punctuation, at least three digits.
func checkPhone(s string) (string, error) {
	s = cleanLine(s)
	digits := 0
	for _, r := range s {
		if r < unicode.MaxASCII && unicode.IsDigit(r) {
			digits++
		} else if !strings.ContainsRune("+().- ", r) {
			return "", errPhone.With(s)
		}
	}
	if s != "" && digits < 3 || utf8.RuneCountInString(s) > MaxPhone {
		return "", errPhone.With(s)
	}
	return s, nil
}

func (e UnitPhoned) apply(m *Meeting, s Stamp) {
	if e.Phone == "" {
		delete(m.Phones, e.Unit)
		return
	}
	if m.Phones == nil {
		m.Phones = map[UnitID]string{}
	}
	m.Phones[e.Unit] = e.Phone
}
