package web

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/whip"
)

var errBearer = agenda.NewError(agenda.Unauthenticated, "bearer_needed", "Cần Authorization: Bearer với mã bí mật của đường dẫn.", "Authorization: Bearer with the secret of a link is needed.")

// device is the routes of encoders (WHIP) or wall screens (WHEP): an endpoint for POST, and a session for PATCH and DELETE. Any page may call them, because a
// cookie is not enough.
func (s *Server) device(k whip.Kind) (endpoint, session func(http.ResponseWriter, *http.Request) error) {
	answer := func(methods map[string]func(http.ResponseWriter, *http.Request, who) error, single bool) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, r *http.Request) error {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Expose-Headers", "Location, Link, ETag, Accept-Patch, Retry-After")
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			do, known := methods[r.Method]
			if !known {
				return inWords(w, whip.Refuse(w, r, single))
			}
			if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
				h.Set("WWW-Authenticate", "Bearer")
				return errBearer
			}
			id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
			if err != nil {
				return err
			}
			return inWords(w, s.atRoom(w, r, id, func(context.Context) error { return do(w, r, id) }))
		}
	}
	type methods = map[string]func(http.ResponseWriter, *http.Request, who) error
	endpoint = answer(methods{"POST": func(w http.ResponseWriter, r *http.Request, id who) error { return s.attend(w, r, k, id) }}, false)
	session = answer(methods{
		"PATCH": func(w http.ResponseWriter, r *http.Request, id who) error {
			return s.whip.Patch(w, r, k, id.in(), r.PathValue("id"))
		},
		"DELETE": func(w http.ResponseWriter, r *http.Request, id who) error {
			return s.whip.Delete(w, k, id.in(), r.PathValue("id"))
		},
	}, true)
	return endpoint, session
}

// in is the seat in its meeting's room.
func (w who) in() signaling.Who {
	return signaling.Who{Meeting: w.meeting.ID(), Seat: w.seat, Role: w.role()}
}

// inWords writes the refusals whose status only these protocols have.
func inWords(w http.ResponseWriter, err error) error {
	var r whip.Refusal
	if !errors.As(err, &r) {
		return err
	}
	refuseAs(w, r.Status, r.Reason)
	return nil
}

// attend begins a session, which holds the room at this node until it ends.
func (s *Server) attend(w http.ResponseWriter, r *http.Request, k whip.Kind, id who) error {
	if !s.admit() {
		return errStopping
	}
	ctx, cancel := context.WithCancel(s.base)
	release := func() {}
	if s.Rooms != nil {
		lease, leave, err := s.Rooms.Claim(r.Context(), id.meeting.ID()) // once more than the request itself
		if err != nil {
			cancel()
			s.sockets.Done()
			return errMoving.Because(err)
		}
		stop := context.AfterFunc(lease, cancel)
		release = func() { stop(); leave() }
	}
	end := func() { cancel(); release(); s.sockets.Done() }
	begun := false
	defer func() {
		if !begun { // refused, or a panic: Close would wait for it for ever
			end()
		}
	}()
	x, err := s.whip.Post(ctx, w, r, k, id.in())
	if err != nil {
		return err
	}
	begun = true
	go func() { // Close waits for it as for a socket
		defer end()
		defer func() {
			if p := recover(); p != nil {
				s.Log.Error("media session panicked", "panic", p, "stack", string(debug.Stack()))
			}
		}()
		if err := s.whip.Serve(ctx, x, func() bool { return s.valid(id) }); err != nil {
			s.Log.Debug("media session ended", "seat", id.seat, "err", err)
		}
	}()
	return nil
}
