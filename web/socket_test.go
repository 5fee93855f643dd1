package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda"
)

var subprotocols = map[string]string{"agenda": "agenda.v1", "signaling": "signaling.v1"}

// dial opens one of the meeting's sockets as this browser; status is of the refusal. header pairs win; an empty value leaves the header out.
func (b *browser) dial(which, seat string, header ...string) (c *websocket.Conn, status int) {
	b.s.t.Helper()
	h := http.Header{}
	b.dress(h, "UPGRADE")
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
		if header[i+1] == "" {
			h.Del(header[i])
		}
	}
	d := websocket.Dialer{Subprotocols: []string{subprotocols[which]}}
	c, w, err := d.DialContext(b.s.t.Context(), "ws"+strings.TrimPrefix(b.s.url, "http")+of("/%s?seat=%s", which, seat), h)
	if w == nil {
		b.s.t.Fatal(err)
	}
	if err == nil {
		b.s.t.Cleanup(func() { _ = c.Close() })
	}
	return c, w.StatusCode
}

// closeCode reads until the socket ends.
func closeCode(t *testing.T, c *websocket.Conn) int {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			end, ok := err.(*websocket.CloseError)
			if !ok {
				t.Fatal(err)
			}
			return end.Code
		}
	}
}

func hello(t *testing.T, c *websocket.Conn) {
	t.Helper()
	if err := c.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","id":"h","data":{"after":0}}`)); err != nil {
		t.Fatal(err)
	}
	if _, text, err := c.ReadMessage(); err != nil || !strings.Contains(string(text), `"welcome"`) {
		t.Fatalf("hello was answered with %s, %v", text, err)
	}
}

// A revoked seat is out within 2 s: both sockets, the cookie, the link and the bearer.
func TestRevokedIsOut(t *testing.T) {
	s := newSite(t, siteOptions{})
	secret := s.secret(meetingID, "unit-001", false)
	b, curl, other := s.browser(), s.browser(), s.enter("unit-002")
	b.exchange(meetingID, "", secret)
	curl.bearer, curl.origin = secret, ""
	agendaSocket, _ := b.dial("agenda", "unit-001")
	media, _ := b.dial("signaling", "unit-001")
	byCurl, _ := curl.dial("agenda", "")
	untouched, _ := other.dial("agenda", "unit-002")
	for _, c := range []*websocket.Conn{agendaSocket, byCurl, untouched} {
		hello(t, c)
	}
	start := time.Now()
	s.do("secretary", "revoke", agenda.SeatRevoke{Seat: "unit-001"})
	for name, c := range map[string]*websocket.Conn{"agenda": agendaSocket, "signaling": media, "bearer": byCurl} {
		if code := closeCode(t, c); code != 4501 {
			t.Errorf("%s socket is closed with %d", name, code)
		}
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("closed after %v", took)
	}
	wantStatus(t, "cookie", b.get(of("/state?seat=unit-001")), 401, "no_session")
	wantStatus(t, "command", b.command("unit-001", "c", agenda.FloorRequest{Request: "r"}), 401, "no_session")
	wantStatus(t, "link", s.browser().exchange(meetingID, "", secret), 401, "bad_link")
	wantStatus(t, "bearer", curl.get(of("/state")), 401, "bad_link")
	for which := range subprotocols {
		if _, status := b.dial(which, "unit-001"); status != 401 {
			t.Errorf("%s socket: %d", which, status)
		}
	}
	wantStatus(t, "the others", other.get(of("/state?seat=unit-002")), 200, "")
	fresh := s.secret(meetingID, "unit-001", false)
	wantStatus(t, "new link", b.exchange(meetingID, "", fresh), 200, "")
}

func TestSignOutClosesSockets(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("unit-001")
	c, _ := b.dial("agenda", "unit-001")
	hello(t, c)
	start := time.Now()
	b.send("DELETE", "/api/session?meeting=gb-2020-07-29&seat=unit-001", nil)
	if code := closeCode(t, c); code != 4401 || time.Since(start) > 2*time.Second {
		t.Errorf("closed with %d after %v", code, time.Since(start))
	}
}

// A new link ends everything opened with the old one.
func TestNewLinkClosesSockets(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("unit-001")
	c, _ := b.dial("agenda", "unit-001")
	hello(t, c)
	s.secret(meetingID, "unit-001", false)
	if code := closeCode(t, c); code != 4401 {
		t.Errorf("closed with %d", code)
	}
}

