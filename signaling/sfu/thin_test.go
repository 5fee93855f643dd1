package sfu

import (
	"testing"
	"time"
)

// scaled makes pictures of a few packets each in libvpx's pattern of three temporal layers.
type scaled struct {
	source
	n int
}

func (s *scaled) picture(packets int, key bool) (list []*packet) {
	if key {
		s.n = 0
	}
	layer := []struct {
		tid  uint8
		sync bool
	}{{0, false}, {2, true}, {1, true}, {2, false}}[s.n%4]
	s.n++
	s.ts += 3000
	s.pic = (s.pic + 1) & 0x7FFF
	if layer.tid == 0 {
		s.tl0++
	}
	for i := range packets {
		s.seq++
		list = append(list, &packet{
			seq: s.seq, ts: s.ts, marker: i == packets-1, keyStart: key && i == 0,
			vp8: vp8{size: 6, picAt: 2, picLong: true, pic: s.pic, tl0At: 4, tl0: s.tl0, layered: true, tid: layer.tid, sync: layer.sync},
		})
	}
	return list
}

func TestTemporalLayersAreLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		asked    int
		pictures int // of 40 that are sent
	}{"all": {0, 40}, "the lowest": {1, 10}, "two": {2, 20}, "three": {3, 40}, "more than there are": {4, 40}} {
		w := video()
		w.thin.asked = c.asked
		s := &scaled{source: source{seq: 65500, pic: 0x7FF8, tl0: 250, ts: 1 << 31}}
		var last rewritten
		got, now := 0, time.Second
		for i := range 40 {
			now += frame
			for at, p := range s.picture(1+i%3, i == 0) {
				out, _, ok := w.next(p, now)
				if !ok {
					if int(p.vp8.tid) < c.asked {
						t.Fatalf("%s: picture %d of layer %d was left out", name, i, p.vp8.tid)
					}
					continue
				}
				if got > 0 && (out.seq != last.seq+1 || at == 0 && out.pic != (last.pic+1)&0x7FFF) {
					t.Fatalf("%s: picture %d: %+v after %+v", name, i, out, last)
				}
				if out.marker {
					got++
				}
				last = out
			}
		}
		if got != c.pictures {
			t.Errorf("%s: %d pictures of 40, want %d", name, got, c.pictures)
		}
	}
}

// More layers begin with a picture that needs nothing of what was left out.
func TestTemporalLayersComeBack(t *testing.T) {
	w := video()
	w.thin.asked = 1
	s := &scaled{source: source{seq: 1}}
	sent := func() bool {
		_, _, ok := w.next(s.picture(1, s.n == 0)[0], time.Second+time.Duration(s.n)*frame)
		return ok
	}
	for i, want := range []bool{true, false, false, false} {
		if sent() != want {
			t.Fatalf("picture %d", i)
		}
	}
	s.n = 2 // the next pictures: 1 with sync, 2 without, 0, 2 with sync
	w.thin.asked = 0
	for i, want := range []bool{true, false, true, true, true, true} {
		if sent() != want {
			t.Errorf("picture %d after that: sent %t", i, !want)
		}
	}
}

