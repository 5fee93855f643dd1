package sfu

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// marshaller makes packets as pion does before it encrypts them.
type marshaller struct{ bytes []byte }

func (m *marshaller) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	return rtp.MarshalPacketTo(m.bytes, h, payload) //nolint:staticcheck // what pion calls
}
func (m *marshaller) Write([]byte) (int, error) { return 0, nil }

// What the transport-wide numbers cost: one picture's packet to 50 subscribers, without and with them.
func BenchmarkForward(b *testing.B) {
	for name, wide := range map[string]uint8{"plain": 0, "numbered": 3} {
		b.Run(name, func(b *testing.B) {
			outs := make([]webrtc.TrackLocalWriter, 50)
			for i := range outs {
				outs[i] = &marshaller{bytes: make([]byte, 1600)}
			}
			path, slots := bench(Camera, outs...)
			for _, s := range slots {
				s.bound.Load().wide = wide
			}
			packets := make([][]byte, 1<<16)
			for i := range packets {
				packets[i] = vp8Packet(b, uint16(i), i == 0)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				path.handle(packets[n&0xFFFF], time.Duration(n+1)*time.Millisecond)
				n++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/50, "ns/sent")
		})
	}
}

func TestNumberingAllocatesNothing(t *testing.T) {
	path, slots := bench(Camera, &marshaller{bytes: make([]byte, 1600)})
	slots[0].bound.Load().wide = 3
	packets := make([][]byte, 1000)
	for i := range packets {
		packets[i] = vp8Packet(t, uint16(i), i == 0)
	}
	seq := 0
	next := func() {
		path.handle(packets[seq], time.Duration(seq+1)*time.Millisecond)
		seq++
	}
	for range 600 {
		next()
	}
	if n := testing.AllocsPerRun(300, next); n != 0 {
		t.Errorf("%v allocations per packet", n)
	}
}

// Every packet has the next number; one that is sent again without a repair stream is the same in every bit, and its feedback says nothing any more.
func TestNumbersOfPackets(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Camera, out)
	s := slots[0]
	s.bound.Load().wide = 3
	for i := range 50 {
		path.handle(vp8Packet(t, uint16(i), i == 0), time.Duration(i+1)*time.Millisecond)
	}
	for i := range 50 {
		var p rtp.Packet
		if err := p.Unmarshal(out.sent[uint16(i)+startNumber&0xFFFF]); err != nil {
			t.Fatal(err)
		}
		if n := p.GetExtension(3); !bytes.Equal(n, []byte{0, byte(i + 1)}) {
			t.Fatalf("packet %d has number %v", i, n)
		}
	}
	s.resend(uint16(s.last.Load())-3, make([]byte, maxPacket))
	if len(out.bad) != 0 {
		t.Errorf("two contents under one number: %v", out.bad)
	}
	ledger := &s.peer.band.ledger
	if _, ok := ledger.settle(47); ok {
		t.Error("a packet that was sent twice is measured")
	}
	if a, ok := ledger.settle(46); !ok || a.sent != 46*time.Millisecond || a.size == 0 {
		t.Errorf("%v, %t", a, ok)
	}
}

// With a repair stream a packet is sent again there, under new numbers of both kinds, behind its own number (RFC 4588).
func TestRepairStream(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Camera, out)
	s := slots[0]
	b := s.bound.Load()
	b.wide, b.repair, b.repairPT = 3, 77, 97
	for i := range 50 {
		path.handle(vp8Packet(t, uint16(i), i == 0), time.Duration(i+1)*time.Millisecond)
	}
	lost := uint16(s.last.Load()) - 3
	var first, again rtp.Packet
	if err := first.Unmarshal(out.sent[lost]); err != nil {
		t.Fatal(err)
	}
	out.sent = map[uint16][]byte{}
	s.resend(lost, make([]byte, maxPacket))
	s.resend(lost, make([]byte, maxPacket))
	if len(out.sent) != 2 {
		t.Fatalf("%d packets", len(out.sent))
	}
	if err := again.Unmarshal(out.sent[2]); err != nil {
		t.Fatal(err)
	}
	want := append([]byte{byte(lost >> 8), byte(lost)}, first.Payload...)
	if again.SSRC != 77 || again.PayloadType != 97 || again.Timestamp != first.Timestamp || again.Marker != first.Marker || !bytes.Equal(again.Payload, want) {
		t.Errorf("%v", again.Header)
	}
	if n := again.GetExtension(3); !bytes.Equal(n, []byte{0, 52}) {
		t.Errorf("number %v", n)
	}
	if n := s.train(b, 1500); n != 6 {
		t.Errorf("a train of %d packets", n)
	}
	a, ok := s.peer.band.ledger.settle(58)
	if !ok || !a.probe || a.size != rtpHeader+paddingMost+authTag {
		t.Errorf("%+v, %t", a, ok)
	}
}
