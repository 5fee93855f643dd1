package turn

import (
	"net"
	"net/netip"
	"slices"
)

// Target is one address of our own media. It is a value.
type Target struct {
	Told netip.AddrPort // by which browsers know it
	Real netip.AddrPort // where it is for this machine: behind a 1:1 NAT the told address may lead nowhere from inside
}

// Targets makes the targets of a media port: listening are the addresses of its sockets, public what browsers are told instead of them, if anything.
func Targets(listening []netip.AddrPort, public []netip.Addr) (list []Target) {
	for _, told := range public {
		told = told.Unmap()
		at := slices.IndexFunc(listening, func(a netip.AddrPort) bool { return a.Addr().Unmap().Is4() == told.Is4() })
		if at >= 0 && !slices.ContainsFunc(list, func(t Target) bool { return t.Told.Addr().Is4() == told.Is4() }) { // one way in is enough
			list = append(list, Target{Told: netip.AddrPortFrom(told, listening[at].Port()), Real: unmapped(listening[at])})
		}
	}
	if len(public) > 0 {
		return list
	}
	for _, a := range listening {
		list = append(list, Target{Told: unmapped(a), Real: unmapped(a)})
	}
	return list
}

func unmapped(a netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(a.Addr().Unmap(), a.Port()) }

// permits says whether a client may send to an address through its relay. The port is looked at by the relay.
func (s *Server) permits(_ net.Addr, peer net.IP) bool {
	ip, ok := netip.AddrFromSlice(peer)
	if ok && slices.ContainsFunc(s.cfg.Targets, func(t Target) bool { return t.Told.Addr() == ip.Unmap() }) {
		return true
	}
	s.refused.Add(1)
	return false
}

// real is where a datagram for a told address goes.
func (s *Server) real(told net.Addr) (netip.AddrPort, bool) {
	a, ok := told.(*net.UDPAddr)
	if !ok {
		return netip.AddrPort{}, false
	}
	at := slices.IndexFunc(s.cfg.Targets, func(t Target) bool { return t.Told == unmapped(a.AddrPort()) })
	if at < 0 {
		return netip.AddrPort{}, false
	}
	return s.cfg.Targets[at].Real, true
}

// told is as whom a datagram from a real address comes.
func (s *Server) told(from netip.AddrPort) (net.Addr, bool) {
	at := slices.IndexFunc(s.cfg.Targets, func(t Target) bool { return t.Real == unmapped(from) })
	if at < 0 {
		return nil, false
	}
	return net.UDPAddrFromAddrPort(s.cfg.Targets[at].Told), true
}

// home is the address of a relay: that of the first target of its family, so that its datagrams never leave the machine.
func (s *Server) home(network string) (netip.Addr, bool) {
	at := slices.IndexFunc(s.cfg.Targets, func(t Target) bool { return t.Real.Addr().Is4() == (network == "udp4") })
	if at < 0 {
		return netip.Addr{}, false
	}
	return s.cfg.Targets[at].Real.Addr(), true
}
