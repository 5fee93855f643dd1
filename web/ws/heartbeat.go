package ws

import (
	"errors"
	"time"

	"github.com/gorilla/websocket"
)

const (
	pingEvery = 5 * time.Second
	deadAfter = 10 * time.Second
)

var errPingFlood = errors.New("too many pings")

// heartbeat pings once, unless the connection has ended. It is repeated on the accepting side only; the dialling side hears the pings.
func (c *Conn) heartbeat() {
	if c.ended() != nil {
		return
	}
	if err := c.raw.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout)); err != nil {
		_ = c.broken(err) // the reader is told by ended()
	}
}

// listen gives the other side 10 s more to be heard.
func (c *Conn) listen() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.interrupted {
		_ = c.raw.SetReadDeadline(time.Now().Add(deadAfter)) // on a dead socket the read fails, which is what is wanted
	}
}

// interrupt makes a blocked Read return.
func (c *Conn) interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.interrupted {
		c.interrupted = true
		_ = c.raw.SetReadDeadline(time.Now()) // as above
	}
}

// alive is a sign of life. Within a message it does not count: the message itself must come within 10 s of its start.
func (c *Conn) alive() {
	if !c.busy {
		c.listen()
	}
}

func (c *Conn) onPing(text string) error {
	if !c.pings.Allow() {
		return errPingFlood
	}
	c.alive()
	// A pong that cannot be written now is not worth waiting for; a broken line is noticed by whoever writes next.
	_ = c.raw.WriteControl(websocket.PongMessage, []byte(text), time.Now().Add(time.Second))
	return nil
}

func (c *Conn) onPong(string) error {
	if !c.pings.Allow() {
		return errPingFlood
	}
	c.alive()
	return nil
}
