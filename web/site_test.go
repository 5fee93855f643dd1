package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/channel/leaktest"
	"giaoban/agenda/live"
	"giaoban/agenda/mem"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
)

const meetingID agenda.MeetingID = "gb-2020-07-29"

// site is a node with the reference meeting. Its fields are static but ahead.
type site struct {
	*Server
	t       *testing.T
	url     string
	session *live.Session
	admin   string       // the secret of the administrator's one-time link
	ahead   atomic.Int64 // nanoseconds by which its clock is ahead
}

// siteOptions are how a site differs from the usual one. The zero value works.
type siteOptions struct {
	journal agenda.Journal
	secure  bool
	assets  fs.FS
}

func newSite(t *testing.T, o siteOptions) *site {
	t.Helper()
	if o.journal == nil {
		o.journal = mem.New()
	}
	if o.assets == nil {
		o.assets = Dist()
	}
	log := slog.New(slog.DiscardHandler)
	s := &site{t: t}
	now := func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }
	hub := live.NewHub(o.journal, mem.New(), now, log)
	engine, err := sfu.NewEngine(sfu.Config{UDPAddr: "127.0.0.1:0", TCPAddr: "127.0.0.1:0", Loopback: true, Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.url = "http://" + listener.Addr().String()
	s.Server = New(Config{Hub: hub, Agenda: channel.NewServer(hub, "n1", now, log), Signaling: signaling.NewServer(signaling.Config{Engine: engine, Logger: log}),
		Assets: o.assets, Blobs: &mem.Blobs{}, Origins: []string{s.url}, Secure: o.secure, Metrics: prometheus.NewRegistry(), Now: now, Log: log})
	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: time.Second}
	var group sync.WaitGroup
	group.Go(func() { _ = server.Serve(listener) })
	group.Go(func() { _ = hub.Serve(s.base) })
	t.Cleanup(func() { s.Close(); _ = server.Close(); group.Wait() })
	s.prepare()
	return s
}

// prepare makes the directory and the meeting, once per journal.
func (s *site) prepare() {
	s.t.Helper()
	ctx := context.Background()
	create := agenda.MeetingCreate{Title: "Danh bạ", Host: agenda.Unit{Name: "Sở"}}
	if _, err := s.Hub.Create(ctx, agenda.DirectoryID, agenda.SystemSeat, "directory", create); err != nil {
		s.t.Fatal(err)
	}
	directory, err := s.Hub.Session(ctx, agenda.DirectoryID)
	if err != nil {
		s.t.Fatal(err)
	}
	add := agenda.SeatAdd{Seat: "admin-1", Role: agenda.RoleAdministrator, Name: "Quản trị viên"}
	if _, err := directory.Do(ctx, agenda.SystemSeat, "admin", add); err != nil {
		s.t.Fatal(err)
	}
	if s.session, err = leaktest.Create(ctx, s.Hub); err != nil {
		s.t.Fatal(err)
	}
	entered := false
	directory.View(func(m *agenda.Meeting) { entered = m.Seat("admin-1").Entered() })
	if !entered {
		s.admin = s.secret(agenda.DirectoryID, "admin-1", true)
	}
}

// secret makes a new link of a seat and returns its secret.
func (s *site) secret(meeting agenda.MeetingID, seat agenda.SeatID, once bool) string {
	s.t.Helper()
	session, err := s.Hub.Session(s.t.Context(), meeting)
	if err != nil {
		s.t.Fatal(err)
	}
	l, err := s.MakeLink(s.t.Context(), session, seat, nil, once)
	if err != nil {
		s.t.Fatal(err)
	}
	return secretOf(s.t, l.URL)
}

func secretOf(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	v, err := url.ParseQuery(u.Fragment)
	if err != nil || v.Get("t") == "" {
		t.Fatalf("no secret in %s", link)
	}
	return v.Get("t")
}

