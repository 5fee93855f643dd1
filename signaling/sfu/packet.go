package sfu

import "encoding/binary"

// packet is what forwarding needs to know of one received RTP packet. It is a value; payload points into the reader's buffer.
type packet struct {
	seq      uint16
	ts       uint32
	marker   bool
	red      bool  // redundant audio (RFC 2198)
	level    uint8 // RFC 6464: 0 (loudest) to 127 dB below overload; 255 when unknown
	payload  []byte
	vp8      vp8
	h264     bool   // not VP8
	keyStart bool   // first packet of a keyframe
	height   uint16 // pixels, as that one says; 0 elsewhere
}

const noLevel = 255

// parsePacket reads an RTP packet (RFC 3550 §5.1) without allocating. levelID is the id of the audio level extension, 0 for none. Anything malformed is
// refused: it comes from the network.
func parsePacket(b []byte, levelID uint8, video bool) (packet, bool) {
	if len(b) < 12 || b[0]>>6 != 2 {
		return packet{}, false
	}
	p := packet{seq: binary.BigEndian.Uint16(b[2:]), ts: binary.BigEndian.Uint32(b[4:]), marker: b[1]&0x80 != 0, level: noLevel}
	profile, ext, at, ok := extensions(b)
	if !ok {
		return packet{}, false
	}
	if levelID != 0 {
		p.level = audioLevel(profile, ext, levelID)
	}
	end := len(b)
	if b[0]&0x20 != 0 {
		end -= int(b[len(b)-1])
		if b[len(b)-1] == 0 {
			return packet{}, false
		}
	}
	if end < at {
		return packet{}, false
	}
	p.payload = b[at:end]
	if video && len(p.payload) > 0 {
		if p.vp8, ok = parseVP8(p.payload); !ok {
			return packet{}, false
		}
		// The first bit of the VP8 frame header is 0 for keyframes (RFC 6386 §9.1).
		rest := p.payload[p.vp8.size:]
		p.keyStart = p.vp8.start && len(rest) > 0 && rest[0]&1 == 0
		if p.keyStart && len(rest) >= 10 && rest[3] == 0x9D && rest[4] == 0x01 && rest[5] == 0x2A {
			p.height = binary.LittleEndian.Uint16(rest[8:]) & 0x3FFF // above are two bits of scaling
		}
	}
	return p, true
}

// extensions are the header extensions of a packet (RFC 3550 §5.3.1), none where it has none, and where its payload begins. ok is false for malformed packets.
func extensions(b []byte) (profile uint16, ext []byte, end int, ok bool) {
	if len(b) < rtpHeader {
		return 0, nil, 0, false
	}
	at := rtpHeader + 4*int(b[0]&0x0F)
	if b[0]&0x10 == 0 {
		return 0, nil, at, true
	}
	if len(b) < at+4 {
		return 0, nil, 0, false
	}
	profile, end = binary.BigEndian.Uint16(b[at:]), at+4+4*int(binary.BigEndian.Uint16(b[at+2:]))
	if len(b) < end {
		return 0, nil, 0, false
	}
	return profile, b[at+4 : end], end, true
}

// extension finds a header extension of a packet by its id; nil when there is none.
func extension(b []byte, id uint8) []byte {
	profile, ext, _, ok := extensions(b)
	if !ok || id == 0 {
		return nil
	}
	return element(profile, ext, id)
}

// audioLevel finds the level (RFC 6464 §3) among extensions.
func audioLevel(profile uint16, ext []byte, id uint8) uint8 {
	if level := element(profile, ext, id); len(level) > 0 {
		return level[0] & 0x7F
	}
	return noLevel
}

// element finds one among extensions in the one-byte or the two-byte form (RFC 8285 §4.2, §4.3).
func element(profile uint16, ext []byte, id uint8) []byte {
	oneByte := profile == 0xBEDE
	if !oneByte && profile&0xFFF0 != 0x1000 {
		return nil
	}
	for len(ext) > 0 {
		if ext[0] == 0 { // padding between elements
			ext = ext[1:]
			continue
		}
		var got uint8
		var size, head int
		if oneByte {
			got, size, head = ext[0]>>4, int(ext[0]&0x0F)+1, 1
			if got == 15 {
				return nil
			}
		} else {
			if len(ext) < 2 {
				return nil
			}
			got, size, head = ext[0], int(ext[1]), 2
		}
		if len(ext) < head+size {
			return nil
		}
		if got == id {
			return ext[head : head+size]
		}
		ext = ext[head+size:]
	}
	return nil
}

// vp8 is the payload descriptor of a packet (RFC 7741 §4.2). Offsets are into the payload; 0 says that the field is absent. It is a value.
type vp8 struct {
	size    int  // bytes of the descriptor
	start   bool // first packet of a frame: S set and partition 0
	picAt   int
	picLong bool // the picture id has 15 bits, not 7
	pic     uint16
	tl0At   int
	tl0     uint8
	layered bool  // it says which temporal layer it is of
	tid     uint8 // which one, 0 the lowest
	sync    bool  // it needs nothing but the lowest temporal layer
}

func parseVP8(b []byte) (vp8, bool) {
	if len(b) == 0 {
		return vp8{}, false
	}
	d := vp8{size: 1, start: b[0]&0x10 != 0 && b[0]&0x07 == 0}
	if b[0]&0x80 == 0 {
		return d, true
	}
	if len(b) < 2 {
		return vp8{}, false
	}
	has := b[1]
	d.size = 2
	if has&0x80 != 0 {
		if len(b) < d.size+1 {
			return vp8{}, false
		}
		d.picAt = d.size
		d.pic = uint16(b[d.size] & 0x7F)
		d.size++
		if b[d.picAt]&0x80 != 0 {
			if len(b) < d.size+1 {
				return vp8{}, false
			}
			d.picLong = true
			d.pic = d.pic<<8 | uint16(b[d.size])
			d.size++
		}
	}
	if has&0x40 != 0 {
		if len(b) < d.size+1 {
			return vp8{}, false
		}
		d.tl0At, d.tl0 = d.size, b[d.size]
		d.size++
	}
	if has&0x30 != 0 {
		if len(b) < d.size+1 {
			return vp8{}, false
		}
		if has&0x20 != 0 {
			d.layered, d.tid, d.sync = true, b[d.size]>>6, b[d.size]&0x20 != 0
		}
		d.size++
	}
	return d, len(b) >= d.size
}

// patch writes another picture id and TL0PICIDX into payload, in the widths that it has.
func (d vp8) patch(payload []byte, pic uint16, tl0 uint8) {
	if d.picAt != 0 {
		if d.picLong {
			payload[d.picAt] = 0x80 | byte(pic>>8&0x7F)
			payload[d.picAt+1] = byte(pic)
		} else {
			payload[d.picAt] = byte(pic & 0x7F)
		}
	}
	if d.tl0At != 0 {
		payload[d.tl0At] = tl0
	}
}
