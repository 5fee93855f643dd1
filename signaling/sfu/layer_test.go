package sfu

import (
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// benchLayers is a camera without network in three layers, with slots that want it as high as possible.
func benchLayers(outs ...webrtc.TrackLocalWriter) (paths []*path, slots []*slot) {
	room := &Room{errand: make(chan struct{}, 1), dirty: make(chan struct{}, 1), start: time.Now().Add(-time.Minute), engine: &Engine{}}
	p := &Peer{room: room, wake: make(chan struct{}, 1)}
	pub := newPublication(p, Track{Mid: "0", Source: Camera}, []string{"q", "h", "f"})
	pub.permitted.Store(true)
	p.pubs = []*publication{pub}
	p.published.Store(&p.pubs)
	for _, out := range outs {
		s := newSlot(p, webrtc.RTPCodecTypeVideo, "x")
		s.bound.Store(&binding{out: out, ssrc: 5, pt: 96})
		s.take(pub)
		slots = append(slots, s)
	}
	p.slots = slots
	room.peers = []*Peer{p}
	for _, l := range *pub.layers.Load() {
		l.epoch.Store(1)
		paths = append(paths, &path{layer: l, video: true, open: true})
	}
	return paths, slots
}

// camera sends pictures of one layer, each of one packet.
type camera struct {
	*path
	seq uint16
}

func (c *camera) send(t testing.TB, key bool, height int, now time.Duration) {
	t.Helper()
	c.seq++
	header := []byte{0x31, 0, 0}
	if key {
		header = []byte{0x30, 0, 0, 0x9D, 0x01, 0x2A, 0, 1, byte(height), byte(height >> 8)}
	}
	payload := append([]byte{0x90, 0xE0, 0x80 | byte(c.seq>>8&0x7F), byte(c.seq), byte(c.seq), 0x20}, header...)
	c.handle(marshal(t, rtp.Header{SequenceNumber: c.seq, Timestamp: uint32(c.seq) * 3000, Marker: true, PayloadType: 96}, payload), now)
}

// What was withheld comes back with a keyframe, and without a gap in its numbers: a gap would look like loss, and loss like a weak path.
func TestWithheldLeavesNoGap(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	paths, slots := benchLayers(out)
	s, room := slots[0], slots[0].peer.room
	c := &camera{path: paths[2], seq: 100}
	now := room.now()
	send := func(key bool) {
		now += frame
		c.send(t, key, 720, now)
	}
	arrange := func(layers int) {
		s.setCeiling(ceiling{layers: layers})
		room.mu.Lock()
		s.arrange(now)
		room.mu.Unlock()
	}
	send(true)
	arrange(0)
	for range 5 {
		send(true)
	}
	before := s.last.Load()
	arrange(-1)
	for range 50 {
		send(false)
	}
	arrange(0)
	for range 5 {
		send(false)
	}
	if n := s.last.Load() - before; n != 0 {
		t.Errorf("%d numbers without a keyframe", n)
	}
	send(true)
	send(false)
	if n := s.last.Load() - before; n != 2 || int(s.packets.Load()) != len(out.sent) {
		t.Errorf("%d numbers for two packets, %d of %d sent", n, s.packets.Load(), len(out.sent))
	}
}

// gone is a wire that is cut for a while, as pion's is while it has no path: nothing leaves, and no error says so.
type gone struct {
	wire
	cut bool
}

func (g *gone) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	if g.cut {
		return 0, nil
	}
	return g.wire.WriteRTP(h, payload)
}

// A path that is lost for a while makes no number come twice, and none be left out.
func TestNumbersGoOnAfterAnOutage(t *testing.T) {
	out := &gone{wire: wire{sent: map[uint16][]byte{}}, cut: true}
	path, slots := bench(Camera, out)
	seq := 0
	send := func(count int) {
		for range count {
			path.handle(vp8Packet(t, uint16(seq), seq%10 == 0), time.Duration(seq+1)*frame)
			seq++
		}
	}
	send(100) // not connected yet
	out.cut = false
	send(100)
	out.cut = true
	send(95)
	out.cut = false
	send(105)
	if len(out.bad) != 0 {
		t.Errorf("numbers with two contents: %v", out.bad)
	}
	if n, last := len(out.sent), slots[0].last.Load(); n != 200 || last != startNumber+199 || out.sent[0] == nil {
		t.Errorf("%d packets sent, the last number is %d", n, last-startNumber)
	}
}

