package web

import (
	"context"
	"net/http"

	"giaoban/agenda"
)

// room tells how everybody's media does: GET /api/meetings/{meeting}/room.
func (s *Server) room(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleChair, agenda.RoleSecretary)
	if err != nil {
		return err
	}
	return s.atRoom(w, r, id, func(context.Context) error { return writeJSON(w, s.Signaling.Room(id.meeting.ID())) })
}
