package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"giaoban/agenda"
)

const partial = ".part"

var (
	errFull   = agenda.NewError(agenda.Unavailable, "disk_full", "Máy chủ đã hết dung lượng đĩa nên chưa lưu được. Nội dung cũ vẫn đọc và tải về được.", "The server's disk is full, so this was not saved. What exists can still be read and exported.")
	errFolder = agenda.NewError(agenda.Unavailable, "papers_unusable", "Máy chủ không ghi được vào thư mục tài liệu. Hãy báo quản trị.", "The server cannot write to its folder of papers. Please call the administrator.")
)

// Blobs is a folder of files. It is locked: dir is static after Open, mu is held while a file gets or loses its name.
type Blobs struct {
	dir string
	mu  sync.Mutex
}

var _ agenda.Blobs = (*Blobs)(nil)

// Open makes the folder where it is missing and clears away what a crash left half written.
func Open(dir string) (*Blobs, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, errFolder.Because(fmt.Errorf("disk: %w", err))
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"+partial))
	if err != nil {
		return nil, errFolder.Because(fmt.Errorf("disk: %w", err))
	}
	for _, name := range left {
		if err := os.Remove(name); err != nil {
			return nil, errFolder.Because(fmt.Errorf("disk: %w", err))
		}
	}
	return &Blobs{dir: dir}, nil
}

func told(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return errFull.Because(fmt.Errorf("disk: %w", err))
	}
	return errFolder.Because(fmt.Errorf("disk: %w", err))
}

// path is the file of a hash; ok is false for what is no hash.
func (b *Blobs) path(h agenda.Hash) (name string, ok bool) {
	if len(h) != 64 || strings.Trim(string(h), "0123456789abcdef") != "" {
		return "", false
	}
	return filepath.Join(b.dir, string(h)), true
}

// Put keeps what r holds.
func (b *Blobs) Put(ctx context.Context, r io.ReadSeeker) (agenda.Blob, error) {
	if err := ctx.Err(); err != nil {
		return agenda.Blob{}, err
	}
	h, size, err := agenda.HashOf(r)
	if err != nil {
		return agenda.Blob{}, err
	}
	name, _ := b.path(h)
	if at, ok := b.again(name, size); ok {
		return agenda.Blob{Hash: h, Size: size, At: at}, nil
	}
	part, err := b.write(r)
	if err != nil {
		return agenda.Blob{}, told(err)
	}
	at, err := b.name(part, name)
	if err != nil {
		return agenda.Blob{}, told(errors.Join(err, os.Remove(part)))
	}
	return agenda.Blob{Hash: h, Size: size, At: at}, nil
}

// again touches a file that is there already; false when it is not there whole.
func (b *Blobs) again(name string, size int64) (at time.Time, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	st, err := os.Stat(name)
	if err != nil || st.Size() != size {
		return at, false
	}
	at = time.Now()
	return at, os.Chtimes(name, at, at) == nil
}

// write makes a synced file of another name.
func (b *Blobs) write(r io.Reader) (name string, err error) {
	f, err := os.CreateTemp(b.dir, "*"+partial)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// name gives a written file its own name, durably.
func (b *Blobs) name(part, name string) (time.Time, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := os.Rename(part, name); err != nil {
		return time.Time{}, err
	}
	d, err := os.Open(b.dir)
	if err != nil {
		return time.Time{}, err
	}
	return time.Now(), errors.Join(d.Sync(), d.Close())
}

// Get opens what is kept.
func (b *Blobs) Get(_ context.Context, h agenda.Hash) (io.ReadCloser, error) {
	name, ok := b.path(h)
	if !ok {
		return nil, agenda.ErrNoBlob.With(h)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, agenda.ErrNoBlob.With(h)
	}
	if err != nil {
		return nil, told(err)
	}
	return agenda.Checked(f, h), nil
}

// Remove forgets what was put before the time.
func (b *Blobs) Remove(_ context.Context, h agenda.Hash, before time.Time) error {
	name, ok := b.path(h)
	if !ok {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	st, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return told(err)
	case !st.ModTime().Before(before):
		return nil
	}
	if err := os.Remove(name); err != nil {
		return told(err)
	}
	return nil
}

// Blobs yields the files that are there.
func (b *Blobs) Blobs(ctx context.Context) iter.Seq2[agenda.Blob, error] {
	return func(yield func(agenda.Blob, error) bool) {
		entries, err := os.ReadDir(b.dir)
		if err != nil {
			yield(agenda.Blob{}, told(err))
			return
		}
		for _, e := range entries {
			h := agenda.Hash(e.Name())
			if _, ok := b.path(h); !ok {
				continue
			}
			st, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue // removed meanwhile
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(agenda.Blob{}, told(err))
				return
			}
			if !yield(agenda.Blob{Hash: h, Size: st.Size(), At: st.ModTime()}, nil) {
				return
			}
		}
	}
}
