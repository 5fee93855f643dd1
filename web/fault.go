package web

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/google/uuid"

	"giaoban/agenda"
	"giaoban/agenda/channel"
)

const maxBody = 64 << 10 // bytes of a request's body

var (
	errNoRoute  = agenda.NewError(agenda.NotFound, "no_route", "Không có địa chỉ này.", "There is no such address.")
	errBody     = agenda.NewError(agenda.Invalid, "bad_body", "Nội dung gửi lên không đúng dạng JSON.", "The body is not the JSON that is expected.")
	errBodySize = agenda.NewError(agenda.TooMuch, "body_too_large", "Nội dung gửi lên quá lớn (tối đa 64 KiB).", "The body is too large (64 KiB at most).")
)

// statuses maps the nine codes to HTTP.
var statuses = map[agenda.Code]int{
	agenda.Invalid:         http.StatusBadRequest,
	agenda.Unauthenticated: http.StatusUnauthorized,
	agenda.Forbidden:       http.StatusForbidden,
	agenda.NotFound:        http.StatusNotFound,
	agenda.Conflict:        http.StatusConflict,
	agenda.Closed:          http.StatusConflict,
	agenda.TooMuch:         http.StatusTooManyRequests,
	agenda.Unavailable:     http.StatusServiceUnavailable,
	agenda.Internal:        http.StatusInternalServerError,
}

// guarded runs a handler that may refuse: the refusal is written once, here, and logged only when it is the server's fault.
func (s *Server) guarded(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == http.ErrAbortHandler { // the very value that net/http asks for
				panic(p)
			}
			if p != nil {
				s.Log.Error("handler panicked", "route", r.Pattern, "panic", p, "stack", string(debug.Stack()))
				refuse(w, agenda.ErrInternal)
			}
		}()
		err := h(w, r)
		if err == nil {
			return
		}
		e := agenda.AsError(err)
		if e.Code == agenda.Internal || e.Code == agenda.Unavailable {
			s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("route", r.Pattern), slog.Any("err", err))
		}
		refuse(w, e)
	})
}

func refuse(w http.ResponseWriter, e *agenda.Error) { refuseAs(w, statuses[e.Code], e) }

// refuseAs refuses with another status than the code's.
func refuseAs(w http.ResponseWriter, status int, e *agenda.Error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// An answer that cannot be written has nobody to read it.
	_ = json.NewEncoder(w).Encode(channel.ErrorBody(e))
}

func writeJSON(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return json.NewEncoder(w).Encode(v)
}

func readJSON(w http.ResponseWriter, r *http.Request, v any) error {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	err := d.Decode(v)
	if err == nil {
		if _, after := d.Token(); !errors.Is(after, io.EOF) { // two texts in one body: no telling which one was meant
			err = errors.Join(errors.New("something follows the JSON"), after)
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errBodySize
	case err != nil:
		return errBody.Because(err)
	}
	return nil
}

// newCommandID names a command of the server's own.
func newCommandID() agenda.CommandID { return agenda.CommandID(uuid.Must(uuid.NewV7()).String()) }
