package reference

import (
	"fmt"
	"slices"

	"giaoban/agenda"
)

// Script is a whole meeting written down: what is prepared and what is said. It is a value; the same roster gives the same script, ids included.
type Script struct {
	ID           agenda.MeetingID
	Create       agenda.MeetingCreate
	Items        []agenda.ItemAdd
	Papers       []agenda.PaperAdd
	Seats        []agenda.SeatAdd
	Contacts     []agenda.UnitContact // invented addresses, the host's included
	Shortcomings []Shortcoming
	Instructions []Instruction
	Speeches     []Speech
	Note         agenda.LineAdd // the one internal line
	Invented     string         // a Vietnamese sentence naming everything that is made up; also in Create
}

// Speech is one unit's turn to speak. The report tells of none: all of it is invented and says so. It is a value.
type Speech struct {
	Request agenda.RequestID
	Seat    agenda.SeatID
	Unit    agenda.UnitID
	Item    agenda.ItemID
	Line    agenda.LineID
	Subject string
	Text    string // the line that the secretary writes of it
}

// Step is one command of a script. It is a value.
type Step struct {
	ID      agenda.CommandID
	By      agenda.SeatID // empty for an administrator, whichever seat that has
	Command agenda.Command
}

// Now is the step's command for the meeting as it stands: a change of a line names the revision that was seen, a signature the version.
func (s Step) Now(m *agenda.Meeting) agenda.Command { return now(s.Command, m) }

// steps collects commands under ids that are counted. It is owned by the call that builds it.
type steps struct {
	prefix string
	list   []Step
}

func (l *steps) add(by agenda.SeatID, commands ...agenda.Command) {
	for _, c := range commands {
		id := agenda.CommandID(fmt.Sprintf("%s-%03d", l.prefix, len(l.list)+1))
		l.list = append(l.list, Step{ID: id, By: by, Command: c})
	}
}

// Commands are what an administrator does before the meeting, in order: create it, agenda, papers, seats, addresses, publish.
func (s Script) Commands() []Step {
	l := &steps{prefix: "ref-a"}
	l.add("", s.Create)
	addAll(l, s.Items)
	addAll(l, s.Papers)
	addAll(l, s.Seats)
	addAll(l, s.Contacts)
	l.add("", agenda.MeetingPublish{})
	return l.list
}

func addAll[C agenda.Command](l *steps, commands []C) {
	for _, c := range commands {
		l.add("", c)
	}
}

// Spoken are the commands of the meeting itself, in order, from opening to close, each by its seat: Typed, Cleared, Ended. A command is to be passed through Now.
func (s Script) Spoken() []Step { return slices.Concat(s.Typed(), s.Cleared(), s.Ended()) }

// Typed are the commands from the opening to the last item but one: the report typed as it is, with the only date and the three numbers that it has.
func (s Script) Typed() []Step {
	l := &steps{prefix: "ref-s"}
	l.add(ChairSeat, agenda.MeetingOpen{})
	for _, item := range s.Items[:len(s.Items)-1] {
		l.add(ChairSeat, agenda.ItemStart{Item: item.Item})
		for _, sp := range s.Speeches {
			if sp.Item == item.Item {
				l.speech(sp)
			}
		}
		for _, sh := range s.Shortcomings {
			if sh.Item == item.Item {
				l.add(SecretarySeat, agenda.LineAdd{Line: sh.Line, Item: sh.Item, Kind: agenda.KindShortcoming, Text: sh.Text})
			}
		}
		for _, in := range s.Instructions {
			if in.Item == item.Item {
				l.instruction(in)
			}
		}
		if s.Note.Item == item.Item {
			l.add(SecretarySeat, s.Note)
		}
	}
	return l.list
}

// Ended are the last item and the close.
func (s Script) Ended() []Step {
	l := &steps{prefix: "ref-e"}
	l.add(ChairSeat, agenda.ItemStart{Item: s.Items[len(s.Items)-1].Item}, agenda.MeetingClose{})
	return l.list
}

func (l *steps) speech(sp Speech) {
	l.add(sp.Seat, agenda.FloorRequest{Request: sp.Request, Item: sp.Item, Subject: sp.Subject, Kind: "speak", Minutes: 3})
	l.add(ChairSeat, agenda.FloorCall{Request: sp.Request})
	l.add(SecretarySeat, agenda.LineAdd{Line: sp.Line, Item: sp.Item, Kind: agenda.KindOpinion, Text: sp.Text, Unit: sp.Unit})
	l.add(sp.Seat, agenda.FloorFinish{Request: sp.Request})
}

func (l *steps) instruction(in Instruction) {
	l.add(SecretarySeat, agenda.LineAdd{Line: in.Line, Item: in.Item, Kind: in.First, Text: in.Text, Unit: agenda.HostUnit, Person: chairName})
	if in.First != agenda.KindConclusion {
		l.add(SecretarySeat, agenda.LineKindSet{Line: in.Line, Kind: agenda.KindConclusion})
	}
	due := &in.Due
	if in.Invented {
		due = nil
	}
	l.add(SecretarySeat, agenda.TaskAssign{Assignment: in.Assignment, Line: in.Line, Scope: in.Scope, Due: due, Target: in.Target, Supporting: in.Supporting})
}

// UnitTasks is how many unit tasks the instructions make: one per unit for each that is for all, one for each that is for the host.
func (s Script) UnitTasks() int {
	n := 0
	for _, in := range s.Instructions {
		if in.Scope.Kind == "all" {
			n += len(s.Create.Units)
		} else {
			n += len(in.Scope.Units)
		}
	}
	return n
}
