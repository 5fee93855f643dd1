package agenda

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Command asks for a change. decide says what would follow, or why not. Pure. Commands are values.
type Command interface {
	decide(*Meeting, Stamp) ([]Event, error)
}

// Event is something that happened. apply may not fail. Pure. Events are values; their names and JSON are for ever.
type Event interface {
	apply(*Meeting, Stamp)
}

// Unknown is an event of a type that this program does not know. It is kept as it was and changes nothing.
type Unknown struct {
	Type string
	Data json.RawMessage
}

func (Unknown) apply(*Meeting, Stamp) {}

var (
	errUnknownCommand = NewError(Invalid, "unknown_command", "Máy chủ không hiểu lệnh này. Hãy tải lại trang.", "The server does not know this command. Please reload the page.")
	errBadCommand     = NewError(Invalid, "bad_command", "Lệnh không đúng dạng.", "The command is malformed.")
)

// commandSpec is one row of the table of commands: its name on the wire, who may do it, and its Go type.
type commandSpec struct {
	name   string
	roles  []Role
	typ    reflect.Type
	writes bool // into the minutes: refused once they are signed
	drafts bool // may be given again while supplementary minutes are a draft
	decode func(json.RawMessage) (Command, error)
}

// sealed is c as a command that is refused once the minutes are signed.
func (c commandSpec) sealed() commandSpec {
	c.writes = true
	return c
}

// drafted is c as a command that makes minutes: refused once they are signed, and given again in supplementary minutes.
func (c commandSpec) drafted() commandSpec {
	c.writes, c.drafts = true, true
	return c
}

func command[C Command](name string, roles ...Role) commandSpec {
	return commandSpec{name: name, roles: roles, typ: reflect.TypeFor[C](), decode: func(data json.RawMessage) (Command, error) {
		var c C
		if len(data) > 0 {
			if err := json.Unmarshal(data, &c); err != nil {
				return nil, errBadCommand.Because(err)
			}
		}
		return c, nil
	}}
}

type eventSpec struct {
	name   string
	typ    reflect.Type
	decode func(json.RawMessage) (Event, error)
}

func event[E Event](name string) eventSpec {
	return eventSpec{name: name, typ: reflect.TypeFor[E](), decode: func(data json.RawMessage) (Event, error) {
		var e E
		err := json.Unmarshal(data, &e)
		return e, err
	}}
}

var (
	commandsByName = map[string]commandSpec{}
	commandsByType = map[reflect.Type]commandSpec{}
	eventsByName   = map[string]eventSpec{}
	eventsByType   = map[reflect.Type]eventSpec{}
)

// The tables are filled once, before main, from one list per noun; afterwards they are only read.
func init() {
	for _, list := range [][]commandSpec{meetingCommands, unitCommands, itemCommands, paperCommands, seatCommands, attendanceCommands,
		lineCommands, attributionCommands, moduleCommands, conclusionCommands, precedentCommands, supplementCommands, readbackCommands, checkCommands, taskCommands, divisionCommands, supportCommands, approvalCommands, commentCommands, floorCommands, mailCommands,
		floorLockCommands, roomLockCommands, lobbyCommands, readyCommands, phoneCommands,
		queueCommands, speechCommands, roundCommands, pollCommands, hallCommands, chatCommands,
		submissionCommands, invitationCommands, figureCommands, templateCommands, calendarCommands, carryCommands, progressCommands} {
		for _, c := range list {
			commandsByName[c.name], commandsByType[c.typ] = c, c
		}
	}
	for _, list := range [][]eventSpec{meetingEvents, unitEvents, itemEvents, paperEvents, seatEvents, attendanceEvents,
		lineEvents, attributionEvents, moduleEvents, conclusionEvents, precedentEvents, supplementEvents, readbackEvents, checkEvents, taskEvents, divisionEvents, supportEvents, approvalEvents, commentEvents, floorEvents, mailEvents,
		floorLockEvents, roomLockEvents, lobbyEvents, readyEvents, phoneEvents,
		queueEvents, speechEvents, roundEvents, pollEvents, hallEvents, chatEvents,
		submissionEvents, invitationEvents, figureEvents, templateEvents, calendarEvents, carryEvents, progressEvents} {
		for _, e := range list {
			eventsByName[e.name], eventsByType[e.typ] = e, e
		}
	}
}

// DecodeCommand reads a command by its name on the wire.
func DecodeCommand(name string, data json.RawMessage) (Command, error) {
	spec, ok := commandsByName[name]
	if !ok {
		return nil, errUnknownCommand.With(name)
	}
	return spec.decode(data)
}

// CommandName is the name of c on the wire.
func CommandName(c Command) string { return commandsByType[reflect.TypeOf(c)].name }

// CommandRoles are the roles that may give the named command at all; decide may ask for more.
func CommandRoles(name string) []Role { return commandsByName[name].roles }

// CommandNames are all names in no particular order.
func CommandNames() []string {
	names := make([]string, 0, len(commandsByName))
	for n := range commandsByName {
		names = append(names, n)
	}
	return names
}

// EventName is the name of e in journals and on the wire.
func EventName(e Event) string {
	if u, ok := e.(Unknown); ok {
		return u.Type
	}
	return eventsByType[reflect.TypeOf(e)].name
}

func encodeEvent(e Event) (eventJSON, error) {
	if u, ok := e.(Unknown); ok {
		return eventJSON{Type: u.Type, Data: u.Data}, nil
	}
	spec, ok := eventsByType[reflect.TypeOf(e)]
	if !ok {
		return eventJSON{}, fmt.Errorf("agenda: event %T has no name", e)
	}
	data, err := marshal(e)
	return eventJSON{Type: spec.name, Data: data}, err
}

func decodeEvent(j eventJSON) (Event, error) {
	spec, ok := eventsByName[j.Type]
	if !ok {
		return Unknown(j), nil
	}
	e, err := spec.decode(j.Data)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", j.Type, err)
	}
	return e, nil
}

// Decide says which events c would cause now, or why it is refused (*Error). Pure: the same meeting, stamp and command give the same answer.
// No events and no error means that everything is already as asked. Who may and whether the minutes are signed is asked before the command: none can forget to.
func (m *Meeting) Decide(s Stamp, c Command) ([]Event, error) {
	spec, ok := commandsByType[reflect.TypeOf(c)]
	if !ok {
		return nil, errUnknownCommand
	}
	role := m.RoleOf(s.By)
	if err := permit(role, spec.roles); err != nil {
		return nil, err
	}
	if !role.Staff() && m.index.records[s.By] >= MaxSeatRecords {
		return nil, errSeat
	}
	if spec.writes && (m.Signed() || m.Part() > 0 && !spec.drafts) {
		return nil, errSigned
	}
	return c.decide(m, s)
}

// Apply folds one record into the meeting. The caller gives the records in order, without gaps.
func (m *Meeting) Apply(r Record) {
	m.Version, m.Hash = r.Version, r.Hash
	m.index.records[r.By]++
	for _, e := range r.Events {
		e.apply(m, r.Stamp)
	}
}
