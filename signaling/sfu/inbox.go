package sfu

import (
	"io"

	"github.com/pion/rtcp"
	"github.com/pion/transport/v5/packetio"
)

const inboxSize = 100_000 // bytes; what comes above is lost

// buffer gives pion a place for what arrives on the down connections, RTP or RTCP of one SSRC. Browsers address transport-wide feedback to the stream of the
// packet that came last. When that is a repair stream, nobody reads it, because pion knows no receiver of it: it is heeded at once.
func (e *Engine) buffer(kind packetio.BufferPacketType, ssrc uint32) io.ReadWriteCloser {
	if kind == packetio.RTCPBufferPacket {
		if p, ok := e.repairs.Load(ssrc); ok {
			return &inbox{peer: p.(*Peer), done: make(chan struct{})}
		}
	}
	q := queue{packetio.NewBuffer()}
	q.SetLimitSize(inboxSize)
	return q
}

// queue is the place for everything else: pion's own, without the attributes of packets. It is as safe as that one.
type queue struct{ *packetio.Buffer }

// Read implements io.Reader.
func (q queue) Read(b []byte) (int, error) {
	n, _, err := q.Buffer.Read(b, nil)
	return n, err
}

// Write implements io.Writer.
func (q queue) Write(b []byte) (int, error) { return q.Buffer.Write(b, nil) }

// inbox is where feedback to a repair stream goes. It holds nothing. Write and Close belong to pion's reader.
type inbox struct {
	peer *Peer
	done chan struct{}
}

// Write takes one compound RTCP packet. Malformed feedback is no feedback. It implements io.Writer.
func (i *inbox) Write(b []byte) (int, error) {
	i.peer.guard(func() {
		packets, err := rtcp.Unmarshal(b)
		if err != nil {
			return
		}
		for _, p := range packets {
			if fb, ok := p.(*rtcp.TransportLayerCC); ok {
				i.peer.heedWide(fb)
			}
		}
	})
	return len(b), nil
}

// Read waits for the end. It implements io.Reader.
func (i *inbox) Read([]byte) (int, error) {
	<-i.done
	return 0, io.EOF
}

// Close implements io.Closer.
func (i *inbox) Close() error {
	select {
	case <-i.done:
	default:
		close(i.done)
	}
	return nil
}
