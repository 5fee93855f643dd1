package sfu

import "time"

const (
	maxJump  = 3000 // packets; a greater step forward in one stream is a new stream
	maxStale = 50   // packets in a row from before the segment: the source has started again
)

// rewriter makes one continuous stream out of pieces of others: sequence numbers without gaps of our making, timestamps that never go back, VP8 picture
// ids and TL0PICIDX that go on. It is pure and a value; whoever owns it calls begin when the source changes and next for each packet.
//
// Within a piece (a segment) every field is shifted by a constant, so that loss stays visible as loss, late packets find their place, and a retransmission
// can be made of the source packet and the segment alone. Where pictures are left out (thin.go) the constant changes, which is remembered by number.
type rewriter struct {
	rate  uint32 // clock of the stream, Hz; static
	video bool   // static: a segment begins at a keyframe

	thin   thinner
	shifts shifts // read by others, too

	seg   segment // as it began
	cur   segment // as it is now
	live  bool    // seg is in use
	stale int     // packets in a row that were too old
	span  uint64  // source numbers from the first of the segment to the newest

	last    uint64 // highest number sent, extended to 64 bits
	srcLast uint16 // highest source number of the segment
	ts      uint32 // highest timestamp sent
	at      time.Duration
	pic     uint16
	tl0     uint8
	sent    bool
}

// segment is a piece of one source's stream within a slot's stream. It is a value.
type segment struct {
	first    uint64 // extended number of its first packet
	srcFirst uint16
	dSeq     uint16
	dTS      uint32
	dPic     uint16
	dTL0     uint8
}

// rewritten are the fields of one outgoing packet. It is a value.
type rewritten struct {
	seq    uint16
	ts     uint32
	marker bool
	pic    uint16
	tl0    uint8
}

// startNumber leaves room below the first number, so that extended numbers never go below zero.
const startNumber = 1 << 16

// begin says that the next packet comes from another source, or from the same one after a pause.
func (w *rewriter) begin() { w.live, w.stale = false, 0 }

// restart is begin as if nothing had ever been sent: nothing was.
func (w *rewriter) restart() {
	w.begin()
	w.last, w.ts, w.at, w.pic, w.tl0, w.sent = 0, 0, 0, 0, 0, false
}

// next gives the fields of p when sent at the monotonic time now. fresh says that p starts a segment. ok is false when p must not be sent: it is not the
// keyframe that is waited for, it is older than the segment, or it is left out.
func (w *rewriter) next(p *packet, now time.Duration) (out rewritten, fresh, ok bool) {
	step := int16(p.seq - w.srcLast)
	if w.live {
		switch {
		case step > maxJump:
			w.live = false
		case step < 0 && (uint64(-int(step)) > w.span || step < -maxJump):
			w.stale++
			if w.stale < maxStale {
				return rewritten{}, false, false
			}
			w.live = false
		}
	}
	if !w.live {
		if w.video && !p.keyStart {
			return rewritten{}, false, false
		}
		w.open(p, now)
		return w.cur.apply(p, !w.video), true, true
	}
	w.stale = 0
	if step <= 0 {
		seg, known := w.shifts.late(w.seg, p, w.last)
		if !known {
			return rewritten{}, false, false
		}
		return seg.apply(p, !w.video), false, true
	}
	w.srcLast = p.seq
	w.span += uint64(step)
	if w.thin.leaves(p) {
		w.leave(p, uint64(step))
		return rewritten{}, false, false
	}
	w.last += uint64(step)
	out = w.cur.apply(p, !w.video)
	w.advance(p, out, now)
	return out, false, true
}

// extended is the whole number of a packet of which seq is sent: none is ahead of the newest, or half a turn behind it.
func (w *rewriter) extended(seq uint16) uint64 { return w.last - uint64(uint16(w.last)-seq) }

// open starts a segment with p.
func (w *rewriter) open(p *packet, now time.Duration) {
	first, ts := uint64(startNumber), p.ts
	if w.sent {
		first = w.last + 1
		passed := uint32(max(0, now-w.at).Seconds() * float64(w.rate)) // another reader may have looked at the clock a moment later
		ts = w.ts + max(1, passed)
	}
	w.seg = segment{
		first: first, srcFirst: p.seq, dSeq: uint16(first) - p.seq, dTS: ts - p.ts,
		dPic: w.pic + 1 - p.vp8.pic, dTL0: w.tl0 + 1 - p.vp8.tl0,
	}
	if n := w.shifts.added.Load(); n > 0 && w.shifts.at(n-1).first == uint32(first) { // a shift of the segment before, which nothing followed
		w.shifts.add(shift{first: uint32(first), dSeq: w.seg.dSeq, dPic: w.seg.dPic})
	}
	w.cur, w.live = w.seg, true
	w.stale, w.span = 0, 0
	w.srcLast = p.seq
	w.last = first
	w.ts, w.at, w.sent = ts, now, true
	w.thin.reset()
	w.advance(p, w.cur.apply(p, false), now)
}

// leave closes up the numbers over p, which is step after the newest packet and is not sent. What is missing before it keeps its numbers: it may yet come.
func (w *rewriter) leave(p *packet, step uint64) {
	w.last += step - 1
	w.cur.dSeq--
	if p.vp8.picAt != 0 && !w.thin.counted {
		w.thin.counted = true
		w.cur.dPic--
	}
	w.shifts.add(shift{first: uint32(w.last + 1), dSeq: w.cur.dSeq, dPic: w.cur.dPic})
}

// advance remembers the newest timestamp and picture.
func (w *rewriter) advance(p *packet, out rewritten, now time.Duration) {
	if int32(out.ts-w.ts) > 0 {
		w.ts, w.at = out.ts, now
	}
	if p.vp8.picAt != 0 {
		w.pic = out.pic
	}
	if p.vp8.tl0At != 0 {
		w.tl0 = out.tl0
	}
}

// apply shifts p into the segment. It depends on the segment and the packet only. talkspurt sets the marker on the first packet (RFC 3551 §4.1), which
// tells an audio receiver that its clock may start again here.
func (s segment) apply(p *packet, talkspurt bool) rewritten {
	out := rewritten{seq: p.seq + s.dSeq, ts: p.ts + s.dTS, marker: p.marker, pic: p.vp8.pic + s.dPic, tl0: p.vp8.tl0 + s.dTL0}
	if p.vp8.picLong {
		out.pic &= 0x7FFF
	} else {
		out.pic &= 0x7F
	}
	if talkspurt && p.seq == s.srcFirst && out.seq == uint16(s.first) {
		out.marker = true
	}
	return out
}

// source is the source number of the extended number n.
func (s segment) source(n uint64) uint16 { return uint16(n) - s.dSeq }
