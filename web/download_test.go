package web

import (
	"encoding/json"
	"strings"
	"testing"

	"giaoban/agenda"
)

func TestLinksMadeAndTold(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("secretary")
	read := func(a answer) (list []Link) {
		t.Helper()
		var d struct{ Links []Link }
		if err := json.Unmarshal([]byte(a.body), &d); err != nil || a.status != 200 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		return d.Links
	}
	made := read(b.send("POST", of("/links?seat=secretary"), `{"seats":["unit-002","guest"]}`))
	if len(made) != 2 || made[0].Seat != "unit-002" || made[0].Unit != "002" || made[0].Role != "unit" || made[0].Name == "" ||
		!strings.HasPrefix(made[0].URL, s.url+"/hop/gb-2020-07-29/unit-002#t=") {
		t.Errorf("links: %+v", made)
	}
	for _, l := range made {
		wantStatus(t, string(l.Seat), s.browser().exchange(meetingID, string(l.Seat), secretOf(t, l.URL)), 200, "")
	}
	again := read(b.get(of("/links?seat=secretary")))
	told := map[agenda.SeatID]string{}
	for _, l := range again {
		told[l.Seat] = l.URL
	}
	if told["unit-002"] != made[0].URL || told["guest"] != made[1].URL || told["unit-003"] != "" {
		t.Errorf("told again: %v", told)
	}
	newer := read(b.send("POST", of("/links?seat=secretary"), `{"seats":["guest"],"not_after":"2099-01-01T00:00:00Z"}`))
	wantStatus(t, "old", s.browser().exchange(meetingID, "", secretOf(t, made[1].URL)), 401, "bad_link")
	wantStatus(t, "new", s.browser().exchange(meetingID, "", secretOf(t, newer[0].URL)), 200, "")
	wantStatus(t, "revoke", b.command("secretary", "rv", agenda.SeatRevoke{Seat: "guest"}), 200, "")
	if text := b.get(of("/links?seat=secretary")).body; strings.Contains(text, "guest") {
		t.Errorf("a revoked seat's link is told: %s", text)
	}
}

// played is a closed meeting with two conclusions, one of which begins like a formula, given to two units, and a task line without number.
func played(t *testing.T) *site {
	t.Helper()
	s := newSite(t, siteOptions{})
	scope := agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{"001", "002"}}
	for _, x := range []struct {
		by agenda.SeatID
		c  agenda.Command
	}{
		{"secretary", agenda.MeetingOpen{}},
		{"secretary", agenda.LineAdd{Line: "note", Item: "i4", Kind: agenda.KindNote, Text: "Ghi chú"}},
		{"secretary", agenda.LineAdd{Line: "kl", Item: "i4", Kind: agenda.KindConclusion, Text: `=HYPERLINK("http://evil.example";"bấm")`}},
		{"secretary", agenda.LineAdd{Line: "nv", Item: "i4", Kind: agenda.KindTask, Text: "Nhiệm vụ không số"}},
		{"secretary", agenda.TaskAssign{Assignment: "a1", Line: "nv", Scope: agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{"002"}}}},
		{"secretary", agenda.TaskAssign{Assignment: "a2", Line: "nv", Scope: scope}},
		{"secretary", agenda.TaskAssign{Assignment: "a3", Line: "kl", Scope: scope}},
		{"secretary", agenda.MeetingClose{}},
		{"secretary", agenda.MailSend{Batch: "b1"}},
	} {
		s.do(x.by, "x-"+agenda.CommandName(x.c)+"-"+string(s.session.ID())+"-"+strings.Repeat("i", int(s.session.Version()%30)), x.c)
	}
	return s
}

func TestDownloads(t *testing.T) {
	s := played(t)
	staff, unit := s.enter("chair"), s.enter("unit-001")
	tests := []struct{ path, mediaType, name, begins string }{
		{"/tasks.csv", "text/csv; charset=utf-8", "nhiem-vu-gb-2020-07-29.csv", "\ufeff\"STT\""},
		{"/tasks.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "nhiem-vu-gb-2020-07-29.xlsx", "PK"},
		{"/attendance.csv", "text/csv; charset=utf-8", "diem-danh-gb-2020-07-29.csv", "\ufeff\"STT\",\"Đơn vị\",\"Tình trạng\""},
		{"/papers/p-report", "text/plain; charset=utf-8", "tai-lieu-p-report.txt", "Báo cáo"},
		{"/letters/b1/001.eml", "message/rfc822", "nhiem-vu-001.eml", ""},
	}
	for _, x := range tests {
		a := staff.get(of("%s?seat=chair", x.path))
		if a.status != 200 || a.header.Get("Content-Type") != x.mediaType || a.header.Get("Content-Disposition") != `attachment; filename="`+x.name+`"` ||
			!strings.HasPrefix(a.body, x.begins) || a.body == "" {
			t.Errorf("%s: %d %v %.80q", x.path, a.status, a.header, a.body)
		}
	}
	for _, none := range []string{"/papers/none", "/letters/b1/001", "/letters/b2/001.eml", "/letters/b1/003.eml", "/tasks.docx"} {
		wantStatus(t, none, staff.get(of("%s?seat=chair", none)), 404, "")
	}
	for _, path := range []string{"/tasks.csv", "/tasks.xlsx"} {
		text := unpacked(t, unit.get(of("%s?seat=unit-001", path)).body)
		if strings.Contains(text, "Hoàn Kiếm") || !strings.Contains(text, "Ba Đình") {
			t.Errorf("%s of a unit: %s", path, text)
		}
	}
	if text := staff.get(of("/tasks.csv?seat=chair")).body; !strings.Contains(text, `"'=HYPERLINK(`) || strings.Contains(text, `"=HYPERLINK`) {
		t.Errorf("a formula in the file: %s", text)
	}
}

// A task has one code, whoever reads the list.
func TestCodesAreTheSameForAll(t *testing.T) {
	s := played(t)
	codes := func(seat agenda.SeatID) map[string]bool {
		found := map[string]bool{}
		for cell := range strings.SplitSeq(s.enter(seat).get(of("/tasks.csv?seat=%s", seat)).body, `"`) {
			if strings.HasPrefix(cell, "GB2907-") && strings.HasSuffix(cell, ".001") {
				found[cell] = true
			}
		}
		return found
	}
	all, own := codes("chair"), codes("unit-001")
	if len(own) != 2 {
		t.Errorf("the unit has %v", own)
	}
	for code := range own {
		if !all[code] {
			t.Errorf("the unit's list has %s, the department's %v", code, all)
		}
	}
}
