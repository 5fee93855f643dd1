package bot

import (
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"

	"github.com/pion/interceptor"
	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
	"github.com/pion/webrtc/v4"
)

const window = 2048 // packets within which a late one is told from a duplicate

// count is what arrived in one slot. It is guarded by Bot.mu.
type count struct {
	SlotStats
	begun    bool
	base     uint64 // extended number of the first packet
	top      uint64 // and of the newest
	ts       uint32
	seen     [window]uint64
	lastFrom string
	layer    uint8
}

// SlotStats is what arrived in one slot. It is a value.
type SlotStats struct {
	Mid        string
	Video      bool
	Packets    int                   // different ones
	Bytes      int                   // of payload
	Lost       int                   // missing numbers between the first packet and the newest
	Duplicates int                   // packets that came again
	Backward   int                   // packets in order whose timestamp went back: never on a continuous stream
	Keyframes  int                   // VP8 keyframes begun
	BadStarts  int                   // changes of the publisher or the layer that did not begin with a keyframe
	Height     int                   // pixels, as the newest VP8 keyframe says
	Layer      int                   // of the newest packet, counted from the lowest
	Switches   int                   // changes of the layer without change of the publisher
	From       map[agenda.SeatID]int // packets by the seat that made them
}

// Stats is what a bot saw. It is a value.
type Stats struct {
	Seat     agenda.SeatID
	Peer     sfu.PeerID
	JoinTime time.Duration // from the open socket to the first received packet; 0 before that
	Offers   int           // of the server, for the down connection
	Sent     map[sfu.Source]int
	Packets  int // over all slots
	Lost     int // over all slots
	Slots    []SlotStats
	Map      []sfu.SlotState // the newest slot map
	Room     signaling.RoomState
	Speaking []agenda.SeatID
	Muted    []signaling.Muted       // orders received
	Layers   map[sfu.Source][]string // what the server wants of each picture; nothing before it has said so
	Asked    map[sfu.Source][]int    // keyframe requests by layer
	Refusals []signaling.Refusal     // that the server sent unasked
	Quality  []sfu.Quality           // what the server said of the path down, in order
}

