package workday

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, s, Zone)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhy(t *testing.T) {
	for _, c := range []struct {
		day, code, vi string
		unconfirmed   bool
	}{
		{"2020-07-29", CodeWorkday, "", false},
		{"2020-08-01", CodeWeekend, "thứ Bảy", false},
		{"2020-08-02", CodeWeekend, "Chủ nhật", false},
		{"2020-01-22", CodeWorkday, "", false},
		{"2020-01-23", CodeHoliday, "Tết Nguyên đán Canh Tý", false},
		{"2020-01-25", CodeHoliday, "Tết Nguyên đán Canh Tý", false},
		{"2020-01-29", CodeHoliday, "Tết Nguyên đán Canh Tý", false},
		{"2020-01-30", CodeWorkday, "", false},
		{"2020-04-02", CodeHoliday, "Giỗ Tổ Hùng Vương", false},
		{"2020-09-01", CodeWorkday, "", false}, // one day only before the Labour Code of 2019
		{"2020-09-02", CodeHoliday, "Quốc khánh", false},
		{"2020-09-03", CodeWorkday, "", false},
		{"2025-01-24", CodeWorkday, "", false},
		{"2025-01-27", CodeHoliday, "Tết Nguyên đán Ất Tỵ", false},
		{"2025-01-31", CodeHoliday, "Tết Nguyên đán Ất Tỵ", false},
		{"2025-02-03", CodeWorkday, "", false},
		{"2025-04-26", CodeMakeUp, "làm bù cho ngày 02-05-2025", false},
		{"2025-05-02", CodeHoliday, "Nghỉ hoán đổi dịp 30-4 và 01-5", false},
		{"2025-09-01", CodeHoliday, "Quốc khánh", false},
		{"2026-01-02", CodeHoliday, "Nghỉ hoán đổi dịp Tết Dương lịch", false},
		{"2026-01-10", CodeMakeUp, "làm bù cho ngày 02-01-2026", false},
		{"2026-02-13", CodeWorkday, "", false},
		{"2026-02-16", CodeHoliday, "Tết Nguyên đán Bính Ngọ", false},
		{"2026-02-20", CodeHoliday, "Tết Nguyên đán Bính Ngọ", false},
		{"2026-02-23", CodeWorkday, "", false},
		{"2026-04-27", CodeHoliday, "Nghỉ bù Giỗ Tổ Hùng Vương", false},
		{"2026-08-22", CodeMakeUp, "làm bù cho ngày 31-08-2026", false},
		{"2026-08-31", CodeHoliday, "Nghỉ hoán đổi dịp Quốc khánh", false},
		{"2026-11-23", CodeWorkday, "", false}, // a swap was only proposed
		{"2026-11-24", CodeHoliday, "Ngày Văn hóa Việt Nam", false},
		{"2027-02-03", CodeWorkday, "", false},
		{"2027-02-04", CodeHoliday, "Tết Nguyên đán Đinh Mùi (dự kiến, chờ thông báo chính thức)", true},
		{"2027-02-10", CodeHoliday, "Tết Nguyên đán Đinh Mùi (dự kiến, chờ thông báo chính thức)", true},
		{"2027-02-11", CodeWorkday, "", false},
		{"2027-09-02", CodeHoliday, "Quốc khánh", false},
	} {
		r := Default().Why(day(t, c.day))
		if r.Code != c.code || r.VI != c.vi || r.Unconfirmed != c.unconfirmed {
			t.Errorf("Why(%s) = %+v, want %s %q", c.day, r, c.code, c.vi)
		}
		if want := c.code == CodeWorkday || c.code == CodeMakeUp; r.Working != want || Default().IsWorking(day(t, c.day)) != want {
			t.Errorf("%s: working is not %v", c.day, want)
		}
		if (r.VI == "") != (r.EN == "") {
			t.Errorf("%s: words in one language only: %+v", c.day, r)
		}
	}
}

