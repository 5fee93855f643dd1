package live

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"giaoban/agenda"
)

const (
	// OrphanAge is how long a file that no paper names is kept: an upload names it a moment after it is put.
	OrphanAge = 24 * time.Hour
	// sweepEvery is the pause between two looks.
	sweepEvery = 6 * time.Hour
)

// Sweeper removes the files that no paper names any more: uploads whose paper was refused, replaced or withdrawn. It is a value; Serve is run once per node.
type Sweeper struct {
	Hub   *Hub
	Blobs agenda.Blobs
	Now   func() time.Time
	Log   *slog.Logger
}

// Serve looks now and every six hours until ctx ends; it returns nil then. What cannot be looked at now is left for the next time.
func (s Sweeper) Serve(ctx context.Context) error {
	for {
		n, err := s.Sweep(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			s.Log.Warn("files cannot be swept", "err", err)
		case n > 0:
			s.Log.Info("files swept", "removed", n)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(sweepEvery):
		}
	}
}

// Sweep removes files that were last put more than OrphanAge ago and are named by no paper that stands, and says how many. When a single meeting cannot be read
// nothing is removed: its papers are not known.
func (s Sweeper) Sweep(ctx context.Context) (removed int, err error) {
	before := s.Now().Add(-OrphanAge)
	var old []agenda.Hash
	for b, err := range s.Blobs.Blobs(ctx) {
		if err != nil {
			return 0, fmt.Errorf("list files: %w", err)
		}
		if b.At.Before(before) {
			old = append(old, b.Hash)
		}
	}
	if len(old) == 0 {
		return 0, nil
	}
	named := map[agenda.Hash]bool{}
	for session, err := range s.Hub.Sessions(ctx) {
		if err != nil {
			return 0, fmt.Errorf("read meetings: %w", err)
		}
		session.View(func(m *agenda.Meeting) {
			for _, p := range m.Submissions {
				named[p.File.Hash] = named[p.File.Hash] || p.State != agenda.SubmissionWithdrawn
			}
		})
	}
	for _, h := range old {
		if named[h] {
			continue
		}
		if err := s.Blobs.Remove(ctx, h, before); err != nil {
			return removed, fmt.Errorf("remove file: %w", err)
		}
		removed++
	}
	return removed, nil
}
