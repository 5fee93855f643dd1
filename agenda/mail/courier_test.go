package mail_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/agenda/mail"
	"giaoban/agenda/mem"
)

// office is a node with a closed meeting whose tasks were not sent yet. It is owned by its test.
type office struct {
	t     *testing.T
	store *mem.Store
	hub   *live.Hub
}

// closedMeeting is a node whose journal ends just before the golden meeting sent its tasks.
func closedMeeting(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, store: mem.New()}
	for _, r := range journal(t) {
		if slices.ContainsFunc(r.Events, func(e agenda.Event) bool { return agenda.EventName(e) == "mail.queued" }) {
			break
		}
		if err := o.store.Append(t.Context(), "gb-2907", r); err != nil {
			t.Fatal(err)
		}
	}
	o.hub = live.NewHub(o.store, o.store, time.Now, slog.New(slog.DiscardHandler))
	o.serve(o.hub.Serve)
	return o
}

// serve runs f until the returned function, or the end of the test, has stopped it.
func (o *office) serve(f func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := f(ctx); err != nil {
			o.t.Errorf("serve: %v", err)
		}
	}()
	stop = func() {
		cancel()
		<-done
	}
	o.t.Cleanup(stop)
	return stop
}

func (o *office) courier(node string, m mail.Mailer) *mail.Courier {
	c := mail.NewCourier(mail.Of(o.hub), o.store.Leases(node), m, time.Now, slog.New(slog.DiscardHandler))
	c.Retry, c.RetryMax = 5*time.Millisecond, 20*time.Millisecond
	return c
}

func (o *office) press(command agenda.CommandID, batch agenda.BatchID) {
	o.t.Helper()
	s, err := o.hub.Session(o.t.Context(), "gb-2907")
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := s.Do(o.t.Context(), "secretary", command, agenda.MailSend{Batch: batch}); err != nil {
		o.t.Fatal(err)
	}
}

// states are the states of the letters of the only batch, by unit.
func (o *office) letters() map[agenda.UnitID]agenda.Letter {
	o.t.Helper()
	s, err := o.hub.Session(o.t.Context(), "gb-2907")
	if err != nil {
		o.t.Fatal(err)
	}
	letters := map[agenda.UnitID]agenda.Letter{}
	s.View(func(m *agenda.Meeting) {
		if len(m.Batches) > 1 {
			o.t.Errorf("%d batches", len(m.Batches))
		}
		for _, b := range m.Batches {
			for _, l := range b.Letters {
				letters[l.Unit] = *l
			}
		}
	})
	return letters
}

