package sfu

import "net/netip"

const (
	stagePackets = 1024    // packets that one stage takes
	stageBytes   = 1 << 20 // and bytes
	stageTable   = 2048    // cells of the table of streams; a power of two above stagePackets
	maxSegments  = 64      // packets of one segmented send: UDP_MAX_SEGMENTS of older kernels
	maxSegmented = 65000   // bytes of one segmented send: an IP packet without its headers, and some
	rtpHeader    = 12      // bytes
)

// stage collects outgoing packets and groups those that can leave in one segmented send: consecutive ones of one stream to one destination and of one
// size, of which the last may be shorter. It is pure but for its storage, which is allocated once, and owned by whoever holds it.
type stage struct {
	bytes   []byte
	packets []staged
	groups  []group
	table   []cell
	round   uint32 // cells of other rounds are empty
	single  bool   // every packet is a group of its own

	nonce nonce // for whoever fills in packets

	ms   []message // for messages
	bufs [][]byte
}

// staged is one packet; its bytes are in stage.bytes. It is a value.
type staged struct {
	from, to int
	next     int // of the same group; -1: none
}

// group is what leaves in one send. Pointers into it are handed out: it is never copied.
type group struct {
	to          netip.AddrPort
	ssrc        uint32
	size        int  // of each packet but the last
	open        bool // takes more packets
	first, last int  // of packets
	count       int
	total       int // bytes

	control [oobSpace]byte // storage of the message's
}

// message is what leaves in one send: a packet, or several for a segmented one. It is a value.
type message struct {
	to      netip.AddrPort
	packets [][]byte
	control []byte // for the kernel; empty: nothing
}

// cell finds the newest group of a stream.
type cell struct {
	round uint32
	group int32
}

func newStage() *stage {
	return &stage{
		bytes: make([]byte, 0, stageBytes), packets: make([]staged, 0, stagePackets), groups: make([]group, 0, stagePackets), table: make([]cell, stageTable),
		round: 1, ms: make([]message, 0, stagePackets), bufs: make([][]byte, 0, stagePackets),
	}
}

func (s *stage) len() int { return len(s.packets) }

// reset empties the stage.
func (s *stage) reset() {
	s.bytes, s.packets, s.groups = s.bytes[:0], s.packets[:0], s.groups[:0]
	if s.round++; s.round == 0 { // once in 2^32 stages
		clear(s.table)
		s.round = 1
	}
}

// room is the place for a packet of a stream that is filled in before the next call; nil when the stage is full.
func (s *stage) room(size int, ssrc uint32, to netip.AddrPort) []byte {
	at, from := len(s.packets), len(s.bytes)
	if at == stagePackets || from+size > stageBytes {
		return nil
	}
	s.bytes = s.bytes[:from+size]
	s.packets = append(s.packets, staged{from: from, to: from + size, next: -1})
	s.join(at, size, ssrc, to)
	return s.bytes[from : from+size : from+size]
}

// join puts the packet at into the group of its stream, or into a new one.
func (s *stage) join(at, size int, ssrc uint32, to netip.AddrPort) {
	c := s.find(ssrc, to)
	if c.round == s.round {
		g := &s.groups[c.group]
		if g.open && !s.single && size <= g.size && g.count < maxSegments && g.total+size <= maxSegmented {
			s.packets[g.last].next, g.last = at, at
			g.count++
			g.total += size
			g.open = size == g.size
			return
		}
	}
	*c = cell{round: s.round, group: int32(len(s.groups))}
	s.groups = s.groups[:len(s.groups)+1] // in place: addr points into the group
	g := &s.groups[len(s.groups)-1]
	g.to, g.ssrc, g.size, g.open, g.first, g.last, g.count, g.total = to, ssrc, size, true, at, at, 1, size
}

// find is the cell of a stream. SSRCs are random numbers, and so is a table of them. There are never more streams than packets, so that there is always an
// empty cell.
func (s *stage) find(ssrc uint32, to netip.AddrPort) *cell {
	for at := ssrc + uint32(to.Port()); ; at++ {
		c := &s.table[at%stageTable]
		if c.round != s.round {
			return c
		}
		if g := &s.groups[c.group]; g.ssrc == ssrc && g.to == to {
			return c
		}
	}
}

// messages are the groups as messages, in the order in which their first packets came. They are good until the next reset.
func (s *stage) messages() []message {
	s.ms, s.bufs = s.ms[:0], s.bufs[:0]
	for i := range s.groups {
		g := &s.groups[i]
		begin := len(s.bufs)
		for at := g.first; at >= 0; at = s.packets[at].next {
			s.bufs = append(s.bufs, s.bytes[s.packets[at].from:s.packets[at].to])
		}
		m := message{to: netip.AddrPortFrom(g.to.Addr().Unmap(), g.to.Port()), packets: s.bufs[begin:]}
		if g.count > 1 {
			m.control = segmentControl(&g.control, g.size)
		}
		s.ms = append(s.ms, m)
	}
	return s.ms
}
