package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

const recapPatience = time.Minute // until the system has written how the conclusions of the meeting before stand

// meetEarlier holds the meeting before, over REST.
func (r *rehearsal) meetEarlier(ctx context.Context) error {
	r.earlier = r.script.Earlier(agenda.MeetingID(strings.Replace(string(r.script.ID), "dien-tap-", "dien-tap-truoc-", 1)))
	give := func(secret string, step reference.Step) error {
		if err := r.api.command(ctx, r.earlier.ID, secret, step.ID, step.Command); err != nil {
			return fmt.Errorf("cuộc họp trước, %s: %w", agenda.CommandName(step.Command), err)
		}
		return nil
	}
	for _, step := range r.earlier.Prepared {
		if err := give(r.admin, step); err != nil {
			return err
		}
	}
	secrets, err := r.api.links(ctx, r.earlier.ID, r.admin, r.earlier.Seats)
	if err != nil {
		return err
	}
	for _, step := range r.earlier.Held {
		if err := give(secrets[step.By], step); err != nil {
			return err
		}
	}
	return nil
}

// returning is what the server says comes back from the meeting before, one word each, in its order.
func (r *rehearsal) returning(ctx context.Context) (string, error) {
	text, err := r.api.get(ctx, "/api/meetings/"+string(r.script.ID)+"/carry", r.admin)
	if err != nil {
		return "", err
	}
	var answer struct{ Carry []agenda.Carry }
	if err := json.Unmarshal(text, &answer); err != nil {
		return "", fmt.Errorf("carry: %w", err)
	}
	var list []string
	for _, c := range answer.Carry {
		for _, why := range c.Why {
			list = append(list, returnWord(reference.Returning{From: c.From, Why: why}))
		}
	}
	return strings.Join(list, " "), nil
}

// returnWord is a thing that returns in one word: t2=open, kl1=recurring.
func returnWord(x reference.Returning) string {
	_, line, _ := strings.Cut(strings.TrimPrefix(string(x.From.Line), string(x.From.Meeting)), "-")
	return fmt.Sprintf("%s%s=%s", x.From.Item, line, x.Why)
}

// carryOver asks what returns, holds it against the rule as counted by hand, and puts the item that was not discussed on the agenda.
func (r *rehearsal) carryOver(ctx context.Context) error {
	got, err := r.returning(ctx)
	if err != nil {
		return err
	}
	var wanted []string
	for _, x := range r.earlier.Returns {
		wanted = append(wanted, returnWord(x))
	}
	want(&r.report, "mang sang từ cuộc họp trước theo quy tắc", got, strings.Join(wanted, " "))
	if err := r.api.command(ctx, r.script.ID, r.admin, "ref-mang-1", agenda.ItemCarry{Before: r.earlier.Before, Items: []agenda.Carrying{r.earlier.Carried}}); err != nil {
		return fmt.Errorf("item.carry: %w", err)
	}
	if got, err = r.returning(ctx); err != nil {
		return err
	}
	wanted = slices.DeleteFunc(wanted, func(w string) bool { return strings.HasPrefix(w, string(r.earlier.Untouched)+"=") })
	want(&r.report, "mang sang, khi một mục đã vào chương trình", got, strings.Join(wanted, " "))
	return nil
}

// recap waits for the first item that the system writes, and looks at it at the secretary's, a unit's and the guest's seats.
func (r *rehearsal) recap(ctx context.Context) error {
	secretary, err := r.player(reference.SecretarySeat)
	if err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, recapPatience)
	defer cancel()
	line, written := "", false
	for !written {
		version := agenda.Version(0)
		secretary.client.View(func(m *agenda.Meeting) {
			version, written = m.Version, m.Progress != nil
			for _, l := range m.Lines {
				if written && l.Kind == agenda.KindFact && l.Item == r.earlier.Recap {
					line = l.Text.Value
				}
			}
			r.spoken = max(r.spoken, version)
		})
		if written {
			break
		}
		if err := secretary.client.Reach(waiting, version+1); err != nil {
			return fmt.Errorf("hệ thống chưa viết mục đầu tiên: %w", err)
		}
	}
	want(&r.report, "mục đầu tiên do hệ thống viết", line, r.earlier.RecapText())
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		got := fmt.Sprintf("%+v", agenda.Progress{})
		if m.Progress != nil {
			got = fmt.Sprintf("tổng %d, của mình %v", m.Progress.Given, m.Progress.Units)
		}
		want(&r.report, "mục đầu tiên tại một đơn vị", got, fmt.Sprintf("tổng %d, của mình %v", r.earlier.Open, []agenda.UnitProgress{{Unit: r.unit(0), Given: 1, Overdue: 1}}))
	})
}

// repeat finds the conclusion of the meeting before that one instruction says again, and ties the two.
func (r *rehearsal) repeat(ctx context.Context) error {
	secretary, err := r.player(reference.SecretarySeat)
	if err != nil {
		return err
	}
	in := r.script.Instructions[repeatedInstruction-1]
	text, err := r.api.request(ctx, "POST", r.path(secretary, "similar"), secretary.secret, map[string]any{"text": in.Text})
	if err != nil {
		return err
	}
	var answer struct {
		Similar []struct {
			Meeting agenda.MeetingID
			Line    agenda.LineID
			Held    time.Time
			Number  int
			Units   int
			Times   int
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return fmt.Errorf("similar: %w", err)
	}
	at := -1
	for i, s := range answer.Similar {
		if s.Meeting == r.earlier.ID && s.Line == r.earlier.Repeated {
			at = i
		}
	}
	want(&r.report, "kết luận tương tự của cuộc họp trước được tìm thấy", at >= 0, true)
	if at < 0 {
		return nil
	}
	s := answer.Similar[at]
	want(&r.report, "kết luận tương tự: số đơn vị còn việc", s.Units, r.units)
	if err := r.act(ctx, reference.SecretarySeat, agenda.ConclusionRefer{Line: in.Line, To: &agenda.Precedent{Meeting: s.Meeting, Line: s.Line, Number: s.Number, Held: s.Held,
		How: agenda.PrecedentRepeats, Times: s.Times + 1}}); err != nil {
		return err
	}
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		times := 0
		if l := m.Line(in.Line); l != nil && l.Precedent != nil {
			times = l.Precedent.Times
		}
		want(&r.report, "kết luận được nhắc lại lần thứ", times, 1)
	})
}
