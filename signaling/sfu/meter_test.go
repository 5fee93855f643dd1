package sfu

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/rtp"
)

// A seat's devices together are cut off at 24 Mbit/s, and the flood is told; a second later they are heard again.
func TestSeatIsMetered(t *testing.T) {
	first, _ := bench(Camera, nowhere{})
	second, slots := bench(Camera, nowhere{})
	m := &meter{}
	first.layer.pub.peer.meter, second.layer.pub.peer.meter = m, m
	p := second.layer.pub.peer
	p.published.Store(&[]*publication{second.layer.pub})
	big := marshal(t, rtp.Header{SequenceNumber: 1}, make([]byte, 1400))
	for range 4 { // of four devices
		first.bytes = 0
		for range 700 {
			first.handle(big, 5*time.Second)
		}
	}
	for i := range 400 {
		second.handle(vp8Packet(t, uint16(i), i == 0), 5*time.Second)
	}
	if n := slots[0].octets.Load(); n > 50_000 || second.layer.pub.flooded.Load() == 0 {
		t.Errorf("%d bytes forwarded above the limit", n)
	}
	before := slots[0].packets.Load()
	second.handle(vp8Packet(t, 500, true), 6*time.Second)
	if slots[0].packets.Load() != before+1 {
		t.Error("cut off for good")
	}
	p.room.start = time.Now().Add(-5500 * time.Millisecond)
	if p.Flooding() != Camera {
		t.Error("nobody is told")
	}
	p.room.start = time.Now().Add(-10 * time.Second)
	if p.Flooding() != "" {
		t.Error("told for ever")
	}
}

// Redundant audio goes on as it is to who takes it, and as its newest block to who does not; sent again, it is the same. What is malformed goes to nobody.
func TestRedundantAudio(t *testing.T) {
	takes, other := &wire{sent: map[uint16][]byte{}}, &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Microphone, takes, other)
	path.red = 63
	slots[0].bound.Load().red = 64
	whole := redundant([]byte("before"), []byte("newest"))
	for i := range uint16(5) {
		path.handle(marshal(t, rtp.Header{PayloadType: 63, SequenceNumber: i, Timestamp: 960 * uint32(i)}, whole), time.Duration(i+1)*20*time.Millisecond)
	}
	path.handle(marshal(t, rtp.Header{PayloadType: 111, SequenceNumber: 5, Timestamp: 960 * 5}, []byte("plain")), 120*time.Millisecond)
	path.handle(marshal(t, rtp.Header{PayloadType: 63, SequenceNumber: 6, Timestamp: 960 * 6}, []byte{0x80, 1}), 140*time.Millisecond)
	for i, w := range []*wire{takes, other} {
		for _, s := range slots {
			s.resend(uint16(s.last.Load())-3, make([]byte, maxPacket))
		}
		for n, raw := range w.sent {
			var p rtp.Packet
			if err := p.Unmarshal(raw); err != nil {
				t.Fatal(err)
			}
			want, pt := whole, uint8(64)
			if i == 1 {
				want, pt = []byte("newest"), 96
			}
			switch n - startNumber&0xFFFF {
			case 5:
				want, pt = []byte("plain"), 96
			}
			if p.PayloadType != pt || !bytes.Equal(p.Payload, want) {
				t.Errorf("receiver %d, packet %d: type %d, %q", i, n, p.PayloadType, p.Payload)
			}
		}
		if len(w.bad) != 0 || len(w.sent) != 6 {
			t.Errorf("receiver %d: %d packets, changed %v", i, len(w.sent), w.bad)
		}
	}
}
