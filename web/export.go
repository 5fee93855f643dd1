package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"giaoban/agenda"
	"giaoban/agenda/export"
)

// tasksCSV is the task list, a unit's own or everybody's for staff: GET /api/meetings/{meeting}/tasks.csv.
func (s *Server) tasksCSV(w http.ResponseWriter, r *http.Request) error {
	return s.download(w, r, "csv", "text/csv; charset=utf-8", func(out io.Writer, m *agenda.Meeting, rows []export.Row) error {
		return export.WriteCSV(out, rows)
	})
}

// tasksXLSX is the same as a workbook: GET /api/meetings/{meeting}/tasks.xlsx.
func (s *Server) tasksXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.download(w, r, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.WriteXLSX)
}

// attendanceCSV is who was there, a unit's own row or everybody's for staff: GET /api/meetings/{meeting}/attendance.csv.
func (s *Server) attendanceCSV(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	m := fold(id.meeting, agenda.Audience{Staff: true})
	var b bytes.Buffer
	if err := export.WriteAttendanceCSV(&b, export.AttendanceOf(m, id.audience(), s.Now())); err != nil {
		return fmt.Errorf("write attendance: %w", err)
	}
	attach(w, "diem-danh-"+string(m.ID)+".csv", "text/csv; charset=utf-8")
	_, _ = b.WriteTo(w) // a reader that is gone needs no answer
	return nil
}

func (s *Server) download(w http.ResponseWriter, r *http.Request, ext, mediaType string, write func(io.Writer, *agenda.Meeting, []export.Row) error) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	// Codes of tasks count over the whole meeting; the rows are the seat's own.
	m := fold(id.meeting, agenda.Audience{Staff: true})
	var b bytes.Buffer // an error half way must not look like a file
	if err := write(&b, m, export.Tasks(m, id.audience())); err != nil {
		return fmt.Errorf("write %s: %w", ext, err)
	}
	attach(w, "nhiem-vu-"+string(m.ID)+"."+ext, mediaType)
	_, _ = b.WriteTo(w) // a reader that is gone needs no answer
	return nil
}

// attach sets the headers of a download; name is plain ASCII.
func attach(w http.ResponseWriter, name, mediaType string) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
