package redis

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
)

// catalogPage is how many heads one answer of Redis may hold.
const catalogPage = 256

func (s *Store) channelGrown() string { return "giaoban:grown:" + s.epoch }

// Meetings yields the heads, most recently changed first.
func (s *Store) Meetings(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		op, cancel := s.within(ctx)
		ids, err := s.client.ZRevRange(op, keyChanges, 0, -1).Result()
		cancel()
		for err == nil && len(ids) > 0 {
			n := min(len(ids), catalogPage)
			var heads []agenda.Head
			if heads, err = s.heads(ctx, ids[:n]); err != nil {
				break
			}
			for _, h := range heads {
				if !yield(h, nil) {
					return
				}
			}
			ids = ids[n:]
		}
		if err == nil {
			return
		}
		var refused *agenda.Error
		if !errors.As(err, &refused) {
			err = s.told(ctx, "meetings", err)
		}
		yield(agenda.Head{}, err)
	}
}

// heads are the catalogue's entries of ids, in their order.
func (s *Store) heads(ctx context.Context, ids []string) ([]agenda.Head, error) {
	op, cancel := s.within(ctx)
	defer cancel()
	values, err := s.client.HMGet(op, keyHeads, ids...).Result()
	if err != nil {
		return nil, s.told(ctx, "heads", err)
	}
	heads := make([]agenda.Head, 0, len(ids))
	for i, v := range values {
		text, _ := v.(string)
		h, err := parseHead(agenda.MeetingID(ids[i]), text)
		if err != nil {
			return nil, err
		}
		heads = append(heads, h)
	}
	return heads, nil
}

// follower is one Changed under way: what it told last of each meeting. It is owned by the goroutine of its loop.
type follower struct {
	store *Store
	told  map[agenda.MeetingID]agenda.Head
}

// Changed yields the heads there are and then every head that grows, on any node, until ctx ends. A message is the fast way; a look at the catalogue every 2 s
// and after each reconnection finds what messages lost. While Redis is away it waits. It ends with an error only when the store is closed.
func (s *Store) Changed(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		f := follower{store: s, told: map[agenda.MeetingID]agenda.Head{}}
		// The subscription comes before the first look, so that no change falls between. It fails or works in the background.
		messages := s.client.Subscribe(ctx, s.channelGrown())
		defer func() { _ = messages.Close() }() // closing twice is its only error
		arrivals := messages.ChannelWithSubscriptions()
		poll := time.NewTicker(s.poll)
		defer poll.Stop()
		if !f.look(ctx, true, yield) {
			return
		}
		for {
			var more bool
			select {
			case <-ctx.Done():
				return
			case <-s.life.Done():
				yield(agenda.Head{}, errClosed)
				return
			case a := <-arrivals:
				more = f.arrived(ctx, a, yield)
			case <-poll.C:
				more = f.look(ctx, false, yield)
			}
			if !more {
				return
			}
		}
	}
}

// arrived meets one message: a head, or the news that the subscription stands (again), after which anything may have been missed.
func (f *follower) arrived(ctx context.Context, a any, yield func(agenda.Head, error) bool) bool {
	switch m := a.(type) {
	case *redis.Subscription:
		return f.look(ctx, true, yield)
	case *redis.Message:
		id, text, _ := strings.Cut(m.Payload, " ")
		h, err := parseHead(agenda.MeetingID(id), text)
		if err != nil || h.Version <= f.told[h.Meeting].Version {
			return true // not ours, or overtaken by a look
		}
		return f.tell(ctx, h, yield)
	}
	return true
}

// look compares the catalogue with what was told, from the newest change on, and unless it is to see all stops at the first page without news. Errors are
// left to the next look.
func (f *follower) look(ctx context.Context, all bool, yield func(agenda.Head, error) bool) bool {
	for from := int64(0); ctx.Err() == nil; from += catalogPage {
		op, cancel := f.store.within(ctx)
		ids, err := f.store.client.ZRevRange(op, keyChanges, from, from+catalogPage-1).Result()
		cancel()
		if err != nil || len(ids) == 0 {
			return true
		}
		heads, err := f.store.heads(ctx, ids)
		if err != nil {
			return true
		}
		news := false
		for _, h := range heads {
			if h == f.told[h.Meeting] {
				continue
			}
			news = true
			if !f.tell(ctx, h, yield) {
				return false
			}
		}
		if !news && !all || len(ids) < catalogPage {
			return true
		}
	}
	return false
}

func (f *follower) tell(ctx context.Context, h agenda.Head, yield func(agenda.Head, error) bool) bool {
	f.told[h.Meeting] = h
	return ctx.Err() == nil && yield(h, nil)
}
