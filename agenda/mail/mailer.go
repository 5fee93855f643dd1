package mail

import (
	"context"

	"giaoban/agenda"
)

// Mailer takes letters. Implementations are safe for concurrent use.
type Mailer interface {
	// Send returns nil when the letter is accepted for delivery (or kept). ErrRefused is final; ErrLater concerns this letter only and ErrServer all
	// letters: both are worth another try, as is any other error. Sending the same Message again is allowed and uses the same Message-ID.
	Send(ctx context.Context, m Message) error
}

// What a Mailer answers; compare with errors.Is. Detail is the server's reply, Err the cause.
var (
	ErrRefused = agenda.NewError(agenda.Invalid, "mail_refused", "Máy chủ thư từ chối thư này", "The mail server refuses this letter")
	ErrLater   = agenda.NewError(agenda.Unavailable, "mail_later", "Máy chủ thư chưa nhận thư này, sẽ gửi lại", "The mail server does not take this letter now; it will be sent again")
	ErrServer  = agenda.NewError(agenda.Unavailable, "mail_server", "Chưa gửi được qua máy chủ thư, sẽ gửi lại", "The mail server cannot be used now; letters will be sent again")
)

// reason is what a person reads beside a letter that did not go out: a Vietnamese sentence and the server's own words.
func reason(err error) string {
	e := agenda.AsError(err)
	switch detail := e.Detail.(type) {
	case string:
		return e.VI + ": " + detail
	case nil:
		if e.Err != nil {
			return e.VI + ": " + e.Err.Error()
		}
	}
	return e.VI
}
