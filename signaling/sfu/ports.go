package sfu

import (
	"net"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/transport/v5"
	"github.com/pion/transport/v5/stdnet"

	"giaoban/signaling/silent"
)

const socketBuffer = 2 << 20 // bytes; the kernel may allow less, then it is less

// ports makes an outlet of every socket that pion opens. It is owned by listenUDP.
type ports struct {
	*stdnet.Net
	gate   *gate
	opened []*outlet
}

// ListenUDP implements transport.Net.
func (p *ports) ListenUDP(network string, addr *net.UDPAddr) (transport.UDPConn, error) {
	conn, err := net.ListenUDP(network, addr)
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(socketBuffer)
	_ = conn.SetWriteBuffer(socketBuffer)
	o := newOutlet(conn, p.gate)
	p.opened = append(p.opened, o)
	return o, nil
}

// listenUDP listens on one address, or, for an unspecified one, on every address of the machine: an answer has to leave from the address that was asked.
// Closing the multiplexer closes the outlets.
func listenUDP(c Config, g *gate) (ice.UDPMux, []*outlet, error) {
	addr, err := net.ResolveUDPAddr("udp", c.UDPAddr)
	if err != nil {
		return nil, nil, err
	}
	p := &ports{gate: g}
	if p.Net, err = stdnet.NewNet(); err != nil {
		return nil, nil, err
	}
	if len(addr.IP) != 0 && !addr.IP.IsUnspecified() {
		conn, err := p.ListenUDP("udp", addr)
		if err != nil {
			return nil, nil, err
		}
		return ice.NewUDPMuxDefault(ice.UDPMuxParams{Logger: silent.Logger{}, UDPConn: conn}), p.opened, nil
	}
	options := []ice.UDPMuxFromPortOption{
		ice.UDPMuxFromPortWithLogger(silent.Logger{}), ice.UDPMuxFromPortWithNet(p),
		ice.UDPMuxFromPortWithIPFilter(func(ip net.IP) bool { return !ip.IsLinkLocalUnicast() }),
	}
	if c.Loopback {
		options = append(options, ice.UDPMuxFromPortWithLoopback())
	}
	mux, err := ice.NewMultiUDPMuxFromPort(addr.Port, options...)
	if err != nil {
		return nil, nil, err // pion has closed what was opened
	}
	return mux, p.opened, nil
}

// linger tells the sockets that nothing more follows at once, unless least is above zero: then something may, within that time.
func (e *Engine) linger(least time.Duration) {
	for _, o := range e.outlets {
		o.linger(least)
	}
}
