package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

var (
	errNoSession = agenda.NewError(agenda.Unauthenticated, "no_session", "Phiên làm việc đã hết. Hãy mở lại đường dẫn được cấp.", "The session is over. Please open your link again.")
	errBadToken  = agenda.NewError(agenda.Unauthenticated, "bad_link", "Đường dẫn không đúng, đã hết hạn hoặc đã bị thu hồi.", "The link is wrong, expired or revoked.")
	errOrigin    = agenda.NewError(agenda.Forbidden, "origin", "Trang gọi không được phép.", "The calling page is not allowed.")
	errThrottled = agenda.NewError(agenda.TooMuch, "too_many_failures", "Quá nhiều lần thử sai. Hãy đợi một phút.", "Too many wrong attempts. Please wait a minute.")
)

// who is an authenticated request. It is a value; meeting is the one named in the path, home the journal that holds the seat (the directory for administrators).
type who struct {
	meeting *live.Session
	home    *live.Session
	seat    agenda.SeatID
	token   agenda.Hash // of the cookie or the link
	bearer  bool
}

// valid says whether the seat may still act.
func (s *Server) valid(w who) bool {
	ok := false
	w.home.View(func(m *agenda.Meeting) {
		seat := m.Seat(w.seat)
		ok = seat != nil && (seat.HasSession(w.token, s.Now()) || w.bearer && m.SeatByLink(w.token, s.Now()) == seat)
	})
	return ok
}

func (w who) role() (role agenda.Role) {
	w.meeting.View(func(m *agenda.Meeting) { role = m.RoleOf(w.seat) })
	return role
}

func (w who) audience() (a agenda.Audience) {
	w.meeting.View(func(m *agenda.Meeting) { a = m.AudienceOf(w.seat) })
	return a
}

// authenticate finds the seat behind a request for a meeting. Writing requests with a cookie must come from our own pages.
func (s *Server) authenticate(r *http.Request, meeting agenda.MeetingID) (who, error) {
	session, err := s.Hub.Session(r.Context(), meeting)
	if err != nil {
		return who{}, err
	}
	if err := s.catchUp(r, meeting); err != nil {
		return who{}, err
	}
	w, err := s.identify(r, session)
	if err != nil {
		return who{}, err
	}
	if !w.bearer && r.Method != http.MethodGet && r.Method != http.MethodHead && !slices.Contains(s.Origins, r.Header.Get("Origin")) {
		return who{}, errOrigin
	}
	return w, nil
}

// identify goes by the bearer, else by the cookie of the seat named in the query.
func (s *Server) identify(r *http.Request, session *live.Session) (who, error) {
	directory, err := s.directory(r.Context())
	if err != nil {
		return who{}, err
	}
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.bearer(r, session, directory, secret)
	}
	w := who{meeting: session, home: session, seat: agenda.SeatID(r.URL.Query().Get("seat"))}
	administrator := session == directory || agenda.IsAdministrator(w.seat)
	if administrator {
		w.home = directory
	}
	cookie, err := r.Cookie(s.cookieName(w.home.ID(), w.seat))
	if err != nil {
		return who{}, errNoSession
	}
	w.token = hashSecret(cookie.Value)
	if administrator {
		w.seat = seatOfSession(directory, w.token, s.Now())
	}
	if !s.valid(w) {
		return who{}, errNoSession
	}
	return w, nil
}

func (s *Server) bearer(r *http.Request, session, directory *live.Session, secret string) (who, error) {
	if !s.failures.allowed(s.address(r)) {
		return who{}, errThrottled
	}
	token := hashSecret(secret)
	for _, home := range []*live.Session{session, directory} {
		if seat := s.seatOfLink(home, token); seat != "" {
			return who{meeting: session, home: home, seat: seat, token: token, bearer: true}, nil
		}
	}
	s.failures.count(s.address(r))
	return who{}, errBadToken
}

func (s *Server) seatOfLink(home *live.Session, token agenda.Hash) (id agenda.SeatID) {
	home.View(func(m *agenda.Meeting) {
		if seat := m.SeatByLink(token, s.Now()); seat != nil {
			id = seat.ID
		}
	})
	return id
}

func seatOfSession(home *live.Session, token agenda.Hash, at time.Time) (id agenda.SeatID) {
	home.View(func(m *agenda.Meeting) {
		for _, seat := range m.Seats {
			if seat.HasSession(token, at) {
				id = seat.ID
			}
		}
	})
	return id
}

func (s *Server) directory(ctx context.Context) (*live.Session, error) {
	return s.Hub.Session(ctx, agenda.DirectoryID)
}

// staff authenticates and refuses seats whose role is not among roles.
func (s *Server) staff(r *http.Request, roles ...agenda.Role) (who, error) {
	w, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err == nil && !slices.Contains(roles, w.role()) {
		err = agenda.ErrForbidden
	}
	return w, err
}

// administrator authenticates an administrator where no meeting is named.
func (s *Server) administrator(r *http.Request) (who, error) {
	return s.authenticate(r, agenda.DirectoryID)
}

// hashSecret is what journals keep of a secret. Secrets have 160 random bits, so a plain hash cannot be guessed, and looking the hash up leaks no timing of the secret.
func hashSecret(secret string) agenda.Hash {
	h := sha256.Sum256([]byte(secret))
	return agenda.Hash(hex.EncodeToString(h[:]))
}

// cookieName is one name per seat; administrators have one whatever their seat.
func (s *Server) cookieName(home agenda.MeetingID, seat agenda.SeatID) string {
	if home == agenda.DirectoryID {
		seat = ""
	}
	h := sha256.Sum256([]byte(string(home) + "/" + string(seat)))
	name := "giaoban-" + hex.EncodeToString(h[:8])
	if s.Secure {
		return "__Host-" + name
	}
	return name
}
