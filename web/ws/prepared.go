package ws

import (
	"time"

	"github.com/gorilla/websocket"
)

// Prepared is a frame for many sockets: it is encoded, and laid out as it goes over the line, once. It is a value that never changes, safe for concurrent use.
type Prepared struct {
	message *websocket.PreparedMessage
	err     error
}

// Prepare takes a frame that is already encoded as JSON. text must not be changed afterwards. What is wrong with it is told by WritePrepared.
func Prepare(text []byte) *Prepared {
	if len(text) > MaxFrame {
		return &Prepared{err: ErrTooLarge}
	}
	message, err := websocket.NewPreparedMessage(websocket.TextMessage, text)
	return &Prepared{message: message, err: err}
}

// WritePrepared sends one frame. Like Write.
func (c *Conn) WritePrepared(p *Prepared) error {
	if p.err != nil {
		return p.err
	}
	return c.write(func() error { return c.raw.WritePreparedMessage(p.message) })
}

// write sends one frame by f, bounded in time.
func (c *Conn) write(f func() error) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if end := c.ended(); end != nil {
		return end
	}
	// The deadline cannot fail on a socket that is open; on one that is not, the write below says so.
	_ = c.raw.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err := f(); err != nil {
		return c.broken(err)
	}
	return nil
}
