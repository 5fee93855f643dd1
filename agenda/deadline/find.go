package deadline

import (
	"strings"
	"time"
	"unicode/utf8"

	"giaoban/agenda/workday"
)

// scan is one search. It is owned by the call that made it.
type scan struct {
	text    string
	tokens  []token
	marked  []bool // by sentence: some word has a diacritic
	ref     time.Time
	today   time.Time // the first instant of ref's day
	cal     workday.Calendar
	grammar *grammar
	lenient bool
	depth   int // of days within days
}

// candidate is one reading of the words from token start up to end. It is a value.
type candidate struct {
	start, end int
	lead       lead
	row        row
	span       span
	bad        reading // what was read, for the words about a day that does not exist
	ok         bool    // the words around it agree
}

func newScan(text string, ref time.Time, cal workday.Calendar) *scan {
	s := &scan{text: text, ref: ref.In(workday.Zone), today: workday.DateOf(ref).Time(), cal: cal, grammar: compiled()}
	s.tokens, s.marked = tokenize(text)
	return s
}

func (s *scan) find() []Match {
	var found []Match
	bytes, runes := 0, 0
	for i := 0; i < len(s.tokens); {
		c, ok := s.best(i)
		if !ok {
			i++
			continue
		}
		if c.ok {
			m := s.finish(c)
			runes += utf8.RuneCountInString(s.text[bytes:m.Start])
			m.RuneStart = runes
			m.RuneEnd = runes + utf8.RuneCountInString(m.Words)
			bytes = m.Start
			found = append(found, m)
		}
		i = c.end // also after a refusal: what stands inside it is no deadline either
	}
	return found
}

// best is the longest reading at token i; of equally long ones the first that the words around agree with.
func (s *scan) best(i int) (candidate, bool) {
	var best candidate
	s.spansAt(i, i, lead{}, reading{}, &best)
	for _, place := range s.grammar.byLead.at(s, i) {
		l := &s.grammar.leads[place]
		if j, read, ok := l.pattern.match(s, i, reading{}); ok {
			s.spansAt(i, j, *l, read, &best)
		}
	}
	return best, best.end > i
}

// spansAt reads all spans at token j after the lead from token i, and keeps the best.
func (s *scan) spansAt(i, j int, l lead, read reading, best *candidate) {
	for _, place := range s.grammar.bySpan.at(s, j) {
		row := &s.grammar.spans[place]
		if row.alone && l.mode != plain {
			continue
		}
		end, got, ok := row.pattern.match(s, j, read)
		if !ok {
			continue
		}
		if end = s.trim(i, end); end < best.end || end == best.end && best.ok || !s.typed(i, got) {
			continue
		}
		sp, ok := row.build(s, &got, l.mode == before)
		if !ok {
			continue
		}
		c := candidate{start: i, end: end, lead: l, row: *row, span: sp, bad: got}
		c.ok = s.agrees(c)
		if end > best.end || c.ok {
			*best = c
		}
	}
}

// trim leaves out punctuation at the end, but for the bracket that closes one inside.
func (s *scan) trim(i, end int) int {
	for end > i && s.tokens[end-1].kind == tokenMark {
		if s.tokens[end-1].text == ")" {
			for k := i; k < end; k++ {
				if s.tokens[k].text == "(" {
					return end
				}
			}
		}
		end--
	}
	return end
}

// finish turns what was read into what is said.
func (s *scan) finish(c candidate) Match {
	end := c.end
	lunar := s.lunar(end)
	end += lunar
	m := Match{Start: s.tokens[c.start].start, End: s.tokens[end-1].end}
	m.Words = s.text[m.Start:m.End]
	sp := c.span
	switch {
	case lunar > 0 && (sp.day || sp.instant):
		m.Warnings = []Warning{lunarWarning}
	case sp.bad:
		m.Warnings = []Warning{impossible(c.bad)}
	case sp.kind == Recurring || sp.kind == Ongoing || sp.kind == Urgent:
		m.Kind, m.RRule = sp.kind, sp.rrule
	default:
		s.dates(&m, c)
		m.Warnings = s.warnings(m, sp)
	}
	return m
}

// dates sets kind, from and until.
func (s *scan) dates(m *Match, c candidate) {
	sp := c.span
	m.Guessed, m.Until = sp.guessed, sp.until
	point := sp.day || sp.instant || sp.pod > 0
	switch {
	case c.lead.mode == before && !sp.ending:
		m.Kind, m.Until = Before, sp.from
	case c.lead.mode == before:
		m.Kind = Before
	case sp.kind != None:
		m.Kind = sp.kind
	case c.lead.mode == by || point:
		m.Kind = By
	default:
		m.Kind = Within
	}
	switch {
	case c.lead.fromNow:
		m.From = s.ref
	case sp.starts && c.lead.mode != before && (m.Kind != By || sp.kind == By):
		m.From = sp.from
	}
	if !m.From.Before(m.Until) {
		m.From = time.Time{}
	}
}

// lunar is the number of tokens of "âm lịch" after a date.
func (s *scan) lunar(i int) int {
	open := 0
	if s.is(i, "(") {
		open = 1
	}
	var r reading
	j, ok := s.word(i+open, "âm", "am", &r)
	if ok {
		j, ok = s.word(j, "lịch", "lich", &r)
	}
	if !ok || !s.typed(i, r) {
		return 0
	}
	if open == 1 && s.is(j, ")") {
		j++
	}
	return j - i
}

// said is the words with single spaces, in lower case and without diacritics.
func said(words string) string {
	return fold(strings.ToLower(strings.Join(strings.Fields(words), " ")))
}
