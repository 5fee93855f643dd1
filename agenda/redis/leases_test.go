package redis

import (
	"errors"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

func TestLeases(t *testing.T) {
	srv := needServer(t)
	node := func(t *testing.T, name string) agenda.Leases {
		return srv.store(t, name, func(_ *redis.Options, s *Store) { s.ttl = 600 * time.Millisecond })
	}
	agendatest.TestLeases(t, node)
	agendatest.TestLostLease(t, node, func(t *testing.T, name string) {
		if err := srv.client(t).Set(t.Context(), "giaoban:lease:"+name, "999 thief", 0).Err(); err != nil {
			t.Fatal(err)
		}
	})
}

// A node that dies without a word holds its leases for their time to live and no longer.
func TestLeaseOfADeadNode(t *testing.T) {
	srv := needServer(t)
	s := srv.store(t, "node-b", nil)
	if err := srv.client(t).Set(t.Context(), "giaoban:lease:room:1", "7 node-dead", 400*time.Millisecond).Err(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Hold(t.Context(), "room:1")
	var other *agenda.HeldError
	if !errors.As(err, &other) || other.Holder != "node-dead" {
		t.Fatalf("got %v, want node-dead", err)
	}
	agendatest.HoldSoon(t.Context(), t, s, "room:1")
}

// A living holder keeps its lease for many times its time to live.
func TestLeaseIsRenewed(t *testing.T) {
	srv := needServer(t)
	short := func(_ *redis.Options, s *Store) { s.ttl = 150 * time.Millisecond }
	a, b := srv.store(t, "node-a", short), srv.store(t, "node-b", short)
	held, err := a.Hold(t.Context(), "room:1")
	if err != nil {
		t.Fatal(err)
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 20 {
		select {
		case <-held.Done():
			t.Fatal("a living holder lost its lease")
		case <-tick.C:
		}
		if _, err := b.Hold(t.Context(), "room:1"); err == nil {
			t.Fatal("two nodes hold the lease")
		}
	}
}

// An outage longer than the time to live does not end a lease: sound goes on. Afterwards it is taken back.
func TestLeaseSurvivesAnOutage(t *testing.T) {
	srv := ownServer(t)
	short := func(_ *redis.Options, s *Store) { s.ttl = 300 * time.Millisecond }
	a := srv.store(t, "node-a", short)
	held, err := a.Hold(t.Context(), "room:1")
	if err != nil {
		t.Fatal(err)
	}
	srv.kill()
	select {
	case <-held.Done():
		t.Fatal("an outage ended the lease")
	case <-time.After(3 * a.ttl):
	}
	if err := srv.start("always"); err != nil {
		t.Fatal(err)
	}
	admin := srv.client(t)
	deadline := time.Now().Add(10 * time.Second)
	for admin.Get(t.Context(), "giaoban:lease:room:1").Val() == "" {
		if time.Now().After(deadline) {
			t.Fatal("the lease is not taken back after the outage")
		}
	}
	b := srv.store(t, "node-b", short)
	var other *agenda.HeldError
	if _, err := b.Hold(t.Context(), "room:1"); !errors.As(err, &other) || other.Holder != "node-a" {
		t.Errorf("after the outage: %v, want node-a", err)
	}
	if held.Err() != nil {
		t.Error("the lease ended after the outage")
	}
}

// The counter says that somebody held the lease while it had run out: it is not taken back.
func TestOvertakenLeaseIsLost(t *testing.T) {
	srv := needServer(t)
	a := srv.store(t, "node-a", func(_ *redis.Options, s *Store) { s.ttl = 300 * time.Millisecond })
	held, err := a.Hold(t.Context(), "room:1")
	if err != nil {
		t.Fatal(err)
	}
	admin := srv.client(t)
	_, err = admin.TxPipelined(t.Context(), func(p redis.Pipeliner) error {
		p.Del(t.Context(), "giaoban:lease:room:1")
		p.Incr(t.Context(), "giaoban:fence:room:1")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-held.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the lease was taken back from its newer holder")
	}
}
