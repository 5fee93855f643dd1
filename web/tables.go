package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"giaoban/agenda"
	"giaoban/agenda/export"
)

const (
	typeCSV  = "text/csv; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// figuresCSV is what the units filed, a unit's own row or everybody's with the sums for staff: GET /api/meetings/{meeting}/figures.csv.
func (s *Server) figuresCSV(w http.ResponseWriter, r *http.Request) error {
	return s.table(w, r, "so-lieu", "csv", typeCSV, export.WriteFiguresCSV)
}

// figuresXLSX is the same as a workbook: GET /api/meetings/{meeting}/figures.xlsx.
func (s *Server) figuresXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.table(w, r, "so-lieu", "xlsx", typeXLSX, export.WriteFiguresXLSX)
}

// courseCSV is planned and actual time of every item that the seat may see: GET /api/meetings/{meeting}/course.csv.
func (s *Server) courseCSV(w http.ResponseWriter, r *http.Request) error {
	return s.table(w, r, "thoi-gian", "csv", typeCSV, func(out io.Writer, m *agenda.Meeting, _ agenda.Audience) error {
		return export.WriteCourseCSV(out, export.CourseOf(m, s.Now()))
	})
}

// courseXLSX is the same as a workbook: GET /api/meetings/{meeting}/course.xlsx.
func (s *Server) courseXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.table(w, r, "thoi-gian", "xlsx", typeXLSX, func(out io.Writer, m *agenda.Meeting, _ agenda.Audience) error {
		return export.WriteCourseXLSX(out, m, export.CourseOf(m, s.Now()))
	})
}

// table writes what the seat may see of a meeting as a file.
func (s *Server) table(w http.ResponseWriter, r *http.Request, name, ext, mediaType string, write func(io.Writer, *agenda.Meeting, agenda.Audience) error) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	a := id.audience()
	m := fold(id.meeting, a)
	var b bytes.Buffer // an error half way must not look like a file
	if err := write(&b, m, a); err != nil {
		return fmt.Errorf("write %s.%s: %w", name, ext, err)
	}
	attach(w, name+"-"+string(m.ID)+"."+ext, mediaType)
	_, _ = b.WriteTo(w) // a reader that is gone needs no answer
	return nil
}
