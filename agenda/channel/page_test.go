package channel_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/channel/leaktest"
	"giaoban/agenda/live"
	"giaoban/agenda/mem"
	"giaoban/web/ws"
)

const patience = 20 * time.Second // before a test gives up waiting

// node is one process with its agenda sockets. The seat is named in the query: nobody is authenticated here. Its fields are static.
type node struct {
	hub     *live.Hub
	session *live.Session
	server  *channel.Server
	url     string
	dial    func(ctx context.Context, network, address string) (net.Conn, error) // nil for TCP
}

// newNodes are processes that share one store and hold the reference meeting.
func newNodes(t *testing.T, names ...string) []*node {
	t.Helper()
	store := mem.New()
	var nodes []*node
	for i, name := range names {
		n := wireNode(t, store, name, i == 0)
		web := httptest.NewServer(n)
		t.Cleanup(web.Close)
		n.url = "ws" + strings.TrimPrefix(web.URL, "http")
		nodes = append(nodes, n)
	}
	return nodes
}

// wireNode makes a node without a listener; the first one makes the meeting.
func wireNode(t *testing.T, store *mem.Store, name string, first bool) *node {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	n := &node{hub: live.NewHub(store, store, time.Now, log)}
	var err error
	if first {
		n.session, err = leaktest.Create(t.Context(), n.hub)
	} else {
		n.session, err = n.hub.Session(t.Context(), "gb-2020-07-29")
	}
	if err != nil {
		t.Fatal(err)
	}
	n.server = channel.NewServer(n.hub, name, time.Now, log)
	serve(t, n.hub.Serve)
	return n
}

// serve runs f until the test ends, and waits for it.
func serve(t *testing.T, f func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() {
		if err := f(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); group.Wait() })
}

// ServeHTTP is one agenda socket. The rate is above the protocol's: tests are faster than people.
func (n *node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := ws.Accept(w, r, ws.Options{Bearer: true, Subprotocol: channel.Subprotocol, Rate: 10000, Burst: 10000})
	if err != nil {
		return
	}
	_ = n.server.Serve(r.Context(), conn, n.session, agenda.SeatID(r.URL.Query().Get("seat"))) // every end is wanted here
}

// page is the other end of a socket, down to its bytes. Its fields are static; frames is closed after closed has got the reason.
type page struct {
	t      *testing.T
	conn   *websocket.Conn
	frames chan []byte
	closed chan error
}

// open connects a seat without saying anything.
func (n *node) open(t *testing.T, seat string) *page {
	t.Helper()
	d := websocket.Dialer{Subprotocols: []string{channel.Subprotocol}, NetDialContext: n.dial}
	conn, _, err := d.DialContext(t.Context(), n.url+"?seat="+seat, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &page{t: t, conn: conn, frames: make(chan []byte, 1<<14), closed: make(chan error, 1)}
	var group sync.WaitGroup
	conn.SetPingHandler(func(text string) error {
		// Beside the reader: on a pipe without a buffer, both sides would otherwise wait for each other's reading.
		group.Go(func() { _ = conn.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(time.Second)) })
		return nil
	})
	group.Go(func() {
		defer close(p.frames)
		for {
			_, text, err := conn.ReadMessage()
			if err != nil {
				p.closed <- err
				return
			}
			p.frames <- text
		}
	})
	t.Cleanup(func() { _ = conn.Close(); group.Wait() })
	return p
}

// join connects a seat and says hello.
func (n *node) join(t *testing.T, seat string, hello map[string]any) *page {
	t.Helper()
	p := n.open(t, seat)
	p.send("hello", "h", hello)
	if f := p.next(); f.Type != "welcome" || f.Re != "h" {
		t.Fatalf("hello was answered with %s %s", f.Type, f.Data)
	}
	return p
}

func (p *page) send(typ, id string, data any) {
	p.t.Helper()
	f, err := ws.NewFrame(typ, id, "", data)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.conn.WriteJSON(f); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) command(id string, c agenda.Command) {
	p.t.Helper()
	p.send("command", id, map[string]any{"type": agenda.CommandName(c), "data": c})
}

// next is the next frame of any type.
func (p *page) next() ws.Frame {
	p.t.Helper()
	select {
	case text, ok := <-p.frames:
		if !ok {
			p.t.Fatal("the socket is closed:", <-p.closed)
		}
		f, err := ws.ParseFrame(text)
		if err != nil {
			p.t.Fatal(err)
		}
		return f
	case <-time.After(patience):
		p.t.Fatal("nothing was heard")
	}
	panic("unreachable")
}

// await is the next frame that is wanted; others are passed over.
func (p *page) await(wanted func(ws.Frame) bool) ws.Frame {
	p.t.Helper()
	for {
		if f := p.next(); wanted(f) {
			return f
		}
	}
}

// answer is the answer to the request id: its type and, for a refusal, its key.
func (p *page) answer(id string) (typ, key string, data json.RawMessage) {
	p.t.Helper()
	f := p.await(func(f ws.Frame) bool { return f.Re == id })
	var d struct{ Key string }
	if err := json.Unmarshal(f.Data, &d); err != nil && len(f.Data) > 0 {
		p.t.Fatal(err)
	}
	return f.Type, d.Key, f.Data
}

// records reads until version last and returns all records on the way.
func (p *page) records(last agenda.Version) (records []agenda.Record) {
	p.t.Helper()
	for len(records) == 0 || records[len(records)-1].Version < last {
		f := p.await(func(f ws.Frame) bool { return f.Type == "records" })
		records = append(records, parseRecords(p.t, f)...)
	}
	return records
}

func parseRecords(t *testing.T, f ws.Frame) []agenda.Record {
	t.Helper()
	var d struct{ Records []agenda.Record }
	if err := json.Unmarshal(f.Data, &d); err != nil {
		t.Fatal(err)
	}
	return d.Records
}

// code is the close code with which the socket ends; frames before it are passed over.
func (p *page) code() int {
	p.t.Helper()
	for {
		select {
		case _, ok := <-p.frames:
			if !ok {
				err, _ := (<-p.closed).(*websocket.CloseError)
				if err == nil {
					return 0
				}
				return err.Code
			}
		case <-time.After(patience):
			p.t.Fatal("the socket stays open")
		}
	}
}

func line(id, text string) agenda.LineAdd {
	return agenda.LineAdd{Line: agenda.LineID(id), Item: "i4", Kind: agenda.KindOpinion, Text: text}
}
