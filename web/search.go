package web

import (
	"net/http"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/agenda/search"
)

const (
	searchLimit   = 50 // hits in one answer
	longestSearch = 200
	similarLimit  = 3
)

var (
	errSearchLong = agenda.NewError(agenda.TooMuch, "too_long", "Nội dung tìm kiếm quá dài.", "The words to look for are too long.")
	errSearchDay  = agenda.NewError(agenda.Invalid, "bad_day", "Ngày có dạng 2026-07-29.", "A day looks like 2026-07-29.")
)

// search finds words in the meetings that the asker may see: GET /api/search?meeting=&seat=&q=. Without meeting it asks as administrator. Filters: kind, unit, in, from, to.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	ask := r.URL.Query()
	home := agenda.MeetingID(ask.Get("meeting"))
	if home == "" {
		home = agenda.DirectoryID
	}
	id, err := s.authenticate(r, home)
	if err != nil {
		return err
	}
	if !s.commands.take(id) {
		return errTooFast
	}
	q := search.Query{Words: ask.Get("q"), Kind: ask.Get("kind"), Unit: agenda.UnitID(ask.Get("unit")), Meeting: agenda.MeetingID(ask.Get("in")), Limit: searchLimit}
	if len(q.Words) > longestSearch {
		return errSearchLong
	}
	if q.From, err = searchDay(ask.Get("from"), 0); err != nil {
		return err
	}
	if q.Until, err = searchDay(ask.Get("to"), 1); err != nil {
		return err
	}
	sights, err := s.refreshIndex(r, id)
	if err != nil {
		return err
	}
	q.See = func(m agenda.MeetingID) (search.Sight, bool) { sight, ok := sights[m]; return sight, ok }
	hits, total := s.index.Find(q)
	return writeJSON(w, map[string]any{"hits": hits, "total": total})
}

// searchDay is the beginning of a day in Việt Nam, days later; the zero time for no day.
func searchDay(text string, days int) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, agenda.Zone)
	if err != nil {
		return t, errSearchDay
	}
	return t.AddDate(0, 0, days), nil
}

// similar finds open conclusions of earlier meetings that say nearly the same: POST /api/meetings/{meeting}/similar {"text"}. It suggests and changes nothing.
func (s *Server) similar(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	text, err := readSentence(w, r)
	if err != nil {
		return err
	}
	if _, err := s.refreshIndex(r, id); err != nil {
		return err
	}
	var before time.Time
	id.meeting.View(func(m *agenda.Meeting) {
		if before = m.StartsAt; m.OpenedAt != nil {
			before = *m.OpenedAt // as the index dates the others: one that was held on another day than planned stays in its place
		}
	})
	return writeJSON(w, map[string]any{"similar": s.index.Similar(text, id.meeting.ID(), before, similarLimit)})
}

// refreshIndex brings the index up to date and says what the asker may see of each meeting.
func (s *Server) refreshIndex(r *http.Request, id who) (map[agenda.MeetingID]search.Sight, error) {
	sights := map[agenda.MeetingID]search.Sight{}
	for session, err := range s.Hub.Sessions(r.Context()) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session: one damaged journal must not hide the other meetings
		}
		if err != nil {
			return nil, err
		}
		session.View(s.index.Refresh)
		if sight, ok := s.sightOf(r, id, session); ok {
			sights[session.ID()] = sight
		}
	}
	return sights, nil
}

// sightOf is what the asker may see of a meeting. Administrators see all. Chair and secretary of any meeting see what is public of every meeting, with the tasks of all units: they prepare
// one meeting from the others; what is internal stays with the staff of its meeting. Units and guests see the meetings where their browser holds a seat.
func (s *Server) sightOf(r *http.Request, id who, session *live.Session) (search.Sight, bool) {
	role := id.role()
	if role == agenda.RoleAdministrator {
		return search.Sight{All: true, Internal: true}, true
	}
	a, holds := s.audienceAt(r, id, session)
	if role == agenda.RoleChair || role == agenda.RoleSecretary {
		return search.Sight{All: true, Internal: holds && a.Staff}, true
	}
	return search.Sight{Unit: a.Unit}, holds && !a.Staff
}

// audienceAt is the audience of the asker's own seat in a meeting: the one that asks, or one of the same unit and role whose cookie came along.
func (s *Server) audienceAt(r *http.Request, id who, session *live.Session) (a agenda.Audience, holds bool) {
	if session == id.meeting {
		return id.audience(), true
	}
	if id.bearer {
		return a, false
	}
	var own agenda.Seat
	id.meeting.View(func(m *agenda.Meeting) { own = *m.Seat(id.seat) })
	session.View(func(m *agenda.Meeting) {
		for _, seat := range m.Seats {
			if seat.Unit != own.Unit || seat.Role != own.Role || holds {
				continue
			}
			cookie, err := r.Cookie(s.cookieName(m.ID, seat.ID))
			if err == nil && seat.HasSession(hashSecret(cookie.Value), s.Now()) {
				a, holds = m.AudienceOf(seat.ID), true
			}
		}
	})
	return a, holds
}
