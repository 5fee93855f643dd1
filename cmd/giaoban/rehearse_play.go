package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/reference"
)

const (
	rehearsalBatch agenda.BatchID = "ref-batch-1"
	atOnce                        = 16              // seats that come in, or are looked at, at the same time
	mailPatience                  = 3 * time.Minute // until all letters have left the queue
)

// play is the whole meeting. An error ends it; what is merely not as expected goes into the report.
func (r *rehearsal) play(ctx context.Context) error {
	roster := map[int]string{30: reference.Hanoi2020, 126: reference.Hanoi2025}[r.units]
	r.script = reference.Meeting(roster)
	r.script.ID = agenda.MeetingID("dien-tap-" + strings.ToLower(rand.Text()[:10]))
	r.script.Create.Title = "Diễn tập: " + r.script.Create.Title
	r.script.Create.Roster += " " + string(r.script.ID) // so that nothing of other meetings is carried over, and nothing of this one into them
	r.script.Create.Invented += " " + reference.InventedFilings
	if r.change != nil {
		r.change(&r.script)
	}
	secrets, err := r.prepare(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	serving, ctx := errgroup.WithContext(ctx)
	defer func() {
		cancel()
		_ = serving.Wait() // a seat that ended early has ended ctx with it, which is what play reports
	}()
	for _, seat := range r.script.Seats {
		p, err := sit(ctx, r.api, r.script.ID, seat, secrets[seat.Seat], newWatch(r.script, seat))
		if err != nil {
			return err
		}
		r.seats = append(r.seats, p)
		serving.Go(func() error {
			if err := p.client.Serve(ctx); err != nil {
				return fmt.Errorf("điểm cầu %s: %w", seat.Seat, err)
			}
			return nil
		})
	}
	if err := r.meet(ctx); err != nil {
		return because(ctx, err)
	}
	return because(ctx, r.checkAll(ctx))
}

// because adds why ctx ended: one seat that is thrown out ends the others, and is the one to tell of.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return fmt.Errorf("%w; %w", cause, err)
	}
	return err
}

// prepare makes the meeting as administrator and returns the secrets of all seats.
func (r *rehearsal) prepare(ctx context.Context) (map[agenda.SeatID]string, error) {
	if err := r.meetEarlier(ctx); err != nil {
		return nil, err
	}
	for _, step := range r.script.Commands() {
		if _, last := step.Command.(agenda.MeetingPublish); last {
			if err := r.carryOver(ctx); err != nil {
				return nil, err
			}
		}
		if err := r.api.command(ctx, r.script.ID, r.admin, step.ID, step.Command); err != nil {
			return nil, fmt.Errorf("chuẩn bị, %s: %w", agenda.CommandName(step.Command), err)
		}
	}
	var seats []agenda.SeatID
	for _, s := range r.script.Seats {
		seats = append(seats, s.Seat)
	}
	return r.api.links(ctx, r.script.ID, r.admin, seats)
}

// meet is the meeting from the answers to the invitation to the supplementary minutes.
func (r *rehearsal) meet(ctx context.Context) error {
	for _, do := range []func(context.Context) error{r.recap, r.file, r.register, r.comeIn} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	if r.media {
		r.crowd = &crowd{}
		defer r.crowd.close()
		if err := r.crowd.join(ctx, r); err != nil {
			return err
		}
	}
	typed := r.script.Typed()
	for _, do := range []func(context.Context) error{
		func(ctx context.Context) error { return r.say(ctx, typed[:1]) }, // the opening
		r.comeLate,
		func(ctx context.Context) error { return r.say(ctx, typed[1:]) },
		r.checkTyped, r.discuss, r.lockFloor,
		func(ctx context.Context) error { return r.say(ctx, r.script.Cleared()) },
		func(ctx context.Context) error { return r.scene(ctx, "chỉ tiêu gấp nhiều lần", r.baselines) },
		func(ctx context.Context) error { return r.say(ctx, r.script.Ended()) },
		r.sign, r.send,
		func(ctx context.Context) error { return r.scene(ctx, "biên bản bổ sung", r.supplement) },
		func(ctx context.Context) error { return r.scene(ctx, "tìm kiếm", r.seek) },
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// say plays steps one after the other. The media are measured before the close.
func (r *rehearsal) say(ctx context.Context, steps []reference.Step) error {
	for _, step := range steps {
		if _, last := step.Command.(agenda.MeetingClose); last && r.media {
			r.report.Media = r.crowd.measure(ctx, &r.report)
		}
		if err := r.speak(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// everybody does something at all seats, some at once.
func (r *rehearsal) everybody(ctx context.Context, do func(context.Context, *player) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, p := range r.seats {
		group.Go(func() error { return do(ctx, p) })
	}
	return group.Wait()
}

// player finds a seat of the script.
func (r *rehearsal) player(id agenda.SeatID) (*player, error) {
	for _, p := range r.seats {
		if p.seat.Seat == id {
			return p, nil
		}
	}
	return nil, fmt.Errorf("kịch bản không có điểm cầu %s", id)
}

// speak plays one step. A line is typed first, so that the others see a draft, and then timed until the last seat has seen it.
func (r *rehearsal) speak(ctx context.Context, step reference.Step) error {
	p, err := r.player(step.By)
	if err != nil {
		return err
	}
	// People act on what they see: the step before is on the screen.
	if err := p.client.Reach(ctx, r.spoken); err != nil {
		return err
	}
	var command agenda.Command
	p.client.View(func(m *agenda.Meeting) { command = step.Now(m) })
	line, isLine := command.(agenda.LineAdd)
	if !isLine {
		r.spoken, err = p.do(ctx, step.ID, command)
		return err
	}
	if line.Line == r.script.Shortcomings[0].Line || line.Line == r.script.Note.Line {
		for _, text := range []string{string([]rune(line.Text)[:10]), line.Text} {
			if err := p.client.SendDraft(ctx, channel.Draft{Line: line.Line, Item: line.Item, Kind: line.Kind, Text: text}); err != nil {
				return fmt.Errorf("bản nháp: %w", err)
			}
		}
	}
	begun := time.Now()
	v, err := p.do(ctx, step.ID, command)
	if err != nil {
		return err
	}
	r.spoken = v
	last := begun
	for _, q := range r.seats {
		at, err := q.sees(ctx, v)
		if err != nil {
			return err
		}
		if at.After(last) {
			last = at
		}
	}
	r.lines = append(r.lines, last.Sub(begun))
	return nil
}

// send mails the tasks and waits until no letter is queued any more.
func (r *rehearsal) send(ctx context.Context) error {
	secretary, err := r.player(reference.SecretarySeat)
	if err != nil {
		return err
	}
	if _, err := secretary.do(ctx, "ref-mail-1", agenda.MailSend{Batch: rehearsalBatch}); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, mailPatience)
	defer cancel()
	for {
		queued, version := 0, agenda.Version(0)
		secretary.client.View(func(m *agenda.Meeting) {
			queued, version = lettersIn(m, agenda.LetterQueued), m.Version
		})
		if queued == 0 {
			return nil
		}
		if err := secretary.client.Reach(ctx, version+1); err != nil {
			return fmt.Errorf("còn %d thư chưa gửi: %w", queued, err)
		}
	}
}

func lettersIn(m *agenda.Meeting, state agenda.LetterState) int {
	n := 0
	for _, b := range m.Batches {
		for _, l := range b.Letters {
			if l.State == state {
				n++
			}
		}
	}
	return n
}
