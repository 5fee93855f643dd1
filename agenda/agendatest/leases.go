package agendatest

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
)

// TestLeases checks what the comments of agenda.Leases promise. node makes the leases of one node; all nodes share one store. Every case uses names
// of its own.
func TestLeases(t *testing.T, node func(t *testing.T, name string) agenda.Leases) {
	t.Run("OneHolder", func(t *testing.T) { testOneHolder(t, node(t, "node-a"), node(t, "node-b")) })
	t.Run("GivenUpWithItsContext", func(t *testing.T) { testGivenUp(t, node(t, "node-a"), node(t, "node-b")) })
	t.Run("NamesAreIndependent", func(t *testing.T) { testLeaseNames(t, node(t, "node-a"), node(t, "node-b")) })
	t.Run("EndedContext", func(t *testing.T) { testLeaseEndedContext(t, node(t, "node-a"), node(t, "node-b")) })
	t.Run("Race", func(t *testing.T) {
		var nodes []agenda.Leases
		for _, name := range []string{"node-a", "node-b", "node-c", "node-d", "node-e"} {
			nodes = append(nodes, node(t, name))
		}
		testLeaseRace(t, nodes)
	})
}

// TestLostLease checks that a holder learns that it is none any more. steal gives the lease name to the node "thief" behind the holder's back.
func TestLostLease(t *testing.T, node func(t *testing.T, name string) agenda.Leases, steal func(t *testing.T, name string)) {
	a, b := node(t, "node-a"), node(t, "node-b")
	held, err := a.Hold(t.Context(), "room:lost")
	if err != nil {
		t.Fatal(err)
	}
	steal(t, "room:lost")
	ends(t, held)
	var loss *agenda.HeldError
	if cause := context.Cause(held); !errors.As(cause, &loss) || loss.Holder != "thief" {
		t.Errorf("the lease ended because of %v, want the new holder's name", cause)
	}
	refused(t, b, "room:lost", "thief")
	refused(t, a, "room:lost", "thief")
}

// refused checks that name is held by holder.
func refused(t *testing.T, l agenda.Leases, name, holder string) {
	t.Helper()
	_, err := l.Hold(t.Context(), name)
	var held *agenda.HeldError
	if !errors.As(err, &held) {
		t.Fatalf("holding %s: got %v, want *HeldError", name, err)
	}
	if held.Holder != holder || held.Name != name {
		t.Fatalf("%s is said to be held by %q (name %q), want %q", name, held.Holder, held.Name, holder)
	}
}

// ends waits for the end of a held context.
func ends(t *testing.T, held context.Context) {
	t.Helper()
	select {
	case <-held.Done():
	case <-time.After(patience):
		t.Fatal("the lease is lost and its context goes on")
	}
}

// HoldSoon holds name as soon as it is free, which must be within ten seconds.
func HoldSoon(ctx context.Context, t testing.TB, l agenda.Leases, name string) context.Context {
	t.Helper()
	deadline := time.Now().Add(patience)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		held, err := l.Hold(ctx, name)
		if err == nil {
			return held
		}
		var other *agenda.HeldError
		if !errors.As(err, &other) {
			t.Fatalf("holding %s: %v", name, err)
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is never given up: %v", name, err)
		}
		<-tick.C
	}
}

func testOneHolder(t *testing.T, a, b agenda.Leases) {
	held, err := a.Hold(t.Context(), "room:one")
	if err != nil {
		t.Fatal(err)
	}
	refused(t, b, "room:one", "node-a")
	refused(t, a, "room:one", "node-a")
	if held.Err() != nil {
		t.Fatalf("refusing others ended the lease: %v", context.Cause(held))
	}
}

func testGivenUp(t *testing.T, a, b agenda.Leases) {
	ctx, cancel := context.WithCancel(t.Context())
	held, err := a.Hold(ctx, "room:given-up")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	ends(t, held)
	second := HoldSoon(t.Context(), t, b, "room:given-up")
	refused(t, a, "room:given-up", "node-b")
	if second.Err() != nil {
		t.Fatal("the end of the first lease ended the second")
	}
}

func testLeaseNames(t *testing.T, a, b agenda.Leases) {
	if _, err := a.Hold(t.Context(), "room:x"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Hold(t.Context(), "room:xy"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Hold(t.Context(), "courier"); err != nil {
		t.Fatal(err)
	}
	refused(t, b, "room:x", "node-a")
	refused(t, a, "room:xy", "node-b")
}

func testLeaseEndedContext(t *testing.T, a, b agenda.Leases) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Hold(ctx, "room:ended"); !errors.Is(err, context.Canceled) {
		t.Fatalf("holding on an ended context: got %v", err)
	}
	HoldSoon(t.Context(), t, b, "room:ended")
}

// testLeaseRace lets five nodes want the same name again and again: never two at once.
func testLeaseRace(t *testing.T, nodes []agenda.Leases) {
	const rounds = 5
	var mu sync.Mutex
	inside, most := 0, 0
	var wg sync.WaitGroup
	for _, n := range nodes {
		wg.Go(func() {
			for range rounds {
				ctx, cancel := context.WithCancel(t.Context())
				held, err := n.Hold(ctx, "courier:race")
				var other *agenda.HeldError
				if err != nil && !errors.As(err, &other) {
					t.Errorf("hold: %v", err)
				}
				if err == nil && held.Err() == nil {
					mu.Lock()
					inside++
					most = max(most, inside)
					mu.Unlock()
					for range 100 {
						runtime.Gosched() // let the others in, if they can
					}
					mu.Lock()
					inside--
					mu.Unlock()
				}
				cancel()
			}
		})
	}
	wg.Wait()
	if most != 1 {
		t.Errorf("%d nodes held the lease at once, want exactly 1", most)
	}
}
