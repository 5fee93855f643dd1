package agenda

import "slices"

// Audience is what a reader may see: staff everything, a unit what is public and its own, a guest what is public. It is a value and may be a map key.
type Audience struct {
	Staff bool
	Unit  UnitID
}

// AudienceOf is the audience of a seat of this meeting.
func (m *Meeting) AudienceOf(seat SeatID) Audience {
	if m.RoleOf(seat).Staff() {
		return Audience{Staff: true}
	}
	if s := m.Seat(seat); s != nil && s.Role == RoleUnit {
		return Audience{Unit: s.Unit}
	}
	return Audience{}
}

// A restricted event is not shown to everybody as it is. show gives what a is shown, or nil. Pure, and of the event alone: no state is looked at.
type restricted interface {
	show(a Audience) Event
}

// A personal event is shown differently to different units.
type personal interface {
	restricted
	personal()
}

// For is r as a may see it: the same version and author, perhaps fewer or other events. Staff get every
// hash, so that they can check the chain, but for the records of links and sessions, whose hashes of secrets nobody sees; others get none, because the chain
// can only be checked over whole records.
func (r Record) For(a Audience) Record {
	shown := make([]Event, 0, len(r.Events))
	for _, e := range r.Events {
		if x, ok := e.(restricted); ok {
			if e = x.show(a); e == nil {
				continue
			}
		}
		if _, unknown := e.(Unknown); unknown && !a.Staff {
			continue // an event this program does not know may be private
		}
		shown = append(shown, e)
	}
	r.Events = shown
	if !a.Staff {
		r.Hash = ""
	}
	return r
}

// Personal says whether r differs between units, so that it cannot be encoded once for all of them.
func (r Record) Personal() bool {
	for _, e := range r.Events {
		if _, ok := e.(personal); ok {
			return true
		}
	}
	return false
}

func staffOnly(a Audience, internal bool, e Event) Event {
	if internal && !a.Staff {
		return nil
	}
	return e
}

func (e ItemEdited) show(a Audience) Event   { return staffOnly(a, e.Internal, e) }
func (e ItemRemoved) show(a Audience) Event  { return staffOnly(a, e.Internal, e) }
func (e ItemStarted) show(a Audience) Event  { return staffOnly(a, e.Internal, e) }
func (e ItemEnded) show(a Audience) Event    { return staffOnly(a, e.Internal, e) }
func (e ItemExtended) show(a Audience) Event { return staffOnly(a, e.Internal, e) }
func (e PaperAdded) show(a Audience) Event   { return staffOnly(a, e.Internal, e) }
func (e LineAdded) show(a Audience) Event    { return staffOnly(a, e.Internal, e) }
func (e LineEdited) show(a Audience) Event   { return staffOnly(a, e.Internal, e) }
func (e LineRemoved) show(a Audience) Event  { return staffOnly(a, e.Internal, e) }

func (e ConclusionSettled) show(a Audience) Event   { return staffOnly(a, e.Internal, e) }
func (e ConclusionConfirmed) show(a Audience) Event { return staffOnly(a, e.Internal, e) }
func (e ReadbackShown) show(a Audience) Event       { return staffOnly(a, e.Internal, e) }
func (e ReadbackHidden) show(a Audience) Event      { return staffOnly(a, e.Internal, e) }

// An item that stands before an internal one stands, for units, before the next one they see.
func (e ItemAdded) show(a Audience) Event {
	if !a.Staff {
		e.Before, e.Next = e.Next, ""
	}
	return staffOnly(a, e.Internal, e)
}

func (e ItemMoved) show(a Audience) Event {
	if !a.Staff {
		e.Before, e.Next = e.Next, ""
	}
	return staffOnly(a, e.Internal, e)
}

// Who wants to speak is public, an internal item and what is to be said of it are not.
func (e FloorRequested) show(a Audience) Event {
	if !a.Staff && e.Internal {
		e.Item, e.Subject, e.Internal = "", Text{}, false
	}
	return e
}

