package channel

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/web/ws"
)

// Subprotocol is the version of the protocol, offered by clients in the WebSocket handshake.
const Subprotocol = "agenda.v1"

// Options are how to accept an agenda socket: 20 frames per second, burst 40.
func Options(origins []string, bearer bool) ws.Options {
	return ws.Options{Origins: origins, Bearer: bearer, Subprotocol: Subprotocol, Rate: 20, Burst: 40}
}

// Server serves agenda sockets. It is locked: mu guards the fields below it.
type Server struct {
	hub  *live.Hub // static after construction, like the next four
	node string
	now  func() time.Time
	log  *slog.Logger

	mu    sync.Mutex
	rooms map[agenda.MeetingID]*room
}

// NewServer makes a server. node is this process's name on the bus; it must differ between nodes.
func NewServer(hub *live.Hub, node string, now func() time.Time, log *slog.Logger) *Server {
	return &Server{hub: hub, node: node, now: now, log: log, rooms: map[agenda.MeetingID]*room{}}
}

// Serve runs one socket of an authenticated seat until it ends, and closes it. The error says why it ended, for the log; nil when ctx ended.
func (s *Server) Serve(ctx context.Context, c *ws.Conn, session *live.Session, seat agenda.SeatID) error {
	r := s.enter(session)
	defer s.leave(r)
	k := &socket{conn: c, session: session, room: r, seat: seat, words: make(chan *ws.Prepared, maxWords), now: s.now}
	session.View(func(m *agenda.Meeting) {
		k.audience, k.role, k.unit = m.AudienceOf(seat), m.RoleOf(seat), unitOf(m, seat)
	})
	return k.serve(ctx)
}

func unitOf(m *agenda.Meeting, seat agenda.SeatID) agenda.UnitID {
	if s := m.Seat(seat); s != nil {
		return s.Unit
	}
	return ""
}

// enter finds or opens the meeting's room and holds it open.
func (s *Server) enter(session *live.Session) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[session.ID()]
	if r == nil {
		r = newRoom(session, s.node, s.now, s.log)
		s.rooms[session.ID()] = r
	}
	r.holders++
	return r
}

// leave lets go of a room; the last one closes it.
func (s *Server) leave(r *room) {
	s.mu.Lock()
	r.holders--
	last := r.holders == 0
	if last {
		delete(s.rooms, r.session.ID())
	}
	s.mu.Unlock()
	if last {
		r.close()
	}
}

// Sockets is how many sockets are open on this node.
func (s *Server) Sockets() int {
	s.mu.Lock()
	rooms := make([]*room, 0, len(s.rooms))
	for _, r := range s.rooms {
		rooms = append(rooms, r)
	}
	s.mu.Unlock()
	n := 0
	for _, r := range rooms {
		n += r.sockets()
	}
	return n
}
