package deadline

import (
	"time"

	"giaoban/agenda/workday"
)

// span is what a row came to: a half-open stretch of time, or something without one. It is a value.
type span struct {
	from, until time.Time
	kind        Kind // set where the row alone decides it
	rrule       string
	guessed     bool
	day         bool // a single day was named
	instant     bool // an hour was named: from and until are that instant
	ending      bool // "cuối …": before it still means before its end
	starts      bool // the words say when it begins
	bare        bool // only two numbers: "10-10"
	recent      bool // the year was guessed, and the same this year is just over
	week        bool // it ends on a Sunday by nature: no need to warn
	today       bool // hôm nay, chiều nay
	pod         int
	saidYear    bool
	bad         bool // no such day
	wrongDay    int  // the weekday that was said, where the date falls on another
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func at(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, workday.Zone)
}

// addMonths keeps within the month: 31 January and one month is 28 February.
func addMonths(t time.Time, n int) time.Time {
	first := at(t.Year(), int(t.Month())+n, 1)
	return first.AddDate(0, 0, min(t.Day(), daysIn(first.Year(), int(first.Month())))-1)
}

// monday is the first day of ref's week, weeks later.
func (s *scan) monday(weeks int) time.Time {
	return s.today.AddDate(0, 0, -(int(s.today.Weekday())+6)%7+7*weeks)
}

// coming fills in a year that was not said: the first in which the span is not over, or, before it, has not begun on the day of reference.
func (s *scan) coming(before bool, in func(year int) span) span {
	sp := in(s.ref.Year())
	recent := s.justOver(sp.until)
	for y := s.ref.Year(); y <= s.ref.Year()+1; y++ {
		if sp = in(y); before && !sp.from.Before(s.today) || !before && sp.until.After(s.ref) {
			break
		}
	}
	sp.guessed, sp.recent = true, recent
	return sp
}

// justOver says that a span ended in the three months before the reference.
func (s *scan) justOver(until time.Time) bool {
	return !until.After(s.ref) && until.After(s.ref.AddDate(0, -3, 0))
}

// pick is in(r.year) when a year was said, else the coming one.
func (s *scan) pick(r *reading, before bool, in func(year int) span) (span, bool) {
	if r.year > 0 {
		sp := in(r.year)
		sp.saidYear = true
		return sp, true
	}
	return s.coming(before, in), true
}

func cut(r *reading, from, until time.Time, start, end time.Time) span {
	sp := span{from: from, until: until, starts: true}
	switch r.part {
	case partStart:
		sp.until = start
	case partMiddle:
		sp.from, sp.until = start, end
	case partEnd:
		sp.from, sp.ending = end, true
	}
	return sp
}

// week reads tuần tới, đầu tuần sau (Monday and Tuesday), cuối tuần (from Friday).
func week(s *scan, r *reading, _ bool) (span, bool) {
	m := s.monday(r.rel)
	sp := cut(r, m, m.AddDate(0, 0, 7), m.AddDate(0, 0, 2), m.AddDate(0, 0, 4))
	sp.guessed, sp.week = r.part == partStart || r.part == partMiddle || !r.hasRel, true
	return sp, true
}

// month reads tháng 8, đầu tháng 8 (days 1–10), giữa (11–20), cuối tháng tới.
func month(s *scan, r *reading, before bool) (span, bool) {
	in := func(year, month int) span {
		first := at(year, month, 1)
		return cut(r, first, first.AddDate(0, 1, 0), first.AddDate(0, 0, 10), first.AddDate(0, 0, 20))
	}
	switch {
	case r.hasRel && r.month == 0:
		return in(s.ref.Year(), int(s.ref.Month())+r.rel), true
	case r.month > 0:
		return s.pick(r, before, func(y int) span { return in(y, r.month) })
	}
	sp := in(s.ref.Year(), int(s.ref.Month()))
	if !sp.until.After(s.ref) || before && sp.from.Before(s.today) && !sp.ending {
		sp = in(s.ref.Year(), int(s.ref.Month())+1)
	}
	sp.guessed = true
	return sp, true
}

// halfMonth reads nửa đầu tháng 8 (days 1–15), nửa cuối.
func halfMonth(s *scan, r *reading, before bool) (span, bool) {
	return s.pick(r, before, func(y int) span {
		first := at(y, r.month, 1)
		return cut(r, first, first.AddDate(0, 1, 0), first.AddDate(0, 0, 15), first.AddDate(0, 0, 15))
	})
}

