package redis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"giaoban/agenda"
)

// waitFor is how long replicas have to confirm an append, within patience.
const waitFor = 500 * time.Millisecond

// Append keeps r if it is the next record of id, or is already there. agenda.ErrStale changes nothing. *agenda.Error journal_away and not_replicated leave
// it unknown whether r was kept: appending the same r again is safe.
func (s *Store) Append(ctx context.Context, id agenda.MeetingID, r agenda.Record) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("redis: encoding record %d of %s: %w", r.Version, id, err)
	}
	op, cancel := s.within(ctx)
	defer cancel()
	// A second try meets a connection that broke or a restart of Redis. It may: the script knows its own record.
	for try := 0; ; try++ {
		var refused *agenda.Error
		err := s.appendOnce(op, id, r, string(raw))
		switch {
		case err == nil, errors.Is(err, agenda.ErrStale), errors.As(err, &refused):
			return err
		case try == 1, fromServer(err), op.Err() != nil:
			return s.told(ctx, fmt.Sprintf("append record %d of %s", r.Version, id), err)
		}
	}
}

// appendOnce runs the script and WAIT on one connection: WAIT asks about the writes of its own connection only.
func (s *Store) appendOnce(ctx context.Context, id agenda.MeetingID, r agenda.Record, raw string) (err error) {
	conn := s.client.Conn()
	defer func() { err = errors.Join(err, conn.Close()) }()
	keys := []string{keyJournal(id), keyHeads, keyChanges, keyEpoch}
	answer, err := scriptAppend.Run(ctx, conn, keys,
		string(id), strconv.FormatUint(uint64(r.Version), 10), string(r.Hash), raw, s.epoch, s.channelGrown()).Text()
	switch {
	case err != nil:
		return err
	case answer == "stale":
		return agenda.ErrStale
	case answer == "replaced":
		return errReplaced.Because(fmt.Errorf("the epoch is not %s", s.epoch))
	case answer == "damaged":
		return errDamaged.Because(fmt.Errorf("the journal %s does not end where the catalogue says", id))
	case answer != "kept":
		return errDamaged.Because(fmt.Errorf("the script answered %q", answer))
	}
	want := s.replicas.Load()
	if want == 0 {
		return nil
	}
	got, err := conn.Wait(ctx, int(want), waitFor).Result()
	if err != nil {
		return err
	}
	if got < want {
		return errAlone.Because(fmt.Errorf("%d of %d replicas confirmed record %d of %s", got, want, r.Version, id))
	}
	return nil
}
