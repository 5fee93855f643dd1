package web

import (
	"net/http"
	"time"

	"giaoban/agenda"
)

// meetingSummary is one row of the administrator's list. It is a value.
type meetingSummary struct {
	ID       agenda.MeetingID `json:"id"`
	Title    string           `json:"title"`
	Status   agenda.Status    `json:"status"`
	StartsAt time.Time        `json:"starts_at"`
	Version  agenda.Version   `json:"version"`
	Units    int              `json:"units"`
}

// meetings lists all meetings for administrators, most recently changed first: GET /api/meetings.
func (s *Server) meetings(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.administrator(r); err != nil {
		return err
	}
	list := []meetingSummary{}
	for session, err := range s.Hub.Sessions(r.Context()) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session: one damaged journal must not hide the other meetings
		}
		if err != nil {
			return err
		}
		session.View(func(m *agenda.Meeting) {
			list = append(list, meetingSummary{ID: m.ID, Title: m.Title, Status: m.Status, StartsAt: m.StartsAt, Version: m.Version, Units: len(m.Units)})
		})
	}
	return writeJSON(w, map[string]any{"meetings": list})
}
