package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

// opened is Open that must work, closed with the test.
func opened(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestJournal(t *testing.T) {
	agendatest.TestJournal(t, func(t *testing.T) agenda.Journal { return opened(t, t.TempDir()) })
}

func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "by Open")
	agendatest.TestReopen(t, func(t *testing.T) (agenda.Journal, func()) {
		s, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		return s, func() {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, fileName): 0o600} {
		st, err := os.Stat(path)
		if err != nil || st.Mode().Perm() != want {
			t.Errorf("%s has mode %v (%v), want %v: minutes are not for other users", path, st.Mode(), err, want)
		}
	}
}

func TestFolderInUse(t *testing.T) {
	dir := t.TempDir()
	first := opened(t, dir)
	began := time.Now()
	_, err := Open(dir)
	if !errors.Is(err, errInUse) {
		t.Fatalf("opening twice: got %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the refusal took %v", took)
	}
	if agenda.AsError(err).VI == "" || agenda.AsError(err).EN == "" {
		t.Error("the refusal says nothing to a person")
	}
	agendatest.Grow(t, first, agenda.Head{Meeting: "a"}, 1)
}

func TestClosed(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	started := make(chan struct{})
	go func() {
		var last error
		for _, err := range s.Changed(context.Background()) {
			if last = err; err == nil {
				close(started)
			}
		}
		ended <- last
	}()
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 1)
	<-started
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if !errors.Is(err, errClosed) {
			t.Errorf("a follower of a closed store ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a follower goes on after Close")
	}
	if err := s.Append(t.Context(), "a", agendatest.Next(t, head, "sau khi đóng")); !errors.Is(err, errClosed) {
		t.Errorf("append after Close: %v", err)
	}
	if _, err := agenda.VerifyChain(t.Context(), s, "a"); !errors.Is(err, errClosed) {
		t.Errorf("read after Close: %v", err)
	}
}

// A write error that is not a full disk leaves the disk unknown: nothing may be acknowledged and nothing served after it.
func TestFailedWriteEndsTheStore(t *testing.T) {
	var file *os.File // the last opened is the one written to
	s, err := open(t.TempDir(), func(name string, flag int, mode os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag, mode)
		file = f
		return f, err
	})
	if err != nil {
		t.Fatal(err)
	}
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 3)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), "a", agendatest.Next(t, head, "mất đĩa")); !errors.Is(err, errFailed) {
		t.Fatalf("append without a file: got %v", err)
	}
	select {
	case err := <-s.Failed():
		if !errors.Is(err, errFailed) || agenda.AsError(err).Err == nil {
			t.Errorf("Failed tells %v, want the cause", err)
		}
	default:
		t.Fatal("Failed tells nothing")
	}
	for range 2 {
		if err := s.Append(t.Context(), "b", agendatest.Next(t, agenda.Head{Meeting: "b"}, "nữa")); !errors.Is(err, errFailed) {
			t.Errorf("append on a failed store: %v", err)
		}
	}
	for _, err := range s.Read(t.Context(), "a", 0) {
		if !errors.Is(err, errFailed) {
			t.Errorf("a failed store serves records (%v)", err)
		}
	}
	for _, err := range s.Changed(t.Context()) {
		if !errors.Is(err, errFailed) {
			t.Errorf("a failed store tells of changes (%v)", err)
		}
	}
	_ = s.Close() // the file is gone, so this says so; there is nothing to save
}

// Many meetings at once must share commits: that is what Batch is for. The count is bbolt's own, and the bound is loose.
func TestConcurrentAppendsShareCommits(t *testing.T) {
	s := opened(t, t.TempDir())
	const n = 100
	before := txid(t, s)
	done := make(chan error, n)
	for i := range n {
		id := agenda.MeetingID("m" + string(rune('a'+i%26)) + string(rune('a'+i/26)))
		r := agendatest.Next(t, agenda.Head{Meeting: id}, "cùng lúc")
		go func() { done <- s.Append(t.Context(), id, r) }()
	}
	for range n {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if commits := txid(t, s) - before; commits > n/2 {
		t.Errorf("%d appends took %d commits", n, commits)
	}
}

// txid is the number of the last commit.
func txid(t *testing.T, s *Store) int {
	t.Helper()
	var id int
	if err := s.db.View(func(tx *bbolt.Tx) error { id = tx.ID(); return nil }); err != nil {
		t.Fatal(err)
	}
	return id
}
