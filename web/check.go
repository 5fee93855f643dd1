package web

import (
	"net/http"

	"giaoban/agenda"
)

// foundFinding is a finding with its words. It is a value.
type foundFinding struct {
	agenda.Finding
	Waivable bool      `json:"waivable"`
	Message  bilingual `json:"message"`
}

// check is what is not clear yet in the minutes ("6 rõ"), for staff: GET /api/meetings/{meeting}/check. Unclear counts what is neither filled nor waived.
func (s *Server) check(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	m := fold(id.meeting, agenda.Audience{Staff: true})
	findings, unclear := []foundFinding{}, 0
	for _, f := range agenda.Check(m) {
		vi, en := f.Words()
		findings = append(findings, foundFinding{Finding: f, Waivable: f.Waivable(), Message: bilingual{VI: vi, EN: en}})
		if f.Waived == nil {
			unclear++
		}
	}
	return writeJSON(w, map[string]any{"version": m.Version, "findings": findings, "unclear": unclear})
}
