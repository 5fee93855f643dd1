package bot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
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
	opusSamples = 960  // of 48 kHz in 20 ms
	opusBytes   = 60   // about 24 kbit/s
	keyPackets  = 3    // of one keyframe
	videoBytes  = 600  // of one packet
	fullBytes   = 1200 // of one packet when there is a bitrate to reach
	stampBytes  = 8
)

// sender is one source that is sent. The fields below are owned by its goroutine, the atomics are for everybody.
type sender struct {
	source sfu.Source
	seat   string
	track  *webrtc.TrackLocalStaticRTP
	line   *webrtc.RTPTransceiver
	stop   chan struct{}

	level atomic.Uint32 // -dB
	key   atomic.Bool   // a keyframe is wanted
	sent  atomic.Int64  // packets

	seq uint16
	ts  uint32
	pic uint16
	tl0 uint8
	due int // bytes that the bitrate still asks for
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
	codec := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	if source.Kind() == webrtc.RTPCodecTypeVideo {
		codec = webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}
	}
	track, err := webrtc.NewTrackLocalStaticRTP(codec, string(source), string(b.cfg.Seat))
	if err != nil {
		return fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, source, err)
	}
	line, err := b.up.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, source, err)
	}
	s := &sender{
		source: source, seat: string(b.cfg.Seat), track: track, line: line, stop: make(chan struct{}),
		seq: uint16(rand.Uint32()), ts: rand.Uint32(), pic: uint16(rand.Uint32()) & 0x7FFF,
	}
	s.level.Store(uint32(b.cfg.Level))
	s.key.Store(true)
	b.mu.Lock()
	b.voices[source] = s
	b.mu.Unlock()
	b.tasks.Go(func() { s.hear(line.Sender()) })
	if source.Kind() == webrtc.RTPCodecTypeVideo {
		picture := func(every time.Duration) error { return s.picture(every, b.cfg.Bitrate) }
		b.tasks.Go(func() { b.pace(s, time.Second/time.Duration(b.cfg.FrameRate), picture) })
	} else {
		b.tasks.Go(func() { b.pace(s, opusEvery, s.voice) })
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
func (s *sender) hear(from *webrtc.RTPSender) {
	for {
		packets, _, err := from.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			if _, wanted := p.(*rtcp.PictureLossIndication); wanted {
				s.key.Store(true)
			}
		}
	}
}

// voice sends one Opus packet: a table of contents byte (RFC 6716 §3.1: CELT, 20 ms, mono) and noise that ends with the seat's name.
func (s *sender) voice(time.Duration) error {
	s.seq++
	s.ts += opusSamples
	p := &rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: s.seq, Timestamp: s.ts}, Payload: s.body(make([]byte, 0, opusBytes), 0xF8, opusBytes)}
	for _, x := range s.line.Sender().GetParameters().HeaderExtensions {
		if x.URI == sdp.AudioLevelURI {
			level, err := rtp.AudioLevelExtension{Level: uint8(s.level.Load()), Voice: true}.Marshal()
			if err != nil {
				return err
			}
			if err := p.SetExtension(uint8(x.ID), level); err != nil {
				return err
			}
		}
	}
	return s.write(p)
}

// picture sends one VP8 frame (RFC 7741 §4.2 descriptor with 15-bit picture id and TL0PICIDX; RFC 6386 §9.1 frame header).
func (s *sender) picture(every time.Duration, bitrate int) error {
	packets, size := 1, videoBytes
	if bitrate > 0 {
		s.due += bitrate / 8 * int(every) / int(time.Second)
		packets, size = max(1, s.due/fullBytes), fullBytes
		s.due -= packets * fullBytes
	}
	header := []byte{0x31, 0, 0} // an interframe that is shown
	if s.key.Swap(false) {
		packets, header = keyPackets*packets, []byte{0x30, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00} // a keyframe of 320×180
	}
	s.ts += uint32(90000 * every / time.Second)
	s.pic = (s.pic + 1) & 0x7FFF
	s.tl0++
	for n := range packets {
		s.seq++
		first := byte(0x80)
		if n == 0 {
			first |= 0x10
		}
		payload := make([]byte, 0, size)
		payload = append(payload, first, 0xE0, 0x80|byte(s.pic>>8), byte(s.pic), s.tl0, 0x20)
		if n == 0 {
			payload = append(payload, header...)
		}
		p := &rtp.Packet{
			Header:  rtp.Header{Version: 2, Marker: n == packets-1, SequenceNumber: s.seq, Timestamp: s.ts},
			Payload: s.body(payload, 0, size),
		}
		if err := s.write(p); err != nil {
			return err
		}
	}
	return nil
}

// body fills payload up to size with noise after one given byte; the end is the time, the seat's name and its length.
func (s *sender) body(payload []byte, first byte, size int) []byte {
	payload = append(payload, first)
	for end := size - stampBytes - len(s.seat) - 1; len(payload) < end; {
		noise := binary.LittleEndian.AppendUint64(nil, rand.Uint64())
		payload = append(payload, noise[:min(len(noise), end-len(payload))]...)
	}
	payload = binary.BigEndian.AppendUint64(payload, uint64(time.Now().UnixNano()))
	payload = append(payload, s.seat...)
	return append(payload, byte(len(s.seat)))
}

func (s *sender) write(p *rtp.Packet) error {
	if err := s.track.WriteRTP(p); err != nil {
		return err
	}
	s.sent.Add(1)
	return nil
}

// SetLevel changes the loudness of the microphone, in -dB: 0 is the loudest, 127 silence.
func (b *Bot) SetLevel(level uint8) {
	if s := b.senders()[sfu.Microphone]; s != nil {
		s.level.Store(uint32(level))
	}
}
