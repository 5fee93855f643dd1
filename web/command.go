package web

import (
	"encoding/json"
	"net/http"

	"giaoban/agenda"
)

// command does one command: POST /api/meetings/{meeting}/commands. A meeting that does not exist yet is made by meeting.create.
func (s *Server) command(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		ID   agenda.CommandID `json:"id"`
		Type string           `json:"type"`
		Data json.RawMessage  `json:"data"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	c, err := agenda.DecodeCommand(body.Type, body.Data)
	if err != nil {
		return err
	}
	if create, ok := c.(agenda.MeetingCreate); ok {
		return s.create(w, r, body.ID, create)
	}
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	if !s.commands.take(id) {
		return errTooFast
	}
	v, err := id.meeting.Do(r.Context(), id.seat, body.ID, c)
	if err != nil {
		return err
	}
	return writeJSON(w, map[string]any{"version": v})
}

func (s *Server) create(w http.ResponseWriter, r *http.Request, command agenda.CommandID, c agenda.MeetingCreate) error {
	admin, err := s.administrator(r)
	if err != nil {
		return err
	}
	meeting := agenda.MeetingID(r.PathValue("meeting"))
	v, err := s.Hub.Create(r.Context(), meeting, admin.seat, command, c)
	if err != nil {
		return err
	}
	if err := s.adopt(r.Context(), meeting); err != nil { // the meeting is there, and its secretary can write the modules again
		s.Log.WarnContext(r.Context(), "text modules were not taken over", "meeting", meeting, "err", err)
	}
	return writeJSON(w, map[string]any{"version": v})
}
