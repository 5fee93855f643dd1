package sfu

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
)

const (
	ledgerSize = 2048 // packets, a power of two: 1.5 s at 13 Mbit/s
	ledgerBits = 11
)

// ledger numbers the packets of one down connection for transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01) and remembers when each
// was sent. Any goroutine may call take and note, which neither wait nor allocate.
type ledger struct {
	last    atomic.Uint32
	entries [ledgerSize]atomic.Uint64
}

// An entry is one word: from the top 46 bits of microseconds, 5 bits of the number that its place does not tell, 11 of the size in bytes, one that says
// probe, one that says that the packet is not answered for yet.
const (
	entryOpen   = 1
	entryProbe  = 1 << 1
	entrySize   = 2  // shift
	entryNumber = 13 // shift
	entryTime   = 18 // shift
)

// take gives the number of a packet of so many bytes that is sent at the monotonic time now.
func (l *ledger) take(size int, probe bool, now time.Duration) uint16 {
	n := uint16(l.last.Add(1))
	word := uint64(now.Microseconds())<<entryTime | uint64(n>>ledgerBits)<<entryNumber | uint64(min(size, 1<<11-1))<<entrySize | entryOpen
	if probe {
		word |= entryProbe
	}
	l.entries[n%ledgerSize].Store(word)
	return n
}

// settle gives what is known of packet n, once: a packet is answered for by the first feedback that names it.
func (l *ledger) settle(n uint16) (a ack, ok bool) {
	e := &l.entries[n%ledgerSize]
	word := e.Load()
	if word&entryOpen == 0 || uint16(word>>entryNumber&0x1F) != n>>ledgerBits || !e.CompareAndSwap(word, word&^entryOpen) {
		return ack{}, false
	}
	return ack{
		sent: time.Duration(word>>entryTime) * time.Microsecond, size: int(word >> entrySize & (1<<11 - 1)), probe: word&entryProbe != 0,
	}, true
}

// forget gives up on packet n: it is sent once more under its number, so that its arrival will say nothing.
func (l *ledger) forget(n uint16) { _, _ = l.settle(n) }

// reader turns feedback into acks. It is owned by whoever calls heed.
type reader struct {
	epoch   int64 // of the reference time, which wraps, in 64 ms
	started bool
	acks    []ack // storage
}

// heed gives what fb says of packets in l that nothing was said of before. The result is good until the next call. Malformed feedback says as much as can be
// read of it: it comes from the network.
func (r *reader) heed(fb *rtcp.TransportLayerCC, l *ledger) []ack {
	r.acks = r.acks[:0]
	at := time.Duration(r.reference(fb.ReferenceTime)) * 64 * time.Millisecond
	n, left, deltas := fb.BaseSequenceNumber, int(fb.PacketStatusCount), fb.RecvDeltas
	one := func(symbol uint16) bool {
		a, known := l.settle(n)
		n++
		left--
		switch symbol {
		case rtcp.TypeTCCPacketReceivedSmallDelta, rtcp.TypeTCCPacketReceivedLargeDelta:
			if len(deltas) == 0 {
				return false
			}
			at += time.Duration(deltas[0].Delta) * time.Microsecond
			deltas = deltas[1:]
			a.arrived = at
		default: // lost, or of unknown arrival
			a.lost = symbol == rtcp.TypeTCCPacketNotReceived
			known = known && a.lost
		}
		if known {
			r.acks = append(r.acks, a)
		}
		return true
	}
	for _, chunk := range fb.PacketChunks {
		switch chunk := chunk.(type) {
		case *rtcp.RunLengthChunk:
			for range min(int(chunk.RunLength), left) {
				if !one(chunk.PacketStatusSymbol) {
					return r.sorted()
				}
			}
		case *rtcp.StatusVectorChunk:
			for _, symbol := range chunk.SymbolList[:min(len(chunk.SymbolList), left)] {
				if !one(symbol) {
					return r.sorted()
				}
			}
		}
	}
	return r.sorted()
}

// sorted puts acks into the order of sending: several publishers' packets take their numbers at once.
func (r *reader) sorted() []ack {
	slices.SortStableFunc(r.acks, func(a, b ack) int { return int(a.sent - b.sent) })
	return r.acks
}

// reference unwraps the 24 bits of the reference time.
func (r *reader) reference(bits uint32) int64 {
	now := int64(bits & 0xFFFFFF)
	if r.started {
		now = r.epoch + (now-r.epoch+1<<23)&0xFFFFFF - 1<<23
	}
	r.epoch, r.started = now, true
	return now
}
