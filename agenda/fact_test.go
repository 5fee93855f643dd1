package agenda

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestFacts holds every word that the system writes in the second golden meeting, and who sees it.
func TestFacts(t *testing.T) {
	s := minuted(t)
	var got []string
	for _, l := range s.m.Lines {
		if l.Kind != KindFact {
			continue
		}
		mark := ""
		if l.Internal {
			mark = "nội bộ: "
		}
		if l.Author != SystemSeat || !ValidID(l.ID) || l.Number != 0 {
			t.Errorf("fact %+v", l)
		}
		got = append(got, mark+l.Text.Value)
	}
	want := []string{
		"Cuộc họp khai mạc lúc 14:00, ngày 29-7-2020. Có mặt 2/4 điểm cầu. Vắng: huyện Đông Anh, thị xã Sơn Tây.",
		"Bắt đầu mục 1 “Công nghiệp” lúc 14:00 (dự kiến 30 phút).",
		"Ông/bà Lê Thị C (huyện Thạch Thất) phát biểu lúc 14:00, 3 phút 10 giây.",
		"Kết thúc mục 1 “Công nghiệp” lúc 14:04: dự kiến 30 phút, thêm 5 phút, thực tế 5 phút.",
		"nội bộ: Bắt đầu mục nội bộ “Hội ý BÍ MẬT” lúc 14:04 (dự kiến 5 phút).",
		"Đại diện quận Ba Đình chất vấn lúc 14:03, 1 phút 8 giây.",
		"nội bộ: Kết thúc mục nội bộ “Hội ý BÍ MẬT” lúc 14:36: dự kiến 5 phút, thực tế 31 phút.",
		"Bắt đầu mục 2 “Thương mại” lúc 14:36 (không dự kiến thời gian).",
		"nội bộ: Ông/bà Trần Thị Phương Lan (Sở Công Thương Hà Nội) phát biểu lúc 14:04, 33 phút 35 giây.",
		"Báo Kinh tế và Đô thị giải trình lúc 14:38, 1 giờ 51 phút.",
		"Kết thúc mục 2 “Thương mại” lúc 16:30: không dự kiến thời gian, thêm 3 phút, thực tế 114 phút.",
		"Cuộc họp bế mạc lúc 16:30, ngày 29-7-2020. Thời gian họp: 2 giờ 30 phút. Đã dự họp 3/4 điểm cầu. Không dự: thị xã Sơn Tây.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, a := range []Audience{s.m.AudienceOf("unit-276"), {}} {
		if dump := string(lines(t, filtered(t, s.records, a))); strings.Contains(dump, "BÍ MẬT") || strings.Contains(dump, "nội bộ") {
			t.Errorf("%+v hears of the internal item", a)
		}
	}
}

// TestFactsOfOneRecordHaveTheirOwnIDs: what was decided again after a lost race has the same ids, and an id that a client took is not used again.
func TestFactsOfOneRecordHaveTheirOwnIDs(t *testing.T) {
	s := opened(t)
	taken := LineID(fmt.Sprintf("f%d-1", s.m.Version+4)) // the close comes fourth
	s.play(step{"secretary", LineAdd{Line: taken, Kind: KindOpinion, Text: "mã do máy trạm chọn"}}, step{"unit-001", FloorRequest{Request: "r"}})
	s.play(step{"chair", FloorCall{}})
	events, err := s.m.Decide(s.stamp("chair"), MeetingClose{})
	again, _ := s.m.Decide(s.stamp("chair"), MeetingClose{})
	if err != nil || fmt.Sprint(events) != fmt.Sprint(again) {
		t.Fatalf("%v\n%v\n%v", err, events, again)
	}
	before := len(s.m.Lines)
	s.do("chair", MeetingClose{})
	seen := map[LineID]bool{}
	for _, l := range s.m.Lines {
		seen[l.ID] = true
	}
	if len(seen) != len(s.m.Lines) || len(s.m.Lines) != before+3 || s.m.Line(taken).Kind != KindOpinion {
		t.Errorf("%d lines with %d ids", len(s.m.Lines), len(seen))
	}
}

func TestFactsAreRemovedNotEdited(t *testing.T) {
	fact := func(m *Meeting) *Line { return m.Lines[0] }
	s := opened(t)
	was := fact(s.m).Revision
	stage(t, opened, []scene{
		{name: "edit", when: step{"secretary", LineEdit{Line: fact(s.m).ID, Was: was, Text: "khác"}}, refused: "system_line"},
		{name: "another kind", when: step{"secretary", LineKindSet{Line: fact(s.m).ID, Was: was, Kind: KindOpinion}}, refused: "system_line"},
		{name: "remove", when: step{"secretary", LineRemove{Line: fact(s.m).ID, Was: was}}, then: "line.removed"},
		{name: "remove an old revision", when: step{"secretary", LineRemove{Line: fact(s.m).ID, Was: was - 1}}, refused: "line_stale"},
	})
}

// TestManyAbsentFitALine: 500 absent units make one line that says how many it does not name.
func TestManyAbsentFitALine(t *testing.T) {
	names := make([]string, MaxUnits)
	for i := range names {
		names[i] = strings.Repeat("ế", MaxName)
	}
	text := listed("Có mặt 0/500 điểm cầu.", " Vắng: ", names)
	if n := utf8.RuneCountInString(text); n > MaxLineText || n < MaxLineText-200 || !strings.HasSuffix(text, " đơn vị khác.") {
		t.Errorf("%d characters, ends with %q", n, text[len(text)-30:])
	}
}

func TestLasting(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0 giây", -time.Second: "0 giây", 59600 * time.Millisecond: "1 phút", 3*time.Minute + 10*time.Second: "3 phút 10 giây",
		time.Hour: "1 giờ", 150*time.Minute + 4*time.Second: "2 giờ 30 phút"} {
		if got := lasting(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
