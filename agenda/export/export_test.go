package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

var staff = agenda.Audience{Staff: true}

// review is the meeting of the golden journal.
func review(t *testing.T) *agenda.Meeting {
	t.Helper()
	raw, err := os.ReadFile("../testdata/journals/review.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	m := agenda.NewMeeting("gb-2907")
	for line := range strings.Lines(string(raw)) {
		var r agenda.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		m.Apply(r)
	}
	return m
}

func codes(rows []Row) string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Code)
	}
	return strings.Join(list, " ")
}

func TestTasksByUnitThenConclusion(t *testing.T) {
	m := review(t)
	want := "GB2907-06.host GB2907-01.001 GB2907-02.001 GB2907-01.017 GB2907-02.017 GB2907-L9.017 GB2907-01.269 GB2907-01.276 GB2907-02.276 GB2907-L9.276"
	rows := Tasks(m, staff)
	if got := codes(rows); got != want {
		t.Fatalf("codes\n got %s\nwant %s", got, want)
	}
	first := Row{STT: 1, Code: "GB2907-06.host", Item: "Công nghiệp", Conclusion: 6, Text: "Trước ngày 10-10 khai trương 5 điểm bán hàng OCOP.",
		Unit: "Sở Công Thương Hà Nội", Supporting: "UBND quận Ba Đình, UBND huyện Thạch Thất", Due: "09/10/2020", DueWords: "trước ngày 10-10",
		Target: "5 điểm", Product: "Báo cáo kết quả", State: "Mới giao", UnitID: "host", Assignment: "a-2", Revision: rows[0].Revision}
	if d := cmp.Diff(first, rows[0]); d != "" {
		t.Error(d)
	}
	if r := rows[7]; r.Due != "31/12/2020" || r.Target != "9 cụm công nghiệp" {
		t.Errorf("the unit's own date and target do not hold: %+v", r)
	}
	if r := rows[8]; r.Target != "gấp 3–5 lần (sự kiện)" {
		t.Errorf("target %q", r.Target)
	}
}

func TestAUnitSeesItsOwn(t *testing.T) {
	m := review(t)
	union := 0
	for _, u := range append([]agenda.Unit{m.Host}, m.Units...) {
		rows := Tasks(m, agenda.Audience{Unit: u.ID})
		for i, r := range rows {
			if r.UnitID != u.ID || r.STT != i+1 {
				t.Errorf("%s gets row %+v", u.ID, r)
			}
		}
		union += len(rows)
	}
	if all := len(Tasks(m, staff)); union != all {
		t.Errorf("the units together have %d tasks, staff see %d", union, all)
	}
	if n := len(Tasks(m, agenda.Audience{})); n != 0 {
		t.Errorf("a guest sees %d tasks", n)
	}
}

func TestCodesStayWhenAnAssignmentIsWithdrawn(t *testing.T) {
	m := review(t)
	if got := Code(m, "a-5", "001"); got != "GB2907-L9-2.001" {
		t.Errorf("the second assignment of a line has code %s", got)
	}
	if got := Code(m, "a-9", "001"); got != "" {
		t.Errorf("an unknown assignment has code %s", got)
	}
}

// dangerous are texts that spreadsheet programs have taken for formulas.
var dangerous = []string{"=1+1", "+84 912", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1", `"=1+1"`, "a\n=1+1", "a;=cmd|' /C calc'!A0", "\u00a0=1"}

func dangerousRows() []Row {
	rows := make([]Row, len(dangerous))
	for i, d := range dangerous {
		rows[i] = Row{STT: i + 1, Text: d, Unit: d, Product: d, UnitID: agenda.UnitID(rune('a' + i)), Assignment: "a"}
	}
	return rows
}

func TestCSV(t *testing.T) {
	m := review(t)
	rows := append(Tasks(m, staff), dangerousRows()...)
	var b bytes.Buffer
	if err := WriteCSV(&b, rows); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if !strings.HasPrefix(text, "\xef\xbb\xbf") {
		t.Error("no byte order mark")
	}
	if strings.Count(text, "\r\n") != len(rows)+1 || strings.Count(text, "\n") != len(rows)+1 || strings.Count(text, "\r") != len(rows)+1 {
		t.Error("lines do not end with CRLF, or a text breaks its line")
	}
	read, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xef\xbb\xbf"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Columns(), read[0]); d != "" {
		t.Error(d)
	}
	if got := read[1]; got[1] != "GB2907-06.host" || got[4] != rows[0].Text {
		t.Errorf("first line %q", got)
	}
	// Both ways of cutting the file into cells must find no formula.
	semicolons := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xef\xbb\xbf")))
	semicolons.Comma, semicolons.LazyQuotes, semicolons.FieldsPerRecord = ';', true, -1
	cut, err := semicolons.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range append(read, cut...) {
		for _, cell := range line {
			if c := strings.TrimLeft(cell, " \u00a0\""); c != "" && strings.ContainsRune(formulaStarts, []rune(c)[0]) {
				t.Errorf("cell %q could be a formula", cell)
			}
		}
	}
}

