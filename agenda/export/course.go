package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"

	"giaoban/agenda"
)

// SheetCourse is the sheet of planned and actual times.
const SheetCourse = "Thời gian"

// Course is one item's time. It is a value; its fields but the last are the columns, in the order of CourseColumns.
type Course struct {
	STT      int
	Title    string
	Flags    string // "bổ sung", "nội bộ"
	State    string // "đã họp", "đang họp", "chưa họp"
	Planned  int    // minutes, before the chair added any
	Extended int    // minutes that the chair added or took
	Actual   int    // minutes, rounded; 0 when it was not discussed
	Over     int    // actual less planned and extended

	Item agenda.ItemID
}

// CourseColumns are the headings of the times. Their order and words are fixed: other programs read these files.
func CourseColumns() []string {
	return []string{"STT", "Mục chương trình", "Ghi chú", "Tình trạng", "Dự kiến (phút)", "Thêm, bớt (phút)", "Thực tế (phút)", "Chênh lệch (phút)"}
}

func (c Course) cells() []string {
	return []string{strconv.Itoa(c.STT), c.Title, c.Flags, c.State, strconv.Itoa(c.Planned), strconv.Itoa(c.Extended), strconv.Itoa(c.Actual), strconv.Itoa(c.Over)}
}

// CourseOf is planned and actual time of every item of m, which is folded for its reader, at the time now. After the close every item has both numbers.
func CourseOf(m *agenda.Meeting, now time.Time) []Course {
	rows := make([]Course, 0, len(m.Items))
	for n, i := range m.Items {
		spent := time.Duration(i.SpentMS) * time.Millisecond
		if i.StartedAt != nil {
			spent += max(0, now.Sub(*i.StartedAt))
		}
		c := Course{STT: n + 1, Title: i.Title, Planned: i.Minutes - i.Extended, Extended: i.Extended, Actual: int(spent.Round(time.Minute) / time.Minute), Item: i.ID}
		c.Over = c.Actual - i.Minutes
		c.State = map[agenda.ItemState]string{agenda.ItemDone: "đã họp", agenda.ItemRunning: "đang họp", agenda.ItemPlanned: "chưa họp"}[i.State]
		switch {
		case i.Late && i.Internal:
			c.Flags = "bổ sung, nội bộ"
		case i.Late:
			c.Flags = "bổ sung"
		case i.Internal:
			c.Flags = "nội bộ"
		}
		rows = append(rows, c)
	}
	return rows
}

// total is the last row: the sums.
func total(rows []Course) []string {
	var sum Course
	for _, c := range rows {
		sum.Planned += c.Planned
		sum.Extended += c.Extended
		sum.Actual += c.Actual
		sum.Over += c.Over
	}
	cells := sum.cells()
	cells[0], cells[1] = "", "Cộng"
	return cells
}

// WriteCourseCSV writes the rows and their sum as WriteCSV writes tasks. A number below zero has an apostrophe before it, as everything that could begin a formula.
func WriteCourseCSV(w io.Writer, rows []Course) error {
	b := bufio.NewWriter(w)
	b.WriteString(byteOrderMark)
	writeLine(b, CourseColumns())
	for _, r := range rows {
		writeLine(b, r.cells())
	}
	writeLine(b, total(rows))
	return b.Flush()
}

// WriteCourseXLSX writes the same as a workbook of string cells. The same arguments give the same bytes.
func WriteCourseXLSX(w io.Writer, m *agenda.Meeting, rows []Course) error {
	s := sheet{name: SheetCourse, title: "THỜI GIAN DỰ KIẾN VÀ THỰC TẾ", columns: CourseColumns(), widths: []float64{6, 60, 16, 12, 12, 12, 12, 12}, centred: []int{0, 3, 4, 5, 6, 7}}
	for _, r := range rows {
		s.rows = append(s.rows, r.cells())
	}
	s.rows = append(s.rows, total(rows))
	summary := fmt.Sprintf("Ngày %s: %d mục", m.StartsAt.In(agenda.Zone).Format("02/01/2006"), len(rows))
	if m.OpenedAt != nil && m.ClosedAt != nil {
		summary += fmt.Sprintf(", khai mạc %s, bế mạc %s", hour(*m.OpenedAt), hour(*m.ClosedAt))
	}
	return oneSheet(w, m, s, summary)
}