func TestDayIsTheDayInVietnam(t *testing.T) {
	if Default().IsWorking(time.Date(2020, 7, 31, 17, 0, 0, 0, time.UTC)) {
		t.Error("Friday 17:00 UTC is Saturday in Việt Nam")
	}
}

func TestClocks(t *testing.T) {
	c := Default()
	for _, x := range []struct{ meeting, papers, notice string }{
		{"2020-07-29", "2020-07-24", "2020-08-05"}, // the reference meeting
		{"2020-01-30", "2020-01-20", "2020-02-06"}, // after Tết
		{"2025-05-05", "2025-04-26", "2025-05-12"}, // the make-up Saturday counts, the swapped Friday does not
		{"2026-02-12", "2026-02-09", "2026-02-26"},
		{"2020-08-01", "2020-07-29", "2020-08-07"}, // a meeting on a Saturday
	} {
		m := day(t, x.meeting).Add(14 * time.Hour)
		if got := DateOf(c.PapersDue(m)).String(); got != x.papers {
			t.Errorf("papers for %s: %s, want %s", x.meeting, got, x.papers)
		}
		if got := DateOf(c.NoticeDue(m)).String(); got != x.notice {
			t.Errorf("notice for %s: %s, want %s", x.meeting, got, x.notice)
		}
	}
}

// Add and Between are each other's inverse, over all shipped years and some without data.
func TestAddBetween(t *testing.T) {
	c, r := Default(), rand.New(rand.NewPCG(4, 29))
	start := day(t, "2019-06-01")
	for range 3000 {
		d, n := start.AddDate(0, 0, r.IntN(3500)), r.IntN(61)-30
		got := c.Add(d, n)
		if n != 0 && !c.IsWorking(got) {
			t.Fatalf("Add(%v, %d) = %v is no working day", d, n, got)
		}
		if b := c.Between(d, got); b != n {
			t.Fatalf("Between(%v, Add(…, %d)) = %d", d, n, b)
		}
		if last := c.LastWorking(d); last.After(d) || !c.IsWorking(last) || c.Between(last, d) != 0 {
			t.Fatalf("LastWorking(%v) = %v", d, last)
		}
	}
	if got := c.Add(start, 1<<40); got.Year() < 2080 || got.Year() > 2110 {
		t.Errorf("a huge n is not held: %v", got)
	}
}

func TestUnknownYear(t *testing.T) {
	c := Default()
	for y, want := range map[int]bool{2019: false, 2020: true, 2021: false, 2025: true, 2026: true, 2027: true, 2028: false} {
		if c.Known(y) != want {
			t.Errorf("Known(%d) is not %v", y, want)
		}
	}
	if !c.IsWorking(day(t, "2021-09-02")) || c.IsWorking(day(t, "2021-09-04")) {
		t.Error("a year without data takes weekends off and nothing else")
	}
	if (Calendar{}).IsWorking(day(t, "2020-08-02")) || !(Calendar{}).IsWorking(day(t, "2020-09-02")) {
		t.Error("the zero calendar takes weekends off and nothing else")
	}
}

