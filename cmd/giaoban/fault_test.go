package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A server of which a part has failed ends, so that a supervisor starts it again; it does not stay up without that part.
func TestFailedPartEndsTheServer(t *testing.T) {
	r, err := startServer(t.Context(), serverOptions{Listen: "127.0.0.1:0", Media: "127.0.0.1:0", Data: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	r.tasks.Go(func() error { return errors.New("the listener is gone") })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var told strings.Builder
	if code := r.wait(ctx, io.Discard, &told); code != exitFailed || ctx.Err() != nil || !strings.Contains(told.String(), "the listener is gone") {
		t.Errorf("exit code %d (%v): %s", code, ctx.Err(), told.String())
	}
}

// An administrator who lost the cookie gets in again: whoever can start the server may ask for a new link, which ends the old sessions.
func TestNewLinkForAnAdministratorWhoIsLockedOut(t *testing.T) {
	o := serverOptions{Listen: "127.0.0.1:0", Media: "127.0.0.1:0", Data: t.TempDir(), Log: slog.New(slog.DiscardHandler)}
	started := func(again bool) (link string) {
		o.AdminLink = again
		r, err := startServer(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}()
		if r.AdminToken == "" {
			return ""
		}
		body := strings.NewReader(`{"meeting":"directory","token":"` + r.AdminToken + `"}`)
		answer, err := http.Post(r.URL+"/api/session", "application/json", body)
		if err != nil {
			t.Fatal(err)
		}
		if _ = answer.Body.Close(); answer.StatusCode != http.StatusOK {
			t.Errorf("the link is answered with %d", answer.StatusCode)
		}
		return r.AdminLink
	}
	first, second, asked := started(false), started(false), started(true)
	if first == "" || second != "" || asked == "" || asked == first {
		t.Errorf("links: first start %q, second %q, asked for %q", first, second, asked)
	}
}
