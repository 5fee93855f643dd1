package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/bolt"
)

// Mail scanners open links: that burns nothing, because the secret never reaches the server and only a POST exchanges it.
func TestGETsBurnNothing(t *testing.T) {
	s := newSite(t, siteOptions{})
	was := s.session.Version()
	secret := s.secret(meetingID, "unit-001", false)
	b := s.browser()
	for range 5 {
		for _, path := range []string{"/hop/gb-2020-07-29/unit-001", "/quan-tri", "/api/session?meeting=gb-2020-07-29&seat=unit-001&token=" + secret} {
			if a := b.get(path); len(b.cookies) != 0 || a.status != 200 && a.status != 401 {
				t.Fatalf("%s: %d with %d cookies", path, a.status, len(b.cookies))
			}
		}
	}
	if v := s.session.Version(); v != was+1 {
		t.Errorf("GETs wrote %d records", v-was-1)
	}
	wantStatus(t, "exchange", b.exchange(meetingID, "unit-001", secret), 200, "")
	wantStatus(t, "one-time link", s.browser().exchange(agenda.DirectoryID, "", s.admin), 200, "")
}

func TestSessionSaysWhoIsHere(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.browser()
	a := b.exchange(meetingID, "unit-001", s.secret(meetingID, "unit-001", false))
	var got sessionAnswer
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Meeting != meetingID || got.Seat != "unit-001" || got.Role != "unit" || got.Unit != "001" || got.UnitName != "Quận Ba Đình" || got.Status != "published" ||
		got.Chair != "Trần Thị Phương Lan" || got.StartsAt == nil || got.Title == "" || got.PapersDue != "2020-07-24" {
		t.Errorf("session: %s", a.body)
	}
	if again := b.get("/api/session?meeting=gb-2020-07-29&seat=unit-001"); again.body != a.body {
		t.Errorf("asked again: %s", again.body)
	}
	wantStatus(t, "another seat", b.get("/api/session?meeting=gb-2020-07-29&seat=unit-002"), 401, "no_session")
	wantStatus(t, "no meeting", b.get("/api/session?meeting=none&seat=unit-001"), 404, "no_meeting")
	wantStatus(t, "directory", b.get("/api/session?meeting=directory"), 401, "no_session")
}

func TestWrongLinks(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.secret(meetingID, "unit-001", false)
	tests := map[string][3]string{
		"no secret":       {string(meetingID), "unit-001", ""},
		"wrong secret":    {string(meetingID), "unit-001", strings.ToLower(secret)},
		"other seat":      {string(meetingID), "unit-002", secret},
		"other meeting":   {"directory", "", secret},
		"unknown meeting": {"nowhere", "", secret},
		"bad meeting":     {"../x", "", secret},
		"its hash":        {string(meetingID), "unit-001", string(hashSecret(secret))},
	}
	for name, x := range tests {
		b := s.browser()
		wantStatus(t, name, b.exchange(agenda.MeetingID(x[0]), x[1], x[2]), 401, "bad_link")
		if len(b.cookies) != 0 {
			t.Errorf("%s: a cookie is set", name)
		}
	}
	renewed := s.secret(meetingID, "unit-001", false)
	wantStatus(t, "old link", s.browser().exchange(meetingID, "", secret), 401, "bad_link")
	wantStatus(t, "new link", s.browser().exchange(meetingID, "", renewed), 200, "")
}

func TestLinkEndsAtItsTime(t *testing.T) {
	s := newSite(t, siteOptions{})
	end := s.Now().Add(time.Hour)
	l, err := s.MakeLink(t.Context(), s.session, "unit-001", &end, false)
	if err != nil {
		t.Fatal(err)
	}
	secret := secretOf(t, l.URL)
	wantStatus(t, "before", s.browser().exchange(meetingID, "", secret), 200, "")
	s.ahead.Store(int64(61 * time.Minute))
	wantStatus(t, "after", s.browser().exchange(meetingID, "", secret), 401, "bad_link")
	curl := s.browser()
	curl.bearer, curl.origin = secret, ""
	wantStatus(t, "bearer after", curl.get(of("/state")), 401, "bad_link")
}

// The first administrator's link is spent by its exchange, also as a bearer.
func TestOneTimeLink(t *testing.T) {
	s := newSite(t, siteOptions{})
	curl := s.browser()
	curl.bearer = s.admin
	wantStatus(t, "bearer before", curl.get("/api/meetings"), 200, "")
	first := s.browser()
	wantStatus(t, "first", first.exchange(agenda.DirectoryID, "", s.admin), 200, "")
	wantStatus(t, "second", s.browser().exchange(agenda.DirectoryID, "", s.admin), 401, "bad_link")
	wantStatus(t, "bearer after", curl.get("/api/meetings"), 401, "bad_link")
	wantStatus(t, "its session", first.get("/api/meetings"), 200, "")
}

