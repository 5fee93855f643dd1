package web

import (
	"net/http"

	"giaoban/agenda/reference"
)

// rosters are the lists of units to choose from: GET /api/rosters.
func (s *Server) rosters(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.administrator(r); err != nil {
		return err
	}
	return writeJSON(w, map[string]any{"rosters": reference.Rosters()})
}
