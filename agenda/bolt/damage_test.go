package bolt

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

// written is a folder with a journal of n records, its file's bytes and its head.
func written(t *testing.T, n int) (path string, raw []byte, head agenda.Head) {
	t.Helper()
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	head, _ = agendatest.Grow(t, s, agenda.Head{Meeting: "giao-ban"}, n)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, fileName)
	if raw, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return path, raw, head
}

// A file that is not a whole journal of ours is refused in words and not touched.
func TestDamagedFileIsLeftAlone(t *testing.T) {
	_, whole, _ := written(t, 100)
	other := filepath.Join(t.TempDir(), "other.db")
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("somebody else's")); return err }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"empty":          {},
		"shortened":      whole[:len(whole)/4],
		"one page":       whole[:4096],
		"text":           []byte("Biên bản cuộc họp giao ban tháng 11"),
		"zeros":          make([]byte, 1<<16),
		"another bbolt":  foreign,
		"both metas bad": append(make([]byte, 8192), whole[8192:]...),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, fileName)
			if err := os.WriteFile(path, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Open(dir)
			if err == nil {
				t.Fatal(errors.Join(errors.New("it opened"), s.Close()))
			}
			if !errors.Is(err, errDamaged) {
				t.Errorf("got %v, want journal_damaged", err)
			}
			after, err := os.ReadFile(path)
			if err != nil || string(after) != string(raw) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

// One flipped bit anywhere: the store does not open, or the chain names the fault, or nothing that was written is affected. Changed text is never served
// by a chain that verifies.
func TestBitFlips(t *testing.T) {
	path, whole, head := written(t, 60)
	random := rand.New(rand.NewPCG(1, 2))
	const flips = 300
	found := 0
	for range flips {
		raw := append([]byte(nil), whole...)
		at, bit := random.IntN(len(raw)), random.IntN(8)
		raw[at] ^= 1 << bit
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(filepath.Dir(path))
		if err != nil {
			found++
			continue
		}
		got, err := s.Verify(t.Context(), head.Meeting)
		if err != nil {
			found++
		} else if got != head {
			t.Errorf("bit %d of byte %d: the chain verifies and ends at %v, want %v", bit, at, got, head)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d flips were in bytes that matter, and all of those were found", found, flips)
}

// A flip in the text of a record is named by its version.
func TestChangedTextIsNamed(t *testing.T) {
	path, whole, head := written(t, 5)
	old, forged := []byte("thứ 3 của"), []byte("thứ 9 của")
	changed := 0
	for i := 0; i+len(old) <= len(whole); i++ {
		if string(whole[i:i+len(old)]) == string(old) {
			copy(whole[i:], forged)
			changed++
		}
	}
	if changed == 0 {
		t.Fatal("the text is not in the file")
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened(t, filepath.Dir(path))
	got, err := s.Verify(t.Context(), head.Meeting)
	if err == nil || got.Version != 2 {
		t.Fatalf("good up to %d, %v; want 2 and the fault", got.Version, err)
	}
	if want := fmt.Sprintf("record %d of %s", 3, head.Meeting); !containsText(err, want) {
		t.Errorf("%v does not name %q", err, want)
	}
}

// A record that is gone is an error, not the end of the journal.
func TestMissingRecordIsAnError(t *testing.T) {
	s := opened(t, t.TempDir())
	agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 9)
	for _, gone := range []uint64{9, 4} {
		if err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketJournals).Bucket([]byte("a")).Delete(key(gone)) }); err != nil {
			t.Fatal(err)
		}
		got, err := s.Verify(t.Context(), "a")
		if !errors.Is(err, errDamaged) || uint64(got.Version) != gone-1 {
			t.Errorf("without record %d: good up to %d, %v", gone, got.Version, err)
		}
	}
}
