package search

import (
	"slices"
	"time"

	"giaoban/agenda"
)

// Query is what is looked for. It is a value; empty fields ask nothing.
type Query struct {
	Words   string
	Kind    string        // of a line, "paper", or "given": a line that has tasks
	Unit    agenda.UnitID // who said it or has a task of it
	Meeting agenda.MeetingID
	From    time.Time // of the meetings that began at this instant or later
	Until   time.Time // and before this one
	// See is what may be seen of a meeting; false when nothing of it.
	See   func(agenda.MeetingID) (Sight, bool)
	Limit int // hits to return at most
}

// KindGiven asks for lines that have tasks.
const KindGiven = "given"

// Hit is one line or paper that was found. It is a value.
type Hit struct {
	Meeting agenda.MeetingID `json:"meeting"`
	Title   string           `json:"title"` // of the meeting
	Held    time.Time        `json:"held"`
	Kind    string           `json:"kind"`
	Line    agenda.LineID    `json:"line,omitempty"`
	Paper   agenda.PaperID   `json:"paper,omitempty"`
	File    bool             `json:"file,omitempty"` // the paper can be downloaded
	Item    string           `json:"item,omitempty"` // title
	Text    string           `json:"text"`
	Person  string           `json:"person,omitempty"`
	Unit    agenda.UnitID    `json:"unit,omitempty"`
	By      string           `json:"by,omitempty"` // the unit's name with its kind
	Number  int              `json:"number,omitempty"`
	Part    int              `json:"part,omitempty"`
	At      time.Time        `json:"at"`
	Tasks   *Tasks           `json:"tasks,omitempty"`
}

// Tasks is what the asker may know of a line's tasks. It is a value.
type Tasks struct {
	Units   int         `json:"units"`
	Due     *agenda.Due `json:"due,omitempty"`
	Product string      `json:"product,omitempty"`
}

// Find returns the hits, those of the latest meeting first and each meeting's in the order of its minutes, and how many there are in all.
func (x *Index) Find(q Query) (hits []Hit, total int) {
	query := words(Fold(q.Words))
	hits = []Hit{}
	for _, p := range x.all() {
		if q.Meeting != "" && p.id != q.Meeting || !q.From.IsZero() && p.held.Before(q.From) || !q.Until.IsZero() && !p.held.Before(q.Until) {
			continue
		}
		sight, ok := q.See(p.id)
		if !ok {
			continue
		}
		for _, e := range p.entries {
			shown := e.shows(sight)
			if e.internal && !sight.Internal || !q.fits(e, shown) || !holds(query, p.texts(e, shown, sight)...) {
				continue
			}
			if total++; len(hits) < q.Limit {
				hits = append(hits, p.hit(e, shown))
			}
		}
	}
	return hits, total
}

func (q Query) fits(e entry, shown []given) bool {
	switch q.Kind {
	case "":
	case KindGiven:
		if len(shown) == 0 {
			return false
		}
	default:
		if e.kind != q.Kind {
			return false
		}
	}
	return q.Unit == "" || e.unit == q.Unit || slices.ContainsFunc(shown, func(g given) bool { return slices.Contains(g.units, q.Unit) })
}

// texts is where words are looked for: what was said and by whom, and the tasks that were given with the units that have them. A task of every unit names none: it would be
// found with every name.
func (p *page) texts(e entry, shown []given, sight Sight) []string {
	texts := make([]string, 0, 2+2*len(shown))
	texts = append(texts, e.folded, p.names[e.unit])
	for _, g := range shown {
		texts = append(texts, g.folded)
		if p.all(g.units) {
			continue
		}
		for _, unit := range g.units {
			if sight.All || unit == sight.Unit {
				texts = append(texts, p.names[unit])
			}
		}
	}
	return texts
}

// all says whether units, each there once, are those of the whole meeting; its host is not needed.
func (p *page) all(units []agenda.UnitID) bool { return len(units) >= len(p.units)-1 }

func (p *page) hit(e entry, shown []given) Hit {
	h := Hit{Meeting: p.id, Title: p.title, Held: p.held, Kind: e.kind, Line: e.line, Paper: e.paper, File: e.file, Item: p.items[e.item], Text: e.text, Person: e.person, Unit: e.unit, By: p.units[e.unit],
		Number: e.number, Part: e.part, At: e.at}
	if len(shown) > 0 {
		h.Tasks = &Tasks{}
		for _, g := range shown {
			h.Tasks.Units += len(g.units)
			h.Tasks.Due, h.Tasks.Product = g.due, g.product
		}
	}
	return h
}
