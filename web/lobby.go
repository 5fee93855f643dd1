package web

import (
	"crypto/rand"
	"net/http"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

// lobbyLife is how long the lobby's link lasts when nobody says otherwise: from now, or from the planned beginning when that is later.
const lobbyLife = 12 * time.Hour

// lobbyAnswer tells staff of the lobby's link. It is a value.
type lobbyAnswer struct {
	Open     bool       `json:"open"`
	URL      string     `json:"url,omitempty"` // only while this process knows the secret
	NotAfter *time.Time `json:"not_after,omitempty"`
}

// openLobby makes a new link for strangers; the old one dies: POST /api/meetings/{meeting}/lobby/link.
func (s *Server) openLobby(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	var body struct {
		NotAfter *time.Time `json:"not_after"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	if body.NotAfter == nil {
		until := s.lobbyUntil(id.meeting)
		body.NotAfter = &until
	}
	secret := rand.Text() + rand.Text()[:6] // 160 bits
	token := hashSecret(secret)
	if _, err := id.meeting.Do(r.Context(), agenda.SystemSeat, newCommandID(), agenda.LobbyOpen{Token: token, NotAfter: *body.NotAfter}); err != nil {
		return err
	}
	s.vault.put(token, secret)
	return writeJSON(w, s.describeLobby(id.meeting))
}

// lobbyUntil is the end of a link for which nobody named one, in whole seconds.
func (s *Server) lobbyUntil(session *live.Session) (until time.Time) {
	session.View(func(m *agenda.Meeting) {
		until = s.Now()
		if m.StartsAt.After(until) {
			until = m.StartsAt
		}
	})
	return until.Add(lobbyLife).UTC().Truncate(time.Second)
}

// lobby tells staff whether strangers can ask, and by which link: GET /api/meetings/{meeting}/lobby/link. The link is taken back by the command lobby.close.
func (s *Server) lobby(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	return writeJSON(w, s.describeLobby(id.meeting))
}

func (s *Server) describeLobby(session *live.Session) (a lobbyAnswer) {
	var token agenda.Hash
	session.View(func(m *agenda.Meeting) {
		token = m.LobbyToken()
		if token != "" {
			until := m.Lobby.NotAfter
			a.Open, a.NotAfter = s.Now().Before(until), &until
		}
	})
	if secret, ok := s.vault.get(token); ok {
		a.URL = s.Origins[0] + "/hop/" + string(session.ID()) + "/" + string(agenda.LobbySeat) + "#t=" + secret
	}
	return a
}
