package turn

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// MaxStreams is how many TCP and TLS clients may be connected.
const MaxStreams = 4000

const (
	knockWithin = 10 * time.Second // from the connection to the first request with good credentials
	quiet       = 11 * time.Minute // a client refreshes its relay every ten
	stuck       = 5 * time.Second  // one that does not read
)

// streams is a listener whose connections end in time. It is a value.
type streams struct {
	net.Listener
	server *Server
}

// Accept implements net.Listener. The handshake of a *tls.Conn happens with the first Read, in the reader's goroutine and time.
func (l streams) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		s := &stream{Conn: c, server: l.server, opened: time.Now()}
		if l.server.connect(s) {
			return s, nil
		}
		l.server.refused.Add(1)
		_ = c.Close() // too many, or the server is closing
	}
}

// stream is the connection of one TCP or TLS client. Its reader is pion's goroutine; writers are those of its relays.
type stream struct {
	net.Conn
	server *Server
	opened time.Time   // static
	known  atomic.Bool // it has shown good credentials
	once   sync.Once
}

// Read implements net.Conn.
func (s *stream) Read(b []byte) (int, error) {
	until := s.opened.Add(knockWithin)
	if s.known.Load() {
		until = time.Now().Add(quiet)
	}
	if err := s.SetReadDeadline(until); err != nil {
		return 0, err
	}
	return s.Conn.Read(b)
}

// Write implements net.Conn. What was cut off in the middle cannot go on.
func (s *stream) Write(b []byte) (int, error) {
	if err := s.SetWriteDeadline(time.Now().Add(stuck)); err != nil {
		return 0, err
	}
	n, err := s.Conn.Write(b)
	if err != nil {
		_ = s.Close() // the first error is the one to tell
	}
	return n, err
}

// Close implements net.Conn. It may be called more than once.
func (s *stream) Close() error {
	var err error
	s.once.Do(func() {
		if c, ok := s.Conn.(interface{ NetConn() net.Conn }); ok { // TLS
			err = c.NetConn().Close() // without the five seconds that a farewell may take
		} else {
			err = s.Conn.Close()
		}
		s.server.mu.Lock()
		delete(s.server.streams, s)
		s.server.mu.Unlock()
		s.server.live.Done()
	})
	return err
}

// connect lists a stream; false when there are too many or the server is closing.
func (s *Server) connect(c *stream) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing || len(s.streams) >= MaxStreams {
		return false
	}
	s.streams[c] = true
	s.live.Add(1)
	return true
}

// heed is told by pion of every request with credentials. TCP and TLS clients are found by their address.
func (s *Server) heed(from, _ net.Addr, _, _, _, _ string, good bool) {
	if !good {
		s.refused.Add(1)
		return
	}
	if _, ok := from.(*net.TCPAddr); !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.streams {
		if !c.known.Load() && c.RemoteAddr().String() == from.String() {
			c.known.Store(true)
		}
	}
}
