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
	if off := s.off(last, "Ngày cuối cùng, ", "The last day, "); off.Code != "" {
		w = append(w, off)
	} else if named := sp.from; sp.day && m.Kind == Before {
		if off := s.off(named, "Ngày ", ""); off.Code != "" {
			w = append(w, off)
		}
	}
	if y := last.In(workday.Zone).Year(); !s.cal.Known(y) {
		w = append(w, Warning{WarnNoCalendar, fmt.Sprintf("Chưa có lịch nghỉ lễ năm %d; chỉ tính thứ Bảy, Chủ nhật.", y), fmt.Sprintf("No holidays are known for %d; only weekends are counted.", y)})
	}
	return w
}

// off is the warning for a day that is not a working day; its Code is empty for one that is.
func (s *scan) off(day time.Time, vi, en string) Warning {
	r := s.cal.Why(day)
	if r.Working {
		return Warning{}
	}
	d := short(day)
	if r.Code == workday.CodeWeekend {
		return Warning{WarnWeekend, fmt.Sprintf("%s%s, là %s.", vi, d, r.VI), fmt.Sprintf("%s%s, is a %s.", en, d, r.EN)}
	}
	return Warning{WarnHoliday, fmt.Sprintf("%s%s, là ngày nghỉ: %s.", vi, d, r.VI), fmt.Sprintf("%s%s, is a day off: %s.", en, d, r.EN)}
}
