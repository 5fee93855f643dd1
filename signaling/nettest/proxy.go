package nettest

import (
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// backlog is how much a limited line holds before it loses: a modem's buffer.
const backlog = 300 * time.Millisecond

// Proxy passes UDP on between clients and one server, badly if told so. It is locked: mu guards the fields below it.
type Proxy struct {
	front *net.UDPConn   // static: where clients send to
	to    netip.AddrPort // static
	loss  atomic.Int64   // per cent, each way
	limit atomic.Int64   // bit/s to each client; 0: none
	tasks sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	clients map[netip.AddrPort]*net.UDPConn
}

// NewProxy makes a proxy from one address to another; it ends with the test.
func NewProxy(t testing.TB, from, to netip.AddrPort) *Proxy {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(from))
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{front: conn, to: to, clients: map[netip.AddrPort]*net.UDPConn{}}
	p.tasks.Go(p.up)
	t.Cleanup(p.close)
	return p
}

// Lose loses so many per cent of the packets each way.
func (p *Proxy) Lose(perCent int) { p.loss.Store(int64(perCent)) }

// Limit lets at most so many bit/s through to each client, and holds 300 ms of what is above; 0 is no limit.
func (p *Proxy) Limit(bps int) { p.limit.Store(int64(bps)) }

func (p *Proxy) lost() bool { return rand.Int64N(100) < p.loss.Load() }

// up passes on what clients send.
func (p *Proxy) up() {
	buf := make([]byte, 2000)
	for {
		n, from, err := p.front.ReadFromUDPAddrPort(buf)
		if err != nil {
			return
		}
		back := p.client(from)
		if back == nil {
			return
		}
		if !p.lost() {
			_, _ = back.WriteToUDPAddrPort(buf[:n], p.to) // lost, as things are on a network
		}
	}
}

// client is the socket that stands for a client towards the server.
func (p *Proxy) client(from netip.AddrPort) *net.UDPConn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.clients[from]; c != nil || p.closed {
		return c
	}
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IP(p.to.Addr().AsSlice())})
	if err != nil {
		return nil
	}
	p.clients[from] = c
	p.tasks.Go(func() { p.down(c, from) })
	return c
}

// down passes on what the server sends to one client, as fast as the line is.
func (p *Proxy) down(c *net.UDPConn, to netip.AddrPort) {
	type packet struct {
		at   time.Time
		data []byte
	}
	line := make(chan packet, 10_000)
	p.tasks.Go(func() {
		for x := range line {
			if wait := time.Until(x.at); wait > 0 {
				<-time.After(wait)
			}
			_, _ = p.front.WriteToUDPAddrPort(x.data, to) // as above
		}
	})
	defer close(line)
	var free time.Time // when everything that is on the line will have left
	buf := make([]byte, 2000)
	for {
		n, _, err := c.ReadFromUDPAddrPort(buf)
		if err != nil {
			return
		}
		now := time.Now()
		if free.Before(now) {
			free = now
		}
		if p.lost() || free.Sub(now) > backlog {
			continue
		}
		if limit := p.limit.Load(); limit > 0 {
			free = free.Add(time.Duration(int64(n+28) * 8 * int64(time.Second) / limit))
		}
		line <- packet{at: free, data: append([]byte(nil), buf[:n]...)}
	}
}

func (p *Proxy) close() {
	p.mu.Lock()
	p.closed = true
	for _, c := range p.clients {
		_ = c.Close() // its reader ends with it
	}
	p.mu.Unlock()
	_ = p.front.Close() // likewise
	p.tasks.Wait()
}
