package web

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/search"
)

// earlier makes a second meeting of the same units, held before, with lines for everybody and for staff.
func (s *site) earlier() {
	s.t.Helper()
	ctx := context.Background()
	var m agenda.MeetingCreate
	s.session.View(func(now *agenda.Meeting) {
		m = agenda.MeetingCreate{Title: "Giao ban tháng 6", StartsAt: now.StartsAt.AddDate(0, -1, 0), Host: now.Host, Units: now.Units}
	})
	if _, err := s.Hub.Create(ctx, "gb-2020-06-29", agenda.SystemSeat, "make", m); err != nil {
		s.t.Fatal(err)
	}
	session, err := s.Hub.Session(ctx, "gb-2020-06-29")
	if err != nil {
		s.t.Fatal(err)
	}
	for n, x := range []struct {
		by agenda.SeatID
		c  agenda.Command
	}{
		{"admin-1", agenda.SeatAdd{Seat: "secretary", Unit: agenda.HostUnit, Role: agenda.RoleSecretary, Name: "Thư ký"}},
		{"admin-1", agenda.SeatAdd{Seat: "unit-001", Unit: "001", Role: agenda.RoleUnit}},
		{"secretary", agenda.LineAdd{Line: "cu", Kind: agenda.KindConclusion, Text: "Đẩy nhanh giải phóng mặt bằng các cụm công nghiệp."}},
		{"secretary", agenda.LineAdd{Line: "nb", Kind: agenda.KindNote, Text: "BÍ MẬT: mặt bằng."}},
		{"secretary", agenda.TaskAssign{Assignment: "nv", Line: "cu", Scope: agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{"002"}}, Product: "Kế hoạch riêng"}},
	} {
		if _, err := session.Do(ctx, x.by, agenda.CommandID(fmt.Sprintf("e-%d", n)), x.c); err != nil {
			s.t.Fatal(err)
		}
	}
}

// TestSearchShowsWhatOneMaySee: staff of one meeting find what is public of another, administrators all, units only where they hold a seat.
func TestSearchShowsWhatOneMaySee(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.earlier()
	s.do("secretary", "n", agenda.LineAdd{Line: "note", Item: "i4", Kind: agenda.KindNote, Text: "Ghi chú mặt bằng."})
	s.do("secretary", "y", agenda.LineAdd{Line: "yk", Item: "i4", Kind: agenda.KindOpinion, Text: "Ý kiến về mặt bằng."})
	lines := func(b *browser, query string) string {
		t.Helper()
		a := b.get("/api/search?" + query)
		var d struct {
			Hits  []search.Hit
			Total int
		}
		if err := json.Unmarshal([]byte(a.body), &d); err != nil || a.status != 200 {
			t.Fatalf("%s: %d %s", query, a.status, a.body)
		}
		var ids []string
		for _, h := range d.Hits {
			ids = append(ids, string(h.Line))
		}
		return strings.Join(ids, " ")
	}
	const mine = "meeting=gb-2020-07-29&q=mat+bang&seat="
	admin, secretary, unit := s.enter("admin-1"), s.enter("secretary"), s.enter("unit-001")
	for _, tc := range []struct {
		name string
		b    *browser
		ask  string
		want string
	}{
		{"administrator", admin, "q=mat+bang", "note yk cu nb"},
		{"secretary", secretary, mine + "secretary", "note yk cu"},
		{"secretary, given", secretary, mine + "secretary&kind=given", "cu"},
		{"secretary, in one meeting", secretary, mine + "secretary&in=gb-2020-06-29", "cu"},
		{"secretary, days", secretary, mine + "secretary&from=2020-07-01&to=2020-07-29", "note yk"},
		{"unit", unit, mine + "unit-001", "yk"},
	} {
		if got := lines(tc.b, tc.ask); got != tc.want {
			t.Errorf("%s finds %q, want %q", tc.name, got, tc.want)
		}
	}
	wantStatus(t, "the other seat", unit.exchange("gb-2020-06-29", "unit-001", s.secret("gb-2020-06-29", "unit-001", false)), 200, "")
	if got := lines(unit, mine+"unit-001"); got != "yk cu" {
		t.Errorf("a unit with seats at both finds %q", got)
	}
	if got := lines(unit, "meeting=gb-2020-07-29&q=ke+hoach+rieng&seat=unit-001"); got != "" {
		t.Errorf("a unit finds another's task: %q", got)
	}
	wantStatus(t, "no day", unit.get("/api/search?meeting=gb-2020-07-29&seat=unit-001&from=hom-nay"), 400, "bad_day")
	wantStatus(t, "too long", unit.get("/api/search?meeting=gb-2020-07-29&seat=unit-001&q="+strings.Repeat("a", 201)), 429, "too_long")
}

func TestSimilarConclusions(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.earlier()
	b := s.enter("secretary")
	a := b.send("POST", of("/similar?seat=secretary"), `{"text":"day nhanh giai phong mat bang"}`)
	var d struct{ Similar []search.Earlier }
	if err := json.Unmarshal([]byte(a.body), &d); err != nil || len(d.Similar) != 1 || d.Similar[0].Line != "cu" || d.Similar[0].Units != 1 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	wantStatus(t, "empty", b.send("POST", of("/similar?seat=secretary"), `{"text":""}`), 400, "empty")
}

// TestSimilarWhenHeldLate: both meetings were opened later than planned, the earlier one even after the day for which this one was planned.
func TestSimilarWhenHeldLate(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.earlier()
	earlier, err := s.Hub.Session(t.Context(), "gb-2020-06-29")
	if err != nil {
		t.Fatal(err)
	}
	for id, c := range []agenda.Command{agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Công nghiệp", Kind: "discussion"}}, agenda.MeetingOpen{}} {
		if _, err := earlier.Do(t.Context(), "secretary", agenda.CommandID(fmt.Sprintf("o-%d", id)), c); err != nil {
			t.Fatal(err)
		}
	}
	s.ahead.Add(int64(time.Hour))
	s.do("chair", "open", agenda.MeetingOpen{})
	a := s.enter("secretary").send("POST", of("/similar?seat=secretary"), `{"text":"day nhanh giai phong mat bang"}`)
	var d struct{ Similar []search.Earlier }
	if err := json.Unmarshal([]byte(a.body), &d); err != nil || len(d.Similar) != 1 || d.Similar[0].Line != "cu" {
		t.Fatalf("%d %s", a.status, a.body)
	}
}
