package deadline

import (
	"fmt"
	"time"

	"giaoban/agenda/workday"
)

// The values of Warning.Code.
const (
	WarnImpossible = "impossible"  // no such day: nothing was set
	WarnLunar      = "lunar"       // a lunar date: nothing was set
	WarnWeekday    = "weekday"     // the date falls on another weekday than was said
	WarnPast       = "past"        // already over at the reference instant
	WarnWeekend    = "weekend"     // the last day, or the day named, is a Saturday or Sunday
	WarnHoliday    = "holiday"     // it is a day off
	WarnNoCalendar = "no_calendar" // no holidays are known for that year
)

// Warning is something a person should know before taking a deadline over; VI and EN are whole sentences. It is a value.
type Warning struct {
	Code   string
	VI, EN string
}

var lunarWarning = Warning{WarnLunar, "Ngày âm lịch chưa được đổi sang dương lịch; hãy nhập ngày dương lịch.", "A lunar date is not converted; please give the date of the solar calendar."}

// impossible names the day that does not exist.
func impossible(r reading) Warning {
	day := fmt.Sprintf("%02d-%02d", r.day, r.month)
	if r.year > 0 {
		day = fmt.Sprintf("%s-%d", day, r.year)
	}
	if r.day == 0 && r.named.bad || r.day0 > 0 || r.month == 0 {
		return Warning{WarnImpossible, "Ngày này không có trong lịch.", "There is no such day."}
	}
	return Warning{WarnImpossible, fmt.Sprintf("Không có ngày %s.", day), fmt.Sprintf("There is no day %s.", day)}
}

// warnings are what there is to know about a date that was set, in a fixed order.
func (s *scan) warnings(m Match, sp span) []Warning {
	var w []Warning
	if sp.wrongDay > 0 {
		vi, en := dayName(sp.from)
		w = append(w, Warning{WarnWeekday, fmt.Sprintf("Ngày %s là %s, không phải %s.", short(sp.from), vi, weekdayVI[sp.wrongDay%7]),
			fmt.Sprintf("%s is a %s, not a %s.", short(sp.from), en, time.Weekday(sp.wrongDay%7))})
	}
	if !m.Until.After(s.ref) {
		w = append(w, Warning{WarnPast, "Thời hạn này đã qua.", "This deadline is already over."})
	}
	last := m.Until.Add(-time.Nanosecond)
	if off := s.cal.Why(last); !off.Working && !sp.week {
		w = append(w, s.lastOff(last, off))
	} else if off := s.cal.Why(sp.from); !off.Working && sp.day && m.Kind == Before {
		code, day := offCode(off), short(sp.from)
		w = append(w, Warning{code, fmt.Sprintf("Ngày %s là %s.", day, off.VI), fmt.Sprintf("%s is a day off: %s.", day, off.EN)})
	}
	if y := last.In(workday.Zone).Year(); !s.cal.Known(y) {
		w = append(w, Warning{WarnNoCalendar, fmt.Sprintf("Chưa có lịch nghỉ lễ năm %d; chỉ tính thứ Bảy, Chủ nhật.", y), fmt.Sprintf("No holidays are known for %d; only weekends are counted.", y)})
	}
	return w
}

// lastOff is the warning for a last day on which nobody works, with the working day before it.
func (s *scan) lastOff(day time.Time, off workday.Reason) Warning {
	work := s.cal.LastWorking(day)
	vi, en := dayName(work)
	return Warning{offCode(off), fmt.Sprintf("Ngày cuối cùng, %s, là %s; ngày làm việc gần nhất trước đó là %s %s.", short(day), off.VI, vi, short(work)),
		fmt.Sprintf("The last day, %s, is a day off: %s; the last working day before it is %s %s.", short(day), off.EN, en, short(work))}
}

func offCode(r workday.Reason) string {
	if r.Code == workday.CodeWeekend {
		return WarnWeekend
	}
	return WarnHoliday
}
