package search

import (
	"cmp"
	"slices"
	"time"

	"giaoban/agenda"
)

// The measures of likeness: pairs of neighbouring words, because single syllables are common to everything.
const (
	leastPairs = 3   // that both sentences share
	leastShare = 0.4 // of the pairs of the shorter one
)

// Earlier is an open conclusion of an earlier meeting that says nearly the same. It is a value.
type Earlier struct {
	Meeting agenda.MeetingID `json:"meeting"`
	Title   string           `json:"title"`
	Held    time.Time        `json:"held"`
	Line    agenda.LineID    `json:"line"`
	Number  int              `json:"number"`
	Text    string           `json:"text"`
	Units   int              `json:"units"`
	Due     *agenda.Due      `json:"due,omitempty"`
	// To are the units that have tasks of it, none when all have, and Target what each or all of them were to reach, when it was given at one time only.
	To     []agenda.UnitID `json:"to,omitempty"`
	Target *agenda.Target  `json:"target,omitempty"`
	// Times is how often the same has been said again already; giving it again now would be Times+1.
	Times int     `json:"times"`
	Score float64 `json:"score"` // 0 to 1
}

// pairs are the pairs of neighbouring words of a text, each once, sorted.
func pairs(text string) []string {
	w := words(Fold(text))
	var list []string
	for i := 1; i < len(w); i++ {
		list = append(list, w[i-1]+" "+w[i])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Similar are at most limit open conclusions and task lines of meetings that began before, the most alike first. Open is what has tasks; what a later line has taken up already
// is told by that later line. Internal lines are left out.
func (x *Index) Similar(text string, meeting agenda.MeetingID, before time.Time, limit int) []Earlier {
	typed := pairs(text)
	found := []Earlier{}
	taken := map[agenda.LineID]bool{}
	for _, p := range x.all() {
		if p.id == meeting || !p.held.Before(before) {
			continue
		}
		for _, e := range p.entries {
			if e.refers != nil {
				taken[e.refers.Line] = true
			}
			share := likeness(typed, e.pairs)
			if share == 0 || e.internal || e.settled || len(e.given) == 0 || taken[e.line] {
				continue
			}
			found = append(found, p.earlier(e, share))
		}
	}
	slices.SortStableFunc(found, func(a, b Earlier) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(limit, len(found))]
}

func (p *page) earlier(e entry, share float64) Earlier {
	h := p.hit(e, e.given)
	times := 0
	if e.refers != nil {
		times = e.refers.Times
	}
	var to []agenda.UnitID
	for _, g := range e.given {
		to = append(to, g.units...)
	}
	slices.Sort(to)
	if to = slices.Compact(to); p.all(to) {
		to = nil
	}
	var target *agenda.Target
	if len(e.given) == 1 {
		target = &e.given[0].target
	}
	return Earlier{To: to, Target: target, Meeting: h.Meeting, Title: h.Title, Held: h.Held, Line: h.Line, Number: h.Number, Text: h.Text, Units: h.Tasks.Units, Due: h.Tasks.Due, Times: times, Score: share}
}

// likeness is the share of the shorter sentence's pairs that the other has too; 0 when that is too little to speak of.
func likeness(a, b []string) float64 {
	shared, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch cmp.Compare(a[i], b[j]) {
		case 0:
			shared++
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	if shared < leastPairs {
		return 0
	}
	if share := float64(shared) / float64(min(len(a), len(b))); share >= leastShare {
		return share
	}
	return 0
}
