package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtp"
)

func TestIntakeCountsLoss(t *testing.T) {
	var c intake
	var tr trace
	for i, x := range []struct {
		seq    uint16
		step   int
		begins bool
	}{{65530, 1, true}, {65531, 1, false}, {65534, 3, false}, {65533, -1, false}, {2, 4, false}, {2, 0, false}} { // missing: 65532, 65535, 0, 1; one twice
		if step, begins := c.note(marshal(t, rtp.Header{SequenceNumber: x.seq}, []byte{1}), &tr, audioRate, 1); step != x.step || begins != x.begins {
			t.Errorf("packet %d is a step of %d (%t), want %d", i, step, begins, x.step)
		}
	}
	if tr.top != 2 || c.expected.Load() != 9 || c.packets.Load() != 6 || c.highest.Load() != 1<<16|2 {
		t.Errorf("top %d, expected %d, packets %d, highest %x", tr.top, c.expected.Load(), c.packets.Load(), c.highest.Load())
	}
	if _, begins := c.note(marshal(t, rtp.Header{SequenceNumber: 30_000}, []byte{1}), &tr, audioRate, 1); !begins { // another stream, not 30,000 lost packets
		t.Error("a jump is taken for loss")
	}
	if tr.top != 30_000 || c.expected.Load() != 10 {
		t.Errorf("top %d, expected %d", tr.top, c.expected.Load())
	}
}

// The layer's next stream, read anew, begins where it begins: nothing of it is lost, and nothing of the one before is told of it.
func TestIntakeOfAnotherStream(t *testing.T) {
	var c intake
	var first, second trace
	for _, seq := range []uint16{10, 14} {
		c.note(marshal(t, rtp.Header{SequenceNumber: seq}, []byte{1}), &first, audioRate, 1)
	}
	if r, _ := c.reception(7, 2); r.TotalLost != 3 {
		t.Errorf("%+v", r)
	}
	for _, seq := range []uint16{2500, 2501} {
		c.note(marshal(t, rtp.Header{SequenceNumber: seq}, []byte{1}), &second, audioRate, 3)
	}
	if r, ok := c.reception(8, 4); !ok || r.FractionLost != 0 || r.TotalLost != 0 || r.LastSequenceNumber != 2501 {
		t.Errorf("%+v", r)
	}
}

// A report that comes while the answer is made does not lie in the future, and the clock goes on after days.
func TestReceptionClocks(t *testing.T) {
	var c intake
	var tr trace
	c.note(marshal(t, rtp.Header{SequenceNumber: 1}, []byte{1}), &tr, videoRate, time.Second)
	c.said.Store(5<<32 | 1001)
	if r, _ := c.reception(7, time.Second); r.LastSenderReport != 5 || r.Delay != 0 {
		t.Errorf("%+v", r)
	}
	const late = 60 * time.Hour
	if d := clockAt(late+20*time.Millisecond, videoRate) - clockAt(late, videoRate); d != 1800 {
		t.Errorf("20 ms are %d", d)
	}
}

// What a sender is told: the share that was lost since it was told before, the jitter, and when its own report came.
func TestReceptionReport(t *testing.T) {
	var c intake
	var tr trace
	if _, ok := c.reception(7, time.Second); ok {
		t.Error("told about nothing")
	}
	now := time.Second
	for seq := range uint16(100) {
		now += 20 * time.Millisecond
		at := now
		if seq%2 == 1 {
			at += 4 * time.Millisecond // every other one 4 ms late
		}
		if seq%4 != 3 {
			c.note(marshal(t, rtp.Header{SequenceNumber: seq, Timestamp: uint32(seq) * 960}, []byte{1}), &tr, audioRate, at)
		}
	}
	c.said.Store(0xABCD1234<<32 | uint64(now.Milliseconds()))
	r, ok := c.reception(7, now+500*time.Millisecond)
	if !ok || r.SSRC != 7 || r.LastSequenceNumber != 98 || r.FractionLost != 24*256/99 || r.TotalLost != 24 {
		t.Errorf("%+v", r)
	}
	if ms := float64(r.Jitter) / 48; ms < 2 || ms > 4 {
		t.Errorf("jitter %.1f ms", ms)
	}
	if r.LastSenderReport != 0xABCD1234 || r.Delay != 32768 {
		t.Errorf("report %x, %d/65536 s ago", r.LastSenderReport, r.Delay)
	}
	if _, ok := c.reception(7, now+time.Second); ok {
		t.Error("told twice")
	}
	c.note(marshal(t, rtp.Header{SequenceNumber: 99}, []byte{1}), &tr, audioRate, now)
	if r, _ := c.reception(7, now+2*time.Second); r.FractionLost != 0 || r.TotalLost != 24 {
		t.Errorf("nothing was lost since: %+v", r)
	}
}
