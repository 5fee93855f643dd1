package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

// The sheets of a workbook.
const (
	SheetByUnit       = "Theo đơn vị"
	SheetByConclusion = "Theo kết luận"
)

// font is what the decree on official documents (30/2020/NĐ-CP, appendix I) asks for.
const font = "Times New Roman"

// WriteXLSX writes the rows as a workbook of string cells: a sheet by unit and, when the rows are of more than one unit, a sheet by conclusion with
// the units counted and named. It holds nothing that is not in rows but the head of m. The same arguments give the same bytes.
func WriteXLSX(w io.Writer, m *agenda.Meeting, rows []Row) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f, m, rows); err != nil {
		return fmt.Errorf("export: making the workbook: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("export: writing the workbook: %w", err)
	}
	return nil
}

func fill(f *excelize.File, m *agenda.Meeting, rows []Row) error {
	if err := f.SetDefaultFont(font); err != nil {
		return err
	}
	if err := f.SetDocProps(properties(m)); err != nil {
		return err
	}
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", SheetByUnit); err != nil {
		return err
	}
	byUnit := sheet{name: SheetByUnit, title: "DANH MỤC NHIỆM VỤ", columns: Columns(), widths: rowWidths, centred: []int{0, 3, 7, 11}}
	for _, r := range rows {
		byUnit.rows = append(byUnit.rows, r.cells())
	}
	if err := byUnit.write(f, styles, m, summary(m, rows)); err != nil {
		return err
	}
	if count(rows) < 2 {
		return nil
	}
	if _, err := f.NewSheet(SheetByConclusion); err != nil {
		return err
	}
	byConclusion := sheet{name: SheetByConclusion, title: "DANH MỤC NHIỆM VỤ THEO KẾT LUẬN", columns: groupColumns, widths: groupWidths,
		centred: []int{0, 3, 5, 7}, rows: groups(m, rows)}
	return byConclusion.write(f, styles, m, summary(m, rows))
}

// properties are those of the meeting, not of the moment of writing, so that the file does not change.
func properties(m *agenda.Meeting) *excelize.DocProperties {
	at := m.StartsAt.UTC().Format("2006-01-02T15:04:05Z")
	return &excelize.DocProperties{Title: m.Title, Creator: m.Host.Name, LastModifiedBy: m.Host.Name, Created: at, Modified: at, Language: "vi-VN"}
}

func summary(m *agenda.Meeting, rows []Row) string {
	s := fmt.Sprintf("Ngày %s: %d nhiệm vụ, %d đơn vị", m.StartsAt.In(agenda.Zone).Format("02/01/2006"), len(rows), count(rows))
	if m.Invented != "" {
		s += ". Dữ liệu minh họa: " + m.Invented
	}
	return s
}

// count is the number of units in rows.
func count(rows []Row) int {
	seen := map[agenda.UnitID]bool{}
	for _, r := range rows {
		seen[r.UnitID] = true
	}
	return len(seen)
}

var (
	rowWidths    = []float64{6, 18, 26, 9, 60, 28, 24, 13, 20, 20, 24, 12}
	groupColumns = []string{"STT", "Mã kết luận", "Mục chương trình", "Số kết luận", "Nội dung", "Số đơn vị", "Đơn vị thực hiện", "Thời hạn",
		"Cách nói thời hạn", "Chỉ tiêu", "Sản phẩm", "Đơn vị phối hợp"}
	groupWidths = []float64{6, 16, 26, 9, 60, 9, 60, 13, 20, 20, 24, 24}
)

// groups are the rows gathered by assignment, in the order of conclusions. Where units differ in due date or target, all values are named.
func groups(m *agenda.Meeting, rows []Row) [][]string {
	var order []agenda.AssignmentID
	of := map[agenda.AssignmentID][]Row{}
	for _, r := range rows {
		if of[r.Assignment] == nil {
			order = append(order, r.Assignment)
		}
		of[r.Assignment] = append(of[r.Assignment], r)
	}
	lines := linePlaces(m)
	slices.SortStableFunc(order, func(x, y agenda.AssignmentID) int {
		if c := lastIfNone(of[x][0].Conclusion, of[y][0].Conclusion); c != 0 {
			return c
		}
		return lines[x] - lines[y]
	})
	cells := make([][]string, 0, len(order))
	for i, id := range order {
		g, first := of[id], of[id][0]
		cells = append(cells, []string{strconv.Itoa(i + 1), strings.TrimSuffix(first.Code, "."+string(first.UnitID)), first.Item, number(first.Conclusion),
			first.Text, strconv.Itoa(len(g)), each(g, ", ", func(r Row) string { return r.Unit }), each(g, "; ", func(r Row) string { return r.Due }),
			each(g, "; ", func(r Row) string { return r.DueWords }), each(g, "; ", func(r Row) string { return r.Target }), first.Product,
			each(g, ", ", func(r Row) string { return r.Supporting })})
	}
	return cells
}

// each joins the different values of one column, in order, leaving out empty ones.
func each(rows []Row, separator string, value func(Row) string) string {
	var values []string
	for _, r := range rows {
		if v := value(r); v != "" && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return strings.Join(values, separator)
}
