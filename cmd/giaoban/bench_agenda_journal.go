package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda"
	"giaoban/agenda/bolt"
)

const journalsOnce = 64 // meetings that append at the same time

// appends measures the journal alone: one after the other, and many meetings at once.
func (b *agendaBench) appends(ctx context.Context) (list []agendaMeasurement, err error) {
	err = inFolder(func(data string) (err error) {
		store, err := bolt.Open(data)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, store.Close()) }()
		for _, meetings := range []int{1, journalsOnce} {
			m, err := b.appendAll(ctx, store, meetings)
			if err != nil {
				return err
			}
			list = append(list, m)
		}
		return nil
	})
	return list, err
}

func (b *agendaBench) appendAll(ctx context.Context, store *bolt.Store, meetings int) (m agendaMeasurement, err error) {
	var mu sync.Mutex
	var acks []time.Duration
	started := time.Now()
	all, ctx := errgroup.WithContext(ctx)
	for n := range meetings {
		all.Go(func() error {
			own, err := appendFor(ctx, store, agenda.MeetingID(fmt.Sprintf("m-%d-%d", meetings, n)), b.window)
			mu.Lock()
			acks = append(acks, own...)
			mu.Unlock()
			return err
		})
	}
	err = all.Wait()
	return agendaMeasurement{Scenario: fmt.Sprintf("append ×%d", meetings), Appends: float64(len(acks)) / time.Since(started).Seconds(),
		Ack: ackSpan{P50: rankOf(acks, 0.5), P95: rankOf(acks, 0.95)}}, err
}

// appendFor appends lines to one journal for some time.
func appendFor(ctx context.Context, store *bolt.Store, id agenda.MeetingID, window time.Duration) (acks []time.Duration, err error) {
	var hash agenda.Hash
	stamp := agenda.Stamp{By: typistSeat(0), At: time.Now()}
	for version, end := agenda.Version(1), stamp.At.Add(window); time.Now().Before(end); version++ {
		title := agenda.MeetingEdited{Title: benchText(int(version))} // as long as a line
		r, err := agenda.Seal(id, hash, agenda.Record{Version: version, Stamp: stamp, Command: agenda.CommandID(fmt.Sprint(version)), Events: []agenda.Event{title}})
		if err != nil {
			return acks, err
		}
		sent := time.Now()
		if err := store.Append(ctx, id, r); err != nil {
			return acks, err
		}
		acks, hash = append(acks, time.Since(sent)), r.Hash
	}
	return acks, nil
}
