package sfu

import (
	"net"
	"net/netip"
)

// readOne waits for the next packet that take does not take, where packets are read one by one. It is in buf.
func readOne(conn *net.UDPConn, take func([]byte) bool, buf []byte) ([]byte, netip.AddrPort, error) {
	for {
		n, from, err := conn.ReadFromUDPAddrPort(buf)
		if err != nil || !take(buf[:n]) {
			return buf[:n], from, err
		}
	}
}
