package agenda

import (
	"math"
	"slices"
	"time"
)

// Figure is a number, or a word, that every unit files before the meeting. It is owned by its Meeting.
type Figure struct {
	ID      FigureID   `json:"id"`
	Name    string     `json:"name"`
	Measure string     `json:"measure"` // "cụm", "tỷ đồng"
	Kind    FigureKind `json:"kind"`
	Roll    RollKind   `json:"roll"`
	Filed   []Filed    `json:"filed"` // of the units that filed it, in the order of their first filing
}

// FigureKind is what a figure is filled with.
type FigureKind string

// The kinds of figures.
const (
	FigureNumber  FigureKind = "number"
	FigurePercent FigureKind = "percent"
	FigureText    FigureKind = "text"
)

// RollKind is how the units' numbers make one.
type RollKind string

// The ways to roll up. A percentage has no sum, a text has neither.
const (
	RollSum  RollKind = "sum"
	RollMean RollKind = "mean"
	RollNone RollKind = "none"
)

// Filed is what one unit filed. "Chưa nắm" (Unknown) is an answer, and not the number 0. It is a value.
type Filed struct {
	Unit    UnitID    `json:"unit"`
	Unknown bool      `json:"unknown,omitempty"`
	Number  float64   `json:"number"`
	Text    Text      `json:"text"`
	By      SeatID    `json:"by"`
	At      time.Time `json:"at"`
}

var figureCommands = []commandSpec{
	command[FigureDefine]("figure.define", RoleAdministrator, RoleSecretary, RoleChair),
	command[FigureRemove]("figure.remove", RoleAdministrator, RoleSecretary, RoleChair),
	command[FigureFile]("figure.file", RoleAdministrator, RoleSecretary, RoleChair, RoleUnit),
}

var figureEvents = []eventSpec{
	event[FigureDefined]("figure.defined"),
	event[FigureRemoved]("figure.removed"),
	event[FigureFiled]("figure.filed"),
}

var (
	errNoFigure     = NewError(NotFound, "no_figure", "Không có số liệu này.", "There is no such figure.")
	errFigureKind   = NewError(Invalid, "bad_figure", "Loại hoặc cách tổng hợp số liệu không hợp lệ.", "The kind of the figure, or how it is rolled up, is not valid.")
	errFigureFiled  = NewError(Conflict, "figure_filed", "Đã có đơn vị nộp số liệu này nên không đổi được loại. Hãy lập số liệu mới.", "Units have filed this figure, so its kind stays. Please define another one.")
	errFigureValue  = NewError(Invalid, "bad_value", "Giá trị không hợp lệ: hãy ghi một số, hoặc chọn “chưa nắm”.", "The value is not valid: give a number, or choose “not known”.")
	errFigureTwice  = NewError(Invalid, "figure_twice", "Một số liệu được ghi hai lần.", "A figure is given twice.")
	errFigureValues = NewError(Invalid, "no_values", "Chưa có số liệu nào.", "There are no figures.")
)

// Figure finds a figure; nil when there is none.
func (m *Meeting) Figure(id FigureID) *Figure {
	i := slices.IndexFunc(m.Figures, func(f *Figure) bool { return f.ID == id })
	if i < 0 {
		return nil
	}
	return m.Figures[i]
}

// Of is what a unit filed; ok is false when it did not.
func (f *Figure) Of(unit UnitID) (v Filed, ok bool) {
	i := slices.IndexFunc(f.Filed, func(v Filed) bool { return v.Unit == unit })
	if i < 0 {
		return Filed{}, false
	}
	return f.Filed[i], true
}

// FigureDefine asks the units for a figure, or says anew what one is about. Its kind stays once a unit has filed it.
type FigureDefine struct {
	Figure  FigureID   `json:"figure"`
	Name    string     `json:"name"`
	Measure string     `json:"measure"`
	Kind    FigureKind `json:"kind"`
	Roll    RollKind   `json:"roll"`
}

// FigureDefined is the figure. Everybody sees what is asked.
type FigureDefined FigureDefine

func (c FigureDefine) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if !ValidID(c.Figure) {
		return nil, errBadID.With(c.Figure)
	}
	var err error
	if c.Name, err = required(c.Name, MaxTitle); err != nil {
		return nil, err
	}
	if c.Measure, err = optional(c.Measure, 60); err != nil {
		return nil, err
	}
	rolls, ok := map[FigureKind][]RollKind{FigureNumber: {RollSum, RollMean, RollNone}, FigurePercent: {RollMean, RollNone}, FigureText: {RollNone}}[c.Kind]
	if !ok || !slices.Contains(rolls, c.Roll) {
		return nil, errFigureKind.With(map[string]string{"kind": string(c.Kind), "roll": string(c.Roll)})
	}
	old := m.Figure(c.Figure)
	if old == nil {
		return []Event{FigureDefined(c)}, fitsCount(len(m.Figures)+1, MaxFigures)
	}
	if len(old.Filed) > 0 && old.Kind != c.Kind {
		return nil, errFigureFiled
	}
	if (FigureDefine{c.Figure, old.Name, old.Measure, old.Kind, old.Roll}) == c {
		return nil, nil
	}
	return []Event{FigureDefined(c)}, nil
}

func (e FigureDefined) apply(m *Meeting, s Stamp) {
	f := m.Figure(e.Figure)
	if f == nil {
		f = &Figure{ID: e.Figure, Filed: []Filed{}}
		m.Figures = append(m.Figures, f)
	}
	f.Name, f.Measure, f.Kind, f.Roll = e.Name, e.Measure, e.Kind, e.Roll
}

// FigureRemove takes a figure off the list, with what was filed.
type FigureRemove struct {
	Figure FigureID `json:"figure"`
}

