package sfu

import (
	"errors"
	"io"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
	"github.com/pion/transport/v5/packetio"
	"github.com/pion/webrtc/v4"
)

// inlet is one received stream between the socket and the goroutine that reads it. Packets come to it by two ways: from the reader of the socket, which has decrypted
// them here and handed them over once; and through pion, which hands each over four times: the first ones, what comes from elsewhere than ICE says or over TCP, and
// all of a connection without a key of ours. It is locked by mu and its queue.
type inlet struct {
	queue *packetio.Buffer // static
	ssrc  uint32           // static

	at stream // guarded by gate.mu: where it is known; zero: nowhere

	mu      sync.Mutex
	context *srtp.Context // guarded by mu; nil: not yet, or none
	header  rtp.Header    // guarded by mu: storage
	plain   []byte        // guarded by mu: storage
}

func newInlet(ssrc uint32) *inlet {
	i := &inlet{queue: packetio.NewBuffer(), ssrc: ssrc, plain: make([]byte, 0, maxPacket)}
	i.queue.SetLimitSize(upRoom)
	return i
}

// pump takes what comes through pion, until the track ends.
func (i *inlet) pump(track *webrtc.TrackRemote) error {
	defer func() { _ = i.queue.Close() }() // it never fails
	buf := make([]byte, maxPacket)
	for {
		n, _, err := track.Read(buf)
		if errors.Is(err, io.ErrShortBuffer) {
			continue // larger than any packet we forward
		}
		if err != nil {
			return err
		}
		_, _ = i.queue.Write(buf[:n], nil) // full: lost, as on its way
	}
}

// Read gives the next packet. It implements io.Reader.
func (i *inlet) Read(b []byte) (int, error) {
	n, _, err := i.queue.Read(b, nil)
	return n, err
}

// admit takes an encrypted packet. It reports false when it is pion's: it was not encrypted with the key that is known here, or not by the count of it.
func (i *inlet) admit(b []byte) bool {

	i.mu.Lock()
	defer i.mu.Unlock()
	if i.context == nil || len(b) > cap(i.plain) {
		return false
	}
	plain, err := i.context.DecryptRTP(i.plain, b, &i.header)
	if err != nil {
		return !errors.Is(err, srtp.ErrFailedToVerifyAuthTag) // a packet that has come before is nobody's
	}
	_, _ = i.queue.Write(plain, nil) // full: lost, as on its way
	return true
}

// stream is how packets of one stream are known before they are decrypted. It is a value.
type stream struct {
	from netip.AddrPort
	ssrc uint32
}

// gate knows the inlets. It is locked.
type gate struct {
	mu     sync.RWMutex
	inlets map[stream]*inlet // guarded by mu
	taken  atomic.Int64      // packets
}

// take has an inlet admit a packet of RTP, and reports whether one did.
func (g *gate) take(b []byte, from netip.AddrPort) bool {
	if g == nil || !isRTP(b) {
		return false
	}
	at := stream{from: netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), ssrc: ssrcOf(b)}
	g.mu.RLock()
	i := g.inlets[at]
	g.mu.RUnlock()
	if i == nil || !i.admit(b) {
		return false
	}
	g.taken.Add(1)
	return true
}

// place makes the inlet known as that of packets from an address; the zero address makes it unknown.
func (g *gate) place(i *inlet, from netip.AddrPort) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i.at.from == from {
		return
	}
	if g.inlets[i.at] == i {
		delete(g.inlets, i.at)
	}
	if i.at = (stream{from: from, ssrc: i.ssrc}); from.IsValid() {
		g.inlets[i.at] = i
	}
}

// open has the inlets of p take packets where its up connection leads to now. Only the room's errands call it, whenever that may have changed or there are others.
func (p *Peer) open() {
	from := netip.AddrPort{}
	if pair := p.upward.pair; pair != nil && pair.Local.Protocol == webrtc.ICEProtocolUDP {
		if addr, err := netip.ParseAddr(pair.Remote.Address); err == nil {
			from = netip.AddrPortFrom(addr.Unmap(), pair.Remote.Port)
		}
	}
	p.inletsMu.Lock()
	defer p.inletsMu.Unlock()
	for _, i := range p.inlets {
		if i.ready(&p.upKeys) {
			p.room.engine.gate.place(i, from)
		}
	}
}

// ready says whether the inlet can decrypt.
func (i *inlet) ready(k *keys) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.context == nil {
		i.context = k.opener()
	}
	return i.context != nil
}

// admits makes the inlet of a track and fills it until the track ends. It reports false when the peer has ended.
func (p *Peer) admits(track *webrtc.TrackRemote) (*inlet, bool) {
	i := newInlet(uint32(track.SSRC()))
	p.inletsMu.Lock()
	p.inlets = append(p.inlets, i)
	p.inletsMu.Unlock()
	p.upward.astray(p.room)
	return i, p.run("pump", func() error {
		defer p.shut(i)
		return i.pump(track)
	})
}

// shut forgets an inlet.
func (p *Peer) shut(i *inlet) {
	p.inletsMu.Lock()
	defer p.inletsMu.Unlock()
	p.inlets = slices.DeleteFunc(p.inlets, func(other *inlet) bool { return other == i })
	p.room.engine.gate.place(i, netip.AddrPort{})
}
