package deadline

// separator says whether token i joins the numbers of a date without spaces.
func (s *scan) separator(i int) bool {
	return s.is(i, "-", "/", ".", "–") && !s.tokens[i].gap && i+1 < len(s.tokens) && !s.tokens[i+1].gap && s.tokens[i+1].kind == tokenNumber
}

// spaced says whether token i joins two numbers with a space on both sides: "10 - 10".
func (s *scan) spaced(i int) bool {
	return s.is(i, "-", "/", "–") && s.tokens[i].gap && i+1 < len(s.tokens) && s.tokens[i+1].gap && s.tokens[i+1].kind == tokenNumber
}

// fullYear is the four-digit year at token i.
func (s *scan) fullYear(i int) (int, bool) {
	y, ok := s.number(i, 4)
	return y, ok && len(s.tokens[i].text) == 4 && y >= 1900 && y <= 2199
}

// yearAfter reads a year that goes with a day, month or quarter: "/2020", "-2020", " năm 2020", " 2020", "năm nay". Without one it stays at i.
func (s *scan) yearAfter(i int, r *reading) int {
	if s.separator(i) || s.spaced(i) {
		if y, ok := s.fullYear(i + 1); ok && !s.glued(i+2) {
			r.year = y
			return i + 2
		}
		return i
	}
	got := *r
	j, said := s.word(i, "năm", "nam", &got)
	if said && s.is(j, "học") {
		return i
	}
	if k, ok := slotYear(s, j, &got); ok && (said || !got.hasRel) {
		got.hasRel, got.rel = r.hasRel, r.rel
		*r = got
		return k
	}
	return i
}

// slotYear reads "2020", "nay", "sau", "tới".
func slotYear(s *scan, i int, r *reading) (int, bool) {
	if y, ok := s.fullYear(i); ok && !s.glued(i+1) {
		r.year = y
		return i + 1, true
	}
	switch {
	case s.is(i, "nay", "này"):
		r.year, r.hasRel = s.ref.Year(), true
	case s.is(i, "sau", "tới"), s.is(i, "toi") && r.folded:
		r.year, r.hasRel = s.ref.Year()+1, true
	default:
		return i, false
	}
	return i + 1, true
}

// slotMonth reads "8", "Tám", "9/2020", "8 năm 2020".
func slotMonth(words vocabulary) reader {
	return func(s *scan, i int, r *reading) (int, bool) {
		m, ok := s.number(i, 2)
		j := i + 1
		if !ok {
			if m, j, ok = words.read(s, i, r); !ok {
				return i, false
			}
		}
		if m < 1 || m > 12 {
			return i, false
		}
		r.month = m
		k := s.yearAfter(j, r)
		if k == j && s.glued(j) {
			return i, false
		}
		return k, true
	}
}

// slotQuarter reads "III", "3", "ba", "IV/2020".
func slotQuarter(words vocabulary) reader {
	return func(s *scan, i int, r *reading) (int, bool) {
		q, ok := s.number(i, 1)
		j := i + 1
		if !ok {
			if q, j, ok = words.read(s, i, r); !ok {
				return i, false
			}
		}
		if q < 1 || q > 4 {
			return i, false
		}
		r.quarter = q
		k := s.yearAfter(j, r)
		if k == j && s.glued(j) {
			return i, false
		}
		return k, true
	}
}

// slotDayOfMonth reads a day alone: "15".
func slotDayOfMonth(s *scan, i int, r *reading) (int, bool) {
	d, ok := s.number(i, 2)
	if !ok || d < 1 || d > 31 || s.glued(i+1) {
		return i, false
	}
	r.day = d
	return i + 1, true
}

// slotDayAlone is slotDayOfMonth where no other number follows: "ngày 10 - 15/8" is not the tenth.
func slotDayAlone(s *scan, i int, r *reading) (int, bool) {
	j, ok := slotDayOfMonth(s, i, r)
	if _, more := s.number(j+1, 2); more && s.is(j, "-", "–", "/") {
		return i, false
	}
	return j, ok
}

// slotFirstDay reads the first day of a range whose month is said at its end.
func slotFirstDay(s *scan, i int, r *reading) (int, bool) {
	var own reading
	j, ok := slotDayOfMonth(s, i, &own)
	r.day0 = own.day
	return j, ok
}

