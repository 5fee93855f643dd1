package deadline

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"giaoban/agenda/workday"
)

// reads is what Find makes of a phrase at ref, in the form of testdata/phrases.txt.
func reads(phrase string) string {
	var parts []string
	for _, m := range Find(phrase, ref, workday.Default()) {
		words := []string{"[" + m.Words + "]"}
		if m.Dated() {
			words = append(words, show(m.Until))
		}
		if m.Kind != None {
			words = append(words, string(m.Kind))
		}
		if m.RRule != "" {
			words = append(words, m.RRule)
		}
		if !m.From.IsZero() {
			words = append(words, "from "+show(m.From))
		}
		if m.Guessed {
			words = append(words, "?")
		}
		for _, w := range m.Warnings {
			words = append(words, "!"+w.Code)
		}
		parts = append(parts, strings.Join(words, " "))
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, " ; ")
}

// The phrases and what they mean, looked at one by one.
func TestPhrases(t *testing.T) {
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		phrase, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("no => in %q", line)
		}
		n++
		if got := reads(phrase); got != want {
			t.Errorf("%q\n got %s\nwant %s", phrase, got, want)
		}
	}
	if n < 200 {
		t.Errorf("only %d phrases", n)
	}
}

// Every row of the table of days can be reached from <day>.
func TestDayBeginnings(t *testing.T) {
	for _, r := range dayTable() {
		for _, w := range r.pattern.first() {
			if !slices.ContainsFunc(dayBeginnings, func(b string) bool { return w == b || w == fold(b) }) {
				t.Errorf("dayBeginnings lacks %q", w)
			}
		}
	}
}

// A long text of nothing but beginnings is read in time that grows with its length.
func TestLongText(t *testing.T) {
	for _, w := range []string{"sáng ", "ngày mai ", "1 ", "trước ", "trong ", "10-", "(", "từ ngày 1 ", "kể từ sáng "} {
		check(t, strings.Repeat(w, 16<<10/len(w)), ref)
	}
}

// What was typed without diacritics means the same as with them, where a whole phrase is so typed.
func TestWithoutDiacritics(t *testing.T) {
	for _, phrase := range []string{"trước ngày 10-10", "hết quý 3", "thứ sáu tuần sau", "chậm nhất thứ hai tuần tới", "trong năm ngày làm việc", "6 tháng cuối năm",
		"sáu tháng cuối năm", "trước 17 giờ ngày 05/8/2020", "trong tháng tám", "đầu quý IV", "ngày mai", "hai tuần nữa", "trước ngày 15 hằng tháng", "thường xuyên",
		"định kỳ hằng quý", "từ ngày 1/8 đến hết ngày 15/8", "hạn chót: 15/8", "chủ nhật tuần này", "cuối năm", "mười lăm ngày làm việc", "không quá 15 ngày", "tháng sau"} {
		with, ok := Parse(phrase, ref, workday.Default())
		without, ok2 := Parse(fold(phrase), ref, workday.Default())
		if !ok || !ok2 || !with.Until.Equal(without.Until) || with.Kind != without.Kind || with.RRule != without.RRule {
			t.Errorf("%q: %v %+v, without diacritics %v %+v", phrase, ok, with, ok2, without)
		}
	}
}

