package redis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
)

// pageRecords is how many records one answer of Redis may hold: at 60 KB each, 4 MB.
const pageRecords = 64

// Read yields the records of id after version that are there when reading begins. The loop may append. A missing or unreadable record is an error:
// nothing is skipped in silence.
func (s *Store) Read(ctx context.Context, id agenda.MeetingID, after agenda.Version) iter.Seq2[agenda.Record, error] {
	return func(yield func(agenda.Record, error) bool) {
		head, err := s.head(ctx, id)
		for err == nil && after < head.Version {
			var page []redis.XMessage
			if page, err = s.page(ctx, id, after, head.Version); err != nil {
				break
			}
			for _, m := range page {
				r, bad := decode(id, after+1, m)
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

// head is where the catalogue says that id ends; an unknown meeting is an empty head.
func (s *Store) head(ctx context.Context, id agenda.MeetingID) (agenda.Head, error) {
	op, cancel := s.within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	known, exists := pipe.HGet(op, keyHeads, string(id)), pipe.Exists(op, keyJournal(id))
	if _, err := pipe.Exec(op); err != nil && !errors.Is(err, redis.Nil) {
		return agenda.Head{}, s.told(ctx, "head of "+string(id), err)
	}
	if err := exists.Err(); err != nil {
		return agenda.Head{}, s.told(ctx, "head of "+string(id), err)
	}
	if errors.Is(known.Err(), redis.Nil) {
		if exists.Val() != 0 {
			return agenda.Head{}, errDamaged.Because(fmt.Errorf("journal %s is not in the catalogue", id))
		}
		return agenda.Head{Meeting: id}, nil
	}
	return parseHead(id, known.Val())
}

// page is some records after version, at least one and none above last.
func (s *Store) page(ctx context.Context, id agenda.MeetingID, after, last agenda.Version) ([]redis.XMessage, error) {
	op, cancel := s.within(ctx)
	defer cancel()
	page, err := s.client.XRangeN(op, keyJournal(id), entryID(after+1), entryID(last), pageRecords).Result()
	if err != nil {
		return nil, s.told(ctx, "read "+string(id), err)
	}
	if len(page) == 0 {
		return nil, errDamaged.Because(fmt.Errorf("record %d of %s is missing, its head is %d", after+1, id, last))
	}
	return page, nil
}

func entryID(v agenda.Version) string { return strconv.FormatUint(uint64(v), 10) + "-0" }

// decode is the record in m, which must be number want.
func decode(id agenda.MeetingID, want agenda.Version, m redis.XMessage) (agenda.Record, error) {
	var r agenda.Record
	raw, ok := m.Values["record"].(string)
	if !ok || m.ID != entryID(want) {
		return r, errDamaged.Because(fmt.Errorf("entry %s of %s is not record %d", m.ID, id, want))
	}
	if err := json.Unmarshal([]byte(raw), &r); err != nil {
		return r, errDamaged.Because(fmt.Errorf("record %d of %s: %w", want, id, err))
	}
	if r.Version != want {
		return r, errDamaged.Because(fmt.Errorf("record %d of %s says it is %d", want, id, r.Version))
	}
	return r, nil
}

// parseHead reads "VERSION HASH".
func parseHead(id agenda.MeetingID, text string) (agenda.Head, error) {
	version, hash, ok := strings.Cut(text, " ")
	v, err := strconv.ParseUint(version, 10, 64)
	if !ok || err != nil {
		return agenda.Head{}, errDamaged.Because(fmt.Errorf("the head of %s is %q", id, text))
	}
	return agenda.Head{Meeting: id, Version: agenda.Version(v), Hash: agenda.Hash(hash)}, nil
}
