package workday

import (
	"fmt"
	"time"
)

// The values of Reason.Code.
const (
	CodeWorkday = "workday" // an ordinary working day
	CodeMakeUp  = "makeup"  // a weekend day that is worked
	CodeWeekend = "weekend" // Saturday or Sunday
	CodeHoliday = "holiday" // a public holiday, a day in lieu or a day given off by a swap
)

// Reason says what a day is and why, for people. It is a value.
type Reason struct {
	Code        string
	Working     bool
	VI, EN      string // "Chủ nhật", "Quốc khánh", "làm bù cho ngày 31-08-2026"; empty for an ordinary working day
	Unconfirmed bool   // the holiday still waits for its official notice
}

// Why says whether day is a working day and why.
func (c Calendar) Why(day time.Time) Reason { return c.why(DateOf(day)) }

func (c Calendar) why(d Date) Reason {
	if o, ok := c.off[d]; ok {
		r := Reason{Code: CodeHoliday, VI: o.VI, EN: o.EN, Unconfirmed: o.Unconfirmed}
		if o.Unconfirmed {
			r.VI += " (dự kiến, chờ thông báo chính thức)"
			r.EN += " (provisional, awaiting the official notice)"
		}
		return r
	}
	if m, ok := c.work[d]; ok {
		return Reason{Code: CodeMakeUp, Working: true, VI: fmt.Sprintf("làm bù cho ngày %s", m.For.short()), EN: fmt.Sprintf("worked in place of %s", m.For.short())}
	}
	switch d.Time().Weekday() {
	case time.Saturday:
		return Reason{Code: CodeWeekend, VI: "thứ Bảy", EN: "Saturday"}
	case time.Sunday:
		return Reason{Code: CodeWeekend, VI: "Chủ nhật", EN: "Sunday"}
	}
	return Reason{Code: CodeWorkday, Working: true}
}
