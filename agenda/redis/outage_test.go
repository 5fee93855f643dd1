package redis

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

// writeThrough appends to its own meeting until ctx ends, the same record again while Redis is away, as live.Session does. It returns every
// acknowledged hash.
func writeThrough(ctx context.Context, t *testing.T, s *Store, id agenda.MeetingID, acked func()) []agenda.Hash {
	var hashes []agenda.Hash
	head := agenda.Head{Meeting: id}
	for ctx.Err() == nil {
		r := agendatest.Next(t, head, fmt.Sprintf("dòng %d", head.Version+1))
		err := s.Append(ctx, id, r)
		for ; errors.Is(err, errAway) || errors.Is(err, errFull); err = s.Append(ctx, id, r) {
			select {
			case <-ctx.Done():
				return hashes
			case <-time.After(5 * time.Millisecond): // a client's backoff
			}
		}
		if ctx.Err() != nil {
			return hashes // not known, not counted
		}
		if err != nil {
			t.Errorf("record %d of %s: %v", r.Version, id, err)
			return hashes
		}
		hashes = append(hashes, r.Hash)
		head.Version, head.Hash = r.Version, r.Hash
		acked()
	}
	return hashes
}

// Redis is killed with -9 while four writers append, and starts again on its file, three times: every acknowledged record is there exactly once.
// A follower and a listener that were there before hear again afterwards.
func TestKilledDuringAppends(t *testing.T) {
	srv := ownServer(t)
	s := srv.store(t, "node-a", func(_ *redis.Options, s *Store) { s.poll = 100 * time.Millisecond })
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	words, err := s.Hear(ctx, "giao-ban")
	if err != nil {
		t.Fatal(err)
	}
	const writers = 4
	acks := make(chan struct{}, 1<<16)
	var hashes [writers][]agenda.Hash
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			hashes[i] = writeThrough(ctx, t, s, agenda.MeetingID(fmt.Sprintf("m%d", i)), func() { acks <- struct{}{} })
		})
	}
	for range 3 {
		waitAcks(t, acks, 60)
		srv.kill()
		if err := srv.start("always"); err != nil {
			t.Fatal(err)
		}
	}
	waitAcks(t, acks, 60)
	hearAgain(t, s, words)
	cancel()
	wg.Wait()
	total := 0
	for i, list := range hashes {
		total += len(list)
		checkOnce(t, s, agenda.MeetingID(fmt.Sprintf("m%d", i)), list)
	}
	t.Logf("%d acknowledged records over 3 kills", total)
}

func waitAcks(t *testing.T, acks <-chan struct{}, n int) {
	t.Helper()
	timeout := time.After(30 * time.Second)
	for range n {
		select {
		case <-acks:
		case <-timeout:
			t.Fatal("appends do not go on")
		}
	}
}

// hearAgain says words until one is heard: the subscription comes back by itself, and what was said before is lost, as promised.
func hearAgain(t *testing.T, s *Store, words <-chan agenda.Word) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if err := s.Say(t.Context(), "giao-ban", agenda.Word{Type: "draft", By: "u-1"}); err != nil && !errors.Is(err, errAway) {
			t.Fatal(err)
		}
		select {
		case <-words:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatal("a listener is deaf after the restart of Redis")
}

func checkOnce(t *testing.T, s *Store, id agenda.MeetingID, acknowledged []agenda.Hash) {
	t.Helper()
	if _, err := agenda.VerifyChain(t.Context(), s, id); err != nil {
		t.Error(err)
	}
	times := map[agenda.Hash]int{}
	for r, err := range s.Read(t.Context(), id, 0) {
		if err != nil {
			t.Fatal(err)
		}
		times[r.Hash]++
	}
	for i, h := range acknowledged {
		if times[h] != 1 {
			t.Errorf("acknowledged record %d of %s is there %d times", i+1, id, times[h])
		}
	}
}

