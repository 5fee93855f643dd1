package mem

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"giaoban/agenda"
)

// journal is one meeting's records. Guarded by Store.mu; the encoded records themselves never change.
type journal struct {
	records [][]byte // record n is at n-1
	head    agenda.Head
	changed uint64 // Store.changes when it last grew
}

// Append keeps r if it is the next record of id, and otherwise returns agenda.ErrStale. A record that cannot be encoded is an error and is not kept.
func (s *Store) Append(ctx context.Context, id agenda.MeetingID, r agenda.Record) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("mem: encoding record %d of %s: %w", r.Version, id, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	j := s.journals[id]
	if j == nil {
		j = &journal{}
	}
	if r.Version != agenda.Version(len(j.records))+1 {
		return agenda.ErrStale
	}
	s.journals[id] = j
	s.changes++
	j.records = append(j.records, raw)
	j.head = agenda.Head{Meeting: id, Version: r.Version, Hash: r.Hash}
	j.changed = s.changes
	close(s.grown)
	s.grown = make(chan struct{})
	return nil
}

// Read yields the records of id after version that are there when reading begins. The loop may append.
func (s *Store) Read(ctx context.Context, id agenda.MeetingID, after agenda.Version) iter.Seq2[agenda.Record, error] {
	return func(yield func(agenda.Record, error) bool) {
		for i, raw := range s.after(id, after) {
			if err := ctx.Err(); err != nil {
				yield(agenda.Record{}, err)
				return
			}
			var r agenda.Record
			if err := json.Unmarshal(raw, &r); err != nil {
				yield(agenda.Record{}, fmt.Errorf("mem: decoding record %d of %s: %w", int(after)+i+1, id, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// after shares the slice of records: appends never change what is below its length.
func (s *Store) after(id agenda.MeetingID, v agenda.Version) [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	j := s.journals[id]
	if j == nil || v >= agenda.Version(len(j.records)) {
		return nil
	}
	return j.records[v:len(j.records):len(j.records)]
}

// Changed yields the heads there are, oldest change first, and then every head that has grown since it was last looked at, until ctx ends. It never
// yields an error.
func (s *Store) Changed(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		var seen uint64
		for {
			heads, newest, grown := s.since(seen)
			for _, h := range heads {
				if ctx.Err() != nil || !yield(h, nil) {
					return
				}
			}
			seen = newest
			select {
			case <-ctx.Done():
				return
			case <-grown:
			}
		}
	}
}

// Meetings yields the heads, most recently changed first.
func (s *Store) Meetings(ctx context.Context) iter.Seq2[agenda.Head, error] {
	return func(yield func(agenda.Head, error) bool) {
		heads, _, _ := s.since(0)
		for _, h := range slices.Backward(heads) {
			if err := ctx.Err(); err != nil {
				yield(agenda.Head{}, err)
				return
			}
			if !yield(h, nil) {
				return
			}
		}
	}
}

// since is the heads changed after change number seen, in order of change, the newest change number, and what is closed by the next.
func (s *Store) since(seen uint64) ([]agenda.Head, uint64, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var changed []*journal
	for _, j := range s.journals {
		if j.changed > seen {
			changed = append(changed, j)
		}
	}
	slices.SortFunc(changed, func(a, b *journal) int { return cmp.Compare(a.changed, b.changed) })
	heads := make([]agenda.Head, len(changed))
	for i, j := range changed {
		heads[i] = j.head
	}
	return heads, s.changes, s.grown
}
