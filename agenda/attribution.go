package agenda

// Attribution is who said what a line quotes. It can be put right after the line was written; the time and the author stay.

var attributionCommands = []commandSpec{
	command[LineAttribute]("line.attribute", RoleSecretary, RoleChair).drafted(),
}

var attributionEvents = []eventSpec{
	event[LineAttributed]("line.attributed"),
}

// LineAttribute says whose words a line is, in place of what was said before; both empty take that back. Was is the revision seen.
type LineAttribute struct {
	Line   LineID  `json:"line"`
	Was    Version `json:"was"`
	Unit   UnitID  `json:"unit,omitempty"`
	Person string  `json:"person,omitempty"`
}

// LineAttributed is who said it. The line has a new revision by it.
type LineAttributed struct {
	Line     LineID `json:"line"`
	Unit     UnitID `json:"unit"`
	Person   Text   `json:"person"`
	Internal bool   `json:"internal,omitempty"`
}

func (c LineAttribute) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.lineToChange(c.Line, c.Was)
	if err != nil {
		return nil, err
	}
	if _, ok := m.Unit(c.Unit); !ok && c.Unit != "" {
		return nil, errNoUnit.With(c.Unit)
	}
	person, err := optional(c.Person, MaxName)
	if err != nil {
		return nil, err
	}
	if c.Unit == l.Unit && person == l.Person.Value {
		return nil, nil
	}
	return []Event{LineAttributed{Line: l.ID, Unit: c.Unit, Person: s.text(0, person), Internal: l.Internal}}, nil
}

func (e LineAttributed) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Unit, l.Person, l.Revision = e.Unit, e.Person, m.Version
	}
}

func (e LineAttributed) show(a Audience) Event { return staffOnly(a, e.Internal, e) }
