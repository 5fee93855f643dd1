package channel_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/mem"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// pipes is a listener on net.Pipe, so that time is the test's. Its fields are static.
type pipes struct {
	in   chan net.Conn
	done chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.in:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p pipes) Close() error   { close(p.done); return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	p.in <- there
	return here, nil
}

// inBubble runs a test with nodes of one store in a bubble of fake time.
func inBubble(t *testing.T, count int, test func(t *testing.T, nodes []*node)) {
	synctest.Test(t, func(t *testing.T) {
		store := mem.New()
		var nodes []*node
		for i := range count {
			n := wireNode(t, store, fmt.Sprint("n", i), i == 0)
			lines := pipes{make(chan net.Conn), make(chan struct{})}
			n.url, n.dial = "ws://pipe/", lines.dial
			s := &http.Server{Handler: n}
			serve(t, func(ctx context.Context) error {
				defer context.AfterFunc(ctx, func() { _ = s.Close() })()
				if err := s.Serve(lines); !errors.Is(err, http.ErrServerClosed) {
					return err
				}
				return nil
			})
			nodes = append(nodes, n)
		}
		test(t, nodes)
	})
}

// stays are the stretches of an attendance, in seconds from start; -1 while it lasts.
func stays(n *node, id agenda.PresenceID, start time.Time) (text string) {
	n.session.View(func(m *agenda.Meeting) {
		for _, p := range m.Attendance {
			if p.ID != id {
				continue
			}
			for _, s := range p.Stays {
				until := -1
				if s.Until != nil {
					until = int(s.Until.Sub(start).Seconds())
				}
				text += fmt.Sprintf("%d–%d ", int(s.From.Sub(start).Seconds()), until)
			}
		}
	})
	return text
}

func (p *page) attend(id agenda.PresenceID) {
	p.t.Helper()
	p.command("join-"+string(id), agenda.AttendanceJoin{Presence: id, Name: "Nguyễn Thị Mẫu", People: 2})
	if typ, key, _ := p.answer("join-" + string(id)); typ != "ok" {
		p.t.Fatal(typ, key)
	}
}

// The sweep that saw a socket last may be nearly five seconds older than the drop: that time is not counted as absence.
func TestDropBetweenSweepsIsNotCountedFromTheSweep(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		serve(t, n.server.Run)
		start := time.Now()
		hello := map[string]any{"after": n.session.Version(), "presence": "p1"}
		p := n.join(t, "unit-001", hello)
		p.attend("p1")
		time.Sleep(96 * time.Second)
		_ = p.conn.Close()
		time.Sleep(44*time.Second + 500*time.Millisecond)
		n.join(t, "unit-001", hello)
		time.Sleep(time.Minute)
		if got := stays(n, "p1", start); got != "0–-1 " {
			t.Errorf("stays across a drop of 44.5 s: %s", got)
		}
	})
}

// A drop of less than 45 s is no absence; a longer one is, once, whatever the number of nodes.
func TestAttendanceEndsWithoutASocket(t *testing.T) {
	for nodes := 1; nodes <= 2; nodes++ {
		t.Run(fmt.Sprint(nodes, " nodes"), func(t *testing.T) {
			inBubble(t, nodes, func(t *testing.T, nodes []*node) {
				for _, n := range nodes {
					serve(t, n.server.Run)
				}
				first, last := nodes[0], nodes[len(nodes)-1]
				start := time.Now()
				hello := map[string]any{"after": first.session.Version(), "presence": "p1"}
				p := last.join(t, "unit-001", hello)
				p.attend("p1")
				time.Sleep(100 * time.Second)
				_ = p.conn.Close()
				time.Sleep(40 * time.Second) // at 140
				p = first.join(t, "unit-001", hello)
				time.Sleep(60 * time.Second) // at 200
				if got := stays(first, "p1", start); got != "0–-1 " {
					t.Fatalf("stays across a drop of 40 s: %s", got)
				}
				_ = p.conn.Close()
				time.Sleep(39 * time.Second) // at 239
				if got := stays(first, "p1", start); got != "0–-1 " {
					t.Errorf("stays 39 s after the end: %s", got)
				}
				time.Sleep(31 * time.Second) // at 270
				end := stays(first, "p1", start)
				var until int
				if _, err := fmt.Sscanf(end, "0–%d ", &until); err != nil || until < 240 || until > 262 {
					t.Errorf("stays after the end: %s", end)
				}
				version := first.session.Version()
				time.Sleep(2 * time.Minute)
				if v := first.session.Version(); v != version {
					t.Errorf("%d more records of an attendance that is over", v-version)
				}
			})
		})
	}
}

// A page that names another seat's attendance in hello does not keep that attendance alive.
func TestAttendanceIsKeptByItsOwnSeatOnly(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		serve(t, n.server.Run)
		start := time.Now()
		hello := map[string]any{"after": n.session.Version(), "presence": "p1"}
		p := n.join(t, "unit-001", hello)
		p.attend("p1")
		n.join(t, "unit-002", hello)
		_ = p.conn.Close()
		time.Sleep(70 * time.Second)
		if got := stays(n, "p1", start); got == "0–-1 " || got == "" {
			t.Errorf("stays: %q", got)
		}
	})
}