// until waits for something that must become true.
func (o *office) until(what string, is func() bool) {
	o.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !is(); {
		if time.Now().After(deadline) {
			o.t.Fatalf("%s: never; letters %+v", what, o.letters())
		}
		select {
		case <-o.hub.Changed():
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (o *office) settled() bool {
	for _, l := range o.letters() {
		if l.State == agenda.LetterQueued {
			return false
		}
	}
	return len(o.letters()) > 0
}

// quiet is a Mailer to whom the server answers as servers do: with the address. It is a value.
type quiet struct{ answer error }

func (q quiet) Send(ctx context.Context, m mail.Message) error {
	return q.answer.(*agenda.Error).With("550 5.1.1 <" + m.To.Address + ">: no such user").Because(errors.New("affected recipient(s): " + m.To.Address))
}

// Addresses of people are never logged; what the mail server said of them is in the journal, for staff.
func TestCourierLogsNoAddress(t *testing.T) {
	for name, answer := range map[string]error{"refused": mail.ErrRefused, "later": mail.ErrLater} {
		o := closedMeeting(t)
		var logged strings.Builder
		c := mail.NewCourier(mail.Of(o.hub), o.store.Leases("n1"), quiet{answer}, time.Now, slog.New(slog.NewTextHandler(&logged, nil)))
		c.Retry, c.RetryMax = time.Hour, time.Hour
		stop := o.serve(c.Serve)
		o.press("press", "b-1")
		o.until("all letters tried", func() bool {
			for _, l := range o.letters() {
				if l.State == agenda.LetterQueued && l.Tries == 0 {
					return false
				}
			}
			return len(o.letters()) > 0
		})
		stop()
		if text := logged.String(); strings.Contains(text, "@") || !strings.Contains(text, "letter not sent") {
			t.Errorf("%s: logged %s", name, text)
		}
		if l := o.letters()["276"]; !strings.Contains(l.Error, "550 5.1.1 <") {
			t.Errorf("%s: the journal says %q", name, l.Error)
		}
	}
}

func TestCourierDelivers(t *testing.T) {
	o, srv := closedMeeting(t), listen(t, false)
	o.serve(o.courier("n1", parse(t, "smtp://"+srv.address+from)).Serve)
	o.press("press-1", "b-1")
	o.press("press-2", "b-2") // two people press the button
	o.until("all letters settled", o.settled)
	for unit, l := range o.letters() {
		want := agenda.LetterSent
		if unit == "269" {
			want = agenda.LetterNoAddress
		}
		if l.State != want {
			t.Errorf("%s is %s", unit, l.State)
		}
	}
	if n := len(srv.letters()); n != 4 {
		t.Errorf("%d letters went out, want 4", n)
	}
}

func TestCourierTriesAgainAndGivesUp(t *testing.T) {
	o, srv := closedMeeting(t), listen(t, false)
	busy := &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}
	srv.answer("vp.thachthat@example.org", busy, busy)
	srv.answer("badinh@example.org", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"})
	o.press("press-1", "b-1")
	o.serve(o.courier("n1", parse(t, "smtp://"+srv.address+from)).Serve)
	o.until("all letters settled", o.settled)
	letters := o.letters()
	if l := letters["276"]; l.State != agenda.LetterSent || l.Tries != 3 || l.Error != "" {
		t.Errorf("after two times 451: %+v", l)
	}
	if l := letters["001"]; l.State != agenda.LetterFailed || l.Tries != 1 || !strings.Contains(l.Error, "no such user") {
		t.Errorf("after 550: %+v", l)
	}
	if n := len(srv.letters()); n != 3 {
		t.Errorf("%d letters went out, want 3", n)
	}
	o.press("press-2", "b-2") // queues the failed one again
	o.until("the refused letter sent", func() bool { return o.letters()["001"].State == agenda.LetterSent })
}

// TestServerDown: all letters wait, the reason can be read, and nothing is lost.
func TestServerDown(t *testing.T) {
	o, stripped := closedMeeting(t), listen(t, false)
	o.press("press-1", "b-1")
	c := o.courier("n1", parse(t, "smtp://"+stripped.address+from+"&starttls=required"))
	c.Retry, c.RetryMax = time.Hour, time.Hour
	stop := o.serve(c.Serve)
	reasons := func() (n int) {
		for _, l := range o.letters() {
			if l.State == agenda.LetterQueued && strings.Contains(l.Error, "STARTTLS") {
				n++
			}
		}
		return n
	}
	o.until("a reason", func() bool { return reasons() == 1 })
	c.Poke()
	o.until("a second try", func() bool {
		tries := 0
		for _, l := range o.letters() {
			tries += l.Tries
		}
		return tries == 2
	})
	if n := len(stripped.letters()); n != 0 {
		t.Errorf("%d letters went out in plain text", n)
	}
	stop()
	folder := mail.Folder{Path: t.TempDir()}
	o.serve(o.courier("n1", folder).Serve)
	o.until("all letters settled", o.settled)
	if files, err := filepath.Glob(filepath.Join(folder.Path, "*.eml")); err != nil || len(files) != 4 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

// TestCrashBetweenAcceptAndRecord stops a node after the server took the letter and before the journal did: the next node sends the same letter once
// more, with the same Message-ID, and no other letter twice.
func TestCrashBetweenAcceptAndRecord(t *testing.T) {
	o, srv := closedMeeting(t), listen(t, false)
	o.press("press-1", "b-1")
	smtp := parse(t, "smtp://"+srv.address+from)
	crash := &crashing{Mailer: smtp, crashed: make(chan struct{})}
	stop := o.serve(o.courier("n1", crash).Serve)
	<-crash.crashed
	stop()
	if n := len(srv.letters()); n != 1 {
		t.Fatalf("%d letters before the crash", n)
	}
	o.serve(o.courier("n2", smtp).Serve)
	o.until("all letters settled", o.settled)
	ids := map[string]int{}
	for _, l := range srv.letters() {
		_, rest, _ := strings.Cut(l.text, "Message-ID: ")
		id, _, _ := strings.Cut(rest, "\r\n")
		ids[id]++
	}
	doubled := 0
	for _, n := range ids {
		doubled += n - 1
	}
	if len(ids) != 4 || doubled != 1 {
		t.Errorf("letters by Message-ID: %v", ids)
	}
}

// crashing is a Mailer whose node dies as soon as the first letter is accepted: it never tells the courier. It is owned by one courier.
type crashing struct {
	mail.Mailer
	crashed chan struct{}
}

func (c *crashing) Send(ctx context.Context, m mail.Message) error {
	if err := c.Mailer.Send(ctx, m); err != nil {
		return err
	}
	close(c.crashed)
	<-ctx.Done()
	return ctx.Err()
}

// TestOneCourier: of two nodes only the holder of the lease sends; when it stops the other takes over.
func TestOneCourier(t *testing.T) {
	o, srv := closedMeeting(t), listen(t, false)
	held, release := context.WithCancel(t.Context())
	if _, err := o.store.Leases("n1").Hold(held, mail.LeaseName); err != nil {
		t.Fatal(err)
	}
	defer release()
	o.press("press-1", "b-1")
	stop := o.serve(o.courier("n2", parse(t, "smtp://"+srv.address+from)).Serve)
	stop()
	if n := len(srv.letters()); n != 0 {
		t.Errorf("%d letters without the lease", n)
	}
}

func TestThrottle(t *testing.T) {
	o, folder := closedMeeting(t), mail.Folder{Path: t.TempDir()}
	o.press("press-1", "b-1")
	c := o.courier("n1", folder)
	c.Every = 30 * time.Millisecond
	began := time.Now()
	o.serve(c.Serve)
	o.until("all letters settled", o.settled)
	if d := time.Since(began); d < 3*c.Every {
		t.Errorf("four letters in %v", d)
	}
}
