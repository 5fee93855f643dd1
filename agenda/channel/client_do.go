package channel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"giaoban/agenda"
	"giaoban/web/ws"
)

// pending is one command without an answer. Its fields are static.
type pending struct {
	id     agenda.CommandID
	frame  ws.Frame
	answer chan ws.Frame // one slot
}

// Draft is a line while it is typed, as in PROTOCOL.md. It is a value.
type Draft struct {
	Line agenda.LineID   `json:"line"`
	Item agenda.ItemID   `json:"item"`
	Kind agenda.LineKind `json:"kind"`
	Text string          `json:"text"` // empty ends the draft
}

// Do gives a command and waits for its answer: the version at which it is durable, or the server's refusal (*agenda.Error). It sends the same command again
// after a lost connection and when the server is unavailable. Serve must be running. When ctx ends first it is unknown what became of the command.
func (c *Client) Do(ctx context.Context, id agenda.CommandID, command agenda.Command) (agenda.Version, error) {
	f, err := ws.NewFrame("command", string(id), "", map[string]any{"type": agenda.CommandName(command), "data": command})
	if err != nil {
		return 0, err
	}
	p := &pending{id: id, frame: f, answer: make(chan ws.Frame, 1)}
	c.mu.Lock()
	c.pending = append(c.pending, p)
	conn := c.conn
	c.mu.Unlock()
	defer c.forget(p)
	for {
		if conn != nil {
			// A command that cannot be written stays pending and is sent again with the next connection.
			if err := c.write(ctx, conn, f); errors.Is(err, ws.ErrTooLarge) {
				return 0, err
			}
		}
		version, err := c.await(ctx, p)
		if refusal := (*agenda.Error)(nil); !errors.As(err, &refusal) || refusal.Code != agenda.Unavailable {
			return version, err
		}
		if !sleep(ctx, shortestPause+rand.N(c.opts.MaxPause)) {
			return 0, fmt.Errorf("%s was not answered: %w", id, ctx.Err())
		}
		c.mu.Lock()
		conn = c.conn
		c.mu.Unlock()
	}
}

func (c *Client) await(ctx context.Context, p *pending) (agenda.Version, error) {
	select {
	case f := <-p.answer:
		if f.Type == "error" {
			return 0, parseRefusal(f)
		}
		var ok struct{ Version agenda.Version }
		err := json.Unmarshal(f.Data, &ok)
		return ok.Version, err
	case <-ctx.Done():
		return 0, fmt.Errorf("%s was not answered: %w", p.id, ctx.Err())
	case <-c.done:
		return 0, c.ended
	}
}

// SendDraft shows others a line while it is typed. It may be lost; the error says only that it surely was.
func (c *Client) SendDraft(ctx context.Context, d Draft) error {
	f, err := ws.NewFrame("draft", "", "", d)
	if err != nil {
		return err
	}
	c.mu.Lock()
	conn := c.conn
	c.mu.Unlock()
	if conn == nil {
		return errors.New("channel: not connected")
	}
	return c.write(ctx, conn, f)
}

// write keeps within the server's rate.
func (c *Client) write(ctx context.Context, conn *ws.Conn, f ws.Frame) error {
	if err := c.limit.Wait(ctx); err != nil {
		return err
	}
	return conn.Write(f)
}

// answered hands an answer to the command that it is for. A second answer to a command that was sent twice is dropped.
func (c *Client) answered(f ws.Frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.pending {
		if string(p.id) == f.Re {
			select {
			case p.answer <- f:
			default:
			}
		}
	}
}

func (c *Client) forget(p *pending) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pending = slices.DeleteFunc(c.pending, func(o *pending) bool { return o == p })
}

// parseRefusal is the server's refusal in an error frame; any other frame is a fault of the server.
func parseRefusal(f ws.Frame) error {
	var d struct {
		Code    agenda.Code
		Key     string
		Message struct{ VI, EN string }
		Detail  any
	}
	if err := json.Unmarshal(f.Data, &d); err != nil || f.Type != "error" {
		return fmt.Errorf("channel: unexpected frame %q", f.Type)
	}
	e := agenda.NewError(d.Code, d.Key, d.Message.VI, d.Message.EN)
	if d.Detail != nil {
		e = e.With(d.Detail)
	}
	return e
}
