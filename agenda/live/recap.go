package live

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"time"

	"giaoban/agenda"
)

// recapEvery is the shortest time between two looks: a meeting grows by many records while it runs, and none of them matters here.
const recapEvery = 2 * time.Second

// Recap writes the first item of meetings: once an agenda is published, how the conclusions of earlier meetings stand. It is a value; Serve is run once per node, and
// that several nodes do it is harmless, because a meeting takes the first picture only. The command's id is by chance: one that can be known could be used up by any seat.
type Recap struct {
	Hub *Hub
	Now func() time.Time
	Log *slog.Logger
}

// Serve looks at every change until ctx ends; it returns nil then. What cannot be written now is tried at the next change.
func (r Recap) Serve(ctx context.Context) error {
	for {
		changed := r.Hub.Changed()
		if err := r.Look(ctx); err != nil && ctx.Err() == nil {
			r.Log.Warn("earlier conclusions cannot be summed up", "err", err)
		}
		for _, wait := range []<-chan struct{}{after(ctx, recapEvery), changed} {
			select {
			case <-ctx.Done():
				return nil
			case <-wait:
			}
		}
	}
}

// after is closed when the time is over, or ctx ends.
func after(ctx context.Context, d time.Duration) <-chan struct{} {
	ctx, cancel := context.WithTimeout(ctx, d)
	context.AfterFunc(ctx, cancel)
	return ctx.Done()
}

// Look writes what is missing.
func (r Recap) Look(ctx context.Context) error {
	for s, err := range r.Hub.Sessions(ctx) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session
		}
		if err != nil {
			return err
		}
		wanted := false
		s.View(func(m *agenda.Meeting) {
			wanted = m.Progress == nil && (m.Status == agenda.Published || m.Status == agenda.Running)
		})
		if !wanted {
			continue
		}
		if err := r.write(ctx, s); err != nil {
			return fmt.Errorf("recap of %s: %w", s.ID(), err)
		}
	}
	return nil
}

func (r Recap) write(ctx context.Context, s *Session) error {
	earlier, err := r.Hub.Earlier(ctx, s.ID(), agenda.Audience{Staff: true})
	if err != nil {
		return err
	}
	tasks := agenda.OpenTasks(earlier, r.Now())
	if len(tasks) == 0 {
		return nil
	}
	var p agenda.Progress
	s.View(func(m *agenda.Meeting) { p = m.ProgressOf(tasks) })
	note := agenda.ProgressNote{Meetings: p.Meetings, Given: p.Given, Overdue: p.Overdue, Undated: p.Undated, Units: p.Units}
	_, err = s.Do(ctx, agenda.SystemSeat, agenda.CommandID(rand.Text()), note)
	return err
}
