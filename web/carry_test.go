package web

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
)

// later makes a meeting after the site's, which is held and closed with one conclusion for all and one item not reached.
func (s *site) later() {
	s.t.Helper()
	s.do("secretary", "open", agenda.MeetingOpen{})
	s.do("secretary", "start", agenda.ItemStart{Item: "i4"})
	s.do("secretary", "kl", agenda.LineAdd{Line: "kl", Item: "i4", Kind: agenda.KindConclusion, Text: "Rà soát chợ dân sinh."})
	due := &agenda.Due{Until: time.Date(2020, 8, 10, 0, 0, 0, 0, time.UTC)}
	s.do("secretary", "nv", agenda.TaskAssign{Assignment: "nv", Line: "kl", Scope: agenda.Scope{Kind: "all"}, Due: due})
	s.do("secretary", "close", agenda.MeetingClose{})
	var c agenda.MeetingCreate
	s.session.View(func(m *agenda.Meeting) {
		c = agenda.MeetingCreate{Title: "Giao ban tháng 8", Roster: m.Roster, StartsAt: m.StartsAt.AddDate(0, 1, 0), Host: m.Host, Units: m.Units}
	})
	if _, err := s.Hub.Create(s.t.Context(), "sau", "admin-1", "c", c); err != nil {
		s.t.Fatal(err)
	}
	session, err := s.Hub.Session(s.t.Context(), "sau")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, seat := range []agenda.SeatAdd{{Seat: "secretary", Unit: agenda.HostUnit, Role: agenda.RoleSecretary}, {Seat: "unit-001", Unit: "001", Role: agenda.RoleUnit}} {
		if _, err := session.Do(s.t.Context(), "admin-1", agenda.CommandID("c-"+seat.Seat), seat); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestCarryOver(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.later()
	staff, unit := s.browser(), s.browser()
	staff.bearer, unit.bearer = s.secret("sau", "secretary", false), s.secret("sau", "unit-001", false)
	var got struct{ Carry []carryAnswer }
	carry := func() {
		got.Carry = nil
		a := staff.get("/api/meetings/sau/carry")
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.status != 200 {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	carry()
	why := map[string]string{}
	for _, c := range got.Carry {
		why[string(c.From.Item)+string(c.From.Line)] = strings.Trim(strings.ReplaceAll(string(mustJSON(t, c.Why)), `"`, ""), "[]")
	}
	if why["i4"] != "open" || why["kl"] != "open" || why["i5"] != "undiscussed" || why["i1"] != "" || got.Carry[0].Meeting == "" {
		t.Errorf("what returns: %v", why)
	}
	take := agenda.ItemCarry{Items: []agenda.Carrying{{Item: "ms", From: agenda.Origin{Meeting: meetingID, Line: "kl"}, ItemDraft: agenda.ItemDraft{Title: "Rà soát chợ", Kind: "report"}}}}
	a := staff.send("POST", "/api/meetings/sau/commands", map[string]any{"id": "c1", "type": "item.carry", "data": take})
	wantStatus(t, "carry", a, 200, "")
	was := len(got.Carry)
	if carry(); len(got.Carry) != was-1 {
		t.Errorf("%d are offered after one was taken, before %d", len(got.Carry), was)
	}
	wantStatus(t, "a unit", unit.get("/api/meetings/sau/carry"), 403, "forbidden")

	tasks := func(b *browser) int {
		var p struct{ Tasks []agenda.OpenTask }
		if err := json.Unmarshal([]byte(b.get("/api/meetings/sau/progress").body), &p); err != nil {
			t.Fatal(err)
		}
		for _, o := range p.Tasks {
			if !o.Overdue || o.Text != "Rà soát chợ dân sinh." {
				t.Errorf("%+v", o)
			}
		}
		return len(p.Tasks)
	}
	if all, own := tasks(staff), tasks(unit); all < 3 || own != 1 {
		t.Errorf("staff see %d tasks, the unit %d", all, own)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTemplates(t *testing.T) {
	s := newSite(t, siteOptions{})
	staff, admin := s.enter("secretary"), s.enter("admin-1")
	wantStatus(t, "save", staff.send("POST", of("/templates?seat=secretary"), `{"id":"mau-1","title":"Giao ban tháng"}`), 204, "")
	wantStatus(t, "no title", staff.send("POST", of("/templates?seat=secretary"), `{"id":"mau-2","title":" "}`), 400, "empty")
	wantStatus(t, "a unit", s.enter("unit-001").send("POST", of("/templates?seat=unit-001"), `{"id":"mau-3","title":"x"}`), 403, "forbidden")
	list := func() []templateAnswer {
		var got struct{ Templates []templateAnswer }
		if err := json.Unmarshal([]byte(admin.get("/api/templates").body), &got); err != nil {
			t.Fatal(err)
		}
		return got.Templates
	}
	if got := list(); len(got) < 3 || got[0].ID != "mau-1" || !got[0].Saved || len(got[0].Items) == 0 || got[1].Saved {
		t.Fatalf("%+v", got)
	}
	remove := map[string]any{"id": "r1", "type": "template.remove", "data": agenda.TemplateRemove{Template: "mau-1"}}
	wantStatus(t, "remove", admin.send("POST", "/api/meetings/directory/commands", remove), 200, "")
	if got := list(); got[0].Saved {
		t.Errorf("still there: %+v", got[0])
	}
}
