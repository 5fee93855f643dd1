package sfu

import (
	mrand "math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
	"github.com/pion/webrtc/v4"
)

// Every number passes once, however packets are mixed up, unless it comes too late; and the turns are counted.
func TestWindow(t *testing.T) {
	for range 50 {
		var w window
		next, top := uint64(mrand.IntN(1<<16)), uint64(0)
		first, seen := next>>16, map[uint64]bool{}
		for range 20_000 {
			next += uint64(mrand.IntN(3))
			if mrand.IntN(1000) == 0 {
				next += 2000
			}
			n := next - min(next, uint64(mrand.IntN(700)))
			if n > top {
				top = n
			}
			want := !seen[n] && (len(seen) == 0 || n+replayWindow > top)
			if len(seen) > 0 && n+1<<15 < top {
				continue
			}
			if got := w.fresh(uint16(n)); got != want {
				t.Fatalf("%d after %d: %t", n, top, got)
			}
			if want {
				seen[n] = true
			}
			if w.turn != uint32(top>>16-first) && len(seen) > 1 {
				t.Fatalf("turn %d at %d", w.turn, top)
			}
		}
	}
}

// encryptor is the other end of an inlet.
func encryptor(t *testing.T) (*srtp.Context, *inlet) {
	t.Helper()
	c, key, salt := agreement(t)
	o, err := newOpener(key, salt)
	if err != nil {
		t.Fatal(err)
	}
	return c, newInlet(7, o)
}

