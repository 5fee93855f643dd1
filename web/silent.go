package web

import (
	"net/http"

	"giaoban/agenda"
)

// silentMeetings is how many earlier meetings are looked at for who has not spoken.
const silentMeetings = 3

// silent is which units spoke in none of the last three meetings, for staff: GET /api/meetings/{meeting}/silent.
func (s *Server) silent(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	units, meetings, err := s.Hub.Silent(r.Context(), id.meeting.ID(), silentMeetings)
	if err != nil {
		return err
	}
	if units == nil {
		units = []agenda.UnitID{}
	}
	return writeJSON(w, map[string]any{"meetings": meetings, "units": units})
}
