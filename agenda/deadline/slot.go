package deadline

import "strings"

// Units of a term.
const (
	unitHour = iota + 1
	unitDay
	unitWeek
	unitMonth
	unitQuarter
	unitYear
)

// Parts of a period.
const (
	partStart = iota + 1
	partMiddle
	partEnd
)

// Parts of the day.
const (
	podMorning = iota + 1
	podNoon
	podAfternoon
	podEvening
)

type value struct {
	words string // joined by _
	value int
}

// The word tables. In each the first row that fits wins, so longer rows stand first.
var (
	units    = []value{{"tuần_lễ", unitWeek}, {"ngày", unitDay}, {"hôm", unitDay}, {"tuần", unitWeek}, {"tháng", unitMonth}, {"quý", unitQuarter}, {"quí", unitQuarter}, {"năm", unitYear}, {"giờ", unitHour}, {"tiếng", unitHour}, {"h", unitHour}}
	parts    = []value{{"đầu", partStart}, {"giữa", partMiddle}, {"cuối", partEnd}}
	pods     = []value{{"sáng", podMorning}, {"trưa", podNoon}, {"chiều", podAfternoon}, {"tối", podEvening}, {"đêm", podEvening}}
	rels     = []value{{"sau_nữa", 2}, {"tới_nữa", 2}, {"này", 0}, {"nay", 0}, {"tới", 1}, {"sau", 1}, {"kế_tiếp", 1}, {"tiếp_theo", 1}}
	weekdays = []value{{"thứ_hai", 1}, {"thứ_ba", 2}, {"thứ_tư", 3}, {"thứ_năm", 4}, {"thứ_sáu", 5}, {"thứ_bảy", 6}, {"thứ_bẩy", 6}, {"chủ_nhật", 7}, {"chúa_nhật", 7}}
	quarters = []value{{"iii", 3}, {"ii", 2}, {"iv", 4}, {"i", 1}, {"một", 1}, {"nhất", 1}, {"hai", 2}, {"ba", 3}, {"tư", 4}, {"bốn", 4}}
	months   = []value{{"mười_một", 11}, {"mười_hai", 12}, {"mười", 10}, {"một", 1}, {"hai", 2}, {"ba", 3}, {"tư", 4}, {"bốn", 4}, {"năm", 5}, {"sáu", 6}, {"bảy", 7}, {"bẩy", 7}, {"tám", 8}, {"chín", 9}}
	ones     = []value{{"một", 1}, {"mốt", 1}, {"hai", 2}, {"ba", 3}, {"bốn", 4}, {"tư", 4}, {"năm", 5}, {"lăm", 5}, {"sáu", 6}, {"bảy", 7}, {"bẩy", 7}, {"tám", 8}, {"chín", 9}}
)

// vocabulary is a word table made ready for reading.
type vocabulary []struct {
	atoms []atom
	value int
}

func ready(table []value) vocabulary {
	v := make(vocabulary, len(table))
	for i, row := range table {
		v[i].value = row.value
		for w := range strings.SplitSeq(row.words, "_") {
			v[i].atoms = append(v[i].atoms, atom{word: w, fold: fold(w)})
		}
	}
	return v
}

func (v vocabulary) read(s *scan, i int, r *reading) (value, next int, ok bool) {
	for _, row := range v {
		j, got := i, *r
		ok := true
		for _, a := range row.atoms {
			if j, ok = s.word(j, a.word, a.fold, &got); !ok {
				break
			}
		}
		if ok {
			*r = got
			return row.value, j, true
		}
	}
	return 0, i, false
}

// reader is what a slot does.
type reader = func(s *scan, i int, r *reading) (int, bool)

func (v vocabulary) first() []string {
	var words []string
	for _, row := range v {
		words = append(words, row.atoms[0].word, row.atoms[0].fold)
	}
	return words
}

// stores is the slot that reads a word of table into a field.
func stores(table []value, field func(*reading) *int) slot {
	v := ready(table)
	return slot{first: v.first(), read: func(s *scan, i int, r *reading) (int, bool) {
		x, j, ok := v.read(s, i, r)
		if ok {
			*field(r) = x
		}
		return j, ok
	}}
}

// marks is the slot that reads a pattern and notes that it did.
func marks(row string, field func(*reading) *bool) slot {
	p := compile(row)
	return slot{first: p.first(), read: func(s *scan, i int, r *reading) (int, bool) {
		j, got, ok := p.match(s, i, *r)
		if ok {
			*r = got
			*field(r) = true
		}
		return j, ok
	}}
}

