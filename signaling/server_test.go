package signaling_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

const origin = "http://test.example"

// hall is a whole media server on loopback with one meeting, "m".
type hall struct {
	t      *testing.T
	url    string
	server *signaling.Server
	engine *sfu.Engine

	mu      sync.Mutex
	silent  map[agenda.SeatID]bool // seats that may not be forwarded
	prefers []agenda.SeatID
	ends    []error // of Serve
}

func newHall(t *testing.T, change func(*signaling.Config)) *hall {
	t.Helper()
	engine, err := sfu.NewEngine(sfu.Config{UDPAddr: "127.0.0.1:0", TCPAddr: "127.0.0.1:0", Loopback: true, Logger: slog.Default()})
	if err != nil {
		t.Fatal(err)
	}
	h := &hall{t: t, engine: engine, silent: map[agenda.SeatID]bool{}}
	c := signaling.Config{Engine: engine, Permits: h.permits, Preferred: h.preferred, Logger: slog.Default()}
	if change != nil {
		change(&c)
	}
	h.server = signaling.NewServer(c)
	ctx, stop := context.WithCancel(t.Context())
	var serving sync.WaitGroup
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := ws.Accept(w, r, signaling.Options([]string{origin}, false))
		if err != nil {
			return
		}
		serving.Add(1)
		defer serving.Done()
		q := r.URL.Query()
		err = h.server.Serve(ctx, conn, signaling.Who{Meeting: "m", Seat: agenda.SeatID(q.Get("seat")), Role: agenda.Role(q.Get("role"))})
		h.mu.Lock()
		h.ends = append(h.ends, err)
		h.mu.Unlock()
	}))
	h.url = "ws" + strings.TrimPrefix(web.URL, "http")
	t.Cleanup(func() {
		stop()
		serving.Wait()
		web.Close()
		if n := h.server.Stats(); n != (signaling.Stats{}) {
			t.Errorf("left behind: %+v", n)
		}
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

func (h *hall) permits(_ agenda.MeetingID, seat agenda.SeatID, _ sfu.Source) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return !h.silent[seat]
}

func (h *hall) preferred(agenda.MeetingID) []agenda.SeatID {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.prefers
}

func (h *hall) config(seat agenda.SeatID, role agenda.Role) bot.Config {
	return bot.Config{
		URL: fmt.Sprintf("%s/?seat=%s&role=%s", h.url, seat, role), Header: http.Header{"Origin": {origin}}, Seat: seat,
	}
}

// join joins a bot that leaves at the end of the test.
func (h *hall) join(c bot.Config) *bot.Bot {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), 20*time.Second)
	defer cancel()
	b, err := bot.Join(ctx, c)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = b.Close() })
	return b
}

// until polls a condition of real network traffic.
func until(t *testing.T, what string, fulfilled func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		if fulfilled() {
			tick.Stop()
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}

// during fails if ok stops being true within a time.
func during(t *testing.T, d time.Duration, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(d)
	for tick := time.NewTicker(20 * time.Millisecond); time.Now().Before(deadline); <-tick.C {
		if !ok() {
			tick.Stop()
			t.Fatal(what)
		}
	}
}

func code(b *bot.Bot) int {
	n, _ := ws.CloseError(b.Err())
	return n
}

func refusedAs(err error) string {
	var r *bot.Refused
	if errors.As(err, &r) {
		return r.Key
	}
	return fmt.Sprint(err)
}

func zero() *int     { return new(int) }
func num(n int) *int { return &n }

var both = []sfu.Source{sfu.Microphone, sfu.Camera}

func TestTwoHearAndSeeEachOther(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleChair), h.config("b", agenda.RoleUnit)
	a.Publish, b.Publish = both, both
	a.Want, b.Want = []sfu.Wish{{Seat: "b", Source: sfu.Camera}}, []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	first, second := h.join(a), h.join(b)
	until(t, "audio and video both ways", func() bool {
		x, y := first.Stats(), second.Stats()
		return x.Received("b", sfu.Microphone) > 20 && x.Received("b", sfu.Camera) > 10 && y.Received("a", sfu.Microphone) > 20 && y.Received("a", sfu.Camera) > 10
	})
	t.Logf("join times %v %v", first.Stats().JoinTime, second.Stats().JoinTime)
}
