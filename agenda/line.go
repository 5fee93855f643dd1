package agenda

import (
	"slices"
	"time"
)

// LineKind is what a line of the minutes is.
type LineKind string

// The kinds of lines. Facts (diễn biến) are written by the system; notes (ghi chú nội bộ) never leave the server to a unit.
const (
	KindFact        LineKind = "fact"
	KindOpinion     LineKind = "opinion"
	KindShortcoming LineKind = "shortcoming"
	KindConclusion  LineKind = "conclusion"
	KindTask        LineKind = "task"
	KindNote        LineKind = "note"
)

var lineKinds = []LineKind{KindOpinion, KindShortcoming, KindConclusion, KindTask, KindNote}

// Line is one line of the minutes. It is owned by its Meeting.
type Line struct {
	ID       LineID    `json:"id"`
	Item     ItemID    `json:"item"`
	Kind     LineKind  `json:"kind"`
	Text     Text      `json:"text"`
	Unit     UnitID    `json:"unit"`   // who said it, if a unit did
	Person   Text      `json:"person"` // who said it, by name
	At       time.Time `json:"at"`     // when typing began
	Author   SeatID    `json:"author"`
	Revision Version   `json:"revision"` // the version that last touched it
	Number   int       `json:"number"`   // of a conclusion, from 1; kept when the kind changes, never given to another line
	Internal bool      `json:"internal"` // not for units: a note, or a line of an internal item
	Settled  string    `json:"settled"`  // why a conclusion makes no task; empty when it may
	Removed  bool      `json:"removed"`
	// SettledBy and SettledAt are who said so and when.
	SettledBy SeatID     `json:"settled_by,omitempty"`
	SettledAt *time.Time `json:"settled_at,omitempty"`
	// Confirmed is the chair's last confirmation; it holds while its revision is the line's, see IsConfirmed.
	Confirmed *Confirmation `json:"confirmed,omitempty"`
	Waivers   []Waiver      `json:"waivers,omitempty"`   // why some findings of the check may stay
	Precedent *Precedent    `json:"precedent,omitempty"` // the earlier conclusion that it takes up
	Recurring bool          `json:"recurring,omitempty"` // a conclusion that is looked at again in every meeting
	Part      int           `json:"part,omitempty"`      // 0 for the minutes, n for the n-th supplement
}

var lineCommands = []commandSpec{
	command[LineAdd]("line.add", RoleSecretary, RoleChair, RoleSystem).drafted(),
	command[LineEdit]("line.edit", RoleSecretary, RoleChair).drafted(),
	command[LineKindSet]("line.kind", RoleSecretary, RoleChair).drafted(),
	command[LineRemove]("line.remove", RoleSecretary, RoleChair).drafted(),
}

var lineEvents = []eventSpec{
	event[LineAdded]("line.added"),
	event[LineEdited]("line.edited"),
	event[LineKindChanged]("line.kind_changed"),
	event[LineRemoved]("line.removed"),
}

var (
	errNoLine    = NewError(NotFound, "no_line", "Không có dòng này trong biên bản.", "There is no such line in the minutes.")
	errLineKind  = NewError(Invalid, "bad_line_kind", "Loại dòng không hợp lệ.", "The kind of the line is not valid.")
	errStaleLine = NewError(Conflict, "line_stale", "Dòng này vừa được người khác sửa. Hãy xem lại hai bản.", "Somebody else has just changed this line. Please compare the two texts.")
	errLineGone  = NewError(Conflict, "line_removed", "Dòng này đã bị xoá.", "This line was removed.")
	errHasTasks  = NewError(Conflict, "line_has_tasks", "Dòng này đã giao nhiệm vụ. Hãy thu hồi nhiệm vụ trước.", "Tasks were assigned from this line. Withdraw them first.")
	errSystem    = NewError(Forbidden, "system_line", "Dòng diễn biến do hệ thống ghi.", "This line is written by the system.")
)

// typingWindow bounds how far back a line may say that its typing began (a day offline); a clock that is further off is not believed.
const typingWindow = 24 * time.Hour

// Line finds a line, removed ones included; nil when there is none.
func (m *Meeting) Line(id LineID) *Line { return m.index.lines[id] }

