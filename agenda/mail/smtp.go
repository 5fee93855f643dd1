package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// SMTP is a Mailer that hands letters to a mail server (RFC 5321), one connection per letter. It is a value, safe for concurrent use.
type SMTP struct {
	host, user, password string
	port                 int
	from                 string
	implicit             bool // TLS from the first byte (RFC 8314)
	policy               gomail.TLSPolicy
	tls                  *tls.Config
	patience             time.Duration // for each step of the conversation
}

// patience bounds a step of the conversation; RFC 5321 §4.5.3.2 allows minutes, but nobody waits for a hanging server that long.
const patience = 30 * time.Second

// ParseSMTP reads the address of a mail server: smtp://user:password@host:port?from=address&starttls=required|optional|off, or smtps:// for TLS from the
// first byte. Certificates are verified. STARTTLS is required unless the host is this machine or the address says otherwise. The ports are
// 587 and 465 when left out; from is the user when left out and the user is an address.
func ParseSMTP(address string) (SMTP, error) {
	u, err := url.Parse(address)
	if err != nil {
		return SMTP{}, errors.New("mail: the address of the mail server is not a URL") // the cause would print the password
	}
	password, _ := u.User.Password()
	s := SMTP{host: u.Hostname(), user: u.User.Username(), password: password, from: u.Query().Get("from"), port: 587, patience: patience}
	switch u.Scheme {
	case "smtps":
		s.implicit, s.port = true, 465
	case "smtp":
	default:
		return SMTP{}, fmt.Errorf("mail: scheme %q: want smtp or smtps", u.Scheme)
	}
	if s.host == "" {
		return SMTP{}, errors.New("mail: the mail server has no host")
	}
	if p := u.Port(); p != "" {
		if s.port, err = strconv.Atoi(p); err != nil || s.port < 1 || s.port > 65535 {
			return SMTP{}, fmt.Errorf("mail: port %q of the mail server", p)
		}
	}
	if s.from == "" && strings.Contains(s.user, "@") {
		s.from = s.user
	}
	if a, err := mail.ParseAddress(s.from); err != nil || a.Address != s.from {
		return SMTP{}, fmt.Errorf("mail: from=%q is not an address", s.from)
	}
	if s.policy, err = tlsPolicy(u.Query().Get("starttls"), s.host); err != nil {
		return SMTP{}, err
	}
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
	return s, nil
}

func tlsPolicy(word, host string) (gomail.TLSPolicy, error) {
	switch word {
	case "required":
		return gomail.TLSMandatory, nil
	case "optional":
		return gomail.TLSOpportunistic, nil
	case "off":
		return gomail.NoTLS, nil
	case "":
		if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
			return gomail.TLSOpportunistic, nil
		}
		return gomail.TLSMandatory, nil
	}
	return gomail.NoTLS, fmt.Errorf("mail: starttls=%q: want required, optional or off", word)
}

// String is the server without its password, for logs.
func (s SMTP) String() string { return net.JoinHostPort(s.host, strconv.Itoa(s.port)) }

// Send hands the letter over. It is delivered as far as we are concerned when the server has answered 250 to its last line, whatever happens to the
// connection afterwards.
func (s SMTP) Send(ctx context.Context, m Message) error {
	if m.To.Address == "" {
		return ErrRefused.With("chưa có địa chỉ")
	}
	if m.From.Address != "" && m.From.Address != s.from {
		m.ReplyTo = m.From.Address
	}
	m.From.Address = s.from
	letter, err := m.build()
	if err != nil {
		return err
	}
	sending, done := context.WithCancel(ctx)
	defer done() // closes what a failed greeting leaves open
	client, err := s.client(sending)
	if err != nil {
		return ErrServer.Because(err)
	}
	if err := client.DialWithContext(sending); err != nil {
		return s.classify(ctx, err)
	}
	err = client.Send(letter)
	_ = client.Close() // a QUIT that fails changes nothing
	if err != nil && !letter.IsDelivered() {
		return s.classify(ctx, err)
	}
	return nil
}

// client is a client for one letter whose connection is cut when ctx ends, whatever the server is doing.
func (s SMTP) client(ctx context.Context) (*gomail.Client, error) {
	dial := func(dialing context.Context, network, address string) (net.Conn, error) {
		d := net.Dialer{Timeout: s.patience}
		c, err := d.DialContext(dialing, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { c.Close() })
		if !s.implicit {
			return c, nil
		}
		t := tls.Client(c, s.tls)
		if err := t.HandshakeContext(dialing); err != nil {
			c.Close()
			return nil, err
		}
		return t, nil
	}
	options := []gomail.Option{gomail.WithPort(s.port), gomail.WithTimeout(s.patience), gomail.WithTLSConfig(s.tls), gomail.WithTLSPolicy(s.policy),
		gomail.WithDialContextFunc(dial), gomail.WithoutNoop(), gomail.WithoutRset()}
	if s.implicit {
		options = append(options, gomail.WithSSL())
	}
	if s.user != "" {
		options = append(options, gomail.WithUsername(s.user), gomail.WithPassword(s.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return gomail.NewClient(s.host, options...)
}

// classify says whose fault it is. Only an answer about the sender, the receiver or the letter with a code of 500 or more is final (RFC 5321 §4.2.1); a
// wrong password or certificate is the fault of the server's settings and can be mended while letters wait.
func (s SMTP) classify(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var sent *gomail.SendError
	if !errors.As(err, &sent) {
		return ErrServer.With(plain(err)).Because(err)
	}
	switch code := sent.ErrorCode(); {
	case code >= 500:
		return ErrRefused.With(plain(err)).Because(err)
	case code > 400 && code != 421: // 421: the server is closing down
		return ErrLater.With(plain(err)).Because(err)
	case sent.Reason == gomail.ErrGetRcpts:
		return ErrRefused.With("địa chỉ không hợp lệ").Because(err)
	}
	return ErrServer.With(plain(err)).Because(err)
}

// plain is the server's reply on one line, without what the library adds about our own letter.
func plain(err error) string {
	s, _, _ := strings.Cut(err.Error(), ", affected ")
	return oneLine(s)
}