// Stats is a copy of all counters.
func (b *Bot) Stats() Stats {
	sent := map[sfu.Source]int{}
	asked := map[sfu.Source][]int{}
	for source, s := range b.senders() {
		sent[source] = int(s.sent.Load())
		for _, x := range s.streams {
			asked[source] = append(asked[source], int(x.asked.Load()))
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	s := Stats{
		Seat: b.cfg.Seat, Peer: b.welcome.Peer, JoinTime: b.first, Offers: b.offers, Sent: sent, Map: slices.Clone(b.slots),
		Room: b.room, Speaking: slices.Clone(b.speaking), Muted: slices.Clone(b.muted),
		Layers: maps.Clone(b.layers), Asked: asked, Quality: slices.Clone(b.quality), Refusals: slices.Clone(b.refusals),
	}
	for _, mid := range slices.Sorted(maps.Keys(b.counts)) {
		c := b.counts[mid]
		slot := c.SlotStats
		slot.From = maps.Clone(c.From)
		slot.Lost = int(c.top-c.base) + 1 - c.Packets
		s.Packets += slot.Packets
		s.Lost += slot.Lost
		s.Slots = append(s.Slots, slot)
	}
	return s
}

// Received is how many packets of a seat arrived in slots of the kind of source.
func (s Stats) Received(seat agenda.SeatID, source sfu.Source) int {
	n := 0
	for _, slot := range s.Slots {
		if slot.Video == (source.Kind() == webrtc.RTPCodecTypeVideo) {
			n += slot.From[seat]
		}
	}
	return n
}

// receive counts what arrives on one m-line. pion calls it in a goroutine that ends with the connection.
func (b *Bot) receive(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver, mid string) {
	b.mu.Lock()
	if b.leaving {
		b.mu.Unlock()
		return
	}
	b.tasks.Add(1)
	b.mu.Unlock()
	defer b.tasks.Done()
	b.tasks.Go(func() { // the interceptors see sender reports only while somebody reads them, and answer them in their own reports
		buf := make([]byte, 1500)
		for {
			if _, _, err := receiver.Read(buf); err != nil {
				return
			}
		}
	})
	video := track.Kind() == webrtc.RTPCodecTypeVideo
	for {
		p, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		b.mu.Lock()
		if b.first == 0 {
			b.first = time.Since(b.opened)
		}
		c := b.counts[mid]
		if c == nil {
			c = &count{SlotStats: SlotStats{Mid: mid, Video: video, From: map[agenda.SeatID]int{}}}
			b.counts[mid] = c
		}
		c.add(p)
		b.mu.Unlock()
		if b.cfg.Delay != nil {
			if sent, ok := stamp(p.Payload); ok {
				b.cfg.Delay(time.Since(sent))
			}
		}
	}
}

func (c *count) add(p *rtp.Packet) {
	number := uint64(p.SequenceNumber) + 1<<16
	if c.begun {
		number = c.top + uint64(int64(int16(p.SequenceNumber-uint16(c.top))))
	} else {
		c.begun, c.base, c.top, c.ts = true, number, number, p.Timestamp
	}
	if c.seen[number%window] == number {
		c.Duplicates++
		return
	}
	c.seen[number%window] = number
	c.Packets++
	c.Bytes += len(p.Payload)
	c.base = min(c.base, number)
	from := signature(p.Payload)
	c.From[agenda.SeatID(from)]++
	key := c.Video && keyframe(p.Payload)
	if key {
		c.Keyframes++
		c.Height = heightOf(p.Payload)
	}
	if number < c.top {
		return
	}
	if number > c.top && int32(p.Timestamp-c.ts) < 0 {
		c.Backward++
	}
	layer := layerOf(p.Payload)
	if c.Video && (from != c.lastFrom || layer != c.layer) && !key {
		c.BadStarts++
	}
	if from == c.lastFrom && layer != c.layer {
		c.Switches++
	}
	c.top, c.ts, c.lastFrom, c.layer, c.Layer = number, p.Timestamp, from, layer, int(layer)
}

// signature is the seat's name at the end of a payload made by a bot.
func signature(payload []byte) string {
	if len(payload) == 0 {
		return ""
	}
	size := int(payload[len(payload)-1])
	if size >= len(payload) {
		return ""
	}
	return string(payload[len(payload)-1-size : len(payload)-1])
}

// stamp is when a bot made the payload.
func stamp(payload []byte) (time.Time, bool) {
	name := signature(payload)
	at := len(payload) - 1 - len(name) - stampBytes
	if name == "" || at < 0 {
		return time.Time{}, false
	}
	return time.Unix(0, int64(binary.BigEndian.Uint64(payload[at:]))), true
}

// layerOf is the place of the stream that a bot made the payload for.
func layerOf(payload []byte) uint8 {
	at := len(payload) - 1 - len(signature(payload)) - stampBytes - 1
	if at < 0 {
		return 0
	}
	return payload[at]
}

// heightOf is what the header of a VP8 keyframe says (RFC 6386 §9.1).
func heightOf(payload []byte) int {
	var d codecs.VP8Packet
	rest, err := d.Unmarshal(payload)
	if err != nil || len(rest) < 10 {
		return 0
	}
	return int(binary.LittleEndian.Uint16(rest[8:]) & 0x3FFF)
}

func keyframe(payload []byte) bool {
	var d codecs.VP8Packet
	rest, err := d.Unmarshal(payload)
	return err == nil && d.S == 1 && d.PID == 0 && len(rest) > 0 && rest[0]&1 == 0
}

// droppers makes a dropper for each connection.
type droppers struct{ every int }

// NewInterceptor implements interceptor.Factory.
func (d droppers) NewInterceptor(string) (interceptor.Interceptor, error) {
	return &dropper{every: d.every}, nil
}

// dropper loses received packets, before anything that would ask for them again has seen them.
type dropper struct {
	interceptor.NoOp
	every int
}

// BindRemoteStream implements interceptor.Interceptor.
func (d *dropper) BindRemoteStream(_ *interceptor.StreamInfo, next interceptor.RTPReader) interceptor.RTPReader {
	n := 0
	return interceptor.RTPReaderFunc(func(b []byte, a interceptor.Attributes) (int, interceptor.Attributes, error) {
		for {
			size, attributes, err := next.Read(b, a)
			if n++; err != nil || n%d.every != 0 {
				return size, attributes, err
			}
		}
	})
}
