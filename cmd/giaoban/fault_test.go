package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
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
