package sfu

import "encoding/binary"

// Types of NAL units (RFC 6184 §5.2).
const (
	nalType      = 0x1F // mask
	nalParameter = 7    // sequence parameter set
	nalTogether  = 24   // STAP-A
)

// baselines are the names that browsers and encoders have for what every decoder can do, constrained baseline (RFC 6184 §8.1): it is told from others by a bit that some
// set without the other two. The first is what browsers are told.
func baselines() []string { return []string{"42e01f", "42c01f", "42001f"} }

// h264Key says whether a packet begins a keyframe that a decoder can begin with: one that has the sequence parameters, alone or together with others
// (RFC 6184 §5.6, §5.7.1). Encoders for the network repeat them before each such picture. height is what they say in pixels, 0 when that cannot be read.
func h264Key(payload []byte) (height uint16, key bool) {
	if len(payload) == 0 {
		return 0, false
	}
	if payload[0]&nalType != nalTogether {
		return h264Height(payload), payload[0]&nalType == nalParameter
	}
	for rest := payload[1:]; len(rest) > 2; {
		size := int(binary.BigEndian.Uint16(rest))
		if rest[2]&nalType == nalParameter {
			return h264Height(rest[2:min(len(rest), 2+size)]), true
		}
		if size == 0 || len(rest) < 2+size {
			return 0, false
		}
		rest = rest[2+size:]
	}
	return 0, false
}

// h264Height is the height that a NAL unit says, 0 where it is no sequence parameter set.
func h264Height(nal []byte) uint16 {
	if len(nal) == 0 || nal[0]&nalType != nalParameter {
		return 0
	}
	s := newSPS(nal[1:])
	return uint16(s.height())
}
