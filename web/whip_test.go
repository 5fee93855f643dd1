package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"giaoban/agenda"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

// soon polls a condition of real network traffic.
func soon(t *testing.T, what string, fulfilled func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !fulfilled(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}

func (s *site) bot(t *testing.T, c bot.Config) *bot.Bot {
	t.Helper()
	c.URL = "ws" + strings.TrimPrefix(s.url, "http") + of("/signaling?seat=%s", c.Seat)
	c.Header = http.Header{"Authorization": {"Bearer " + s.secret(meetingID, c.Seat, false)}}
	b, err := bot.Join(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// An encoder publishes the hall as the chair's camera and microphone; a person in the room and a wall screen get both.
func TestEncoderAndWall(t *testing.T) {
	s := newSite(t, siteOptions{})
	encoder := s.device(t, "whip", "chair")
	encoder.publish(webrtc.MimeTypeVP8, key)
	encoder.offer(true, false)
	encoder.post()
	if !strings.HasPrefix(encoder.location, of("/whip/")) || encoder.etag == "" {
		t.Errorf("location %q, etag %q", encoder.location, encoder.etag)
	}
	person := s.bot(t, bot.Config{Seat: "unit-001", Want: []sfu.Wish{{Seat: "chair", Source: sfu.Camera}}})
	wall := s.device(t, "whep", "guest")
	wall.watches(3)
	wall.offer(true, false)
	wall.post()
	soon(t, "picture in the room and on the wall, sound on the wall", func() bool {
		var pictures int
		for _, slot := range person.Stats().Slots {
			if slot.Video {
				pictures += slot.Packets
			}
		}
		return pictures > 10 && wall.packets("video") > 10 && wall.packets("audio") > 10
	})
	soon(t, "the encoder among the figures of the room", func() bool {
		room := s.Signaling.Room(meetingID)
		return len(room.Peers) == 3 && strings.HasPrefix(room.Peers[0].Device, "whip-") && len(room.Peers[0].Publications) == 2
	})
	wantStatus(t, "delete", wall.ask("DELETE", wall.location, ""), 200, "")
	wantStatus(t, "delete again", wall.ask("DELETE", wall.location, ""), 404, "no_media_session")
	soon(t, "the wall has left", func() bool { return len(s.Signaling.Room(meetingID).Peers) == 2 })
	s.do("secretary", "revoke", agenda.SeatRevoke{Seat: "chair"})
	soon(t, "the encoder of a revoked seat is out", func() bool { return len(s.Signaling.Room(meetingID).Peers) == 1 })
}

// h264Key is a keyframe as encoders make it: parameters, then the picture, here without anything in it.
var h264Key = append([]byte{0, 0, 0, 1, 0x67, 0x42, 0xE0, 0x1F, 0, 0, 0, 1, 0x68, 0xCE, 0x38, 0x80, 0, 0, 0, 1, 0x65}, make([]byte, 3000)...)

// An encoder that has only H264, as OBS, is seen by those who have it, and heard by everybody.
func TestEncoderWithH264(t *testing.T) {
	for _, profile := range []string{"42e01f", "42c01e", "42001f"} { // OBS, GStreamer, others
		t.Run(profile, func(t *testing.T) { testEncoderWithH264(t, profile) })
	}
}

func testEncoderWithH264(t *testing.T, profile string) {
	s := newSite(t, siteOptions{})
	encoder := s.device(t, "whip", "chair")
	encoder.profile = profile
	encoder.publish(webrtc.MimeTypeH264, h264Key)
	encoder.offer(true, false)
	encoder.post()
	if !strings.Contains(encoder.answer, "H264/90000") || strings.Contains(encoder.answer, "VP8") {
		t.Errorf("the answer is %s", encoder.answer)
	}
	person := s.bot(t, bot.Config{Seat: "unit-001", Want: []sfu.Wish{{Seat: "chair", Source: sfu.Camera}}}) // has VP8 only
	sharing := s.bot(t, bot.Config{Seat: "secretary", Publish: []sfu.Source{sfu.Screen}})
	wall := s.device(t, "whep", "guest")
	wall.watches(1)
	wall.offer(true, false)
	wall.post()
	soon(t, "the screen, which is VP8", func() bool { return wall.codec.Load() == webrtc.MimeTypeVP8 })
	if err := sharing.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	soon(t, "the hall in H264, in the same m-line", func() bool { return wall.codec.Load() == webrtc.MimeTypeH264 && wall.packets("audio") > 10 })
	for _, slot := range person.Stats().Slots {
		if slot.Video && slot.Packets > 0 {
			t.Errorf("who has no H264 was sent %d packets of it", slot.Packets)
		}
	}
}

// The wall turns to the screen that is shared, and back to a face when that ends.
func TestWallFollowsTheStage(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.bot(t, bot.Config{Seat: "chair", Publish: []sfu.Source{sfu.Camera}})
	secretary := s.bot(t, bot.Config{Seat: "secretary"})
	wall := s.device(t, "whep", "guest")
	wall.watches(1)
	wall.offer(true, false)
	wall.post()
	soon(t, "the chair's face", func() bool { return wall.seen.Load() == agenda.SeatID("chair") })
	if err := secretary.Publish(t.Context(), sfu.Screen); err != nil {
		t.Fatal(err)
	}
	soon(t, "the screen", func() bool { return wall.seen.Load() == agenda.SeatID("secretary") })
	if err := secretary.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	soon(t, "the face again", func() bool { return wall.seen.Load() == agenda.SeatID("chair") })
}

// Candidates come after the offer, and later ICE is restarted; sound goes on.
func TestTrickleAndRestart(t *testing.T) {
	s := newSite(t, siteOptions{})
	encoder := s.device(t, "whip", "chair")
	encoder.publish(webrtc.MimeTypeVP8, key)
	for _, kind := range []string{"whip", "whep"} {
		t.Run(kind, func(t *testing.T) {
			d := encoder
			if kind == "whep" {
				d = s.device(t, "whep", "guest")
				d.watches(1)
			}
			gathered := d.offer(false, false)
			d.post()
			<-gathered
			const frag = "application/trickle-ice-sdpfrag"
			wantStatus(t, "without If-Match", d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag), 428, "if_match")
			wantStatus(t, "another ETag", d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag, "If-Match", `"x"`), 412, "other_ice_session")
			wantStatus(t, "star without a restart", d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag, "If-Match", "*"), 422, "no_restart")
			wantStatus(t, "candidates", d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag, "If-Match", d.etag), 204, "")
			soon(t, "connected", func() bool { return d.pc.ConnectionState() == webrtc.PeerConnectionStateConnected })

			d.offer(true, true)
			a := d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag, "If-Match", "*")
			if a.status != 200 || a.header.Get("Content-Type") != frag || a.header.Get("ETag") == d.etag || !strings.Contains(a.body, "a=candidate") {
				t.Fatalf("restart: %d %v %s", a.status, a.header, a.body)
			}
			d.etag = a.header.Get("ETag")
			d.apply(renewedAnswer(d.answer, a.body))
			soon(t, "connected by the new credentials", func() bool {
				return d.pc.ICEConnectionState() == webrtc.ICEConnectionStateConnected && d.pc.SignalingState() == webrtc.SignalingStateStable
			})
			if kind == "whep" {
				before := d.packets("video")
				soon(t, "picture after the restart", func() bool { return d.packets("video") > before+10 })
			}
			wantStatus(t, "the old ETag", d.ask("PATCH", d.location, d.fragment(true), "Content-Type", frag, "If-Match", `"old"`), 412, "")
		})
	}
}