func TestWarnings(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, workday.Zone)
	for _, c := range []struct {
		phrase string
		when   time.Time
		codes  string
		vi     string
	}{
		{"trước ngày 10-10", ref, "weekend", "Ngày 10-10-2020 là thứ Bảy."},
		{"trước ngày 11-10", ref, "weekend", "Ngày cuối cùng, 10-10-2020, là thứ Bảy; ngày làm việc gần nhất trước đó là thứ Sáu 09-10-2020."},
		{"chậm nhất ngày 02/9", ref, "holiday", "Ngày cuối cùng, 02-09-2020, là Quốc khánh; ngày làm việc gần nhất trước đó là thứ Ba 01-09-2020."},
		{"trước ngày 10-07-2020", ref, "past", "Thời hạn này đã qua."},
		{"chậm nhất ngày 15-01-2021", ref, "no_calendar", "Chưa có lịch nghỉ lễ năm 2021; chỉ tính thứ Bảy, Chủ nhật."},
		{"chậm nhất ngày 31-9", ref, "impossible", "Không có ngày 31-09."},
		{"mồng 10 tháng 3 âm lịch", ref, "lunar", lunarWarning.VI},
		{"thứ Sáu 06-8-2020", ref, "weekday", "Ngày 06-08-2020 là thứ Năm, không phải thứ Sáu."},
		{"chậm nhất ngày 12-8-2020", ref, "", ""},
		{"trong tuần này", ref, "", ""},
		{"chậm nhất ngày mai", now, "holiday", "Ngày cuối cùng, 24-11-2026, là Ngày Văn hóa Việt Nam; ngày làm việc gần nhất trước đó là thứ Hai 23-11-2026."},
		{"chậm nhất ngày 08-02-2027", now, "holiday", "Ngày cuối cùng, 08-02-2027, là Tết Nguyên đán Đinh Mùi (dự kiến, chờ thông báo chính thức); ngày làm việc gần nhất trước đó là thứ Tư 03-02-2027."},
		{"chậm nhất thứ Bảy 22-8-2026", now.AddDate(0, -6, 0), "", ""}, // worked to make up
	} {
		m, ok := Parse(c.phrase, c.when, workday.Default())
		var codes, vi []string
		for _, w := range m.Warnings {
			codes, vi = append(codes, w.Code), append(vi, w.VI)
			if w.EN == "" {
				t.Errorf("%q: no English for %s", c.phrase, w.Code)
			}
		}
		if !ok || strings.Join(codes, " ") != c.codes || strings.Join(vi, " ") != c.vi {
			t.Errorf("%q: %v %q %q, want %q %q", c.phrase, ok, codes, vi, c.codes, c.vi)
		}
	}
}

func TestWorkingDaysAndTet(t *testing.T) {
	cal := workday.Default()
	for _, c := range []struct{ phrase, now, until string }{
		{"03 ngày làm việc", "2026-11-23 09:00", "2026-11-28 00:00"}, // 24-11 is off
		{"5 ngày làm việc", "2026-02-12 09:00", "2026-02-27 00:00"},  // Tết between
		{"5 ngày làm việc", "2025-04-25 09:00", "2025-05-07 00:00"},  // a make-up Saturday, three days off
		{"trước Tết Nguyên đán", "2026-11-23 09:00", "2027-02-04 00:00"},
		{"trước Tết", "2025-12-01 09:00", "2026-02-14 00:00"},
		{"trong vòng 5 ngày làm việc kể từ ngày 28-8-2026", "2026-08-20 09:00", "2026-09-10 00:00"},
	} {
		now, _ := time.ParseInLocation(minute, c.now, workday.Zone)
		m, ok := Parse(c.phrase, now, cal)
		if !ok || show(m.Until) != c.until {
			t.Errorf("%q at %s: %v until %s, want %s", c.phrase, c.now, ok, show(m.Until), c.until)
		}
	}
	if _, ok := Parse("trước Tết", ref, cal); ok {
		t.Error("Tết without data is no date")
	}
}

func TestParseTakesABareDate(t *testing.T) {
	m, ok := Parse("10-10", ref, workday.Default())
	if !ok || show(m.Until) != "2020-10-11 00:00" || !m.Guessed {
		t.Errorf("10-10: %v %+v", ok, m)
	}
	for _, text := range []string{"", "3-5 lần", "đường 3/2", "2/3 số hộ", "không có gì", "45-67"} {
		if m, ok := Parse(text, ref, workday.Default()); ok {
			t.Errorf("%q gives %+v", text, m)
		}
	}
	m, ok = Parse("khẩn trương rà soát, báo cáo trước ngày 05/8", ref, workday.Default())
	if !ok || m.Words != "trước ngày 05/8" {
		t.Errorf("the dated one comes first: %+v", m)
	}
	if m, ok = Parse("ngày 31-9", ref, workday.Default()); !ok || m.Dated() || len(m.Warnings) != 1 {
		t.Errorf("an impossible day is found and not set: %v %+v", ok, m)
	}
}

