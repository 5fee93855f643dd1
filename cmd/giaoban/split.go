package main

import (
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"
)

// handshakeWithin is how long a connection to a shared port may take for its TLS handshake and its first byte.
const handshakeWithin = 5 * time.Second

// acceptAgain is when to try again after the machine could not take a connection.
const acceptAgain = 50 * time.Millisecond

// maxArriving is how many connections may be in that state at once; more wait in the kernel.
const maxArriving = 500

// maxArrivingEach is how many of them may be of one address, which may stand for a whole district; more are closed, so that one that sends nothing keeps nobody out.
const maxArrivingEach = 200

// split is one TLS port that pages and TURN share, for sites whose firewall knows 443 only. A request begins with a letter, a TURN client with a byte below
// two: the first byte says whose a connection is. It is locked: the first fields are static, mu guards the last.
type split struct {
	inner  net.Listener
	config *tls.Config
	site   *share
	relay  *share
	done   chan struct{} // closed with the listener

	tasks sync.WaitGroup

	mu       sync.Mutex
	arriving map[net.Conn]bool
	each     map[netip.Addr]int // of arriving, by address
	closed   bool
}

// share is one half of a split port, as a listener. It is a value behind its pointer: nothing changes.
type share struct {
	split *split
	conns chan net.Conn
}

// newSplit shares l, which gives connections without TLS. Closing either half, or Close, ends both.
func newSplit(l net.Listener, c *tls.Config) *split {
	s := &split{inner: l, config: c, done: make(chan struct{}), arriving: map[net.Conn]bool{}, each: map[netip.Addr]int{}}
	s.site, s.relay = &share{split: s, conns: make(chan net.Conn)}, &share{split: s, conns: make(chan net.Conn)}
	s.tasks.Go(s.accept)
	return s
}

// accept takes connections until the listener ends, and then those that are still arriving leave.
func (s *split) accept() {
	places := make(chan struct{}, maxArriving)
	for {
		c, err := s.inner.Accept()
		if errors.Is(err, net.ErrClosed) {
			_ = s.end() // it is closed
			return
		}
		if err != nil { // no file descriptors left, say
			select {
			case <-time.After(acceptAgain):
			case <-s.done:
			}
			continue
		}
		if !s.arrives(c) {
			_ = c.Close() // its address has too many, or nobody will ask for it
			continue
		}
		select {
		case places <- struct{}{}:
		case <-s.done:
			_ = c.Close() // nobody will ask for it
			s.arrived(c)
			continue
		}
		s.tasks.Go(func() {
			s.greet(c)
			<-places
		})
	}
}

// greet shakes hands and hands the connection over, or closes it.
func (s *split) greet(raw net.Conn) {
	defer s.arrived(raw)
	c, first := tls.Server(raw, s.config), make([]byte, 1)
	_ = c.SetDeadline(time.Now().Add(handshakeWithin)) // of an open connection: cannot fail
	if n, err := c.Read(first); n == 0 || err != nil {
		_ = raw.Close()
		return
	}
	_ = c.SetDeadline(time.Time{})
	to := s.site
	if first[0] < 2 {
		to = s.relay
	}
	select {
	case to.conns <- &greeted{Conn: c, first: first}:
	case <-s.done:
		_ = raw.Close()
	}
}

// arrives takes a place for a connection, which arrived gives back. It is false when there is none.
func (s *split) arrives(c net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := addressOf(c)
	if s.closed || s.each[from] >= maxArrivingEach {
		return false
	}
	s.arriving[c] = true
	s.each[from]++
	return true
}

func (s *split) arrived(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.arriving, c)
	from := addressOf(c)
	if s.each[from]--; s.each[from] == 0 {
		delete(s.each, from)
	}
}

// addressOf is where a connection comes from, without its port. What is no IP address counts as one.
func addressOf(c net.Conn) netip.Addr {
	from, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap()
}

// end closes the port once.
func (s *split) end() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	for c := range s.arriving {
		_ = c.Close() // its handshake ends with it
	}
	s.mu.Unlock()
	close(s.done)
	return s.inner.Close()
}

// Close closes the port and waits for the connections that were arriving.
func (s *split) Close() error {
	err := s.end()
	s.tasks.Wait()
	return err
}

// Accept implements net.Listener.
func (h *share) Accept() (net.Conn, error) {
	select {
	case c := <-h.conns:
		return c, nil
	case <-h.split.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (h *share) Close() error { return h.split.end() }

// Addr implements net.Listener.
func (h *share) Addr() net.Addr { return h.split.inner.Addr() }

// greeted is a connection whose first byte was read already. Its reader owns first.
type greeted struct {
	*tls.Conn
	first []byte
}

// Read implements net.Conn.
func (c *greeted) Read(b []byte) (int, error) {
	if len(c.first) > 0 && len(b) > 0 {
		n := copy(b, c.first)
		c.first = c.first[n:]
		return n, nil
	}
	return c.Conn.Read(b)
}