// standing finds a line that was not removed and may change.
func (m *Meeting) standing(id LineID) (*Line, error) {
	l := m.Line(id)
	switch {
	case l == nil:
		return nil, errNoLine.With(id)
	case l.Removed:
		return nil, errLineGone
	case l.Part != m.Part():
		return nil, errSigned // of minutes that were signed before the supplementary ones
	}
	return l, nil
}

// LineAdd writes a line.
type LineAdd struct {
	Line    LineID     `json:"line"`
	Item    ItemID     `json:"item"`
	Kind    LineKind   `json:"kind"`
	Text    string     `json:"text"`
	Unit    UnitID     `json:"unit,omitempty"`
	Person  string     `json:"person,omitempty"`
	TypedAt *time.Time `json:"typed_at,omitempty"`
}

// LineAdded is the line as it was written.
type LineAdded struct {
	Line     LineID    `json:"line"`
	Item     ItemID    `json:"item"`
	Kind     LineKind  `json:"kind"`
	Text     Text      `json:"text"`
	Unit     UnitID    `json:"unit"`
	Person   Text      `json:"person"`
	At       time.Time `json:"at"`
	Author   SeatID    `json:"author"`
	Number   int       `json:"number,omitempty"`
	Internal bool      `json:"internal,omitempty"`
}

func (c LineAdd) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Status == "" || m.ID == DirectoryID {
		return nil, ErrNoMeeting
	}
	if !ValidID(c.Line) {
		return nil, errBadID.With(c.Line)
	}
	if m.Line(c.Line) != nil {
		return nil, errTaken.With(c.Line)
	}
	if !slices.Contains(lineKinds, c.Kind) && !(c.Kind == KindFact && s.By == SystemSeat) {
		return nil, errLineKind.With(c.Kind)
	}
	item := m.Item(c.Item)
	if item == nil && c.Item != "" {
		return nil, errNoItem.With(c.Item)
	}
	if _, ok := m.Unit(c.Unit); !ok && c.Unit != "" {
		return nil, errNoUnit.With(c.Unit)
	}
	text, err := lineText(c.Text)
	if err != nil {
		return nil, err
	}
	person, err := optional(c.Person, MaxName)
	if err != nil {
		return nil, err
	}
	e := LineAdded{Line: c.Line, Item: c.Item, Kind: c.Kind, Text: s.text(0, text), Unit: c.Unit, Person: s.text(1, person), At: typedAt(c.TypedAt, s),
		Author: s.By, Internal: c.Kind == KindNote || item != nil && item.Internal}
	if c.Kind == KindConclusion {
		e.Number = m.Conclusions + 1
	}
	return []Event{e}, fitsCount(len(m.Lines)+1, MaxLines)
}

func lineText(s string) (string, error) {
	s = clean(s)
	if s == "" {
		return "", errEmpty
	}
	return s, fits(s, MaxLineText)
}

func typedAt(t *time.Time, s Stamp) time.Time {
	if t == nil || t.After(s.At) || s.At.Sub(*t) > typingWindow {
		return s.At
	}
	return t.UTC().Truncate(time.Millisecond)
}

func (e LineAdded) apply(m *Meeting, s Stamp) {
	l := m.Line(e.Line)
	if l == nil {
		l = &Line{ID: e.Line}
		m.index.lines[l.ID] = l
		m.Lines = append(m.Lines, l)
	}
	*l = Line{ID: e.Line, Item: e.Item, Kind: e.Kind, Text: e.Text, Unit: e.Unit, Person: e.Person, At: e.At, Author: e.Author,
		Revision: m.Version, Number: e.Number, Internal: e.Internal, Part: m.Part()}
	m.Conclusions = max(m.Conclusions, e.Number)
}

// LineEdit replaces the text of a line that the writer has seen in revision Was.
type LineEdit struct {
	Line LineID  `json:"line"`
	Was  Version `json:"was"`
	Text string  `json:"text"`
}

// LineEdited is the new text.
type LineEdited struct {
	Line     LineID `json:"line"`
	Text     Text   `json:"text"`
	Internal bool   `json:"internal,omitempty"`
}

