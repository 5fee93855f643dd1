package bolt

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"giaoban/agenda"
)

// entry is a head in the catalogue. It is a value.
type entry struct {
	Version agenda.Version `json:"version"`
	Hash    agenda.Hash    `json:"hash"`
	Change  uint64         `json:"change"` // its key in "changes"
	At      time.Time      `json:"at"`     // of the newest record, for people
}

func key(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// headOf is the catalogue's entry of id; a meeting that is not there is an empty one.
func headOf(tx *bbolt.Tx, id agenda.MeetingID) (entry, error) {
	raw := tx.Bucket(bucketHeads).Get([]byte(id))
	if raw == nil {
		return entry{}, nil
	}
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return entry{}, errDamaged.Because(fmt.Errorf("head of %s: %w", id, err))
	}
	return e, nil
}

// putHead makes r the head of id and the newest change of all.
func putHead(tx *bbolt.Tx, id agenda.MeetingID, was entry, r agenda.Record) error {
	changes := tx.Bucket(bucketChanges)
	if was.Change != 0 {
		if err := changes.Delete(key(was.Change)); err != nil {
			return err
		}
	}
	n, err := changes.NextSequence()
	if err != nil {
		return err
	}
	if err := changes.Put(key(n), []byte(id)); err != nil {
		return err
	}
	raw, err := json.Marshal(entry{Version: r.Version, Hash: r.Hash, Change: n, At: r.At})
	if err != nil {
		return err
	}
	return tx.Bucket(bucketHeads).Put([]byte(id), raw)
}

// changedSince is the heads changed after change number seen, oldest change first, and the newest change number.
func changedSince(tx *bbolt.Tx, seen uint64) ([]agenda.Head, uint64, error) {
	var heads []agenda.Head
	c := tx.Bucket(bucketChanges).Cursor()
	for k, v := c.Seek(key(seen + 1)); k != nil; k, v = c.Next() {
		id := agenda.MeetingID(v)
		e, err := headOf(tx, id)
		if err != nil {
			return nil, seen, err
		}
		heads = append(heads, agenda.Head{Meeting: id, Version: e.Version, Hash: e.Hash})
		seen = binary.BigEndian.Uint64(k)
	}
	return heads, seen, nil
}
