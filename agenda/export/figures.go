package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

// SheetFigures is the sheet of the figures.
const SheetFigures = "Số liệu"

// Unknown is how a figure that a unit does not know stands in tables; it is not the number 0.
const Unknown = "chưa nắm"

// figureTable is the figures as cells: a row per unit that a may see, and, for staff, one with what the units make together.
func figureTable(m *agenda.Meeting, a agenda.Audience) (columns []string, rows [][]string) {
	columns = []string{"STT", "Đơn vị"}
	for _, f := range m.Figures {
		name := f.Name
		if f.Measure != "" {
			name += " (" + f.Measure + ")"
		}
		columns = append(columns, name)
	}
	for _, u := range m.Units {
		if !a.Staff && (a.Unit == "" || a.Unit != u.ID) {
			continue
		}
		row := []string{strconv.Itoa(len(rows) + 1), u.Label()}
		for _, f := range m.Figures {
			row = append(row, filedWords(f, u.ID))
		}
		rows = append(rows, row)
	}
	if !a.Staff {
		return columns, rows
	}
	together, counts := []string{"", "Tổng hợp"}, []string{"", "Đã nộp"}
	for _, f := range m.Figures {
		r := f.Rollup(m)
		value := ""
		if r.Value != nil {
			value = decimal(*r.Value)
		}
		together = append(together, value)
		count := fmt.Sprintf("%d/%d", r.Filed, r.Units)
		if r.Unknown > 0 {
			count += fmt.Sprintf(", %d %s", r.Unknown, Unknown)
		}
		counts = append(counts, count)
	}
	return columns, append(rows, together, counts)
}

// filedWords is one cell: a number, a text, "chưa nắm", or nothing where nothing was filed.
func filedWords(f *agenda.Figure, unit agenda.UnitID) string {
	v, ok := f.Of(unit)
	switch {
	case !ok:
		return ""
	case v.Unknown:
		return Unknown
	case f.Kind == agenda.FigureText:
		return v.Text.Value
	}
	return decimal(v.Number)
}

// WriteFiguresCSV writes the figures that a may see as WriteCSV writes tasks.
func WriteFiguresCSV(w io.Writer, m *agenda.Meeting, a agenda.Audience) error {
	b := bufio.NewWriter(w)
	b.WriteString(byteOrderMark)
	columns, rows := figureTable(m, a)
	writeLine(b, columns)
	for _, r := range rows {
		writeLine(b, r)
	}
	return b.Flush()
}

// WriteFiguresXLSX writes the same as a workbook of string cells. The same arguments give the same bytes.
func WriteFiguresXLSX(w io.Writer, m *agenda.Meeting, a agenda.Audience) error {
	columns, rows := figureTable(m, a)
	widths, centred := []float64{6, 28}, []int{0}
	for i := range m.Figures {
		widths, centred = append(widths, 22), append(centred, i+2)
	}
	return oneSheet(w, m, sheet{name: SheetFigures, title: "SỐ LIỆU CÁC ĐƠN VỊ BÁO CÁO", columns: columns, widths: widths, centred: centred, rows: rows},
		fmt.Sprintf("Ngày %s: %d số liệu, %d đơn vị", m.StartsAt.In(agenda.Zone).Format("02/01/2006"), len(m.Figures), len(m.Units)))
}

// oneSheet writes a workbook of one sheet.
func oneSheet(w io.Writer, m *agenda.Meeting, s sheet, summary string) error {
	f := excelize.NewFile()
	defer f.Close()
	err := func() error {
		if err := f.SetDefaultFont(font); err != nil {
			return err
		}
		if err := f.SetDocProps(properties(m)); err != nil {
			return err
		}
		st, err := newStyles(f)
		if err != nil {
			return err
		}
		if err := f.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
		return s.write(f, st, m, summary)
	}()
	if err != nil {
		return fmt.Errorf("export: making the workbook: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("export: writing the workbook: %w", err)
	}
	return nil
}
