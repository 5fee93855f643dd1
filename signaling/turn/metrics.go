package turn

import "github.com/prometheus/client_golang/prometheus"

// collectors are few and without labels: nobody's meeting or name is in them.
func (s *Server) collectors() []prometheus.Collector {
	return []prometheus.Collector{
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "giaoban_turn_relays", Help: "Relays open now."}, func() float64 { return float64(s.Relays()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "giaoban_turn_relayed_bytes_total", Help: "Payload relayed to and from the media port."},
			func() float64 { return float64(s.bytes.Load()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "giaoban_turn_refused_total",
			Help: "Refused: credentials that are expired or malformed, permissions and datagrams for other places, relays above the limit."},
			func() float64 { return float64(s.refused.Load()) }),
	}
}

// Describe implements prometheus.Collector.
func (s *Server) Describe(to chan<- *prometheus.Desc) {
	for _, c := range s.collectors() {
		c.Describe(to)
	}
}

// Collect implements prometheus.Collector. It may be called by any goroutine.
func (s *Server) Collect(to chan<- prometheus.Metric) {
	for _, c := range s.collectors() {
		c.Collect(to)
	}
}
