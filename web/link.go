package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

// Link is a way in for a person: the address to send to whoever takes the seat. It is a value.
type Link struct {
	Seat agenda.SeatID `json:"seat"`
	Unit agenda.UnitID `json:"unit"`
	Role agenda.Role   `json:"role"`
	Name string        `json:"name"`
	URL  string        `json:"url"`
}

// vault keeps the secrets of links that this process made, in memory only. It is locked: mu guards the fields below it.
type vault struct {
	mu      sync.Mutex
	secrets map[agenda.Hash]string
}

func newVault() *vault { return &vault{secrets: map[agenda.Hash]string{}} }

func (v *vault) put(token agenda.Hash, secret string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.secrets[token] = secret
}

func (v *vault) get(token agenda.Hash) (string, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	secret, ok := v.secrets[token]
	return secret, ok
}

// MakeLink gives a seat a new link and returns it; the old one dies. Whoever calls it has checked that it may.
func (s *Server) MakeLink(ctx context.Context, session *live.Session, seat agenda.SeatID, notAfter *time.Time, once bool) (Link, error) {
	secret := rand.Text() + rand.Text()[:6] // 160 bits
	token := hashSecret(secret)
	c := agenda.SeatLink{Seat: seat, Link: agenda.Link{Token: token, NotAfter: notAfter, Once: once}}
	if _, err := session.Do(ctx, agenda.SystemSeat, newCommandID(), c); err != nil {
		return Link{}, err
	}
	s.vault.put(token, secret)
	return s.link(session, seat, secret), nil
}

func (s *Server) link(session *live.Session, seat agenda.SeatID, secret string) (l Link) {
	session.View(func(m *agenda.Meeting) {
		x := m.Seat(seat)
		l = Link{Seat: seat, Unit: x.Unit, Role: x.Role, Name: x.Name}
		if u, ok := m.Unit(x.Unit); ok && l.Name == "" {
			l.Name = u.Label()
		}
	})
	path := "/hop/" + string(session.ID()) + "/" + string(seat)
	if session.ID() == agenda.DirectoryID {
		path = "/quan-tri"
	}
	l.URL = s.Origins[0] + path + "#t=" + secret
	return l
}

// makeLinks makes new links for seats: POST /api/meetings/{meeting}/links.
func (s *Server) makeLinks(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary)
	if err != nil {
		return err
	}
	var body struct {
		Seats    []agenda.SeatID `json:"seats"`
		NotAfter *time.Time      `json:"not_after"`
	}
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	// A seat that cannot have a link is found before the first old link dies.
	id.meeting.View(func(m *agenda.Meeting) {
		for _, seat := range body.Seats {
			c := agenda.SeatLink{Seat: seat, Link: agenda.Link{Token: hashSecret(string(seat)), NotAfter: body.NotAfter}}
			if _, err = m.Decide(agenda.Stamp{By: agenda.SystemSeat, At: s.Now()}, c); err != nil {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	links := []Link{}
	for _, seat := range body.Seats {
		l, err := s.MakeLink(r.Context(), id.meeting, seat, body.NotAfter, false)
		if err != nil {
			return err
		}
		links = append(links, l)
	}
	return writeJSON(w, map[string]any{"links": links})
}

// links tells again the links made since this server started: GET /api/meetings/{meeting}/links.
func (s *Server) links(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary)
	if err != nil {
		return err
	}
	tokens := map[agenda.SeatID]agenda.Hash{}
	var order []agenda.SeatID
	id.meeting.View(func(m *agenda.Meeting) {
		for _, seat := range m.Seats {
			if token := seat.LinkToken(); token != "" {
				tokens[seat.ID] = token
				order = append(order, seat.ID)
			}
		}
	})
	links := []Link{}
	for _, seat := range order {
		if secret, ok := s.vault.get(tokens[seat]); ok {
			links = append(links, s.link(id.meeting, seat, secret))
		}
	}
	return writeJSON(w, map[string]any{"links": links})
}
