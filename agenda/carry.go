package agenda

import (
	"slices"
	"time"
)

// Carrying over: what of earlier meetings returns, and how an item says what it came from.

// Origin names an item, or a conclusion, of an earlier meeting. It is a value and may be a map key.
type Origin struct {
	Meeting MeetingID `json:"meeting"`
	Item    ItemID    `json:"item,omitempty"`
	Line    LineID    `json:"line,omitempty"`
}

// CarryReason is why something returns.
type CarryReason string

// The three reasons to return (the carry-over rule).
const (
	CarryUndiscussed CarryReason = "undiscussed"
	CarryRecurring   CarryReason = "recurring"
	CarryOpen        CarryReason = "open"
)

// Carry is an item or a conclusion that returns. It is a value.
type Carry struct {
	From     Origin        `json:"from"`
	Title    string        `json:"title"` // of the item, or the words of the conclusion
	Number   int           `json:"number,omitempty"`
	Kind     string        `json:"kind"`
	Minutes  int           `json:"minutes"`
	Lead     UnitID        `json:"lead"`
	Internal bool          `json:"internal,omitempty"`
	Why      []CarryReason `json:"why"`
	Open     int           `json:"open,omitempty"`    // unit tasks that are open
	Overdue  int           `json:"overdue,omitempty"` // of them, past their date
}

// Carried is what returns from earlier meetings, in their order and then in the order of their agendas, each item before its conclusions:
//
//	an item returns when it was not discussed, is recurring, or has an open task;
//	a conclusion returns when it is recurring or has an open task (it was discussed, or it would not be there);
//	what was carried on already is judged where it was carried to, but a conclusion with an open task returns until the task is done.
//
// Only meetings that are closed have earlier business; the opening and the close are no business. No task has a report yet, so each that stands is open; one that a later
// meeting extended is open there and no longer here. The meetings are given oldest first.
func Carried(previous []*Meeting, now time.Time) []Carry {
	extended := extensionsOf(previous)
	carriedOn := map[Origin]bool{}
	for _, m := range previous {
		for _, i := range m.Items {
			if i.From != nil {
				carriedOn[*i.From] = true
			}
		}
	}
	all := []Carry{}
	for _, m := range previous {
		if m.Status != Finished {
			continue
		}
		for _, i := range m.Items {
			if i.Kind == "opening" || i.Kind == "closing" {
				continue
			}
			c := m.itemCarry(i, extended, now)
			if len(c.Why) > 0 && !carriedOn[c.From] {
				all = append(all, c)
			}
			for _, l := range m.ConclusionLines() {
				if l.Item == i.ID {
					all = m.appendConclusion(all, l, carriedOn, extended, now)
				}
			}
		}
		for _, l := range m.ConclusionLines() {
			if i := m.Item(l.Item); i == nil || i.Kind == "opening" || i.Kind == "closing" {
				all = m.appendConclusion(all, l, carriedOn, extended, now)
			}
		}
	}
	return all
}

func (m *Meeting) itemCarry(i *Item, extended extensions, now time.Time) Carry {
	c := Carry{From: Origin{Meeting: m.ID, Item: i.ID}, Title: i.Title, Kind: i.Kind, Minutes: i.Minutes - i.Extended, Lead: i.Lead, Internal: i.Internal}
	for _, a := range m.Assignments {
		if l := m.Line(a.Line); l != nil && l.Item == i.ID {
			c.count(m.ID, a, extended, now)
		}
	}
	if i.State == ItemPlanned {
		c.Why = append(c.Why, CarryUndiscussed)
	}
	c.because(i.Recurring)
	return c
}

func (m *Meeting) appendConclusion(all []Carry, l *Line, carriedOn map[Origin]bool, extended extensions, now time.Time) []Carry {
	c := Carry{From: Origin{Meeting: m.ID, Line: l.ID}, Title: l.Text.Value, Number: l.Number, Kind: "report", Minutes: 5, Lead: HostUnit, Internal: l.Internal}
	for _, a := range m.Assignments {
		if a.Line == l.ID {
			c.count(m.ID, a, extended, now)
		}
	}
	c.because(l.Recurring && !carriedOn[c.From])
	if len(c.Why) == 0 {
		return all
	}
	return append(all, c)
}

// count adds the tasks of an assignment that stands.
func (c *Carry) count(id MeetingID, a *Assignment, extended extensions, now time.Time) {
	if a.Removed {
		return
	}
	for _, t := range a.Tasks {
		if extended.moved[work{id, a.Line, t.Unit}] {
			continue
		}
		c.Open++
		if a.overdue(t, now) {
			c.Overdue++
		}
	}
}

func (c *Carry) because(recurring bool) {
	if recurring {
		c.Why = append(c.Why, CarryRecurring)
	}
	if c.Open > 0 {
		c.Why = append(c.Why, CarryOpen)
	}
}

// overdue says whether a task's date is past.
func (a *Assignment) overdue(t Task, now time.Time) bool {
	due := a.DueOf(t)
	return due != nil && !now.Before(due.Until)
}

var carryCommands = []commandSpec{
	command[ItemCarry]("item.carry", RoleAdministrator, RoleSecretary, RoleChair),
	command[ItemRecur]("item.recur", RoleAdministrator, RoleSecretary, RoleChair),
	command[ConclusionRecur]("conclusion.recur", RoleSecretary, RoleChair).drafted(),
}

