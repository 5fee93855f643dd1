package sfu

import (
	"testing"
	"time"
)

const frame = 33 * time.Millisecond

// source makes the packets of one camera, one per frame.
type source struct {
	seq uint16
	ts  uint32
	pic uint16
	tl0 uint8
}

func (s *source) next(key bool) *packet {
	s.seq++
	s.ts += 3000
	s.pic = (s.pic + 1) & 0x7FFF
	s.tl0++
	return &packet{seq: s.seq, ts: s.ts, marker: true, keyStart: key, vp8: vp8{size: 5, picAt: 2, picLong: true, pic: s.pic, tl0At: 4, tl0: s.tl0}}
}

func video() *rewriter { return &rewriter{rate: 90000, video: true} }

func TestStreamGoesOnOverSwitches(t *testing.T) {
	w := video()
	now := time.Second
	sources := []*source{{seq: 65530, ts: 1 << 31, pic: 0x7FFD, tl0: 250}, {seq: 9, ts: 5, pic: 3, tl0: 7}, {seq: 30000, ts: 77, pic: 99}}
	var last rewritten
	for i := range 300 {
		now += frame
		s := sources[i/20%3]
		if i%20 == 0 {
			w.begin()
		}
		p := s.next(i%20 == 3)
		out, fresh, ok := w.next(p, now)
		if ok != (i%20 >= 3) || fresh != (i%20 == 3) {
			t.Fatalf("packet %d: ok %t fresh %t: a segment begins with its keyframe", i, ok, fresh)
		}
		if !ok {
			continue
		}
		if !out.marker {
			t.Fatal("the marker is lost")
		}
		if i > 3 {
			if out.seq != last.seq+1 || out.pic != (last.pic+1)&0x7FFF || out.tl0 != last.tl0+1 {
				t.Fatalf("packet %d: %+v after %+v", i, out, last)
			}
			if step := int32(out.ts - last.ts); step <= 0 || step > 90000 {
				t.Fatalf("packet %d: the clock made a step of %d", i, step)
			}
		}
		last = out
	}
}

func TestLossStaysLossAndLateFindsItsPlace(t *testing.T) {
	w := video()
	s := &source{seq: 100}
	w.begin()
	first, _, _ := w.next(s.next(true), time.Second)
	lost := s.next(false)
	third, _, _ := w.next(s.next(false), time.Second)
	if third.seq != first.seq+2 {
		t.Fatalf("the gap was closed: %d after %d", third.seq, first.seq)
	}
	late, fresh, ok := w.next(lost, time.Second)
	if !ok || fresh || late.seq != first.seq+1 || late.pic != first.pic+1 {
		t.Fatalf("late: %+v %t", late, ok)
	}
	if fourth, _, _ := w.next(s.next(false), time.Second); fourth.seq != first.seq+3 {
		t.Fatalf("after the late one: %+v", fourth)
	}
}

func TestOlderThanTheSegmentIsDropped(t *testing.T) {
	w := video()
	s := &source{seq: 100}
	old := s.next(false)
	w.begin()
	if _, _, ok := w.next(s.next(true), time.Second); !ok {
		t.Fatal("no start")
	}
	if _, _, ok := w.next(old, time.Second); ok {
		t.Fatal("a packet from before the segment would take another's number")
	}
}

func TestSourceStartsAgain(t *testing.T) {
	w := video()
	s := &source{seq: 20000}
	w.begin()
	last, _, _ := w.next(s.next(true), time.Second)
	s.seq = 10 // far back: nothing but a new start explains a run of these
	for i := range maxStale - 1 {
		if _, _, ok := w.next(s.next(true), time.Second); ok {
			t.Fatalf("packet %d was taken at once", i)
		}
	}
	out, fresh, ok := w.next(s.next(true), time.Second)
	if !ok || !fresh || out.seq != last.seq+1 {
		t.Fatalf("%+v %t %t", out, fresh, ok)
	}
	s.seq += maxJump + 1
	if _, _, ok := w.next(s.next(false), time.Second); ok {
		t.Fatal("a jump went on without keyframe")
	}
}

func TestAudioStartsAtOnceAndMarksIt(t *testing.T) {
	w := &rewriter{rate: 48000}
	w.begin()
	first, _, ok := w.next(&packet{seq: 5, ts: 1000}, time.Second)
	if !ok || !first.marker {
		t.Fatalf("%+v %t", first, ok)
	}
	// DTX: one packet in 400 ms, numbers without gap.
	second, _, _ := w.next(&packet{seq: 6, ts: 1000 + 19200}, 1400*time.Millisecond)
	if second.seq != first.seq+1 || second.ts != first.ts+19200 || second.marker {
		t.Fatalf("%+v", second)
	}
	w.begin()
	third, _, _ := w.next(&packet{seq: 40000, ts: 3}, 3400*time.Millisecond)
	if third.seq != second.seq+1 || third.ts != second.ts+2*48000 || !third.marker {
		t.Fatalf("after two seconds of silence: %+v after %+v", third, second)
	}
}

