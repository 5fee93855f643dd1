package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// widePacket is an RTP packet with a transport-wide number as extension 3.
func widePacket(t testing.TB, seq, wide uint16) []byte {
	h := rtp.Header{SequenceNumber: seq, Timestamp: uint32(seq) * 960, SSRC: 77}
	if err := h.SetExtension(3, []byte{byte(wide >> 8), byte(wide)}); err != nil {
		t.Fatal(err)
	}
	return marshal(t, h, []byte("voice"))
}

// Feedback names every packet with its time, and comes once.
func TestTransportWideFeedback(t *testing.T) {
	path, _ := bench(Microphone)
	p := path.layer.pub.peer
	for i, wide := range []uint16{65534, 65535, 1} {
		p.arrived(widePacket(t, uint16(i), wide), 3, time.Duration(i+1)*20*time.Millisecond)
	}
	said := p.arrivals.feedback()
	if len(said) != 1 {
		t.Fatalf("%d feedbacks", len(said))
	}
	raw, err := said[0].Marshal()
	if err != nil {
		t.Fatal(err)
	}
	var fb rtcp.TransportLayerCC
	if err := fb.Unmarshal(raw); err != nil {
		t.Fatal(err)
	}
	if fb.BaseSequenceNumber != 65534 || fb.PacketStatusCount != 4 || len(fb.RecvDeltas) != 3 || fb.MediaSSRC != 77 {
		t.Errorf("%+v", fb)
	}
	if again := p.arrivals.feedback(); again != nil {
		t.Errorf("said again: %v", again)
	}
	p.arrived([]byte{0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0, 9}, 3, time.Second) // cut short
	if p.arrivals.feedback() != nil {
		t.Error("a malformed extension has a number")
	}
}

// A packet that did not come is asked for after a moment, until it comes, unless nobody hears the source or its sender keeps nothing.
func TestLostPacketsAreAskedFor(t *testing.T) {
	const ms = time.Millisecond
	path, slots := bench(Microphone, nowhere{})
	path.nack = true
	l, p := path.layer, path.layer.pub.peer
	p.published.Store(&[]*publication{l.pub})
	send := func(seq uint16) {
		path.handle(marshal(t, rtp.Header{SequenceNumber: seq}, []byte("voice")), 1*ms)
	}
	send(1)
	send(4)
	if l.ask(5*ms) != nil {
		t.Error("asked for what may be on its way")
	}
	if n := l.ask(11 * ms); n == nil || len(n.Nacks) != 1 || n.Nacks[0].PacketID != 2 || n.Nacks[0].LostPackets != 1 {
		t.Errorf("asked for %+v", n)
	}
	send(2)
	if n := l.ask(111 * ms); n == nil || n.Nacks[0].PacketID != 3 || n.Nacks[0].LostPackets != 0 {
		t.Errorf("asked for %+v", n)
	}
	send(40_000) // the stream has started again
	if l.holes.some.Load() {
		t.Error("asked for packets of the stream before")
	}
	send(40_002)
	l.unsubscribe(slots[0])
	if l.ask(211*ms) != nil || l.holes.some.Load() {
		t.Error("asked for what goes to nobody")
	}
	l.subscribe(slots[0])
	send(40_004)
	l.pub.muted.Store(true)
	if l.ask(211*ms) != nil || l.holes.some.Load() {
		t.Error("asked for what nobody hears")
	}
	path.nack = false
	send(40_009)
	if l.holes.some.Load() {
		t.Error("asked one that keeps nothing")
	}
}

// A room in which nobody sends is not woken; the first packet wakes it.
func TestReceiptsRest(t *testing.T) {
	path, _ := bench(Microphone)
	r := path.layer.pub.peer.room
	r.awake = make(chan struct{}, 1)
	p := path.layer.pub.peer
	r.peers = []*Peer{p}
	r.senders.Store(&[]*Peer{})
	r.sends(p)
	p.arrived(widePacket(t, 1, 1), 3, 1)
	if len(r.awake) != 0 {
		t.Error("woken while awake")
	}
	r.parked.Store(true)
	p.arrived(widePacket(t, 2, 2), 3, 2)
	p.arrived(widePacket(t, 3, 3), 3, 3)
	if len(r.awake) != 1 || r.parked.Load() {
		t.Error("not woken")
	}
	if !r.pending() {
		t.Error("what came before the rest is forgotten")
	}
	p.arrivals.feedback()
	if r.pending() {
		t.Error("everything was told")
	}
}
