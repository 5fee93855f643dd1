package deadline

import "sync"

// class says how much the words around a row must say before it is a deadline in running text. A phrase standing alone needs nothing.
type class uint8

const (
	free        class = iota // a deadline wherever it stands
	topical                  // not after a word it only describes: "kế hoạch quý III"
	needsLead                // only after trước, đến, trong, hết …
	needsStrong              // only after trước, chậm nhất, hạn …
	needsWhole               // only after hết, ngay trong
	needsDone                // only after a lead or a word of completion: "hoàn thành 6 tháng cuối năm"
	needsDuty                // only after a verb of reporting or doing: "báo cáo hằng tháng"
	needsOrder               // only right after such a verb, and at the end: "báo cáo ngay"
	never                    // only inside other rows
)

// mode is what a lead does with the span after it.
type mode uint8

const (
	plain  mode = iota // no lead
	before             // until the span begins
	by                 // until it ends
	within             // in it
)

// lead is the word before a span: trước, chậm nhất, hạn … It is a value.
type lead struct {
	pattern pattern
	mode    mode
	strong  bool // nothing but a deadline follows it
	whole   bool // it speaks of the whole of a period
	fromNow bool
}

// row is one way to name a span of time. It is a value.
type row struct {
	pattern pattern
	class   class
	alone   bool // takes no lead: it has its own
	build   func(s *scan, r *reading, before bool) (span, bool)
}

// grammar is the compiled tables. It is a value and never changes.
type grammar struct {
	leads  []lead
	days   []row // also read by <day>
	spans  []row // days and all the others
	byLead beginnings
	byDay  beginnings
	bySpan beginnings
}

// compiled holds the grammar once for all; a function, because rows refer to the table of days.
var compiled = sync.OnceValue(func() *grammar {
	g := &grammar{leads: leadTable(), days: dayTable()}
	g.spans = append(g.spans, g.days...)
	g.spans = append(g.spans, hourTable()...)
	g.spans = append(g.spans, periodTable()...)
	g.spans = append(g.spans, termTable()...)
	g.spans = append(g.spans, recurTable()...)
	g.byLead, g.byDay, g.bySpan = beginnings{}, beginnings{}, beginnings{}
	for i, l := range g.leads {
		g.byLead.add(i, l.pattern)
	}
	for i, r := range g.days {
		g.byDay.add(i, r.pattern)
	}
	for i, r := range g.spans {
		g.bySpan.add(i, r.pattern)
	}
	return g
})

const dueWords = "hạn|hạn_chót|hạn_cuối|hạn_cuối_cùng|hạn_nộp|hạn_gửi|hạn_hoàn_thành|thời_hạn|thời_hạn_hoàn_thành|thời_gian_hoàn_thành|chậm_nhất|muộn_nhất|trễ_nhất|deadline"

func leadTable() []lead {
	return []lead{
		{pattern: compile("trước|đến_trước|trước_lúc|trước_thời_điểm"), mode: before, strong: true},
		{pattern: compile(dueWords + " ?: ?là ?: ?phải trước"), mode: before, strong: true},
		{pattern: compile(dueWords + " ?: ?là ?: ?phải ?vào|đến|tới|đến_hết|tới_hết|hết|trong"), mode: by, strong: true},
		{pattern: compile("không_quá|không_muộn_hơn|không_chậm_hơn|không_trễ_hơn"), mode: by, strong: true},
		{pattern: compile("từ_nay|từ_giờ|từ_bây_giờ|từ_hôm_nay cho_đến|đến|tới ?hết"), mode: by, strong: true, whole: true, fromNow: true},
		{pattern: compile("đến_hết|tới_hết|cho_đến_hết"), mode: by, whole: true},
		{pattern: compile("đến|tới|cho_đến"), mode: by},
		{pattern: compile("hết"), mode: within, whole: true},
		{pattern: compile("ngay_trong|ngay|nội_trong|trong_nội"), mode: within, whole: true},
		{pattern: compile("trong|vào"), mode: within},
	}
}

const dayWords = "ngày|mùng|mồng|ngày_mùng|ngày_mồng"

