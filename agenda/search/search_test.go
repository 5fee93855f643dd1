package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
)

// meeting plays commands on a meeting of two units. It is owned by its test.
type meeting struct {
	*testing.T
	m  *agenda.Meeting
	at time.Time
	n  int
}

func newMeeting(t *testing.T, id agenda.MeetingID, held time.Time) *meeting {
	p := &meeting{T: t, m: agenda.NewMeeting(id), at: held}
	p.do("admin-1", agenda.MeetingCreate{Title: "Giao ban " + string(id), StartsAt: held, Host: agenda.Unit{Name: "Sở Công Thương"},
		Units: []agenda.Unit{{ID: "001", Name: "Ba Đình", Level: "quan"}, {ID: "276", Name: "Thạch Thất", Level: "huyen"}}})
	p.do("admin-1", agenda.SeatAdd{Seat: "s", Unit: agenda.HostUnit, Role: agenda.RoleSecretary, Name: "Thư ký"})
	p.do("s", agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Công nghiệp", Kind: "report"}})
	p.do("s", agenda.ItemAdd{Item: "ix", ItemDraft: agenda.ItemDraft{Title: "Hội ý", Kind: "report", Internal: true}})
	return p
}

func (p *meeting) do(by agenda.SeatID, c agenda.Command) {
	p.Helper()
	p.n++
	stamp := agenda.Stamp{By: by, At: p.at.Add(time.Duration(p.n) * time.Second)}
	events, err := p.m.Decide(stamp, c)
	if err != nil {
		p.Fatalf("%s: %v", agenda.CommandName(c), err)
	}
	p.m.Apply(agenda.Record{Version: p.m.Version + 1, Stamp: stamp, Events: events})
}

func (p *meeting) line(id agenda.LineID, item agenda.ItemID, kind agenda.LineKind, text string) {
	p.Helper()
	p.do("s", agenda.LineAdd{Line: id, Item: item, Kind: kind, Text: text, Unit: "276", Person: "Lê Thị Cúc"})
}

var july = time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC)

// played is two meetings in an index.
func played(t *testing.T) (*Index, *meeting, *meeting) {
	first, second := newMeeting(t, "gb-1", july), newMeeting(t, "gb-2", july.AddDate(0, 1, 0))
	first.line("kl-1", "i1", agenda.KindConclusion, "Đẩy nhanh giải phóng mặt bằng các cụm công nghiệp tại Thạch Thất.")
	first.line("kl-2", "i1", agenda.KindConclusion, "Ghi nhận kết quả bình ổn thị trường hàng hóa.")
	first.line("nb", "i1", agenda.KindNote, "Ghi chú riêng về Thạch Thất.")
	first.line("ix", "ix", agenda.KindOpinion, "Hội ý về nhất trí.")
	first.do("s", agenda.PaperAdd{Item: "i1", Paper: agenda.Paper{ID: "p1", Title: "Báo cáo cụm công nghiệp", Text: "…"}})
	first.do("s", agenda.TaskAssign{Assignment: "a1", Line: "kl-1", Scope: agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{"276"}}, Product: "Kế hoạch chi tiết",
		Due: &agenda.Due{Until: july.AddDate(0, 2, 0), Words: "trước ngày 10-10"}})
	second.line("yk", "i1", agenda.KindOpinion, "Đã rà soát chợ cóc.")
	x := New()
	x.Refresh(first.m)
	x.Refresh(second.m)
	return x, first, second
}

func everything(agenda.MeetingID) (Sight, bool) { return Sight{Internal: true, All: true}, true }

// found are the ids of the hits in their order.
func found(t *testing.T, x *Index, q Query) string {
	t.Helper()
	if q.See == nil {
		q.See = everything
	}
	q.Limit = 50
	hits, total := x.Find(q)
	if total != len(hits) {
		t.Errorf("%d hits of %d", len(hits), total)
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = string(h.Line) + string(h.Paper)
	}
	return strings.Join(ids, " ")
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Thạch  Thất.": " thach that", "ĐẨY nhanh": " day nhanh", "tha\u0323ch": " thach", "3–5 lần": " 3 5 lan", "": "", "hoà/hòa": " hoa hoa"} {
		if got := Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}

