package deadline

import (
	"time"

	"giaoban/agenda/workday"
)

func oneDay(d time.Time) span { return span{from: d, until: d.AddDate(0, 0, 1), day: true} }

// onOrAfter is the first such day from the day of reference on: the year was not said.
func (s *scan) onOrAfter(month, day int) time.Time {
	for y := s.ref.Year(); ; y++ {
		if day <= daysIn(y, month) && !at(y, month, day).Before(s.today) {
			return at(y, month, day)
		}
	}
}

// date reads a day and a month, with a weekday and a year or without.
func date(s *scan, r *reading, _ bool) (span, bool) {
	if r.bad {
		return span{bad: true, day: true}, true
	}
	var sp span
	if r.year > 0 {
		sp = oneDay(at(r.year, r.month, r.day))
		sp.saidYear = true
	} else {
		sp = oneDay(s.onOrAfter(r.month, r.day))
		sp.guessed = true
		sp.recent = r.day <= daysIn(s.ref.Year(), r.month) && s.justOver(at(s.ref.Year(), r.month, r.day+1))
	}
	if r.weekday > 0 && r.weekday != weekdayOf(sp.from) {
		sp.wrongDay = r.weekday
	}
	return sp, true
}

// bareDate reads a date without ngày before it.
func bareDate(s *scan, r *reading, b bool) (span, bool) {
	if r.bad && (!r.full || r.month > 12 || r.day > 31 || r.day == 0 || r.month == 0) {
		return span{}, false // two numbers, not a date
	}
	sp, ok := date(s, r, b)
	sp.bare = !r.full
	return sp, ok
}

// dayOfMonth reads ngày 15: the next one.
func dayOfMonth(s *scan, r *reading, _ bool) (span, bool) {
	for i := 0; ; i++ {
		first := at(s.ref.Year(), int(s.ref.Month())+i, 1)
		d := first.AddDate(0, 0, r.day-1)
		if r.day <= daysIn(first.Year(), int(first.Month())) && !d.Before(s.today) {
			sp := oneDay(d)
			sp.guessed = true
			return sp, true
		}
	}
}

func dayOfRelativeMonth(s *scan, r *reading, _ bool) (span, bool) {
	first := at(s.ref.Year(), int(s.ref.Month())+r.rel, 1)
	if r.day > daysIn(first.Year(), int(first.Month())) {
		r.month, r.bad = int(first.Month()), true
		return span{bad: true, day: true}, true
	}
	return oneDay(first.AddDate(0, 0, r.day-1)), true
}

func lastOfRelativeMonth(s *scan, r *reading, _ bool) (span, bool) {
	return oneDay(at(s.ref.Year(), int(s.ref.Month())+r.rel+1, 0)), true
}

func lastOfMonth(s *scan, r *reading, before bool) (span, bool) {
	return s.pick(r, before, func(y int) span { return oneDay(at(y, r.month+1, 0)) })
}

// lunarNewYear reads Tết: the coming one's days off in the calendar; without data there is nothing to say.
func lunarNewYear(s *scan, _ *reading, _ bool) (span, bool) {
	o, ok := s.cal.Next(s.today, "Tết Nguyên đán")
	if !ok || o.From.Time().After(s.today.AddDate(0, 13, 0)) {
		return span{}, false
	}
	return span{from: o.From.Time(), until: o.To.Time().AddDate(0, 0, 1), guessed: true}, true
}