// Of a secret ballot everybody is told who has voted; what, the unit alone.
func (e PollVoted) show(a Audience) Event {
	if e.Secret && (a.Staff || a.Unit != e.Unit) {
		e.Choice, e.Text = "", Text{}
	}
	return e
}
func (e PollVoted) personal() {}

// A line that becomes a note disappears for units; one that stops being a note appears whole.
func (e LineKindChanged) show(a Audience) Event {
	switch {
	case a.Staff:
		return e
	case e.Shown != nil:
		return *e.Shown
	case e.Hidden:
		return nil
	case e.Internal:
		return LineRemoved{Line: e.Line}
	}
	return e
}

// Letters and groups are for staff; sessions and the hashes of links and cookies for nobody.
func (e SeatLinked) show(Audience) Event {
	e.Link = Link{} // that a revoked seat has a link again is seen by everybody; the link by nobody
	return e
}
func (e SeatEntered) show(Audience) Event    { return nil }
func (e SeatExited) show(Audience) Event     { return nil }
func (e CheckWaived) show(a Audience) Event  { return staffOnly(a, true, e) }
func (e MailQueued) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e MailMarked) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e GroupSaved) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e GroupRemoved) show(a Audience) Event { return staffOnly(a, true, e) }

// Strangers, what a site's check found and phone numbers are for staff; the hashes of the lobby's link and cookies for nobody.
func (e LobbyOpened) show(a Audience) Event {
	e.Token = ""
	return staffOnly(a, true, e)
}
func (e LobbyAsked) show(a Audience) Event {
	e.Session = ""
	return staffOnly(a, true, e)
}
func (e LobbyClosed) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e LobbyAdmitted) show(a Audience) Event { return staffOnly(a, true, e) }
func (e LobbyRefused) show(a Audience) Event  { return staffOnly(a, true, e) }
func (e LobbyLeft) show(a Audience) Event     { return staffOnly(a, true, e) }
func (e SeatChecked) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e UnitPhoned) show(a Audience) Event    { return staffOnly(a, true, e) }

// That a seat was revoked is public, why is not.
func (e SeatRevoked) show(a Audience) Event {
	if !a.Staff {
		e.Reason = ""
	}
	return e
}

// Addresses of units are for staff.
func (e MeetingCreated) show(a Audience) Event {
	if a.Staff {
		return e
	}
	e.Groups = []Group{}
	e.Host.Email = ""
	units := make([]Unit, len(e.Units))
	for i, u := range e.Units {
		u.Email = ""
		units[i] = u
	}
	e.Units = units
	return e
}

func (e UnitContacted) show(a Audience) Event { return staffOnly(a, a.Unit != e.Unit, e) }
func (e UnitContacted) personal()             {}

// A unit sees its own task of a fan-out, and how many there are by the scope's kind only.
func (e TaskAssigned) show(a Audience) Event {
	if a.Staff {
		return e
	}
	for _, t := range e.Tasks {
		if t.Unit == a.Unit && a.Unit != "" {
			e.Tasks, e.Scope = []Task{t}, Scope{Kind: e.Scope.Kind}
			return e
		}
	}
	return nil
}
func (e TaskAssigned) personal() {}

// concerned says whether what happened to the tasks of these units is told to a.
func (a Audience) concerned(units []UnitID) bool {
	return a.Staff || a.Unit != "" && slices.Contains(units, a.Unit)
}

// Changes of a fan-out are told to the units that have a task of it, without the list of the others.
func (e TaskEdited) show(a Audience) Event {
	if !a.concerned(e.Units) {
		return nil
	}
	if !a.Staff {
		e.Units = nil
	}
	return e
}
func (e TaskEdited) personal() {}

func (e TaskUnassigned) show(a Audience) Event {
	if !a.concerned(e.Units) {
		return nil
	}
	if !a.Staff {
		e.Units = nil
	}
	return e
}
func (e TaskUnassigned) personal() {}
