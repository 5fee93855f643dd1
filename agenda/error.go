package agenda

import (
	"errors"
	"fmt"
)

// Code says what kind of refusal an Error is, and so what to do next.
type Code string

// The nine codes. One table in package web maps them to HTTP status, socket behaviour and log level.
const (
	Invalid         Code = "invalid"         // the request is wrong; do not repeat it
	Unauthenticated Code = "unauthenticated" // no valid link or session
	Forbidden       Code = "forbidden"       // this seat may not do this
	NotFound        Code = "not_found"       // the named thing does not exist
	Conflict        Code = "conflict"        // based on an old state; look and decide again
	Closed          Code = "closed"          // the meeting's state does not allow it any more (or yet)
	TooMuch         Code = "too_much"        // a written limit was reached
	Unavailable     Code = "unavailable"     // try again later, unchanged
	Internal        Code = "internal"        // a fault of the server
)

// Error is a refusal for the person reading. VI and EN are whole sentences; Err is for the log only. It is a value; compare with errors.As.
type Error struct {
	Code   Code
	Key    string // stable name of this refusal, for programs and translations
	VI, EN string
	Detail any   // what the person needs to go on, such as the present text of a line
	Err    error // the cause, never shown
}

// Error is the text for the log.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s (%s): %v", e.EN, e.Key, e.Err)
	}
	return fmt.Sprintf("%s (%s)", e.EN, e.Key)
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is compare by key, so that an Error with detail matches its plain form.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Key == e.Key
}

// With is a copy of e that carries detail.
func (e *Error) With(detail any) *Error {
	c := *e
	c.Detail = detail
	return &c
}

// Because is a copy of e that carries its cause for the log.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// NewError makes a refusal. Packages above declare theirs as variables, so that every sentence stands in one place per package.
func NewError(code Code, key, vi, en string) *Error {
	return &Error{Code: code, Key: key, VI: vi, EN: en}
}

// AsError finds the refusal in err; any other error becomes Internal with err as its cause.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return ErrInternal.Because(err)
}
