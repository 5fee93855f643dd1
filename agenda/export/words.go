package export

import (
	"strconv"
	"strings"

	"giaoban/agenda"
)

// targetWords is a target as a Vietnamese reader expects it; empty when there is none.
func targetWords(t agenda.Target) string {
	switch t.Kind {
	case "number":
		return strings.TrimSpace(decimal(t.Value) + " " + t.Unit)
	case "total":
		return strings.TrimSpace("tổng " + decimal(t.Value) + " " + t.Unit)
	case "multiple":
		times := decimal(t.Value)
		if t.Max > t.Value {
			times += "–" + decimal(t.Max)
		}
		times = "gấp " + times + " lần"
		if t.Unit != "" {
			times += " (" + t.Unit + ")"
		}
		return times
	case "yesno":
		return "hoàn thành (có/không)"
	case "text":
		return t.Text
	}
	return ""
}

// wantedWords is what one unit is to reach; for a multiple also the numbers, where its baseline is known: "gấp 3–5 lần (sự kiện): 6–10, số gốc 2".
func wantedWords(a *agenda.Assignment, t agenda.Task) string {
	target := a.TargetOf(t)
	words := targetWords(target)
	least, most, ok := a.Wanted(t)
	if target.Kind != "multiple" || !ok {
		return words
	}
	numbers := decimal(least)
	if most > least {
		numbers += "–" + decimal(most)
	}
	return words + ": " + numbers + ", số gốc " + decimal(*t.Base)
}

// decimal writes a number with a decimal comma and dots between thousands: 1.234,5.
func decimal(f float64) string {
	if f < 0 {
		return "-" + decimal(-f)
	}
	whole, part, fraction := strings.Cut(strconv.FormatFloat(f, 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if fraction {
		return whole + "," + part
	}
	return whole
}
