//go:build !linux

package sfu

import (
	"net"
	"net/netip"

	"golang.org/x/net/ipv4"
)

// socket reads and sends packets. Elsewhere than on Linux it does so one by one. Reading is for one goroutine.
type socket struct {
	conn  *net.UDPConn      // static
	take  func([]byte) bool // static
	batch *ipv4.PacketConn  // static
	buf   [8192]byte        // owned by the reader; pion's own has as much
}

// newSocket reads and sends on conn. Packets of which take reports true are read no further; what it is given is good until it returns.
func newSocket(conn *net.UDPConn, take func([]byte) bool) *socket {
	return &socket{conn: conn, take: take, batch: ipv4.NewPacketConn(conn)}
}

// next waits for the next packet that is not taken. It is good until the next call.
func (s *socket) next() ([]byte, netip.AddrPort, error) {
	for {
		n, from, err := s.conn.ReadFromUDPAddrPort(s.buf[:])
		if err != nil || !s.take(s.buf[:n]) {
			return s.buf[:n], from, err
		}
	}
}

// send sends messages, and returns how many have left.
func (s *socket) send(ms []ipv4.Message) (int, error) { return s.batch.WriteBatch(ms, 0) }

// write sends one packet. It may be called by any goroutine.
func (s *socket) write(b []byte, to netip.AddrPort) error {
	_, err := s.conn.WriteToUDPAddrPort(b, to)
	return err
}