// A unit's name finds what it has to do, for those who may know; what all have to do would be found with every name.
func TestFindByUnitOfTask(t *testing.T) {
	_, first, _ := played(t)
	first.do("s", agenda.TaskAssign{Assignment: "a2", Line: "kl-2", Scope: agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{"001"}}})
	first.do("s", agenda.LineAdd{Line: "kl-3", Item: "i1", Kind: agenda.KindConclusion, Text: "Báo cáo hằng tháng."})
	first.do("s", agenda.TaskAssign{Assignment: "a3", Line: "kl-3", Scope: agenda.Scope{Kind: "all"}})
	x := New()
	x.Refresh(first.m)
	for name, tc := range map[string]struct {
		see  Sight
		want string
	}{"staff": {Sight{All: true}, "kl-2"}, "the unit": {Sight{Unit: "001"}, "kl-2"}, "another unit": {Sight{Unit: "276"}, ""}, "a guest": {Sight{}, ""}} {
		if got := found(t, x, Query{Words: "quan ba dinh", See: func(agenda.MeetingID) (Sight, bool) { return tc.see, true }}); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestFind(t *testing.T) {
	x, _, _ := played(t)
	for name, tc := range map[string]struct {
		q    Query
		want string
	}{
		"without marks":              {Query{Words: "binh on thi truong"}, "kl-2"},
		"what a unit said":           {Query{Words: "huyen thach that"}, "yk kl-1 kl-2 nb ix"},
		"in any order, unfinished":   {Query{Words: "cong cum ngh"}, "p1 kl-1"},
		"by its beginning only":      {Query{Words: "hat"}, ""},
		"names":                      {Query{Words: "le thi cuc ra soat"}, "yk"},
		"what is to be handed in":    {Query{Words: "ke hoach chi tiet"}, "kl-1"},
		"the words of the date":      {Query{Words: "truoc ngay 10"}, "kl-1"},
		"a kind":                     {Query{Words: "cum", Kind: KindPaper}, "p1"},
		"given":                      {Query{Kind: KindGiven}, "kl-1"},
		"a unit's":                   {Query{Words: "cong nghiep", Unit: "276"}, "kl-1"},
		"another unit's":             {Query{Words: "cong nghiep", Unit: "001"}, ""},
		"a meeting":                  {Query{Meeting: "gb-2"}, "yk"},
		"from a day":                 {Query{From: july.AddDate(0, 0, 1)}, "yk"},
		"until a day":                {Query{Words: "cho", Until: july.AddDate(0, 0, 1)}, ""},
		"as a guest":                 {Query{Words: "thach that", See: func(agenda.MeetingID) (Sight, bool) { return Sight{}, true }}, "yk kl-1 kl-2"},
		"a guest knows no product":   {Query{Words: "chi tiet", See: func(agenda.MeetingID) (Sight, bool) { return Sight{}, true }}, ""},
		"a unit knows its own":       {Query{Words: "chi tiet", See: func(agenda.MeetingID) (Sight, bool) { return Sight{Unit: "276"}, true }}, "kl-1"},
		"and no other's":             {Query{Words: "chi tiet", See: func(agenda.MeetingID) (Sight, bool) { return Sight{Unit: "001"}, true }}, ""},
		"nor what is internal":       {Query{Words: "hoi y", See: func(agenda.MeetingID) (Sight, bool) { return Sight{Unit: "276"}, true }}, ""},
		"only meetings one may open": {Query{Words: "ra soat", See: func(id agenda.MeetingID) (Sight, bool) { return Sight{}, id == "gb-1" }}, ""},
	} {
		if got := found(t, x, tc.q); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
	hits, total := x.Find(Query{See: everything, Limit: 2})
	if len(hits) != 2 || total != 6 || hits[0].Meeting != "gb-2" {
		t.Errorf("%d of %d, %+v", len(hits), total, hits)
	}
	hits, _ = x.Find(Query{Words: "giai phong", See: func(agenda.MeetingID) (Sight, bool) { return Sight{Unit: "001"}, true }, Limit: 1})
	if len(hits) != 1 || hits[0].Tasks != nil {
		t.Errorf("another unit's task is told: %+v", hits)
	}
}

func TestIndexFollows(t *testing.T) {
	x, first, _ := played(t)
	first.do("s", agenda.LineEdit{Line: "kl-1", Was: first.m.Line("kl-1").Revision, Text: "Một nội dung khác hẳn."})
	first.do("s", agenda.TaskUnassign{Assignment: "a1"})
	x.Refresh(first.m)
	if got := found(t, x, Query{Words: "giai phong mat bang", Kind: "conclusion"}) + found(t, x, Query{Kind: KindGiven}); got != "" {
		t.Errorf("what is gone is found: %q", got)
	}
	first.do("s", agenda.LineRemove{Line: "kl-1", Was: first.m.Line("kl-1").Revision})
	x.Refresh(first.m)
	if got := found(t, x, Query{Words: "khac han"}); got != "" {
		t.Errorf("a removed line is found: %q", got)
	}
}

func TestSimilar(t *testing.T) {
	x, first, second := played(t)
	near := "đẩy nhanh giải phóng mặt bằng cụm công nghiệp"
	ids := func(list []Earlier) string {
		var s []string
		for _, e := range list {
			s = append(s, fmt.Sprintf("%s/%s×%d", e.Meeting, e.Line, e.Times))
		}
		return strings.Join(s, " ")
	}
	later := july.AddDate(0, 3, 0)
	for text, want := range map[string]string{near: "gb-1/kl-1×0", "day nhanh giai phong mat bang": "gb-1/kl-1×0", "đẩy nhanh tiến độ cấp phép": "", "ghi nhận kết quả bình ổn thị trường": "", "": ""} {
		if got := ids(x.Similar(text, "gb-3", later, 3)); got != want {
			t.Errorf("%q is like %q, want %q", text, got, want)
		}
	}
	if got := ids(x.Similar(near, "gb-1", later, 3)) + ids(x.Similar(near, "gb-3", july, 3)); got != "" {
		t.Errorf("the meeting itself, or a later one, is an earlier one: %q", got)
	}
	// Said again, it is the later line that counts.
	second.line("kl-9", "i1", agenda.KindConclusion, "Tiếp tục đẩy nhanh giải phóng mặt bằng các cụm công nghiệp.")
	second.do("s", agenda.ConclusionRefer{Line: "kl-9", To: &agenda.Precedent{Meeting: "gb-1", Line: "kl-1", Held: july, How: agenda.PrecedentRepeats, Times: 1}})
	second.do("s", agenda.TaskAssign{Assignment: "a9", Line: "kl-9", Scope: agenda.Scope{Kind: "all"}})
	x.Refresh(second.m)
	if got := ids(x.Similar(near, "gb-3", later, 3)); got != "gb-2/kl-9×1" {
		t.Errorf("%q", got)
	}
	first.do("s", agenda.TaskUnassign{Assignment: "a1"})
	second.do("s", agenda.TaskUnassign{Assignment: "a9"})
	x.Refresh(first.m)
	x.Refresh(second.m)
	if got := x.Similar(near, "gb-3", later, 3); len(got) != 0 {
		t.Errorf("what has no task is open: %+v", got)
	}
}

// BenchmarkFind goes through 200 meetings of 100 lines.
func BenchmarkFind(b *testing.B) {
	x := New()
	for i := range 200 {
		p := &page{id: agenda.MeetingID(fmt.Sprint(i)), version: 1}
		for j := range 100 {
			text := fmt.Sprintf("Đẩy nhanh giải phóng mặt bằng các cụm công nghiệp tại huyện Thạch Thất, đợt %d", j)
			p.entries = append(p.entries, entry{line: "l", folded: Fold(text), pairs: pairs(text)})
		}
		x.pages[p.id] = p
	}
	for b.Loop() {
		if _, n := x.Find(Query{Words: "thach that dot 7", See: everything, Limit: 50}); n == 0 {
			b.Fatal("nothing was found")
		}
	}
}

// A paper handed in as a file is found by its name once everybody has it.
func TestFilesAreFoundOnceApproved(t *testing.T) {
	x, first, _ := played(t)
	first.do("admin-1", agenda.SeatAdd{Seat: "u", Unit: "276", Role: agenda.RoleUnit})
	first.do("s", agenda.MeetingPublish{})
	file := agenda.File{Hash: agenda.Hash(strings.Repeat("a", 64)), Name: "a.pdf", Type: "pdf", Size: 1}
	first.do(agenda.SystemSeat, agenda.PaperSubmit{Seat: "u", Paper: "tl", Item: "i1", Title: "Phụ lục chợ dân sinh", File: file, NoSecret: true})
	first.do(agenda.SystemSeat, agenda.PaperSubmit{Seat: "s", Paper: "kin", Item: "ix", Title: "Phụ lục kín", File: file, NoSecret: true})
	x.Refresh(first.m)
	public := func(agenda.MeetingID) (Sight, bool) { return Sight{Unit: "001"}, true }
	if got := found(t, x, Query{Words: "phu luc"}); got != "kin" {
		t.Errorf("before approval staff find %q", got)
	}
	first.do("s", agenda.PaperApprove{Paper: "tl", Hash: file.Hash})
	x.Refresh(first.m)
	if got := found(t, x, Query{Words: "phu luc", Kind: KindPaper, See: public}); got != "tl" {
		t.Errorf("a unit finds %q", got)
	}
}

func TestSightsAreOrdered(t *testing.T) {
	x, _, _ := played(t)
	public := strings.Fields(found(t, x, Query{See: func(agenda.MeetingID) (Sight, bool) { return Sight{}, true }}))
	staff := strings.Fields(found(t, x, Query{}))
	for _, id := range public {
		if !slices.Contains(staff, id) {
			t.Errorf("staff do not find %s", id)
		}
	}
	if slices.Contains(public, "nb") || slices.Contains(public, "ix") || len(staff) != len(public)+2 {
		t.Errorf("public %v, staff %v", public, staff)
	}
}
