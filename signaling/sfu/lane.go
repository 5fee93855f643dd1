package sfu

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"

	"github.com/pion/webrtc/v4"
)

// errNowhere says that a connection has lost its way. Its state is watched elsewhere.
var errNowhere = errors.New("media: no way to the browser")

// lane is how the RTP of a down connection comes to the socket: encrypted here and written to where ICE has found the browser, past pion, whose way there (an
// SRTP session, ICE, two multiplexers, each with locks of its own) costs three times as much as the encryption. A connection without a sealer goes pion's way, all its life;
// one that has taken its own never goes back, because pion does not know then how often the numbers have started again.
type lane struct {
	keys keys
	way  atomic.Pointer[way] // nil: pion's; written by the room's errands
}

// way is where a lane leads now. It is immutable; without an outlet and streams it leads nowhere.
type way struct {
	sealer  *sealer
	outlet  *outlet // over UDP
	to      netip.AddrPort
	streams []net.PacketConn // over TCP: one of these has a connection with at
	at      net.Addr
}

// write sends one packet; h says which. It gives 0 and no error when nothing left: through pion, while the connection is not up.
func (l *lane) write(b *binding, h *envelope, payload []byte) (int, error) {
	w := l.way.Load()
	switch {
	case w == nil:
		return b.out.WriteRTP(&h.Header, payload)
	case w.outlet != nil:
		return w.outlet.seal(w, h, payload)
	}
	return w.stream(h, payload)
}

// lost says that the way, which there once was, leads nowhere now.
func (l *lane) lost() bool {
	w := l.way.Load()
	return w != nil && w.outlet == nil && len(w.streams) == 0
}

// sealed is the size of a packet once it is encrypted.
func (h *envelope) sealed(payload []byte) int {
	return h.MarshalSize() + len(payload) + authTag
}

// seal makes the packet in place, which has the size that sealed says.
func (w *way) seal(packet []byte, h *envelope, payload []byte, n *nonce) error {
	header, err := h.Header.MarshalTo(packet)
	if err != nil {
		return err
	}
	w.sealer.seal(packet, header, payload, h.turn, n)
	return nil
}

// record is storage for a packet that goes over TCP. It is a value.
type record struct {
	bytes [2 * maxPacket]byte
	nonce nonce
}

var records = sync.Pool{New: func() any { return new(record) }}

// stream sends a packet over TCP.
func (w *way) stream(h *envelope, payload []byte) (int, error) {
	payload = h.padded(payload)
	r := records.Get().(*record)
	defer records.Put(r)
	packet := r.bytes[:h.sealed(payload)]
	if err := w.seal(packet, h, payload, &r.nonce); err != nil {
		return 0, err
	}
	err := errNowhere
	for _, c := range w.streams {
		var n int
		if n, err = c.WriteTo(packet, w.at); err == nil {
			return n, nil
		}
	}
	return 0, err
}

// aim looks whether and where the connection leads now. Only the room's errands call it, whenever its course may have changed.
func (p *Peer) aim() {
	l := &p.lane
	sealer := l.keys.agreedSealer()
	if sealer == nil {
		return
	}
	transport := p.down.SCTP().Transport() // there is one, used or not
	old := l.way.Load()
	if old == nil && transport.State() != webrtc.DTLSTransportStateConnected {
		return // whoever shook hands may not be who was invited: that is looked at last
	}
	now := &way{sealer: sealer}
	if pair := p.downward.pair; pair != nil {
		p.room.engine.lead(now, old, pair, transport.ICETransport())
	}
	switch {
	case now.outlet == nil && now.streams == nil && old == nil: // pion may know better
	case old != nil && old.outlet == now.outlet && old.to == now.to && now.outlet != nil:
	default:
		l.way.Store(now)
	}
}

// lead makes w, which follows old, lead over pair.
func (e *Engine) lead(w, old *way, pair *webrtc.ICECandidatePair, ice *webrtc.ICETransport) {
	remote, err := netip.ParseAddr(pair.Remote.Address)
	if err != nil {
		return
	}
	w.to = netip.AddrPortFrom(remote.Unmap(), pair.Remote.Port)
	if pair.Local.Protocol == webrtc.ICEProtocolUDP {
		w.outlet = e.outletFor(pair.Local.Address, w.to, old)
		return
	}
	if mine, err := ice.GetLocalParameters(); err == nil && e.tcp != nil {
		w.streams, w.at = e.tcp.of(mine.UsernameFragment), net.TCPAddrFromAddrPort(w.to)
	}
}

// outletFor is the socket with the address local, or, behind a NAT, where that is the public one, the socket that led to remote so far, or that remote was heard on;
// nil if that is not known.
func (e *Engine) outletFor(local string, remote netip.AddrPort, old *way) *outlet {
	for _, o := range e.outlets {
		if o.LocalAddr().(*net.UDPAddr).IP.String() == local {
			return o
		}
	}
	if old != nil && old.to == remote && old.outlet != nil {
		return old.outlet
	}
	for _, o := range e.outlets {
		if o.heard.has(remote) {
			return o
		}
	}
	return nil
}