func TestLateAmongWhatIsLeftOut(t *testing.T) {
	w := video()
	w.thin.asked = 1
	s := &scaled{source: source{seq: 100}}
	now := time.Second
	next := func(p *packet) (rewritten, bool) {
		out, _, ok := w.next(p, now)
		return out, ok
	}
	key := s.picture(3, true)
	first, _ := next(key[0])
	if third, _ := next(key[2]); third.seq != first.seq+2 {
		t.Fatalf("%+v", third)
	}
	upper, upper2, upper3 := s.picture(2, false), s.picture(1, false), s.picture(1, false)
	if _, ok := next(upper[1]); ok { // upper[0] is still on its way
		t.Fatal("not left out")
	}
	next(upper2[0])
	next(upper3[0])
	base := s.picture(1, false)
	after, ok := next(base[0])
	if !ok || after.seq != first.seq+4 || after.pic != first.pic+1 {
		t.Fatalf("one number is kept for what is missing: %+v after %+v", after, first)
	}
	if late, ok := next(key[1]); !ok || late.seq != first.seq+1 || late.pic != first.pic {
		t.Errorf("late: %+v %t", late, ok)
	}
	if late, ok := next(upper[0]); !ok || late.seq != first.seq+3 {
		t.Errorf("late, of a picture that is left out: %+v %t", late, ok)
	}
	for _, p := range []*packet{upper[1], upper2[0], upper3[0]} {
		if out, ok := next(p); ok {
			t.Errorf("what was left out came again and took another's number: %+v", out)
		}
	}
	if again, ok := next(base[0]); !ok || again != after {
		t.Errorf("%+v, was %+v", again, after)
	}
	for n := w.seg.first; n <= w.last; n++ {
		seg, ok := w.shifts.on(w.seg, n)
		if want := []uint16{key[0].seq, key[1].seq, key[2].seq, upper[0].seq, base[0].seq}[n-w.seg.first]; !ok || seg.source(n) != want {
			t.Errorf("number %d is source number %d, want %d", n, seg.source(n), want)
		}
	}
}

func TestShiftsAreForgotten(t *testing.T) {
	w := video()
	w.thin.asked = 1
	s := &scaled{source: source{seq: 100}}
	key := s.picture(1, true)[0]
	if _, _, ok := w.next(key, time.Second); !ok {
		t.Fatal("no start")
	}
	old := s.picture(2, false)
	lost := old[0]
	w.next(old[1], time.Second)
	var newest *packet
	for range 8 * shiftMemory {
		p := s.picture(1, false)[0]
		if _, _, ok := w.next(p, time.Second); ok {
			newest = p
		}
	}
	if _, ok := w.shifts.on(w.seg, w.seg.first); ok {
		t.Error("the first number is still known")
	}
	if seg, ok := w.shifts.on(w.seg, w.last); !ok || seg.source(w.last) != newest.seq {
		t.Errorf("the newest number comes from %d, want %d: %t", seg.source(w.last), newest.seq, ok)
	}
	if _, _, ok := w.next(lost, time.Second); ok {
		t.Error("a packet from before all shifts that are known was given a number")
	}
	w.begin()
	if _, fresh, ok := w.next(s.picture(1, true)[0], time.Second); !ok || !fresh {
		t.Error("no new segment")
	}
	if seg, ok := w.shifts.on(w.seg, w.last); !ok || seg != w.seg {
		t.Errorf("a new segment is shifted by the old one's: %+v, want %+v", seg, w.seg)
	}
}

// What is sent again is what was sent, while pictures are left out and a ceiling comes and goes.
func TestResendOfAThinnedStream(t *testing.T) {
	out := &wire{sent: map[uint16][]byte{}}
	path, slots := bench(Camera, out)
	s := slots[0]
	scratch := make([]byte, maxPacket)
	for i := range 2000 {
		s.setCeiling(ceiling{temporal: i / 50 % 3})
		b := vp8Packet(t, uint16(i), i%500 == 0)
		b[12+5] = []byte{0x00, 0xA0, 0x60, 0x80}[i%4]
		path.handle(b, time.Duration(i+1)*frame)
		before := s.packets.Load()
		s.resend(uint16(s.last.Load())-uint16(i%30), scratch)
		if i > 100 && s.packets.Load() == before {
			t.Fatalf("after %d: not sent again", i)
		}
	}
	if len(out.bad) != 0 {
		t.Errorf("two contents under one number: %v", out.bad)
	}
	if n := len(out.sent); n < 1000 || n > 1600 || s.last.Load() != startNumber+uint64(n)-1 {
		t.Errorf("%d numbers, the last is %d", n, s.last.Load())
	}
}
