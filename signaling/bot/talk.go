package bot

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"giaoban/signaling/sfu"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

const (
	opusEvery   = 20 * time.Millisecond
	opusSamples = 960 // of 48 kHz in 20 ms
	opusBytes   = 60  // about 24 kbit/s
	stampBytes  = 8
)

// sender is one source that is sent, in one stream or, as simulcast, in several. It is static but for its atomics, which are for everybody, and what says otherwise.
type sender struct {
	source  sfu.Source
	seat    string
	line    *webrtc.RTPTransceiver
	streams []*stream // lowest first
	stop    chan struct{}

	level atomic.Uint32 // -dB
	sent  atomic.Int64  // packets of all streams

	extensions map[string]uint8 // by URI; owned by the sender's goroutine, nil until it is needed
}

// stream is one encoding of a source. The fields below are owned by the sender's goroutine, the atomics are for everybody.
type stream struct {
	of      *sender
	rid     string
	place   uint8 // in the sender's list
	height  int
	bitrate int // bit/s; 0: one packet of 600 bytes per picture
	track   *webrtc.TrackLocalStaticRTP

	key    atomic.Bool  // a keyframe is wanted
	active atomic.Bool  // the server wants it
	held   atomic.Bool  // it is not sent for a reason of the bot's own
	asked  atomic.Int64 // keyframe requests

	number int64 // packets so far
	seq    uint16
	ts     uint32
	pic    uint16
	tl0    uint8
	frame  int // pictures so far
}

func (b *Bot) senders() map[sfu.Source]*sender {
	b.mu.Lock()
	defer b.mu.Unlock()
	copied := make(map[sfu.Source]*sender, len(b.voices))
	for source, s := range b.voices {
		copied[source] = s
	}
	return copied
}

// begin starts sending source, if it is not sent already.
func (b *Bot) begin(source sfu.Source) error {
	if b.senders()[source] != nil {
		return nil
	}
	s := &sender{source: source, seat: string(b.cfg.Seat), stop: make(chan struct{})}
	s.level.Store(uint32(b.cfg.Level))
	if err := b.attach(s); err != nil {
		return fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, source, err)
	}
	b.mu.Lock()
	b.voices[source] = s
	b.mu.Unlock()
	for _, x := range s.streams {
		b.tasks.Go(x.hear)
	}
	if source.Kind() == webrtc.RTPCodecTypeVideo {
		b.tasks.Go(func() { b.pace(s, time.Second/time.Duration(b.cfg.FrameRate), s.picture) })
	} else {
		b.tasks.Go(func() { b.pace(s, opusEvery, s.voice) })
	}
	return nil
}

// attach gives the sender its m-line and its streams.
func (b *Bot) attach(s *sender) error {
	codec := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	if s.source.Kind() == webrtc.RTPCodecTypeVideo {
		codec = webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}
	}
	kinds := []Layer{{Height: 180, Bitrate: b.cfg.Bitrate}}
	if s.source == sfu.Camera && len(b.cfg.Layers) > 0 {
		kinds = b.cfg.Layers
	}
	for i, kind := range kinds {
		x := &stream{
			of: s, rid: kind.Rid, place: uint8(i), height: kind.Height, bitrate: kind.Bitrate,
			seq: uint16(rand.Uint32()), ts: rand.Uint32(), pic: uint16(rand.Uint32()) & 0x7FFF,
		}
		x.key.Store(true)
		x.active.Store(true)
		var err error
		var options []func(*webrtc.TrackLocalStaticRTP)
		if x.rid != "" {
			options = append(options, webrtc.WithRTPStreamID(x.rid))
		}
		if x.track, err = webrtc.NewTrackLocalStaticRTP(codec, string(s.source), s.seat, options...); err != nil {
			return err
		}
		if i == 0 {
			s.line, err = b.up.AddTransceiverFromTrack(x.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
		} else {
			err = s.line.Sender().AddEncoding(x.track)
		}
		if err != nil {
			return err
		}
		s.streams = append(s.streams, x)
	}
	return nil
}

// silence ends a source.
func (b *Bot) silence(s *sender) error {
	close(s.stop)
	b.mu.Lock()
	delete(b.voices, s.source)
	b.mu.Unlock()
	return errors.Join(s.line.Stop())
}

// pace sends at the given interval until the source or the bot ends.
func (b *Bot) pace(s *sender, every time.Duration, send func(time.Duration) error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-tick.C:
			if b.up.ConnectionState() == webrtc.PeerConnectionStateClosed || send(every) != nil {
				return
			}
		}
	}
}

// hear reads the server's RTCP; a keyframe request is granted with the next picture.
func (x *stream) hear() {
	for {
		packets, err := x.reports()
		if err != nil {
			return
		}
		for _, p := range packets {
			if _, wanted := p.(*rtcp.PictureLossIndication); wanted {
				x.asked.Add(1)
				x.key.Store(true)
			}
		}
	}
}

func (x *stream) reports() ([]rtcp.Packet, error) {
	from := x.of.line.Sender()
	if x.rid == "" {
		packets, _, err := from.ReadRTCP()
		return packets, err
	}
	packets, _, err := from.ReadSimulcastRTCP(x.rid)
	return packets, err
}

// heed does what a layers message says: streams that nobody wants pause, and begin again with a keyframe.
func (s *sender) heed(active []string) {
	for _, x := range s.streams {
		wanted := slices.Contains(active, x.rid)
		if wanted && !x.active.Load() {
			x.key.Store(true)
		}
		x.active.Store(wanted)
	}
}

// voice sends one Opus packet: a table of contents byte (RFC 6716 §3.1: CELT, 20 ms, mono) and noise that ends with the seat's name.
func (s *sender) voice(time.Duration) error {
	x := s.streams[0]
	x.seq++
	x.ts += opusSamples
	p := &rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: x.seq, Timestamp: x.ts}, Payload: x.body(make([]byte, 0, opusBytes), 0xF8, opusBytes)}
	level, err := rtp.AudioLevelExtension{Level: uint8(s.level.Load()), Voice: true}.Marshal()
	if err != nil {
		return err
	}
	if err := s.extend(p, sdp.AudioLevelURI, level); err != nil {
		return err
	}
	return x.write(p)
}

// extend sets a header extension that was negotiated.
func (s *sender) extend(p *rtp.Packet, uri string, value []byte) error {
	if s.extensions == nil {
		known := map[string]uint8{}
		for _, x := range s.line.Sender().GetParameters().HeaderExtensions {
			known[x.URI] = uint8(x.ID)
		}
		if len(known) == 0 {
			return nil // not negotiated yet
		}
		s.extensions = known
	}
	if id := s.extensions[uri]; id != 0 {
		return p.SetExtension(id, value)
	}
	return nil
}

func (x *stream) write(p *rtp.Packet) error {
	if err := x.track.WriteRTP(p); err != nil {
		return err
	}
	x.number++
	x.of.sent.Add(1)
	return nil
}

// Hold makes the bot send no more than the so many lowest layers of its camera, whatever the server wants, as a browser does that has no more bandwidth.
func (b *Bot) Hold(layers int) {
	if s := b.senders()[sfu.Camera]; s != nil {
		for i, x := range s.streams {
			if held := i >= layers; x.held.Swap(held) && !held {
				x.key.Store(true)
			}
		}
	}
}

// SetLevel changes the loudness of the microphone, in -dB: 0 is the loudest, 127 silence.
func (b *Bot) SetLevel(level uint8) {
	if s := b.senders()[sfu.Microphone]; s != nil {
		s.level.Store(uint32(level))
	}
}
