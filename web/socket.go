package web

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/signaling"
	"giaoban/web/ws"
)

// watchEvery is how soon a revoked seat's sockets are closed, with a margin below the promised 2 s.
const watchEvery = time.Second

// agendaSocket is GET /api/meetings/{meeting}/agenda, upgraded. There may be thousands: each goes on on a goroutine of its own, which Close waits for, so that
// the request, its buffers and the stack that has read it are let go.
func (s *Server) agendaSocket(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	c, err := s.upgrade(w, r, channel.Options(s.Origins, id.bearer))
	if c == nil {
		return err
	}
	go s.talk(c, r.Pattern, id, func() error { return s.Agenda.Serve(s.base, c, id.meeting, id.seat) })
	return nil
}

// signalingSocket is GET /api/meetings/{meeting}/signaling, upgraded. The room is held until the handler returns.
func (s *Server) signalingSocket(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	return s.atRoom(w, r, id, func(ctx context.Context) error {
		c, err := s.upgrade(w, r, signaling.Options(s.Origins, id.bearer))
		if c == nil {
			return err
		}
		s.talk(c, r.Pattern, id, func() error {
			return s.Signaling.Serve(ctx, c, id.in())
		})
		return nil
	})
}

// upgrade admits one more socket, which talk takes off again. Without a Conn and an error the request was answered.
func (s *Server) upgrade(w http.ResponseWriter, r *http.Request, o ws.Options) (*ws.Conn, error) {
	if !s.admit() {
		return nil, errStopping
	}
	c, err := ws.Accept(w, r, o)
	if err != nil {
		s.sockets.Done()
		return nil, nil // Accept has answered
	}
	return c, nil
}

// talk serves a socket until it, the seat's right or the server ends, and closes it. A panic ends this socket only.
func (s *Server) talk(c *ws.Conn, route string, id who, serve func() error) {
	defer s.sockets.Done()
	rest := ws.Repeat(watchEvery, func() { s.watch(c, id) })
	defer func() {
		if p := recover(); p != nil {
			s.Log.Error("socket panicked", "route", route, "panic", p, "stack", string(debug.Stack()))
		}
		rest()
		_ = c.Close(ws.CodeStop, "server is stopping") // does nothing when it is closed already
	}()
	if err := serve(); err != nil {
		s.Log.Debug("socket ended", "route", route, "seat", id.seat, "err", err)
	}
}

// watch closes the socket when the seat may not act any more.
func (s *Server) watch(c *ws.Conn, id who) {
	if s.valid(id) {
		return
	}
	code, reason := codeSessionOver, "session is over"
	if s.revoked(id) {
		code, reason = ws.CodeRevoked, "link revoked"
	}
	_ = c.Close(code, reason) // the reader ends with it
}

// codeSessionOver tells a page to exchange its link again.
const codeSessionOver = 4401

var errStopping = agenda.NewError(agenda.Unavailable, "stopping", "Máy chủ đang dừng. Hãy thử lại sau ít giây.", "The server is stopping. Please try again in a few seconds.")

func (s *Server) revoked(id who) (revoked bool) {
	id.home.View(func(m *agenda.Meeting) {
		seat := m.Seat(id.seat)
		revoked = seat == nil || seat.Revoked
	})
	return revoked
}
