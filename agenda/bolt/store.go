package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
)

const (
	fileName = "journal.db"
	format   = "giaoban.journal.1"
	// lockPatience is how long Open waits for another process to let go of the file: a restart overlaps with its predecessor for moments only.
	lockPatience = 700 * time.Millisecond
	// batchDelay is how long an append waits for company before the commit that both share.
	batchDelay = time.Millisecond
)

var (
	bucketJournals = []byte("journals")
	bucketHeads    = []byte("heads")
	bucketChanges  = []byte("changes")
	bucketFormat   = []byte("format")
)

// The refusals of this package.
var (
	errInUse = agenda.NewError(agenda.Unavailable, "folder_in_use",
		"Thư mục dữ liệu này đang được một tiến trình giaoban khác sử dụng. Hãy dừng tiến trình đó hoặc chọn thư mục khác.",
		"Another giaoban uses this folder. Stop it or choose another data folder.")
	errDamaged = agenda.NewError(agenda.Internal, "journal_damaged",
		"Tệp nhật ký journal.db bị hỏng hoặc không phải là nhật ký của giaoban. Không có gì bị ghi đè; hãy phục hồi từ bản sao lưu.",
		"The file journal.db is damaged or is not a giaoban journal. Nothing was overwritten; restore it from a backup.")
	errDiskFull = agenda.NewError(agenda.Unavailable, "disk_full",
		"Máy chủ đã hết dung lượng đĩa nên chưa lưu được. Nội dung cũ vẫn đọc và tải về được.",
		"The server's disk is full, so this was not saved. What exists can still be read and exported.")
	errFailed = agenda.NewError(agenda.Unavailable, "journal_failed",
		"Máy chủ không ghi chắc chắn được xuống đĩa và đang dừng để kiểm tra lại. Hãy thử lại sau.",
		"The server could not write safely to its disk and is stopping to check it. Please try again later.")
	errClosed = agenda.NewError(agenda.Unavailable, "journal_closed",
		"Máy chủ đang dừng. Hãy thử lại sau.", "The server is stopping. Please try again later.")
)

// Store is a Journal in one file. It is locked. The zero Store is not usable: call Open.
type Store struct {
	db     *bbolt.DB  // safe for concurrent use
	failed chan error // holds at most one

	mu    sync.Mutex
	ended error         // why every call is refused: failed or closed
	grown chan struct{} // closed and replaced by every append
}

var _ agenda.Journal = (*Store)(nil)

// Open opens or creates journal.db in dir, which is made when it is missing. Its errors are *agenda.Error: folder_in_use after 0.7 s when another
// process has it, journal_damaged when the file is not a whole journal of this format, disk_full; the file is then left as it was.
func Open(dir string) (*Store, error) {
	return open(dir, os.OpenFile)
}

func open(dir string, openFile func(string, int, os.FileMode) (*os.File, error)) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unusable(dir, err)
	}
	path := filepath.Join(dir, fileName)
	switch st, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, unusable(dir, err)
	default:
		if err := whole(path, st.Size()); err != nil {
			return nil, err
		}
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockPatience, FreelistType: bbolt.FreelistMapType, OpenFile: openFile})
	if err != nil {
		return nil, opening(path, err)
	}
	db.MaxBatchDelay = batchDelay
	s := &Store{db: db, failed: make(chan error, 1), grown: make(chan struct{})}
	if err := s.prepare(dir); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// whole looks at an existing file without changing it: bbolt would make an empty file into a new journal, and would fault on a shortened one.
func whole(path string, size int64) error {
	if size == 0 {
		return errDamaged.Because(fmt.Errorf("%s is empty; if it never held a meeting, delete it", path))
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockPatience, ReadOnly: true})
	if err != nil {
		return opening(path, err)
	}
	err = view(db, func(tx *bbolt.Tx) error {
		if tx.Size() > size {
			return errDamaged.Because(fmt.Errorf("%s has %d bytes of %d", path, size, tx.Size()))
		}
		if b := tx.Bucket(bucketFormat); b == nil || string(b.Get(bucketFormat)) != format {
			// A file without any bucket is one whose creation was cut short: nothing was ever acknowledged from it.
			if k, _ := tx.Cursor().First(); k != nil {
				return errDamaged.Because(fmt.Errorf("%s is not of format %s", path, format))
			}
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// prepare makes the buckets and then makes the file's own name durable: fsync of a file does not promise its entry in the folder.
func (s *Store) prepare(dir string) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{bucketJournals, bucketHeads, bucketChanges} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		b, err := tx.CreateBucketIfNotExists(bucketFormat)
		if err != nil {
			return err
		}
		return b.Put(bucketFormat, []byte(format))
	})
	if err != nil {
		return unusable(dir, err)
	}
	d, err := os.Open(dir)
	if err != nil {
		return unusable(dir, err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return unusable(dir, err)
	}
	return nil
}

// Close waits for the transactions under way and closes the file. Every call afterwards is refused as journal_closed, and followers end.
func (s *Store) Close() error {
	s.end(errClosed)
	return s.db.Close()
}

// Failed yields one error when the disk could not be trusted any more; the store then refuses every call. Whoever runs the process must stop it: what
// is on the disk is known again only after it was opened anew.
func (s *Store) Failed() <-chan error { return s.failed }

// end makes every later call fail with err and wakes the followers. The first reason stays.
func (s *Store) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended == nil {
		s.ended = err
		close(s.grown)
		s.grown = make(chan struct{})
	}
}

// state is what is closed by the next change, and why calls are refused, if they are.
func (s *Store) state() (<-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grown, s.ended
}

// grew wakes the followers.
func (s *Store) grew() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.grown)
	s.grown = make(chan struct{})
}
