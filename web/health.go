package web

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// healthy says that the process answers: GET /healthz.
func (s *Server) healthy(w http.ResponseWriter, r *http.Request) error {
	return writeJSON(w, map[string]string{"status": "ok"})
}

// ready says whether the node can take work: GET /readyz. Warnings do not make it unready.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	if s.base.Err() != nil {
		return errStopping
	}
	if _, err := s.directory(r.Context()); err != nil {
		return err
	}
	warnings := []string{}
	if s.Ready != nil {
		warnings = append(warnings, s.Ready(r.Context())...)
	}
	return writeJSON(w, map[string]any{"status": "ok", "warnings": warnings})
}

// measure registers this package's series: no meeting and no person is a label.
func (s *Server) measure() {
	if s.Metrics == nil {
		return
	}
	s.Metrics.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "giaoban_agenda_sockets", Help: "Agenda sockets open on this node."},
		func() float64 { return float64(s.Agenda.Sockets()) }))
}

func (s *Server) metrics() http.Handler {
	if s.Metrics == nil {
		return http.NotFoundHandler()
	}
	return promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{})
}
