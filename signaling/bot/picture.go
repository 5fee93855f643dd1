package bot

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
)

const (
	smallBytes = 600  // of one packet when there is no bitrate to reach
	fullBytes  = 1100 // of one packet at most otherwise
	keyTimes   = 3    // so many times larger than others is a keyframe
	nameFor    = 100  // packets in which a stream says which one it is, as browsers do until they hear that it is understood
)

// noise is what payloads are cut from: making it anew for each packet would cost more than sending it. It is static.
var noise = func() []byte {
	b := make([]byte, 1<<16)
	for at := range b {
		b[at] = byte(rand.Uint32())
	}
	return b
}()

// Layer is one encoding of a camera. It is a value.
type Layer struct {
	Rid     string
	Height  int // pixels, in the keyframe's header
	Bitrate int // bit/s; 0: one packet of 600 bytes per picture
}

// Simulcast is a camera in three layers as browsers send it, lowest first.
func Simulcast() []Layer {
	return []Layer{{"q", 180, 120_000}, {"h", 360, 500_000}, {"f", 720, 1_500_000}}
}

// temporal is the temporal layer of each picture in a round of four (libvpx's pattern with three layers), and whether it needs nothing but the lowest.
var temporal = [4]struct {
	tid  uint8
	sync bool
}{{0, false}, {2, true}, {1, true}, {2, false}}

// picture sends one VP8 frame of every stream that is wanted.
func (s *sender) picture(every time.Duration) error {
	for _, x := range s.streams {
		if err := x.picture(every); err != nil {
			return err
		}
	}
	return nil
}

// picture sends one VP8 frame (RFC 7741 §4.2 descriptor with 15-bit picture id, TL0PICIDX and temporal layer; RFC 6386 §9.1 frame header).
func (x *stream) picture(every time.Duration) error {
	x.ts += uint32(90000 * every / time.Second)
	if !x.active.Load() || x.held.Load() {
		return nil
	}
	size := smallBytes
	if x.bitrate > 0 {
		size = int(float64(x.bitrate) / 8 * every.Seconds() * (0.7 + 0.6*rand.Float64()))
	}
	header := []byte{0x31, 0, 0} // an interframe that is shown
	if x.key.Swap(false) {
		x.frame = 0
		width := x.height * 16 / 9
		header = []byte{0x30, 0, 0, 0x9D, 0x01, 0x2A, byte(width), byte(width >> 8), byte(x.height), byte(x.height >> 8)}
		size *= keyTimes
	}
	of := temporal[0]
	if x.rid != "" {
		of = temporal[x.frame%len(temporal)]
	}
	x.frame++
	x.pic = (x.pic + 1) & 0x7FFF
	if of.tid == 0 {
		x.tl0++
	}
	layer := of.tid << 6
	if of.sync {
		layer |= 0x20
	}
	return x.split(size, []byte{0x80, 0xE0, 0x80 | byte(x.pic>>8), byte(x.pic), x.tl0, layer}, header)
}

// split sends a frame of size bytes in packets as browsers cut them: about equally long, the later ones longer by a byte.
func (x *stream) split(size int, descriptor, header []byte) error {
	packets := (size + fullBytes - 1) / fullBytes
	for n := range packets {
		x.seq++
		length := (size + n) / packets
		payload := append(make([]byte, 0, length+len(descriptor)), descriptor...)
		if n == 0 {
			payload[0] |= 0x10
			payload = append(payload, header...)
		}
		p := &rtp.Packet{
			Header:  rtp.Header{Version: 2, Marker: n == packets-1, SequenceNumber: x.seq, Timestamp: x.ts},
			Payload: x.body(payload, 0, length),
		}
		if err := x.name(p); err != nil {
			return err
		}
		if err := x.write(p); err != nil {
			return err
		}
	}
	return nil
}

// name says in the header which m-line and which of its streams a packet is of (RFC 8843 §15, RFC 8852).
func (x *stream) name(p *rtp.Packet) error {
	if x.rid == "" || x.number >= nameFor {
		return nil
	}
	if err := x.of.extend(p, sdp.SDESMidURI, []byte(x.of.line.Mid())); err != nil {
		return err
	}
	return x.of.extend(p, sdp.SDESRTPStreamIDURI, []byte(x.rid))
}

// body fills payload up to size with noise after one given byte; the end is the stream's place, the time, the seat's name and its length.
func (x *stream) body(payload []byte, first byte, size int) []byte {
	payload = append(payload, first)
	if missing := size - 1 - stampBytes - len(x.of.seat) - 1 - len(payload); missing > 0 {
		at := rand.IntN(len(noise) - missing)
		payload = append(payload, noise[at:at+missing]...)
	}
	payload = append(payload, x.place)
	payload = binary.BigEndian.AppendUint64(payload, uint64(time.Now().UnixNano()))
	payload = append(payload, x.of.seat...)
	return append(payload, byte(len(x.of.seat)))
}
