package web

import (
	"net/http"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// templateAnswer is an agenda to start from; a saved one can be changed and removed. It is a value.
type templateAnswer struct {
	agenda.Template
	Saved bool `json:"saved"`
}

// templates are agendas to start from, for administrators: GET /api/templates.
func (s *Server) templates(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.administrator(r); err != nil {
		return err
	}
	return s.writeTemplates(w, r)
}

// meetingTemplates are the same for staff of a meeting: GET /api/meetings/{meeting}/templates.
func (s *Server) meetingTemplates(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair); err != nil {
		return err
	}
	return s.writeTemplates(w, r)
}

func (s *Server) writeTemplates(w http.ResponseWriter, r *http.Request) error {
	directory, err := s.directory(r.Context())
	if err != nil {
		return err
	}
	var saved []agenda.Template
	directory.View(func(m *agenda.Meeting) { saved = m.Templates })
	list := []templateAnswer{}
	for _, t := range saved {
		list = append(list, templateAnswer{Template: t, Saved: true})
	}
	for _, t := range reference.Templates() {
		list = append(list, templateAnswer{Template: agenda.Template{ID: agenda.TemplateID(t.ID), Title: t.Title, Items: t.Items}})
	}
	return writeJSON(w, map[string]any{"templates": list})
}

// saveTemplate keeps the agenda of a meeting as a template: POST /api/meetings/{meeting}/templates {"id","title"}. The directory is the system's to write for seats of
// meetings; the same id and title again are one template.
func (s *Server) saveTemplate(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	var body struct {
		ID    agenda.TemplateID `json:"id"`
		Title string            `json:"title"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	directory, err := s.directory(r.Context())
	if err != nil {
		return err
	}
	var t agenda.Template
	id.meeting.View(func(m *agenda.Meeting) { t = m.AsTemplate(body.ID, body.Title) })
	if _, err := directory.Do(r.Context(), agenda.SystemSeat, newCommandID(), agenda.TemplateSave{Template: t}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
