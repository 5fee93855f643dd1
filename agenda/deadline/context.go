package deadline

import "strings"

// phrases are words that decide from beside a match. It is a value, made once and only read.
type phrases [][]atom

func list(rows string) phrases {
	var p phrases
	for row := range strings.SplitSeq(rows, "|") {
		var words []atom
		for _, w := range strings.Fields(row) {
			words = append(words, atom{word: w, fold: fold(w)})
		}
		p = append(p, words)
	}
	return p
}

var (
	topicWords   = list("kế hoạch|nhiệm vụ|kết quả|báo cáo|phương hướng|tình hình|công tác|chương trình|sơ kết|tổng kết|chỉ tiêu|dự toán|số liệu|giao ban|hội nghị|cuộc họp|cách mạng|lương|của|về|so với|cùng kỳ|đối với|doanh thu|kỳ họp|phiên họp|rằm")
	doneWords    = list("hoàn thành|xong|hoàn tất|kết thúc|nộp|gửi|giải ngân|dứt điểm|thời hạn|thời gian")
	dutyWords    = list("báo cáo|kiểm tra|rà soát|gửi|nộp|họp|cập nhật|tổng hợp|thực hiện|giao ban|thống kê|đôn đốc|công khai|tổ chức|định kỳ|đánh giá|đối soát")
	orderWords   = list("làm|thực hiện|xử lý|báo cáo|triển khai|gửi|nộp|khắc phục|chấm dứt|dừng|kiểm tra|giải quyết|hoàn thành")
	goodsWords   = list("bán|mua|cửa|mặt|ngân|khách|đặt|giao|đơn|nhập|xuất|hết|gian|bày|găm|nguồn|lượng")
	startWords   = list("sau|từ|qua|kể|kể từ")
	paperWords   = list("ký|ban hành|công bố|sinh|họp|hội nghị|cuộc họp|phiên họp|diễn ra|số|công văn|văn bản|quyết định|nghị quyết|chỉ thị|thông tư|nghị định|khai mạc|bế mạc|thành lập|kỷ niệm|chào mừng|phiên bản")
	visionWords  = list("tầm nhìn|định hướng|giai đoạn|quy hoạch|chiến lược|và tầm nhìn")
	budgetWords  = list("chi|không|chưa|nguồn|kinh phí|vốn|đầu tư|ngân sách|thu")
	countedWords = list("lần|số|hộ|phần|điểm|cụm|đơn vị|người|ngày|giờ|tuần|tháng|năm|tỷ|triệu|đồng|sản phẩm|cửa hàng|chợ|doanh nghiệp|công trình|sự kiện|chỉ tiêu|nhiệm vụ|dự án|quận|huyện|xã|phường|thành viên|đại biểu")
	havingWords  = list("có")
	countWords   = list("tính")
	firstWords   = list("trước|gần")
	pastWords    = list("qua|trước|gần đây|liền|vừa qua|vừa rồi|liên tục|liên tiếp")
)

// same says whether token i is the word w; without diacritics only in a sentence that has none.
func (s *scan) same(i int, w string) bool {
	t := &s.tokens[i]
	return t.text == w || !t.marked && !s.marked[t.sentence] && t.text == fold(w)
}

func (s *scan) all(i int, words []atom) bool {
	for k := range words {
		t := &s.tokens[i+k]
		if t.text != words[k].word && (t.marked || s.marked[t.sentence] || t.text != words[k].fold) {
			return false
		}
	}
	return true
}

// endsBefore says whether one of the phrases ends just before token i, in its sentence.
func (s *scan) endsBefore(i int, p phrases) bool {
	for _, words := range p {
		k := i - len(words)
		if k >= 0 && s.tokens[k].sentence == s.tokens[i].sentence && s.all(k, words) {
			return true
		}
	}
	return false
}

// beginsAt says whether one of the phrases begins at token i.
func (s *scan) beginsAt(i int, p phrases) bool {
	for _, words := range p {
		if i+len(words) <= len(s.tokens) && s.all(i, words) {
			return true
		}
	}
	return false
}

// agrees says whether the words around c let it be a deadline.
func (s *scan) agrees(c candidate) bool {
	if s.alone(c) {
		return c.row.class != never && (!c.span.bare || c.lead.strong || s.lenient)
	}
	if !s.allowed(c) {
		return false
	}
	if c.lead.strong {
		if point := c.span.day || c.span.instant || c.span.pod > 0; !point && !c.span.bad && c.span.kind == None && !c.span.until.After(s.ref) {
			return false // "trước năm 2008" tells
		}
		return !c.span.bare || !s.beginsAt(c.end, countedWords) && !s.is(c.end, "%")
	}
	switch c.span.kind {
	case Recurring:
		return !s.same(c.start, "hàng") || !s.endsBefore(c.start, goodsWords)
	case Ongoing:
		return !s.endsBefore(c.start, budgetWords)
	case Urgent:
		return true
	case After:
		return !s.happened(c.start) && !s.beginsAt(c.end, pastWords) && !(s.endsBefore(c.start, havingWords) && s.same(c.start, "thời"))
	}
	return !s.beside(c)
}

