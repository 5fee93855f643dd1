package mem

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"giaoban/agenda"
)

// Blobs is agenda.Blobs in memory. It is locked: mu guards the field below it. The zero Blobs is empty and usable.
type Blobs struct {
	mu   sync.Mutex
	kept map[agenda.Hash]blob
}

// blob is one kept file. It is a value; its bytes are never written to.
type blob struct {
	content []byte
	at      time.Time
}

var _ agenda.Blobs = (*Blobs)(nil)

// Put keeps what r holds.
func (b *Blobs) Put(ctx context.Context, r io.ReadSeeker) (agenda.Blob, error) {
	if err := ctx.Err(); err != nil {
		return agenda.Blob{}, err
	}
	h, size, err := agenda.HashOf(r)
	if err != nil {
		return agenda.Blob{}, err
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return agenda.Blob{}, fmt.Errorf("mem: reading: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept == nil {
		b.kept = map[agenda.Hash]blob{}
	}
	at := time.Now().UTC()
	b.kept[h] = blob{content, at}
	return agenda.Blob{Hash: h, Size: size, At: at}, nil
}

// Get opens what is kept.
func (b *Blobs) Get(_ context.Context, h agenda.Hash) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	kept, ok := b.kept[h]
	if !ok {
		return nil, agenda.ErrNoBlob.With(h)
	}
	return agenda.Checked(io.NopCloser(bytes.NewReader(kept.content)), h), nil
}

// Remove forgets what was put before the time.
func (b *Blobs) Remove(_ context.Context, h agenda.Hash, before time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if kept, ok := b.kept[h]; ok && kept.at.Before(before) {
		delete(b.kept, h)
	}
	return nil
}

// Blobs yields what is kept when it begins.
func (b *Blobs) Blobs(context.Context) iter.Seq2[agenda.Blob, error] {
	b.mu.Lock()
	kept := maps.Clone(b.kept)
	b.mu.Unlock()
	return func(yield func(agenda.Blob, error) bool) {
		for _, h := range slices.Sorted(maps.Keys(kept)) {
			if !yield(agenda.Blob{Hash: h, Size: int64(len(kept[h].content)), At: kept[h].at}, nil) {
				return
			}
		}
	}
}