func (s *site) do(by agenda.SeatID, id string, c agenda.Command) agenda.Version {
	s.t.Helper()
	v, err := s.session.Do(s.t.Context(), by, agenda.CommandID(id), c)
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

// browser keeps cookies and sends an origin, as browsers do; with a bearer it is curl. It is owned by its test.
type browser struct {
	s       *site
	origin  string
	bearer  string
	cookies map[string]*http.Cookie
}

func (s *site) browser() *browser {
	return &browser{s: s, origin: s.url, cookies: map[string]*http.Cookie{}}
}

// enter is a browser that exchanged the link of a seat.
func (s *site) enter(seat agenda.SeatID) *browser {
	s.t.Helper()
	b, home := s.browser(), meetingID
	secret := s.admin
	if agenda.IsAdministrator(seat) {
		home = agenda.DirectoryID
	} else {
		secret = s.secret(home, seat, false)
	}
	if a := b.exchange(home, "", secret); a.status != http.StatusOK {
		s.t.Fatalf("%s: the link is answered with %d %s", seat, a.status, a.body)
	}
	return b
}

// answer is what came back. It is a value.
type answer struct {
	status int
	header http.Header
	body   string
}

// key is the key of a refusal.
func (a answer) key() string {
	var e struct{ Key string }
	_ = json.Unmarshal([]byte(a.body), &e) // no refusal, no key
	return e.Key
}

func (b *browser) exchange(meeting agenda.MeetingID, seat, secret string) answer {
	b.s.t.Helper()
	return b.send("POST", "/api/session", map[string]any{"meeting": meeting, "seat": seat, "token": secret})
}

func (b *browser) get(path string) answer {
	b.s.t.Helper()
	return b.send("GET", path, nil)
}

// command gives one command by REST for a seat.
func (b *browser) command(seat, id string, c agenda.Command) answer {
	b.s.t.Helper()
	return b.send("POST", "/api/meetings/"+string(meetingID)+"/commands?seat="+seat, map[string]any{"id": id, "type": agenda.CommandName(c), "data": c})
}

// send makes a request. A string body is sent as it is; header pairs come last and win.
func (b *browser) send(method, path string, body any, header ...string) answer {
	b.s.t.Helper()
	var content io.Reader
	switch x := body.(type) {
	case nil:
	case string:
		content = strings.NewReader(x)
	default:
		text, err := json.Marshal(x)
		if err != nil {
			b.s.t.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(b.s.t.Context(), method, b.s.url+path, content)
	if err != nil {
		b.s.t.Fatal(err)
	}
	b.dress(r.Header, method)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i+1] == "" {
			r.Header.Del(header[i])
		}
	}
	return b.roundTrip(r)
}

// dress sets what this browser sends by itself.
func (b *browser) dress(h http.Header, method string) {
	if b.origin != "" && method != "GET" {
		h.Set("Origin", b.origin)
	}
	if b.bearer != "" {
		h.Set("Authorization", "Bearer "+b.bearer)
	}
	for _, c := range b.cookies {
		h.Add("Cookie", c.Name+"="+c.Value)
	}
}

func (b *browser) roundTrip(r *http.Request) answer {
	b.s.t.Helper()
	w, err := (&http.Transport{DisableCompression: true, DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		b.s.t.Fatal(err)
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		b.s.t.Fatal(err)
	}
	for _, c := range w.Cookies() {
		b.cookies[c.Name] = c
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return answer{w.StatusCode, w.Header, string(text)}
}

func wantStatus(t *testing.T, what string, a answer, status int, key string) {
	t.Helper()
	if a.status != status || key != "" && a.key() != key {
		t.Errorf("%s: %d %s, want %d %s (%.300s)", what, a.status, a.key(), status, key, a.body)
	}
}

// of is a path of the meeting's.
func of(format string, args ...any) string {
	return "/api/meetings/" + string(meetingID) + fmt.Sprintf(format, args...)
}

// recorded asks the handler without a network.
func (s *site) recorded(method, target string) answer {
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return answer{w.Code, w.Header(), w.Body.String()}
}
