package redis

import (
	"context"
	"fmt"
	"strings"
	"time"

	"giaoban/agenda"
)

// Hold makes this node the holder of name until ctx ends. *agenda.HeldError names the holder there is, which may be this node, or an earlier life of it
// for the 4.5 s that a lease outlives its holder. The returned context ends with *agenda.HeldError as its cause when somebody else is known to hold the
// lease; while Redis is away it goes on. When ctx ends the lease is given up in the background, which Close awaits.
func (s *Store) Hold(ctx context.Context, name string) (context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	op, cancel := s.within(ctx)
	defer cancel()
	l := lease{store: s, name: name}
	answer, err := scriptHold.Run(op, s.client, l.keys(), s.node, s.ttl.Milliseconds()).Slice()
	if err != nil {
		return nil, s.told(ctx, "hold "+name, err)
	}
	if len(answer) != 2 {
		return nil, errDamaged.Because(fmt.Errorf("the script answered %v", answer))
	}
	l.value, _ = answer[0].(string)
	if set, _ := answer[1].(int64); set != 1 {
		return nil, &agenda.HeldError{Name: name, Holder: holder(l.value)}
	}
	if err := s.begun(); err != nil {
		l.release()
		return nil, err
	}
	held, lose := context.WithCancelCause(ctx)
	go func() {
		defer s.wg.Done()
		lose(l.keep(held))
		l.release()
	}()
	return held, nil
}

// lease is one holding. It is a value, owned by its keeper.
type lease struct {
	store *Store
	name  string
	value string // "FENCE NODE": what Redis has while we hold it
}

func (l lease) keys() []string { return []string{"giaoban:lease:" + l.name, "giaoban:fence:" + l.name} }

// holder is the node in "FENCE NODE".
func holder(value string) string {
	_, node, _ := strings.Cut(value, " ")
	return node
}

// keep renews the lease at a third of its time to live, and returns why it is over: the end of held, of the store, or another holder.
func (l lease) keep(held context.Context) error {
	tick := time.NewTicker(l.store.ttl / 3)
	defer tick.Stop()
	for {
		select {
		case <-held.Done():
			return context.Cause(held)
		case <-l.store.life.Done():
			return errClosed
		case <-tick.C:
		}
		there, err := l.renew(held)
		if err == nil && there != l.value {
			return &agenda.HeldError{Name: l.name, Holder: holder(there)}
		}
		// An error says that nobody could be asked: kept until the next tick knows more.
	}
}

// renew is the value that Redis now has for the lease.
func (l lease) renew(ctx context.Context) (string, error) {
	op, cancel := l.store.within(ctx)
	defer cancel()
	fence, _, _ := strings.Cut(l.value, " ")
	return scriptRenew.Run(op, l.store.client, l.keys(), l.value, l.store.ttl.Milliseconds(), fence).Text()
}

// release gives the lease up if it is still ours. It goes on after the end of the store's life, which Close awaits. When Redis is away the lease runs out by itself.
func (l lease) release() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.store.life), patience)
	defer cancel()
	_ = scriptRelease.Run(ctx, l.store.client, l.keys()[:1], l.value).Err() // as above
}