func (c LineEdit) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.lineToChange(c.Line, c.Was)
	if err != nil {
		return nil, err
	}
	text, err := lineText(c.Text)
	if err != nil {
		return nil, err
	}
	if text == l.Text.Value {
		return nil, nil
	}
	return []Event{LineEdited{Line: l.ID, Text: s.text(0, text), Internal: l.Internal}}, nil
}

func (e LineEdited) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Text, l.Revision = e.Text, m.Version
	}
}

// lineToChange finds a line that a person may change now: one that lineSeen finds and that is no fact.
func (m *Meeting) lineToChange(id LineID, was Version) (*Line, error) {
	l, err := m.lineSeen(id, was)
	if l := m.Line(id); l != nil && !l.Removed && l.Kind == KindFact {
		return nil, errSystem
	}
	return l, err
}

// lineSeen finds a line that stands and checks that the person has seen its newest revision.
func (m *Meeting) lineSeen(id LineID, was Version) (*Line, error) {
	l, err := m.standing(id)
	if err != nil {
		return nil, err
	}
	if l.Revision != was {
		return nil, errStaleLine.With(map[string]any{"line": l.ID, "revision": l.Revision, "text": l.Text.Value, "kind": l.Kind})
	}
	return l, nil
}

// LineKindSet changes what a line is.
type LineKindSet struct {
	Line LineID   `json:"line"`
	Was  Version  `json:"was"`
	Kind LineKind `json:"kind"`
}

// LineKindChanged is the new kind. Shown is the whole line when it stops being internal, because units have never seen it. Hidden says that it was
// internal before as well, so that units do not hear of it at all.
type LineKindChanged struct {
	Line     LineID     `json:"line"`
	Kind     LineKind   `json:"kind"`
	Number   int        `json:"number,omitempty"`
	Internal bool       `json:"internal,omitempty"`
	Hidden   bool       `json:"hidden,omitempty"`
	Was      LineKind   `json:"was"`
	Shown    *LineAdded `json:"shown,omitempty"`
}

func (c LineKindSet) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.lineToChange(c.Line, c.Was)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(lineKinds, c.Kind) {
		return nil, errLineKind.With(c.Kind)
	}
	if c.Kind == l.Kind {
		return nil, nil
	}
	if m.assigned(l.ID) && c.Kind != KindConclusion && c.Kind != KindTask {
		return nil, errHasTasks
	}
	item := m.Item(l.Item)
	e := LineKindChanged{Line: l.ID, Kind: c.Kind, Was: l.Kind, Number: l.Number, Internal: c.Kind == KindNote || item != nil && item.Internal}
	if c.Kind == KindConclusion && e.Number == 0 {
		e.Number = m.Conclusions + 1
	}
	e.Hidden = l.Internal && e.Internal
	if l.Internal && !e.Internal {
		e.Shown = &LineAdded{Line: l.ID, Item: l.Item, Kind: c.Kind, Text: l.Text, Unit: l.Unit, Person: l.Person, At: l.At, Author: l.Author, Number: e.Number}
	}
	return []Event{e}, nil
}

func (e LineKindChanged) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Kind, l.Number, l.Internal, l.Revision = e.Kind, e.Number, e.Internal, m.Version
		l.settle("", s)
		l.Recurring = false
		m.Conclusions = max(m.Conclusions, e.Number)
	}
}

// LineRemove takes a line out of the minutes, facts included. Its number is not given again.
type LineRemove struct {
	Line LineID  `json:"line"`
	Was  Version `json:"was"`
}

// LineRemoved says that the line is gone.
type LineRemoved struct {
	Line     LineID `json:"line"`
	Internal bool   `json:"internal,omitempty"`
}

func (c LineRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	l, err := m.lineSeen(c.Line, c.Was)
	if err != nil {
		return nil, err
	}
	if m.assigned(l.ID) {
		return nil, errHasTasks
	}
	return []Event{LineRemoved{Line: l.ID, Internal: l.Internal}}, nil
}

func (e LineRemoved) apply(m *Meeting, s Stamp) {
	if l := m.Line(e.Line); l != nil {
		l.Removed, l.Revision = true, m.Version
	}
}
