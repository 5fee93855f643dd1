package live

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"giaoban/agenda"
)

const (
	appendTimeout = 5 * time.Second // for one append, whatever becomes of the asker
	maxAttempts   = 20              // lost races against other nodes before giving up
	maxRecord     = 60 << 10        // bytes of an encoded record: it must fit one frame
)

var (
	errCommandID = agenda.NewError(agenda.Invalid, "bad_command_id", "Mã lệnh không hợp lệ.", "The command id is not valid.")
	errOtherBody = agenda.NewError(agenda.Conflict, "command_reused", "Mã lệnh này đã dùng cho một lệnh khác.", "This command id was used for another command.")
	errTooLarge  = agenda.NewError(agenda.TooMuch, "record_too_large", "Lệnh quá lớn.", "The command is too large.")
	errBusy      = agenda.NewError(agenda.Unavailable, "busy", "Máy chủ đang bận. Lệnh chưa được ghi, sẽ gửi lại.", "The server is busy. Nothing was written; the command will be sent again.")
	errStore     = agenda.NewError(agenda.Unavailable, "store", "Chưa ghi được. Lệnh được giữ lại và sẽ gửi lại.", "Nothing was written yet. The command is kept and will be sent again.")
	errChain     = agenda.NewError(agenda.Internal, "chain_broken", "Nhật ký cuộc họp không toàn vẹn. Hãy báo quản trị.", "The journal of this meeting is damaged. Please call the administrator.")
	errPanic     = agenda.NewError(agenda.Internal, "internal", "Máy chủ gặp lỗi khi xử lý lệnh.", "The server failed while handling the command.")
)

// Session is one open meeting on this node. It is locked: mu guards the fields below it. Safe for concurrent use.
type Session struct {
	id      agenda.MeetingID // static after construction, like the next four
	journal agenda.Journal
	bus     agenda.Bus
	now     func() time.Time
	log     *slog.Logger

	turn chan struct{} // held by whoever decides and appends or catches up

	mu      sync.Mutex
	meeting *agenda.Meeting
	records *Log
	seen    map[agenda.CommandID]answer
	broken  error // the journal cannot be trusted; every later call gets this
}

// answer is what a command id already led to. digest is of the command's body; zero when the record was read from the journal.
type answer struct {
	version agenda.Version
	by      agenda.SeatID
	digest  [32]byte
}

func newSession(id agenda.MeetingID, j agenda.Journal, b agenda.Bus, now func() time.Time, log *slog.Logger) *Session {
	return &Session{id: id, journal: j, bus: b, now: now, log: log, turn: make(chan struct{}, 1), meeting: agenda.NewMeeting(id), records: newLog(), seen: map[agenda.CommandID]answer{}}
}

// ID is the meeting's.
func (s *Session) ID() agenda.MeetingID { return s.id }

// Do decides c for the seat and returns the version of the record that it made, durable. A repeated id gets the first answer. When nothing had to change
// it returns the present version. Refusals are *agenda.Error; Unavailable means: send the same again.
// The caller has authenticated by. Once the append has begun the end of ctx does not stop it.
func (s *Session) Do(ctx context.Context, by agenda.SeatID, id agenda.CommandID, c agenda.Command) (agenda.Version, error) {
	if !agenda.ValidID(id) {
		return 0, errCommandID
	}
	body, err := json.Marshal(c)
	if err != nil {
		return 0, fmt.Errorf("encode command: %w", err)
	}
	digest := sha256.Sum256(append([]byte(agenda.CommandName(c)), body...))
	if err := s.takeTurn(ctx); err != nil {
		return 0, err
	}
	defer s.giveTurn()
	for range maxAttempts {
		r, done, err := s.decide(by, id, digest, c)
		if err != nil || r == nil {
			return done, err
		}
		switch err := s.append(ctx, *r, digest); {
		case err == nil:
			return r.Version, nil
		case !errors.Is(err, agenda.ErrStale):
			// It is unknown whether the record was kept: the next attempt, by the same id, will find out.
			return 0, notWritten(err)
		}
		if err := s.catchUp(ctx); err != nil {
			return 0, err
		}
	}
	return 0, errBusy
}

// notWritten is the store's own words where it has them, such as that the disk is full.
func notWritten(err error) error {
	var e *agenda.Error
	if errors.As(err, &e) && e.Code == agenda.Unavailable {
		return e
	}
	return errStore.Because(err)
}

