package channel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"giaoban/agenda"
	"giaoban/web/ws"
)

const (
	shortestPause = 200 * time.Millisecond // before coming back; the rest is full jitter
	longestPause  = 5 * time.Second
	clientRate    = 15 // frames per second, below what the server allows
	clientBurst   = 30
)

// ClientOptions is how a client behaves. The zero value works. The functions are called by Serve (and Dial), one at a time; they must not call the client.
type ClientOptions struct {
	Presence agenda.PresenceID   // the attendance of this client, told in hello
	Tap      func(ws.Frame)      // every frame received, as it came
	Record   func(agenda.Record) // every record, after it was folded and before Reach says so
	MaxPause time.Duration       // longest pause before coming back; 0 means 5 s
}

// Welcome is what the server said of this seat. It is a value.
type Welcome struct {
	Meeting agenda.MeetingID `json:"meeting"`
	Seat    agenda.SeatID    `json:"seat"`
	Role    agenda.Role      `json:"role"`
	Unit    agenda.UnitID    `json:"unit"`
	Staff   bool             `json:"staff"`
	Version agenda.Version   `json:"version"` // of the journal, when it was said
}

// Client is the other end of an agenda socket: it comes back after a loss, takes up from its version, sends unanswered commands again, and folds what it sees.
// It is locked: mu guards the fields below it. Safe for concurrent use.
type Client struct {
	url    string // static after construction, like the next three
	header http.Header
	opts   ClientOptions
	limit  *rate.Limiter

	mu      sync.Mutex
	conn    *ws.Conn // nil while away
	welcome Welcome
	meeting *agenda.Meeting
	told    agenda.Version // the last version for which Record has returned
	moved   chan struct{}  // closed and replaced when told moved on
	pending []*pending     // commands without an answer, in the order of their first sending
	done    chan struct{}  // closed when Serve has ended
	ended   error          // why; set before done is closed
}

// ErrClientEnded says that a client's Serve has ended, so that no answer can come any more.
var ErrClientEnded = errors.New("channel: the client has ended")

// Dial opens an agenda socket and says hello. url is ws:// or wss://…/agenda; header carries Authorization, or Cookie and Origin. ctx bounds the opening
// only. The caller must call Serve, which also closes.
func Dial(ctx context.Context, url string, header http.Header, opts ClientOptions) (*Client, error) {
	if opts.MaxPause == 0 {
		opts.MaxPause = longestPause
	}
	c := &Client{url: url, header: header, opts: opts, limit: rate.NewLimiter(clientRate, clientBurst),
		meeting: agenda.NewMeeting(""), moved: make(chan struct{}), done: make(chan struct{})}
	return c, c.connect(ctx)
}

// Serve receives until ctx ends (then it returns nil) or the server says not to come back. It comes back after every other loss. It must be called once.
func (c *Client) Serve(ctx context.Context) error {
	err := c.run(ctx)
	c.mu.Lock()
	c.ended = errors.Join(ErrClientEnded, err)
	conn := c.conn
	c.conn = nil
	c.mu.Unlock()
	close(c.done)
	if conn != nil {
		_ = conn.Close(ws.CodeNormal, "")
	}
	return err
}

func (c *Client) run(ctx context.Context) error {
	for {
		err := c.receive(ctx)
		if ctx.Err() != nil {
			return nil
		}
		c.drop()
		for err != nil {
			if code, ok := ws.CloseError(err); ok && code >= 4500 {
				return err
			}
			if !sleep(ctx, shortestPause+rand.N(c.opts.MaxPause)) {
				return nil
			}
			err = c.connect(ctx)
		}
	}
}

// drop closes a connection that is lost.
func (c *Client) drop() {
	c.mu.Lock()
	conn := c.conn
	c.conn = nil
	c.mu.Unlock()
	if conn != nil {
		_ = conn.Close(ws.CodeNormal, "")
	}
}

