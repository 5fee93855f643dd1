package turn

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/turn/v5"
)

// What relays there may be.
const (
	MaxPerSeat = 12
	MaxRelays  = 2000
)

// idle is after how much silence of its client a relay gives way to another one of the same seat. An ICE pair in use is heard every few seconds.
const idle = 15 * time.Second

// Refusals. pion answers the client with 508 (insufficient capacity).
var (
	errNotOffered = errors.New("turn: only plain UDP relays")
	errFamily     = errors.New("turn: no media in this address family")
	errQuota      = errors.New("turn: too many relays")
)

// relay is the UDP socket of one allocation. It is locked by its atomics.
type relay struct {
	*net.UDPConn
	server *Server
	owner  string
	heard  atomic.Int64 // by the server's clock, in nanoseconds: when the client sent something last
	once   sync.Once
}

// generator makes relays for pion. It is a value.
type generator struct{ server *Server }

// Validate implements turn.RelayAddressGenerator.
func (g generator) Validate() error { return nil }

// AllocateListener implements turn.RelayAddressGenerator: there are no TCP relays.
func (g generator) AllocateListener(turn.AllocateListenerConfig) (net.Listener, net.Addr, error) {
	return nil, nil, errNotOffered
}

// AllocateConn implements turn.RelayAddressGenerator: there are no TCP relays.
func (g generator) AllocateConn(turn.AllocateConnConfig) (net.Conn, error) {
	return nil, errNotOffered
}

// AllocatePacketConn implements turn.RelayAddressGenerator. pion asks without a user for even and reserved ports.
func (g generator) AllocatePacketConn(c turn.AllocateListenerConfig) (net.PacketConn, net.Addr, error) {
	s := g.server
	if c.UserID == "" || c.RequestedPort != 0 {
		return nil, nil, errNotOffered
	}
	home, ok := s.home(c.Network)
	if !ok {
		return nil, nil, errFamily
	}
	if !s.room(c.UserID) {
		s.refused.Add(1)
		return nil, nil, errQuota
	}
	conn, err := net.ListenUDP(c.Network, &net.UDPAddr{IP: home.AsSlice(), Zone: home.Zone()})
	if err != nil {
		return nil, nil, err
	}
	r := &relay{UDPConn: conn, server: s, owner: c.UserID}
	r.heard.Store(s.cfg.Now().UnixNano())
	if !s.add(r) {
		return nil, nil, errors.Join(errQuota, conn.Close())
	}
	return r, conn.LocalAddr(), nil
}

// room says whether the owner may have one more relay, after those that are silent were ended.
func (s *Server) room(owner string) bool {
	s.mu.Lock()
	var own []*relay
	for r := range s.relays {
		if r.owner == owner {
			own = append(own, r)
		}
	}
	total := len(s.relays)
	s.mu.Unlock()
	if len(own) < MaxPerSeat {
		return total < MaxRelays
	}
	freed := false
	for _, r := range own {
		if time.Duration(s.cfg.Now().UnixNano()-r.heard.Load()) >= idle {
			_ = r.Close() // its allocation ends when the socket cannot be read
			freed = true
		}
	}
	return freed && total <= MaxRelays
}

// add lists a relay; false when the server is closing, or when several came at the same instant and this one is too many.
func (s *Server) add(r *relay) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	own := 0
	for other := range s.relays {
		if other.owner == r.owner {
			own++
		}
	}
	if s.closing || own >= MaxPerSeat || len(s.relays) >= MaxRelays {
		return false
	}
	s.relays[r] = true
	s.live.Add(1)
	return true
}

// Close ends the relay. It may be called more than once.
func (r *relay) Close() error {
	var err error
	r.once.Do(func() {
		err = r.UDPConn.Close()
		s := r.server
		s.mu.Lock()
		delete(s.relays, r)
		s.mu.Unlock()
		s.live.Done()
	})
	return err
}

// WriteTo sends to the media, and drops what is for anywhere else: it is not the client's business whether somebody listens there.
func (r *relay) WriteTo(b []byte, to net.Addr) (int, error) {
	at, ok := r.server.real(to)
	if !ok {
		r.server.refused.Add(1)
		return len(b), nil
	}
	r.heard.Store(r.server.cfg.Now().UnixNano())
	r.server.bytes.Add(uint64(len(b)))
	return r.WriteToUDPAddrPort(b, at)
}

// ReadFrom reads what the media sent, and overhears everything else.
func (r *relay) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := r.ReadFromUDPAddrPort(b)
		if err != nil {
			return 0, nil, err
		}
		if as, ok := r.server.told(from); ok {
			r.server.bytes.Add(uint64(n))
			return n, as, nil
		}
	}
}
