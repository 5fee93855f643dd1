package deadline

import (
	"time"

	"giaoban/agenda/workday"
)

// Kind says what sort of deadline was read. The values are stored and go over the wire.
type Kind string

// The kinds.
const (
	None      Kind = ""        // the words name a date that cannot be: see Warnings
	Before    Kind = "truoc"   // before the named day, hour or period: it is not included
	By        Kind = "den"     // by the end of the named day, at the named hour at the latest
	Within    Kind = "trong"   // by the end of a period: tháng 8, quý III, tuần tới
	After     Kind = "sau"     // a number of days, weeks or months counted from the reference or a named day
	Recurring Kind = "dinhky"  // again and again: RRule says when
	Ongoing   Kind = "lientuc" // thường xuyên: all the time, without a date
	Urgent    Kind = "khan"    // khẩn trương, ngay: at once, without a date
)

// Match is one deadline phrase of a text. It is a value. Text[Start:End] are its words as typed; RuneStart and RuneEnd count code points, for the browser.
type Match struct {
	Start, End         int
	RuneStart, RuneEnd int

	From     time.Time // when it begins, where the words say so; else zero
	Until    time.Time // the first instant that is too late, +07:00; zero where no date follows from the words
	Kind     Kind
	RRule    string    // RFC 5545, without DTSTART; only for Recurring
	Guessed  bool      // the year, month, week or hour was not said: a person must confirm
	Words    string    // as typed
	Warnings []Warning // what a person should know before taking it over
}

// Dated says whether a date follows from the words.
func (m Match) Dated() bool { return !m.Until.IsZero() }

// Find finds all deadline phrases in text, from left to right, without overlap. Ref is the meeting: "tuần tới", a missing year and terms count from it. cal says which
// days are working days.
func Find(text string, ref time.Time, cal workday.Calendar) []Match {
	return newScan(text, ref, cal).find()
}

// Parse reads one deadline: the first that gives a date or a recurrence, else the first of all; false when there is none. Unlike Find it takes a bare "10-10" for a date
// when nothing else stands in text, because whoever calls it was typing a date.
func Parse(text string, ref time.Time, cal workday.Calendar) (Match, bool) {
	s := newScan(text, ref, cal)
	s.lenient = true
	found := s.find()
	for _, m := range found {
		if m.Dated() || m.Kind == Recurring {
			return m, true
		}
	}
	if len(found) == 0 {
		return Match{}, false
	}
	return found[0], true
}
