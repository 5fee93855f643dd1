package web

import (
	"net/http"

	"giaoban/agenda"
)

// state is the folded meeting as the seat may see it: GET /api/meetings/{meeting}/state.
func (s *Server) state(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	return writeJSON(w, fold(id.meeting, id.audience()))
}
