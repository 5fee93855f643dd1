package agenda

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A fact is a line of kind fact: what the system knows and writes by itself (diễn biến) while a command is decided, in the same record. It can be removed, not edited.

// facts writes the facts of one command. It is owned by the decide call that made it.
type facts struct {
	m *Meeting
	s Stamp
	n int // written so far
}

func (m *Meeting) facts(s Stamp) *facts { return &facts{m: m, s: s} }

// spoken is whom a fact is about. It is a value.
type spoken struct {
	unit   UnitID
	person string
}

// write is the line, or nothing when the minutes are full: no command is refused for a fact. Its id, f<version>-<n>, follows from the record, so that every
// try to decide gives the same; a client that took the id before moves n on.
func (f *facts) write(item *Item, by spoken, text string) []Event {
	if len(f.m.Lines)+f.n >= MaxLines {
		return nil
	}
	id := LineID("")
	for free := false; !free; {
		f.n++
		id = LineID(fmt.Sprintf("f%d-%d", f.m.Version+1, f.n))
		free = f.m.Line(id) == nil
	}
	e := LineAdded{Line: id, Kind: KindFact, Text: f.s.text(2*f.n, text), Unit: by.unit, Person: f.s.text(2*f.n+1, by.person), At: f.s.At, Author: SystemSeat}
	if item != nil {
		e.Item, e.Internal = item.ID, item.Internal
	}
	return []Event{e}
}

// opening says when the meeting began and which sites are there.
func (f *facts) opening() []Event {
	text := "Cuộc họp khai mạc lúc " + clockDay(f.s.At) + "."
	if total := len(f.m.Units); total > 0 {
		absent := f.m.absent(func(p *Presence) bool { return p.Here() })
		text += fmt.Sprintf(" Có mặt %d/%d điểm cầu.", total-len(absent), total)
		text = listed(text, " Vắng: ", absent)
	}
	return f.write(nil, spoken{}, text)
}

// closing says when the meeting ended, how long it lasted and which sites never came.
func (f *facts) closing() []Event {
	text := "Cuộc họp bế mạc lúc " + clockDay(f.s.At) + "."
	if f.m.OpenedAt != nil {
		text += " Thời gian họp: " + lasting(f.s.At.Sub(*f.m.OpenedAt)) + "."
	}
	if total := len(f.m.Units); total > 0 {
		absent := f.m.absent(func(*Presence) bool { return true })
		text += fmt.Sprintf(" Đã dự họp %d/%d điểm cầu.", total-len(absent), total)
		text = listed(text, " Không dự: ", absent)
	}
	return f.write(nil, spoken{}, text)
}

// itemStart says which item begins, or is taken up again, and what was planned.
func (f *facts) itemStart(i *Item) []Event {
	verb := "Bắt đầu"
	if i.State == ItemDone {
		verb = "Tiếp tục"
	}
	return f.write(i, spoken{}, fmt.Sprintf("%s %s lúc %s (%s).", verb, f.m.itemName(i), clock(f.s.At), planned(i)))
}

// itemEnd says how long an item took, all its runs together, beside what was planned.
func (f *facts) itemEnd(i *Item) []Event {
	spent := time.Duration(i.SpentMS) * time.Millisecond
	if i.StartedAt != nil {
		spent += max(0, f.s.At.Sub(*i.StartedAt))
	}
	return f.write(i, spoken{}, fmt.Sprintf("Kết thúc %s lúc %s: %s, thực tế %s.", f.m.itemName(i), clock(f.s.At), planned(i), wholeMinutes(spent)))
}

var speechWords = map[string]string{"speak": "phát biểu", "question": "chất vấn", "explain": "giải trình"}

// speech says who had the floor, when and how long. It belongs to the item that it was asked for, else to the one that runs.
func (f *facts) speech(r *Request) []Event {
	if r.From == nil {
		return nil
	}
	item := f.m.Item(r.Item)
	if item == nil {
		item = f.m.Item(f.m.Current)
	}
	by := spoken{unit: r.Unit, person: r.Person.Value}
	s := f.m.Seat(r.Seat)
	if by.person == "" && s != nil && s.Role.Staff() {
		by.person = s.Name
	}
	who := f.m.speaker(by)
	if by == (spoken{}) && s != nil && s.Name != "" {
		who = s.Name // a guest's seat may be a newspaper's
	}
	return f.write(item, by, fmt.Sprintf("%s %s lúc %s, %s.", who, speechWords[r.Kind], clock(*r.From), lasting(r.Spoken(f.s.At))))
}

