package agenda

import (
	"cmp"
	"errors"
	"slices"

	"giaoban/agenda/workday"
)

var calendarCommands = []commandSpec{
	command[CalendarSave]("calendar.save", RoleAdministrator, RoleSystem),
	command[CalendarRestore]("calendar.restore", RoleAdministrator, RoleSystem),
}

var calendarEvents = []eventSpec{
	event[CalendarSaved]("calendar.saved"),
	event[CalendarRestored]("calendar.restored"),
}

var errNoYear = NewError(NotFound, "no_year", "Năm này chưa được sửa.", "This year was not edited.")

// CalendarSave puts a year of holidays and make-up days in place of the shipped one. The years are kept in the directory and count for all meetings.
type CalendarSave struct {
	Year workday.Year `json:"year"`
}

// CalendarSaved is the year as it now is.
type CalendarSaved CalendarSave

func (c CalendarSave) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	y := workday.Year{Year: c.Year.Year, Off: []workday.Off{}, Work: slices.Clone(c.Year.Work)}
	if y.Work == nil {
		y.Work = []workday.MakeUp{}
	}
	var err error
	if y.Source, err = required(c.Year.Source, MaxReason); err != nil {
		return nil, err
	}
	if err := fitsCount(len(c.Year.Off)+len(y.Work), MaxCalendarRows); err != nil {
		return nil, err
	}
	for _, o := range c.Year.Off {
		if o.VI, err = required(o.VI, MaxName); err != nil {
			return nil, err
		}
		if o.EN, err = required(o.EN, MaxName); err != nil {
			return nil, err
		}
		y.Off = append(y.Off, o)
	}
	if _, err := workday.New([]workday.Year{y}); err != nil {
		return nil, BadCalendar(err)
	}
	if m.yearAt(y.Year) >= 0 {
		return []Event{CalendarSaved{y}}, nil
	}
	return []Event{CalendarSaved{y}}, fitsCount(len(m.Calendar)+1, MaxCalendarYears)
}

func (e CalendarSaved) apply(m *Meeting, s Stamp) {
	m.Calendar = slices.Clone(m.Calendar)
	if i := m.yearAt(e.Year.Year); i >= 0 {
		m.Calendar[i] = e.Year
		return
	}
	m.Calendar = append(m.Calendar, e.Year)
	slices.SortFunc(m.Calendar, func(a, b workday.Year) int { return cmp.Compare(a.Year, b.Year) })
}

// CalendarRestore forgets an edited year: the shipped one counts again, if there is one.
type CalendarRestore struct {
	Year int `json:"year"`
}

// CalendarRestored says that the edited year is gone.
type CalendarRestored CalendarRestore

func (c CalendarRestore) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.yearAt(c.Year) < 0 {
		return nil, errNoYear.With(c.Year)
	}
	return []Event{CalendarRestored(c)}, nil
}

func (e CalendarRestored) apply(m *Meeting, s Stamp) {
	if i := m.yearAt(e.Year); i >= 0 {
		m.Calendar = slices.Delete(slices.Clone(m.Calendar), i, i+1)
	}
}

// BadCalendar is the refusal for data that package workday refused, in its own sentences; they name the year and the day.
func BadCalendar(err error) *Error {
	e := NewError(Invalid, "bad_calendar", "Dữ liệu lịch không đúng.", "The calendar data is not right.").Because(err)
	var fault *workday.Error
	if errors.As(err, &fault) {
		e.VI, e.EN = fault.VI, fault.EN
	}
	return e
}

func (m *Meeting) yearAt(year int) int {
	return slices.IndexFunc(m.Calendar, func(y workday.Year) bool { return y.Year == year })
}

// The calendar is changed by administrators and read through the HTTP interface.
func (e CalendarSaved) show(a Audience) Event    { return staffOnly(a, true, e) }
func (e CalendarRestored) show(a Audience) Event { return staffOnly(a, true, e) }
