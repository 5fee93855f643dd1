package live

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"giaoban/agenda"
)

var (
	errMeetingID = agenda.NewError(agenda.Invalid, "bad_id", "Mã cuộc họp không hợp lệ.", "The meeting id is not valid.")
)

// followRetry is the pause before the journal is followed again after a fault.
const followRetry = time.Second

// Hub opens the meetings of this node. It is locked: mu guards the fields below it.
type Hub struct {
	journal agenda.Journal // static after construction, like the next three
	bus     agenda.Bus
	now     func() time.Time
	log     *slog.Logger

	mu       sync.Mutex
	sessions map[agenda.MeetingID]*Session
	changed  chan struct{} // closed and replaced when some journal grew
}

// NewHub makes a hub over a journal and a bus. now is the clock of every record.
func NewHub(j agenda.Journal, b agenda.Bus, now func() time.Time, log *slog.Logger) *Hub {
	return &Hub{journal: j, bus: b, now: now, log: log, sessions: map[agenda.MeetingID]*Session{}, changed: make(chan struct{})}
}

// Serve follows the journal, so that records of other nodes reach the sessions of this one, until ctx ends. It returns nil then.
func (h *Hub) Serve(ctx context.Context) error {
	for ctx.Err() == nil {
		for head, err := range h.journal.Changed(ctx) {
			if err != nil {
				h.log.Warn("journal cannot be followed", "err", err)
				break
			}
			h.follow(ctx, head)
		}
		select {
		case <-ctx.Done():
		case <-time.After(followRetry):
		}
	}
	return nil
}

func (h *Hub) follow(ctx context.Context, head agenda.Head) {
	h.mu.Lock()
	s := h.sessions[head.Meeting]
	h.mu.Unlock()
	if s != nil {
		if err := s.follow(ctx, head.Version); err != nil && ctx.Err() == nil {
			h.log.Warn("session cannot catch up", "meeting", head.Meeting, "err", err)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.changed)
	h.changed = make(chan struct{})
}

// Changed is closed when some journal grew after the call.
func (h *Hub) Changed() <-chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.changed
}

// Session opens a meeting that exists; NotFound otherwise.
func (h *Hub) Session(ctx context.Context, id agenda.MeetingID) (*Session, error) {
	s, err := h.open(ctx, id)
	if err != nil {
		return nil, err
	}
	if s.Version() == 0 {
		return nil, agenda.ErrNoMeeting.With(id)
	}
	return s, nil
}

// Create gives the first command to a meeting that may not exist yet. Repeating it with the same id is harmless.
func (h *Hub) Create(ctx context.Context, id agenda.MeetingID, by agenda.SeatID, command agenda.CommandID, c agenda.MeetingCreate) (agenda.Version, error) {
	s, err := h.open(ctx, id)
	if err != nil {
		return 0, err
	}
	v, err := s.Do(ctx, by, command, c)
	if err != nil {
		return v, err
	}
	h.keep(s)
	// As in open. The meeting is created, whatever becomes of this reading: whoever gives the next command reads again.
	_ = s.follow(ctx, v+1)
	return v, nil
}

// open finds or reads a session. One without records is not kept: names that do not exist cost nothing.
func (h *Hub) open(ctx context.Context, id agenda.MeetingID) (*Session, error) {
	if !agenda.ValidID(id) {
		return nil, errMeetingID
	}
	h.mu.Lock()
	s := h.sessions[id]
	h.mu.Unlock()
	if s != nil {
		return s, nil
	}
	s = newSession(id, h.journal, h.bus, h.now, h.log)
	if err := s.follow(ctx, 1); err != nil {
		return nil, err
	}
	if s.Version() == 0 {
		return s, nil
	}
	s = h.keep(s)
	// What was appended elsewhere between reading and keeping was announced to nobody here.
	return s, s.follow(ctx, s.Version()+1)
}

// keep makes s the session of its meeting, unless another was faster.
func (h *Hub) keep(s *Session) *Session {
	h.mu.Lock()
	defer h.mu.Unlock()
	if first := h.sessions[s.id]; first != nil {
		return first
	}
	h.sessions[s.id] = s
	return s
}

// Sessions opens all meetings, most recently changed first; the directory is not among them.
func (h *Hub) Sessions(ctx context.Context) iter.Seq2[*Session, error] {
	return func(yield func(*Session, error) bool) {
		for head, err := range h.journal.Meetings(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if head.Meeting == agenda.DirectoryID {
				continue
			}
			s, err := h.Session(ctx, head.Meeting)
			if !yield(s, err) {
				return
			}
		}
	}
}
