package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/signaling"
	"giaoban/web/ws"
)

// watchEvery is how soon a revoked seat's sockets are closed, with a margin below the promised 2 s.
const watchEvery = time.Second

// agendaSocket is GET /api/meetings/{meeting}/agenda, upgraded.
func (s *Server) agendaSocket(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	return s.socket(w, r, s.base, id, channel.Options, func(ctx context.Context, c *ws.Conn, id who) error {
		return s.Agenda.Serve(ctx, c, id.meeting, id.seat)
	})
}

// signalingSocket is GET /api/meetings/{meeting}/signaling, upgraded.
func (s *Server) signalingSocket(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	return s.atRoom(w, r, id, func(base context.Context) error {
		return s.socket(w, r, base, id, signaling.Options, func(ctx context.Context, c *ws.Conn, id who) error {
			return s.Signaling.Serve(ctx, c, signaling.Who{Meeting: id.meeting.ID(), Seat: id.seat, Role: id.role()})
		})
	})
}

// socket upgrades the request of an authenticated seat, and serves until the socket, the seat's right or base ends.
func (s *Server) socket(w http.ResponseWriter, r *http.Request, base context.Context, id who, options func(origins []string, bearer bool) ws.Options,
	serve func(context.Context, *ws.Conn, who) error) error {
	if !s.admit() {
		return errStopping
	}
	defer s.sockets.Done()
	c, err := ws.Accept(w, r, options(s.Origins, id.bearer))
	if err != nil {
		return nil // Accept has answered
	}
	ctx, cancel := context.WithCancel(base)
	var watching sync.WaitGroup
	watching.Go(func() { s.watch(ctx, c, id) })
	defer func() { // after a panic too
		cancel()
		watching.Wait()
		_ = c.Close(ws.CodeStop, "server is stopping") // does nothing when it is closed already
	}()
	if err := serve(ctx, c, id); err != nil {
		s.Log.Debug("socket ended", "route", r.Pattern, "seat", id.seat, "err", err)
	}
	return nil
}

// watch closes the socket when the seat may not act any more.
func (s *Server) watch(ctx context.Context, c *ws.Conn, id who) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if s.valid(id) {
			continue
		}
		code, reason := codeSessionOver, "session is over"
		if s.revoked(id) {
			code, reason = ws.CodeRevoked, "link revoked"
		}
		_ = c.Close(code, reason) // the reader ends with it
		return
	}
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
