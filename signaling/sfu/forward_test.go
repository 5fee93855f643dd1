package sfu

import (
	"bytes"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// wire is where a slot writes to.
type wire struct {
	mu   sync.Mutex
	sent map[uint16][]byte // by number: what was sent, marshalled
	bad  []uint16          // numbers that were sent with two contents
}

func (w *wire) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	b, err := (&rtp.Packet{Header: *h, Payload: payload}).Marshal()
	if err != nil {
		return 0, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if old, again := w.sent[h.SequenceNumber]; again && !bytes.Equal(old, b) {
		w.bad = append(w.bad, h.SequenceNumber)
	}
	w.sent[h.SequenceNumber] = b
	return len(b), nil
}

func (w *wire) Write([]byte) (int, error) { panic("slots write headers") }

// nowhere writes nothing, for counting allocations.
type nowhere struct{}

func (nowhere) WriteRTP(_ *rtp.Header, payload []byte) (int, error) { return len(payload), nil }
func (nowhere) Write([]byte) (int, error)                           { return 0, nil }

// bench is a publication without network, subscribed by slots.
func bench(source Source, outs ...webrtc.TrackLocalWriter) (*path, []*slot) {
	p := &Peer{room: &Room{errand: make(chan struct{}, 1), dirty: make(chan struct{}, 1), start: time.Now(), engine: &Engine{}}, wake: make(chan struct{}, 1)}
	pub := newPublication(p, Track{Mid: "0", Source: source}, nil)
	pub.permitted.Store(true)
	l := (*pub.layers.Load())[0]
	l.epoch.Store(1)
	var slots []*slot
	for _, out := range outs {
		s := newSlot(p, source.Kind(), "x")
		s.bound.Store(&binding{out: out, ssrc: 5, pt: 96})
		s.take(pub)
		slots = append(slots, s)
	}
	return &path{layer: l, levelID: 5, video: pub.video(), open: true}, slots
}

func vp8Packet(t testing.TB, seq uint16, key bool) []byte {
	header := byte(0x31)
	if key {
		header = 0x30
	}
	payload := append([]byte{0x90, 0xE0, 0x80 | byte(seq>>8&0x7F), byte(seq), byte(seq), 0x20, header}, make([]byte, 500)...)
	for i := range payload[7:] {
		payload[7+i] = byte(rand.Uint32())
	}
	return marshal(t, rtp.Header{SequenceNumber: seq, Timestamp: uint32(seq) * 3000, Marker: true, PayloadType: 96}, payload)
}

func TestForwardingAllocatesNothing(t *testing.T) {
	outs := make([]webrtc.TrackLocalWriter, 50)
	for i := range outs {
		outs[i] = nowhere{}
	}
	path, slots := bench(Camera, outs...)
	var seq uint16
	packets := make([][]byte, 2000)
	for i := range packets {
		packets[i] = vp8Packet(t, uint16(i), i == 0)
	}
	next := func() {
		path.handle(packets[seq], time.Duration(seq+1)*frame)
		seq++
	}
	for range 600 {
		next() // the cache fills
	}
	if n := testing.AllocsPerRun(1000, next); n != 0 {
		t.Errorf("%v allocations per packet to %d slots", n, len(slots))
	}
	if got := slots[49].packets.Load(); got != uint32(seq) {
		t.Errorf("%d of %d packets", got, seq)
	}
}

func TestResendIsIdenticalWhileForwarding(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Camera, out)
	s := slots[0]
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		scratch := make([]byte, maxPacket)
		for {
			select {
			case <-done:
				return
			default:
				s.resend(uint16(s.last.Load())-uint16(rand.IntN(300)), scratch)
			}
		}
	})
	for i := range 5000 {
		path.handle(vp8Packet(t, uint16(i), i%100 == 0), time.Duration(i+1)*frame)
	}
	close(done)
	group.Wait()
	if len(out.bad) != 0 {
		t.Errorf("two contents under one number: %v", out.bad)
	}
	before := s.packets.Load()
	s.resend(uint16(s.last.Load())-3, make([]byte, maxPacket))
	if s.packets.Load() != before+1 {
		t.Error("a packet in the cache was not resent")
	}
	s.resend(uint16(s.last.Load())-videoCache-1, make([]byte, maxPacket))
	s.resend(uint16(s.last.Load())+1, make([]byte, maxPacket))
	if s.packets.Load() != before+1 {
		t.Error("a packet was made up")
	}
	path.layer.pub.muted.Store(true)
	s.resend(uint16(s.last.Load())-3, make([]byte, maxPacket))
	if s.packets.Load() != before+1 {
		t.Error("a muted source was resent")
	}
}

func TestPaddingIsForwardedAsPadding(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Camera, out)
	path.handle(vp8Packet(t, 1, true), frame)
	path.handle(marshal(t, rtp.Header{SequenceNumber: 2, Padding: true, PaddingSize: 250}, nil), 2*frame)
	path.handle(vp8Packet(t, 3, false), 3*frame)
	last := uint16(slots[0].last.Load())
	var got rtp.Packet
	if len(out.sent) != 3 || got.Unmarshal(out.sent[last-1]) != nil || len(got.Payload) != 0 || got.PaddingSize != 1 {
		t.Errorf("%d packets, %v", len(out.sent), &got)
	}
}

func TestFloodIsCapped(t *testing.T) {
	path, slots := bench(Camera, nowhere{})
	for i := range 10000 {
		path.handle(vp8Packet(t, uint16(i), i == 0), time.Second+time.Duration(i)*time.Microsecond)
	}
	if octets := slots[0].octets.Load(); octets > maxBytesPerSec {
		t.Errorf("%d bytes in 10 ms", octets)
	}
}

func TestKeyframeRequestsAreCoalesced(t *testing.T) {
	engine, err := NewEngine(Config{UDPAddr: "127.0.0.1:0", Loopback: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close() }()
	pc, err := engine.up.connect(engine, func() {}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pc.Close() }()
	path, _ := bench(Camera)
	l := path.layer
	l.pub.peer.up = pc
	l.ssrc.Store(1)
	for name, test := range map[string]struct {
		answered bool
		second   time.Duration // when the second request may follow the first
	}{
		"answered": {true, keyframeApart},
		"not":      {false, keyframeAgain},
	} {
		t.Run(name, func(t *testing.T) {
			l.keyAsked.Store(0)
			l.keyBefore.Store(0)
			l.keyCame.Store(0)
			var asked []time.Duration
			for now := time.Second; now < 11*time.Second; now += 10 * time.Millisecond {
				l.wantKeyframe()
				before := l.keyAsked.Load()
				l.askKeyframe(now)
				if l.keyAsked.Load() == before {
					continue
				}
				asked = append(asked, now)
				if test.answered {
					path.handle(vp8Packet(t, uint16(len(asked)), true), now+time.Millisecond)
				}
			}
			if len(asked) != 20 || asked[0] != time.Second || asked[1] != time.Second+test.second || asked[19] != 10*time.Second+keyframeAgain {
				t.Errorf("asked at %v", asked)
			}
			for i := 2; i < len(asked); i++ {
				if asked[i]-asked[i-2] < time.Second {
					t.Errorf("three requests between %v and %v", asked[i-2], asked[i])
				}
			}
		})
	}
}
