package sfu

import (
	"io"

	"github.com/pion/rtcp"
)

// inbox is where feedback to a repair stream goes, and what is too much. It holds nothing. Write and Close belong to pion's reader.
type inbox struct {
	tray *tray
	peer *Peer // that is told; nil: nobody
	done chan struct{}
}

// Write takes one compound RTCP packet. Malformed feedback is no feedback. It implements io.Writer.
func (i *inbox) Write(b []byte) (int, error) {
	if i.peer == nil {
		return len(b), nil
	}
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
		i.tray.open.Add(-1)
	}
	return nil
}
