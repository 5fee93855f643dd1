package mail_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"giaoban/agenda/mail"
)

func parse(t *testing.T, address string) mail.SMTP {
	t.Helper()
	s, err := mail.ParseSMTP(address)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const from = "?from=giaoban@sct.example"

func TestSMTPDelivers(t *testing.T) {
	srv := listen(t, false)
	letter := compose(t, review(t), "276")
	if err := parse(t, "smtp://"+srv.address+from).Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := srv.letters()
	if len(got) != 1 || got[0].from != "giaoban@sct.example" || got[0].to != "vp.thachthat@example.org" {
		t.Fatalf("delivered %+v", got)
	}
	if !strings.Contains(got[0].text, "Reply-To: <vanphong@sct.example>\r\n") {
		t.Error("answers would not reach the department")
	}
}

func TestSMTPAnswers(t *testing.T) {
	for _, tc := range []struct {
		code int
		want error
	}{{550, mail.ErrRefused}, {552, mail.ErrRefused}, {450, mail.ErrLater}, {451, mail.ErrLater}, {421, mail.ErrServer}} {
		srv := listen(t, false)
		srv.answer("vp.thachthat@example.org", &smtp.SMTPError{Code: tc.code, EnhancedCode: smtp.EnhancedCode{tc.code / 100, 1, 1}, Message: "because"})
		err := parse(t, "smtp://"+srv.address+from).Send(t.Context(), compose(t, review(t), "276"))
		if !errors.Is(err, tc.want) {
			t.Errorf("%d: %v, want %v", tc.code, err, tc.want)
		}
	}
}

func TestSMTPNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	err = parse(t, "smtp://"+l.Addr().String()+from).Send(t.Context(), compose(t, review(t), "276"))
	if !errors.Is(err, mail.ErrServer) {
		t.Errorf("%v", err)
	}
}

// TestSTARTTLS: where it is required, nothing is sent without it, nor to a server with a certificate that nobody vouches for.
func TestSTARTTLS(t *testing.T) {
	for _, tc := range []struct {
		name, url string
		secure    bool
		sent      int
	}{
		{"stripped", from + "&starttls=required", false, 0},
		{"stripped but optional", from + "&starttls=optional", false, 1},
		{"off", from + "&starttls=off", true, 1},
		{"bad certificate", from + "&starttls=required", true, 0},
		{"bad certificate, optional", from + "&starttls=optional", true, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			srv := listen(t, tc.secure)
			err := parse(t, "smtp://"+srv.address+tc.url).Send(t.Context(), compose(t, review(t), "276"))
			if (err == nil) != (tc.sent == 1) || err != nil && !errors.Is(err, mail.ErrServer) {
				t.Errorf("%v", err)
			}
			if n := len(srv.letters()); n != tc.sent {
				t.Errorf("%d letters went out", n)
			}
		})
	}
}

// TestSMTPHangs: a server that says nothing does not keep us when we stop.
func TestSMTPHangs(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		c, err := l.Accept()
		if err == nil {
			defer c.Close()
		}
		stop()
		<-t.Context().Done()
	}()
	began := time.Now()
	err = parse(t, "smtp://"+l.Addr().String()+from).Send(ctx, compose(t, review(t), "276"))
	if !errors.Is(err, context.Canceled) || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

func TestParseSMTP(t *testing.T) {
	for _, bad := range []string{"", "http://x?from=a@b.vn", "smtp://?from=a@b.vn", "smtp://x", "smtp://x?from=no", "smtp://x?from=a@b.vn&starttls=maybe",
		"smtp://x:99999?from=a@b.vn", "smtp://x?from=A%20%3Ca@b.vn%3E", "smtp://u:secret%zz@x"} {
		if _, err := mail.ParseSMTP(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the error tells the password: %v", bad, err)
		}
	}
	if s := parse(t, "smtps://me%40sct.example:secret@mail.sct.example"); s.String() != "mail.sct.example:465" {
		t.Errorf("%s", s)
	}
}

func TestFolder(t *testing.T) {
	f := mail.Folder{Path: filepath.Join(t.TempDir(), "letters")}
	letter := compose(t, review(t), "276")
	if err := f.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	path := f.File(letter.Name)
	if filepath.Base(path) != "gb-2907+b-1+276.eml" {
		t.Errorf("file %s", path)
	}
	raw, err := os.ReadFile(path)
	if err != nil || string(raw) != string(eml(t, letter)) {
		t.Errorf("the file is not the letter: %v", err)
	}
	first, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	second, err := os.Stat(path)
	if err != nil || !os.SameFile(first, second) {
		t.Errorf("the letter was written again: %v", err)
	}
	if files, err := os.ReadDir(f.Path); err != nil || len(files) != 1 {
		t.Errorf("%d files, %v", len(files), err)
	}
}
