package sfu

import (
	"encoding/binary"
	"strings"

	"github.com/pion/webrtc/v4"
)

// opusType is the payload type of Opus in what this server offers, and so in redundant audio that it sends.
const opusType = 111

// mimeRED is redundant audio: every packet brings the one before it again.
const mimeRED = "audio/red"

// redType is the payload type of redundant audio among codecs, 0 without.
func redType(codecs []webrtc.RTPCodecParameters) uint8 {
	for _, c := range codecs {
		if strings.EqualFold(c.MimeType, mimeRED) {
			return uint8(c.PayloadType)
		}
	}
	return 0
}

// primary is the newest block of a payload with redundant audio (RFC 2198 §3): what a receiver without RED is sent. ok is false for malformed payloads: they
// come from the network. The result points into b.
func primary(b []byte) (block []byte, ok bool) {
	skip, rest := 0, b
	for len(rest) > 0 && rest[0]&0x80 != 0 { // another header follows this one
		if len(rest) < 4 {
			return nil, false
		}
		skip += int(binary.BigEndian.Uint16(rest[2:]) & 0x3FF)
		rest = rest[4:]
	}
	if len(rest) < 1+skip {
		return nil, false
	}
	return rest[1+skip:], true
}

// relabel makes every block of a payload with redundant audio one of Opus as this server numbers it: senders may have numbered it otherwise, and receivers know
// what was negotiated with them only. ok is false for malformed payloads.
func relabel(b []byte) (ok bool) {
	if _, ok := primary(b); !ok {
		return false
	}
	for ; b[0]&0x80 != 0; b = b[4:] {
		b[0] = 0x80 | opusType
	}
	b[0] = opusType
	return true
}
