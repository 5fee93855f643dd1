package sfu

import "sync/atomic"

// maxPacket is the largest RTP packet that is forwarded, in bytes.
const maxPacket = 1500

// cache keeps the newest packets of one layer for retransmission to all its subscribers. One goroutine puts, any may get; neither ever waits: an
// entry that is being read is not overwritten, and one that is being written cannot be read.
type cache struct {
	entries []entry
}

// entry is one packet as it was received. state guards the rest: -1 being written, 0 free, n being read by n.
type entry struct {
	state  atomic.Int32
	epoch  uint32 // of the layer; 0 is never used, so that a zero entry matches nothing
	packet packet // payload is storage below
	bytes  []byte
}

func newCache(size int) *cache { return &cache{entries: make([]entry, size)} }

// put keeps a copy of p.
func (c *cache) put(p *packet, epoch uint32) {
	e := &c.entries[int(p.seq)%len(c.entries)]
	if !e.state.CompareAndSwap(0, -1) {
		return
	}
	e.epoch = epoch
	e.packet = *p
	e.bytes = append(e.bytes[:0], p.payload...) // grows a few times in the entry's life, then never again
	e.packet.payload = e.bytes
	e.state.Store(0)
}

// get copies the packet with number seq of epoch into buf, which must hold maxPacket bytes.
func (c *cache) get(seq uint16, epoch uint32, buf []byte) (packet, bool) {
	e := &c.entries[int(seq)%len(c.entries)]
	for {
		state := e.state.Load()
		if state < 0 {
			return packet{}, false
		}
		if e.state.CompareAndSwap(state, state+1) {
			break
		}
	}
	defer e.state.Add(-1)
	if e.epoch != epoch || e.packet.seq != seq {
		return packet{}, false
	}
	p := e.packet
	p.payload = buf[:copy(buf, e.packet.payload)]
	return p, true
}
