//go:build !linux

package sfu

import (
	"net"
	"net/netip"
)

// socket reads and sends packets. Elsewhere than on Linux it does so one by one. Reading is for one goroutine.
type socket struct {
	conn *net.UDPConn      // static
	take func([]byte) bool // static
	buf  [8192]byte        // owned by the reader; pion's own has as much
}

// newSocket reads and sends on conn. Packets of which take reports true are read no further; what it is given is good until it returns.
func newSocket(conn *net.UDPConn, take func([]byte) bool) *socket {
	return &socket{conn: conn, take: take}
}

// next waits for the next packet that is not taken. It is good until the next call.
func (s *socket) next() ([]byte, netip.AddrPort, error) {
	return readOne(s.conn, s.take, s.buf[:])
}

// send sends a message, which is one packet here (see canSegment), and returns how many have left.
func (s *socket) send(ms []message) (int, error) {
	if err := s.write(ms[0].packets[0], ms[0].to); err != nil {
		return 0, err
	}
	return 1, nil
}

// write sends one packet. It may be called by any goroutine.
func (s *socket) write(b []byte, to netip.AddrPort) error {
	_, err := s.conn.WriteToUDPAddrPort(b, to)
	return err
}