// Who asks for a packet of a piece that is forgotten gets nothing, and not another layer's.
func TestForgottenPieceIsNotSentAgain(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	paths, slots := benchLayers(out)
	s, room := slots[0], slots[0].peer.room
	low, high := &camera{path: paths[0], seq: 100}, &camera{path: paths[2], seq: 9000}
	now := room.now()
	send := func(c *camera, height, count int) {
		for n := range count {
			now += frame
			c.send(t, n == 0, height, now)
		}
	}
	arrange := func(height, layers int) {
		s.height = height
		s.setCeiling(ceiling{layers: layers})
		room.mu.Lock()
		s.arrange(now)
		room.mu.Unlock()
	}
	arrange(180, 0)
	send(low, 180, 5)
	send(high, 720, 1)
	arrange(720, 0)
	send(high, 720, 50)
	lost := uint16(s.last.Load()) - 3
	arrange(720, -1)
	arrange(720, 0)
	send(low, 180, 60)
	send(high, 720, 20)
	delete(out.sent, lost)
	s.resend(lost, make([]byte, maxPacket+evenUnit))
	if len(out.bad) != 0 || out.sent[lost] != nil {
		t.Errorf("numbers with two contents: %v; sent again: %x", out.bad, out.sent[lost])
	}
}

// The old layer goes on until the keyframe of the new one; a layer that stops is bridged by the next lower one and comes back with its keyframe.
func TestSwitchesOnKeyframesOnly(t *testing.T) {
	paths, slots := benchLayers(&wire{sent: map[uint16][]byte{}})
	s, room := slots[0], slots[0].peer.room
	cameras := []*camera{{path: paths[0], seq: 65530}, {path: paths[1], seq: 100}, {path: paths[2], seq: 9000}}
	now := room.now()
	all := func(n int, key ...int) {
		for i := range n {
			now += frame
			for at, c := range cameras {
				if c != nil {
					c.send(t, i == 0 && slices.Contains(key, at), 180<<at, now)
				}
			}
		}
		room.mu.Lock()
		slots[0].arrange(now)
		room.mu.Unlock()
	}
	from := func(what string, want int) {
		t.Helper()
		if got := slices.Index(*paths[0].layer.pub.layers.Load(), s.from.Load()); got != want {
			t.Fatalf("%s: layer %d, want %d", what, got, want)
		}
	}
	all(2)
	from("no keyframe yet", -1)
	all(2, 2)
	from("the high layer", 2)
	s.height = 180
	all(3)
	from("no keyframe of the low layer yet", 2)
	before := s.packets.Load()
	all(4)
	if n := s.packets.Load() - before; n != 4 {
		t.Errorf("%d packets in 4 pictures while the slot waits", n)
	}
	all(1, 0)
	from("the low layer", 0)
	all(1)
	if n := len(*paths[2].layer.slots.Load()); n != 0 {
		t.Errorf("still subscribed to the high layer")
	}
	s.height = 720
	all(1)
	all(1, 2)
	from("the high layer again", 2)
	high := cameras[2]
	cameras[2] = nil
	all(int(layerGone/frame)+2, 1) // a keyframe of the middle layer while it is not known yet that the high one has stopped
	from("nothing known yet", 2)
	all(2, 1)
	from("bridged", 1)
	cameras[2] = high
	all(2)
	from("no keyframe since", 1)
	all(2, 2)
	from("the high layer is back", 2)
	if s.last.Load() != startNumber+uint64(s.packets.Load())-1 {
		t.Errorf("%d packets, last number %d", s.packets.Load(), s.last.Load())
	}
}