// decide answers from memory, or makes the sealed record to append. r is nil when there is nothing to append.
func (s *Session) decide(by agenda.SeatID, id agenda.CommandID, digest [32]byte, c agenda.Command) (r *agenda.Record, done agenda.Version, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			r, done, err = nil, 0, errPanic.Because(fmt.Errorf("panic in %s: %v\n%s", agenda.CommandName(c), p, debug.Stack()))
		}
	}()
	if s.broken != nil {
		return nil, 0, s.broken
	}
	if a, ok := s.seen[id]; ok {
		if a.by != by || a.digest != digest && a.digest != [32]byte{} {
			return nil, 0, errOtherBody
		}
		return nil, a.version, nil
	}
	stamp := agenda.Stamp{By: by, At: s.now().UTC().Truncate(time.Millisecond)}
	if _, err := rand.Read(stamp.Seed[:]); err != nil {
		return nil, 0, fmt.Errorf("read randomness: %w", err)
	}
	events, err := s.meeting.Decide(stamp, c)
	if err != nil || len(events) == 0 {
		return nil, s.meeting.Version, err
	}
	sealed, err := agenda.Seal(s.id, s.meeting.Hash, agenda.Record{Version: s.meeting.Version + 1, Stamp: stamp, Command: id, Events: events})
	if err != nil {
		return nil, 0, err
	}
	if text, err := sealed.MarshalJSON(); err != nil || len(text) > maxRecord {
		return nil, 0, errors.Join(err, errTooLarge)
	}
	return &sealed, 0, nil
}

func (s *Session) append(ctx context.Context, r agenda.Record, digest [32]byte) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), appendTimeout)
	defer cancel()
	if err := s.journal.Append(ctx, s.id, r); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fold(r)
	s.seen[r.Command] = answer{r.Version, r.By, digest}
	return nil
}

// fold takes one record into memory. The caller holds mu.
func (s *Session) fold(r agenda.Record) {
	s.meeting.Apply(r)
	s.seen[r.Command] = answer{version: r.Version, by: r.By}
	s.records.append(r)
}

// catchUp reads what other nodes appended. The caller has the turn.
func (s *Session) catchUp(ctx context.Context) error {
	version, hash, broken := s.position()
	if broken != nil {
		return broken
	}
	for r, err := range s.journal.Read(ctx, s.id, version) {
		if err != nil {
			return errStore.Because(err)
		}
		if err := agenda.Verify(s.id, hash, r); err != nil || r.Version != version+1 {
			return s.breakDown(errors.Join(err, fmt.Errorf("record %d follows %d", r.Version, version)))
		}
		version, hash = r.Version, r.Hash
		s.mu.Lock()
		s.fold(r)
		s.mu.Unlock()
	}
	return nil
}

func (s *Session) position() (agenda.Version, agenda.Hash, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.meeting.Version, s.meeting.Hash, s.broken
}

// breakDown stops the session: text that does not match its hash is never served.
func (s *Session) breakDown(cause error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = errChain.Because(cause)
	s.log.Error("journal is damaged", "meeting", s.id, "err", cause)
	return s.broken
}

// Reach catches up with the journal when version v is not known here yet, as when a client comes from another node. That v does not exist is no error.
func (s *Session) Reach(ctx context.Context, v agenda.Version) error { return s.follow(ctx, v) }

// follow catches up to at least version v.
func (s *Session) follow(ctx context.Context, v agenda.Version) error {
	if s.Version() >= v {
		return nil
	}
	if err := s.takeTurn(ctx); err != nil {
		return err
	}
	defer s.giveTurn()
	return s.catchUp(ctx)
}

func (s *Session) takeTurn(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return errBusy.Because(ctx.Err())
	}
}

func (s *Session) giveTurn() { <-s.turn }

// Version is the newest version on this node.
func (s *Session) Version() agenda.Version {
	v, _, _ := s.position()
	return v
}

// View calls f with the folded meeting, under the lock: f only reads, and keeps nothing of it.
func (s *Session) View(f func(*agenda.Meeting)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s.meeting)
}

// After is the records after v, whole, and a channel that is closed when there are more.
func (s *Session) After(v agenda.Version) (records []agenda.Record, more <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.records.entries[s.records.after(v):] {
		records = append(records, e.record)
	}
	return records, s.records.more
}

// Batch is the records after v as audience a may see them, up to about size bytes of JSON but at least one if there is one, and a channel that is closed
// when there are more than were known at the call.
func (s *Session) Batch(a agenda.Audience, v agenda.Version, size int) (b *Batch, more <-chan struct{}, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err = s.records.batch(a, v, size)
	return b, s.records.more, err
}

// HashAt is the chain's hash at version v; ok is false when v is newer than what is known.
func (s *Session) HashAt(v agenda.Version) (h agenda.Hash, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case v == 0:
		return "", true
	case v > agenda.Version(len(s.records.entries)):
		return "", false
	}
	return s.records.entries[v-1].record.Hash, true
}

// Say offers a word to everybody who hears this meeting. It may be lost.
func (s *Session) Say(ctx context.Context, w agenda.Word) error { return s.bus.Say(ctx, s.id, w) }

// Hear yields the words of this meeting until ctx ends.
func (s *Session) Hear(ctx context.Context) (<-chan agenda.Word, error) { return s.bus.Hear(ctx, s.id) }
