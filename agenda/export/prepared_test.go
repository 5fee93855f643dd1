package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

// surveyed is a meeting with figures of two of three units, one item that took longer, one that was not reached.
func surveyed(t *testing.T) *agenda.Meeting {
	t.Helper()
	m := agenda.NewMeeting("m")
	at := time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC)
	five, less := 1234.5, -123.0
	started := at.Add(time.Minute)
	for n, e := range [][]agenda.Event{
		{agenda.MeetingCreated{Title: "Giao ban", StartsAt: at, Host: agenda.Unit{ID: agenda.HostUnit, Name: "Sở"}, Units: []agenda.Unit{
			{ID: "1", Name: "Ba Đình", Level: "quan"}, {ID: "2", Name: "Đông Anh", Level: "huyen"}, {ID: "3", Name: "Sơn Tây", Level: "thixa"}}}},
		{agenda.FigureDefined{Figure: "a", Name: "Số cụm", Measure: "cụm", Kind: agenda.FigureNumber, Roll: agenda.RollSum}},
		{agenda.FigureDefined{Figure: "b", Name: "Khó khăn", Kind: agenda.FigureText, Roll: agenda.RollNone}},
		{agenda.FigureFiled{Unit: "1", Values: []agenda.FiledValue{{Figure: "a", Number: &five}, {Figure: "b", Text: agenda.Text{Value: "=HYPERLINK(1)"}}}}},
		{agenda.FigureFiled{Unit: "2", Values: []agenda.FiledValue{{Figure: "a", Unknown: true}}}},
		{agenda.FigureFiled{Unit: "3", Values: []agenda.FiledValue{{Figure: "a", Number: &less}}}},
		{agenda.ItemAdded{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Công nghiệp", Minutes: 30}}, agenda.MeetingPublished{}},
		{agenda.ItemAdded{Item: "i2", Late: true, ItemDraft: agenda.ItemDraft{Title: "Việc khác", Minutes: 10, Internal: true}}},
		{agenda.MeetingOpened{}, agenda.ItemStarted{Item: "i1"}, agenda.ItemExtended{Item: "i1", Minutes: 5}},
	} {
		m.Apply(agenda.Record{Version: agenda.Version(n + 1), Stamp: agenda.Stamp{At: started}, Events: e})
	}
	m.Apply(agenda.Record{Version: 10, Stamp: agenda.Stamp{At: started.Add(41*time.Minute + 20*time.Second)}, Events: []agenda.Event{agenda.ItemEnded{Item: "i1"}, agenda.MeetingClosed{}}})
	return m
}

func csvOf(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(b.String(), byteOrderMark)
}

func TestFiguresCSV(t *testing.T) {
	m := surveyed(t)
	got := csvOf(t, func(b *bytes.Buffer) error { return WriteFiguresCSV(b, m, agenda.Audience{Staff: true}) })
	want := `"STT","Đơn vị","Số cụm (cụm)","Khó khăn"` + "\r\n" +
		`"1","Quận Ba Đình","1.234,5","'=HYPERLINK(1)"` + "\r\n" +
		`"2","Huyện Đông Anh","chưa nắm",""` + "\r\n" +
		`"3","Thị xã Sơn Tây","'-123",""` + "\r\n" +
		`"","Tổng hợp","1.111,5",""` + "\r\n" +
		`"","Đã nộp","3/3, 1 chưa nắm","1/3"` + "\r\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	own := csvOf(t, func(b *bytes.Buffer) error { return WriteFiguresCSV(b, m, agenda.Audience{Unit: "2"}) })
	if strings.Contains(own, "1.234,5") || !strings.Contains(own, `"1","Huyện Đông Anh","chưa nắm",""`) {
		t.Errorf("a unit gets\n%s", own)
	}
}

// At the close every item has both numbers, the one that was not reached too.
func TestCourse(t *testing.T) {
	m := surveyed(t)
	got := csvOf(t, func(b *bytes.Buffer) error { return WriteCourseCSV(b, CourseOf(m, time.Time{})) })
	want := `"STT","Mục chương trình","Ghi chú","Tình trạng","Dự kiến (phút)","Thêm, bớt (phút)","Thực tế (phút)","Chênh lệch (phút)"` + "\r\n" +
		`"1","Công nghiệp","","đã họp","30","5","41","6"` + "\r\n" +
		`"2","Việc khác","bổ sung, nội bộ","chưa họp","10","0","0","'-10"` + "\r\n" +
		`"","Cộng","","","40","5","41","'-4"` + "\r\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Workbooks can be read back, and hold strings only.
func TestPreparedWorkbooks(t *testing.T) {
	m := surveyed(t)
	for name, write := range map[string]func(*bytes.Buffer) error{
		SheetFigures: func(b *bytes.Buffer) error { return WriteFiguresXLSX(b, m, agenda.Audience{Staff: true}) },
		SheetCourse:  func(b *bytes.Buffer) error { return WriteCourseXLSX(b, m, CourseOf(m, time.Time{})) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(name)
		if err != nil || len(rows) < headRow+3 {
			t.Errorf("%s has %d rows: %v", name, len(rows), err)
		}
		if formula, err := f.GetCellFormula(name, "D7"); err != nil || formula != "" {
			t.Errorf("%s: D7 is the formula %q, %v", name, formula, err)
		}
	}
}

// Who did not come, and said why before, stands in the attendance with the reason.
func TestAttendanceHasTheAnswer(t *testing.T) {
	m := surveyed(t)
	m.Apply(agenda.Record{Version: 11, Events: []agenda.Event{agenda.InvitationAnswered{Unit: "3", Answer: agenda.ReplyAbsent, Reason: agenda.Text{Value: "họp Hội đồng nhân dân"}}}})
	rows := AttendanceOf(m, agenda.Audience{Staff: true}, time.Time{})
	if r := rows[3]; r.UnitID != "3" || r.Present != Absent || r.Reply != "Vắng mặt" || r.Reason != "họp Hội đồng nhân dân" {
		t.Errorf("%+v", r)
	}
	m.Apply(agenda.Record{Version: 12, Events: []agenda.Event{agenda.InvitationAnswered{Unit: "3", Answer: agenda.ReplySubstitute, Name: agenda.Text{Value: "Lê Thị C"}, Post: agenda.Text{Value: "Phó Trưởng phòng"}}}})
	if r := AttendanceOf(m, agenda.Audience{Staff: true}, time.Time{})[3]; r.Instead != "" {
		t.Errorf("a substitute who did not come: %+v", r)
	}
	m.Apply(agenda.Record{Version: 13, Stamp: agenda.Stamp{By: "u3", At: m.StartsAt}, Events: []agenda.Event{agenda.AttendanceJoined{Presence: "p3", Seat: "u3", Unit: "3", Name: agenda.Text{Value: "Lê Thị C"}}}})
	if r := AttendanceOf(m, agenda.Audience{Staff: true}, time.Time{})[3]; r.Instead != "Lê Thị C (Phó Trưởng phòng)" {
		t.Errorf("the substitute: %+v", r)
	}
	if r := rows[1]; r.Reply != "" || r.Reason != "" {
		t.Errorf("a unit that did not answer: %+v", r)
	}
}
