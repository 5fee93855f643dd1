package signaling_test

import (
	"crypto/tls"
	"testing"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/nettest"
	"giaoban/signaling/sfu"
	"giaoban/signaling/turn"
)

// relayed is a hall with a TURN server.
func relayed(t *testing.T) (*hall, *turn.Server) {
	t.Helper()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", nettest.Trusted(t).TLS())
	if err != nil {
		t.Fatal(err)
	}
	var server *turn.Server
	h := newHall(t, func(c *signaling.Config) {
		server, err = turn.Listen(turn.Config{Addr: "127.0.0.1:0", TLS: listener, Host: "127.0.0.1",
			Targets: turn.Targets(c.Engine.UDPAddrs(), nil)})
		if err != nil {
			t.Fatal(err)
		}
		c.ICEServers = func(m agenda.MeetingID, s agenda.SeatID) []signaling.ICEServer {
			x := server.Credential(string(m) + "/" + string(s))
			return []signaling.ICEServer{{URLs: x.URLs, Username: x.Username, Credential: x.Password}}
		}
	})
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return h, server
}

// A site that reaches nothing but the TURN server, by UDP, TCP or TLS, hears and sees the others and is heard and seen.
func TestMediaThroughTheRelay(t *testing.T) {
	for _, by := range []string{"udp", "tcp", "tls"} {
		t.Run(by, func(t *testing.T) {
			h, server := relayed(t)
			a, b := h.config("a", agenda.RoleChair), h.config("b", agenda.RoleUnit)
			a.Publish, b.Publish, b.Relay = both, both, by
			a.Want, b.Want = []sfu.Wish{{Seat: "b", Source: sfu.Camera}}, []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
			first, second := h.join(a), h.join(b)
			until(t, "audio and video both ways", func() bool {
				x, y := first.Stats(), second.Stats()
				return x.Received("b", sfu.Microphone) > 20 && x.Received("b", sfu.Camera) > 10 && y.Received("a", sfu.Microphone) > 20 && y.Received("a", sfu.Camera) > 10
			})
			if server.Relays() < 2 {
				t.Errorf("%d relays, want one for each connection", server.Relays())
			}
			t.Logf("first packet %v after the socket", second.Stats().JoinTime)
		})
	}
}
