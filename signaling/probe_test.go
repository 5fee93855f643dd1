package signaling_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/web/ws"

	"github.com/pion/webrtc/v4"
)

// without takes the candidates of a transport out of a description.
func without(transport, sdp string) string {
	var kept []string
	for line := range strings.SplitSeq(sdp, "\r\n") {
		if !strings.HasPrefix(line, "a=candidate:") || !strings.Contains(strings.ToLower(line), " "+transport+" ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\r\n")
}

// probing is a connection as a browser makes one for a probe, with its offer.
func probing(t *testing.T) (*webrtc.PeerConnection, string) {
	t.Helper()
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeTCP4})
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pc.GracefulClose() })
	if _, err := pc.CreateDataChannel("probe", nil); err != nil {
		t.Fatal(err)
	}
	offer, err := pc.CreateOffer(nil)
	if err != nil {
		t.Fatal(err)
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(offer); err != nil {
		t.Fatal(err)
	}
	<-gathered
	return pc, pc.LocalDescription().SDP
}

func ask(t *testing.T, c *ws.Conn, id string, v any) ws.Frame {
	t.Helper()
	f, err := ws.NewFrame("probe", id, "", v)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write(f); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if f, err = c.Read(ctx); err != nil {
		t.Fatal(err)
	}
	return f
}

// A browser that probes reaches the UDP and the TCP port, each alone, and nobody sees it in the room.
func TestProbeReachesBothPorts(t *testing.T) {
	h := newHall(t, nil)
	c := h.dial("chair", agenda.RoleChair)
	for id, blocked := range map[string]string{"1": "tcp", "2": "udp"} {
		pc, offer := probing(t)
		connected := make(chan struct{})
		pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
			if s == webrtc.PeerConnectionStateConnected {
				close(connected)
			}
		})
		f := ask(t, c, id, signaling.ProbeOffer{SDP: without(blocked, offer)})
		var m signaling.ProbeAnswer
		if err := json.Unmarshal(f.Data, &m); err != nil || f.Type != "probed" || f.Re != id {
			t.Fatalf("%s %s: %v", f.Type, f.Data, err)
		}
		if err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: without(blocked, m.SDP)}); err != nil {
			t.Fatal(err)
		}
		select {
		case <-connected:
		case <-time.After(10 * time.Second):
			t.Fatalf("not connected without %s", blocked)
		}
		if n := h.server.Stats(); n != (signaling.Stats{}) {
			t.Errorf("a probe is in a room: %+v", n)
		}
	}
}

func TestProbeIsRefused(t *testing.T) {
	cases := map[string]struct{ sdp, key string }{
		"no offer":  {"not a description", "sdp_refused"},
		"too large": {strings.Repeat("a", 60<<10) + strings.Repeat("\nm=", 50), "sdp_too_large"},
	}
	for name, given := range cases {
		t.Run(name, func(t *testing.T) {
			c := newHall(t, nil).dial("chair", agenda.RoleChair)
			var m signaling.Refusal
			f := ask(t, c, "1", signaling.ProbeOffer{SDP: given.sdp})
			if err := json.Unmarshal(f.Data, &m); err != nil || m.Key != given.key {
				t.Errorf("%s, want %s", f.Data, given.key)
			}
		})
	}
	t.Run("a fifth socket of one seat", func(t *testing.T) {
		h := newHall(t, nil)
		for n := range 6 {
			seat, want := agenda.SeatID("unit-001"), "probed"
			if n == 4 {
				want = "error"
			}
			if n == 5 {
				seat = "unit-002"
			}
			_, offer := probing(t)
			if f := ask(t, h.dial(seat, agenda.RoleUnit), "1", signaling.ProbeOffer{SDP: offer}); f.Type != want {
				t.Errorf("socket %d: %s %s", n, f.Type, f.Data)
			}
		}
	})
	t.Run("a fifth", func(t *testing.T) {
		c := newHall(t, nil).dial("chair", agenda.RoleChair)
		for range 4 {
			_, offer := probing(t)
			if f := ask(t, c, "1", signaling.ProbeOffer{SDP: offer}); f.Type != "probed" {
				t.Fatalf("%s %s", f.Type, f.Data)
			}
		}
		_, offer := probing(t)
		if f := ask(t, c, "1", signaling.ProbeOffer{SDP: offer}); !strings.Contains(string(f.Data), "too_many_probes") {
			t.Errorf("%s %s", f.Type, f.Data)
		}
	})
}