// Both layers' readers at once: no number is used twice, nobody is left without picture.
func TestSwitchesUnderLoad(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	paths, slots := benchLayers(out)
	s, room := slots[0], slots[0].peer.room
	done := make(chan struct{})
	for _, p := range paths {
		c := &camera{path: p}
		go func() {
			defer func() { done <- struct{}{} }()
			for i := 0; s.packets.Load() < 3000 && i < 1_000_000; i++ {
				c.send(t, i%20 == 0, 180, room.now())
				runtime.Gosched() // the others, too, on a machine with one core
			}
		}()
	}
	running := len(paths)
	for height := 90; running > 0; height = (height + 180) % 900 {
		room.mu.Lock()
		s.height = height
		s.arrange(room.now())
		room.mu.Unlock()
		select {
		case <-done:
			running--
		default:
		}
	}
	if len(out.bad) != 0 || s.packets.Load() < 3000 {
		t.Errorf("%d packets; two contents under the numbers %v", s.packets.Load(), out.bad)
	}
}

func TestForwardingLayersAllocatesNothing(t *testing.T) {
	outs := make([]webrtc.TrackLocalWriter, 20)
	for i := range outs {
		outs[i] = nowhere{}
	}
	paths, slots := benchLayers(outs...)
	now := slots[0].peer.room.now()
	packets := make([][]byte, 2000)
	for i := range packets {
		packets[i] = vp8Packet(t, uint16(i), i == 0)
	}
	at := 0
	next := func() {
		now += time.Millisecond
		for _, p := range paths {
			p.handle(packets[at], now)
		}
		at++
	}
	for range 600 {
		next()
	}
	if n := testing.AllocsPerRun(1000, next); n != 0 {
		t.Errorf("%v allocations for a packet of each layer", n)
	}
}

func TestRestingLayers(t *testing.T) {
	paths, slots := benchLayers(nowhere{})
	l := paths[2].layer
	l.wanted = false
	now := time.Second
	if l.rest(now) || l.rest(now+restAfter-1) {
		t.Error("rests too early")
	}
	if !l.rest(now+restAfter) || l.rest(now+restAfter+1) {
		t.Error("does not rest, or says so twice")
	}
	p := slots[0].peer
	if got := p.Layers(); len(got) != 1 || !slices.Equal(got[0].Active, []string{"q", "h"}) {
		t.Errorf("%+v", got)
	}
	l.wanted = true
	if !l.rest(now+restAfter+2) || len(p.Layers()[0].Active) != 3 {
		t.Error("does not come back at once")
	}
}

func TestLayersInOtherOrder(t *testing.T) {
	pub := newPublication(&Peer{}, Track{Source: Camera}, []string{"0", "1", "2"})
	for rid, height := range map[string]int32{"0": 720, "1": 360} {
		pub.layer(rid).height.Store(height)
	}
	pub.order()
	if rid := (*pub.layers.Load())[0].rid; rid != "0" {
		t.Errorf("ordered before all heights are known: %s first", rid)
	}
	pub.layer("2").height.Store(180)
	pub.order()
	if rid := (*pub.layers.Load())[0].rid; rid != "2" {
		t.Errorf("%s is the lowest", rid)
	}
}

func TestRidsOfAnOffer(t *testing.T) {
	offer := func(attributes string) string {
		return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\nm=video 9 RTP/AVP 96\r\na=mid:1\r\n" + attributes
	}
	for name, c := range map[string]struct {
		attributes string
		want       []string
	}{
		"none":         {"", nil},
		"in order":     {"a=rid:q send\r\na=rid:h send\r\na=rid:f send\r\na=simulcast:send q;h;f\r\n", []string{"q", "h", "f"}},
		"other order":  {"a=rid:f send\r\na=rid:q send\r\na=simulcast:send q;~f\r\n", []string{"q", "f"}},
		"no simulcast": {"a=rid:n send\r\na=rid:s send pt=96\r\n", []string{"n", "s"}},
		"both ways":    {"a=rid:s send\r\na=rid:x recv\r\na=rid:e send\r\na=simulcast:recv x send e;s\r\n", []string{"e", "s"}},
	} {
		got, err := ridsOf(offer(c.attributes))
		if err != nil || !slices.Equal(got["1"], c.want) || len(got["0"]) != 0 {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	for name, attributes := range map[string]string{
		"four": "a=rid:1 send\r\na=rid:2 send\r\na=rid:3 send\r\na=rid:4 send\r\n", "long": "a=rid:12345678901234567 send\r\n",
	} {
		if _, err := ridsOf(offer(attributes)); !errors.Is(err, ErrTracks) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := ridsOf("not a description"); err != nil || len(got) != 0 {
		t.Errorf("%v %v", got, err)
	}
}
