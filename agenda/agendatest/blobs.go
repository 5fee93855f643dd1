package agendatest

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
)

// TestBlobs checks everything the comments of agenda.Blobs promise. nodes makes two nodes on one store.
func TestBlobs(t *testing.T, nodes func(t *testing.T) (one, two agenda.Blobs)) {
	t.Run("WhatIsPutIsRead", func(t *testing.T) { one, two := nodes(t); testPutGet(t, one, two) })
	t.Run("Missing", func(t *testing.T) { one, _ := nodes(t); testMissing(t, one) })
	t.Run("KeptOnce", func(t *testing.T) { one, two := nodes(t); testKeptOnce(t, one, two) })
	t.Run("Remove", func(t *testing.T) { one, two := nodes(t); testRemove(t, one, two) })
	t.Run("Concurrent", func(t *testing.T) { one, two := nodes(t); testConcurrentBlobs(t, one, two) })
}

func put(t *testing.T, b agenda.Blobs, content []byte) agenda.Blob {
	t.Helper()
	r := bytes.NewReader(content)
	_, _ = r.Seek(int64(len(content)/2), io.SeekStart) // Put begins at the beginning wherever the reader stands
	kept, err := b.Put(t.Context(), r)
	if err != nil {
		t.Fatalf("put %d bytes: %v", len(content), err)
	}
	return kept
}

func testPutGet(t *testing.T, one, two agenda.Blobs) {
	for _, size := range []int{1, 1000, 1 << 20, 3<<20 + 17} {
		content := bytes.Repeat([]byte("giao ban\x00"), size/9+1)[:size]
		want, _, err := agenda.HashOf(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		kept := put(t, one, content)
		if kept.Hash != want || kept.Size != int64(size) || time.Since(kept.At).Abs() > time.Minute {
			t.Fatalf("%d bytes are kept as %+v, want hash %s", size, kept, want)
		}
		for _, node := range []agenda.Blobs{one, two} {
			r, err := node.Get(t.Context(), want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil || !bytes.Equal(got, content) {
				t.Fatalf("%d bytes come back as %d: %v", size, len(got), err)
			}
		}
	}
}

func testMissing(t *testing.T, b agenda.Blobs) {
	for _, h := range []agenda.Hash{agenda.Hash(strings.Repeat("0", 64)), "", "../../etc/passwd", "x"} {
		if _, err := b.Get(t.Context(), h); !errors.Is(err, agenda.ErrNoBlob) {
			t.Errorf("get %q: %v", h, err)
		}
		if err := b.Remove(t.Context(), h, time.Now()); err != nil {
			t.Errorf("remove %q: %v", h, err)
		}
	}
}

func count(t *testing.T, b agenda.Blobs, h agenda.Hash) (n int, last agenda.Blob) {
	t.Helper()
	for kept, err := range b.Blobs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if kept.Hash == h {
			n++
			last = kept
		}
	}
	return n, last
}

func testKeptOnce(t *testing.T, one, two agenda.Blobs) {
	first := put(t, one, []byte("kept once"))
	second := put(t, two, []byte("kept once"))
	n, listed := count(t, two, first.Hash)
	if n != 1 || first.Hash != second.Hash || second.At.Before(first.At) || listed.Size != first.Size {
		t.Errorf("put twice: listed %d times, %+v then %+v, listed as %+v", n, first, second, listed)
	}
}

func testRemove(t *testing.T, one, two agenda.Blobs) {
	kept := put(t, one, []byte("to be removed"))
	// Put at or after the time: it stays. Whoever put it again meanwhile was told that it is durable.
	if err := two.Remove(t.Context(), kept.Hash, kept.At.Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
	if n, _ := count(t, one, kept.Hash); n != 1 {
		t.Fatal("what was put since is removed")
	}
	if err := two.Remove(t.Context(), kept.Hash, kept.At.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Get(t.Context(), kept.Hash); !errors.Is(err, agenda.ErrNoBlob) {
		t.Errorf("after removing: %v", err)
	}
	if n, _ := count(t, one, kept.Hash); n != 0 {
		t.Error("what was removed is listed")
	}
}

func testConcurrentBlobs(t *testing.T, one, two agenda.Blobs) {
	var group sync.WaitGroup
	for i := range 16 {
		node := []agenda.Blobs{one, two}[i%2]
		group.Go(func() {
			content := bytes.Repeat([]byte{byte('a' + i%4)}, 100_000)
			kept, err := node.Put(t.Context(), bytes.NewReader(content))
			if err != nil {
				t.Error(err)
				return
			}
			r, err := node.Get(t.Context(), kept.Hash)
			if err != nil {
				t.Error(err)
				return
			}
			got, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil || !bytes.Equal(got, content) {
				t.Errorf("%d bytes, %v", len(got), err)
			}
		})
	}
	group.Wait()
}
