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
		list := h.server.PeerStats("m")
		return len(list) == 2 && list[0].Seat == "a" && list[0].UpBitrate > 0 && list[0].DownBitrate == 0 && list[1].DownBitrate > 0 && list[1].RTT > 0
	})
	if h.server.PeerStats("none") != nil {
		t.Error("a meeting without a room has peers")
	}
}
