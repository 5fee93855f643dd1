package sfu

import (
	"errors"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// sower is a track of a client that sends every packet as another stream. It is owned by its test once it is bound.
type sower struct {
	bound chan webrtc.TrackLocalWriter
}

func (s *sower) Bind(ctx webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	s.bound <- ctx.WriteStream()
	return ctx.CodecParameters()[0], nil
}

func (s *sower) Unbind(webrtc.TrackLocalContext) error { return nil }
func (s *sower) ID() string                            { return "sower" }
func (s *sower) RID() string                           { return "" }
func (s *sower) StreamID() string                      { return "sower" }
func (s *sower) Kind() webrtc.RTPCodecType             { return webrtc.RTPCodecTypeAudio }

// A client that begins one stream after another, for each of which memory is kept, is ended before that is much.
func TestStreamsOfAPeerAreLimited(t *testing.T) {
	r, _, stop := faulty(t, RoomConfig{})
	defer stop()
	p := join(t, r, "bad")
	client, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	track := &sower{bound: make(chan webrtc.TrackLocalWriter, 1)}
	if _, err := client.AddTrack(track); err != nil {
		t.Fatal(err)
	}
	offer(t, client, func(sdp string) (string, error) { return p.Publish(sdp, []Track{{Mid: "0", Source: Microphone}}) })
	<-connected(client)
	out := <-track.bound
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	deadline := time.After(10 * time.Second)
	for ssrc := uint32(1000); ; ssrc++ {
		select {
		case <-p.Done():
			if !errors.Is(p.Err(), errStreams) {
				t.Error(p.Err())
			}
			return
		case <-deadline:
			t.Fatalf("%d streams and still there", ssrc-1000)
		case <-tick.C:
			_, _ = out.WriteRTP(&rtp.Header{Version: 2, PayloadType: 111, SSRC: ssrc}, []byte("x")) // the server may have ended
		}
	}
}
