package workday

import (
	"fmt"
	"time"
)

// Zone is the time of Việt Nam, UTC+7 all year.
var Zone = time.FixedZone("+07", 7*60*60)

// Date is a calendar day. It is a value and a map key; in JSON it is "2006-01-02".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in Việt Nam.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{y, m, d}
}

// Time is the first instant of the day.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone) }

// String is the day as 2006-01-02.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText writes 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2006-01-02; a day that does not exist is an *Error.
func (d *Date) UnmarshalText(b []byte) error {
	t, err := time.ParseInLocation(time.DateOnly, string(b), Zone)
	if err != nil {
		return &Error{VI: fmt.Sprintf("Ngày %q không hợp lệ; viết theo dạng 2026-02-17.", b), EN: fmt.Sprintf("The date %q is not valid; write it as 2026-02-17.", b), Err: err}
	}
	*d = DateOf(t)
	return nil
}

// short is the day as official texts write it: 02-9-2020 is 02-09-2020 here, always two digits.
func (d Date) short() string { return fmt.Sprintf("%02d-%02d-%04d", d.Day, d.Month, d.Year) }

// before says whether d comes before e.
func (d Date) before(e Date) bool { return d.Time().Before(e.Time()) }
