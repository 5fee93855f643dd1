package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda"
	"giaoban/agenda/channel"
)

const (
	keyEvery   = 250 * time.Millisecond // between two drafts, as the page sends them
	keyReaders = 130
	editEvery  = 200 * time.Millisecond // of each typist
)

// typists measures thirty secretaries who each change a line five times a second, with 126 units reading.
func (b *agendaBench) typists(ctx context.Context) (m agendaMeasurement, err error) {
	m = agendaMeasurement{Scenario: "30 typists", Sockets: benchUnits + benchTypists}
	err = b.inMeeting(ctx, benchUnits, 1, func(s *setting, _ *readers) error {
		var mu sync.Mutex
		var acks []time.Duration
		started := time.Now()
		all, ctx := errgroup.WithContext(ctx)
		for n := range benchTypists {
			all.Go(func() error {
				own, err := b.edits(ctx, s, n)
				mu.Lock()
				acks = append(acks, own...)
				mu.Unlock()
				return err
			})
		}
		err := all.Wait()
		m.Appends, m.Ack = float64(len(acks))/time.Since(started).Seconds(), ackSpan{P50: rankOf(acks, 0.5), P95: rankOf(acks, 0.95)}
		return err
	})
	return m, err
}

// edits is one typist's work.
func (b *agendaBench) edits(ctx context.Context, s *setting, n int) (acks []time.Duration, err error) {
	typist, stop, err := s.typist(ctx, n)
	if err != nil {
		return nil, err
	}
	defer stop()
	line := agenda.LineID(fmt.Sprintf("line-%d", n))
	was, err := typist.Do(ctx, agenda.CommandID(line), agenda.LineAdd{Line: line, Item: benchItem, Kind: agenda.KindOpinion, Text: "Ý kiến"})
	tick := time.NewTicker(editEvery)
	defer tick.Stop()
	for edit := 1; err == nil && edit <= int(b.window/editEvery); edit++ {
		<-tick.C
		sent := time.Now()
		id := agenda.CommandID(fmt.Sprintf("edit-%d-%d", n, edit))
		was, err = typist.Do(ctx, id, agenda.LineEdit{Line: line, Was: was, Text: fmt.Sprintf("Ý kiến, sửa lần %d", edit)})
		acks = append(acks, time.Since(sent))
	}
	return acks, err
}

// keys measures from a key to the last of the other screens.
func (b *agendaBench) keys(ctx context.Context) (m agendaMeasurement, err error) {
	m = agendaMeasurement{Scenario: "keys", Sockets: keyReaders}
	drafts := int(b.window / keyEvery)
	err = b.inMeeting(ctx, keyReaders, drafts, func(s *setting, r *readers) error {
		typist, stop, err := s.typist(ctx, 0)
		if err != nil {
			return err
		}
		defer stop()
		var times []time.Duration
		for n := range drafts {
			sent := time.Now()
			if err := typist.SendDraft(ctx, channel.Draft{Line: "line", Item: benchItem, Kind: agenda.KindOpinion, Text: benchText(n)}); err != nil {
				return err
			}
			last, err := r.seen(ctx, n)
			if err != nil {
				return err
			}
			times = append(times, last.Sub(sent))
			if err := pause(ctx, keyEvery-time.Since(sent)); err != nil {
				return err
			}
		}
		m.Seen = delaySpan{P50: rankOf(times, 0.5), P99: rankOf(times, 0.99)}
		return nil
	})
	return m, err
}
