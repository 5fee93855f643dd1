package bolt

import (
	"context"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
)

// Append keeps r if it is the next record of id; when it returns nil the record is on the disk. agenda.ErrStale changes nothing. *agenda.Error
// disk_full says that r was not kept, journal_failed that nobody knows. ctx is looked at before the write only: a commit under way is waited for, so that
// the answer is never a guess.
func (s *Store) Append(ctx context.Context, id agenda.MeetingID, r agenda.Record) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := s.state(); err != nil {
		return err
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("bolt: encoding record %d of %s: %w", r.Version, id, err)
	}
	var refused error
	err = s.db.Batch(func(tx *bbolt.Tx) error {
		// bbolt may call this again when another append of the same commit fails, so the answer is made anew. A refusal is not returned to bbolt: it would
		// undo the whole commit and run the others again.
		refused = nil
		head, err := headOf(tx, id)
		if err != nil {
			refused = err
			return nil
		}
		if r.Version != head.Version+1 {
			refused = agenda.ErrStale
			return nil
		}
		b, err := tx.Bucket(bucketJournals).CreateBucketIfNotExists([]byte(id))
		if err != nil {
			return err
		}
		// Versions only grow: full pages are better than room for keys that never come.
		b.FillPercent = 1
		if err := b.Put(key(uint64(r.Version)), raw); err != nil {
			return err
		}
		return putHead(tx, id, head, r)
	})
	if err := s.committed(err); err != nil {
		return err
	}
	if refused != nil {
		return refused
	}
	s.grew()
	return nil
}