func TestCloseTellsSocketsToComeBack(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("unit-001")
	c, _ := b.dial("agenda", "unit-001")
	media, _ := b.dial("signaling", "unit-001")
	hello(t, c)
	closed := make(chan struct{})
	go func() { defer close(closed); s.Close() }()
	for _, c := range []*websocket.Conn{c, media} {
		if code := closeCode(t, c); code != 4000 {
			t.Errorf("closed with %d", code)
		}
	}
	<-closed
	if _, status := b.dial("agenda", "unit-001"); status != 503 {
		t.Errorf("a new socket: %d", status)
	}
	wantStatus(t, "ready", b.get("/readyz"), 503, "stopping")
}

// Origins that are not ours, byte for byte. What browsers cannot send (two headers) is refused by ws.
func foreignOrigins(own string) map[string]string {
	_, port, _ := strings.Cut(strings.TrimPrefix(own, "http://"), ":")
	return map[string]string{
		"missing": "", "null": "null", "other port": "http://127.0.0.1:1", "no port": "http://127.0.0.1", "other scheme": strings.Replace(own, "http:", "https:", 1),
		"other host": "http://evil.example:" + port, "sub-domain": "http://a.127.0.0.1:" + port, "suffix": own + ".evil.example", "path": own + "/",
		"upper case": strings.Replace(own, "http:", "HTTP:", 1), "localhost": "http://localhost:" + port,
	}
}

func TestOriginOfSockets(t *testing.T) {
	s := newSite(t, siteOptions{})
	b, curl := s.enter("chair"), s.browser()
	curl.bearer = s.secret(meetingID, "secretary", false)
	for which := range subprotocols {
		for name, origin := range foreignOrigins(s.url) {
			if _, status := b.dial(which, "chair", "Origin", origin); status != 403 {
				t.Errorf("%s, %s: %d", which, name, status)
			}
			want := 403
			if origin == "" {
				want = 101
			}
			if _, status := curl.dial(which, "", "Origin", origin); status != want {
				t.Errorf("%s with bearer, %s: %d, want %d", which, name, status, want)
			}
		}
		if _, status := b.dial(which, "chair"); status != 101 {
			t.Errorf("%s from our page: %d", which, status)
		}
		if _, status := s.browser().dial(which, "chair"); status != 401 {
			t.Errorf("%s without cookie: %d", which, status)
		}
	}
	d := websocket.Dialer{Subprotocols: []string{"agenda.v0"}}
	h := http.Header{}
	b.dress(h, "UPGRADE")
	if _, w, err := d.DialContext(t.Context(), "ws"+strings.TrimPrefix(s.url, "http")+of("/agenda?seat=chair"), h); err == nil || w.StatusCode != 400 {
		t.Errorf("another subprotocol: %v", err)
	}
}

func TestOriginOfWritingRequests(t *testing.T) {
	s := newSite(t, siteOptions{})
	b, curl := s.enter("chair"), s.browser()
	curl.bearer = s.secret(meetingID, "secretary", false)
	was := s.session.Version()
	body := `{"id":"c1","type":"meeting.open"}`
	for name, origin := range foreignOrigins(s.url) {
		wantStatus(t, name, b.send("POST", of("/commands?seat=chair"), body, "Origin", origin), 403, "origin")
		wantStatus(t, name+", sign-out", b.send("DELETE", "/api/session?meeting=gb-2020-07-29&seat=chair", nil, "Origin", origin), 403, "origin")
		wantStatus(t, name+", links", b.send("POST", of("/links?seat=chair"), `{"seats":["guest"]}`, "Origin", origin), 403, "origin")
	}
	wantStatus(t, "cross-site", b.send("POST", of("/commands?seat=chair"), body, "Origin", "", "Sec-Fetch-Site", "cross-site"), 403, "origin")
	if v := s.session.Version(); v != was {
		t.Fatalf("foreign pages wrote %d records", v-was)
	}
	wantStatus(t, "login from a foreign page", s.browser().send("POST", "/api/session", map[string]string{"meeting": string(meetingID)}, "Origin", "https://evil.example"), 403, "origin")
	wantStatus(t, "our page", b.send("POST", of("/commands?seat=chair"), body), 200, "")
	wantStatus(t, "bearer without origin", curl.send("POST", of("/commands"), `{"id":"c2","type":"meeting.close"}`, "Origin", ""), 200, "")
	if a := b.send("OPTIONS", of("/commands"), nil, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST"); a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("CORS is allowed")
	}
}
