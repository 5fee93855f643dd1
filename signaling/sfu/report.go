package sfu

import (
	"time"

	"github.com/pion/rtcp"
)

// A slot's clock is one word, so that it can be read while packets are written: the newest timestamp above, below the milliseconds at which it was sent.
func packClock(ts uint32, now time.Duration) uint64 {
	return uint64(ts)<<32 | uint64(uint32(now.Milliseconds()))
}

// report is the slot's sender report (RFC 3550 §6.4.1) at now, or nil when nothing was sent. wall is the same instant on the server's clock.
func (s *slot) report(now time.Duration, wall time.Time) rtcp.Packet {
	b, clock := s.bound.Load(), s.clock.Load()
	if b == nil || clock == 0 {
		return nil
	}
	passed := uint32(now.Milliseconds()) - uint32(clock)
	return &rtcp.SenderReport{
		SSRC:        b.ssrc,
		NTPTime:     ntp(wall),
		RTPTime:     uint32(clock>>32) + uint32(uint64(passed)*uint64(s.rate)/1000),
		PacketCount: s.packets.Load(),
		OctetCount:  s.octets.Load(),
	}
}

// ntp is t in the format of RFC 3550 §4: seconds since 1900, 32 bits of fraction.
func ntp(t time.Time) uint64 {
	const from1900 = 2208988800
	seconds := uint64(t.Unix() + from1900)
	fraction := uint64(t.Nanosecond()) << 32 / 1e9
	return seconds<<32 | fraction
}
