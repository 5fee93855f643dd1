package web

import (
	"io"
	"net/http"

	"giaoban/agenda"
)

var errNoPaper = agenda.NewError(agenda.NotFound, "no_paper", "Không có tài liệu này.", "There is no such paper.")

// paper is a paper of an item, as text, or a submitted one as its file: GET /api/meetings/{meeting}/papers/{paper}.
func (s *Server) paper(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	m := fold(id.meeting, id.audience())
	if p := submission(m, agenda.PaperID(r.PathValue("paper"))); p != nil {
		return s.serveFile(w, r, p)
	}
	for _, item := range m.Items {
		for _, p := range item.Papers {
			if string(p.ID) == r.PathValue("paper") {
				attach(w, "tai-lieu-"+string(p.ID)+".txt", "text/plain; charset=utf-8")
				_, _ = io.WriteString(w, p.Title+"\n\n"+p.Text+"\n") // a reader that is gone needs no answer
				return nil
			}
		}
	}
	return errNoPaper
}
