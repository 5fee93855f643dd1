package web

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
)

// openTheLobby makes the lobby's link and returns its secret.
func (s *site) openTheLobby() (secret string) {
	s.t.Helper()
	a := s.enter("secretary").send("POST", of("/lobby/link?seat=secretary"), "{}")
	var l lobbyAnswer
	if err := json.Unmarshal([]byte(a.body), &l); err != nil || a.status != 200 || !strings.Contains(l.URL, "/hop/gb-2020-07-29/khach#t=") || !l.Open {
		s.t.Fatalf("lobby: %d %s %v", a.status, a.body, err)
	}
	return secretOf(s.t, l.URL)
}

func asking(secret string) map[string]any {
	return map[string]any{"token": secret, "name": "Phạm Văn E", "organisation": "Tổng công ty Điện lực"}
}

func visitOf(t *testing.T, a answer) (v visitAnswer) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &v); err != nil || a.status != 200 {
		t.Fatalf("%d %s: %v", a.status, a.body, err)
	}
	return v
}

// waiting is the visitor whom staff see waiting.
func (s *site) waiting() (id agenda.SeatID) {
	s.t.Helper()
	s.session.View(func(m *agenda.Meeting) {
		if w := m.WaitingVisitors(s.Now()); len(w) == 1 {
			id = w[0].ID
		}
	})
	if id == "" {
		s.t.Fatal("nobody, or not one, waits")
	}
	return id
}

// TestStrangerIsAdmitted: the page that waits walks in with its own cookie, and with nothing else.
func TestStrangerIsAdmitted(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.openTheLobby()
	b := s.browser()
	door := visitOf(t, b.send("POST", of("/lobby/door"), map[string]any{"token": secret}))
	if door.State != "door" || door.Title == "" || door.Host == "" || door.Seat != "" {
		t.Errorf("door: %+v", door)
	}
	wantStatus(t, "nobody asked yet", b.get(of("/lobby")), 401, "no_session")
	if v := visitOf(t, b.send("POST", of("/lobby"), asking(secret))); v.State != "waiting" || v.Until == nil || len(b.cookies) != 1 {
		t.Fatalf("ask: %+v with %d cookies", v, len(b.cookies))
	}
	visitOf(t, b.send("POST", of("/lobby"), asking(secret))) // a second press of the button
	visitor := s.waiting()
	wantStatus(t, "reading before the answer", b.get(of("/state?seat=%s", visitor)), 401, "no_session")
	answered := make(chan answer, 1)
	go func() { answered <- b.send("GET", of("/lobby"), nil, "Prefer", "wait=30") }()
	s.do("chair", "admit", agenda.LobbyAdmit{Visitor: visitor})
	v := visitOf(t, <-answered)
	if v.State != "admitted" || v.Seat != visitor || len(b.cookies) != 2 {
		t.Fatalf("admitted: %+v with %d cookies", v, len(b.cookies))
	}
	a := b.get("/api/session?meeting=gb-2020-07-29&seat=" + string(visitor))
	if a.status != 200 || !strings.Contains(a.body, `"role":"guest"`) || !strings.Contains(a.body, "Phạm Văn E") {
		t.Errorf("session: %d %s", a.status, a.body)
	}
	wantStatus(t, "asks for the floor", b.command(string(visitor), "f", agenda.FloorRequest{Request: "r"}), 200, "")
	// Whoever has a seat is not in the lobby again.
	if v := visitOf(t, b.send("POST", of("/lobby/door"), map[string]any{"token": secret})); v.Seat != visitor {
		t.Errorf("door with a seat: %+v", v)
	}
	s.do("secretary", "out", agenda.SeatRevoke{Seat: visitor})
	wantStatus(t, "after the seat is taken back", b.get(of("/state?seat=%s", visitor)), 401, "no_session")
	if v := visitOf(t, b.get(of("/lobby"))); v.State != "left" || v.Seat != "" {
		t.Errorf("after the seat is taken back: %+v", v)
	}
}

func TestStrangerIsRefused(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.openTheLobby()
	b := s.browser()
	b.send("POST", of("/lobby"), asking(secret))
	s.do("chair", "no", agenda.LobbyRefuse{Visitor: s.waiting(), Reason: "Không có trong thành phần dự họp."})
	if v := visitOf(t, b.get(of("/lobby"))); v.State != "refused" || v.Reason != "Không có trong thành phần dự họp." || v.Seat != "" || len(b.cookies) != 1 {
		t.Errorf("refused: %+v", v)
	}
	// They may ask again, and take it back.
	visitOf(t, b.send("POST", of("/lobby"), asking(secret)))
	s.waiting()
	wantStatus(t, "a foreign page takes it back", b.send("DELETE", of("/lobby"), nil, "Origin", ""), 403, "origin")
	wantStatus(t, "take it back", b.send("DELETE", of("/lobby"), nil), 204, "")
	wantStatus(t, "afterwards", b.get(of("/lobby")), 401, "no_session")
}

func TestLobbyLapses(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.openTheLobby()
	b := s.browser()
	b.send("POST", of("/lobby"), asking(secret))
	s.ahead.Store(int64(agenda.LobbyPatience + time.Second))
	if v := visitOf(t, b.get(of("/lobby"))); v.State != "expired" {
		t.Errorf("after half an hour: %+v", v)
	}
	s.ahead.Store(int64(lobbyLife + time.Hour))
	wantStatus(t, "after the link's time", b.send("POST", of("/lobby"), asking(secret)), 401, "lobby_closed")
}

// TestWrongLobbyLinks: whoever has no link learns nothing, and soon may not even try.
func TestWrongLobbyLinks(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit := s.secret(meetingID, "unit-001", false)
	wantStatus(t, "no lobby", s.browser().send("POST", of("/lobby/door"), map[string]any{"token": "x"}), 401, "lobby_closed")
	secret := s.openTheLobby()
	for name, token := range map[string]string{"nothing": "", "another secret": "ABC", "a seat's secret": unit, "its hash": string(hashSecret(secret))} {
		wantStatus(t, name, s.browser().send("POST", of("/lobby"), map[string]any{"token": token, "name": "A", "organisation": "B"}), 401, "lobby_closed")
	}
	wantStatus(t, "the lobby's secret as a seat's", s.browser().exchange(meetingID, "", secret), 401, "bad_link")
	wantStatus(t, "another meeting", s.browser().send("POST", "/api/meetings/none/lobby/door", map[string]any{"token": secret}), 401, "bad_link")
	wantStatus(t, "no name", s.browser().send("POST", of("/lobby"), map[string]any{"token": secret, "organisation": "B"}), 400, "empty")
	s.do("secretary", "close", agenda.LobbyClose{})
	wantStatus(t, "taken back", s.browser().send("POST", of("/lobby"), asking(secret)), 401, "lobby_closed")
	if a := s.enter("chair").get(of("/lobby/link?seat=chair")); strings.TrimSpace(a.body) != `{"open":false}` {
		t.Errorf("lobby: %s", a.body)
	}
	s.ahead.Store(int64(2 * failureWindow))
	secret = s.openTheLobby()
	for range maxAsks {
		wantStatus(t, "look", s.browser().send("POST", of("/lobby/door"), map[string]any{"token": secret}), 200, "")
	}
	wantStatus(t, "too often", s.browser().send("POST", of("/lobby"), asking(secret)), 429, "too_many_asks")
}
