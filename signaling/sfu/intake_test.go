package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtp"
)

func TestIntakeCountsLoss(t *testing.T) {
	var c intake
	var tr trace
	var steps []int
	for _, seq := range []uint16{65530, 65531, 65534, 65533, 2, 2} { // missing: 65532, 65535, 0, 1; one twice
		steps = append(steps, c.note(marshal(t, rtp.Header{SequenceNumber: seq}, []byte{1}), &tr, audioRate, 1))
	}
	for i, want := range []int{1, 1, 3, -1, 4, 0} {
		if steps[i] != want {
			t.Errorf("packet %d is a step of %d, want %d", i, steps[i], want)
		}
	}
	if tr.top != 2 || c.expected.Load() != 9 || c.packets.Load() != 6 || c.highest.Load() != 1<<16|2 {
		t.Errorf("top %d, expected %d, packets %d, highest %x", tr.top, c.expected.Load(), c.packets.Load(), c.highest.Load())
	}
	c.note(marshal(t, rtp.Header{SequenceNumber: 30_000}, []byte{1}), &tr, audioRate, 1) // another stream, not 30,000 lost packets
	if tr.top != 30_000 || c.expected.Load() != 10 {
		t.Errorf("top %d, expected %d", tr.top, c.expected.Load())
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
