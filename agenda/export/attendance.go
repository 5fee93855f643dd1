package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/agenda"
)

// dropGap is the longest gap between two stays that is no absence: a lost network, a page loaded again.
const dropGap = 45 * time.Second

// Attendance is one unit's attendance. It is a value. The exported fields above the blank line are the columns, in the order of AttendanceColumns.
type Attendance struct {
	STT     int
	Unit    string // "Quận Ba Đình"; guests without a unit share one row
	Present string // "Có mặt" or "Vắng"
	Persons string // names with posts, separated by "; "
	People  int    // persons at the site, those behind the camera included
	From    string // first arrival, hh:mm in Việt Nam
	Until   string // last departure; empty while somebody is there
	Minutes int    // of the meeting itself, whole minutes, while at least one person of the unit was there
	Stays   int    // stretches of presence; a gap of at most 45 s is none
	Hall    int    // of the people, those in the hall without a device
	Instead string // who came in somebody's place, and in whose
	Reply   string // what the unit answered to the invitation
	Reason  string // why it said it would be absent, or why somebody else comes

	UnitID agenda.UnitID
}

// The words of the column Present.
const (
	Present = "Có mặt"
	Absent  = "Vắng"
)

var replyWords = map[agenda.ReplyKind]string{agenda.ReplyAttend: "Dự họp", agenda.ReplyAbsent: "Vắng mặt", agenda.ReplySubstitute: "Cử người dự thay"}

// AttendanceColumns are the headings of the attendance. Their order and words are fixed: other programs read these files.
func AttendanceColumns() []string {
	return []string{"STT", "Đơn vị", "Tình trạng", "Người dự", "Số người", "Vào lúc", "Ra lúc", "Số phút dự họp", "Số lượt", "Tại hội trường", "Dự thay", "Trả lời giấy mời", "Lý do"}
}

func (a Attendance) cells() []string {
	return []string{strconv.Itoa(a.STT), a.Unit, a.Present, a.Persons, number(a.People), a.From, a.Until, strconv.Itoa(a.Minutes), strconv.Itoa(a.Stays), number(a.Hall), a.Instead, a.Reply, a.Reason}
}

// AttendanceOf is the attendance that a may see, at the time now: all units for staff, the department first and guests last; its own for a unit; nothing
// for a guest. Several people at a unit make one row: the union of their stays. Who came before the opening counts from the opening, and nobody counts
// after the closing.
func AttendanceOf(m *agenda.Meeting, a agenda.Audience, now time.Time) []Attendance {
	byUnit := map[agenda.UnitID][]*agenda.Presence{}
	for _, p := range m.Attendance {
		byUnit[p.Unit] = append(byUnit[p.Unit], p)
	}
	units := append([]agenda.Unit{m.Host}, m.Units...)
	if len(byUnit[""]) > 0 {
		units = append(units, agenda.Unit{Name: "Khách mời"})
	}
	var rows []Attendance
	for _, u := range units {
		if !a.Staff && (a.Unit == "" || a.Unit != u.ID) {
			continue
		}
		row := attendance(m, u, byUnit[u.ID], now)
		row.STT = len(rows) + 1
		rows = append(rows, row)
	}
	return rows
}

func attendance(m *agenda.Meeting, u agenda.Unit, present []*agenda.Presence, now time.Time) Attendance {
	row := Attendance{Unit: u.Label(), Present: Absent, UnitID: u.ID}
	reply := m.Reply(u.ID)
	if reply != nil && u.ID != "" {
		row.Reply, row.Reason = replyWords[reply.Answer], reply.Reason.Value
	}
	stays := union(present)
	if len(stays) == 0 {
		return row
	}
	row.Present, row.Stays, row.From = Present, len(stays), hour(stays[0].From)
	if last := stays[len(stays)-1].Until; last != nil {
		row.Until = hour(*last)
	}
	row.Persons, row.People = persons(present)
	row.Hall, row.Instead = inHall(present), substitutes(present)
	if reply != nil && row.Instead == "" && reply.Answer == agenda.ReplySubstitute {
		row.Instead = titled(reply.Name, reply.Post) // as the unit said before
	}
	row.Minutes = int(within(m, stays, now).Round(time.Minute) / time.Minute)
	return row
}