// While Redis is away every call is refused in words within its deadline, and all works again afterwards.
func TestAway(t *testing.T) {
	srv := ownServer(t)
	s := srv.store(t, "node-a", func(_ *redis.Options, s *Store) { s.poll = 50 * time.Millisecond })
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 1)
	ctx, cancel := context.WithCancel(t.Context())
	heads, ended := make(chan agenda.Head, 1024), make(chan error, 1)
	go func() {
		var last error
		for h, err := range s.Changed(ctx) {
			last = err
			heads <- h
		}
		ended <- last
	}()
	<-heads
	srv.kill()
	began := time.Now()
	if err := s.Append(t.Context(), "a", agendatest.Next(t, head, "khi mất mạng")); !errors.Is(err, errAway) {
		t.Errorf("append: %v", err)
	}
	for _, err := range s.Read(t.Context(), "a", 0) {
		if !errors.Is(err, errAway) {
			t.Errorf("read: %v", err)
		}
	}
	if _, err := s.Hold(t.Context(), "room:1"); !errors.Is(err, errAway) {
		t.Errorf("hold: %v", err)
	}
	if _, err := s.Hear(t.Context(), "a"); !errors.Is(err, errAway) {
		t.Errorf("hear: %v", err)
	}
	if took := time.Since(began); took > 4*patience+time.Second {
		t.Errorf("four refusals took %v", took)
	}
	if err := srv.start("always"); err != nil {
		t.Fatal(err)
	}
	head, _ = agendatest.Grow(t, s, head, 1)
	timeout := time.After(20 * time.Second)
	for found := false; !found; {
		select {
		case h := <-heads:
			found = h == head
		case <-timeout:
			t.Fatal("a follower does not come back with Redis")
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the follower ended with %v", err)
	}
}

// A Redis that accepts and never answers is as good as away after 1.5 s.
func TestStopped(t *testing.T) {
	srv := ownServer(t)
	s := srv.store(t, "node-a", nil)
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 1)
	srv.pause(t)
	began := time.Now()
	r := agendatest.Next(t, head, "khi Redis treo")
	if err := s.Append(t.Context(), "a", r); !errors.Is(err, errAway) {
		t.Errorf("append: %v", err)
	}
	if took := time.Since(began); took > 2*patience {
		t.Errorf("the refusal took %v", took)
	}
	srv.goOn(t)
	// Whether the first try was kept or not: once.
	if err := s.Append(t.Context(), "a", r); err != nil {
		t.Fatal(err)
	}
	checkOnce(t, s, "a", []agenda.Hash{r.Hash})
}

// insisting appends as a client would: again, until the replica has confirmed. A busy machine can take longer for it than one append may wait.
type insisting struct{ *Store }

func (j insisting) Append(ctx context.Context, id agenda.MeetingID, r agenda.Record) error {
	deadline := time.Now().Add(20 * time.Second)
	for {
		err := j.Store.Append(ctx, id, r)
		if !errors.Is(err, errAlone) || time.Now().After(deadline) {
			return err
		}
	}
}

// With a replica an append is confirmed by it, and refused while it is away: unknown, kept once when tried again.
func TestReplicas(t *testing.T) {
	port := tcp(t)
	primary := ownServer(t, "--port", port, "--bind", "127.0.0.1", "--repl-diskless-sync-delay", "0")
	replica := ownServer(t, "--replicaof", "127.0.0.1 "+port)
	admin := primary.client(t)
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(admin.Info(t.Context(), "replication").Val(), "state=online") {
		if time.Now().After(deadline) {
			t.Fatal("the replica does not connect")
		}
	}
	s := primary.store(t, "node-a", nil)
	if s.replicas.Load() != 1 {
		t.Fatalf("%d replicas are waited for, want 1", s.replicas.Load())
	}
	head, _ := agendatest.Grow(t, insisting{s}, agenda.Head{Meeting: "a"}, 5)
	if n := replica.client(t).XLen(t.Context(), keyJournal("a")).Val(); n != 5 {
		t.Errorf("the replica has %d of 5 acknowledged records", n)
	}
	replica.pause(t)
	r := agendatest.Next(t, head, "máy dự phòng treo")
	if err := s.Append(t.Context(), "a", r); !errors.Is(err, errAlone) {
		t.Fatalf("append without the replica: %v", err)
	}
	replica.goOn(t)
	if err := (insisting{s}).Append(t.Context(), "a", r); err != nil {
		t.Fatal(err)
	}
	checkOnce(t, s, "a", []agenda.Hash{r.Hash})
	if n := replica.client(t).XLen(t.Context(), keyJournal("a")).Val(); n != 6 {
		t.Errorf("the replica has %d of 6 acknowledged records", n)
	}
}
