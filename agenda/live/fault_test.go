package live

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

var errLine = errors.New("the line to the store is gone")

// faults is a journal in memory that fails as a distant one does. Its functions are static while a test uses it; nil ones change nothing.
type faults struct {
	*mem.Store
	append  func(ctx context.Context, kept error) error         // what Append says after the store has answered
	read    func(agenda.Record) (agenda.Record, bool)           // what Read shows; false leaves the record out
	changed func(context.Context) iter.Seq2[agenda.Head, error] // in place of the store's
}

func (f *faults) Append(ctx context.Context, id agenda.MeetingID, r agenda.Record) error {
	err := f.Store.Append(ctx, id, r)
	if f.append != nil {
		return f.append(ctx, err)
	}
	return err
}

func (f *faults) Read(ctx context.Context, id agenda.MeetingID, after agenda.Version) iter.Seq2[agenda.Record, error] {
	return func(yield func(agenda.Record, error) bool) {
		for r, err := range f.Store.Read(ctx, id, after) {
			if f.read != nil && err == nil {
				shown, ok := f.read(r)
				if !ok {
					continue
				}
				r = shown
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func (f *faults) Changed(ctx context.Context) iter.Seq2[agenda.Head, error] {
	if f.changed != nil {
		return f.changed(ctx)
	}
	return f.Store.Changed(ctx)
}

// The record was kept but the answer was lost: the same command sent again finds it, and the journal has it once.
func TestAppendWithUnknownOutcome(t *testing.T) {
	f := &faults{Store: mem.New()}
	s := opened(t, newTestHub(f))
	was := s.Version()
	f.append = func(context.Context, error) error { return errLine }
	_, err := s.Do(t.Context(), secretary, "x", line(1))
	wantKey(t, err, "store")
	if !errors.Is(err, errLine) {
		t.Errorf("the cause is not told: %v", err)
	}
	f.append = nil
	if v := do(t, s, secretary, "x", line(1)); v != was+1 {
		t.Errorf("sent again: version %d, want %d", v, was+1)
	}
	if v := do(t, s, secretary, "y", line(2)); v != was+2 {
		t.Errorf("the next command: version %d, want %d", v, was+2)
	}
	if head, err := agenda.VerifyChain(t.Context(), f, meetingID); err != nil || head.Version != was+2 {
		t.Errorf("journal at %d, want %d: %v", head.Version, was+2, err)
	}
}

// Another command may come before the repeated one: both are there once.
func TestUnknownOutcomeThenAnotherCommand(t *testing.T) {
	f := &faults{Store: mem.New()}
	s := opened(t, newTestHub(f))
	was := s.Version()
	f.append = func(context.Context, error) error { return errLine }
	_, err := s.Do(t.Context(), secretary, "x", line(1))
	wantKey(t, err, "store")
	f.append = nil
	if v := do(t, s, secretary, "y", line(2)); v != was+2 {
		t.Errorf("the other command: version %d, want %d", v, was+2)
	}
	if v := do(t, s, secretary, "x", line(1)); v != was+1 {
		t.Errorf("sent again: version %d, want %d", v, was+1)
	}
}

func TestLostRacesAreGivenUp(t *testing.T) {
	f := &faults{Store: mem.New()}
	s := opened(t, newTestHub(f))
	tries := 0
	f.append = func(context.Context, error) error { tries++; return agenda.ErrStale }
	f.read = func(r agenda.Record) (agenda.Record, bool) { return r, false }
	_, err := s.Do(t.Context(), secretary, "x", line(1))
	wantKey(t, err, "busy")
	if tries != maxAttempts {
		t.Errorf("tried %d times", tries)
	}
}

// The end of the asker's context does not stop an append that has begun; a store that never answers is given up after 5 s.
func TestAppendOutlivesItsAsker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faults{Store: mem.New()}
		s := opened(t, newTestHub(f))
		was := s.Version()
		ctx, cancel := context.WithCancel(t.Context())
		f.append = func(ctx context.Context, err error) error {
			cancel()
			time.Sleep(time.Second)
			return errors.Join(err, ctx.Err())
		}
		if v, err := s.Do(ctx, secretary, "x", line(1)); err != nil || v != was+1 {
			t.Errorf("version %d, %v", v, err)
		}
		f.append = func(ctx context.Context, err error) error { <-ctx.Done(); return ctx.Err() }
		start := time.Now()
		_, err := s.Do(t.Context(), secretary, "y", line(2))
		wantKey(t, err, "store")
		if took := time.Since(start); took != appendTimeout {
			t.Errorf("given up after %v", took)
		}
	})
}

func tampered(r agenda.Record) agenda.Record {
	r.Events = slices.Clone(r.Events)
	for i, e := range r.Events {
		if l, ok := e.(agenda.LineAdded); ok {
			l.Text.Value = "Lời khác"
			r.Events[i] = l
		}
	}
	return r
}

func TestBrokenChainIsNeverServed(t *testing.T) {
	breaks := map[string]func(agenda.Record) (agenda.Record, bool){
		"changed text":   func(r agenda.Record) (agenda.Record, bool) { return tampered(r), true },
		"missing record": func(r agenda.Record) (agenda.Record, bool) { return r, r.Command != "x" },
		"other author":   func(r agenda.Record) (agenda.Record, bool) { r.By = "chair"; return r, true },
	}
	for name, read := range breaks {
		t.Run(name, func(t *testing.T) {
			f := &faults{Store: mem.New()}
			good := opened(t, newTestHub(f))
			other, err := newTestHub(f).Session(t.Context(), meetingID)
			if err != nil {
				t.Fatal(err)
			}
			was := other.Version()
			do(t, good, secretary, "x", line(1))
			do(t, good, secretary, "y", line(2))
			f.read = read
			fresh := newTestHub(f)
			_, err = fresh.Session(t.Context(), meetingID)
			wantKey(t, err, "chain_broken")
			if len(fresh.sessions) != 0 {
				t.Error("the broken session is kept")
			}
			wantKey(t, other.follow(t.Context(), was+2), "chain_broken")
			_, err = other.Do(t.Context(), secretary, "z", line(3))
			wantKey(t, err, "chain_broken")
			if records, _ := other.After(was); len(records) != 0 {
				t.Errorf("%d records are served after the break", len(records))
			}
			if head, err := agenda.VerifyChain(t.Context(), f.Store, meetingID); err != nil || head.Version != was+2 {
				t.Errorf("the journal was changed: version %d, %v", head.Version, err)
			}
		})
	}
}

// Serve follows again a second after the journal could not be followed.
func TestServeFollowsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faults{Store: mem.New()}
		a := opened(t, newTestHub(f))
		tries := 0
		f.changed = func(ctx context.Context) iter.Seq2[agenda.Head, error] {
			if tries++; tries > 2 {
				return f.Store.Changed(ctx)
			}
			return func(yield func(agenda.Head, error) bool) { yield(agenda.Head{}, errLine) }
		}
		hub := NewHub(f, f, time.Now, slog.New(slog.DiscardHandler))
		b, err := hub.Session(t.Context(), meetingID)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error, 1)
		start := time.Now()
		go func() { served <- hub.Serve(ctx) }()
		synctest.Wait()
		last := do(t, a, secretary, "x", line(1))
		_, more := b.After(last - 1)
		<-more
		if took := time.Since(start); took != 2*followRetry || b.Version() != last {
			t.Errorf("followed after %v to version %d, want %v and %d", took, b.Version(), 2*followRetry, last)
		}
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}