// renewedAnswer is the answer with the credentials and candidates of a fragment, which RFC 9725 §4.3.2 has clients do.
func renewedAnswer(answer, fragment string) string {
	fresh := map[string]string{}
	var candidates []string
	for line := range strings.Lines(fragment) {
		name, _, _ := strings.Cut(line, ":")
		fresh[name] = line
		if name == "a=candidate" {
			candidates = append(candidates, line)
		}
	}
	var out strings.Builder
	for line := range strings.Lines(answer) {
		name, _, _ := strings.Cut(line, ":")
		switch {
		case name == "a=candidate" || strings.HasPrefix(line, "a=end-of-candidates"):
		case name == "a=ice-ufrag" || name == "a=ice-pwd":
			out.WriteString(fresh[name])
		case name == "a=mid":
			out.WriteString(line + strings.Join(candidates, ""))
		default:
			out.WriteString(line)
		}
	}
	return out.String()
}

func TestDeviceRefusals(t *testing.T) {
	s := newSite(t, siteOptions{})
	d := s.device(t, "whip", "chair")
	d.publish(webrtc.MimeTypeVP8, key)
	d.offer(true, false)
	sdp := d.pc.LocalDescription().SDP
	wantStatus(t, "another type", d.ask("POST", of("/whip"), sdp, "Content-Type", "text/plain"), 415, "media_type")
	wantStatus(t, "no type", d.ask("POST", of("/whip"), sdp), 415, "media_type")
	wantStatus(t, "no description", d.ask("POST", of("/whip"), "hello", "Content-Type", "application/sdp"), 400, "sdp_refused")
	wantStatus(t, "nothing to watch", d.ask("POST", of("/whep"), sdp, "Content-Type", "application/sdp"), 422, "nothing_offered")
	wantStatus(t, "too large", d.ask("POST", of("/whip"), sdp+strings.Repeat("a=x\r\n", 20_000), "Content-Type", "application/sdp"), 413, "sdp_too_large")
	for _, path := range []string{of("/whip"), of("/whep"), of("/whip/x")} {
		for _, method := range []string{"GET", "PUT", "HEAD"} {
			if a := d.ask(method, path, ""); a.status != 405 || a.header.Get("Allow") == "" {
				t.Errorf("%s %s: %d", method, path, a.status)
			}
		}
		a := s.browser().send("OPTIONS", path, nil, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site", "Access-Control-Request-Method", "POST")
		if a.status != 204 || a.header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(a.header.Get("Access-Control-Allow-Headers"), "Authorization") {
			t.Errorf("OPTIONS %s: %d %v", path, a.status, a.header)
		}
	}
	if a := s.enter("secretary").send("POST", of("/whip?seat=secretary"), sdp, "Content-Type", "application/sdp"); a.status != 401 || a.header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("a cookie is enough: %d %s", a.status, a.body)
	}
	foreign := d.ask("POST", of("/whip"), sdp, "Content-Type", "application/sdp", "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site")
	wantStatus(t, "from a page elsewhere with a bearer", foreign, 201, "")
	other := s.device(t, "whip", "unit-001")
	wantStatus(t, "another seat's session", other.ask("DELETE", foreign.header.Get("Location"), ""), 404, "no_media_session")
	for range 7 {
		wantStatus(t, "one more", d.ask("POST", of("/whip"), sdp, "Content-Type", "application/sdp"), 201, "")
	}
	a := d.ask("POST", of("/whip"), sdp, "Content-Type", "application/sdp")
	if a.status != 503 || a.key() != "too_many_devices" || a.header.Get("Retry-After") == "" {
		t.Errorf("a ninth device: %d %s", a.status, a.body)
	}
}
