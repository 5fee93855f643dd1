package sfu

import (
	"encoding/binary"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
)

// intake counts what came in of a layer. Its atomics are written by the reader of the track, said by the reader of its reports; before, told and steady are owned
// by the room's errands.
type intake struct {
	octets, packets, expected atomic.Uint64
	highest                   atomic.Uint32 // number, with its cycles above (RFC 3550 §6.4.1)
	jitter                    atomic.Uint32 // RTP clock (RFC 3550 §A.8)
	said                      atomic.Uint64 // middle of the NTP time of the last sender report, below it the milliseconds at which it came; 0: none

	before struct{ octets, packets, expected uint64 }
	told   struct{ packets, expected uint64 }
	steady bool // something came in the second before
}

// trace is what the reader of a layer remembers of the numbers that came in. It is owned by its path.
type trace struct {
	top     uint16 // the highest number
	cycles  uint16
	transit uint32 // of the last packet, RTP clock
	jitter  uint32 // times 16
}

// note counts an RTP packet whose clock runs at rate. It returns by how much its number lies above the highest so far, not above 0 for one that comes late. A stream
// that starts again lies one above.
func (c *intake) note(b []byte, t *trace, rate uint32, now time.Duration) (step int) {
	c.octets.Add(uint64(len(b)))
	seq := binary.BigEndian.Uint16(b[2:])
	step = int(int16(seq - t.top))
	transit := uint32(uint64(now)*uint64(rate)/uint64(time.Second)) - binary.BigEndian.Uint32(b[4:])
	switch {
	case c.packets.Add(1) == 1 || step > maxJump || step < -maxJump:
		step, t.jitter = 1, 0 // the first one, or a stream that has started again
	case step <= 0:
		return step // late; its number was counted already
	default:
		off := int32(transit - t.transit)
		t.jitter += uint32(max(off, -off)) - (t.jitter+8)>>4
	}
	if seq < t.top {
		t.cycles++
	}
	t.top, t.transit = seq, transit
	c.expected.Add(uint64(step))
	c.highest.Store(uint32(t.cycles)<<16 | uint32(seq))
	c.jitter.Store(t.jitter >> 4)
	return step
}

// reception is what the sender of the layer is told now (RFC 3550 §6.4.1); false when nothing came since it was told before.
func (c *intake) reception(ssrc uint32, now time.Duration) (rtcp.ReceptionReport, bool) {
	packets, expected := c.packets.Load(), c.expected.Load()
	came, due := packets-c.told.packets, expected-c.told.expected
	if came == 0 || ssrc == 0 {
		return rtcp.ReceptionReport{}, false
	}
	c.told.packets, c.told.expected = packets, expected
	r := rtcp.ReceptionReport{SSRC: ssrc, LastSequenceNumber: c.highest.Load(), Jitter: c.jitter.Load()}
	if due > came { // otherwise what was sent again covers it
		r.FractionLost = uint8(min(255, (due-came)*256/due))
	}
	if expected > packets {
		r.TotalLost = uint32(min(1<<23-1, expected-packets))
	}
	if said := c.said.Load(); said != 0 {
		r.LastSenderReport = uint32(said >> 32)
		r.Delay = uint32(uint64(uint32(now.Milliseconds())-uint32(said)) * 65536 / 1000)
	}
	return r, true
}
