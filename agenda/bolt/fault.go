package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"syscall"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"giaoban/agenda"
)

// fullErrnos are the ways a disk says that it takes no more: no space, quota, the process's file size limit.
var fullErrnos = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// full says whether a commit failed because there was no room, before anything that was durable could have changed: the write of a page, or making the
// file longer. The same errno out of an fsync is not meant: then nobody knows which pages reached the disk.
func full(err error) bool {
	var path *fs.PathError
	if errors.As(err, &path) && path.Op == "write" {
		for _, e := range fullErrnos {
			if errors.Is(err, e) {
				return true
			}
		}
	}
	// bbolt keeps only the text of an error of File.Truncate (DB.grow).
	if text := err.Error(); strings.HasPrefix(text, "file resize error: ") {
		for _, e := range fullErrnos {
			if strings.HasSuffix(text, e.Error()) {
				return true
			}
		}
	}
	return false
}

// committed turns the error of a commit into what the caller is told, and ends the store when the disk cannot be trusted any more.
func (s *Store) committed(err error) error {
	switch {
	case err == nil:
		return nil
	case full(err):
		return errDiskFull.Because(err)
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return errClosed.Because(err)
	}
	fault := errFailed.Because(fmt.Errorf("commit: %w", err))
	s.end(fault)
	select {
	case s.failed <- fault:
	default: // told already
	}
	return fault
}

// view runs fn in a read transaction. Damage in the file can make bbolt panic or fault on the mapped pages: that is an error of this one call, not
// the end of the process.
func view(db *bbolt.DB, fn func(*bbolt.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = errDamaged.Because(fmt.Errorf("reading: %v", p))
		}
	}()
	return db.View(fn)
}

// opening is the refusal for an error of bbolt.Open: what is not the system's word is bbolt's own about the contents, which has several forms.
func opening(path string, err error) error {
	var system *fs.PathError
	var errno syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return errInUse.Because(fmt.Errorf("%s: %w", path, err))
	case errors.As(err, &system), errors.As(err, &errno), full(err):
		return unusable(path, err)
	}
	return errDamaged.Because(fmt.Errorf("%s: %w", path, err))
}

// unusable is the refusal for a data folder that cannot be used for the reason the system gives.
func unusable(dir string, err error) error {
	if full(err) || errors.Is(err, syscall.ENOSPC) {
		return errDiskFull.Because(err)
	}
	return agenda.NewError(agenda.Unavailable, "folder_unusable",
		fmt.Sprintf("Không dùng được thư mục dữ liệu %s.", dir),
		fmt.Sprintf("The data folder %s cannot be used.", dir)).Because(err)
}