func TestThrottle(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.secret(meetingID, "unit-001", false)
	inside := s.enter("unit-002")
	curl := s.browser()
	curl.bearer = "wrong"
	for i := range maxFailures {
		if i%2 == 0 {
			wantStatus(t, "wrong bearer", curl.get(of("/state")), 401, "bad_link")
		} else {
			wantStatus(t, "wrong link", s.browser().exchange(meetingID, "", "wrong"), 401, "bad_link")
		}
	}
	wantStatus(t, "right link, throttled", s.browser().exchange(meetingID, "", secret), 429, "too_many_failures")
	wantStatus(t, "bearer, throttled", curl.get(of("/state")), 429, "too_many_failures")
	wantStatus(t, "who is in stays in", inside.get(of("/state?seat=unit-002")), 200, "")
	s.ahead.Store(int64(failureWindow + time.Second))
	wantStatus(t, "a minute later", s.browser().exchange(meetingID, "", secret), 200, "")
}

func TestCookieFlags(t *testing.T) {
	for _, secure := range []bool{false, true} {
		s := newSite(t, siteOptions{secure: secure})
		a := s.browser().exchange(meetingID, "", s.secret(meetingID, "unit-001", false))
		set := a.header.Get("Set-Cookie")
		for _, flag := range []string{"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Max-Age="} {
			if !strings.Contains(set, flag) {
				t.Errorf("secure %v: %s is missing in %s", secure, flag, set)
			}
		}
		if strings.Contains(set, "Domain") || strings.HasPrefix(set, "__Host-") != secure || strings.Contains(set, "; Secure") != secure {
			t.Errorf("secure %v: %s", secure, set)
		}
		if hsts := a.header.Get("Strict-Transport-Security"); (hsts != "") != secure {
			t.Errorf("secure %v: HSTS %q", secure, hsts)
		}
	}
}

func TestTwoSeatsInOneBrowser(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.browser()
	for _, seat := range []agenda.SeatID{"chair", "unit-001"} {
		wantStatus(t, string(seat), b.exchange(meetingID, "", s.secret(meetingID, seat, false)), 200, "")
	}
	wantStatus(t, "administrator", b.exchange(agenda.DirectoryID, "", s.admin), 200, "")
	if len(b.cookies) != 3 {
		t.Fatalf("%d cookies", len(b.cookies))
	}
	for seat, role := range map[string]string{"chair": "chair", "unit-001": "unit", "admin-1": "administrator"} {
		a := b.get("/api/session?meeting=gb-2020-07-29&seat=" + seat)
		if want := fmt.Sprintf(`"role":%q`, role); a.status != 200 || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d %s", seat, a.status, a.body)
		}
	}
	wantStatus(t, "chair opens", b.command("chair", "c1", agenda.MeetingOpen{}), 200, "")
	wantStatus(t, "unit opens", b.command("unit-001", "c2", agenda.MeetingOpen{}), 403, "forbidden")
	wantStatus(t, "no seat", b.command("", "c3", agenda.MeetingOpen{}), 401, "no_session")
}

func TestSignOut(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.secret(meetingID, "unit-001", false)
	here, there := s.browser(), s.browser()
	here.exchange(meetingID, "", secret)
	there.exchange(meetingID, "", secret)
	stolen := s.browser()
	for name, c := range here.cookies {
		stolen.cookies[name] = c
	}
	const who = "/api/session?meeting=gb-2020-07-29&seat=unit-001"
	wantStatus(t, "foreign sign-out", here.send("DELETE", who, nil, "Origin", "https://evil.example"), 403, "")
	wantStatus(t, "sign-out", here.send("DELETE", who, nil), 204, "")
	if len(here.cookies) != 0 {
		t.Error("the cookie stays")
	}
	wantStatus(t, "afterwards", here.get(who), 401, "no_session")
	wantStatus(t, "a copy of the cookie", stolen.get(who), 401, "no_session")
	wantStatus(t, "the other browser", there.get(who), 200, "")
}

// Sessions, links and revocations are in the journal: a restart changes nothing.
func TestSurvivesRestart(t *testing.T) {
	dir := t.TempDir()
	var cookies map[string]*http.Cookie
	var link, revoked string
	t.Run("before", func(t *testing.T) {
		j, err := bolt.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = j.Close() })
		s := newSite(t, siteOptions{journal: j})
		link, revoked = s.secret(meetingID, "unit-001", false), s.secret(meetingID, "unit-002", false)
		b := s.enter("secretary")
		b.exchange(agenda.DirectoryID, "", s.admin)
		b.exchange(meetingID, "", revoked)
		wantStatus(t, "revoke", b.command("secretary", "r", agenda.SeatRevoke{Seat: "unit-002"}), 200, "")
		cookies = b.cookies
	})
	j, err := bolt.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	s := newSite(t, siteOptions{journal: j})
	b := s.browser()
	b.cookies = cookies
	wantStatus(t, "secretary", b.get(of("/state?seat=secretary")), 200, "")
	wantStatus(t, "administrator", b.get("/api/meetings"), 200, "")
	wantStatus(t, "revoked cookie", b.get(of("/state?seat=unit-002")), 401, "no_session")
	wantStatus(t, "link", s.browser().exchange(meetingID, "", link), 200, "")
	wantStatus(t, "revoked link", s.browser().exchange(meetingID, "", revoked), 401, "bad_link")
	if a := b.get(of("/links?seat=secretary")); a.status != 200 || strings.TrimSpace(a.body) != `{"links":[]}` {
		t.Errorf("secrets of links outlive the process: %s", a.body)
	}
}
