package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Progress is the first item of a meeting, written by the system: how the conclusions of earlier meetings stand. What is known today is what was given and by when;
// a task that stands counts as open.

// Progress is the picture that was taken when the meeting was published. It is a value; Units is not changed in place.
type Progress struct {
	Meetings []MeetingID    `json:"meetings"` // earlier ones with open tasks, oldest first
	Given    int            `json:"given"`    // unit tasks
	Overdue  int            `json:"overdue"`
	Undated  int            `json:"undated"`
	Units    []UnitProgress `json:"units"` // overdue first; a unit sees its own
	At       time.Time      `json:"at"`
}

// UnitProgress is how one unit stands. It is a value.
type UnitProgress struct {
	Unit    UnitID `json:"unit"`
	Given   int    `json:"given"`
	Overdue int    `json:"overdue"`
}

// OpenTask is one task of an earlier meeting. It is a value.
type OpenTask struct {
	Meeting MeetingID `json:"meeting"`
	Held    time.Time `json:"held"` // when that meeting was to begin
	Unit    UnitID    `json:"unit"`
	Task    TaskID    `json:"task"`
	Number  int       `json:"number"` // of the conclusion
	Text    string    `json:"text"`
	Due     *Due      `json:"due"`
	First   *Due      `json:"first,omitempty"` // the date before it was extended
	Overdue bool      `json:"overdue"`
}

// OpenTasks are the tasks of earlier closed meetings, which are given oldest first; what was extended stands with the meeting that extended it. Units with most that are overdue first, then in the order of the first of the meetings that has them; within a unit
// what is overdue, what is due first, and last what has no date.
func OpenTasks(previous []*Meeting, now time.Time) []OpenTask {
	tasks := []OpenTask{}
	extended := extensionsOf(previous)
	place, overdue := map[UnitID]int{}, map[UnitID]int{}
	for _, m := range previous {
		if m.Status != Finished {
			continue
		}
		for _, u := range append([]Unit{m.Host}, m.Units...) {
			if _, known := place[u.ID]; !known {
				place[u.ID] = len(place)
			}
		}
		for _, a := range m.Assignments {
			l := m.Line(a.Line)
			if a.Removed || l == nil {
				continue
			}
			for _, t := range a.Tasks {
				w := work{m.ID, l.ID, t.Unit}
				if extended.moved[w] {
					continue
				}
				o := OpenTask{Meeting: m.ID, Held: m.StartsAt, Unit: t.Unit, Task: t.ID, Number: l.Number, Text: l.Text.Value, Due: a.DueOf(t), First: extended.original(w, l.Precedent), Overdue: a.overdue(t, now)}
				if o.Overdue {
					overdue[t.Unit]++
				}
				tasks = append(tasks, o)
			}
		}
	}
	slices.SortStableFunc(tasks, func(x, y OpenTask) int {
		return cmp.Or(cmp.Compare(overdue[y.Unit], overdue[x.Unit]), cmp.Compare(place[x.Unit], place[y.Unit]), x.byDate(y))
	})
	return tasks
}

func (o OpenTask) byDate(p OpenTask) int {
	switch {
	case o.Due != nil && p.Due != nil:
		return o.Due.Until.Compare(p.Due.Until)
	case o.Due != nil:
		return -1
	case p.Due != nil:
		return 1
	}
	return 0
}

// ProgressOf sums up tasks for the meeting m: units that are not in it are counted, not named.
func (m *Meeting) ProgressOf(tasks []OpenTask) Progress {
	p := Progress{Meetings: []MeetingID{}, Units: []UnitProgress{}}
	at := map[UnitID]int{}
	held := map[MeetingID]time.Time{}
	for _, t := range tasks {
		p.Given++
		if t.Overdue {
			p.Overdue++
		}
		if t.Due == nil {
			p.Undated++
		}
		if _, known := held[t.Meeting]; !known {
			held[t.Meeting] = t.Held
			p.Meetings = append(p.Meetings, t.Meeting)
		}
		if _, here := m.Unit(t.Unit); !here {
			continue
		}
		i, known := at[t.Unit]
		if !known {
			i = len(p.Units)
			at[t.Unit] = i
			p.Units = append(p.Units, UnitProgress{Unit: t.Unit})
		}
		p.Units[i].Given++
		if t.Overdue {
			p.Units[i].Overdue++
		}
	}
	slices.SortStableFunc(p.Meetings, func(x, y MeetingID) int { return held[x].Compare(held[y]) })
	p.Meetings = p.Meetings[max(0, len(p.Meetings)-MaxGroups):]
	return p
}

var progressCommands = []commandSpec{
	command[ProgressNote]("progress.note", RoleSystem),
}

var progressEvents = []eventSpec{
	event[ProgressNoted]("progress.noted"),
}

// ProgressNote writes the first item: the system gives it once the agenda is published.
type ProgressNote struct {
	Meetings []MeetingID    `json:"meetings"`
	Given    int            `json:"given"`
	Overdue  int            `json:"overdue"`
	Undated  int            `json:"undated"`
	Units    []UnitProgress `json:"units"`
}

// ProgressNoted is the picture at the record's time, with the line that says it in words. A unit is told the sums and its own.
type ProgressNoted ProgressNote

func (c ProgressNote) decide(m *Meeting, s Stamp) ([]Event, error) {
	switch {
	case m.Status == "" || m.Status == Draft:
		return nil, errNotPublished
	case m.Status == Finished:
		return nil, errFinished
	case m.Progress != nil || c.Given == 0:
		return nil, nil
	}
	text := fmt.Sprintf("Tình hình thực hiện kết luận của %d cuộc họp trước: %d nhiệm vụ đã giao cho các đơn vị, %d đã quá hạn, %d chưa có thời hạn.",
		len(c.Meetings), c.Given, c.Overdue, c.Undated)
	return append([]Event{ProgressNoted(c)}, m.facts(s).write(m.progressItem(), spoken{}, text)...), nil
}

// progressItem is the item under which the picture stands: the first report that units see, if there is one.
func (m *Meeting) progressItem() *Item {
	i := slices.IndexFunc(m.Items, func(i *Item) bool { return i.Kind == "report" && !i.Internal })
	if i < 0 {
		return nil
	}
	return m.Items[i]
}

func (e ProgressNoted) apply(m *Meeting, s Stamp) {
	m.Progress = &Progress{Meetings: e.Meetings, Given: e.Given, Overdue: e.Overdue, Undated: e.Undated, Units: e.Units, At: s.At}
}

// A unit hears of the others only in the sums.
func (e ProgressNoted) show(a Audience) Event {
	if a.Staff {
		return e
	}
	own := []UnitProgress{}
	for _, u := range e.Units {
		if u.Unit == a.Unit && a.Unit != "" {
			own = append(own, u)
		}
	}
	e.Units, e.Meetings = own, []MeetingID{}
	return e
}
func (e ProgressNoted) personal() {}
