package web

import (
	"crypto/rand"
	"net/http"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/agenda/workday"
)

// sessionLife is how long a browser keeps the cookie; the link's own validity and revocation end it earlier.
const sessionLife = 30 * 24 * time.Hour

// sessionAnswer tells a page which seat it has. It is a value.
type sessionAnswer struct {
	Meeting  agenda.MeetingID `json:"meeting"`
	Seat     agenda.SeatID    `json:"seat"`
	Role     agenda.Role      `json:"role"`
	Unit     agenda.UnitID    `json:"unit"`
	UnitName string           `json:"unit_name,omitempty"`
	Name     string           `json:"name,omitempty"`
	Post     string           `json:"post,omitempty"`
	Title    string           `json:"title"`
	Chair    string           `json:"chair,omitempty"`
	Status   agenda.Status    `json:"status,omitempty"`
	StartsAt *time.Time       `json:"starts_at,omitempty"`
	// PapersDue is the last day for handing in papers, three working days before (yyyy-mm-dd); for seats of a meeting that is to come.
	PapersDue string `json:"papers_due,omitempty"`
}

// enter exchanges a link's secret for a cookie: POST /api/session.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Meeting agenda.MeetingID `json:"meeting"`
		Seat    agenda.SeatID    `json:"seat"`
		Token   string           `json:"token"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	if !s.failures.allowed(s.address(r)) {
		return errThrottled
	}
	home, err := s.Hub.Session(r.Context(), body.Meeting)
	if err != nil {
		s.failures.count(s.address(r))
		return errBadToken.Because(err)
	}
	token := hashSecret(body.Token)
	seat := s.seatOfLink(home, token)
	if seat == "" || body.Seat != "" && body.Seat != seat {
		s.failures.count(s.address(r))
		return errBadToken
	}
	secret := rand.Text()
	c := agenda.SeatEnter{Seat: seat, Token: token, Session: hashSecret(secret)}
	if _, err := home.Do(r.Context(), agenda.SystemSeat, newCommandID(), c); err != nil {
		return err
	}
	s.setCookie(w, s.cookieName(home.ID(), seat), secret)
	return s.writeSession(w, r, home, seat)
}

// session tells whether the cookie is good: GET /api/session.
func (s *Server) session(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.URL.Query().Get("meeting")))
	if err != nil {
		return err
	}
	return s.writeSession(w, r, id.meeting, id.seat)
}

// exit ends the session: DELETE /api/session.
func (s *Server) exit(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.URL.Query().Get("meeting")))
	if err != nil {
		return err
	}
	if _, err := id.home.Do(r.Context(), agenda.SystemSeat, newCommandID(), agenda.SeatExit{Seat: id.seat, Session: id.token}); err != nil {
		return err
	}
	s.clearCookie(w, s.cookieName(id.home.ID(), id.seat))
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) setCookie(w http.ResponseWriter, name, secret string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: secret, Path: "/", MaxAge: int(sessionLife.Seconds()), HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteStrictMode})
}

func (s *Server) clearCookie(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: name, Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteStrictMode})
}

func (s *Server) writeSession(w http.ResponseWriter, r *http.Request, session *live.Session, id agenda.SeatID) error {
	days, err := s.days(r.Context())
	if err != nil {
		return err
	}
	return writeJSON(w, describe(session, id, days))
}

func describe(session *live.Session, id agenda.SeatID, days workday.Calendar) (a sessionAnswer) {
	session.View(func(m *agenda.Meeting) {
		a = sessionAnswer{Meeting: m.ID, Seat: id, Role: m.RoleOf(id), Title: m.Title, Status: m.Status}
		if at := m.StartsAt; !at.IsZero() {
			a.StartsAt = &at
			if m.ID != agenda.DirectoryID && m.Status != agenda.Finished {
				a.PapersDue = days.PapersDue(at.In(agenda.Zone)).Format(time.DateOnly)
			}
		}
		if seat := m.Seat(id); seat != nil {
			a.Unit, a.Name, a.Post = seat.Unit, seat.Name, seat.Post
			if r := m.Reply(seat.Unit); r != nil && seat.Role == agenda.RoleUnit && r.Name.Value != "" {
				a.Name, a.Post = r.Name.Value, r.Post.Value // who comes, as the unit answered
			}
			if u, ok := m.Unit(seat.Unit); ok {
				a.UnitName = u.Label()
			}
		}
		for _, seat := range m.Seats {
			if seat.Role == agenda.RoleChair && !seat.Revoked {
				a.Chair = seat.Name
			}
		}
	})
	return a
}
