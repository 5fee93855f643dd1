package web

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/agenda"
)

// TestRoleMatrix asks every route as every role. Letters: a = administrator, s = secretary, c = chair, u = unit, g = guest; who is not named is refused.
func TestRoleMatrix(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.do("secretary", "open", agenda.MeetingOpen{})
	s.do("secretary", "l1", agenda.LineAdd{Line: "kl", Item: "i4", Kind: agenda.KindConclusion, Text: "Kết luận"})
	s.do("secretary", "t1", agenda.TaskAssign{Assignment: "nv", Line: "kl", Scope: agenda.Scope{Kind: "all"}})
	s.do("secretary", "close", agenda.MeetingClose{})
	s.do("secretary", "mail", agenda.MailSend{Batch: "b1"})
	create := `{"id":"n1","type":"meeting.create","data":{"title":"Mới","starts_at":"2026-01-01T00:00:00Z","host":{"name":"Sở"},"units":[]}}`
	routes := []struct{ request, body, allowed string }{
		{"GET /api/session?meeting=gb-2020-07-29", "", "ascug"},
		{"GET /api/session?meeting=directory", "", "a"},
		{"GET /api/meetings", "", "a"},
		{"GET /api/rosters", "", "a"},
		{"GET /api/templates", "", "a"},
		{"GET /api/calendar", "", "a"},
		{"PUT /api/calendar/2031", `{"source":"Thông báo","off":[],"work":[]}`, "a"},
		{"GET " + of("/state"), "", "ascug"},
		{"GET " + of("/records"), "", "ascug"},
		{"GET " + of("/tasks.csv"), "", "ascug"},
		{"GET " + of("/tasks.xlsx"), "", "ascug"},
		{"GET " + of("/attendance.csv"), "", "ascug"},
		{"GET " + of("/silent"), "", "asc"},
		{"GET " + of("/check"), "", "asc"},
		{"GET " + of("/room"), "", "asc"},
		{"GET " + of("/papers/p-report"), "", "ascug"},
		{"POST " + of("/papers"), "", ""}, // the meeting is closed: upload_test.go has who may before
		{"GET " + of("/templates"), "", "asc"},
		{"GET " + of("/carry"), "", "asc"},
		{"GET " + of("/progress"), "", "ascug"},
		{"GET " + of("/figures.csv"), "", "ascug"},
		{"GET " + of("/figures.xlsx"), "", "ascug"},
		{"GET " + of("/course.csv"), "", "ascug"},
		{"GET " + of("/course.xlsx"), "", "ascug"},
		{"GET " + of("/letters/b1/001.eml"), "", "asc"},
		{"GET " + of("/links"), "", "as"},
		{"POST " + of("/links"), `{"seats":["unit-003"]}`, "as"},
		{"GET " + of("/lobby/link"), "", "asc"},
		{"POST " + of("/deadlines"), `{"text":"trước ngày 10-10"}`, "asc"},
		{"POST " + of("/similar"), `{"text":"đẩy nhanh giải phóng mặt bằng"}`, "asc"},
		{"GET /api/search?meeting=gb-2020-07-29&q=ket+luan", "", "ascug"},
		{"GET /api/search?q=ket+luan", "", "a"},
		{"POST /api/meetings/new/commands", create, "a"},
		{"GET /api/meetings/directory/state", "", "a"},
		{"GET /api/meetings/directory/records", "", "a"},
		{"GET /api/meetings/directory/links", "", "a"},
		{"POST " + of("/commands"), `{"id":"grp-%s","type":"group.save","data":{"group":{"id":"g-%[1]s","name":"Nhóm","units":["001"]}}}`, "asc"},
		{"POST " + of("/commands"), `{"id":"seat-%s","type":"seat.add","data":{"seat":"seat-%[1]s","role":"guest"}}`, "as"},
		{"POST " + of("/commands"), `{"id":"link-%s","type":"seat.link","data":{"seat":"guest","token":"` + strings.Repeat("a", 64) + `"}}`, ""},
	}
	roles := map[string]agenda.SeatID{"a": "admin-1", "s": "secretary", "c": "chair", "u": "unit-001", "g": "guest"}
	for letter, seat := range roles {
		b := s.enter(seat)
		for _, r := range routes {
			method, path, _ := strings.Cut(r.request, " ")
			join := "?"
			if strings.Contains(path, "?") {
				join = "&"
			}
			body := r.body
			if strings.Contains(body, "%") {
				body = fmt.Sprintf(body, letter)
			}
			a := b.send(method, path+join+"seat="+string(seat), body)
			if ok := a.status == 200 || a.status == 204; ok != strings.Contains(r.allowed, letter) || !ok && a.status != 401 && a.status != 403 && a.status != 409 {
				t.Errorf("%s as %s: %d %.200s", r.request, seat, a.status, a.body)
			}
			stranger := s.browser().send(method, path+join+"seat="+string(seat), body)
			if stranger.status != 401 {
				t.Errorf("%s without cookie: %d", r.request, stranger.status)
			}
		}
	}
}

// A cookie of one seat opens no other, and one meeting's cookie no other meeting.
func TestCookiesAreForOneSeat(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("unit-001")
	var value string
	for _, c := range b.cookies {
		value = c.Value
	}
	for _, seat := range []agenda.SeatID{"unit-002", "chair", "secretary", "guest"} {
		a := s.browser().send("GET", of("/state?seat=%s", seat), nil, "Cookie", s.cookieName(meetingID, seat)+"="+value)
		wantStatus(t, string(seat), a, 401, "no_session")
	}
	for _, seat := range []string{"admin-1", "admin-x", ""} {
		a := s.browser().send("GET", of("/state?seat=%s", seat), nil, "Cookie", s.cookieName(agenda.DirectoryID, "")+"="+value)
		wantStatus(t, "as "+seat, a, 401, "no_session")
	}
}