func TestRetransmissionIsTheSamePacket(t *testing.T) {
	w := video()
	s := &source{seq: 65000, pic: 0x7FF0}
	type sentPacket struct {
		n   uint64
		p   packet
		out rewritten
	}
	var all []sentPacket
	w.begin()
	for i := range 2000 {
		p := s.next(i == 0)
		out, _, ok := w.next(p, time.Second+time.Duration(i)*frame)
		if !ok {
			t.Fatal(i)
		}
		all = append(all, sentPacket{w.last, *p, out})
	}
	for _, one := range all {
		if w.seg.source(one.n) != one.p.seq {
			t.Fatalf("number %d comes from %d, want %d", one.n, w.seg.source(one.n), one.p.seq)
		}
		if again := w.seg.apply(&one.p, false); again != one.out {
			t.Fatalf("%+v, was %+v", again, one.out)
		}
	}
}

// Two readers look at the clock and then wait for each other: the one that comes second may have looked first.
func TestClockOfTheOtherReader(t *testing.T) {
	w := video()
	s := &source{}
	before, _, _ := w.next(s.next(true), time.Second)
	w.begin()
	after, _, ok := w.next(s.next(true), time.Second-time.Millisecond)
	if step := int32(after.ts - before.ts); !ok || step < 1 || step > 90 {
		t.Errorf("the timestamp made a step of %d", step)
	}
}

// FuzzRewriter feeds arbitrary packets and switches and checks what must hold for every receiver and for AES-GCM: a number is never used for two different
// packets, and segments of video begin with keyframes.
func FuzzRewriter(f *testing.F) {
	f.Add([]byte{0, 1, 1, 0, 2, 1, 0, 3, 9, 1, 0, 1, 1}, true)
	f.Add([]byte{3, 255, 255, 1, 0, 0, 0, 0, 5, 1, 2, 7}, false)
	f.Fuzz(func(t *testing.T, script []byte, isVideo bool) {
		w := &rewriter{rate: 90000, video: isVideo}
		type origin struct {
			segment int
			seq     uint16
		}
		used := map[uint64]origin{}
		sent := map[uint64]rewritten{} // of the present segment
		packets := map[uint64]packet{}
		segments := 0
		now := time.Second
		var seq uint16
		for ; len(script) >= 3; script = script[3:] {
			now += time.Duration(script[2]) * time.Millisecond
			if script[0]&7 == 0 {
				w.begin()
			}
			if script[0]&8 != 0 {
				seq = uint16(script[1]) << 8
			} else {
				seq += uint16(int16(int8(script[1])))
			}
			p := &packet{seq: seq, ts: uint32(script[2]) << 20, keyStart: script[0]&16 != 0}
			p.vp8 = vp8{layered: isVideo, tid: script[0] >> 5 & 3, sync: script[0]&128 != 0, picAt: 2, picLong: true, pic: seq, tl0At: 4}
			if p.keyStart {
				p.vp8.tid = 0
			}
			w.thin.asked = int(script[2] & 3)
			before := w.last
			out, fresh, ok := w.next(p, now)
			if !ok {
				continue
			}
			if fresh {
				segments++
				clear(sent)
				clear(packets)
				if isVideo && !p.keyStart {
					t.Fatal("a segment without keyframe")
				}
			}
			n := w.last - uint64(uint16(w.last)-out.seq)
			if n < w.seg.first {
				t.Fatalf("number %d lies before its segment (%d)", n, w.seg.first)
			}
			if w.last < before || segments > 1 && w.last-before > maxJump {
				t.Fatalf("from %d to %d", before, w.last)
			}
			me := origin{segments, p.seq}
			if other, taken := used[n]; taken && other != me {
				t.Fatalf("number %d for %+v and %+v", n, other, me)
			}
			used[n] = me
			if _, again := sent[n]; !again {
				sent[n], packets[n] = out, *p
			}
		}
		for n, p := range packets {
			if seg, known := w.shifts.on(w.seg, n); known && (seg.source(n) != p.seq || seg.apply(&p, !isVideo) != sent[n]) {
				t.Fatalf("number %d is sent again as %+v, was %+v", n, seg.apply(&p, !isVideo), sent[n])
			}
		}
	})
}
