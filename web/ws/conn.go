package ws

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

const (
	writeTimeout = 5 * time.Second // for one frame
	closeTimeout = time.Second     // for the closing handshake
	usualFrame   = 512             // bytes; a longer one takes more
	maxPieces    = 1024            // reads of one message: fragments are not a way to burn CPU
)

// Conn is one socket. It is locked: writing by writing, its end by mu; the fields between belong to the goroutine in Read.
type Conn struct {
	raw    *websocket.Conn // static
	server bool            // static: this side accepted, and pings

	limit *rate.Limiter // owned by Read
	pings *rate.Limiter // owned by Read (control frames are handled there)
	busy  bool          // owned by Read: within a message, whose deadline no control frame may move

	writing sync.Mutex // held for one frame

	mu          sync.Mutex
	end         *closed // why this side ended it; nil while open
	interrupted bool    // the read deadline is not to be moved any more

	closing sync.Mutex // held while the closing handshake runs
	rest    func()     // static: stops the heartbeat
}

func newConn(raw *websocket.Conn, limit *rate.Limiter, server bool) *Conn {
	c := &Conn{
		raw: raw, server: server, limit: limit, pings: rate.NewLimiter(10, 20),
		rest: func() {},
	}
	raw.SetReadLimit(MaxFrame)
	raw.SetPingHandler(c.onPing)
	raw.SetPongHandler(c.onPong)
	c.listen()
	if server {
		c.rest = Repeat(pingEvery, c.heartbeat)
	}
	return c
}

// Read waits for the next frame. Only one goroutine may be in Read, and one should always be: silence and pings are noticed there. When ctx ends it returns
// the context's error; a malformed, too large or too frequent frame has already closed the connection. After any error the Conn is good for Close only.
func (c *Conn) Read(ctx context.Context) (Frame, error) {
	stop := context.AfterFunc(ctx, c.interrupt)
	kind, text, err := c.message()
	if !stop() && err == nil {
		err = ctx.Err() // too late: the connection is interrupted, even if a frame slipped in
	}
	if err != nil {
		return Frame{}, c.readError(ctx, err)
	}
	if !c.limit.Allow() {
		return Frame{}, c.refuse(CodeRate, "too many frames")
	}
	if kind != websocket.TextMessage {
		return Frame{}, c.refuse(CodeInvalid, "text frames only")
	}
	f, err := ParseFrame(text)
	if err != nil {
		return Frame{}, c.refuse(CodeInvalid, err.Error())
	}
	return f, nil
}

var errPieces = errors.New("too many fragments")

// message reads one whole message. The memory for it lives no longer than the message: most sockets are silent most of the time.
func (c *Conn) message() (kind int, text []byte, err error) {
	c.listen()
	kind, r, err := c.raw.NextReader()
	if err != nil {
		return 0, nil, err
	}
	c.listen()
	c.busy = true
	defer func() { c.busy = false }()
	text = make([]byte, 0, usualFrame)
	for range maxPieces {
		if len(text) == cap(text) {
			text = slices.Grow(text, len(text)) // the read limit ends this
		}
		n, err := r.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
		if errors.Is(err, io.EOF) {
			return kind, text, nil
		}
		if err != nil {
			return 0, nil, err
		}
	}
	return 0, nil, errPieces
}

func (c *Conn) readError(ctx context.Context, err error) error {
	if end := c.ended(); end != nil {
		return end
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errPieces):
		return c.refuse(CodeInvalid, err.Error())
	case errors.Is(err, errPingFlood):
		return c.refuse(CodeRate, err.Error())
	case errors.Is(err, websocket.ErrReadLimit):
		return c.refuse(CodeTooBig, "frame larger than 64 KiB")
	case isTimeout(err):
		return c.refuse(CodeSilent, "nothing heard for 10 s")
	}
	return fmt.Errorf("read frame: %w", err)
}

// isTimeout also knows the errors that gorilla/websocket has wrapped without Unwrap.
func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// refuse closes the connection for a fault of the other side and returns the error that says so.
func (c *Conn) refuse(code int, reason string) error {
	err := &closed{code: code, reason: reason}
	c.shut(err)
	return err
}

// Write sends one frame. It may be called by any goroutine. It blocks for at most 5 s; a peer that cannot take a frame in that time is closed with 4008.
func (c *Conn) Write(f Frame) error {
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("encode frame %s: %w", f.Type, err)
	}
	if len(text) > MaxFrame {
		return ErrTooLarge
	}
	return c.write(func() error { return c.raw.WriteMessage(websocket.TextMessage, text) })
}

// broken ends the connection after a failed write: half a frame may be on the line, so no close frame can follow.
func (c *Conn) broken(err error) error {
	end := &closed{code: CodeSlow, reason: "cannot write", cause: err}
	if !isTimeout(err) {
		end.code, end.reason = websocket.CloseAbnormalClosure, "line is gone"
	}
	c.finish(end)
	_ = c.raw.NetConn().Close() // already broken
	return end
}

// Close says why and ends the connection. It waits up to 1 s for the other side to answer and always for a ping under way; later calls wait for the
// first and change nothing. reason is at most 123 bytes of plain English, for logs. It returns nil: a connection that is already gone is closed.
func (c *Conn) Close(code int, reason string) error {
	c.shut(&closed{code: code, reason: reason})
	c.rest()
	return nil
}

func (c *Conn) shut(end *closed) {
	c.closing.Lock()
	defer c.closing.Unlock()
	if !c.finish(end) {
		return
	}
	deadline := time.Now().Add(closeTimeout)
	reason := end.reason
	if len(reason) > 123 {
		reason = reason[:123]
	}
	// The peer may be gone; then there is nobody to tell.
	_ = c.raw.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(end.code, reason), deadline)
	c.drain(deadline)
}

// drain lets the other side read the close frame: a TCP socket closed with unread input is reset, and the reset overtakes what was written.
func (c *Conn) drain(deadline time.Time) {
	line := c.raw.NetConn()
	if half, ok := line.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		if line.SetReadDeadline(deadline) == nil {
			_, _ = io.CopyN(io.Discard, line, 1<<20) // whatever it is, it came too late
		}
	}
	_ = line.Close() // nothing more is owed
}

// finish records the first end and says whether this call was it.
func (c *Conn) finish(end *closed) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.end != nil {
		return false
	}
	c.end = end
	c.interrupted = true
	return true
}

// ended is why this side ended the connection, or nil.
func (c *Conn) ended() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.end == nil {
		return nil
	}
	return c.end
}
