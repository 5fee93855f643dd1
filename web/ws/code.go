package ws

import (
	"errors"
	"fmt"

	"github.com/gorilla/websocket"
)

// Close codes. A client comes back after 4000–4499 (and after an end without a code), with full jitter between 0.2 and 5 s; it stays away after 4500–4999.
const (
	CodeNormal  = 1000 // the client is done (RFC 6455 §7.4.1)
	CodeTooBig  = 1009 // a message was larger than MaxFrame (RFC 6455 §7.4.1)
	CodeStop    = 4000 // the server is stopping; another start or node will answer
	CodeSlow    = 4008 // a frame could not be written within 5 s
	CodeInvalid = 4009 // a frame was malformed, or no hello came within 5 s
	CodeSilent  = 4010 // nothing was heard for 10 s (seldom arrives: the line is usually dead)
	CodeRate    = 4029 // too many frames

	CodeRevoked  = 4501 // the seat's link was revoked or the seat removed
	CodeClosed   = 4502 // the meeting is closed
	CodeReplaced = 4503 // the same device of the same seat came again
	CodeFull     = 4504 // the room is full
	CodeLocked   = 4505 // the chair has locked the room, and the seat was not in the meeting before
)

// closed is the end of a Conn. It is a value.
type closed struct {
	code   int
	reason string
	cause  error
}

func (e *closed) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("ws: closed with %d %s: %v", e.code, e.reason, e.cause)
	}
	return fmt.Sprintf("ws: closed with %d %s", e.code, e.reason)
}

func (e *closed) Unwrap() error { return e.cause }

// CloseError finds the close code in an error of Read or Write, whichever side chose it. ok is false when the
// connection ended without one.
func CloseError(err error) (code int, ok bool) {
	var own *closed
	if errors.As(err, &own) {
		return own.code, own.code != websocket.CloseAbnormalClosure
	}
	var theirs *websocket.CloseError
	if errors.As(err, &theirs) && theirs.Code != websocket.CloseAbnormalClosure && theirs.Code != websocket.CloseNoStatusReceived {
		return theirs.Code, true
	}
	if errors.Is(err, websocket.ErrReadLimit) {
		return CodeTooBig, true
	}
	return 0, false
}