// union is when at least one of the presences lasted, in order, with gaps of at most dropGap closed.
func union(present []*agenda.Presence) []agenda.Stay {
	var all []agenda.Stay
	for _, p := range present {
		all = append(all, p.Stays...)
	}
	slices.SortStableFunc(all, func(x, y agenda.Stay) int { return x.From.Compare(y.From) })
	var merged []agenda.Stay
	for _, s := range all {
		n := len(merged) - 1
		if n < 0 || merged[n].Until != nil && s.From.Sub(*merged[n].Until) > dropGap {
			merged = append(merged, s)
			continue
		}
		if merged[n].Until != nil && (s.Until == nil || s.Until.After(*merged[n].Until)) {
			merged[n].Until = s.Until
		}
	}
	return merged
}

// within is how long the stays lasted between opening and closing; one that lasts counts until now.
func within(m *agenda.Meeting, stays []agenda.Stay, now time.Time) time.Duration {
	if m.OpenedAt == nil {
		return 0
	}
	end := now
	if m.ClosedAt != nil {
		end = *m.ClosedAt
	}
	var sum time.Duration
	for _, s := range stays {
		from, until := s.From, end
		if from.Before(*m.OpenedAt) {
			from = *m.OpenedAt
		}
		if s.Until != nil && s.Until.Before(end) {
			until = *s.Until
		}
		sum += max(0, until.Sub(from))
	}
	return sum
}

// persons names everybody once and counts the people: somebody who came back on another device is one person, with the larger number behind the camera.
func persons(present []*agenda.Presence) (names string, people int) {
	type person struct {
		label  string
		others []string // behind the same camera
		count  int
	}
	var list []*person
	byName := map[string]*person{}
	for _, p := range present {
		one := byName[p.Name.Value]
		if one == nil {
			one = &person{}
			byName[p.Name.Value] = one
			list = append(list, one)
		}
		if p.Post.Value != "" {
			one.label = titled(p.Name, p.Post)
		}
		one.label = cmp.Or(one.label, p.Name.Value)
		one.count = max(one.count, p.People)
		for _, o := range p.Others {
			if label := titled(o.Name, o.Post); !slices.Contains(one.others, label) {
				one.others = append(one.others, label)
			}
		}
	}
	var labels []string
	for _, one := range list {
		labels = append(append(labels, one.label), one.others...)
		people += one.count
	}
	return strings.Join(labels, "; "), people
}

func titled(name, post agenda.Text) string {
	if post.Value == "" {
		return name.Value
	}
	return fmt.Sprintf("%s (%s)", name.Value, post.Value)
}

// inHall counts the people in the hall.
func inHall(present []*agenda.Presence) (people int) {
	for _, p := range present {
		if p.Hall {
			people += p.People
		}
	}
	return people
}

// substitutes names those who came in somebody's place.
func substitutes(present []*agenda.Presence) string {
	var labels []string
	for _, p := range present {
		label := p.Name.Value
		if p.Instead != nil {
			label += " thay " + p.Instead.Value
		}
		if p.Substitute && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return strings.Join(labels, "; ")
}

func hour(t time.Time) string { return t.In(agenda.Zone).Format("15:04") }

// WriteAttendanceCSV writes the rows as WriteCSV writes tasks.
func WriteAttendanceCSV(w io.Writer, rows []Attendance) error {
	b := bufio.NewWriter(w)
	b.WriteString(byteOrderMark)
	writeLine(b, AttendanceColumns())
	for _, r := range rows {
		writeLine(b, r.cells())
	}
	return b.Flush()
}
