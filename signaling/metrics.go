package signaling

import (
	"github.com/prometheus/client_golang/prometheus"
)

// series is one series of Server as a prometheus.Collector. It is a value.
type series struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value float64
}

// series are at most six, without labels: nobody's meeting or name is in them.
func (s *Server) series() []series {
	n, t := s.Stats(), s.cfg.Engine.Totals()
	gauge, counter := prometheus.GaugeValue, prometheus.CounterValue
	describe := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("giaoban_media_"+name, help, nil, nil)
	}
	return []series{
		{describe("rooms", "Rooms with somebody in them."), gauge, float64(n.Rooms)},
		{describe("peers", "Connected devices."), gauge, float64(n.Peers)},
		{describe("received_bytes_total", "RTP received from browsers."), counter, float64(t.ReceivedBytes)},
		{describe("forwarded_bytes_total", "RTP payload sent to browsers."), counter, float64(t.ForwardedBytes)},
		{describe("forwarded_packets_total", "RTP packets sent to browsers."), counter, float64(t.ForwardedPackets)},
		{describe("lost_packets_total", "RTP packets that browsers report as lost."), counter, float64(t.LostPackets)},
	}
}

// Describe implements prometheus.Collector.
func (s *Server) Describe(to chan<- *prometheus.Desc) {
	for _, x := range s.series() {
		to <- x.desc
	}
}

// Collect implements prometheus.Collector. It may be called by any goroutine.
func (s *Server) Collect(to chan<- prometheus.Metric) {
	for _, x := range s.series() {
		to <- prometheus.MustNewConstMetric(x.desc, x.kind, x.value)
	}
}
