package agenda

import (
	"errors"
	"strings"
	"testing"
	"time"

	"giaoban/agenda/workday"
)

// aYear has one day off, 4 May.
func aYear(year int) workday.Year {
	day := workday.Date{Year: year, Month: time.May, Day: 4}
	return workday.Year{Year: year, Source: "Thông báo của Bộ", Off: []workday.Off{{From: day, To: day, VI: "Nghỉ hoán đổi", EN: "Day given in exchange"}}}
}

// workedYear is the same with everything in it.
func workedYear(year int) workday.Year {
	y := aYear(year)
	y.Off[0].Unconfirmed = true
	y.Work = []workday.MakeUp{{Day: workday.Date{Year: year, Month: time.May, Day: 8}, For: y.Off[0].From}}
	return y
}

func TestCalendar(t *testing.T) {
	with := func(change func(y *workday.Year)) step {
		y := aYear(2027)
		change(&y)
		return step{"admin-1", CalendarSave{y}}
	}
	stage(t, invited, []scene{
		{name: "a year", when: with(func(*workday.Year) {}), then: "calendar.saved"},
		{name: "no source", when: with(func(y *workday.Year) { y.Source = " " }), refused: "empty"},
		{name: "a long name", when: with(func(y *workday.Year) { y.Off[0].EN = strings.Repeat("x", MaxName+1) }), refused: "too_long"},
		{name: "a day outside", when: with(func(y *workday.Year) { y.Year = 2028 }), refused: "bad_calendar"},
		{name: "a Monday made up", when: with(func(y *workday.Year) {
			y.Work = []workday.MakeUp{{Day: workday.Date{Year: 2027, Month: time.May, Day: 10}, For: y.Off[0].From}}
		}), refused: "bad_calendar"},
		{name: "too many rows", when: with(func(y *workday.Year) { y.Off = make([]workday.Off, MaxCalendarRows+1) }), refused: "too_many"},
		{name: "not edited", when: step{"admin-1", CalendarRestore{Year: 2027}}, refused: "no_year"},
	})
}

// The refusal names the day, in the sentences of the calendar.
func TestBadCalendarSaysWhichDay(t *testing.T) {
	y := aYear(2027)
	y.Off = append(y.Off, y.Off[0])
	_, cause := workday.New([]workday.Year{y})
	if e := BadCalendar(cause); !strings.Contains(e.VI, "2027-05-04") || e.Code != Invalid || !errors.Is(e, NewError(Invalid, "bad_calendar", "", "")) {
		t.Errorf("%+v", e)
	}
}