// slotNamed is the slot of a name in the grammar; an unknown name is a fault of the grammar and stops the program's first test.
func slotNamed(name string) slot {
	numbers := []string{aNumber}
	switch name {
	case "<unit>":
		return stores(units, func(r *reading) *int { return &r.unit })
	case "<part>":
		return stores(parts, func(r *reading) *int { return &r.part })
	case "<pod>":
		return stores(pods, func(r *reading) *int { return &r.pod })
	case "<rel>":
		return stores(rels, func(r *reading) *int { r.hasRel = true; return &r.rel })
	case "<wd>":
		v := ready(weekdays)
		return slot{slotWeekday(v), v.first()}
	case "<q>":
		v := ready(quarters)
		return slot{slotQuarter(v), append(v.first(), aNumber)}
	case "<month>":
		v := ready(months)
		return slot{slotMonth(v), append(v.first(), aNumber)}
	case "<n>":
		v := ready(ones)
		return slot{slotCount(v), append(v.first(), aNumber, "mười", "muoi")}
	case "<dm>":
		return slot{slotDate(ready(months)), numbers}
	case "<dm0>":
		return slot{slotFirstDate(slotDate(ready(months))), numbers}
	case "<d>":
		return slot{slotDayAlone, numbers}
	case "<d0>":
		return slot{slotFirstDay, numbers}
	case "<year>":
		return slot{slotYear, append(numbers, "nay", "này", "sau", "tới", "toi")}
	case "<time>":
		return slot{slotTime, numbers}
	case "<day>":
		var first []string
		for _, words := range dayBeginnings {
			first = append(first, words, fold(words))
		}
		return slot{slotDay, first}
	case "<open>":
		return marks("kể_từ|tính_từ|từ ngày_ký|ngày_nhận|ngày_ban_hành|ngày_có_hiệu_lực|khi_nhận|khi_có|nay ?được ?thông_báo|kết_luận|văn_bản|hồ_sơ", func(r *reading) *bool { return &r.open })
	case "<work>":
		return marks("làm_việc", func(r *reading) *bool { return &r.working })
	}
	panic("deadline: no slot " + name)
}

// slotWeekday reads "thứ Sáu", "thứ 6", "chủ nhật".
func slotWeekday(words vocabulary) reader {
	thu := atom{word: "thứ", fold: "thu"}
	return func(s *scan, i int, r *reading) (int, bool) {
		if x, j, ok := words.read(s, i, r); ok {
			r.weekday = x
			return j, true
		}
		j, ok := thu.match(s, i, r)
		if n, fine := s.number(j, 1); ok && fine && n >= 2 && n <= 7 && !s.glued(j+1) {
			r.weekday = n - 1
			return j + 1, true
		}
		return i, false
	}
}

// slotCount reads a count: "15", "03 (ba)", "năm", "mười lăm", "hai mươi". "năm" is five here: the rows of the grammar put a unit after it.
func slotCount(ones vocabulary) reader {
	ten, tens := atom{word: "mười", fold: "muoi"}, atom{word: "mươi", fold: "muoi"}
	return func(s *scan, i int, r *reading) (int, bool) {
		if n, ok := s.number(i, 3); ok && n > 0 && (i == 0 || s.tokens[i].gap || !s.is(i-1, "-", "/", ".", ",", ":", "–")) {
			r.n = n
			return s.inWords(i + 1), true
		}
		if j, ok := ten.match(s, i, r); ok {
			x, k, ok := ones.read(s, j, r)
			if !ok {
				k = j
			}
			r.n = 10 + x
			return k, true
		}
		x, j, ok := ones.read(s, i, r)
		if !ok {
			return i, false
		}
		r.n = x
		if k, ok := tens.match(s, j, r); ok {
			y, end, ok := ones.read(s, k, r)
			if !ok {
				end = k
			}
			r.n = 10*x + y
			return end, true
		}
		return j, true
	}
}

// inWords skips the count repeated in words: "03 (ba) ngày".
func (s *scan) inWords(i int) int {
	if !s.is(i, "(") {
		return i
	}
	for j := i + 1; j < len(s.tokens) && j <= i+4; j++ {
		if s.is(j, ")") {
			return j + 1
		}
		if s.tokens[j].kind != tokenWord {
			break
		}
	}
	return i
}

// number is the number at token i, of at most digits digits.
func (s *scan) number(i, digits int) (int, bool) {
	if i < 0 || i >= len(s.tokens) || s.tokens[i].kind != tokenNumber || len(s.tokens[i].text) > digits {
		return 0, false
	}
	return s.tokens[i].value, true
}

// is says whether token i is one of words.
func (s *scan) is(i int, words ...string) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	for _, w := range words {
		if s.tokens[i].text == w {
			return true
		}
	}
	return false
}

// glued says that token i stands against the one before it and goes on with a number, a percent sign or "/QĐ": then what was read is only part of something.
func (s *scan) glued(i int) bool {
	if i >= len(s.tokens) || s.tokens[i].gap {
		return false
	}
	if s.tokens[i].kind == tokenMark && i+1 < len(s.tokens) && !s.tokens[i+1].gap &&
		(s.tokens[i+1].kind == tokenNumber || s.is(i, "/", "-") && s.tokens[i+1].kind == tokenWord) {
		return true
	}
	return s.tokens[i].text == "%" || s.tokens[i].kind == tokenWord
}