// FigureRemoved says that the figure is gone.
type FigureRemoved FigureRemove

func (c FigureRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if m.Figure(c.Figure) == nil {
		return nil, errNoFigure.With(c.Figure)
	}
	return []Event{FigureRemoved(c)}, nil
}

func (e FigureRemoved) apply(m *Meeting, s Stamp) {
	m.Figures = slices.DeleteFunc(slices.Clone(m.Figures), func(f *Figure) bool { return f.ID == e.Figure })
}

// FigureValue is one figure as a unit files it: a number, a text, or Unknown ("chưa nắm"). It is a value.
type FigureValue struct {
	Figure  FigureID `json:"figure"`
	Unknown bool     `json:"unknown,omitempty"`
	Number  *float64 `json:"number,omitempty"`
	Text    string   `json:"text,omitempty"`
}

// FigureFile files figures for a unit: its own, or, for staff, the one named. Figures that are not named stay as they were.
type FigureFile struct {
	Unit   UnitID        `json:"unit,omitempty"`
	Values []FigureValue `json:"values"`
}

// FiledValue is one filed figure. Number is nil where the figure is a text or not known. It is a value.
type FiledValue struct {
	Figure  FigureID `json:"figure"`
	Unknown bool     `json:"unknown,omitempty"`
	Number  *float64 `json:"number,omitempty"`
	Text    Text     `json:"text"`
}

// FigureFiled is what a unit filed, in one record. Staff and the unit itself see it.
type FigureFiled struct {
	Unit   UnitID       `json:"unit"`
	Values []FiledValue `json:"values"`
}

func (c FigureFile) decide(m *Meeting, s Stamp) ([]Event, error) {
	unit, err := m.filingUnit(s.By, c.Unit)
	if err != nil {
		return nil, err
	}
	if len(c.Values) == 0 {
		return nil, errFigureValues
	}
	e := FigureFiled{Unit: unit}
	seen := map[FigureID]bool{}
	for n, v := range c.Values {
		f := m.Figure(v.Figure)
		if f == nil {
			return nil, errNoFigure.With(v.Figure)
		}
		if seen[f.ID] {
			return nil, errFigureTwice.With(f.ID)
		}
		seen[f.ID] = true
		filed, err := f.checked(v, s, n)
		if err != nil {
			return nil, err
		}
		if !f.has(unit, filed) {
			e.Values = append(e.Values, filed)
		}
	}
	if len(e.Values) == 0 {
		return nil, nil
	}
	return []Event{e}, nil
}

// checked is v as it is filed: exactly one of unknown, number and text.
func (f *Figure) checked(v FigureValue, s Stamp, n int) (FiledValue, error) {
	text, err := optional(v.Text, MaxTitle)
	if err != nil {
		return FiledValue{}, err
	}
	filed := FiledValue{Figure: f.ID, Unknown: v.Unknown, Text: s.text(n, "")}
	switch {
	case v.Unknown && v.Number == nil && text == "":
		return filed, nil
	case v.Unknown:
	case f.Kind == FigureText && v.Number == nil && text != "":
		filed.Text = s.text(n, text)
		return filed, nil
	case f.Kind != FigureText && v.Number != nil && text == "" && math.Abs(*v.Number) <= 1e12:
		number := *v.Number
		filed.Number = &number
		return filed, nil
	}
	return FiledValue{}, errFigureValue.With(f.ID)
}

// has says whether the unit has filed just that.
func (f *Figure) has(unit UnitID, v FiledValue) bool {
	old, ok := f.Of(unit)
	number := 0.0
	if v.Number != nil {
		number = *v.Number
	}
	return ok && old.Unknown == v.Unknown && old.Number == number && old.Text.Value == v.Text.Value
}

func (e FigureFiled) apply(m *Meeting, s Stamp) {
	for _, v := range e.Values {
		f := m.Figure(v.Figure)
		if f == nil {
			continue
		}
		filed := Filed{Unit: e.Unit, Unknown: v.Unknown, Text: v.Text, By: s.By, At: s.At}
		if v.Number != nil {
			filed.Number = *v.Number
		}
		at := slices.IndexFunc(f.Filed, func(o Filed) bool { return o.Unit == e.Unit })
		f.Filed = slices.Clone(f.Filed) // values that readers may hold
		if at < 0 {
			f.Filed = append(f.Filed, filed)
			continue
		}
		f.Filed[at] = filed
	}
}

// What a unit filed is between it and staff.
func (e FigureFiled) show(a Audience) Event { return ofUnit(a, e.Unit, e) }
func (e FigureFiled) personal()             {}

// Rollup is one figure over all units. It is a value.
type Rollup struct {
	Figure  FigureID `json:"figure"`
	Units   int      `json:"units"`   // asked
	Filed   int      `json:"filed"`   // of them, "chưa nắm" included
	Unknown int      `json:"unknown"` // "chưa nắm"
	// Value is the sum or mean over the numbers known; nil where there is none, or nothing is rolled up.
	Value *float64 `json:"value"`
}

// Rollup counts who filed a figure and makes one number of theirs, in the meeting's order of units. Unknown is counted, and counts for no number.
func (f *Figure) Rollup(m *Meeting) Rollup {
	r := Rollup{Figure: f.ID, Units: len(m.Units)}
	sum := 0.0
	for _, u := range m.Units {
		v, ok := f.Of(u.ID)
		switch {
		case !ok:
			continue
		case v.Unknown:
			r.Unknown++
		default:
			sum += v.Number
		}
		r.Filed++
	}
	known := r.Filed - r.Unknown
	if known == 0 || f.Roll == RollNone {
		return r
	}
	if f.Roll == RollMean {
		sum /= float64(known)
	}
	r.Value = &sum
	return r
}
