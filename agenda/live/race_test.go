package live

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// until repeats a command unchanged while the server is unavailable, as clients do.
func until(ctx context.Context, s *Session, by agenda.SeatID, id agenda.CommandID, c agenda.Command) (agenda.Version, error) {
	for {
		v, err := s.Do(ctx, by, id, c)
		if err == nil || agenda.AsError(err).Code != agenda.Unavailable {
			return v, err
		}
	}
}

// Two nodes on one store, 1,000 commands from 8 writers: each is in the journal once, in the order of its writer, and both nodes know the same.
func TestTwoHubsRace(t *testing.T) {
	const writers, each = 8, 125
	store := mem.New()
	a := opened(t, newTestHub(store))
	b, err := newTestHub(store).Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	start := a.Version()
	var versions sync.Map
	var group sync.WaitGroup
	for w := range writers {
		s := []*Session{a, b}[w%2]
		group.Go(func() {
			for i := range each {
				n := w*each + i
				v, err := until(t.Context(), s, secretary, agenda.CommandID(fmt.Sprint("c", n)), line(n))
				if err != nil {
					t.Errorf("command %d: %v", n, err)
					return
				}
				if other, twice := versions.LoadOrStore(v, n); twice {
					t.Errorf("commands %d and %d both got version %d", n, other, v)
				}
			}
		})
	}
	group.Wait()
	end := start + writers*each
	for _, s := range []*Session{a, b} {
		if err := s.follow(t.Context(), end); err != nil {
			t.Fatal(err)
		}
	}
	if head, err := agenda.VerifyChain(t.Context(), store, meetingID); err != nil || head.Version != end {
		t.Fatalf("journal ends at %d, want %d: %v", head.Version, end, err)
	}
	checkOrder(t, a, start, writers, each)
	ha, _ := a.HashAt(end)
	hb, _ := b.HashAt(end)
	if ha == "" || ha != hb {
		t.Errorf("the nodes differ: %q, %q", ha, hb)
	}
}

// checkOrder checks that every writer's commands stand in the journal once and in order.
func checkOrder(t *testing.T, s *Session, start agenda.Version, writers, each int) {
	t.Helper()
	next := make([]int, writers)
	records, _ := s.After(start)
	for _, r := range records {
		var n int
		if _, err := fmt.Sscanf(string(r.Command), "c%d", &n); err != nil {
			t.Fatal(err)
		}
		if w := n / each; n%each != next[w] {
			t.Errorf("writer %d: command %d where %d was expected", w, n%each, next[w])
		}
		next[n/each]++
	}
	for w, n := range next {
		if n != each {
			t.Errorf("writer %d has %d commands in the journal, want %d", w, n, each)
		}
	}
}

// The same command sent to two nodes at once is one record, and both give the same answer.
func TestSameCommandOnTwoNodes(t *testing.T) {
	store := mem.New()
	a := opened(t, newTestHub(store))
	b, err := newTestHub(store).Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	start := a.Version()
	for i := range 50 {
		var got [2]agenda.Version
		var group sync.WaitGroup
		for n, s := range []*Session{a, b} {
			group.Go(func() {
				v, err := until(t.Context(), s, secretary, agenda.CommandID(fmt.Sprint("c", i)), line(i))
				if err != nil {
					t.Error(err)
				}
				got[n] = v
			})
		}
		group.Wait()
		if want := start + agenda.Version(i) + 1; got[0] != want || got[1] != want {
			t.Fatalf("command %d got versions %v, want %d twice", i, got, want)
		}
	}
}

// A node that is behind catches up and decides again.
func TestStaleNodeCatchesUp(t *testing.T) {
	store := mem.New()
	a := opened(t, newTestHub(store))
	b, err := newTestHub(store).Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		do(t, a, secretary, agenda.CommandID(fmt.Sprint("a", i)), line(i))
	}
	// Decided anew, not merely moved: what was free on the stale state is taken now.
	_, err = b.Do(t.Context(), secretary, "b1", line(7))
	wantKey(t, err, "id_taken")
	if v := do(t, b, secretary, "b2", line(30)); v != a.Version()+1 {
		t.Errorf("version %d, want %d", v, a.Version()+1)
	}
}

// Serve brings what other nodes append to the sessions of this one, and says so on Changed.
func TestServeFollows(t *testing.T) {
	store := mem.New()
	a := opened(t, newTestHub(store))
	hub := newTestHub(store)
	b, err := hub.Session(t.Context(), meetingID)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- hub.Serve(ctx) }()
	changed := hub.Changed()
	last := agenda.Version(0)
	for i := range 20 {
		last = do(t, a, secretary, agenda.CommandID(fmt.Sprint("a", i)), line(i))
	}
	for after := agenda.Version(0); after < last; {
		records, more := b.After(after)
		if len(records) == 0 {
			<-more
			continue
		}
		after = records[len(records)-1].Version
	}
	<-changed
	cancel()
	if err := <-served; err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Serve returned %v", err)
	}
}