// An attendance whose page is elsewhere, or that never had a socket, ends too.
func TestAttendanceWithoutASocketOfItsOwn(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		serve(t, n.server.Run)
		start := time.Now()
		c := agenda.AttendanceJoin{Presence: "by-curl", Name: "Người dùng curl"}
		if _, err := n.session.Do(t.Context(), "unit-001", "j", c); err != nil {
			t.Fatal(err)
		}
		n.join(t, "unit-001", map[string]any{"after": n.session.Version(), "presence": "another"})
		time.Sleep(70 * time.Second)
		if got := stays(n, "by-curl", start); got == "0–-1 " || got == "" {
			t.Errorf("stays: %q", got)
		}
	})
}

func TestNoHelloNoSocket(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		start := time.Now()
		silent := nodes[0].open(t, "secretary")
		if code := silent.code(); code != 4009 || time.Since(start) != 5*time.Second {
			t.Errorf("silence is closed with %d after %v", code, time.Since(start))
		}
		start = time.Now()
		busy := nodes[0].open(t, "secretary")
		busy.send("ping", "p", nil)
		if typ, key, _ := busy.answer("p"); typ != "error" || key != "unknown_type" {
			t.Errorf("before hello a ping is answered with %s %s", typ, key)
		}
		time.Sleep(3 * time.Second)
		busy.command("c", line("l", "Trước khi chào"))
		if code := busy.code(); code != 4009 || time.Since(start) != 5*time.Second {
			t.Errorf("talk without hello is closed with %d after %v", code, time.Since(start))
		}
		if nodes[0].session.Version() == 0 || nodes[0].server.Sockets() != 0 {
			t.Error("something is left of them")
		}
	})
}

// A reader that does not read is ended by its write deadline; the others do not wait for it even for a moment.
func TestSlowReaderHurtsNobody(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		d := websocket.Dialer{Subprotocols: []string{channel.Subprotocol}, NetDialContext: n.dial}
		slow, _, err := d.DialContext(t.Context(), n.url+"?seat=unit-002", nil)
		if err != nil {
			t.Fatal(err)
		}
		defer slow.Close()
		after := n.session.Version()
		hello := fmt.Sprintf(`{"type":"hello","data":{"after":%d}}`, after)
		if err := slow.WriteMessage(websocket.TextMessage, []byte(hello)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := slow.ReadMessage(); err != nil { // welcome, and then never again
			t.Fatal(err)
		}
		quick := n.join(t, "unit-001", map[string]any{"after": after})
		start := time.Now()
		const count = 200
		for i := range count {
			if _, err := n.session.Do(t.Context(), reference.SecretarySeat, agenda.CommandID(fmt.Sprint("c", i)), line(fmt.Sprint("l", i), "x")); err != nil {
				t.Fatal(err)
			}
		}
		if got := quick.records(after + count); len(got) != count {
			t.Errorf("%d records", len(got))
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("the quick reader waited %v", took)
		}
		time.Sleep(11 * time.Second)
		if n := n.server.Sockets(); n != 1 {
			t.Errorf("%d sockets, want the quick one only", n)
		}
	})
}

// When the server stops, sockets are told to come back, also those that have not said hello.
func TestStopTellsToComeBack(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		lines := pipes{make(chan net.Conn), make(chan struct{})}
		stop, cancel := context.WithCancel(t.Context())
		s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { n.ServeHTTP(w, r.WithContext(stop)) })}
		serve(t, func(ctx context.Context) error {
			defer context.AfterFunc(ctx, func() { _ = s.Close() })()
			_ = s.Serve(lines)
			return nil
		})
		m := &node{hub: n.hub, session: n.session, server: n.server, url: "ws://pipe/", dial: lines.dial}
		known, unknown := m.join(t, "chair", map[string]any{"after": 0}), m.open(t, "guest")
		synctest.Wait()
		cancel()
		if code := known.code(); code != 4000 {
			t.Errorf("a welcome socket is closed with %d", code)
		}
		if code := unknown.code(); code != 4000 {
			t.Errorf("a socket before hello is closed with %d", code)
		}
	})
}

// Typing is seen at once although somebody came in a moment ago and the next list of who is here has to wait.
func TestDraftsDoNotWaitForPresence(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		hello := map[string]any{"after": n.session.Version()}
		writer, reader := n.join(t, "secretary", hello), n.join(t, "unit-001", hello)
		waitForAll(t, reader, 2)
		time.Sleep(time.Second)
		n.join(t, "chair", hello)
		waitForAll(t, reader, 3)
		start := time.Now()
		writer.send("draft", "", map[string]any{"line": "new", "item": "i4", "kind": "opinion", "text": "Đã"})
		reader.await(isType("draft"))
		if waited := time.Since(start); waited > 0 {
			t.Errorf("the draft came after %v", waited)
		}
	})
}

// Who is here is told when it changed, not whenever a socket comes or goes.
func TestPresenceIsToldWhenItChanged(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, nodes []*node) {
		n := nodes[0]
		hello := map[string]any{"after": n.session.Version()}
		reader := n.join(t, "chair", hello)
		n.join(t, "unit-001", hello)
		waitForAll(t, reader, 2)
		second := n.join(t, "unit-001", hello)
		time.Sleep(15 * time.Second)
		_ = second.conn.Close()
		time.Sleep(15 * time.Second)
		reader.send("ping", "p", nil)
		if f := reader.await(func(f ws.Frame) bool { return f.Type == "presence" || f.Re == "p" }); f.Re != "p" {
			t.Errorf("the same list again: %s", f.Data)
		}
	})
}
