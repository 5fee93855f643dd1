package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda/channel"
)

// benchMark stands before the number of a measured line.
const benchMark = "dòng-đo-"

// readers are many sockets that watch for marked lines. Its fields are static after construction but what is atomic.
type readers struct {
	url    func(n int) (string, http.Header)
	count  int
	lines  []seenLine
	closed sync.WaitGroup
	stop   context.CancelFunc
	errs   chan error // the first that could not come in
}

// seenLine is how many have seen a line, and when the last of them did. all is closed then.
type seenLine struct {
	seen atomic.Int32
	all  chan time.Time
}

// newReaders brings in count sockets and returns when all have been let in. They come back after every loss, as the page does, until close.
func newReaders(ctx context.Context, count, lines int, url func(n int) (string, http.Header)) (*readers, error) {
	ctx, stop := context.WithCancel(ctx)
	r := &readers{url: url, count: count, lines: make([]seenLine, lines), stop: stop, errs: make(chan error, 1)}
	for i := range r.lines {
		r.lines[i].all = make(chan time.Time, 1)
	}
	in := make(chan struct{}, count)
	turn := make(chan struct{}, 64) // that many handshakes at once
	for n := range count {
		turn <- struct{}{}
		r.closed.Go(func() {
			r.watch(ctx, n, func() { <-turn; in <- struct{}{} })
		})
	}
	for range count {
		select {
		case <-in:
		case err := <-r.errs:
			r.close()
			return nil, err
		}
	}
	return r, nil
}

func (r *readers) close() {
	r.stop()
	r.closed.Wait()
}

// watch is one socket. in is called once, when it was let in first.
func (r *readers) watch(ctx context.Context, n int, in func()) {
	once := sync.OnceFunc(in)
	var after uint64
	for try := 0; ctx.Err() == nil; try++ {
		url, header := r.url(n)
		dialer := websocket.Dialer{Subprotocols: []string{channel.Subprotocol}, ReadBufferSize: 4096, WriteBufferSize: 256, HandshakeTimeout: time.Minute}
		conn, answer, err := dialer.DialContext(ctx, url, header)
		if err == nil {
			_ = conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"type":"hello","id":"h","data":{"after":%d}}`, after)) // or the reading fails
			end := context.AfterFunc(ctx, func() { _ = conn.Close() })
			read := after
			r.read(conn, &after, once)
			if end() {
				_ = conn.Close() // it is lost already
			}
			if after > read {
				try = 0
			}
		} else if answer != nil && ctx.Err() == nil {
			select {
			case r.errs <- fmt.Errorf("reader %d: %s", n, answer.Status):
			default:
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(pagePause(try)):
		}
	}
	once()
}

// pagePause is how long a page waits before it comes back (web/app/socket.ts): full jitter below a doubling bound.
func pagePause(try int) time.Duration {
	bound := min(5*time.Second, 500*time.Millisecond<<min(try, 10))
	return 200*time.Millisecond + rand.N(bound-200*time.Millisecond)
}

func (r *readers) read(conn *websocket.Conn, after *uint64, in func()) {
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			return
		}
		in()
		r.look(text)
		if at := bytes.LastIndex(text, []byte(`{"version":`)); at >= 0 && bytes.HasPrefix(text, []byte(`{"type":"records"`)) {
			digits := text[at+len(`{"version":`):]
			if end := bytes.IndexByte(digits, ','); end > 0 {
				*after, _ = strconv.ParseUint(string(digits[:end]), 10, 64) // our own server's
			}
		}
	}
}

// look finds the marks in a frame.
func (r *readers) look(text []byte) {
	now := time.Now()
	for {
		_, rest, found := bytes.Cut(text, []byte(benchMark))
		if !found {
			return
		}
		text = rest
		n, err := strconv.Atoi(string(rest[:min(6, len(rest))]))
		if err != nil || n >= len(r.lines) {
			continue
		}
		if int(r.lines[n].seen.Add(1)) == r.count {
			r.lines[n].all <- now
		}
	}
}

// seen waits until everybody has line n.
func (r *readers) seen(ctx context.Context, n int) (time.Time, error) {
	select {
	case last := <-r.lines[n].all:
		return last, nil
	case <-ctx.Done():
		return time.Time{}, fmt.Errorf("line %d was seen by %d of %d sockets: %w", n, r.lines[n].seen.Load(), r.count, ctx.Err())
	}
}
