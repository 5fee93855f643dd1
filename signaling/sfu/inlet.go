package sfu

import (
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/pion/transport/v5/packetio"
	"github.com/pion/webrtc/v4"
)

const (
	pionEvery = 4096 // so manieth packets go through pion, which has to know how often the numbers have started again
	sameSSRC  = 4    // streams of one SSRC that are told apart; they are random, and a client that chooses another's gains nothing by it
)

// inlet is one received stream between the socket and the goroutine that reads it. Packets come to it by two ways: from the reader of the socket, which has decrypted
// them here and hands them over once; and through pion, which hands each over four times: the first ones, what comes over TCP, and all of a connection
// without a key of ours. Each number passes once, whichever way it comes. It is locked by its parts.
type inlet struct {
	queue  *packetio.Buffer // static
	ssrc   uint32           // static
	opener *opener          // static; nil: pion decrypts
	passed *passed          // static; that of the SSRC, also when its track is another
	count  atomic.Uint32    // packets that came to admit
}

func newInlet(ssrc uint32, o *opener) *inlet {
	i := &inlet{queue: packetio.NewBuffer(), ssrc: ssrc, opener: o, passed: &passed{}}
	if o != nil {
		i.passed = o.passedOf(ssrc)
	}
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
		i.pass(buf[:n])
	}
}

// pass hands a packet over, unless it has come before.
func (i *inlet) pass(b []byte) {
	if len(b) < rtpHeader {
		return
	}
	if i.passed.fresh(numberOf(b)) {
		_, _ = i.queue.Write(b, nil) // full: lost, as on its way
	}
}

// Read gives the next packet. It implements io.Reader.
func (i *inlet) Read(b []byte) (int, error) {
	n, _, err := i.queue.Read(b, nil)
	return n, err
}

// admit takes an encrypted packet. It reports false when it is pion's.
func (i *inlet) admit(b []byte) bool {
	return i.opener != nil && i.count.Add(1)%pionEvery != 0 && i.opener.open(b, i)
}

// gate knows the inlets by their SSRC alone: who has encrypted a packet is known when it is opened, wherever it came from. It is locked.
type gate struct {
	mu     sync.RWMutex
	inlets map[uint32][]*inlet // guarded by mu; the lists are replaced, not changed
	taken  atomic.Int64        // packets
}

// take has an inlet admit a packet of RTP, and reports whether one did.
func (g *gate) take(b []byte) bool {
	if g == nil || !isRTP(b) {
		return false
	}
	g.mu.RLock()
	list := g.inlets[ssrcOf(b)]
	g.mu.RUnlock()
	for _, i := range list {
		if i.admit(b) {
			g.taken.Add(1)
			return true
		}
	}
	return false
}

func (g *gate) add(i *inlet) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if old := g.inlets[i.ssrc]; len(old) < sameSSRC {
		g.inlets[i.ssrc] = append(slices.Clone(old), i)
	}
}

func (g *gate) remove(i *inlet) {
	g.mu.Lock()
	defer g.mu.Unlock()
	left := slices.DeleteFunc(slices.Clone(g.inlets[i.ssrc]), func(other *inlet) bool { return other == i })
	if g.inlets[i.ssrc] = left; len(left) == 0 {
		delete(g.inlets, i.ssrc)
	}
}

// admits makes the inlet of a track and fills it until the track ends. It reports false when the peer has ended.
func (p *Peer) admits(track *webrtc.TrackRemote) (*inlet, bool) {
	g := &p.room.engine.gate
	i := newInlet(uint32(track.SSRC()), p.upKeys.agreedOpener())
	if i.opener != nil {
		g.add(i)
	}
	ok := p.run("pump", func() error {
		defer g.remove(i)
		return i.pump(track)
	})
	if !ok {
		g.remove(i)
	}
	return i, ok
}