// quarter reads quý III, đầu quý IV (its first month), cuối quý (its last), quý sau.
func quarter(s *scan, r *reading, before bool) (span, bool) {
	in := func(year, quarter int) span {
		first := at(year, 3*quarter-2, 1)
		sp := cut(r, first, first.AddDate(0, 3, 0), first.AddDate(0, 1, 0), first.AddDate(0, 2, 0))
		sp.guessed = r.part == partStart || r.part == partMiddle
		return sp
	}
	now := (int(s.ref.Month()) + 2) / 3
	switch {
	case r.hasRel && r.quarter == 0:
		return in(s.ref.Year(), now+r.rel), true
	case r.quarter > 0:
		return s.pick(r, before, func(y int) span { return in(y, r.quarter) })
	}
	sp := in(s.ref.Year(), now)
	if !sp.until.After(s.ref) || before && sp.from.Before(s.today) && !sp.ending {
		sp = in(s.ref.Year(), now+1)
	}
	sp.guessed = true
	return sp, true
}

// year reads năm 2020, đầu năm 2021 (its first quarter), giữa năm (its second and third), cuối năm (its last).
func year(s *scan, r *reading, before bool) (span, bool) {
	return s.pick(r, before, func(y int) span {
		sp := cut(r, at(y, 1, 1), at(y+1, 1, 1), at(y, 4, 1), at(y, 10, 1))
		sp.guessed = r.part == partStart || r.part == partMiddle
		return sp
	})
}

// monthsOfYear reads 6 tháng cuối năm, 9 tháng đầu năm 2021, các tháng cuối năm.
func monthsOfYear(s *scan, r *reading, before bool) (span, bool) {
	if r.n > 11 || r.part == partMiddle || r.n == 0 && r.part != partEnd {
		return span{}, false
	}
	n := r.n
	if n == 0 {
		n = 3
	}
	return s.pick(r, before, func(y int) span {
		if r.part == partStart {
			return span{from: at(y, 1, 1), until: at(y, n+1, 1), starts: true}
		}
		return span{from: at(y, 13-n, 1), until: at(y+1, 1, 1), starts: true}
	})
}

// halfYear reads nửa đầu năm, nửa cuối năm 2021.
func halfYear(s *scan, r *reading, before bool) (span, bool) {
	r.n = 6
	return monthsOfYear(s, r, before)
}

// thisUnit reads hết năm, ngay trong tuần: the one we are in.
func thisUnit(s *scan, r *reading, _ bool) (span, bool) {
	sp := span{starts: true, guessed: true}
	y, m := s.ref.Year(), int(s.ref.Month())
	switch r.unit {
	case unitDay:
		return inDays(0)(s, r, false)
	case unitWeek:
		sp.from, sp.week = s.monday(0), true
		sp.until = sp.from.AddDate(0, 0, 7)
	case unitMonth:
		sp.from, sp.until = at(y, m, 1), at(y, m+1, 1)
	case unitQuarter:
		first := (m-1)/3*3 + 1
		sp.from, sp.until = at(y, first, 1), at(y, first+3, 1)
	case unitYear:
		sp.from, sp.until = at(y, 1, 1), at(y+1, 1, 1)
	default:
		return sp, false
	}
	return sp, true
}

// term reads a number of hours, days, weeks … from the meeting or from a named day; the first day is not counted.
func term(s *scan, r *reading, _ bool) (span, bool) {
	if r.bad {
		return span{bad: true}, true
	}
	sp := span{kind: After, from: s.ref, starts: true, guessed: r.open}
	base := s.today
	if !r.named.from.IsZero() {
		base, sp.from, sp.guessed = workday.DateOf(r.named.from).Time(), r.named.from, r.named.guessed
	}
	if r.n == 0 {
		switch r.unit { // nửa …
		case unitMonth:
			r.n, r.unit = 15, unitDay
		case unitYear:
			r.n, r.unit = 6, unitMonth
		default:
			return sp, false
		}
	}
	switch {
	case r.working && r.unit != unitDay:
		return sp, false
	case r.working:
		sp.until = s.cal.Add(base, r.n).AddDate(0, 0, 1)
	case r.unit == unitHour:
		sp.until = s.ref.Add(time.Duration(r.n) * time.Hour)
	case r.unit == unitDay:
		sp.until = base.AddDate(0, 0, r.n+1)
	case r.unit == unitWeek:
		sp.until = base.AddDate(0, 0, 7*r.n+1)
	default:
		step := map[int]int{unitMonth: 1, unitQuarter: 3, unitYear: 12}[r.unit]
		sp.until = addMonths(base, step*r.n).AddDate(0, 0, 1)
	}
	return sp, r.unit != unitHour || r.named.from.IsZero()
}
