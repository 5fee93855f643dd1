package web

import (
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

// maxAsks is how often one address may ask to come in, and look at a lobby's door, per window of throttle. Whole offices stand behind one address.
const maxAsks = 60

var errAsks = agenda.NewError(agenda.TooMuch, "too_many_asks", "Quá nhiều yêu cầu từ mạng này. Hãy đợi một phút rồi thử lại.", "Too many requests from this network. Please wait a minute and try again.")

// visitAnswer tells a stranger where their wish to come in stands. It is a value.
type visitAnswer struct {
	State        string        `json:"state"`            // door, waiting, admitted, refused, left, expired
	Reason       string        `json:"reason,omitempty"` // of a refusal
	Seat         agenda.SeatID `json:"seat,omitempty"`   // admitted: the way in is /hop/{meeting}/{seat}; door: this browser has this seat already
	Name         string        `json:"name,omitempty"`
	Organisation string        `json:"organisation,omitempty"`
	Until        *time.Time    `json:"until,omitempty"` // waiting: when the wish lapses
	Title        string        `json:"title"`
	Host         string        `json:"host"`
	Status       agenda.Status `json:"status"`
	StartsAt     time.Time     `json:"starts_at"`
}

// door tells whoever has the lobby's link which meeting it leads to: POST /api/meetings/{meeting}/lobby/door. Whoever has a seat is sent to it.
func (s *Server) door(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Token string `json:"token"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	session, _, err := s.atDoor(r, body.Token)
	if err != nil {
		return err
	}
	a := visitAnswer{State: "door", Seat: s.seatHere(r, session)}
	session.View(func(m *agenda.Meeting) { a.of(m) })
	return writeJSON(w, a)
}

// atDoor finds the meeting of a lobby's link. Wrong links and too many questions are throttled by address.
func (s *Server) atDoor(r *http.Request, secret string) (*live.Session, agenda.Hash, error) {
	address := s.address(r)
	switch {
	case !s.failures.allowed(address):
		return nil, "", errThrottled
	case !s.asks.allowed(address):
		return nil, "", errAsks
	}
	s.asks.count(address)
	session, err := s.Hub.Session(r.Context(), agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		s.failures.count(address)
		return nil, "", errBadToken.Because(err)
	}
	token := hashSecret(secret)
	session.View(func(m *agenda.Meeting) { err = m.LobbyOpenTo(token, s.Now()) })
	if err != nil {
		if agenda.AsError(err).Code == agenda.Unauthenticated {
			s.failures.count(address)
		}
		return nil, "", err
	}
	return session, token, nil
}

// seatHere is the seat of which this browser has a good cookie; empty when it has none.
func (s *Server) seatHere(r *http.Request, session *live.Session) (id agenda.SeatID) {
	if len(r.Cookies()) == 0 {
		return ""
	}
	session.View(func(m *agenda.Meeting) {
		for _, seat := range m.Seats {
			if c, err := r.Cookie(s.cookieName(m.ID, seat.ID)); err == nil && seat.HasSession(hashSecret(c.Value), s.Now()) {
				id = seat.ID
			}
		}
	})
	return id
}

// ask is a stranger's wish to come in: POST /api/meetings/{meeting}/lobby. A browser that waits already goes on waiting.
func (s *Server) ask(w http.ResponseWriter, r *http.Request) error {
	var body struct {
		Token        string `json:"token"`
		Name         string `json:"name"`
		Organisation string `json:"organisation"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	session, token, err := s.atDoor(r, body.Token)
	if err != nil {
		return err
	}
	if v, _ := s.visitor(r, session); v.State == "waiting" || v.State == "admitted" {
		return writeJSON(w, v)
	}
	secret := rand.Text()
	c := agenda.LobbyAsk{Visitor: agenda.SeatID("khach-" + strings.ToLower(rand.Text()[:8])), Token: token, Session: hashSecret(secret), Name: body.Name, Organisation: body.Organisation}
	if _, err := session.Do(r.Context(), agenda.SystemSeat, newCommandID(), c); err != nil {
		return err
	}
	s.setCookie(w, s.cookieName(session.ID(), agenda.LobbySeat), secret)
	return writeJSON(w, s.visit(session, c.Session))
}

// visitor is what became of the wish of the browser that holds the lobby's cookie, and the cookie's value; no state without one.
func (s *Server) visitor(r *http.Request, session *live.Session) (a visitAnswer, secret string) {
	cookie, err := r.Cookie(s.cookieName(session.ID(), agenda.LobbySeat))
	if err != nil {
		return visitAnswer{}, ""
	}
	return s.visit(session, hashSecret(cookie.Value)), cookie.Value
}

func (s *Server) visit(session *live.Session, cookie agenda.Hash) (a visitAnswer) {
	session.View(func(m *agenda.Meeting) {
		v := m.VisitorBySession(cookie)
		if v == nil {
			return
		}
		a = visitAnswer{State: string(v.State), Reason: v.Reason, Name: v.Name.Value, Organisation: v.Organisation.Value}
		a.of(m)
		switch seat := m.Seat(v.ID); {
		case v.Waits(s.Now()):
			until := v.At.Add(agenda.LobbyPatience)
			a.Until = &until
		case v.State == agenda.VisitorWaiting:
			a.State = "expired"
		case v.State == agenda.VisitorAdmitted && seat.HasSession(cookie, s.Now()):
			a.Seat = v.ID
		case v.State == agenda.VisitorAdmitted:
			a.State = string(agenda.VisitorLeft) // the seat was taken back, or has another link by now
		}
	})
	return a
}

func (a *visitAnswer) of(m *agenda.Meeting) {
	a.Title, a.Host, a.Status, a.StartsAt = m.Title, m.Host.Name, m.Status, m.StartsAt
}

// visited is where the stranger's wish stands: GET /api/meetings/{meeting}/lobby. With "Prefer: wait=30" it waits for an answer. Once admitted the browser gets the seat's cookie
// with it.
func (s *Server) visited(w http.ResponseWriter, r *http.Request) error {
	session, err := s.Hub.Session(r.Context(), agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	wait := time.After(preferredWait(r))
	for {
		_, more := session.After(session.Version()) // before looking: what comes in between ends the wait
		a, secret := s.visitor(r, session)
		if a.State == "" {
			return errNoSession
		}
		if a.State == "waiting" && a.Status != agenda.Finished {
			select {
			case <-more:
				continue
			case <-wait:
			case <-s.base.Done():
			case <-r.Context().Done():
			}
		}
		if a.Seat != "" {
			s.setCookie(w, s.cookieName(session.ID(), a.Seat), secret)
		}
		return writeJSON(w, a)
	}
}

// unask takes the wish back: DELETE /api/meetings/{meeting}/lobby.
func (s *Server) unask(w http.ResponseWriter, r *http.Request) error {
	session, err := s.Hub.Session(r.Context(), agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	if !slices.Contains(s.Origins, r.Header.Get("Origin")) {
		return errOrigin
	}
	a, secret := s.visitor(r, session)
	if a.State == "" {
		return errNoSession
	}
	var visitor agenda.SeatID
	session.View(func(m *agenda.Meeting) { visitor = m.VisitorBySession(hashSecret(secret)).ID })
	if _, err := session.Do(r.Context(), agenda.SystemSeat, newCommandID(), agenda.LobbyLeave{Visitor: visitor}); err != nil {
		return err
	}
	s.clearCookie(w, s.cookieName(session.ID(), agenda.LobbySeat))
	w.WriteHeader(http.StatusNoContent)
	return nil
}
