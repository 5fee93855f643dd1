package channel

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"giaoban/web/ws"
)

// A panic of the sender ends its socket, and neither the reader nor the process: without a session nothing can be sent.
func TestPanicEndsOneSocket(t *testing.T) {
	ended := make(chan error, 1)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := ws.Accept(w, r, ws.Options{Bearer: true, Subprotocol: Subprotocol})
		if err != nil {
			ended <- err
			return
		}
		k := &socket{conn: c, room: &room{log: slog.New(slog.DiscardHandler)}}
		ended <- k.talk(context.Background(), 0)
	}))
	defer site.Close()
	c, err := ws.Dial(t.Context(), "ws"+strings.TrimPrefix(site.URL, "http"), Subprotocol, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(ws.CodeNormal, "") }()
	if _, err := c.Read(t.Context()); err == nil {
		t.Error("a frame came")
	} else if code, ok := ws.CloseError(err); !ok || code != ws.CodeStop {
		t.Errorf("closed with %d: %v", code, err)
	}
	select {
	case err := <-ended:
		if err == nil || !strings.Contains(err.Error(), "panic") || errors.Is(err, context.Canceled) {
			t.Errorf("the socket ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the socket does not end")
	}
}