// connect dials, says hello and sends again what has no answer.
func (c *Client) connect(ctx context.Context) error {
	conn, err := ws.Dial(ctx, c.url, Subprotocol, c.header)
	if err != nil {
		return err
	}
	if err := c.greet(ctx, conn); err != nil {
		_ = conn.Close(ws.CodeNormal, "")
		return err
	}
	c.mu.Lock()
	c.conn = conn
	again := append([]*pending(nil), c.pending...)
	c.mu.Unlock()
	for _, p := range again {
		if err := c.write(ctx, conn, p.frame); err != nil {
			break // receive will notice, too
		}
	}
	return nil
}

// greet says hello from the last version and waits for welcome. When the server's chain is another one it begins anew.
func (c *Client) greet(ctx context.Context, conn *ws.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, 2*helloTimeout)
	defer cancel()
	for range 2 {
		c.mu.Lock()
		hello := helloData{After: c.meeting.Version, Hash: c.meeting.Hash, Presence: c.opts.Presence}
		c.mu.Unlock()
		f, err := ws.NewFrame("hello", "hello", "", hello)
		if err != nil {
			return err
		}
		if err := conn.Write(f); err != nil {
			return err
		}
		if f, err = conn.Read(ctx); err != nil {
			return err
		}
		if c.opts.Tap != nil {
			c.opts.Tap(f)
		}
		if f.Type == "welcome" {
			return c.welcomed(f)
		}
		if refusal := parseRefusal(f); !errors.Is(refusal, errChainChanged) {
			return fmt.Errorf("hello: %w", refusal)
		}
		c.mu.Lock()
		c.meeting, c.told = agenda.NewMeeting(c.meeting.ID), 0
		c.mu.Unlock()
	}
	return errChainChanged
}

func (c *Client) welcomed(f ws.Frame) error {
	var w Welcome
	if err := json.Unmarshal(f.Data, &w); err != nil {
		return fmt.Errorf("read welcome: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.welcome, c.meeting.ID = w, w.Meeting
	return nil
}

// receive reads frames until the connection is lost.
func (c *Client) receive(ctx context.Context) error {
	c.mu.Lock()
	conn := c.conn
	c.mu.Unlock()
	if conn == nil {
		return errors.New("channel: not connected")
	}
	for {
		f, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		if c.opts.Tap != nil {
			c.opts.Tap(f)
		}
		switch f.Type {
		case "records":
			if err := c.fold(f); err != nil {
				return err
			}
		case "ok", "error":
			c.answered(f)
		}
	}
}

// fold applies the records of one frame. What is known already is passed over; a gap is an error, after which the client asks again from its version.
func (c *Client) fold(f ws.Frame) error {
	var d struct{ Records []agenda.Record }
	if err := json.Unmarshal(f.Data, &d); err != nil {
		return fmt.Errorf("read records: %w", err)
	}
	for _, r := range d.Records {
		c.mu.Lock()
		version := c.meeting.Version
		if r.Version == version+1 {
			c.meeting.Apply(r)
		}
		c.mu.Unlock()
		switch {
		case r.Version > version+1:
			return fmt.Errorf("channel: record %d came after record %d", r.Version, version)
		case r.Version <= version:
			continue
		case c.opts.Record != nil:
			c.opts.Record(r)
		}
		c.mu.Lock()
		c.told = r.Version
		close(c.moved)
		c.moved = make(chan struct{})
		c.mu.Unlock()
	}
	return nil
}

// Welcome is what the server said last of this seat.
func (c *Client) Welcome() Welcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.welcome
}

// View calls f with the meeting as folded from what this seat saw, under the lock: f only reads, and keeps nothing of it.
func (c *Client) View(f func(*agenda.Meeting)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(c.meeting)
}

// Reach waits until the folded meeting is at version v or later and Record was told. The error is ctx's, or ErrClientEnded.
func (c *Client) Reach(ctx context.Context, v agenda.Version) error {
	for {
		c.mu.Lock()
		version, moved := c.told, c.moved
		c.mu.Unlock()
		if version >= v {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return fmt.Errorf("reach version %d from %d: %w", v, version, ctx.Err())
		case <-c.done:
			return c.ended
		}
	}
}
