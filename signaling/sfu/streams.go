package sfu

import (
	"net"
	"slices"
	"sync"

	"github.com/pion/ice/v4"
)

// streams is pion's multiplexer of ICE over TCP (RFC 6544), and remembers whose connections are whose. It is locked.
type streams struct {
	*ice.TCPMuxDefault

	mu    sync.Mutex
	given map[string][]net.PacketConn // guarded by mu; by ufrag
}

func newStreams(mux *ice.TCPMuxDefault) *streams {
	return &streams{TCPMuxDefault: mux, given: map[string][]net.PacketConn{}}
}

// GetConnByUfrag implements ice.TCPMux.
func (s *streams) GetConnByUfrag(ufrag string, isIPv6 bool, local net.IP) (net.PacketConn, error) {
	conn, err := s.TCPMuxDefault.GetConnByUfrag(ufrag, isIPv6, local)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.given[ufrag] = append(s.given[ufrag], conn)
	return conn, nil
}

// RemoveConnByUfrag implements ice.TCPMux.
func (s *streams) RemoveConnByUfrag(ufrag string) {
	s.mu.Lock()
	delete(s.given, ufrag)
	s.mu.Unlock()
	s.TCPMuxDefault.RemoveConnByUfrag(ufrag)
}

// of is what was given out for a ufrag.
func (s *streams) of(ufrag string) []net.PacketConn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.given[ufrag])
}
