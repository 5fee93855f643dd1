package workday

import (
	"maps"
	"slices"
	"time"
)

// maxDays bounds Add, so that a wrong number from outside cannot turn into a long loop: about 80 years of working days.
const maxDays = 20_000

// Calendar answers which days are working days. The zero Calendar knows no year and counts weekends only. It is a value and never changes.
type Calendar struct {
	years map[int]Year
	off   map[Date]Off
	work  map[Date]MakeUp
}

// Known says whether there is data for year. Where there is none, only weekends are taken off, and whoever shows the result should say so.
func (c Calendar) Known(year int) bool {
	_, ok := c.years[year]
	return ok
}

// Years is the data the calendar was made from, in order of years; changing it does not change the calendar.
func (c Calendar) Years() []Year {
	var years []Year
	for _, y := range slices.Sorted(maps.Keys(c.years)) {
		years = append(years, c.years[y].clone())
	}
	return years
}

// With is c with the years of other in place of its own: an edited year over the shipped ones.
func (c Calendar) With(other Calendar) Calendar {
	merged := Calendar{years: maps.Clone(c.years)}
	if merged.years == nil {
		merged.years = map[int]Year{}
	}
	maps.Copy(merged.years, other.years)
	merged.index()
	return merged
}

func (c *Calendar) index() {
	c.off, c.work = map[Date]Off{}, map[Date]MakeUp{}
	for _, y := range c.years {
		for _, o := range y.Off {
			for d := o.From; !o.To.before(d); d = DateOf(d.Time().AddDate(0, 0, 1)) {
				c.off[d] = o
			}
		}
		for _, m := range y.Work {
			c.work[m.Day] = m
		}
	}
}

func (y Year) clone() Year {
	y.Off, y.Work = slices.Clone(y.Off), slices.Clone(y.Work)
	return y
}

// IsWorking says whether day (in Việt Nam) is a working day.
func (c Calendar) IsWorking(day time.Time) bool { return c.why(DateOf(day)).Working }

// Add is the n-th working day after day, or before it for a negative n, as the first instant of that day. Day itself is never counted and need not be a
// working day; n = 0 is day itself. n is held within ±20,000.
func (c Calendar) Add(day time.Time, n int) time.Time {
	d, step := DateOf(day).Time(), 1
	if n < 0 {
		n, step = -max(n, -maxDays), -1
	}
	for left := min(n, maxDays); left > 0; {
		d = d.AddDate(0, 0, step)
		if c.IsWorking(d) {
			left--
		}
	}
	return d
}

// Between counts the working days after from up to and including to: Add(from, Between(from, to)) is to, when to is a working day. It is negative when to lies
// before from, then counting from to up to the day before from. Spans over a century count as a century.
func (c Calendar) Between(from, to time.Time) int {
	a, b := DateOf(from).Time(), DateOf(to).Time()
	step := 1
	if b.Before(a) {
		step = -1
	}
	n := 0
	for i := 0; !a.Equal(b) && i < 36_525; i++ {
		a = a.AddDate(0, 0, step)
		if c.IsWorking(a) {
			n += step
		}
	}
	return n
}

// LastWorking is the last working day on or before day, as its first instant.
func (c Calendar) LastWorking(day time.Time) time.Time {
	if c.IsWorking(day) {
		return DateOf(day).Time()
	}
	return c.Add(day, -1)
}

// Next is the first stretch of days off, on or after day, whose Vietnamese name starts with name ("Tết Nguyên đán").
func (c Calendar) Next(day time.Time, name string) (Off, bool) {
	start, found := DateOf(day), Off{}
	for _, y := range c.years {
		for _, o := range y.Off {
			if len(o.VI) >= len(name) && o.VI[:len(name)] == name && !o.From.before(start) && (found.VI == "" || o.From.before(found.From)) {
				found = o
			}
		}
	}
	return found, found.VI != ""
}