// slotDate reads a day and a month, with or without a year: "10-10", "10/10/2020", "15.8.20", "15 tháng 8 năm 2020". A day that does not exist is read and marked.
func slotDate(words vocabulary) reader {
	month := slotMonth(words)
	thang := atom{word: "tháng", fold: "thang"}
	return func(s *scan, i int, r *reading) (int, bool) {
		d, ok := s.number(i, 2)
		if !ok {
			return i, false
		}
		if j, ok := thang.match(s, i+1, r); ok {
			k, ok := month(s, j, r)
			if !ok || s.is(k, "ngày") {
				return i, false
			}
			r.day, r.full = d, true
			r.bad = !s.exists(*r)
			return k, true
		}
		if !s.separator(i+1) && !s.spaced(i+1) {
			return i, false
		}
		m, ok := s.number(i+2, 2)
		if !ok {
			return i, false
		}
		r.day, r.month = d, m
		j := s.yearAfter(i+3, r)
		if j == i+3 && s.separator(j) {
			y, ok := s.number(j+1, 2)
			if !ok || len(s.tokens[j+1].text) != 2 {
				return i, false
			}
			r.year, j = 2000+y, j+2
		}
		if s.glued(j) {
			return i, false
		}
		r.full = r.full || r.year > 0
		r.bad = !s.exists(*r)
		return j, true
	}
}

// exists says whether the day can be: in its year, or, without one, in any.
func (s *scan) exists(r reading) bool {
	year := r.year
	if year == 0 {
		year = 2000 // a leap year
	}
	return r.month >= 1 && r.month <= 12 && r.day >= 1 && r.day <= daysIn(year, r.month)
}

// slotFirstDate reads the first day of a range.
func slotFirstDate(date reader) reader {
	return func(s *scan, i int, r *reading) (int, bool) {
		var own reading
		j, ok := date(s, i, &own)
		if !ok || own.bad {
			return i, false
		}
		r.day0, r.month0, r.year0 = own.day, own.month, own.year
		return j, true
	}
}

// slotTime reads an hour: "17h30", "17 giờ", "17 giờ 30 phút", "09:30".
func slotTime(s *scan, i int, r *reading) (int, bool) {
	h, ok := s.number(i, 2)
	if !ok || h > 24 || i > 0 && !s.tokens[i].gap && s.is(i-1, "-", "/", ".", ",") {
		return i, false
	}
	j := i + 1
	switch {
	case s.is(j, ":") && !s.tokens[j].gap:
		m, ok := s.number(j+1, 2)
		if !ok || m > 59 || len(s.tokens[j+1].text) != 2 || s.glued(j+2) {
			return i, false
		}
		r.hour, r.minute = h, m
		return j + 2, true
	case s.is(j, "h", "g"):
		r.hour, r.minute = h, 0
		if m, ok := s.number(j+1, 2); ok && !s.tokens[j+1].gap && m <= 59 {
			r.minute, j = m, j+1
		}
		return j + 1, true
	}
	j, ok = s.word(j, "giờ", "gio", r)
	if !ok {
		return i, false
	}
	r.hour, r.minute = h, 0
	if m, ok := s.number(j, 2); ok && m <= 59 && !s.glued(j+1) {
		if k, ok := s.word(j+1, "phút", "phut", r); ok {
			r.minute, j = m, k
		} else if len(s.tokens[j].text) == 2 && (s.is(j+1, "ngày", "ngay", ",") || j+1 == len(s.tokens)) {
			r.minute, j = m, j+1
		}
	}
	return j, true
}

// slotDay reads any row of the table of days. Rows hold days themselves ("17 giờ chiều thứ Sáu"), three deep at most.
func slotDay(s *scan, i int, r *reading) (int, bool) {
	if s.depth == 3 {
		return i, false
	}
	s.depth++
	defer func() { s.depth-- }()
	end, best := -1, *r
	for _, place := range s.grammar.byDay.at(s, i) {
		row := &s.grammar.days[place]
		j, got, ok := row.pattern.match(s, i, reading{folded: r.folded, exact: r.exact, untoned: r.untoned})
		if !ok || j <= end {
			continue
		}
		if sp, ok := row.build(s, &got, false); ok {
			end = j
			best.named, best.bad = sp, got.bad
			best.folded, best.exact, best.untoned = got.folded, got.exact, got.untoned
		}
	}
	if end < 0 {
		return i, false
	}
	*r = best
	return end, true
}