// alone says that nothing but punctuation stands beside c.
func (s *scan) alone(c candidate) bool {
	for i := range s.tokens {
		if (i < c.start || i >= c.end) && s.tokens[i].kind != tokenMark {
			return s.lunar(c.end) > 0 && i == c.end
		}
	}
	return true
}

// allowed applies the class of the row.
func (s *scan) allowed(c candidate) bool {
	switch c.row.class {
	case topical:
		return c.lead.mode != plain || !s.endsBefore(c.start, topicWords)
	case needsLead:
		return c.lead.mode != plain
	case needsStrong:
		return c.lead.strong || c.span.saidYear || c.bad.full
	case needsWhole:
		return c.lead.whole && !s.endsBefore(c.start, firstWords) && (c.end == len(s.tokens) || s.tokens[c.end].kind != tokenWord || c.lead.mode == by)
	case needsDone:
		return c.lead.mode != plain || s.endsBefore(c.start, doneWords) && !s.endsBefore(c.start, topicWords)
	case needsDuty:
		for i := c.start; i > 0 && i > c.start-4 && s.tokens[i-1].kind == tokenWord; i-- {
			if s.endsBefore(i, dutyWords) {
				return true
			}
		}
		return s.beginsAt(c.end, dutyWords)
	case needsOrder:
		return s.endsBefore(c.start, orderWords) && (c.end == len(s.tokens) || s.tokens[c.end].kind == tokenMark) && s.marked[s.tokens[c.start].sentence]
	case never:
		return false
	}
	return true
}

// beside says that the words beside a date or period without a strong lead make it something else than a deadline.
func (s *scan) beside(c candidate) bool {
	sp := c.span
	switch {
	case sp.bad:
		return s.happened(c.start)
	case s.happened(c.start), !sp.until.After(s.ref), s.is(c.end, "học"):
		return true // it tells what was, or it is over, or it is a school year
	case sp.recent && c.lead.mode != by && !s.endsBefore(c.start, doneWords):
		return true // "trong quý II" in July speaks of the quarter just over
	case c.lead.mode == plain:
		_, counted := s.number(c.start-1, 3)
		return counted && s.same(c.start, "tháng") || s.endsBefore(c.start, startWords) || sp.today && !sp.instant || s.opening(c) || s.is(c.end, "là") ||
			(sp.day || sp.pod > 0) && (s.endsBefore(c.start, paperWords) || s.numbered(c.start))
	case c.lead.mode == by:
		return s.endsBefore(c.start, countWords) || s.endsBefore(c.start, visionWords) || s.tells(c.end)
	case s.same(c.start, "hết"):
		return s.endsBefore(c.start, firstWords)
	}
	return false
}

// happened looks back in the clause: "đã đặt ra trong năm 2020" tells, "đã giao, phải xong trong năm 2020" orders.
func (s *scan) happened(i int) bool {
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.tokens[k].kind == tokenMark || s.tokens[k].sentence != s.tokens[i].sentence {
			return false
		}
		switch {
		case s.same(k, "phải"), s.same(k, "cần"), s.same(k, "phấn"), s.same(k, "sẽ"), s.same(k, "yêu"), s.same(k, "đề"):
			return false
		case s.same(k, "đã"), s.same(k, "vừa"), s.same(k, "từng"):
			return true
		}
	}
	return false
}

// tells looks on: "đến ngày 30-6, toàn thành phố đã …".
func (s *scan) tells(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8 && s.tokens[k].sentence == s.tokens[i].sentence; k++ {
		if s.same(k, "đã") {
			return true
		}
	}
	return false
}

// opening says that c opens its sentence as the time of an event: "Chiều ngày 29-7, Sở tổ chức …".
func (s *scan) opening(c candidate) bool {
	first := c.start == 0 || s.tokens[c.start-1].sentence != s.tokens[c.start].sentence
	return first && s.is(c.end, ",") && (c.span.pod > 0 || c.span.day && !c.span.from.After(s.today))
}

// numbered says that the number of a document stands before the date: "Kế hoạch số 123/KH-UBND ngày 10/3/2021".
func (s *scan) numbered(i int) bool {
	digits, joined := false, false
	for k := i - 1; k >= 0; k-- {
		switch t := &s.tokens[k]; t.kind {
		case tokenNumber:
			digits = true
		case tokenMark:
			joined = joined || t.text == "/" || t.text == "-"
		}
		if s.tokens[k].gap {
			break
		}
	}
	return digits && joined
}
