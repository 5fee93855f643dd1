package sfu

import (
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// binding is what negotiation gave a slot. It is a value.
type binding struct {
	out      webrtc.TrackLocalWriter
	ssrc     uint32
	pt       uint8  // of Opus or VP8; 0: the receiver does not have it
	h264     uint8  // of H264; 0: the receiver does not have it
	wide     uint8  // id of the extension for transport-wide numbers; 0: the receiver gives no such feedback
	repair   uint32 // SSRC of the repair stream; 0: there is none
	repairPT uint8  // of the repair stream for pt; 0: there is none
	repairH  uint8  // and for h264
	red      uint8  // payload type of redundant audio; 0: not negotiated
}

// carries says whether the receiver has the codec of a packet.
func (b *binding) carries(pkt *packet) bool { return pkt.h264 && b.h264 != 0 || !pkt.h264 && b.pt != 0 }

// load is what of a packet is sent, and under which payload type.
func (b *binding) load(pkt *packet) (payload []byte, pt uint8, ok bool) {
	switch {
	case pkt.h264:
		return pkt.payload, b.h264, true
	case !pkt.red:
		return pkt.payload, b.pt, true
	case b.red != 0:
		return pkt.payload, b.red, true
	}
	payload, ok = primary(pkt.payload)
	return payload, b.pt, ok
}

// again is the payload type under which a packet goes out on the repair stream; 0: it cannot.
func (b *binding) again(pkt *packet) uint8 {
	if pkt.h264 {
		return b.repairH
	}
	return b.repairPT
}

// bind reads what was negotiated for codecs of the type mime and, if that is VP8, for H264; nil when there is none.
func bind(ctx webrtc.TrackLocalContext, mime string) (*binding, webrtc.RTPCodecParameters) {
	b := &binding{out: ctx.WriteStream(), ssrc: uint32(ctx.SSRC())}
	var chosen webrtc.RTPCodecParameters
	for _, c := range ctx.CodecParameters() {
		switch {
		case strings.EqualFold(c.MimeType, mime) && b.pt == 0:
			b.pt, chosen = uint8(c.PayloadType), c
		case strings.EqualFold(c.MimeType, webrtc.MimeTypeH264) && mime == webrtc.MimeTypeVP8 && b.h264 == 0:
			b.h264 = uint8(c.PayloadType)
			if b.pt == 0 {
				chosen = c
			}
		}
	}
	if b.pt == 0 && b.h264 == 0 {
		return nil, chosen
	}
	if mime == webrtc.MimeTypeOpus && b.pt == opusType { // what is inside says so
		b.red = redType(ctx.CodecParameters())
	}
	for _, x := range ctx.HeaderExtensions() {
		if x.URI == sdp.TransportCCURI && x.ID > 0 && x.ID < 15 {
			b.wide = uint8(x.ID)
		}
	}
	for _, c := range ctx.CodecParameters() {
		if !strings.EqualFold(c.MimeType, webrtc.MimeTypeRTX) || ctx.SSRCRetransmission() == 0 {
			continue
		}
		switch c.SDPFmtpLine {
		case "apt=" + strconv.Itoa(int(b.pt)):
			b.repair, b.repairPT = uint32(ctx.SSRCRetransmission()), uint8(c.PayloadType)
		case "apt=" + strconv.Itoa(int(b.h264)):
			b.repair, b.repairH = uint32(ctx.SSRCRetransmission()), uint8(c.PayloadType)
		}
	}
	return b, chosen
}

// envelope is the header of outgoing packets, filled anew for each, with room for the transport-wide number. It is owned by whoever sends, and not copied.
type envelope struct {
	rtp.Header
	number [2]byte // points here from Extensions
	wide   uint8   // the extension's id in Extensions; 0: none yet
	turn   uint32  // how often the stream's numbers have started again
	at     time.Duration
}

// fill makes the header anew, of packet number (extended, the first turn from 0) of a stream. The transport-wide number is put in by count.
func (h *envelope) fill(b *binding, ssrc uint32, pt uint8, number uint64, ts uint32, marker bool) {
	extensions := h.Extensions
	h.Header = rtp.Header{Version: 2, Marker: marker, PayloadType: pt, SequenceNumber: uint16(number), Timestamp: ts, SSRC: ssrc}
	h.turn = uint32(number >> 16)
	if b.wide == 0 {
		return
	}
	if h.wide != b.wide {
		h.wide = b.wide
		_ = h.SetExtension(b.wide, h.number[:]) // it fails on ids that bind does not take
		return
	}
	h.Extension, h.ExtensionProfile, h.Extensions = true, rtp.ExtensionProfileOneByte, extensions
}

// pad has so many bytes of padding follow the payload, if there are any.
func (h *envelope) pad(size byte) { h.Padding, h.PaddingSize = size > 0, size }

// padded is what follows the header: the payload, and padding, the last byte of which says how much it is (RFC 3550 §5.1). Where there is room behind the payload it
// is used.
func (h *envelope) padded(payload []byte) []byte {
	switch {
	case h.PaddingSize == 0:
		return payload
	case len(payload) == 0:
		return paddings[h.PaddingSize-1][:h.PaddingSize]
	}
	return append(payload, paddings[h.PaddingSize-1][:h.PaddingSize]...)
}

const (
	evenUnit  = 16   // bytes, of which the payload of a picture's packet is a multiple when it is sent
	evenLeast = 400  // bytes; what is smaller is rarely one of several
	evenMost  = 1200 // bytes; what is larger may not grow
)

// uneven is how much padding a payload gets. Browsers cut a picture into packets that differ by a byte, and what leaves in one segmented send has to be of one size. It
// follows from the size alone, so that a packet that is sent again is the same in every bit.
func uneven(payload []byte) byte {
	if size := len(payload); size >= evenLeast && size <= evenMost {
		return byte(-size & (evenUnit - 1))
	}
	return 0
}

// paddings are all there are, by their size less one. They are not to be changed.
var paddings = func() (all [paddingMost][paddingMost]byte) {
	for i := range all {
		all[i][i] = byte(i + 1)
	}
	return all
}()

// count gives the packet the transport-wide number n.
func (h *envelope) count(n uint16) { h.number = [2]byte{byte(n >> 8), byte(n)} }

// marks remembers which transport-wide number the last packets of a slot had: a packet that is sent again under its own number has to be the same in every
// bit. It is written by the holder of the slot's try-lock and may be read by any goroutine.
type marks [videoCache]atomic.Uint32

func (m *marks) put(seq, n uint16) { m[seq%videoCache].Store(uint32(seq)<<16 | uint32(n)) }

func (m *marks) get(seq uint16) (n uint16, ok bool) {
	word := m[seq%videoCache].Load()
	return uint16(word), uint16(word>>16) == seq
}
