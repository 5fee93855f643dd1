package search

import (
	"slices"
	"time"

	"giaoban/agenda"
)

// entry is what is searched of one line or paper. It is a value; its slices are not changed after it was made.
type entry struct {
	line     agenda.LineID
	paper    agenda.PaperID
	kind     string // of the line; "paper"
	item     agenda.ItemID
	text     string
	person   string
	folded   string // text and person
	number   int
	part     int
	unit     agenda.UnitID // who said it
	at       time.Time
	internal bool
	settled  bool
	refers   *agenda.Precedent
	file     bool // a paper that can be downloaded
	given    []given
	pairs    []string // of neighbouring words, sorted, for Similar; conclusions and task lines only
	revision agenda.Version
}

// given is one assignment of a line. It is a value.
type given struct {
	units   []agenda.UnitID
	due     *agenda.Due // that holds for all; nil where units have their own, or none is set
	product string
	target  agenda.Target
	folded  string // of the product and the words of the date
}

// seen says whether somebody with a sight may be shown the assignment.
func (g given) seen(s Sight) bool {
	return s.All || s.Unit != "" && slices.Contains(g.units, s.Unit)
}

// shows are the assignments of the entry that a sight takes in.
func (e entry) shows(s Sight) []given {
	var list []given
	for _, g := range e.given {
		if g.seen(s) {
			list = append(list, g)
		}
	}
	return list
}

// page is what is searched of one meeting. It is a value; readers keep it while a newer one takes its place.
type page struct {
	id      agenda.MeetingID
	version agenda.Version
	title   string
	held    time.Time // when it began, or was to begin
	status  agenda.Status
	items   map[agenda.ItemID]string
	units   map[agenda.UnitID]string
	names   map[agenda.UnitID]string // the same, folded
	entries []entry
	lines   map[agenda.LineID]int // in entries
}

// pageOf makes the page of a meeting. What an earlier page has folded of a line is used again while the line has not changed.
func pageOf(m *agenda.Meeting, was *page) *page {
	p := &page{id: m.ID, version: m.Version, title: m.Title, held: m.StartsAt, status: m.Status, items: map[agenda.ItemID]string{}, units: map[agenda.UnitID]string{agenda.HostUnit: m.Host.Label()}, lines: make(map[agenda.LineID]int, len(m.Lines))}
	if m.OpenedAt != nil {
		p.held = *m.OpenedAt
	}
	for _, u := range m.Units {
		p.units[u.ID] = u.Label()
	}
	p.names = make(map[agenda.UnitID]string, len(p.units))
	for id, name := range p.units {
		p.names[id] = Fold(name)
	}
	for _, i := range m.Items {
		p.items[i.ID] = i.Title
		for _, f := range i.Papers {
			p.entries = append(p.entries, entry{paper: f.ID, kind: KindPaper, item: i.ID, text: f.Title, folded: Fold(f.Title), at: p.held, internal: i.Internal})
		}
	}
	for _, f := range m.Submissions {
		if f.State == agenda.SubmissionApproved { // before that it is between its unit and staff
			p.entries = append(p.entries, entry{paper: f.ID, kind: KindPaper, item: f.Item, text: f.Title, folded: Fold(f.Title), at: f.At, unit: f.Unit, internal: f.Internal, file: true})
		}
	}
	assigned := map[agenda.LineID][]given{}
	for _, a := range m.Assignments {
		if !a.Removed {
			assigned[a.Line] = append(assigned[a.Line], givenOf(a))
		}
	}
	for _, l := range m.Lines {
		if l.Removed || l.Text.Value == "" {
			continue
		}
		e := lineEntry(l, was)
		e.given = assigned[l.ID]
		p.lines[l.ID] = len(p.entries)
		p.entries = append(p.entries, e)
	}
	return p
}

func givenOf(a *agenda.Assignment) given {
	g := given{due: a.Due, product: a.Product, target: a.Target, folded: Fold(a.Product)}
	if a.Due != nil {
		g.folded += Fold(a.Due.Words)
	}
	for _, t := range a.Tasks {
		g.units = append(g.units, t.Unit)
		if t.Due != nil {
			g.due = nil
		}
	}
	return g
}

func lineEntry(l *agenda.Line, was *page) entry {
	e := entry{}
	if was != nil {
		if i, ok := was.lines[l.ID]; ok && was.entries[i].revision == l.Revision {
			e = was.entries[i]
		}
	}
	if e.line == "" {
		e = entry{line: l.ID, kind: string(l.Kind), item: l.Item, text: l.Text.Value, person: l.Person.Value, folded: Fold(l.Text.Value) + Fold(l.Person.Value),
			number: l.Number, part: l.Part, unit: l.Unit, at: l.At, internal: l.Internal, revision: l.Revision}
		if l.Kind == agenda.KindConclusion || l.Kind == agenda.KindTask {
			e.pairs = pairs(l.Text.Value)
		}
	}
	e.settled, e.refers = l.Settled != "", l.Precedent
	return e
}
