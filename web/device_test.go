package web

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"

	"giaoban/agenda"
)

// device is a WHIP or WHEP client written from the RFC and the draft, on a WebRTC stack with its own defaults.
type device struct {
	s        *site
	t        *testing.T
	kind     string
	bearer   string
	pc       *webrtc.PeerConnection
	location string
	etag     string
	profile  string // of H264
	answer   string
	links    []string
	received sync.Map     // by kind of track: *atomic.Int64 of packets
	codec    atomic.Value // string: of the picture that came last
	seen     atomic.Value // agenda.SeatID: whose picture came last, when a bot made it
}

func (s *site) device(t *testing.T, kind string, seat agenda.SeatID) *device {
	t.Helper()
	pc, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	d := &device{s: s, t: t, kind: kind, bearer: s.secret(meetingID, seat, false), pc: pc}
	t.Cleanup(func() { _ = pc.Close() })
	pc.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		count, _ := d.received.LoadOrStore(track.Kind().String(), &atomic.Int64{})
		for {
			p, _, err := track.ReadRTP()
			if err != nil {
				return
			}
			if track.Kind() == webrtc.RTPCodecTypeVideo {
				d.codec.Store(track.Codec().MimeType)
			}
			if end := len(p.Payload) - 1; track.Kind() == webrtc.RTPCodecTypeVideo && end > 0 && int(p.Payload[end]) < end { // package bot signs so
				d.seen.Store(agenda.SeatID(p.Payload[end-int(p.Payload[end]) : end]))
			}
			count.(*atomic.Int64).Add(1)
		}
	})
	return d
}

func (d *device) packets(kind string) int64 {
	n, ok := d.received.Load(kind)
	if !ok {
		return 0
	}
	return n.(*atomic.Int64).Load()
}

// ask makes a request with the bearer; header pairs follow.
func (d *device) ask(method, path, body string, header ...string) answer {
	d.t.Helper()
	b := d.s.browser()
	b.origin = ""
	b.bearer = d.bearer
	return b.send(method, path, body, header...)
}

// post sends the offer as it is now and takes the answer.
func (d *device) post() {
	d.t.Helper()
	a := d.ask("POST", of("/%s", d.kind), d.pc.LocalDescription().SDP, "Content-Type", "application/sdp")
	if a.status != http.StatusCreated || a.header.Get("Content-Type") != "application/sdp" {
		d.t.Fatalf("%s: %d %s", d.kind, a.status, a.body)
	}
	d.location, d.etag, d.answer, d.links = a.header.Get("Location"), a.header.Get("ETag"), a.body, a.header.Values("Link")
	d.apply(d.answer)
}

func (d *device) apply(text string) {
	d.t.Helper()
	if err := d.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: text}); err != nil {
		d.t.Fatal(err, text)
	}
}

// offer makes an offer; with candidates when whole. What it returns is closed when there are no more candidates.
func (d *device) offer(whole, restart bool) <-chan struct{} {
	d.t.Helper()
	gathered := webrtc.GatheringCompletePromise(d.pc)
	offer, err := d.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err == nil {
		err = d.pc.SetLocalDescription(offer)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	if whole {
		<-gathered
	}
	return gathered
}

// publish sends silence and blank pictures, as an encoder does, until the test ends.
func (d *device) publish(mime string, frame []byte) {
	d.t.Helper()
	var tracks []*webrtc.TrackLocalStaticSample
	for _, m := range []string{webrtc.MimeTypeOpus, mime} {
		track, err := webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: m}, m[:5], "hall")
		if err != nil {
			d.t.Fatal(err)
		}
		line, err := d.pc.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
		if err == nil && m == webrtc.MimeTypeH264 { // encoders offer nothing else
			err = line.SetCodecPreferences([]webrtc.RTPCodecParameters{{PayloadType: 96, RTPCodecCapability: webrtc.RTPCodecCapability{
				MimeType: m, ClockRate: 90000, SDPFmtpLine: "profile-level-id=" + d.profile + ";packetization-mode=1;level-asymmetry-allowed=1"}}})
		}
		if err != nil {
			d.t.Fatal(err)
		}
		tracks = append(tracks, track)
	}
	stop := make(chan struct{})
	var sending sync.WaitGroup
	sending.Go(func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
			}
			for i, data := range [][]byte{{0xF8, 0xFF, 0xFE}, frame} {
				_ = tracks[i].WriteSample(media.Sample{Data: data, Duration: 20 * time.Millisecond}) // nobody listens before the connection is there
			}
		}
	})
	d.t.Cleanup(func() { close(stop); sending.Wait() })
}

// key is a VP8 keyframe (RFC 6386 §9.1) of 320×180 with nothing behind its header: servers look no further.
var key = append([]byte{0x10, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00}, make([]byte, 200)...)

func (d *device) watches(voices int) {
	d.t.Helper()
	for i := range voices + 1 {
		kind := webrtc.RTPCodecTypeAudio
		if i == voices {
			kind = webrtc.RTPCodecTypeVideo
		}
		if _, err := d.pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
			d.t.Fatal(err)
		}
	}
}

// fragment is what PATCH carries: the credentials and, with candidates, those of the local description.
func (d *device) fragment(candidates bool) string {
	var out strings.Builder
	section := 0
	for line := range strings.Lines(d.pc.LocalDescription().SDP) {
		name, _, _ := strings.Cut(line, ":")
		if strings.HasPrefix(line, "m=") {
			section++
		}
		if section == 1 && (strings.HasPrefix(line, "m=") || name == "a=mid" || name == "a=ice-ufrag" || name == "a=ice-pwd" || candidates && name == "a=candidate") {
			out.WriteString(line)
		}
	}
	return out.String()
}
