package sfu

import "sync/atomic"

// shiftMemory is how many shifts are remembered: two seconds of them when every second picture of 30 is left out.
const shiftMemory = 32

// thinner leaves out pictures of the upper temporal layers (RFC 7741 §4.2), whole ones, so that nobody misses them: numbers and picture ids close up.
// It is a value, owned by its rewriter's owner.
type thinner struct {
	asked int // how many of the lowest temporal layers may be sent; 0: all
	now   int // and how many are; fewer at once, more only from a picture that can be understood

	ts      uint32 // of the picture that is under way
	leaving bool   // it is left out
	begun   bool   // the fields above are in use
	counted bool   // it has been taken out of the picture ids
}

// reset lets everything through that is asked for: a keyframe begins.
func (t *thinner) reset() { *t = thinner{asked: t.asked, now: t.asked} }

// leaves says whether p, the newest packet so far, is left out. A picture is left out whole or not at all.
func (t *thinner) leaves(p *packet) bool {
	if !p.vp8.layered {
		return false
	}
	if p.keyStart {
		t.now = t.asked
	}
	if !t.begun || p.ts != t.ts {
		t.ts, t.begun, t.counted = p.ts, true, false
		t.leaving = t.decide(int(p.vp8.tid), p.vp8.sync)
	}
	return t.leaving
}

// decide follows what is asked for with a picture of layer tid. sync says that it needs nothing but the lowest layer, so that its layer can be begun with it.
func (t *thinner) decide(tid int, sync bool) (leave bool) {
	if t.asked != 0 && (t.now == 0 || t.asked < t.now) {
		t.now = t.asked
	}
	if t.now == 0 || tid < t.now {
		return false
	}
	if sync && (t.asked == 0 || tid < t.asked) {
		t.now = tid + 1
		return false
	}
	return true
}

// shifts remembers since which number a stream is moved by how much within its segment. One goroutine adds, any may look: an entry is one word, and one that is
// overwritten while somebody looks becomes the newest, which says nothing about older numbers.
type shifts struct {
	added   atomic.Uint32 // in all
	entries [shiftMemory]atomic.Uint64
}

// shift is one entry. It is a value.
type shift struct {
	first uint32 // the number, extended to 32 bits, from which it holds
	dSeq  uint16
	dPic  uint16
}

func (s shift) pack() uint64 {
	return uint64(s.first)<<32 | uint64(s.dSeq)<<16 | uint64(s.dPic)
}

func unpackShift(v uint64) shift {
	return shift{first: uint32(v >> 32), dSeq: uint16(v >> 16), dPic: uint16(v)}
}

// add notes a shift; one from the same number on is replaced: no packet was sent in between.
func (s *shifts) add(x shift) {
	n := s.added.Load()
	if n > 0 && s.at(n-1).first == x.first {
		s.entries[(n-1)%shiftMemory].Store(x.pack())
		return
	}
	s.entries[n%shiftMemory].Store(x.pack())
	s.added.Store(n + 1)
}

func (s *shifts) at(n uint32) shift { return unpackShift(s.entries[n%shiftMemory].Load()) }

// on is the segment as it holds for its number n. ok is false when that has been forgotten.
func (s *shifts) on(seg segment, n uint64) (moved segment, ok bool) {
	added := s.added.Load()
	for i := added; i > 0 && added-i < shiftMemory; i-- {
		x := s.at(i - 1)
		if int32(x.first-uint32(seg.first)) < 0 {
			return seg, true // of an earlier segment
		}
		if int32(uint32(n)-x.first) >= 0 {
			seg.dSeq, seg.dPic = x.dSeq, x.dPic
			return seg, true
		}
	}
	return seg, added <= shiftMemory
}

// late is the segment as it holds for a packet that comes after newer ones, of which last is the highest number. ok is false when the packet was left out,
// so that its number is another's, or when that has been forgotten.
func (s *shifts) late(seg segment, p *packet, last uint64) (moved segment, ok bool) {
	added := s.added.Load()
	next, known := uint32(last)+1, added <= shiftMemory
	for i := added; i > 0 && added-i < shiftMemory; i-- {
		x := s.at(i - 1)
		if int32(x.first-uint32(seg.first)) < 0 {
			known = true // of an earlier segment
			break
		}
		if int16(p.seq-(uint16(x.first)-x.dSeq)) >= 0 {
			seg.dSeq, seg.dPic = x.dSeq, x.dPic
			known = true
			break
		}
		next = x.first
	}
	return seg, known && int16(p.seq+seg.dSeq-uint16(next)) < 0
}
