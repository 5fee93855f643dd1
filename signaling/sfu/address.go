package sfu

import (
	"net"
	"net/netip"
)

// UDPAddrs are the addresses on which media is received over UDP, as this machine knows them; none when UDP is off.
func (e *Engine) UDPAddrs() (list []netip.AddrPort) {
	for _, o := range e.outlets {
		if a, ok := o.LocalAddr().(*net.UDPAddr); ok {
			list = append(list, a.AddrPort())
		}
	}
	return list
}