var carryEvents = []eventSpec{
	event[ItemCarried]("item.carried"),
	event[ItemRecurred]("item.recurred"),
	event[ConclusionRecurred]("conclusion.recurred"),
}

var (
	errNothing = NewError(Invalid, "nothing_chosen", "Chưa chọn nội dung nào.", "Nothing is chosen.")
	errOrigin  = NewError(Invalid, "bad_origin", "Nội dung mang sang không hợp lệ.", "What is carried over is not valid.")
	errOnce    = NewError(Conflict, "carried_already", "Nội dung này đã có trong chương trình.", "This is on the agenda already.")
)

// Carrying is one thing to carry over, as a new item. It is a value.
type Carrying struct {
	Item      ItemID `json:"item"`
	From      Origin `json:"from"`
	Recurring bool   `json:"recurring,omitempty"`
	ItemDraft
}

// ItemCarry puts what returns from earlier meetings on the agenda, before an item or at the end, in one record.
type ItemCarry struct {
	Before ItemID     `json:"before,omitempty"`
	Items  []Carrying `json:"items"`
}

// ItemCarried says where an item came from.
type ItemCarried struct {
	Item      ItemID `json:"item"`
	From      Origin `json:"from"`
	Recurring bool   `json:"recurring,omitempty"`
	Internal  bool   `json:"internal,omitempty"`
}

func (c ItemCarry) decide(m *Meeting, s Stamp) ([]Event, error) {
	if len(c.Items) == 0 {
		return nil, errNothing
	}
	if err := fitsCount(len(m.Items)+len(c.Items), MaxItems); err != nil {
		return nil, err
	}
	var events []Event
	seen, from := map[ItemID]bool{}, map[Origin]bool{}
	for _, x := range c.Items {
		if !ValidID(x.From.Meeting) || x.From.Meeting == m.ID || (x.From.Item == "") == (x.From.Line == "") || x.From.Item != "" && !ValidID(x.From.Item) || x.From.Line != "" && !ValidID(x.From.Line) {
			return nil, errOrigin
		}
		if seen[x.Item] {
			return nil, errTaken.With(x.Item)
		}
		seen[x.Item] = true
		if from[x.From] || slices.ContainsFunc(m.Items, func(i *Item) bool { return i.From != nil && *i.From == x.From }) {
			return nil, errOnce.With(x.From)
		}
		from[x.From] = true
		if _, known := m.Unit(x.Lead); !known {
			x.Lead = "" // of an earlier roster
		}
		added, err := ItemAdd{Item: x.Item, Before: c.Before, ItemDraft: x.ItemDraft}.decide(m, s)
		if err != nil {
			return nil, err
		}
		events = append(append(events, added...), ItemCarried{Item: x.Item, From: x.From, Recurring: x.Recurring, Internal: x.Internal})
	}
	return events, nil
}

func (e ItemCarried) apply(m *Meeting, s Stamp) {
	if i := m.Item(e.Item); i != nil {
		from := e.From
		i.From, i.Recurring = &from, e.Recurring
	}
}

// ItemRecur says that an item comes back in every meeting, or no longer does.
type ItemRecur struct {
	Item      ItemID `json:"item"`
	Recurring bool   `json:"recurring"`
}

// ItemRecurred is that word.
type ItemRecurred struct {
	Item      ItemID `json:"item"`
	Recurring bool   `json:"recurring"`
	Internal  bool   `json:"internal,omitempty"`
}

func (c ItemRecur) decide(m *Meeting, s Stamp) ([]Event, error) {
	i := m.Item(c.Item)
	switch {
	case i == nil:
		return nil, errNoItem.With(c.Item)
	case i.Recurring == c.Recurring:
		return nil, nil
	}
	return []Event{ItemRecurred{Item: i.ID, Recurring: c.Recurring, Internal: i.Internal}}, nil
}

func (e ItemRecurred) apply(m *Meeting, s Stamp) {
	if i := m.Item(e.Item); i != nil {
		i.Recurring = e.Recurring
	}
}

// ConclusionRecur says that a conclusion is looked at again in every meeting ("thường xuyên"), or no longer is.
type ConclusionRecur struct {
	Line      LineID `json:"line"`
	Recurring bool   `json:"recurring"`
}

// ConclusionRecurred is that word.
type ConclusionRecurred struct {
	Line      LineID `json:"line"`
	Recurring bool   `json:"recurring"`
	Internal  bool   `json:"internal,omitempty"`
}

func (c ConclusionRecur) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.standingConclusion(c.Line)
	switch {
	case err != nil:
		return nil, err
	case l.Recurring == c.Recurring:
		return nil, nil
	}
	return []Event{ConclusionRecurred{Line: l.ID, Recurring: c.Recurring, Internal: l.Internal}}, nil
}

func (e ConclusionRecurred) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Recurring = e.Recurring
	}
}

// Where an item came from is for staff: it may have been internal there.
func (e ItemCarried) show(a Audience) Event        { return staffOnly(a, true, e) }
func (e ItemRecurred) show(a Audience) Event       { return staffOnly(a, e.Internal, e) }
func (e ConclusionRecurred) show(a Audience) Event { return staffOnly(a, e.Internal, e) }