// A packet that is recorded and sent again passes neither here nor through pion.
func TestRecordedPacketsDoNotPass(t *testing.T) {
	c, i := encryptor(t)
	plain := marshal(t, rtp.Header{SequenceNumber: 9, SSRC: 7}, []byte("voice"))
	b, err := c.EncryptRTP(nil, plain, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !i.admit(b) || i.admit(b) || i.queue.Count() != 1 {
		t.Errorf("%d packets", i.queue.Count())
	}
	i.pass(plain) // pion has never seen it and lets it through
	early := marshal(t, rtp.Header{SequenceNumber: 8, SSRC: 7}, []byte("voice"))
	i.pass(early)
	if b, err = c.EncryptRTP(nil, early, nil); err != nil {
		t.Fatal(err)
	}
	if i.admit(b); i.queue.Count() != 2 {
		t.Errorf("%d packets", i.queue.Count())
	}
	newInlet(7, i.opener).pass(early) // of another track
	if i.queue.Count() != 2 {
		t.Error("it passed as another track's")
	}
	if b, err = c.EncryptRTP(nil, marshal(t, rtp.Header{SequenceNumber: 10, SSRC: 7}, []byte("voice")), nil); err != nil {
		t.Fatal(err)
	}
	b[len(b)-1]++
	if i.admit(b) {
		t.Error("a forged packet was taken")
	}
}

// Two connections may have streams of one SSRC: each gets its own, however alike their numbers are; and a packet that comes twice deafens neither.
func TestStreamsOfOneSSRC(t *testing.T) {
	one, a := encryptor(t)
	two, b := encryptor(t)
	g := &gate{inlets: map[uint32][]*inlet{}}
	g.add(a)
	g.add(b)
	for n := range 3000 {
		plain := marshal(t, rtp.Header{SequenceNumber: uint16(n), SSRC: 7, PayloadType: 111}, []byte("voice"))
		for _, c := range []*srtp.Context{one, two} {
			p, err := c.EncryptRTP(nil, plain, nil)
			if err != nil {
				t.Fatal(err)
			}
			g.take(p)
			if n%100 == 0 {
				g.take(p)
			}
		}
	}
	if a.queue.Count() != 3000 || b.queue.Count() != 3000 {
		t.Errorf("%d and %d of 3000", a.queue.Count(), b.queue.Count())
	}
}

// When the numbers started again while everything came through pion, the short way is found again.
func TestTurnsAreLearned(t *testing.T) {
	c, i := encryptor(t)
	send := func(n int) []byte {
		b, err := c.EncryptRTP(nil, marshal(t, rtp.Header{SequenceNumber: uint16(n), SSRC: 7}, []byte("voice")), nil)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const last = 3<<16 + 10
	for n := range last {
		b := send(n)
		if n < 100 {
			i.admit(b)
			continue
		}
		i.pass(marshal(t, rtp.Header{SequenceNumber: uint16(n), SSRC: 7}, []byte("voice")))
		if _, err := i.Read(make([]byte, maxPacket)); err != nil {
			t.Fatal(err)
		}
	}
	if i.passed.turn() != 3 {
		t.Errorf("turn %d", i.passed.turn())
	}
	before := i.queue.Count()
	if !i.admit(send(last)) || i.queue.Count() != before+1 {
		t.Error("not taken")
	}
}

// hurry sends so many packets from number n on, as fast as a socket bears.
func (d *device) hurry(t *testing.T, n, count uint32) uint32 {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for k := range count {
		if k%20 == 0 {
			<-tick.C
		}
		n++
		if err := d.mic.WriteRTP(&rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: uint16(n), Timestamp: 96 * n}, Payload: []byte("voice")}); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// After the numbers have started again on the short way, packets are heard that come through pion, and a source that was off and comes back under its SSRC.
func TestPionKeepsCount(t *testing.T) {
	r, _, _ := faulty(t, RoomConfig{})
	engine := r.engine
	d := newDevice(t, webrtc.NetworkTypeUDP4, dtls.SRTP_AEAD_AES_128_GCM)
	// Of several m-lines, as browsers have them, none is given a late packet of a stream that is off.
	if _, err := d.up.AddTransceiverFromKind(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
		t.Fatal(err)
	}
	speaker, listener := join(t, r, "a"), join(t, r, "b")
	tracks := []Track{{Mid: "0", Source: Microphone}}
	publish := func(sdp string) (string, error) { return speaker.Publish(sdp, tracks) }
	offer(t, d.up, publish)
	d.answer(t, listener)
	n := uint32(1000)
	for range 4 { // 2 turns
		n = d.hurry(t, n, 5000) + 20_000
	}
	heard := func(what string) {
		t.Helper()
		before := d.heard.Load()
		for deadline := time.Now().Add(10 * time.Second); d.heard.Load() < before+200; n = d.hurry(t, n, 20) {
			if time.Now().After(deadline) {
				t.Fatalf("%s: %d packets", what, d.heard.Load()-before)
			}
		}
	}
	heard("the short way")
	engine.gate.mu.Lock()
	inlets := engine.gate.inlets
	engine.gate.inlets = map[uint32][]*inlet{}
	engine.gate.mu.Unlock()
	heard("through pion")
	engine.gate.mu.Lock()
	engine.gate.inlets = inlets
	engine.gate.mu.Unlock()
	heard("the short way again")

	// Pion gives what it reads of a stream that is off, or not yet on, to nobody: nothing may be on its way.
	var came uint64
	eventually(t, "everything has come", func() bool {
		before := came
		for l := range speaker.layers {
			came = l.in.packets.Load()
		}
		return came == before
	})
	offer(t, d.up, func(sdp string) (string, error) {
		tracks = nil
		answer, err := publish(inactive(sdp))
		return strings.ReplaceAll(answer, "a=inactive", "a=recvonly"), err
	})
	eventually(t, "the inlet is forgotten", func() bool {
		engine.gate.mu.Lock()
		defer engine.gate.mu.Unlock()
		return len(engine.gate.inlets) == 0
	})
	tracks = []Track{{Mid: "0", Source: Microphone}}
	offer(t, d.up, publish)
	heard("off and on again")
}

// eventually looks every 50 ms whether something is fulfilled.
func eventually(t *testing.T, what string, fulfilled func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(20 * time.Second)
	for !fulfilled() {
		select {
		case <-deadline:
			t.Fatalf("not: %s", what)
		case <-tick.C:
		}
	}
}

// inactive is an offer that stops the only stream.
func inactive(sdp string) string {
	var lines []string
	for line := range strings.SplitSeq(sdp, "\r\n") {
		switch {
		case strings.HasPrefix(line, "a=ssrc"), strings.HasPrefix(line, "a=msid:"):
			continue
		case line == "a=sendrecv", line == "a=sendonly":
			line = "a=inactive"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\r\n")
}
