package ws

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// pipes is a listener on net.Pipe, so that time is the test's.
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

// inBubble runs test with an accepted Conn and a bare client within one bubble of fake time.
func inBubble(t *testing.T, test func(t *testing.T, server *Conn, client *websocket.Conn)) {
	synctest.Test(t, func(t *testing.T) {
		line := pipes{make(chan net.Conn), make(chan struct{})}
		got := make(chan served, 1)
		s := http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, err := Accept(w, r, options())
			got <- served{c, err}
		})}
		finished := make(chan error, 1)
		go func() { finished <- s.Serve(line) }()
		d := websocket.Dialer{Subprotocols: []string{proto}, NetDialContext: line.dial}
		client, _, err := d.DialContext(t.Context(), "ws://pipe/", headers(home))
		if err != nil {
			t.Fatal(err)
		}
		accepted := <-got
		test(t, accepted.conn, client)
		_ = client.Close()
		_ = accepted.conn.Close(CodeStop, "")
		_ = s.Close()
		if err := <-finished; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
}

func TestHalfOpenNoticedByServer(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		start := time.Now()
		_, err := server.Read(t.Context()) // the client never reads: net.Pipe blocks the ping
		if err == nil {
			t.Fatal("a frame out of nothing")
		}
		if took := time.Since(start); took > deadAfter {
			t.Errorf("noticed after %v", took)
		}
	})
}

func TestSilenceNoticedByServer(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		client.SetPingHandler(func(string) error { return nil }) // hears, does not answer
		go func() {
			for {
				if _, _, err := client.ReadMessage(); err != nil {
					return
				}
			}
		}()
		start := time.Now()
		_, err := server.Read(t.Context())
		if code, _ := CloseError(err); code != CodeSilent || time.Since(start) < deadAfter || time.Since(start) > deadAfter+closeTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestPingsKeepAlive(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		ended := make(chan error, 1)
		other := newConn(client, options().limiter(), false)
		go func() { _, err := other.Read(context.Background()); ended <- err }()
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour+time.Second) // not at the instant of a ping
		defer cancel()
		if _, err := server.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the server gave up a living client: %v", err)
		}
		_ = server.Close(CodeStop, "")
		if code, _ := CloseError(<-ended); code != CodeStop {
			t.Errorf("the client did not live till the end: %d", code)
		}
	})
}

func TestSilenceNoticedByClient(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		other := newConn(client, options().limiter(), false)
		server.finish(&closed{code: CodeStop}) // the heartbeat ends and the socket stays, as if the server were frozen
		start := time.Now()
		_, err := other.Read(t.Context())
		if code, _ := CloseError(err); code != CodeSilent || time.Since(start) < deadAfter || time.Since(start) > deadAfter+closeTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestNeverReadingClient(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		start := time.Now()
		err := server.Write(Frame{Type: "x"})
		if code, _ := CloseError(err); code != CodeSlow || time.Since(start) != writeTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// A message must be whole within 10 s of its start, whatever is said between its parts.
func TestSlowMessage(t *testing.T) {
	inBubble(t, func(t *testing.T, server *Conn, client *websocket.Conn) {
		go func() {
			for {
				if _, _, err := client.ReadMessage(); err != nil {
					return
				}
			}
		}()
		go func() {
			part := frame(0x01, []byte("{"))
			for {
				if _, err := client.NetConn().Write(append(part, frame(0x89, nil)...)); err != nil {
					return
				}
				part = frame(0x00, nil)
				time.Sleep(time.Second) // fake time
			}
		}()
		start := time.Now()
		_, err := server.Read(t.Context())
		if code, _ := CloseError(err); code != CodeSilent && code != CodeSlow || // a pipe without buffer may block the ping first
			time.Since(start) < deadAfter || time.Since(start) > deadAfter+closeTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