func workbook(t *testing.T, m *agenda.Meeting, rows []Row) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(&b, m, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSX(t *testing.T) {
	m := review(t)
	rows := Tasks(m, staff)
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, m, rows)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d := cmp.Diff([]string{SheetByUnit, SheetByConclusion}, f.GetSheetList()); d != "" {
		t.Fatal(d)
	}
	table, err := f.GetRows(SheetByUnit)
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != headRow+len(rows) || table[1][0] != "DANH MỤC NHIỆM VỤ" || table[2][0] != m.Title {
		t.Errorf("head %q, %d lines", table[:4], len(table))
	}
	if d := cmp.Diff(Columns(), table[headRow-1]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(rows[0].cells(), table[headRow]); d != "" {
		t.Error(d)
	}
	panes, err := f.GetPanes(SheetByUnit)
	if err != nil || !panes.Freeze || panes.YSplit != headRow {
		t.Errorf("panes %+v, %v", panes, err)
	}
	layout, err := f.GetPageLayout(SheetByUnit)
	if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.Size != 9 {
		t.Errorf("page %+v, %v", layout, err)
	}
	groups, err := f.GetRows(SheetByConclusion)
	if err != nil {
		t.Fatal(err)
	}
	if got := groups[headRow]; got[1] != "GB2907-01" || got[5] != "4" || !strings.HasPrefix(got[6], "UBND quận Ba Đình, UBND huyện Đông Anh") {
		t.Errorf("first conclusion %q", got)
	}
}

// TestXLSXHoldsNoFormula looks into the file itself: no formula, no number, whatever the texts are.
func TestXLSXHoldsNoFormula(t *testing.T) {
	m := review(t)
	raw := workbook(t, m, dangerousRows())
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, file := range z.File {
		if !strings.HasPrefix(file.Name, "xl/worksheets/") {
			continue
		}
		sheets++
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if s := string(xml); strings.Contains(s, "<f>") || strings.Contains(s, "<f ") || strings.Count(s, "<v>") != strings.Count(s, `t="s"`) {
			t.Errorf("%s holds something other than strings", file.Name)
		}
	}
	if sheets != 2 {
		t.Errorf("%d sheets", sheets)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := f.GetCellValue(SheetByUnit, "E7"); err != nil || got != "=1+1" {
		t.Errorf("the text came back as %q, %v", got, err)
	}
}

func TestXLSXOfOneUnit(t *testing.T) {
	m := review(t)
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, m, Tasks(m, agenda.Audience{Unit: "276"}))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d := cmp.Diff([]string{SheetByUnit}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
}

func TestSameBytes(t *testing.T) {
	m := review(t)
	rows := Tasks(m, staff)
	if !bytes.Equal(workbook(t, m, rows), workbook(t, m, rows)) {
		t.Error("two workbooks of the same rows differ")
	}
}

func TestWords(t *testing.T) {
	for _, tc := range []struct {
		target agenda.Target
		want   string
	}{
		{agenda.Target{Kind: "none"}, ""},
		{agenda.Target{Kind: "number", Value: 1234567.5, Unit: "triệu đồng"}, "1.234.567,5 triệu đồng"},
		{agenda.Target{Kind: "number", Value: 43}, "43"},
		{agenda.Target{Kind: "total", Value: 43, Unit: "cụm"}, "tổng 43 cụm"},
		{agenda.Target{Kind: "number", Value: 1000}, "1.000"},
		{agenda.Target{Kind: "multiple", Value: 3}, "gấp 3 lần"},
		{agenda.Target{Kind: "yesno"}, "hoàn thành (có/không)"},
		{agenda.Target{Kind: "text", Text: "thống kê đủ"}, "thống kê đủ"},
	} {
		if got := targetWords(tc.target); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.target, got, tc.want)
		}
	}
}

// TestWantedWords: what one unit is to reach, in numbers where they are known.
func TestWantedWords(t *testing.T) {
	base := 2.0
	times := &agenda.Assignment{Target: agenda.Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"}}
	total := &agenda.Assignment{Target: agenda.Target{Kind: "total", Value: 43, Unit: "cụm"}}
	for want, got := range map[string]string{
		"gấp 3–5 lần (sự kiện): 6–10, số gốc 2": wantedWords(times, agenda.Task{Base: &base}),
		"gấp 3–5 lần (sự kiện)":                 wantedWords(times, agenda.Task{}),
		"tổng 43 cụm":                           wantedWords(total, agenda.Task{}),
		"2 cụm":                                 wantedWords(total, agenda.Task{Target: &agenda.Target{Kind: "number", Value: 2, Unit: "cụm"}}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDueAtAnHour(t *testing.T) {
	m := review(t)
	for _, a := range m.Assignments {
		if a.ID == "a-2" {
			a.Due = &agenda.Due{Until: time.Date(2020, 8, 5, 10, 0, 0, 0, time.UTC), Words: "trước 17 giờ ngày 05/8"}
		}
	}
	if r := Tasks(m, staff)[0]; r.Due != "05/08/2020" {
		t.Errorf("due %s", r.Due)
	}
}
