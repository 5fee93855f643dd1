package channel_test

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
	"giaoban/agenda/channel"
	"giaoban/agenda/live"
	"giaoban/agenda/mem"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// lossy serves the agenda socket of one meeting in such a way that all connections can be cut. The seat is named in the query: nobody is authenticated here.
// It is locked: mu guards cuts.
type lossy struct {
	url     string // static, like the next two
	session *live.Session
	script  reference.Script

	mu     sync.Mutex
	cuts   []context.CancelFunc
	accept int // connections so far
	dead   bool
}

func newLossy(t *testing.T) *lossy {
	t.Helper()
	store, log := mem.New(), slog.New(slog.DiscardHandler)
	hub := live.NewHub(store, store, time.Now, log)
	l := &lossy{script: reference.Meeting(reference.Hanoi2020)}
	for _, s := range l.script.Commands() {
		var err error
		if create, ok := s.Command.(agenda.MeetingCreate); ok {
			_, err = hub.Create(t.Context(), l.script.ID, "admin-test", s.ID, create)
		} else {
			l.session, err = hub.Session(t.Context(), l.script.ID)
			if err == nil {
				_, err = l.session.Do(t.Context(), "admin-test", s.ID, s.Command)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	server := channel.NewServer(hub, "n1", time.Now, log)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { l.serve(server, w, r) }))
	t.Cleanup(web.Close)
	t.Cleanup(l.cut)
	l.url = "ws" + strings.TrimPrefix(web.URL, "http")
	return l
}

func (l *lossy) serve(server *channel.Server, w http.ResponseWriter, r *http.Request) {
	conn, err := ws.Accept(w, r, ws.Options{Bearer: true, Subprotocol: channel.Subprotocol})
	if err != nil {
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	l.mu.Lock()
	l.cuts, l.accept = append(l.cuts, cancel), l.accept+1
	dead := l.dead
	l.mu.Unlock()
	if dead {
		_ = conn.Close(ws.CodeRevoked, "revoked")
		return
	}
	_ = server.Serve(ctx, conn, l.session, agenda.SeatID(r.URL.Query().Get("seat"))) // every end is wanted here
}

// cut ends all connections.
func (l *lossy) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.cuts {
		c()
	}
	l.cuts = nil
}

// join dials a seat and serves until the test ends. The channel gives what Serve returned.
func (l *lossy) join(t *testing.T, seat agenda.SeatID, o channel.ClientOptions) (*channel.Client, <-chan error) {
	t.Helper()
	o.MaxPause = 20 * time.Millisecond
	c, err := channel.Dial(t.Context(), l.url+"?seat="+string(seat), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	var group sync.WaitGroup
	group.Go(func() { ended <- c.Serve(ctx) })
	t.Cleanup(func() { cancel(); group.Wait() })
	return c, ended
}

// TestClientKeepsLines cuts all connections while lines are written: none is lost, none is there twice, and the reader folds the same meeting.
func TestClientKeepsLines(t *testing.T) {
	l := newLossy(t)
	secretary, _ := l.join(t, reference.SecretarySeat, channel.ClientOptions{})
	unit, _ := l.join(t, "unit-001", channel.ClientOptions{Presence: "page-1"})
	if _, err := secretary.Do(t.Context(), "open", agenda.MeetingOpen{}); err != nil {
		t.Fatal(err)
	}
	const lines = 24
	var last agenda.Version
	for i := range lines {
		id := fmt.Sprintf("l%d", i)
		if i%6 == 3 {
			l.cut()
		}
		v, err := secretary.Do(t.Context(), agenda.CommandID(id), agenda.LineAdd{Line: agenda.LineID(id), Kind: agenda.KindOpinion, Text: id})
		if err != nil {
			t.Fatal(err)
		}
		if v <= last {
			t.Errorf("line %d is at version %d after %d", i, v, last)
		}
		last = v
	}
	if err := errors.Join(secretary.Reach(t.Context(), last), unit.Reach(t.Context(), last)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*channel.Client{"secretary": secretary, "unit": unit} {
		c.View(func(m *agenda.Meeting) {
			if m.Version != last || len(m.Lines) != lines+1 || // the opening is a line, too
				m.Status != agenda.Running {
				t.Errorf("%s: version %d, %d lines, %s", name, m.Version, len(m.Lines), m.Status)
			}
		})
	}
	if l.accept < 6 {
		t.Errorf("only %d connections: nothing was cut", l.accept)
	}
}

// TestClientSeesWhatItsSeatMay holds the secretary's chain against the server's, and a unit's frames against what is internal.
func TestClientSeesWhatItsSeatMay(t *testing.T) {
	l := newLossy(t)
	secretary, _ := l.join(t, reference.SecretarySeat, channel.ClientOptions{})
	var mu sync.Mutex
	var frames strings.Builder
	unit, _ := l.join(t, "unit-001", channel.ClientOptions{Tap: func(f ws.Frame) {
		mu.Lock()
		defer mu.Unlock()
		frames.Write(f.Data)
	}})
	v, err := secretary.Do(t.Context(), "note", agenda.LineAdd{Line: "note", Kind: agenda.KindNote, Text: "chỉ cho văn phòng"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(secretary.Reach(t.Context(), v), unit.Reach(t.Context(), v)); err != nil {
		t.Fatal(err)
	}
	secretary.View(func(m *agenda.Meeting) {
		if hash, _ := l.session.HashAt(v); m.Hash != hash || m.Line("note") == nil {
			t.Errorf("the secretary folded to %s, the server is at %s", m.Hash, hash)
		}
	})
	mu.Lock()
	defer mu.Unlock()
	if w := unit.Welcome(); w.Unit != "001" || w.Staff || strings.Contains(frames.String(), "cho văn phòng") || !strings.Contains(frames.String(), "Ba Đình") {
		t.Errorf("unit is %+v and got %d bytes of frames", w, frames.Len())
	}
}

func TestClientRefusal(t *testing.T) {
	l := newLossy(t)
	unit, _ := l.join(t, "unit-001", channel.ClientOptions{})
	_, err := unit.Do(t.Context(), "open", agenda.MeetingOpen{})
	if e := agenda.AsError(err); e.Code != agenda.Forbidden || e.VI == "" {
		t.Errorf("got %v", err)
	}
}

// TestClientStaysAway says that a revoked seat does not come back and that waiting commands end.
func TestClientStaysAway(t *testing.T) {
	l := newLossy(t)
	unit, ended := l.join(t, "unit-001", channel.ClientOptions{})
	l.mu.Lock()
	l.dead = true
	l.mu.Unlock()
	l.cut()
	err := <-ended
	if code, _ := ws.CloseError(err); code != ws.CodeRevoked {
		t.Errorf("Serve ended with %v", err)
	}
	if _, err := unit.Do(t.Context(), "x", agenda.FloorRequest{Request: "x"}); !errors.Is(err, channel.ErrClientEnded) {
		t.Errorf("Do ended with %v", err)
	}
	if err := unit.Reach(t.Context(), 1<<40); !errors.Is(err, channel.ErrClientEnded) {
		t.Errorf("Reach ended with %v", err)
	}
}
