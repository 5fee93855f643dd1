package main

import (
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"

	"github.com/pion/ice/v4"
	"github.com/pion/logging"
	"golang.org/x/net/ipv4"
)

const (
	tapBatch  = 32
	tapPacket = 1500
)

// tap is the socket of one receiving connection. It counts RTP as it comes in, still encrypted, and keeps most receivers from spending CPU time on
// decrypting it: that time would be missing for the server on the same machine. mu guards the counters; reading is for one goroutine, pion's.
type tap struct {
	*net.UDPConn
	batch *ipv4.PacketConn
	mux   ice.UDPMux
	whole bool        // hand everything on to pion
	lean  atomic.Bool // hand nothing but STUN, DTLS and RTCP on to pion, unless whole

	ms    []ipv4.Message // owned by the reader
	next  int
	count int

	mu      sync.Mutex
	streams map[uint32]*tapStream
}

// tapStream is one SSRC. It is guarded by tap.mu.
type tapStream struct {
	packets  int64
	expected int64 // by sequence number
	last     uint16
}

// newTap opens a socket on loopback and a multiplexer on it.
func newTap(whole bool) (*tap, error) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(4 << 20) // the kernel may allow less; then it is less
	quiet := &logging.DefaultLoggerFactory{Writer: io.Discard, DefaultLogLevel: logging.LogLevelDisabled}
	t := &tap{UDPConn: conn, batch: ipv4.NewPacketConn(conn), whole: whole, ms: make([]ipv4.Message, tapBatch), streams: map[uint32]*tapStream{}}
	for i := range t.ms {
		t.ms[i].Buffers = [][]byte{make([]byte, tapPacket)}
	}
	t.mux = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: t, Logger: quiet.NewLogger("ice")})
	return t, nil
}

// ReadFromAddrPort implements ice.AddrPortReaderWriter.
func (t *tap) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	for {
		for t.next < t.count {
			m := &t.ms[t.next]
			t.next++
			packet := m.Buffers[0][:m.N]
			if isRTP(packet) && t.lean.Load() && !t.whole {
				continue
			}
			from, ok := m.Addr.(*net.UDPAddr)
			if !ok {
				continue
			}
			return copy(b, packet), from.AddrPort(), nil
		}
		n, err := t.batch.ReadBatch(t.ms, 0)
		if err != nil {
			return 0, netip.AddrPort{}, err
		}
		t.next, t.count = 0, n
		t.note()
	}
}

// WriteToAddrPort implements ice.AddrPortReaderWriter.
func (t *tap) WriteToAddrPort(b []byte, to netip.AddrPort) (int, error) {
	return t.WriteToUDPAddrPort(b, to)
}

// note counts a batch.
func (t *tap) note() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range t.count {
		p := t.ms[i].Buffers[0][:t.ms[i].N]
		if !isRTP(p) {
			continue
		}
		seq, ssrc := uint16(p[2])<<8|uint16(p[3]), uint32(p[8])<<24|uint32(p[9])<<16|uint32(p[10])<<8|uint32(p[11])
		s := t.streams[ssrc]
		if s == nil {
			s = &tapStream{last: seq - 1}
			t.streams[ssrc] = s
		}
		s.packets++
		if step := int16(seq - s.last); step > 0 {
			s.expected += int64(step)
			s.last = seq
		}
	}
}

// isRTP tells RTP from STUN, DTLS and RTCP (RFC 7983, RFC 5761 §4).
func isRTP(b []byte) bool { return len(b) >= 12 && b[0]>>6 == 2 && (b[1] < 192 || b[1] > 223) }

// tally is what a tap has counted so far. It is a value.
type tally struct{ packets, expected int64 }

func (t *tap) tally() (sum map[uint32]tally) {
	t.mu.Lock()
	defer t.mu.Unlock()
	sum = map[uint32]tally{}
	for ssrc, s := range t.streams {
		sum[ssrc] = tally{s.packets, s.expected}
	}
	return sum
}
