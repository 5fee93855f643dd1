package redis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
)

// earWords is how many words are kept for a listener that is behind; more are lost for it.
const earWords = 64

func (s *Store) channelBus(id agenda.MeetingID) string {
	return "giaoban:bus:" + s.epoch + ":" + string(id)
}

// Say gives w to everybody who hears id on any node. It waits for Redis, at most 1.5 s, and never for a listener.
func (s *Store) Say(ctx context.Context, id agenda.MeetingID, w agenda.Word) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	raw, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("redis: encoding a word for %s: %w", id, err)
	}
	op, cancel := s.within(ctx)
	defer cancel()
	return s.told(ctx, "say", s.client.Publish(op, s.channelBus(id), raw).Err())
}

// Hear is the words said to id from the moment it returns. The channel is closed when ctx ends or the store is closed. While Redis is away nothing is
// heard; the subscription comes back by itself.
func (s *Store) Hear(ctx context.Context, id agenda.MeetingID) (<-chan agenda.Word, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	op, cancel := s.within(ctx)
	defer cancel()
	messages := s.client.Subscribe(op, s.channelBus(id))
	_, err := messages.Receive(op) // Redis confirms: what is said from now on is heard
	if err == nil {
		err = s.begun()
	}
	if err != nil {
		var refused *agenda.Error
		if err = errors.Join(err, messages.Close()); errors.As(err, &refused) {
			return nil, refused
		}
		return nil, s.told(ctx, "hear "+string(id), err)
	}
	words := make(chan agenda.Word, earWords)
	go func() {
		defer s.wg.Done()
		defer close(words)
		defer func() { _ = messages.Close() }() // closing twice is its only error
		s.pass(ctx, messages.Channel(), words)
	}()
	return words, nil
}

// pass hands messages on as words until ctx or the store ends. It never waits for the listener: go-redis would otherwise hold messages of everybody.
func (s *Store) pass(ctx context.Context, messages <-chan *redis.Message, words chan<- agenda.Word) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.life.Done():
			return
		case m, ok := <-messages:
			if !ok {
				return
			}
			var w agenda.Word
			if json.Unmarshal([]byte(m.Payload), &w) != nil {
				continue // not said by one of us
			}
			select {
			case words <- w:
			default: // behind: this word is lost for it
			}
		}
	}
}