// silence says that somebody was called and did not answer.
func (f *facts) silence(r *Request) []Event {
	by := spoken{unit: r.Unit, person: r.Person.Value}
	item := f.m.Item(r.Item)
	if item == nil {
		item = f.m.Item(f.m.Current)
	}
	return f.write(item, by, fmt.Sprintf("Đã mời %s %s lúc %s; chưa có trả lời.", lowerFirst(f.m.speaker(by)), speechWords[r.Kind], clock(f.s.At)))
}

// lowerFirst is text as it stands within a sentence.
func lowerFirst(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[n:]
}

// speaker is how minutes name who spoke.
func (m *Meeting) speaker(by spoken) string {
	unit, known := m.Unit(by.unit)
	switch {
	case by.person != "" && known:
		return fmt.Sprintf("Ông/bà %s (%s)", by.person, unit.Inline())
	case by.person != "":
		return "Ông/bà " + by.person
	case known:
		return "Đại diện " + unit.Inline()
	}
	return "Một đại biểu"
}

// absent are the units without any presence that counts, in the meeting's order, as they stand in a sentence.
func (m *Meeting) absent(counts func(*Presence) bool) []string {
	present := map[UnitID]bool{}
	for _, p := range m.Attendance {
		present[p.Unit] = present[p.Unit] || counts(p)
	}
	var names []string
	for _, u := range m.Units {
		if !present[u.ID] {
			names = append(names, u.Inline()+m.excuse(u.ID))
		}
	}
	return names
}

// itemName is “mục 2 “Công nghiệp””. Internal items are not counted: their number would tell units that there is one.
func (m *Meeting) itemName(i *Item) string {
	n := 0
	for _, o := range m.Items {
		if !o.Internal {
			n++
		}
		if o == i {
			break
		}
	}
	if i.Internal {
		return "mục nội bộ “" + i.Title + "”"
	}
	return fmt.Sprintf("mục %d “%s”", n, i.Title)
}

// listed adds names to text as far as a line has room, and says how many are left out.
func listed(text, lead string, names []string) string {
	const reserve = 40 // for "và 499 đơn vị khác."
	for i, n := range names {
		next := ", "
		if i == 0 {
			next = lead
		}
		if utf8.RuneCountInString(text)+utf8.RuneCountInString(next+n) > MaxLineText-reserve {
			return fmt.Sprintf("%s và %d đơn vị khác.", text, len(names)-i)
		}
		text += next + n
	}
	if len(names) > 0 {
		text += "."
	}
	return text
}

// planned is what was planned for an item before it ran, and what the chair added or took.
func planned(i *Item) string {
	text := "không dự kiến thời gian"
	if base := i.Minutes - i.Extended; base > 0 {
		text = fmt.Sprintf("dự kiến %d phút", base)
	}
	switch {
	case i.Extended > 0:
		text += fmt.Sprintf(", thêm %d phút", i.Extended)
	case i.Extended < 0:
		text += fmt.Sprintf(", bớt %d phút", -i.Extended)
	}
	return text
}

func clock(t time.Time) string { return t.In(Zone).Format("15:04") }

func clockDay(t time.Time) string { return t.In(Zone).Format("15:04, ngày 2-1-2006") }

// lasting is a duration as people say it: "3 phút 10 giây", "2 giờ 5 phút". Seconds are left out from an hour on.
func lasting(d time.Duration) string {
	d = max(0, d).Round(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	var parts []string
	if h > 0 {
		parts, s = append(parts, fmt.Sprintf("%d giờ", h)), 0
	}
	if m > 0 {
		parts = append(parts, fmt.Sprintf("%d phút", m))
	}
	if s > 0 || len(parts) == 0 {
		parts = append(parts, fmt.Sprintf("%d giây", s))
	}
	return strings.Join(parts, " ")
}

// wholeMinutes is a duration in minutes, as agendas count.
func wholeMinutes(d time.Duration) string {
	if d < time.Minute {
		return "dưới 1 phút"
	}
	return fmt.Sprintf("%d phút", int(d.Round(time.Minute).Minutes()))
}
