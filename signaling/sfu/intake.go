package sfu

import (
	"encoding/binary"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
)

// intake counts what came in of a layer. Its atomics are written by the reader of the track, said by the readers of reports too; before, told and steady are owned
// by the room's errands.
type intake struct {
	octets, packets, expected atomic.Uint64
	highest                   atomic.Uint32 // number, with its cycles above (RFC 3550 §6.4.1)
	jitter                    atomic.Uint32 // RTP clock (RFC 3550 §A.8)
	said                      atomic.Uint64 // middle of the NTP time of the last sender report, below it the milliseconds at which it came; 0: none

	before struct{ octets, packets, expected uint64 }
	told   struct {
		ssrc              uint32
		packets, expected uint64 // then
		lost              uint64 // since that stream began
	}
	steady bool // something came in the second before
}

// trace is what the reader of a layer remembers of the numbers that came in. It is owned by its path.
type trace struct {
	begun   bool
	top     uint16 // the highest number
	cycles  uint16
	transit uint32 // of the last packet, RTP clock
	jitter  uint32 // times 16
}

// note counts an RTP packet whose clock runs at rate. It returns by how much its number lies above the highest so far, not above 0 for one that comes late; begins says
// that it is the first, or that the stream has started again.
func (c *intake) note(b []byte, t *trace, rate uint32, now time.Duration) (step int, begins bool) {
	c.octets.Add(uint64(len(b)))
	c.packets.Add(1)
	seq := binary.BigEndian.Uint16(b[2:])
	step = int(int16(seq - t.top))
	transit := clockAt(now, rate) - binary.BigEndian.Uint32(b[4:])
	switch {
	case !t.begun || step > maxJump || step < -maxJump:
		begins, step = true, 1
		*t = trace{begun: true, cycles: t.cycles, transit: transit}
	case step <= 0:
		return step, false // late; its number was counted already
	default:
		off := int32(transit - t.transit)
		t.jitter += uint32(max(off, -off)) - (t.jitter+8)>>4
		if seq < t.top {
			t.cycles++
		}
	}
	t.top, t.transit = seq, transit
	c.expected.Add(uint64(step))
	c.highest.Store(uint32(t.cycles)<<16 | uint32(seq))
	c.jitter.Store(t.jitter >> 4)
	return step, begins
}

// clockAt is now on an RTP clock of so many Hz.
func clockAt(now time.Duration, rate uint32) uint32 {
	whole, rest := now/time.Second, now%time.Second
	return uint32(uint64(whole)*uint64(rate) + uint64(rest)*uint64(rate)/uint64(time.Second))
}

// reception is what the sender of the layer is told now (RFC 3550 §6.4.1); false when nothing came since it was told before.
func (c *intake) reception(ssrc uint32, now time.Duration) (rtcp.ReceptionReport, bool) {
	packets, expected := c.packets.Load(), c.expected.Load()
	came, due := packets-c.told.packets, expected-c.told.expected
	if came == 0 || ssrc == 0 {
		return rtcp.ReceptionReport{}, false
	}
	if c.told.ssrc != ssrc {
		c.told.ssrc, c.told.lost = ssrc, 0
	}
	c.told.packets, c.told.expected = packets, expected
	r := rtcp.ReceptionReport{SSRC: ssrc, LastSequenceNumber: c.highest.Load(), Jitter: c.jitter.Load()}
	if due > came {
		r.FractionLost = uint8(min(255, (due-came)*256/due))
		c.told.lost += due - came
	} else { // what was sent again fills what was lost before
		c.told.lost -= min(c.told.lost, came-due)
	}
	r.TotalLost = uint32(min(1<<23-1, c.told.lost))
	if said := c.said.Load(); said != 0 {
		r.LastSenderReport = uint32(said >> 32)
		// A report may have come since now.
		r.Delay = uint32(uint64(max(0, int32(uint32(now.Milliseconds())-uint32(said)))) * 65536 / 1000)
	}
	return r, true
}
