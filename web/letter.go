package web

import (
	"net/http"
	"strings"

	"giaoban/agenda"
	"giaoban/agenda/mail"
)

// letter shows a unit's letter as it was, or would be, sent: GET /api/meetings/{meeting}/letters/{batch}/{unit}.eml.
func (s *Server) letter(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	unit, ok := strings.CutSuffix(r.PathValue("letter"), ".eml")
	if !ok {
		return agenda.ErrNoLetter
	}
	batch := agenda.BatchID(r.PathValue("batch"))
	m := fold(id.meeting, agenda.Audience{Staff: true})
	message, err := mail.Compose(m, batch, agenda.UnitID(unit))
	if err != nil {
		return err
	}
	text, err := message.EML()
	if err != nil {
		return err
	}
	attach(w, "nhiem-vu-"+unit+".eml", "message/rfc822")
	_, _ = w.Write(text) // a reader that is gone needs no answer
	return nil
}
