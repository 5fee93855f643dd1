package agendatest

import (
	"context"
	"testing"
	"time"

	"giaoban/agenda"
)

// follow runs Changed in a goroutine until ctx ends. It tells the heads it was given and, once, the error it ended with.
func follow(ctx context.Context, j agenda.Journal) (seen chan agenda.Head, ended chan error) {
	seen, ended = make(chan agenda.Head, 4096), make(chan error, 1)
	go func() {
		var last error
		for h, err := range j.Changed(ctx) {
			if last = err; err == nil {
				seen <- h
			}
		}
		ended <- last
	}()
	return seen, ended
}

// await reads heads until want is among them.
func await(t *testing.T, seen <-chan agenda.Head, want agenda.Head) {
	t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case h := <-seen:
			if h == want {
				return
			}
			if h.Meeting == want.Meeting && h.Version > want.Version {
				t.Fatalf("Changed tells of %v, the journal ends at %v", h, want)
			}
		case <-timeout:
			t.Fatalf("Changed never told of %v", want)
		}
	}
}

// over waits for the end of a follower.
func over(t *testing.T, ended <-chan error) {
	t.Helper()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("Changed ended with %v: the end of its context is not an error", err)
		}
	case <-time.After(patience):
		t.Fatal("Changed goes on after its context ended")
	}
}

func testChanged(t *testing.T, j agenda.Journal) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	const followers = 3
	var seen [followers]chan agenda.Head
	var ended [followers]chan error
	for i := range followers {
		seen[i], ended[i] = follow(ctx, j)
	}
	a, _ := Grow(t, j, agenda.Head{Meeting: "a"}, 20)
	b, _ := Grow(t, j, agenda.Head{Meeting: "b"}, 1)
	for i := range followers {
		awaitBoth(t, seen[i], a, b)
	}
	a, _ = Grow(t, j, a, 1)
	for i := range followers {
		await(t, seen[i], a)
	}
	cancel()
	for i := range followers {
		over(t, ended[i])
	}
}

// awaitBoth reads heads until both were seen, in any order.
func awaitBoth(t *testing.T, seen <-chan agenda.Head, a, b agenda.Head) {
	t.Helper()
	timeout := time.After(patience)
	for gotA, gotB := false, false; !gotA || !gotB; {
		select {
		case h := <-seen:
			gotA, gotB = gotA || h == a, gotB || h == b
		case <-timeout:
			t.Fatalf("Changed never told of %v (%t) and %v (%t)", a, gotA, b, gotB)
		}
	}
}

// testChangedLate checks the level, not the edge: a consumer that looks away while the journal grows still learns the newest head.
func testChangedLate(t *testing.T, j agenda.Journal) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	head, _ := Grow(t, j, agenda.Head{Meeting: "a"}, 1)
	started, grown := make(chan struct{}), make(chan agenda.Head, 1)
	result := make(chan agenda.Head, 1)
	go func() {
		var newest, want agenda.Head
		for h, err := range j.Changed(ctx) {
			if err != nil {
				break
			}
			newest = h
			if want == (agenda.Head{}) {
				close(started)
				want = <-grown // busy with the first head while 30 more records come
			}
			if newest == want {
				break
			}
		}
		result <- newest
	}()
	// The first head may be of before or after the follower began: touch the journal until one arrives.
	for waiting := true; waiting; {
		head, _ = Grow(t, j, head, 1)
		select {
		case <-started:
			waiting = false
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			t.Fatal("Changed told of nothing")
		}
	}
	head, _ = Grow(t, j, head, 30)
	grown <- head
	if got := <-result; got != head {
		t.Fatalf("a busy follower ended at %v, the journal at %v", got, head)
	}
}

func testChangedEnds(t *testing.T, j agenda.Journal) {
	ctx, cancel := context.WithCancel(t.Context())
	_, quiet := follow(ctx, j)
	cancel()
	over(t, quiet)
	_, late := follow(ctx, j)
	over(t, late)
}
