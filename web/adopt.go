package web

import (
	"context"
	"time"

	"giaoban/agenda"
)

// adopt gives a new meeting the text modules of its department's latest one, so that what a secretary has put into words once is there every time.
func (s *Server) adopt(ctx context.Context, id agenda.MeetingID) error {
	session, err := s.Hub.Session(ctx, id)
	if err != nil {
		return err
	}
	var host string
	session.View(func(m *agenda.Meeting) { host = m.Host.Name })
	var modules []agenda.Module
	var latest time.Time
	for other, err := range s.Hub.Sessions(ctx) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session: one damaged journal must not hide the others
		}
		if err != nil {
			return err
		}
		other.View(func(m *agenda.Meeting) {
			if m.ID != id && m.Host.Name == host && m.StartsAt.After(latest) {
				latest, modules = m.StartsAt, m.Modules // not changed in place
			}
		})
	}
	if len(modules) == 0 {
		return nil
	}
	_, err = session.Do(ctx, agenda.SystemSeat, newCommandID(), agenda.ModulesAdopt{Modules: modules})
	return err
}
