package whip

import (
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/pion/webrtc/v4"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
)

// A fault in the service of a device, when it comes or later, leaves nobody in the room.
func TestFaultLeavesNobodyInTheRoom(t *testing.T) {
	engine, err := sfu.NewEngine(sfu.Config{UDPAddr: "127.0.0.1:0", Loopback: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = engine.Close() }()
	var faulty atomic.Bool
	rooms := signaling.NewServer(signaling.Config{Engine: engine, ICEServers: func(agenda.MeetingID, agenda.SeatID) []signaling.ICEServer {
		if faulty.Load() {
			panic("no relay")
		}
		return nil
	}})
	s := NewServer(rooms)
	client, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	if _, err := client.AddTransceiverFromKind(webrtc.RTPCodecTypeAudio); err != nil {
		t.Fatal(err)
	}
	offer, err := client.CreateOffer(nil)
	if err != nil {
		t.Fatal(err)
	}
	survive := func(task func()) {
		defer func() {
			if recover() == nil {
				t.Error("there was no fault")
			}
			if n := rooms.Stats(); n != (signaling.Stats{}) || len(s.sessions) != 0 {
				t.Errorf("left behind: %+v, %d sessions", n, len(s.sessions))
			}
		}()
		task()
	}
	post := func() *Session {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/whip", strings.NewReader(offer.SDP))
		r.Header.Set("Content-Type", "application/sdp")
		x, err := s.Post(t.Context(), httptest.NewRecorder(), r, Publish, signaling.Who{Meeting: "m", Seat: "u", Role: agenda.RoleUnit})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	x := post()
	survive(func() { _ = s.Serve(t.Context(), x, func() bool { panic("no meeting") }) })
	faulty.Store(true)
	survive(func() { post() })
}
