package agendatest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"giaoban/agenda"
)

// testWriters is what every open meeting does: twenty seats decide at once, all but one of them on a version that has moved on, and try again.
func testWriters(t *testing.T, j agenda.Journal) {
	const writers, each = 20, 5
	accepted := make([][]agenda.Hash, writers)
	errs := make([]error, writers)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			accepted[w], errs[w] = writeMany(t.Context(), j, "giao-ban", fmt.Sprintf("người viết %d", w), each)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}

	times := map[agenda.Hash]int{}
	head := agenda.Head{Meeting: "giao-ban"}
	for _, r := range read(t.Context(), t, j, "giao-ban", 0) {
		times[r.Hash]++
		head.Version, head.Hash = r.Version, r.Hash
	}
	for _, hashes := range accepted {
		for _, h := range hashes {
			if times[h] != 1 {
				t.Errorf("an accepted record is in the journal %d times", times[h])
			}
		}
	}
	if head.Version != writers*each {
		t.Errorf("the journal has %d records, %d were accepted", head.Version, writers*each)
	}
	intact(t, j, head)
}

// writeMany appends n records by the retry loop of live.Session: catch up, decide, append, again when stale.
func writeMany(ctx context.Context, j agenda.Journal, id agenda.MeetingID, words string, n int) ([]agenda.Hash, error) {
	head := agenda.Head{Meeting: id}
	var accepted []agenda.Hash
	for len(accepted) < n {
		for r, err := range j.Read(ctx, id, head.Version) {
			if err != nil {
				return accepted, fmt.Errorf("catching up after %d: %w", head.Version, err)
			}
			head.Version, head.Hash = r.Version, r.Hash
		}
		r, err := next(head, fmt.Sprintf("%s, dòng %d", words, len(accepted)))
		if err != nil {
			return accepted, err
		}
		switch err := j.Append(ctx, id, r); {
		case errors.Is(err, agenda.ErrStale):
		case err != nil:
			return accepted, fmt.Errorf("append %d: %w", r.Version, err)
		default:
			accepted = append(accepted, r.Hash)
			head.Version, head.Hash = r.Version, r.Hash
		}
	}
	return accepted, nil
}

func testReadWhileAppending(t *testing.T, j agenda.Journal) {
	const n = 60
	done := make(chan error, 1)
	go func() {
		_, err := writeMany(t.Context(), j, "giao-ban", "đang viết", n)
		done <- err
	}()
	for finished := false; !finished; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			finished = true
		default:
		}
		head, err := agenda.VerifyChain(t.Context(), j, "giao-ban")
		if err != nil {
			t.Fatalf("a reader saw a torn journal: %v", err)
		}
		if finished && head.Version != n {
			t.Fatalf("the journal ends at %d, want %d", head.Version, n)
		}
	}
}

// testAppendWhileReading appends from inside the loop of a reader: an adapter that holds its lock while it yields would wait for itself.
func testAppendWhileReading(t *testing.T, j agenda.Journal) {
	head, _ := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 3)
	seen := agenda.Version(0)
	for r, err := range j.Read(t.Context(), "giao-ban", 0) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Version != seen+1 {
			t.Fatalf("record %d after %d", r.Version, seen)
		}
		seen = r.Version
		if head.Version < 40 {
			head, _ = Grow(t, j, head, 1)
		}
	}
	if seen < 3 {
		t.Fatalf("the reader stopped at %d of the 3 records there were", seen)
	}
	intact(t, j, head)
}
