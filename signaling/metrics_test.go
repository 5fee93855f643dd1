package signaling_test

import (
	"testing"

	"giaoban/agenda"
	"giaoban/signaling/sfu"

	"github.com/prometheus/client_golang/prometheus"
)

// The series follow what goes through the room, and so do the numbers of each peer.
func TestMetrics(t *testing.T) {
	h := newHall(t, nil)
	a, b := h.config("a", agenda.RoleUnit), h.config("b", agenda.RoleUnit)
	a.Publish = both
	b.Want = []sfu.Wish{{Seat: "a", Source: sfu.Camera}}
	h.join(a)
	h.join(b)
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(h.server)
	value := map[string]float64{}
	until(t, "everything is counted", func() bool {
		families, err := registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		if len(families) > 6 {
			t.Fatalf("%d series", len(families))
		}
		for _, f := range families {
			m := f.GetMetric()[0]
			value[f.GetName()] = m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
		return value["giaoban_media_rooms"] == 1 && value["giaoban_media_peers"] == 2 && value["giaoban_media_received_bytes_total"] > 0 &&
			value["giaoban_media_forwarded_bytes_total"] > 0 && value["giaoban_media_forwarded_packets_total"] > 0
	})
	until(t, "the peers' own numbers", func() bool {
		list := h.server.Room("m").Peers
		return len(list) == 2 && list[0].Seat == "a" && list[0].Device != "" && list[0].Transport == sfu.OverUDP && list[0].Up.Bitrate > 0 &&
			len(list[0].Up.Tracks) == 2 && list[0].Up.Tracks[1].Layers[0].Bitrate > 0 && list[0].Down.Bitrate == 0 && list[1].Down.Bitrate > 0 &&
			list[1].Down.RTT > 0 && list[1].Down.Step == sfu.StepFull
	})
	if len(h.server.Room("none").Peers) != 0 {
		t.Error("a meeting without a room has peers")
	}
}