func TestSpans(t *testing.T) {
	plain := "😀 Sở phấn đấu trước ngày 10-10 sẽ xong; báo cáo chậm nhất thứ Sáu tuần tới."
	for _, text := range []string{plain, norm.NFD.String(plain)} {
		found := Find(text, ref, workday.Default())
		if len(found) != 2 {
			t.Fatalf("found %+v", found)
		}
		for i, want := range []string{"trước ngày 10-10", "chậm nhất thứ Sáu tuần tới"} {
			m := found[i]
			if norm.NFC.String(text[m.Start:m.End]) != want || m.Words != text[m.Start:m.End] {
				t.Errorf("bytes %d–%d are %q", m.Start, m.End, text[m.Start:m.End])
			}
			if got := string([]rune(text)[m.RuneStart:m.RuneEnd]); norm.NFC.String(got) != want {
				t.Errorf("runes %d–%d are %q", m.RuneStart, m.RuneEnd, got)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct{ phrase, vi, en string }{
		{"trước ngày 10-10", "hết thứ Sáu 09-10-2020; 'trước ngày' không gồm ngày 10", "through Friday 09-10-2020; 'trước ngày' does not include day 10"},
		{"truoc ngay 10-10", "hết thứ Sáu 09-10-2020; 'trước ngày' không gồm ngày 10", "through Friday 09-10-2020; 'trước ngày' does not include day 10"},
		{"trước tháng 9", "hết thứ Hai 31-08-2020; 'trước' không gồm ngày 01-09", "through Monday 31-08-2020; 'trước' does not include 01-09"},
		{"trước cuối tháng 9", "hết thứ Tư 30-09-2020", "through Wednesday 30-09-2020"},
		{"trước 24 giờ ngày 31-12", "hết thứ Năm 31-12-2020", "through Thursday 31-12-2020"},
		{"trước 17h30 ngày 05-8", "trước 17:30 thứ Tư 05-08-2020", "before 17:30 Wednesday 05-08-2020"},
		{"chậm nhất 17 giờ thứ Sáu", "chậm nhất 17:00 thứ Sáu 31-07-2020", "by 17:00 Friday 31-07-2020"},
		{"chủ nhật tuần này", "hết Chủ nhật 02-08-2020", "through Sunday 02-08-2020"},
		{"từ ngày 01/8 đến ngày 14/8", "từ thứ Bảy 01-08-2020 đến hết thứ Sáu 14-08-2020", "from Saturday 01-08-2020 through Friday 14-08-2020"},
		{"trước ngày 15 hằng tháng", "ngày 14 hằng tháng; 'trước' không gồm ngày được nêu", "day 14, every month; 'trước' does not include the day named"},
		{"thứ Sáu hằng tuần", "thứ Sáu hằng tuần", "Friday, every week"},
		{"ngày 15 tháng cuối quý", "ngày 15 các tháng 3,6,9,12", "day 15 of months 3,6,9,12"},
		{"cuối mỗi tháng", "ngày cuối cùng hằng tháng", "the last day, every month"},
		{"ngày 20/11 hằng năm", "ngày 20 tháng 11 hằng năm", "day 20 of month 11, every year"},
		{"định kỳ 6 tháng một lần", "6 tháng một lần", "every 6 months"},
		{"hằng quý", "hằng quý", "every quarter"},
		{"thường xuyên", "thường xuyên, không có thời hạn", "all the time, no date"},
		{"khẩn trương", "khẩn trương, chưa có ngày cụ thể", "urgent, no date yet"},
		{"ngày 31-9", "Không có ngày 31-09.", "There is no day 31-09."},
	} {
		m, ok := Parse(c.phrase, ref, workday.Default())
		if vi, en := Explain(m, "vi"), Explain(m, "en"); !ok || vi != c.vi || en != c.en {
			t.Errorf("%q: %v %q %q", c.phrase, ok, vi, en)
		}
	}
	if Explain(Match{}, "vi") != "chưa rõ thời hạn" || Explain(Match{}, "en") == "" {
		t.Error("the zero Match has words")
	}
}

func check(t *testing.T, text string, when time.Time) {
	t.Helper()
	found := Find(text, when, workday.Default())
	if again := Find(text, when, workday.Default()); !slices.EqualFunc(found, again, func(a, b Match) bool {
		return a.Start == b.Start && a.End == b.End && a.Until.Equal(b.Until) && a.Kind == b.Kind && a.RRule == b.RRule && slices.Equal(a.Warnings, b.Warnings)
	}) {
		t.Fatalf("%q: two answers: %+v %+v", text, found, again)
	}
	end := 0
	for _, m := range found {
		switch {
		case m.Start < end || m.End <= m.Start || m.End > len(text) || m.Words != text[m.Start:m.End]:
			t.Fatalf("%q: bytes %d–%d", text, m.Start, m.End)
		case m.RuneStart != utf8.RuneCountInString(text[:m.Start]) || m.RuneEnd != m.RuneStart+utf8.RuneCountInString(m.Words):
			t.Fatalf("%q: runes %d–%d", text, m.RuneStart, m.RuneEnd)
		case !m.From.IsZero() && !m.Until.IsZero() && !m.From.Before(m.Until):
			t.Fatalf("%q: from %v until %v", text, m.From, m.Until)
		case (m.Kind == Recurring) != (m.RRule != ""):
			t.Fatalf("%q: %s with rule %q", text, m.Kind, m.RRule)
		case m.Kind == None && (m.Dated() || len(m.Warnings) == 0):
			t.Fatalf("%q: nothing set and no reason: %+v", text, m)
		case (m.Kind == Ongoing || m.Kind == Urgent || m.Kind == Recurring) == m.Dated() && m.Kind != None:
			t.Fatalf("%q: %s until %v", text, m.Kind, m.Until)
		case Explain(m, "vi") == "" || Explain(m, "en") == "":
			t.Fatalf("%q: no words for %+v", text, m)
		}
		end = m.End
	}
}

func FuzzFind(f *testing.F) {
	for _, file := range []string{"testdata/phrases.txt", "testdata/deadlines.golden.json"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			phrase, _, _ := strings.Cut(line, " => ")
			f.Add(phrase, int64(0))
		}
	}
	f.Fuzz(func(t *testing.T, text string, shift int64) {
		if len(text) > 4096 {
			t.Skip()
		}
		check(t, text, ref.Add(time.Duration(shift%int64(20*365*24*time.Hour))))
		Parse(text, ref, workday.Default())
	})
}

// Random sentences made of the grammar's own words reach further than random bytes.
func TestRandomWords(t *testing.T) {
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(strings.ReplaceAll(string(data), "=>", " "))
	seed := uint64(29072020)
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	for range 4000 {
		var b strings.Builder
		for range 1 + next(12) {
			b.WriteString(words[next(len(words))] + [...]string{" ", " ", " ", ", ", "", ". "}[next(6)])
		}
		check(t, b.String(), ref.AddDate(0, 0, next(4000)-2000))
	}
}

// BenchmarkFind reads one line of minutes, as on every pause of a typist.
func BenchmarkFind(b *testing.B) {
	const line = "Giao các quận, huyện, thị xã khẩn trương rà soát 43 cụm công nghiệp, tăng từ 3-5 lần các sự kiện, báo cáo Sở trước 17 giờ ngày 05/8/2020."
	cal := workday.Default()
	b.ReportAllocs()
	for b.Loop() {
		Find(line, ref, cal)
	}
}

func BenchmarkFindArticle(b *testing.B) {
	data, err := os.ReadFile("testdata/article-2020-07-29.txt")
	if err != nil {
		b.Fatal(err)
	}
	cal, text := workday.Default(), string(data)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text, ref, cal)
	}
}
