package ws

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const (
	proto = "test.v1"
	home  = "https://giaoban.hanoi.gov.vn:8443"
)

// served is what the accepting side did, for a test to look at.
type served struct {
	conn *Conn
	err  error
}

// serve starts a server that accepts with o and hands every outcome to the test.
func serve(t *testing.T, o Options) (url string, got <-chan served) {
	t.Helper()
	out := make(chan served, 16)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := Accept(w, r, o)
		out <- served{c, err}
	}))
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http"), out
}

func options() Options { return Options{Origins: []string{home}, Subprotocol: proto} }

func headers(origin string) http.Header {
	h := http.Header{}
	if origin != "" {
		h.Set("Origin", origin)
	}
	return h
}

// pair is an open connection: the accepted Conn and a dialled one.
func pair(t *testing.T, o Options) (server, client *Conn) {
	t.Helper()
	url, got := serve(t, o)
	client, err := Dial(t.Context(), url, proto, headers(home))
	if err != nil {
		t.Fatal(err)
	}
	s := <-got
	if s.err != nil {
		t.Fatal(s.err)
	}
	t.Cleanup(func() {
		_ = client.Close(CodeNormal, "test over")
		_ = s.conn.Close(CodeStop, "test over")
	})
	return s.conn, client
}

// raw is an open connection whose client is a bare gorilla/websocket one, for wrong doing.
func raw(t *testing.T, o Options) (*Conn, *websocket.Conn) {
	t.Helper()
	url, got := serve(t, o)
	d := websocket.Dialer{Subprotocols: []string{proto}, EnableCompression: true}
	c, answer, err := d.DialContext(t.Context(), url, headers(home))
	if err != nil {
		t.Fatal(err)
	}
	if ext := answer.Header.Get("Sec-WebSocket-Extensions"); ext != "" {
		t.Errorf("compression was negotiated: %q", ext)
	}
	s := <-got
	if s.err != nil {
		t.Fatal(s.err)
	}
	t.Cleanup(func() {
		_ = c.Close()
		_ = s.conn.Close(CodeStop, "test over")
	})
	return s.conn, c
}

func TestOrigin(t *testing.T) {
	cases := []struct {
		name, origin string
		bearer, ok   bool
	}{
		{"own", home, false, true},
		{"own with bearer", home, true, true},
		{"none", "", false, false},
		{"none with bearer", "", true, true},
		{"null", "null", false, false},
		{"foreign", "https://evil.example", false, false},
		{"foreign with bearer", "https://evil.example", true, false},
		{"wrong scheme", "http://giaoban.hanoi.gov.vn:8443", false, false},
		{"wrong port", "https://giaoban.hanoi.gov.vn:8444", false, false},
		{"no port", "https://giaoban.hanoi.gov.vn", false, false},
		{"sub-domain", "https://a.giaoban.hanoi.gov.vn:8443", false, false},
		{"parent domain", "https://hanoi.gov.vn:8443", false, false},
		{"trailing dot", "https://giaoban.hanoi.gov.vn.:8443", false, false},
		{"upper case", "https://GIAOBAN.hanoi.gov.vn:8443", false, false},
		{"suffix", home + ".evil.example", false, false},
		{"path", home + "/", false, false},
		{"user", "https://giaoban.hanoi.gov.vn:8443@evil.example", false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := options()
			o.Bearer = c.bearer
			url, got := serve(t, o)
			client, err := Dial(t.Context(), url, proto, headers(c.origin))
			s := <-got
			if (err == nil) != c.ok || (s.err == nil) != c.ok {
				t.Fatalf("dial %v, accept %v; want ok=%t", err, s.err, c.ok)
			}
			if err != nil {
				if !strings.Contains(err.Error(), "403") {
					t.Errorf("want status 403, got %v", err)
				}
				return
			}
			_ = client.Close(CodeNormal, "")
			_ = s.conn.Close(CodeStop, "")
		})
	}
}

