package channel

import (
	"context"
	"time"

	"github.com/google/uuid"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

const (
	sweepEvery = 5 * time.Second
	// AbsentAfter is how long an attendance lasts without a socket: a drop of 45 s is no absence.
	AbsentAfter = 45 * time.Second
)

// watch is what Run remembers of a meeting with open attendances: its room, which hears who is on other nodes, and since when each is
// missing a socket. It is owned by Run.
type watch struct {
	room    *room
	missing map[agenda.PresenceID]time.Time
}

// Run ends the attendance of those whose connection is gone for good, on all meetings, until ctx ends. It returns nil then.
func (s *Server) Run(ctx context.Context) error {
	watches := map[agenda.MeetingID]*watch{}
	defer func() {
		for _, w := range watches {
			s.leave(w.room)
		}
	}()
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		for session, err := range s.hub.Sessions(ctx) {
			if err != nil {
				s.log.Warn("attendance cannot be looked after", "err", err)
				continue
			}
			s.sweep(ctx, session, watches)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// sweep looks at one meeting: an attendance that is open and had no socket for AbsentAfter ends.
func (s *Server) sweep(ctx context.Context, session *live.Session, watches map[agenda.MeetingID]*watch) {
	open := openAttendance(session)
	w := watches[session.ID()]
	switch {
	case len(open) == 0 && w != nil:
		s.leave(w.room)
		delete(watches, session.ID())
		return
	case len(open) == 0:
		return
	case w == nil:
		w = &watch{room: s.enter(session)}
		watches[session.ID()] = w
	}
	present := w.room.presences()
	missing := map[agenda.PresenceID]time.Time{}
	for _, h := range open {
		if present[h] {
			continue
		}
		id, now := h.Presence, s.now()
		since, known := w.missing[id]
		if !known {
			since = now // it may have gone up to sweepEvery ago: never is it counted as longer away than it was
		}
		missing[id] = since
		if now.Sub(since) < AbsentAfter {
			continue
		}
		if _, err := session.Do(ctx, agenda.SystemSeat, agenda.CommandID(uuid.NewString()), agenda.AttendanceLeave{Presence: id}); err != nil {
			s.log.Warn("attendance was not ended", "meeting", session.ID(), "err", err)
		}
	}
	w.missing = missing
}

func openAttendance(session *live.Session) (open []here) {
	session.View(func(m *agenda.Meeting) {
		for _, p := range m.Attendance {
			if p.Here() && !p.Hall { // nobody in the hall has a socket
				open = append(open, here{Seat: p.Seat, Presence: p.ID})
			}
		}
	})
	return open
}
