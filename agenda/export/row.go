package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"giaoban/agenda"
)

// StateNew is the state of a task nobody has answered yet.
const StateNew = "Mới giao"

// Row is one unit's task as people read it. It is a value. The exported fields above the blank line are the columns, in the order of Columns.
type Row struct {
	STT        int    // from 1, in the order of the table
	Code       string // stable short code such as GB2907-02.276, see Code
	Item       string // title of the agenda item
	Conclusion int    // number of the conclusion; 0 for a task line without one
	Text       string // what is to be done
	Unit       string // who does it: "UBND huyện Thạch Thất"
	Supporting string // who helps, separated by ", "
	Due        string // last permitted day in Việt Nam, dd/mm/yyyy; empty when there is none
	DueWords   string // the date as it was said: "trước ngày 10-10"
	Target     string // what is to be reached, in words
	Product    string // what is to be handed in
	State      string // StateNew until units can answer

	UnitID     agenda.UnitID
	Assignment agenda.AssignmentID
	Revision   agenda.Version // of the assignment: the version that last touched it
}

// Columns are the headings of the table. Their order and words are fixed: other programs read these files.
func Columns() []string {
	return []string{"STT", "Mã nhiệm vụ", "Mục chương trình", "Số kết luận", "Nội dung", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn",
		"Cách nói thời hạn", "Chỉ tiêu", "Sản phẩm", "Trạng thái"}
}

func (r Row) cells() []string {
	return []string{strconv.Itoa(r.STT), r.Code, r.Item, number(r.Conclusion), r.Text, r.Unit, r.Supporting, r.Due, r.DueWords, r.Target, r.Product, r.State}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Tasks are the unit tasks of m that a may see: all for staff, its own for a unit, none for a guest. They come by unit, the department first and
// then in the meeting's order; within a unit by number of the conclusion, task lines without a number last. m is the whole meeting, not one folded
// from filtered records.
func Tasks(m *agenda.Meeting, a agenda.Audience) []Row {
	places := unitPlaces(m)
	lines := linePlaces(m)
	var rows []Row
	for _, as := range m.Assignments {
		line := m.Line(as.Line)
		if as.Removed || line == nil {
			continue
		}
		for _, t := range as.Tasks {
			if a.Staff || a.Unit != "" && a.Unit == t.Unit {
				rows = append(rows, row(m, as, line, t))
			}
		}
	}
	slices.SortStableFunc(rows, func(x, y Row) int {
		return cmp.Or(cmp.Compare(places[x.UnitID], places[y.UnitID]), lastIfNone(x.Conclusion, y.Conclusion),
			cmp.Compare(lines[x.Assignment], lines[y.Assignment]))
	})
	for i := range rows {
		rows[i].STT = i + 1
	}
	return rows
}

// lastIfNone compares numbers of conclusions; 0, no number, comes after all others.
func lastIfNone(x, y int) int {
	if (x == 0) != (y == 0) {
		return cmp.Compare(y, x)
	}
	return cmp.Compare(x, y)
}

func row(m *agenda.Meeting, as *agenda.Assignment, line *agenda.Line, t agenda.Task) Row {
	r := Row{Code: Code(m, as.ID, t.Unit), Conclusion: line.Number, Text: line.Text.Value, Target: wantedWords(as, t), Product: as.Product,
		State: StateNew, UnitID: t.Unit, Assignment: as.ID, Revision: as.Revision}
	if i := m.Item(line.Item); i != nil {
		r.Item = i.Title
	}
	if u, ok := m.Unit(t.Unit); ok {
		r.Unit = u.Address()
	}
	var helpers []string
	for _, id := range as.Supporting {
		if u, ok := m.Unit(id); ok && id != t.Unit {
			helpers = append(helpers, u.Address())
		}
	}
	r.Supporting = strings.Join(helpers, ", ")
	if due := as.DueOf(t); due != nil {
		r.Due, r.DueWords = due.LastDay().Format("02/01/2006"), due.Words
	}
	return r
}

// MeetingCode is the first part of the codes of a meeting's tasks: "GB" with day and month of its beginning in Việt Nam.
func MeetingCode(m *agenda.Meeting) string { return "GB" + m.StartsAt.In(agenda.Zone).Format("0201") }

// Code is the short code of one unit's task of an assignment, such as GB2907-02.276: the meeting, the number of the conclusion in at least two
// digits (or "L" and the place of the line in the minutes when it has no number) and the unit. The second assignment of the same line has "-2"
// after the number, and so on; withdrawn ones are counted, so that a code never comes to mean another task. It is empty for an unknown assignment.
func Code(m *agenda.Meeting, id agenda.AssignmentID, unit agenda.UnitID) string {
	i := slices.IndexFunc(m.Assignments, func(a *agenda.Assignment) bool { return a.ID == id })
	if i < 0 {
		return ""
	}
	return lineCode(m, m.Assignments[i].Line, m.Assignments[:i]) + "." + string(unit)
}

func lineCode(m *agenda.Meeting, id agenda.LineID, earlier []*agenda.Assignment) string {
	code := MeetingCode(m) + "-"
	l := m.Line(id)
	if l != nil && l.Part > 0 {
		code += fmt.Sprintf("BS%d-", l.Part) // supplementary minutes number from 1 again
	}
	if l != nil && l.Number > 0 {
		code += fmt.Sprintf("%02d", l.Number)
	} else {
		code += fmt.Sprintf("L%d", slices.IndexFunc(m.Lines, func(l *agenda.Line) bool { return l.ID == id })+1)
	}
	n := 1
	for _, a := range earlier {
		if a.Line == id {
			n++
		}
	}
	if n > 1 {
		code += fmt.Sprintf("-%d", n)
	}
	return code
}

func unitPlaces(m *agenda.Meeting) map[agenda.UnitID]int {
	places := map[agenda.UnitID]int{agenda.HostUnit: 0}
	for i, u := range m.Units {
		places[u.ID] = i + 1
	}
	return places
}

// linePlaces is the place of each assignment: by its line in the minutes, then by its own age.
func linePlaces(m *agenda.Meeting) map[agenda.AssignmentID]int {
	line := make(map[agenda.LineID]int, len(m.Lines))
	for i, l := range m.Lines {
		line[l.ID] = i
	}
	places := make(map[agenda.AssignmentID]int, len(m.Assignments))
	for i, a := range m.Assignments {
		places[a.ID] = line[a.Line]*len(m.Assignments) + i
	}
	return places
}
