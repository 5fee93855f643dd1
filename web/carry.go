package web

import (
	"net/http"
	"slices"
	"time"

	"giaoban/agenda"
)

// carryAnswer is what returns from an earlier meeting, with the name of that meeting. It is a value.
type carryAnswer struct {
	agenda.Carry
	Meeting string    `json:"meeting_title"`
	Held    time.Time `json:"held"`
}

// carry is what returns from earlier meetings by the carry-over rule and is not on the agenda yet: GET /api/meetings/{meeting}/carry. What was internal there is
// offered to administrators only: staff of one meeting need not have been staff of the other.
func (s *Server) carry(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	earlier, err := s.Hub.Earlier(r.Context(), id.meeting.ID(), agenda.Audience{Staff: true})
	if err != nil {
		return err
	}
	internal := id.role() == agenda.RoleAdministrator
	here := map[agenda.Origin]bool{}
	id.meeting.View(func(m *agenda.Meeting) {
		for _, i := range m.Items {
			if i.From != nil {
				here[*i.From] = true
			}
		}
	})
	list := []carryAnswer{}
	for _, c := range agenda.Carried(earlier, s.Now()) {
		if here[c.From] || c.Internal && !internal {
			continue
		}
		at := slices.IndexFunc(earlier, func(m *agenda.Meeting) bool { return m.ID == c.From.Meeting })
		list = append(list, carryAnswer{Carry: c, Meeting: earlier[at].Title, Held: earlier[at].StartsAt})
	}
	return writeJSON(w, map[string]any{"carry": list})
}

// progress is the tasks of earlier meetings, by unit and overdue first; a unit gets its own: GET /api/meetings/{meeting}/progress.
func (s *Server) progress(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	a := id.audience()
	tasks := []agenda.OpenTask{}
	if a.Staff || a.Unit != "" {
		earlier, err := s.Hub.Earlier(r.Context(), id.meeting.ID(), a)
		if err != nil {
			return err
		}
		tasks = agenda.OpenTasks(earlier, s.Now())
	}
	return writeJSON(w, map[string]any{"tasks": tasks})
}
