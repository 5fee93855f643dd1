package turn

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/turn/v5"

	"giaoban/signaling/silent"
)

// Config is what a Server is made of. It is a value.
type Config struct {
	Addr    string           // host:port for UDP and TCP; empty: neither. Port 0 picks a free one
	TLS     net.Listener     // of clients that come by TLS, which ends before the listener or in its connections; nil: none. The server closes it
	Host    string           // name or address of this node as browsers know it
	TLSHost string           // the same as it stands in the certificate; Host when empty
	Targets []Target         // our own media: the only places that relays reach
	Now     func() time.Time // time.Now when nil
}

// Server is a TURN server. It is locked: the first fields are static.
type Server struct {
	cfg  Config
	key  [32]byte // of this process: after a restart everybody gets other credentials
	urls []string
	turn *turn.Server

	bytes, refused atomic.Uint64

	live sync.WaitGroup // relays and streams

	mu      sync.Mutex
	relays  map[*relay]bool
	streams map[*stream]bool
	closing bool
}

// Listen opens the ports and serves until Close. A taken port is an error that names it. On error Config.TLS is closed too.
func Listen(c Config) (*Server, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.TLSHost == "" {
		c.TLSHost = c.Host
	}
	c.Targets = slices.Clone(c.Targets)
	s := &Server{cfg: c, relays: map[*relay]bool{}, streams: map[*stream]bool{}}
	_, _ = rand.Read(s.key[:]) // never fails
	var conns []net.PacketConn
	var listeners []net.Listener
	if c.TLS != nil {
		listeners = append(listeners, streams{Listener: c.TLS, server: s})
	}
	err := s.open(&conns, &listeners)
	if err == nil {
		s.turn, err = turn.NewServer(s.config(conns, listeners))
	}
	if err == nil {
		return s, nil
	}
	for _, conn := range conns {
		err = errors.Join(err, conn.Close())
	}
	for _, l := range listeners {
		err = errors.Join(err, l.Close())
	}
	return nil, err
}

// open opens the ports and names them for browsers. The TCP port is the UDP port.
func (s *Server) open(conns *[]net.PacketConn, listeners *[]net.Listener) error {
	if len(s.cfg.Targets) == 0 {
		return errors.New("turn: no media over UDP that could be relayed")
	}
	if s.cfg.Addr != "" {
		l, err := net.Listen("tcp", s.cfg.Addr)
		if err != nil {
			return fmt.Errorf("turn: listen on TCP %s: %w", s.cfg.Addr, err)
		}
		*listeners = append(*listeners, streams{Listener: l, server: s})
		at := l.Addr().(*net.TCPAddr).AddrPort() // what a TCP listener has
		for _, addr := range addresses(at) {
			conn, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(addr))
			if err != nil {
				return fmt.Errorf("turn: listen on UDP %s: %w", addr, err)
			}
			*conns = append(*conns, conn)
		}
		host := net.JoinHostPort(s.cfg.Host, strconv.Itoa(int(at.Port())))
		s.urls = append(s.urls, "turn:"+host+"?transport=udp", "turn:"+host+"?transport=tcp")
	}
	if s.cfg.TLS != nil {
		at, ok := s.cfg.TLS.Addr().(*net.TCPAddr)
		if !ok {
			return fmt.Errorf("turn: %s is no TCP listener", s.cfg.TLS.Addr())
		}
		s.urls = append(s.urls, "turns:"+net.JoinHostPort(s.cfg.TLSHost, strconv.Itoa(at.Port))+"?transport=tcp")
	}
	return nil
}

// addresses are what an address stands for: itself, or for an unspecified one every address of the machine, because an answer has to leave from the address
// that was asked.
func addresses(at netip.AddrPort) (list []netip.AddrPort) {
	if !at.Addr().IsUnspecified() {
		return []netip.AddrPort{unmapped(at)}
	}
	own, _ := net.InterfaceAddrs() // none is an answer too
	for _, a := range own {
		p, err := netip.ParsePrefix(a.String())
		if err == nil && !p.Addr().IsLinkLocalUnicast() && (p.Addr().Is4() || at.Addr().Is6()) {
			list = append(list, netip.AddrPortFrom(p.Addr(), at.Port()))
		}
	}
	return list
}

func (s *Server) config(conns []net.PacketConn, listeners []net.Listener) turn.ServerConfig {
	c := turn.ServerConfig{Realm: "giaoban", AuthHandler: s.authenticate, EventHandler: turn.EventHandler{OnAuth: s.heed}, LoggerFactory: silent.Logger{}}
	for _, conn := range conns {
		c.PacketConnConfigs = append(c.PacketConnConfigs, turn.PacketConnConfig{PacketConn: conn, RelayAddressGenerator: generator{s}, PermissionHandler: s.permits})
	}
	for _, l := range listeners {
		c.ListenerConfigs = append(c.ListenerConfigs, turn.ListenerConfig{Listener: l, RelayAddressGenerator: generator{s}, PermissionHandler: s.permits})
	}
	return c
}

// Relays counts the relays that are open.
func (s *Server) Relays() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.relays)
}

// Close closes the ports, ends all relays and connections and waits for them.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closing = true
	var open []interface{ Close() error }
	for r := range s.relays {
		open = append(open, r)
	}
	for c := range s.streams {
		open = append(open, c)
	}
	s.mu.Unlock()
	err := s.turn.Close()
	for _, c := range open {
		err = errors.Join(err, c.Close())
	}
	s.live.Wait()
	return err
}
