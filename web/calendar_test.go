package web

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// What an administrator enters counts at once for the deadline words of every meeting, and is gone again when it is taken back.
func TestCalendarIsEdited(t *testing.T) {
	s := newSite(t, siteOptions{})
	admin, secretary := s.enter("admin-1"), s.enter("secretary")
	year := func() (y yearAnswer) {
		var got struct{ Years []yearAnswer }
		if err := json.Unmarshal([]byte(admin.get("/api/calendar").body), &got); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(got.Years, func(y yearAnswer) bool { return y.Year.Year == 2020 })
		return got.Years[i]
	}
	warned := func() bool {
		return strings.Contains(secretary.send("POST", of("/deadlines?seat=secretary"), `{"text":"trong ngày 12-10-2020"}`).body, "Nghỉ bão")
	}
	if y := year(); y.Edited || len(y.Off) == 0 || warned() {
		t.Fatalf("as shipped: %+v", y)
	}
	body := `{"source":"Công văn","off":[{"from":"2020-10-12","to":"2020-10-12","vi":"Nghỉ bão","en":"Storm"}],"work":[]}`
	wantStatus(t, "save", admin.send("PUT", "/api/calendar/2020", body), 204, "")
	if y := year(); !y.Edited || len(y.Off) != 1 || !warned() {
		t.Errorf("edited: %+v, warned %v", y, warned())
	}
	wrong := admin.send("PUT", "/api/calendar/2020", strings.Replace(body, "10-12", "02-30", 1))
	wantStatus(t, "no such day", wrong, 400, "bad_calendar")
	if !strings.Contains(wrong.body, "2020-02-30") {
		t.Errorf("the day is not named: %s", wrong.body)
	}
	wantStatus(t, "no year", admin.send("PUT", "/api/calendar/x", body), 404, "no_route")
	wantStatus(t, "restore", admin.send("DELETE", "/api/calendar/2020", ""), 204, "")
	wantStatus(t, "restore again", admin.send("DELETE", "/api/calendar/2020", ""), 404, "no_year")
	if y := year(); y.Edited || len(y.Off) < 2 || warned() {
		t.Errorf("restored: %+v", y)
	}
}
