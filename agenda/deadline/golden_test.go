package deadline

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"giaoban/agenda/workday"
)

// ref is Wednesday 29 July 2020, 14:00: the reference meeting.
var ref = time.Date(2020, 7, 29, 14, 0, 0, 0, workday.Zone)

const minute = "2006-01-02 15:04"

func show(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(minute)
}

func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlines.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Reference time.Time
		Rows      []struct{ Text, Until, Kind, RRule string }
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	if len(golden.Rows) < 43 {
		t.Fatalf("only %d golden rows", len(golden.Rows))
	}
	for _, row := range golden.Rows {
		found := Find(row.Text, golden.Reference, workday.Default())
		var m Match
		if len(found) > 0 {
			m = found[0]
		}
		if len(found) > 1 || show(m.Until) != row.Until || string(m.Kind) != row.Kind || m.RRule != row.RRule {
			t.Errorf("%q: %d found, until %q kind %q rrule %q, want %q %q %q", row.Text, len(found), show(m.Until), m.Kind, m.RRule, row.Until, row.Kind, row.RRule)
		}
	}
}

// The article has exactly one deadline among "ngày 29-7", "6 tháng đầu năm", "trong năm 2020", "3-5 lần" and the rest, whenever it is read.
func TestArticle(t *testing.T) {
	data, err := os.ReadFile("testdata/article-2020-07-29.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, when := range []time.Time{ref, ref.AddDate(0, 0, 3), ref.AddDate(0, -5, 0), ref.AddDate(5, 3, 0), ref.AddDate(-1, 0, 0)} {
		found := Find(string(data), when, workday.Default())
		if len(found) != 1 || found[0].Words != "trước ngày 10-10" {
			for _, m := range found {
				t.Errorf("%s: found %q", when.Format(minute), m.Words)
			}
		}
	}
}
