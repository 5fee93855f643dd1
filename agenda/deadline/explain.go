package deadline

import (
	"fmt"
	"strings"
	"time"

	"giaoban/agenda/workday"
)

var weekdayVI = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}

// short is the day as 09-10-2020.
func short(t time.Time) string { return t.In(workday.Zone).Format("02-01-2006") }

func dayName(t time.Time) (vi, en string) {
	d := t.In(workday.Zone).Weekday()
	return weekdayVI[d], d.String()
}

// Explain says what was understood, as the chip shows it: "hết thứ Sáu 09-10-2020; 'trước ngày' không gồm ngày 10". lang is "vi" or "en". Guessed and Warnings are not
// repeated here: the chip has marks of its own for them.
func Explain(m Match, lang string) string {
	vi := lang != "en"
	switch {
	case m.Kind == Recurring:
		return recurrence(m, vi)
	case m.Kind == Ongoing:
		return pick(vi, "thường xuyên, không có thời hạn", "all the time, no date")
	case m.Kind == Urgent:
		return pick(vi, "khẩn trương, chưa có ngày cụ thể", "urgent, no date yet")
	case !m.Dated() && len(m.Warnings) > 0:
		return pick(vi, m.Warnings[0].VI, m.Warnings[0].EN)
	case !m.Dated():
		return pick(vi, "chưa rõ thời hạn", "no date understood")
	}
	words := until(m.Until, m.Kind, vi)
	if !m.From.IsZero() && m.Kind == By {
		dayVI, dayEN := dayName(m.From)
		words = pick(vi, "từ "+dayVI, "from "+dayEN) + " " + short(m.From) + " " + pick(vi, "đến ", "") + words
	}
	if m.Kind == Before && midnight(m.Until) && endsEarlier(m.Words) {
		words += "; " + excluded(m, vi)
	}
	return words
}

func pick(vi bool, a, b string) string {
	if vi {
		return a
	}
	return b
}

func midnight(t time.Time) bool {
	t = t.In(workday.Zone)
	return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0
}

// until is "hết thứ Sáu 09-10-2020" or "trước 17:00 thứ Tư 05-08-2020".
func until(t time.Time, k Kind, vi bool) string {
	t = t.In(workday.Zone)
	if midnight(t) {
		last := t.AddDate(0, 0, -1)
		dayVI, dayEN := dayName(last)
		return pick(vi, "hết "+dayVI, "through "+dayEN) + " " + short(last)
	}
	dayVI, dayEN := dayName(t)
	lead := pick(vi, "chậm nhất ", "by ")
	if k == Before {
		lead = pick(vi, "trước ", "before ")
	}
	return lead + t.Format("15:04") + " " + pick(vi, dayVI, dayEN) + " " + short(t)
}

// endsEarlier is false for "trước cuối tháng 9", which runs to the end, and "trước 24 giờ ngày 31-12", where the day is included.
func endsEarlier(words string) bool {
	words = said(words)
	for _, w := range []string{"cuoi ", "24h", "24g", "24 gio", "24:"} {
		if strings.Contains(words, w) {
			return false
		}
	}
	return true
}

// excluded says that the day after "trước" is not included, in the words that were typed.
func excluded(m Match, vi bool) string {
	t := m.Until.In(workday.Zone)
	if strings.Contains(said(m.Words), "truoc ngay") {
		return fmt.Sprintf(pick(vi, "'trước ngày' không gồm ngày %d", "'trước ngày' does not include day %d"), t.Day())
	}
	return fmt.Sprintf(pick(vi, "'trước' không gồm ngày %s", "'trước' does not include %s"), t.Format("02-01"))
}

// recurrence puts an RRule of this package into words.
func recurrence(m Match, vi bool) string {
	rule := map[string]string{}
	for part := range strings.SplitSeq(m.RRule, ";") {
		k, v, _ := strings.Cut(part, "=")
		rule[k] = v
	}
	var words string
	day, each := rule["BYMONTHDAY"], every1(rule, vi)
	switch {
	case rule["BYDAY"] != "":
		for i, d := range ruleDays[:7] {
			if d == rule["BYDAY"] {
				words = pick(vi, weekdayVI[i]+" "+each, time.Weekday(i).String()+", "+each)
			}
		}
	case strings.Contains(rule["BYMONTH"], ","):
		words = pick(vi, dayWord(day, vi)+" các tháng "+rule["BYMONTH"], dayWord(day, vi)+" of months "+rule["BYMONTH"])
	case rule["BYMONTH"] != "":
		words = pick(vi, dayWord(day, vi)+" tháng "+rule["BYMONTH"]+" "+each, dayWord(day, vi)+" of month "+rule["BYMONTH"]+", "+each)
	case day != "":
		words = pick(vi, dayWord(day, vi)+" "+each, dayWord(day, vi)+", "+each)
	default:
		words = each
	}
	if strings.Contains(said(m.Words), "truoc") {
		words += pick(vi, "; 'trước' không gồm ngày được nêu", "; 'trước' does not include the day named")
	}
	return words
}

func dayWord(day string, vi bool) string {
	if day == "-1" {
		return pick(vi, "ngày cuối cùng", "the last day")
	}
	return pick(vi, "ngày "+day, "day "+day)
}

func every1(rule map[string]string, vi bool) string {
	units := map[string][2]string{"DAILY": {"ngày", "day"}, "WEEKLY": {"tuần", "week"}, "MONTHLY": {"tháng", "month"}, "YEARLY": {"năm", "year"}}
	u := units[rule["FREQ"]]
	switch n := rule["INTERVAL"]; {
	case n == "3" && rule["FREQ"] == "MONTHLY":
		return pick(vi, "hằng quý", "every quarter")
	case n != "":
		return pick(vi, n+" "+u[0]+" một lần", "every "+n+" "+u[1]+"s")
	}
	return pick(vi, "hằng "+u[0], "every "+u[1])
}
