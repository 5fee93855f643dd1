package deadline

import (
	"fmt"
	"time"
)

func recurring(rule string, args ...any) (span, bool) {
	return span{kind: Recurring, rrule: fmt.Sprintf(rule, args...)}, true
}

// monthly reads ngày 15 hằng tháng; trước it means the 14th, and before the 1st the last day of the month.
func monthly(_ *scan, r *reading, before bool) (span, bool) {
	d := r.day
	if before {
		if d--; d == 0 {
			d = -1
		}
	}
	return recurring("FREQ=MONTHLY;BYMONTHDAY=%d", d)
}

func monthEnd(*scan, *reading, bool) (span, bool) { return recurring("FREQ=MONTHLY;BYMONTHDAY=-1") }

func quarterEnd(*scan, *reading, bool) (span, bool) {
	return recurring("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
}

// quarterly reads ngày 15 tháng cuối quý.
func quarterly(_ *scan, r *reading, before bool) (span, bool) {
	months := [...]string{partStart: "1,4,7,10", partMiddle: "2,5,8,11", partEnd: "3,6,9,12"}[r.part]
	d := r.day
	if before {
		if d--; d == 0 {
			d, months = -1, [...]string{partStart: "3,6,9,12", partMiddle: "1,4,7,10", partEnd: "2,5,8,11"}[r.part]
		}
	}
	return recurring("FREQ=YEARLY;BYMONTH=%s;BYMONTHDAY=%d", months, d)
}

var ruleDays = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"}

func weekly(_ *scan, r *reading, before bool) (span, bool) {
	d := r.weekday
	if before {
		d--
	}
	return recurring("FREQ=WEEKLY;BYDAY=%s", ruleDays[d])
}

func yearly(_ *scan, r *reading, before bool) (span, bool) {
	if r.bad {
		return span{bad: true}, true
	}
	d := time.Date(2000, time.Month(r.month), r.day, 0, 0, 0, 0, time.UTC)
	if before {
		d = d.AddDate(0, 0, -1)
		if d.Month() == time.February && d.Day() == 29 {
			return recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
		}
	}
	return recurring("FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", d.Month(), d.Day())
}

// every reads hằng tháng, định kỳ 6 tháng, 2 tuần một lần.
func every(_ *scan, r *reading, _ bool) (span, bool) {
	freq, n := "", max(r.n, 1)
	switch r.unit {
	case unitDay:
		freq = "DAILY"
	case unitWeek:
		freq = "WEEKLY"
	case unitMonth:
		freq = "MONTHLY"
	case unitQuarter:
		freq, n = "MONTHLY", 3*n
	case unitYear:
		freq = "YEARLY"
	default:
		return span{}, false
	}
	if n == 1 {
		return recurring("FREQ=%s", freq)
	}
	return recurring("FREQ=%s;INTERVAL=%d", freq, n)
}

func undated(k Kind) func(*scan, *reading, bool) (span, bool) {
	return func(*scan, *reading, bool) (span, bool) { return span{kind: k}, true }
}