func TestWith(t *testing.T) {
	own, err := Parse([]byte(`{"years":[{"year":2021,"source":"thử","off":[{"from":"2021-09-02","to":"2021-09-03","vi":"Quốc khánh","en":"National Day"}],"work":[]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c := Default().With(own)
	if c.IsWorking(day(t, "2021-09-03")) || c.IsWorking(day(t, "2020-09-02")) || Default().Known(2021) {
		t.Error("With must add the year and leave the shipped calendar alone")
	}
	if !(Calendar{}).With(own).Known(2021) {
		t.Error("With on the zero calendar")
	}
	years := c.Years()
	years[0].Off[0].VI = "x"
	if c.Years()[0].Off[0].VI == "x" {
		t.Error("Years must not share memory with the calendar")
	}
	if o, ok := c.Next(day(t, "2025-06-01"), "Tết Nguyên đán"); !ok || o.From.String() != "2026-02-14" {
		t.Errorf("Next Tết = %v %v", o, ok)
	}
}

func TestRoundTrip(t *testing.T) {
	data, err := json.Marshal(map[string]any{"years": Default().Years()})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(map[string]any{"years": again.Years()})
	if string(b) != string(data) {
		t.Error("the calendar does not survive being written and read")
	}
}

func TestShippedSources(t *testing.T) {
	for _, y := range Default().Years() {
		if len(y.Source) < 40 {
			t.Errorf("%d: source too short: %q", y.Year, y.Source)
		}
		for _, o := range y.Off {
			if o.Unconfirmed && !strings.Contains(y.Source, "thông báo") {
				t.Errorf("%d: %s is unconfirmed and the source does not say what is awaited", y.Year, o.VI)
			}
		}
	}
}

func TestParseFaults(t *testing.T) {
	year := func(inner string) string { return `{"years":[{"year":2026,"source":"TB",` + inner + `}]}` }
	for _, c := range []struct{ name, data, vi string }{
		{"not JSON", `{"years":`, "không đọc được ở gần dòng 1"},
		{"unknown field", "{\n\"yaers\":[]}", `"yaers"`},
		{"trailing", `{"years":[]} x`, "phần thừa"},
		{"bad date", year(`"off":[{"from":"2026-02-30","to":"2026-03-01","vi":"a","en":"b"}]`), `"2026-02-30" không hợp lệ`},
		{"no source", `{"years":[{"year":2026}]}`, "Năm 2026 chưa ghi nguồn"},
		{"twice", `{"years":[{"year":2026,"source":"a"},{"year":2026,"source":"a"}]}`, "hai lần"},
		{"far year", `{"years":[{"year":26,"source":"a"}]}`, "1990–2200"},
		{"outside", year(`"off":[{"from":"2025-12-31","to":"2026-01-01","vi":"a","en":"b"}]`), "nằm ngoài năm"},
		{"backwards", year(`"off":[{"from":"2026-05-02","to":"2026-05-01","vi":"a","en":"b"}]`), "kết thúc 2026-05-01"},
		{"long", year(`"off":[{"from":"2026-05-02","to":"2026-08-01","vi":"a","en":"b"}]`), "31 ngày"},
		{"nameless", year(`"off":[{"from":"2026-05-02","to":"2026-05-02","vi":"a","en":" "}]`), "thiếu tên"},
		{"day twice", year(`"off":[{"from":"2026-05-01","to":"2026-05-02","vi":"a","en":"b"},{"from":"2026-05-02","to":"2026-05-02","vi":"a","en":"b"}]`), "2026-05-02 có hai lần"},
		{"make-up on a weekday", year(`"off":[],"work":[{"day":"2026-05-05","for":"2026-05-06"}]`), "không phải thứ Bảy"},
		{"make-up off", year(`"off":[{"from":"2026-05-02","to":"2026-05-04","vi":"a","en":"b"}],"work":[{"day":"2026-05-02","for":"2026-05-04"}]`), "vừa nghỉ vừa làm bù"},
		{"make-up for nothing", year(`"work":[{"day":"2026-05-02","for":"2026-05-06"}]`), "không có trong danh sách nghỉ"},
		{"make-up without for", year(`"work":[{"day":"2026-05-02"}]`), "chưa ghi làm bù"},
		{"make-up outside", year(`"work":[{"day":"2027-05-01","for":"2026-05-06"}]`), "nằm ngoài năm"},
	} {
		_, err := Parse([]byte(c.data))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.VI, c.vi) || e.EN == "" {
			t.Errorf("%s: error %#v, want %q", c.name, err, c.vi)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(shippedJSON)
	f.Add([]byte(`{"years":[{"year":2026,"source":"a","off":[],"work":[]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse(data)
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.VI == "" || e.EN == "") {
			t.Fatalf("error without words: %v", err)
		}
		if err == nil {
			if _, err := New(c.Years()); err != nil {
				t.Fatalf("own data refused: %v", err)
			}
		}
	})
}
