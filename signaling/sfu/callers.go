package sfu

import (
	"net"
	"sync"
)

// callers is a listener that ends its connections with itself. pion's multiplexer waits up to ten seconds for the first packet of a connection, also when it is
// closed: one silent client would hold up the end of the server. It is locked: mu guards the fields below it.
type callers struct {
	net.Listener

	mu     sync.Mutex
	open   map[*caller]bool
	closed bool
}

// caller is one accepted connection.
type caller struct {
	net.Conn
	of *callers
}

func newCallers(l net.Listener) *callers { return &callers{Listener: l, open: map[*caller]bool{}} }

// Accept implements net.Listener.
func (l *callers) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &caller{Conn: conn, of: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		_ = conn.Close() // nobody will ask for it
		return nil, net.ErrClosed
	}
	l.open[c] = true
	return c, nil
}

// Close implements net.Listener.
func (l *callers) Close() error {
	err := l.Listener.Close()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for c := range l.open {
		_ = c.Conn.Close() // its reader ends with it
	}
	clear(l.open)
	return err
}

// Close implements net.Conn.
func (c *caller) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.mu.Unlock()
	return c.Conn.Close()
}
