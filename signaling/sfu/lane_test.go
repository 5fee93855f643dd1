package sfu

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// device is a client of pion's: a microphone on one connection, a loudspeaker on another.
type device struct {
	api      *webrtc.API
	mic      *webrtc.TrackLocalStaticRTP
	heard    atomic.Int64
	wrapped  atomic.Bool // a number smaller than one before was heard
	up, down *webrtc.PeerConnection
}

func newDevice(t *testing.T, network webrtc.NetworkType, profiles ...dtls.SRTPProtectionProfile) *device {
	t.Helper()
	var s webrtc.SettingEngine
	s.SetNetworkTypes([]webrtc.NetworkType{network})
	s.SetIncludeLoopbackCandidate(true)
	s.SetSRTPProtectionProfiles(profiles...)
	m := &webrtc.MediaEngine{}
	if err := m.RegisterDefaultCodecs(); err != nil {
		t.Fatal(err)
	}
	d := &device{api: webrtc.NewAPI(webrtc.WithSettingEngine(s), webrtc.WithMediaEngine(m))}
	d.up, d.down = d.connection(t), d.connection(t)
	var err error
	if d.mic, err = webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "mic", "mic"); err != nil {
		t.Fatal(err)
	}
	if _, err = d.up.AddTrack(d.mic); err != nil {
		t.Fatal(err)
	}
	d.down.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		for last := uint16(0); ; {
			p, _, err := track.ReadRTP()
			if err != nil {
				return
			}
			d.wrapped.Store(d.wrapped.Load() || p.SequenceNumber < last)
			last = p.SequenceNumber
			d.heard.Add(1)
		}
	})
	return d
}

func (d *device) connection(t *testing.T) *webrtc.PeerConnection {
	t.Helper()
	pc, err := d.api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pc.Close() })
	return pc
}

// offer makes an offer of pc and takes what exchange answers.
func offer(t *testing.T, pc *webrtc.PeerConnection, exchange func(string) (string, error)) {
	t.Helper()
	gathered := webrtc.GatheringCompletePromise(pc)
	d, err := pc.CreateOffer(nil)
	if err == nil {
		err = pc.SetLocalDescription(d)
	}
	if err != nil {
		t.Fatal(err)
	}
	<-gathered
	answer, err := exchange(pc.LocalDescription().SDP)
	if err == nil {
		err = pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// answer answers the offer of p's that is due.
func (d *device) answer(t *testing.T, p *Peer) {
	t.Helper()
	sdp, due, err := p.Offer()
	if err != nil || !due {
		t.Fatalf("due %t, %v", due, err)
	}
	if err := d.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: sdp}); err != nil {
		t.Fatal(err)
	}
	gathered := webrtc.GatheringCompletePromise(d.down)
	a, err := d.down.CreateAnswer(nil)
	if err == nil {
		err = d.down.SetLocalDescription(a)
	}
	if err != nil {
		t.Fatal(err)
	}
	<-gathered
	if err := p.Answer(d.down.LocalDescription().SDP); err != nil {
		t.Fatal(err)
	}
}

// connected is closed once pc is.
func connected(pc *webrtc.PeerConnection) <-chan struct{} {
	done := make(chan struct{})
	var once sync.Once
	pc.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		if state == webrtc.PeerConnectionStateConnected {
			once.Do(func() { close(done) })
		}
	})
	if pc.ConnectionState() == webrtc.PeerConnectionStateConnected {
		once.Do(func() { close(done) })
	}
	return done
}

// talk sends a packet every two milliseconds, from a number that soon starts again, until done says so.
func (d *device) talk(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(20 * time.Second)
	for n := uint32(65_300); !done(); n++ {
		select {
		case <-deadline:
			t.Fatalf("%d packets heard, numbers start again: %t", d.heard.Load(), d.wrapped.Load())
		case <-tick.C:
		}
		if err := d.mic.WriteRTP(&rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: uint16(n), Timestamp: 96 * n}, Payload: []byte("voice")}); err != nil {
			t.Fatal(err)
		}
	}
}

// Voices are heard both ways past pion and through it, also after the numbers have started again: over UDP, over TCP, by a viewer that makes the offer, by
// somebody who waits for the handshake, and by somebody who does not know AES-GCM.
func TestVoicesGoTheShortWay(t *testing.T) {
	gcm, cm := dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80
	for name, c := range map[string]struct {
		network webrtc.NetworkType
		profile dtls.SRTPProtectionProfile
		view    bool
		passive bool
		short   func(w *way) bool
		taken   bool
	}{
		"udp":      {webrtc.NetworkTypeUDP4, gcm, false, false, func(w *way) bool { return w != nil && w.outlet != nil }, true},
		"tcp":      {webrtc.NetworkTypeTCP4, gcm, false, false, func(w *way) bool { return w != nil && len(w.streams) > 0 }, false},
		"viewer":   {webrtc.NetworkTypeUDP4, gcm, true, false, func(w *way) bool { return w != nil && w.outlet != nil }, true},
		"passive":  {webrtc.NetworkTypeUDP4, gcm, false, true, func(w *way) bool { return w != nil && w.outlet != nil }, false},
		"old":      {webrtc.NetworkTypeUDP4, cm, false, false, func(w *way) bool { return w == nil }, false},
		"old, tcp": {webrtc.NetworkTypeTCP4, cm, false, false, func(w *way) bool { return w == nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			r, _, _ := faulty(t, RoomConfig{})
			engine := r.engine
			d := newDevice(t, c.network, c.profile)
			speaker, listener := join(t, r, "a"), join(t, r, "b")
			if c.view {
				if _, err := d.down.AddTransceiverFromKind(webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
					t.Fatal(err)
				}
				offer(t, d.down, listener.View)
			} else {
				d.answer(t, listener)
			}
			<-connected(d.down)
			s := (*listener.laid.Load())[0]
			s.rw.sent, s.rw.last = true, startNumber+65_300 // nothing is published yet
			offer(t, d.up, func(sdp string) (string, error) {
				if c.passive {
					sdp = strings.ReplaceAll(sdp, "a=setup:actpass", "a=setup:passive")
				}
				return speaker.Publish(sdp, []Track{{Mid: "0", Source: Microphone}})
			})
			d.talk(t, func() bool { return d.wrapped.Load() && d.heard.Load() > 600 })
			if w := listener.lane.way.Load(); !c.short(w) {
				t.Errorf("way %+v", w)
			}
			if taken := engine.gate.taken.Load(); taken > 0 != c.taken {
				t.Errorf("%d packets taken", taken)
			}
			for _, p := range []*Peer{speaker, listener} {
				if err := p.Close(); err != nil {
					t.Error(err)
				}
			}
			if left := len(engine.gate.inlets); left != 0 {
				t.Errorf("%d inlets left", left)
			}
			if left := len(engine.tcp.given); left != 0 {
				t.Errorf("%d connections left", left)
			}
		})
	}
}
