package export

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

// headRow is the row of the column headings; the lines of the title stand above it.
const headRow = 6

// sheet is one table of a workbook. It is a value.
type sheet struct {
	name, title string
	columns     []string
	widths      []float64 // in characters, one per column
	centred     []int     // columns, from 0
	rows        [][]string
}

// styles are the style numbers of one workbook. It is a value.
type styles struct{ host, title, subtitle, head, text, centred int }

func newStyles(f *excelize.File) (styles, error) {
	border := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	wrapped := func(horizontal string) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: horizontal, Vertical: "top", WrapText: true}
	}
	// NumFmt 49 is "text": what a person types over a cell stays text as well.
	list := []*excelize.Style{
		{Font: &excelize.Font{Family: font, Size: 12, Bold: true}, NumFmt: 49},
		{Font: &excelize.Font{Family: font, Size: 14, Bold: true}, NumFmt: 49},
		{Font: &excelize.Font{Family: font, Size: 12, Italic: true}, NumFmt: 49},
		{Font: &excelize.Font{Family: font, Size: 12, Bold: true}, Border: border, NumFmt: 49,
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}}},
		{Font: &excelize.Font{Family: font, Size: 12}, Border: border, Alignment: wrapped("left"), NumFmt: 49},
		{Font: &excelize.Font{Family: font, Size: 12}, Border: border, Alignment: wrapped("center"), NumFmt: 49},
	}
	var ids [6]int
	for i, s := range list {
		id, err := f.NewStyle(s)
		if err != nil {
			return styles{}, err
		}
		ids[i] = id
	}
	return styles{ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]}, nil
}

func (s sheet) write(f *excelize.File, st styles, m *agenda.Meeting, summary string) error {
	head := []struct {
		text  string
		style int
	}{{m.Host.Name, st.host}, {s.title, st.title}, {m.Title, st.host}, {summary, st.subtitle}}
	for i, h := range head {
		if err := s.put(f, 1, i+1, h.text, h.style); err != nil {
			return err
		}
	}
	if err := s.writeTable(f, st); err != nil {
		return err
	}
	if err := s.view(f); err != nil {
		return err
	}
	return s.print(f)
}

// put writes a string cell: never a formula, never a number.
func (s sheet) put(f *excelize.File, column, row int, text string, style int) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if err := f.SetCellStr(s.name, cell, text); err != nil {
		return err
	}
	return f.SetCellStyle(s.name, cell, cell, style)
}

func (s sheet) writeTable(f *excelize.File, st styles) error {
	centred := map[int]bool{}
	for _, c := range s.centred {
		centred[c] = true
	}
	for i, c := range s.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(s.name, name, name, s.widths[i]); err != nil {
			return err
		}
		if err := s.put(f, i+1, headRow, c, st.head); err != nil {
			return err
		}
	}
	for y, row := range s.rows {
		for x, text := range row {
			style := st.text
			if centred[x] {
				style = st.centred
			}
			if err := s.put(f, x+1, headRow+1+y, text, style); err != nil {
				return err
			}
		}
	}
	return nil
}

// view freezes the headings and offers filters on them.
func (s sheet) view(f *excelize.File) error {
	last, err := excelize.CoordinatesToCellName(len(s.columns), headRow+len(s.rows))
	if err != nil {
		return err
	}
	if err := f.AutoFilter(s.name, fmt.Sprintf("A%d:%s", headRow, last), nil); err != nil {
		return err
	}
	below := fmt.Sprintf("A%d", headRow+1)
	return f.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}}})
}

// print sets A4 landscape, as wide as the paper, the headings on every page and page numbers at the foot.
func (s sheet) print(f *excelize.File) error {
	a4, landscape, wide, high, fit := 9, "landscape", 1, 0, true
	if err := f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, edge := 0.4, 0.6 // inches
	if err := f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: `&C&"` + font + `,Regular"&12Trang &P/&N`}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", s.name, headRow, headRow)})
}