// dayBeginnings are the first words of dayTable. A test keeps them so: the table itself is made of slots that need them.
var dayBeginnings = []string{aNumber, "ngày", "mùng", "mồng", "thứ", "chủ", "chúa", "dịp", "lễ", "quốc", "tết", "tuần", "hôm", "nội", "mai", "nay", "sáng", "trưa", "chiều", "tối", "đêm", "cuối", "hết"}

func dayTable() []row {
	return []row{
		{pattern: compile(dayWords + " <dm>"), build: date},
		{pattern: compile("<wd>|ngày_<wd> ?, ?( ?" + dayWords + " <dm> ?)"), build: date},
		{pattern: compile("<dm>"), class: needsStrong, build: bareDate},
		{pattern: compile("dịp|lễ|dịp_lễ|ngày_lễ|quốc_khánh|dịp_quốc_khánh|lễ_quốc_khánh|ngày_quốc_khánh <dm>"), class: needsStrong, build: date},
		{pattern: compile("tết|tết_nguyên_đán|tết_âm_lịch"), class: needsStrong, build: lunarNewYear},
		{pattern: compile(dayWords + " <d>"), class: needsLead, build: dayOfMonth},
		{pattern: compile(dayWords + " <d> ?của tháng <rel>"), build: dayOfRelativeMonth},
		{pattern: compile("ngày_cuối|ngày_cuối_cùng ?của tháng <rel>"), build: lastOfRelativeMonth},
		{pattern: compile("ngày_cuối|ngày_cuối_cùng ?của tháng <month>"), build: lastOfMonth},
		{pattern: compile("<wd> ?của ?, tuần <rel>"), build: weekdayOfWeek},
		{pattern: compile("tuần <rel> ?, ?vào <wd>"), build: weekdayOfWeek},
		{pattern: compile("<wd> <rel>"), build: weekdayNext},
		{pattern: compile("ngày <wd>"), build: weekday},
		{pattern: compile("<wd>"), class: needsLead, build: weekday},
		{pattern: compile("hôm_nay|ngày_hôm_nay|nội_nhật_hôm_nay"), class: needsLead, build: inDays(0)},
		{pattern: compile("ngày_mai"), build: inDays(1)},
		{pattern: compile("ngày_kia|ngày_mốt"), build: inDays(2)},
		{pattern: compile("mai"), class: needsStrong, build: inDays(1)},
		{pattern: compile("nay"), class: never, build: inDays(0)},
		{pattern: compile("<pod> ?, <day>"), build: partOfDay},
		{pattern: compile("cuối_ngày|hết_ngày <day>"), build: wholeDay},
	}
}

func hourTable() []row {
	return []row{
		{pattern: compile("<time> ?<pod> ?, ?của|vào|trong <day>"), build: hourOfDay},
		{pattern: compile("<day> ?, lúc|vào_lúc|trước <time> ?<pod>"), build: hourOfDay},
		{pattern: compile("<time> ?<pod>"), class: needsStrong, build: hour},
	}
}

func periodTable() []row {
	return []row{
		{pattern: compile("tuần <rel>"), build: week},
		{pattern: compile("<part> tuần <rel>"), build: week},
		{pattern: compile("<part> tuần"), class: needsLead, build: week},
		{pattern: compile("tháng <rel>"), class: topical, build: month},
		{pattern: compile("<part> tháng <rel>"), class: topical, build: month},
		{pattern: compile("tháng <month>"), class: topical, build: month},
		{pattern: compile("<part> ?của tháng <month>"), class: topical, build: month},
		{pattern: compile("<part> tháng"), class: needsLead, build: month},
		{pattern: compile("nửa <part> tháng <month>"), class: topical, build: halfMonth},
		{pattern: compile("quý|quí <rel>"), class: topical, build: quarter},
		{pattern: compile("<part> quý|quí <rel>"), class: topical, build: quarter},
		{pattern: compile("quý|quí <q>"), class: topical, build: quarter},
		{pattern: compile("<part> quý|quí <q>"), class: topical, build: quarter},
		{pattern: compile("<part> quý|quí"), class: needsLead, build: quarter},
		{pattern: compile("năm <year>"), class: needsDone, build: year},
		{pattern: compile("<part> năm <year>"), class: topical, build: year},
		{pattern: compile("<part> năm"), class: topical, build: year},
		{pattern: compile("<n>|các|những|mấy tháng <part> năm ?<year>"), class: needsDone, build: monthsOfYear},
		{pattern: compile("nửa <part> năm ?<year>"), class: needsDone, build: halfYear},
		{pattern: compile("<unit>"), class: needsWhole, build: thisUnit},
	}
}

