package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// act gives one command at a seat that has seen all that was done before.
func (r *rehearsal) act(ctx context.Context, by agenda.SeatID, commands ...agenda.Command) error {
	for _, c := range commands {
		r.acts++
		if err := r.speak(ctx, reference.Step{ID: agenda.CommandID(fmt.Sprintf("ref-d-%03d", r.acts)), By: by, Command: c}); err != nil {
			return err
		}
	}
	return nil
}

// eachUnit has every unit give a command, some at once; n is its place in the roster. A nil command is none.
func (r *rehearsal) eachUnit(ctx context.Context, command func(n int) agenda.Command) error {
	r.acts++
	name := fmt.Sprintf("ref-d-%03d-", r.acts)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	var mu sync.Mutex // guards r.spoken while they all speak
	for n, u := range r.script.Create.Units {
		p, err := r.player(reference.UnitSeat(u.ID))
		if err != nil {
			return err
		}
		c := command(n)
		if c == nil {
			continue
		}
		group.Go(func() error {
			v, err := p.do(ctx, agenda.CommandID(name+string(u.ID)), c)
			mu.Lock()
			defer mu.Unlock()
			r.spoken = max(r.spoken, v)
			return err
		})
	}
	return group.Wait()
}

// look shows a seat's fold once it holds all that was done.
func (r *rehearsal) look(ctx context.Context, seat agenda.SeatID, f func(*agenda.Meeting)) error {
	p, err := r.player(seat)
	if err != nil {
		return err
	}
	if err := p.client.Reach(ctx, r.spoken); err != nil {
		return err
	}
	p.client.View(f)
	return nil
}

// unit is the n-th unit of the roster, and seat its seat.
func (r *rehearsal) unit(n int) agenda.UnitID { return r.script.Create.Units[n].ID }
func (r *rehearsal) seat(n int) agenda.SeatID { return reference.UnitSeat(r.unit(n)) }

// refused gives a command over REST that must be refused, and notes with which status and key.
func (r *rehearsal) refused(ctx context.Context, what string, by agenda.SeatID, c agenda.Command, wanted string) error {
	p, err := r.player(by)
	if err != nil {
		return err
	}
	r.acts++
	err = r.api.command(ctx, r.script.ID, p.secret, agenda.CommandID(fmt.Sprintf("ref-d-%03d", r.acts)), c)
	want(&r.report, what, answered(err, wanted), wanted)
	return nil
}

// answered is what an answer of the server says where it holds the words, else all of it.
func answered(err error, words string) string {
	if status := (*statusError)(nil); errors.As(err, &status) {
		return says(fmt.Sprintf("HTTP %d %s", status.status, status.body), words)
	}
	return fmt.Sprint(err)
}

// scene plays a part of the meeting. That it breaks off is a fault, and the meeting goes on, unless there is nobody to go on.
func (r *rehearsal) scene(ctx context.Context, name string, play func(context.Context) error) error {
	err := play(ctx)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return err
	}
	r.report.fault("%s: %v", name, err)
	return nil
}

// factWith is the newest line that the system wrote with these words; empty when there is none.
func factWith(m *agenda.Meeting, words string) string {
	text := ""
	for _, l := range m.Lines {
		if l.Kind == agenda.KindFact && !l.Removed && says(l.Text.Value, words) == words {
			text = l.Text.Value
		}
	}
	return text
}
