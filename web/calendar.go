package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"giaoban/agenda"
	"giaoban/agenda/workday"
)

// yearAnswer is a year of the calendar; an edited one can be restored to what was shipped. It is a value.
type yearAnswer struct {
	workday.Year
	Edited bool `json:"edited"`
}

// days is the calendar that counts now: the shipped one under the years that administrators edited.
func (s *Server) days(ctx context.Context) (workday.Calendar, error) {
	edited, err := s.editedYears(ctx)
	if err != nil || len(edited) == 0 {
		return workday.Default(), err
	}
	over, err := workday.New(edited)
	if err != nil {
		return workday.Calendar{}, agenda.ErrInternal.Because(err)
	}
	return workday.Default().With(over), nil
}

func (s *Server) editedYears(ctx context.Context) (years []workday.Year, err error) {
	directory, err := s.directory(ctx)
	if err != nil {
		return nil, err
	}
	directory.View(func(m *agenda.Meeting) { years = m.Calendar })
	return years, nil
}

// calendar is the years, for administrators: GET /api/calendar.
func (s *Server) calendar(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.administrator(r); err != nil {
		return err
	}
	edited, err := s.editedYears(r.Context())
	if err != nil {
		return err
	}
	days, err := s.days(r.Context())
	if err != nil {
		return err
	}
	list := []yearAnswer{}
	for _, y := range days.Years() {
		a := yearAnswer{Year: y}
		for _, own := range edited {
			a.Edited = a.Edited || own.Year == y.Year
		}
		list = append(list, a)
	}
	return writeJSON(w, map[string]any{"years": list})
}

// calendarYear changes one year: PUT /api/calendar/{year} {"source","off","work"} edits it, DELETE forgets what was edited.
func (s *Server) calendarYear(w http.ResponseWriter, r *http.Request) error {
	id, err := s.administrator(r)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return errNoRoute
	}
	var c agenda.Command = agenda.CalendarRestore{Year: year}
	switch r.Method {
	case http.MethodDelete:
	case http.MethodPut:
		var y workday.Year
		if err := readJSON(w, r, &y); err != nil {
			return badDay(err)
		}
		y.Year = year
		c = agenda.CalendarSave{Year: y}
	default:
		return errNoRoute
	}
	if _, err := id.meeting.Do(r.Context(), id.seat, newCommandID(), c); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// badDay is the refusal of a body: a day that does not exist is named.
func badDay(err error) error {
	var fault *workday.Error
	if errors.As(err, &fault) {
		return agenda.BadCalendar(fault)
	}
	return err
}