// weekdayOf is 1 for Monday … 7 for Sunday.
func weekdayOf(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

func weekdayOfWeek(s *scan, r *reading, _ bool) (span, bool) {
	return oneDay(s.monday(r.rel).AddDate(0, 0, r.weekday-1)), true
}

// weekdayNext reads thứ Sáu này (of this week), thứ Sáu tới (the next one).
func weekdayNext(s *scan, r *reading, _ bool) (span, bool) {
	if r.rel == 0 {
		return weekdayOfWeek(s, r, false)
	}
	return oneDay(s.today.AddDate(0, 0, 1+(r.weekday-weekdayOf(s.today)+6)%7)), true
}

// weekday reads thứ Hai: the next one, today included, but not for before it.
func weekday(s *scan, r *reading, before bool) (span, bool) {
	days := (r.weekday - weekdayOf(s.today) + 7) % 7
	if days == 0 && before {
		days = 7
	}
	sp := oneDay(s.today.AddDate(0, 0, days))
	sp.guessed = true
	return sp, true
}

func inDays(n int) func(*scan, *reading, bool) (span, bool) {
	return func(s *scan, _ *reading, _ bool) (span, bool) {
		sp := oneDay(s.today.AddDate(0, 0, n))
		sp.today = n == 0
		return sp, true
	}
}

// partOfDay reads sáng mai, chiều thứ Sáu: until noon, 13:00, 18:00 or midnight. The hour is a guess.
func partOfDay(s *scan, r *reading, _ bool) (span, bool) {
	sp := r.named
	if !sp.day || sp.bad || sp.pod > 0 {
		return sp, sp.bad
	}
	hours := [...][2]int{podMorning: {0, 12}, podNoon: {12, 13}, podAfternoon: {12, 18}, podEvening: {18, 24}}[r.pod]
	day := sp.from
	sp.from, sp.until = day.Add(time.Duration(hours[0])*time.Hour), day.Add(time.Duration(hours[1])*time.Hour)
	sp.pod, sp.guessed = r.pod, true
	return sp, true
}

func wholeDay(_ *scan, r *reading, _ bool) (span, bool) {
	return r.named, r.named.day && r.named.pod == 0
}

// hourOfDay reads 17 giờ ngày 05/8, 5 giờ chiều mai, ngày 05/8 lúc 17h30.
func hourOfDay(_ *scan, r *reading, _ bool) (span, bool) {
	sp := r.named
	if sp.bad {
		return sp, true
	}
	if sp.bare && r.day == 0 && !sp.day {
		return sp, false
	}
	day, pod := workday.DateOf(sp.from).Time(), max(r.pod, sp.pod)
	if r.pod == 0 && sp.pod > 0 && !sp.today {
		sp.guessed = false
	}
	sp.from = clock(day, r, pod)
	sp.until, sp.instant, sp.day, sp.bare, sp.pod = sp.from, true, false, false, 0
	return sp, sp.kind == None
}

// hour reads an hour alone: the next time it strikes.
func hour(s *scan, r *reading, _ bool) (span, bool) {
	t := clock(s.today, r, r.pod)
	if !t.After(s.ref) {
		t = t.AddDate(0, 0, 1)
	}
	return span{from: t, until: t, instant: true, guessed: true}, true
}

// clock is the hour on day; 5 giờ chiều is 17:00.
func clock(day time.Time, r *reading, pod int) time.Time {
	h := r.hour
	if h < 12 && (pod == podAfternoon || pod == podEvening) {
		h += 12
	}
	return day.Add(time.Duration(h)*time.Hour + time.Duration(r.minute)*time.Minute)
}

// dateRange reads từ ngày 01-8 đến ngày 15-8-2020.
func dateRange(s *scan, r *reading, _ bool) (span, bool) {
	last, ok := date(s, r, false)
	if !ok || last.bad {
		return last, ok
	}
	month0, year0 := r.month0, r.year0
	if month0 == 0 {
		month0 = r.month
	}
	if year0 == 0 {
		if year0 = last.from.Year(); at(year0, month0, r.day0).After(last.from) {
			year0--
		}
	}
	if r.day0 > daysIn(year0, month0) {
		return span{bad: true, day: true}, true
	}
	first := at(year0, month0, r.day0)
	if !first.Before(last.until) {
		return span{bad: true, day: true}, true
	}
	last.from, last.kind, last.starts = first, By, true
	return last, true
}

// fullRange is dateRange for dates without ngày: the year must be said.
func fullRange(s *scan, r *reading, before bool) (span, bool) {
	if !r.full {
		return span{}, false
	}
	return dateRange(s, r, before)
}
