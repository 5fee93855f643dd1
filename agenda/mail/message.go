package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Message is one letter, complete but for the sender's address where the Mailer has its own. It is a value; Files are not changed.
type Message struct {
	Name    string       // unique per letter and fit for a file: meeting+batch+unit
	ID      string       // Message-ID without brackets, fixed when the letter was queued
	Date    time.Time    // of the batch, so that the same letter has the same bytes
	From    mail.Address // the department; its address may be empty
	ReplyTo string       // set by a Mailer that sends from an address of its own
	To      mail.Address // an empty address only where the letter is shown, never where it is sent
	Subject string
	Text    string // plain text, lines end with \n
	Files   []File
}

// File is an attachment. It is a value.
type File struct {
	Name, Type string
	Data       []byte
}

// nobody stands as the sender where no address is known (RFC 2606: never deliverable).
const nobody = "khong-tra-loi@giaoban.invalid"

// EML is the letter as an Internet message (RFC 5322), the same bytes every time.
func (m Message) EML() ([]byte, error) {
	built, err := m.build()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := built.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("mail: writing letter %s: %w", m.ID, err)
	}
	return b.Bytes(), nil
}

func (m Message) build() (*gomail.Msg, error) {
	b := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(m.boundary()))
	from := m.From.Address
	if from == "" {
		from = nobody
	}
	if err := b.FromFormat(oneLine(m.From.Name), from); err != nil {
		return nil, fmt.Errorf("mail: sender %q: %w", from, err)
	}
	if m.To.Address != "" {
		if err := b.AddToFormat(oneLine(m.To.Name), m.To.Address); err != nil {
			return nil, ErrRefused.With("địa chỉ không hợp lệ").Because(err)
		}
	}
	if m.ReplyTo != "" {
		if err := b.ReplyTo(m.ReplyTo); err != nil {
			return nil, fmt.Errorf("mail: reply address %q: %w", m.ReplyTo, err)
		}
	}
	b.Subject(oneLine(m.Subject))
	b.SetMessageIDWithValue(identifier(m.ID))
	b.SetDateWithValue(m.Date)
	b.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's absence notice answers it
	b.SetBodyString(gomail.TypeTextPlain, strings.ReplaceAll(m.Text, "\n", "\r\n"))
	for _, f := range m.Files {
		if err := b.AttachReader(identifier(f.Name), bytes.NewReader(f.Data), gomail.WithFileContentType(gomail.ContentType(f.Type))); err != nil {
			return nil, fmt.Errorf("mail: attaching %s: %w", f.Name, err)
		}
	}
	return b, nil
}

// boundary is fixed by the letter and cannot be foreseen by who writes its text.
func (m Message) boundary() string {
	h := sha256.Sum256([]byte(m.ID + "\x00" + m.Subject + "\x00" + m.Text))
	return "giaoban-" + hex.EncodeToString(h[:16])
}

// oneLine makes s safe for a header: no control character and no line or paragraph separator is left (reliability: header injection).
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// identifier keeps what may stand in a Message-ID or a file name.
func identifier(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune(`<>()[]:;,"\/`, r) {
			return r
		}
		return -1
	}, s)
}