func termTable() []row {
	const within = "trong|trong_vòng|ngay_trong_vòng|trong_thời_gian|trong_thời_hạn|thời_hạn|thời_hạn_là|hạn|trong_hạn|tối_đa|tối_đa_là|không_quá|trong_vòng_không_quá|chậm_nhất|chậm_nhất_là|chậm_nhất_sau|chậm_nhất_trong|chậm_nhất_trong_vòng|muộn_nhất"
	const since = "?, ?kể_từ_<day>|tính_từ_<day>|từ_<day>|<open>"
	return []row{
		{pattern: compile(within + " <n>|nửa <unit> ?<work> ?tới|nữa " + since), alone: true, build: term},
		{pattern: compile("<n> <unit> <work> ?tới|nữa " + since), alone: true, build: term},
		{pattern: compile("<n>|nửa <unit> nữa|tới"), alone: true, build: term},
		{pattern: compile("từ " + dayWords + " <dm0> đến|đến_hết|tới|-|– ?" + dayWords + " <dm>"), alone: true, build: dateRange},
		{pattern: compile("từ " + dayWords + " <d0> đến|đến_hết|tới|-|– ?" + dayWords + " <dm>"), alone: true, build: dateRange},
		{pattern: compile("từ <dm0> đến|đến_hết|tới|-|– <dm>"), alone: true, build: fullRange},
	}
}

func recurTable() []row {
	return []row{
		{pattern: compile(dayWords + " <d> ?của hằng|hàng|mỗi tháng"), build: monthly},
		{pattern: compile("ngày_cuối|ngày_cuối_cùng|cuối ?của hằng|hàng|mỗi tháng"), build: monthEnd},
		{pattern: compile("ngày_cuối|ngày_cuối_cùng|cuối ?của hằng|hàng|mỗi quý|quí"), build: quarterEnd},
		{pattern: compile(dayWords + " <d> ?của tháng <part> ?của ?hằng|hàng|mỗi quý|quí"), build: quarterly},
		{pattern: compile("<wd> hằng|hàng|mỗi tuần"), build: weekly},
		{pattern: compile("hằng|hàng|mỗi tuần ?, vào <wd>"), alone: true, build: weekly},
		{pattern: compile("hằng|hàng|mỗi tháng ?, vào " + dayWords + " <d>"), alone: true, build: monthly},
		{pattern: compile(dayWords + " <dm> hằng|hàng|mỗi năm"), build: yearly},
		{pattern: compile("định_kỳ ?, hằng|hàng|mỗi ?<n> <unit> ?một_lần|1_lần"), alone: true, build: every},
		{pattern: compile("định_kỳ <n> <unit> ?một_lần|1_lần"), alone: true, build: every},
		{pattern: compile("<n> <unit> ?/ một_lần|1_lần"), alone: true, class: needsDuty, build: every},
		{pattern: compile("hằng|hàng|mỗi <unit>"), alone: true, class: needsDuty, build: every},
		{pattern: compile("thường_xuyên ?, ?liên_tục"), alone: true, build: undated(Ongoing)},
		{pattern: compile("khẩn_trương|ngay_lập_tức|lập_tức|càng_sớm_càng_tốt|sớm_nhất_có_thể|trong_thời_gian_sớm_nhất"), alone: true, build: undated(Urgent)},
		{pattern: compile("ngay"), class: needsOrder, alone: true, build: undated(Urgent)},
	}
}
