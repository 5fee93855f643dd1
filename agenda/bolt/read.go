package bolt

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
)

// A page is what is copied out of one read transaction. Transactions are short because an open one keeps every page freed since from being used again,
// and because an append made in the loop of its own reader would wait for ever.
const (
	pageRecords = 128
	pageBytes   = 1 << 20
)

// Read yields the records of id after version that are there when reading begins. The loop may append. A missing or unreadable record is an error:
// nothing is skipped in silence.
func (s *Store) Read(ctx context.Context, id agenda.MeetingID, after agenda.Version) iter.Seq2[agenda.Record, error] {
	return func(yield func(agenda.Record, error) bool) {
		var last agenda.Version
		err := s.view(ctx, func(tx *bbolt.Tx) error {
			head, err := headOf(tx, id)
			last = head.Version
			return err
		})
		for err == nil && after < last {
			var page [][]byte
			if page, err = s.page(ctx, id, after, last); err != nil {
				break
			}
			for _, raw := range page {
				r, bad := decode(id, after+1, raw)
				if bad != nil {
					yield(agenda.Record{}, bad)
					return
				}
				if !yield(r, nil) {
					return
				}
				after++
			}
		}
		if err != nil {
			yield(agenda.Record{}, err)
		}
	}
}

// view is a read transaction of a store that is open and not failed.
func (s *Store) view(ctx context.Context, fn func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := s.state(); err != nil {
		return err
	}
	return view(s.db, fn)
}

// page copies some records after version, at least one and none above last.
func (s *Store) page(ctx context.Context, id agenda.MeetingID, after, last agenda.Version) ([][]byte, error) {
	var page [][]byte
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketJournals).Bucket([]byte(id))
		if b == nil {
			return errDamaged.Because(fmt.Errorf("journal %s is missing, its head is %d", id, last))
		}
		size := 0
		c := b.Cursor()
		k, v := c.Seek(key(uint64(after) + 1))
		for ; k != nil && len(page) < pageRecords && size < pageBytes; k, v = c.Next() {
			next := uint64(after) + uint64(len(page)) + 1
			if len(k) != 8 || binary.BigEndian.Uint64(k) != next || next > uint64(last) {
				break
			}
			page = append(page, slices.Clone(v))
			size += len(v)
		}
		if len(page) == 0 {
			return errDamaged.Because(fmt.Errorf("record %d of %s is missing, its head is %d", after+1, id, last))
		}
		return nil
	})
	return page, err
}

// decode is the record in raw, which must be number want.
func decode(id agenda.MeetingID, want agenda.Version, raw []byte) (agenda.Record, error) {
	var r agenda.Record
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, errDamaged.Because(fmt.Errorf("record %d of %s: %w", want, id, err))
	}
	if r.Version != want {
		return r, errDamaged.Because(fmt.Errorf("record %d of %s says it is %d", want, id, r.Version))
	}
	return r, nil
}

// Changed yields the heads there are, oldest change first, and then every head that has grown since it was last looked at, until ctx ends. It ends with
// an error when the store is closed or has failed.
func (s *Store) Changed(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		var seen uint64
		for ctx.Err() == nil {
			grown, err := s.state() // before looking, so that no change falls between
			var heads []agenda.Head
			if err == nil {
				err = view(s.db, func(tx *bbolt.Tx) (err error) {
					heads, seen, err = changedSince(tx, seen)
					return err
				})
			}
			if err != nil {
				yield(agenda.Head{}, err)
				return
			}
			for _, h := range heads {
				if ctx.Err() != nil || !yield(h, nil) {
					return
				}
			}
			select {
			case <-ctx.Done():
			case <-grown:
			}
		}
	}
}

// Meetings yields the heads, most recently changed first.
func (s *Store) Meetings(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		var heads []agenda.Head
		err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
			heads, _, err = changedSince(tx, 0)
			return err
		})
		for _, h := range slices.Backward(heads) {
			if !yield(h, nil) {
				return
			}
		}
		if err != nil {
			yield(agenda.Head{}, err)
		}
	}
}

// Verify walks the chain of id from its first record and compares its end with the catalogue. It returns the newest head that is good.
func (s *Store) Verify(ctx context.Context, id agenda.MeetingID) (agenda.Head, error) {
	var want entry
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		want, err = headOf(tx, id)
		return err
	})
	if err != nil {
		return agenda.Head{Meeting: id}, err
	}
	head, err := agenda.VerifyChain(ctx, s, id)
	if err != nil {
		return head, err
	}
	if head.Version < want.Version || head.Version == want.Version && head.Hash != want.Hash {
		return head, errDamaged.Because(fmt.Errorf("the records of %s end at %d, the catalogue says %d", id, head.Version, want.Version))
	}
	return head, nil
}