func TestTwoOriginHeaders(t *testing.T) {
	url, got := serve(t, options())
	h := http.Header{"Origin": {home, "https://evil.example"}}
	if _, err := Dial(t.Context(), url, proto, h); err == nil || (<-got).err == nil {
		t.Fatal("two Origin headers were accepted")
	}
}

func TestSubprotocolRequired(t *testing.T) {
	url, got := serve(t, options())
	for _, offer := range []string{"", "other.v1", "test.v2"} {
		if _, err := Dial(t.Context(), url, offer, headers(home)); err == nil || (<-got).err == nil {
			t.Errorf("subprotocol %q was accepted", offer)
		}
	}
}

func TestBadHandshake(t *testing.T) {
	url, got := serve(t, options())
	for name, change := range map[string]func(http.Header){
		"no key":      func(h http.Header) { h.Del("Sec-WebSocket-Key") },
		"bad key":     func(h http.Header) { h.Set("Sec-WebSocket-Key", "short") },
		"bad version": func(h http.Header) { h.Set("Sec-WebSocket-Version", "12") },
		"no upgrade":  func(h http.Header) { h.Del("Upgrade") },
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http"+strings.TrimPrefix(url, "ws"), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header = http.Header{
			"Origin": {home}, "Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"},
			"Sec-Websocket-Key": {"dGhlIHNhbXBsZSBub25jZQ=="}, "Sec-Websocket-Protocol": {proto},
		}
		change(r.Header)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if s := <-got; s.err == nil || answer.StatusCode != http.StatusBadRequest && answer.StatusCode != http.StatusUpgradeRequired {
			t.Errorf("%s: status %d, err %v", name, answer.StatusCode, s.err)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	server, client := pair(t, options())
	want, err := NewFrame("want", "7", "", map[string]string{"chữ": "Thạch Thất"})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Write(want); err != nil {
		t.Fatal(err)
	}
	got, err := server.Read(t.Context())
	if err != nil || got.Type != "want" || got.ID != "7" || string(got.Data) != `{"chữ":"Thạch Thất"}` {
		t.Fatalf("got %+v, %v", got, err)
	}
	if err := server.WritePrepared(Prepare([]byte(`{"type":"ok","re":"7","later":1}`))); err != nil {
		t.Fatal(err)
	}
	if got, err = client.Read(t.Context()); err != nil || got.Re != "7" {
		t.Fatalf("got %+v, %v", got, err)
	}
	if err := server.WritePrepared(Prepare(make([]byte, MaxFrame+1))); err != ErrTooLarge {
		t.Fatalf("a frame over the limit: %v", err)
	}
	if err := server.Write(Frame{Type: "large", ID: strings.Repeat("x", MaxFrame)}); err != ErrTooLarge {
		t.Fatalf("a frame over the limit, not prepared: %v", err)
	}
}

func TestReadEndsWithContext(t *testing.T) {
	server, _ := pair(t, options())
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := server.Read(ctx); err != context.DeadlineExceeded {
		t.Fatalf("got %v", err)
	}
}

func TestCloseCodeArrives(t *testing.T) {
	server, client := pair(t, options())
	ended := make(chan error, 1)
	go func() {
		_, err := client.Read(t.Context())
		ended <- err
		_ = client.Close(CodeNormal, "")
	}()
	start := time.Now()
	_ = server.Close(CodeRevoked, "seat revoked")
	if code, ok := CloseError(<-ended); !ok || code != CodeRevoked {
		t.Fatalf("got %d %t", code, ok)
	}
	if took := time.Since(start); took > closeTimeout/2 {
		t.Errorf("closing took %v although the other side answered", took)
	}
	if err := server.Write(Frame{Type: "late"}); err == nil {
		t.Error("a closed connection took a frame")
	}
	if code, ok := CloseError(server.Close(CodeStop, "again")); ok {
		t.Errorf("second Close: %d", code)
	}
}
