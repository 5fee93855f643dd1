package deadline

import "strings"

// reading is what a pattern has read so far. It is a value, copied at every choice, so that a wrong one leaves no trace.
type reading struct {
	n, unit, part, pod int // a count and its unit, đầu/giữa/cuối, sáng…tối
	day, month, year   int
	weekday, quarter   int // 1 Monday … 7 Sunday; 1 … 4
	hour, minute       int
	day0, month0       int // the first day of a range
	year0              int
	rel                int // 0 này, 1 tới/sau, 2 sau nữa
	hasRel, working    bool
	full               bool // the date says its year or writes "tháng": it is a date wherever it stands
	open               bool // counted from an event whose day is not said
	bad                bool // a day that does not exist
	named              span // what <day> read
	folded             bool // a word was read without its diacritics
	exact              bool // a word was read with its diacritics
	untoned            bool // a word was read that cannot be Vietnamese as typed
}

// slot reads something that is not a fixed word at token i and returns the token after it. It is a value.
type slot struct {
	read  func(s *scan, i int, r *reading) (int, bool)
	first []string // the words it may begin with
}

// aNumber stands among first words for any number.
const aNumber = "#"

// atom is one fixed word or one slot.
type atom struct {
	word, fold string
	slot       slot
}

// element is a choice of sequences of atoms; an optional one may be left out.
type element struct {
	optional bool
	choices  [][]atom
}

// pattern is one row of a grammar table, compiled. It is a value.
type pattern []element

// compile reads a row: elements are separated by spaces, "?" makes one optional, "|" separates choices, "_" joins the words of one choice, "<x>" is a slot.
func compile(row string) pattern {
	var p pattern
	for _, field := range strings.Fields(row) {
		var e element
		field, e.optional = strings.CutPrefix(field, "?")
		for choice := range strings.SplitSeq(field, "|") {
			var atoms []atom
			for w := range strings.SplitSeq(choice, "_") {
				if strings.HasPrefix(w, "<") {
					atoms = append(atoms, atom{slot: slotNamed(w)})
				} else {
					atoms = append(atoms, atom{word: w, fold: fold(w)})
				}
			}
			e.choices = append(e.choices, atoms)
		}
		p = append(p, e)
	}
	return p
}

// first is the words p may begin with, with and without diacritics. A search looks at nothing else: most words of a text begin no deadline.
func (p pattern) first() []string {
	var words []string
	for _, e := range p {
		for _, atoms := range e.choices {
			if atoms[0].slot.read != nil {
				words = append(words, atoms[0].slot.first...)
			} else {
				words = append(words, atoms[0].word, atoms[0].fold)
			}
		}
		if !e.optional {
			break
		}
	}
	return words
}

// beginnings finds, by first word, the places in a table of the patterns that may begin with it.
type beginnings map[string][]int

func (b beginnings) add(place int, p pattern) {
	for _, w := range p.first() {
		if places := b[w]; len(places) == 0 || places[len(places)-1] != place {
			b[w] = append(places, place)
		}
	}
}

// at is the places for token i.
func (b beginnings) at(s *scan, i int) []int {
	if i >= len(s.tokens) {
		return nil
	}
	if t := &s.tokens[i]; t.kind != tokenNumber {
		return b[t.text]
	}
	return b[aNumber]
}

// match reads p at token i, the longest way.
func (p pattern) match(s *scan, i int, r reading) (int, reading, bool) {
	if len(p) == 0 {
		return i, r, true
	}
	end, best := -1, reading{}
	for _, atoms := range p[0].choices {
		next, j, ok := r, i, true
		for _, a := range atoms {
			if j, ok = a.match(s, j, &next); !ok {
				break
			}
		}
		if !ok {
			continue
		}
		if k, got, ok := p[1:].match(s, j, next); ok && k > end {
			end, best = k, got
		}
	}
	if p[0].optional {
		if k, got, ok := p[1:].match(s, i, r); ok && k > end {
			end, best = k, got
		}
	}
	return end, best, end >= 0
}

func (a atom) match(s *scan, i int, r *reading) (int, bool) {
	if a.slot.read != nil {
		return a.slot.read(s, i, r)
	}
	return s.word(i, a.word, a.fold, r)
}

// word reads one fixed word: as it is written, or wholly without diacritics.
func (s *scan) word(i int, word, folded string, r *reading) (int, bool) {
	if i >= len(s.tokens) {
		return i, false
	}
	t := &s.tokens[i]
	switch {
	case t.text == word:
		r.exact = r.exact || t.marked
	case !t.marked && t.text == folded:
		r.folded = true
		r.untoned = r.untoned || untoned(folded)
	default:
		return i, false
	}
	return i + 1, true
}

// typed says whether the diacritics of what was read between tokens i and j belong together.
func (s *scan) typed(i int, r reading) bool {
	if !r.folded {
		return true
	}
	return !r.exact && (!s.marked[s.tokens[i].sentence] || r.untoned)
}
