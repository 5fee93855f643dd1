package mail

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"maps"
	"time"

	"giaoban/agenda"
)

// Session is one open meeting, as the courier needs it. live.Session is one.
type Session interface {
	ID() agenda.MeetingID
	// Do gives a command; the same id has the same answer every time.
	Do(ctx context.Context, by agenda.SeatID, id agenda.CommandID, c agenda.Command) (agenda.Version, error)
	// View lends the folded meeting for the time of the call.
	View(func(*agenda.Meeting))
}

// Sessions are all meetings.
type Sessions interface {
	Sessions(ctx context.Context) iter.Seq2[Session, error]
	// Changed is closed when something was appended somewhere, and replaced by another channel.
	Changed() <-chan struct{}
}

// Of adapts a hub whose sessions are of their own type, such as *live.Hub.
func Of[S Session](hub interface {
	Sessions(context.Context) iter.Seq2[S, error]
	Changed() <-chan struct{}
}) Sessions {
	return of[S]{hub.Sessions, hub.Changed}
}

// of is a Sessions made of two methods. It is a value.
type of[S Session] struct {
	sessions func(context.Context) iter.Seq2[S, error]
	changed  func() <-chan struct{}
}

func (o of[S]) Changed() <-chan struct{} { return o.changed() }

func (o of[S]) Sessions(ctx context.Context) iter.Seq2[Session, error] {
	return func(yield func(Session, error) bool) {
		for s, err := range o.sessions(ctx) {
			if !yield(s, err) {
				return
			}
		}
	}
}

// LeaseName is the lease under which one courier of all nodes works.
const LeaseName = "courier"

// Courier brings queued letters to the Mailer and records what became of them. It is owned by its one Serve; the exported fields are set before.
type Courier struct {
	// Every is the least time between two letters, for servers that count them; zero is as fast as the server answers.
	Every time.Duration
	// Retry is the pause after the first try that may succeed later; it doubles up to RetryMax. Zero values are 1 minute and 1 hour.
	Retry, RetryMax time.Duration

	sessions Sessions
	leases   agenda.Leases
	mailer   Mailer
	clock    func() time.Time
	log      *slog.Logger
	poke     chan struct{} // one slot

	// The fields below are owned by Serve.
	server pause         // of all letters
	pauses map[key]pause // of single letters
	marks  map[key]mark  // results that the journal has not taken yet
	last   time.Time     // when a letter was last handed over
}

// key names a letter.
type key struct {
	meeting agenda.MeetingID
	batch   agenda.BatchID
	unit    agenda.UnitID
}

// pause is how long to leave something alone, after how many tries. It is a value.
type pause struct {
	until time.Time
	tries int
}

// NewCourier is a courier; Serve makes it work.
func NewCourier(sessions Sessions, leases agenda.Leases, mailer Mailer, clock func() time.Time, log *slog.Logger) *Courier {
	return &Courier{sessions: sessions, leases: leases, mailer: mailer, clock: clock, log: log, poke: make(chan struct{}, 1),
		pauses: map[key]pause{}, marks: map[key]mark{}}
}

// Poke makes the courier look again and try at once what it was leaving alone. It never waits.
func (c *Courier) Poke() {
	select {
	case c.poke <- struct{}{}:
	default:
	}
}

// leaseWait is how often a courier asks again for a lease that another node holds.
const leaseWait = 5 * time.Second

// Serve carries letters until ctx ends, which is not an error. It works only while it holds the lease.
func (c *Courier) Serve(ctx context.Context) error {
	for ctx.Err() == nil {
		holding, giveUp := context.WithCancel(ctx)
		held, err := c.leases.Hold(holding, LeaseName)
		if err == nil {
			c.work(held)
		} else if other := (*agenda.HeldError)(nil); !errors.As(err, &other) && ctx.Err() == nil {
			c.log.Warn("courier: asking for the lease", "err", err)
		}
		giveUp()
		wait(ctx, leaseWait, nil, nil)
	}
	return nil
}

// work looks at all meetings whenever something changed, until ctx ends.
func (c *Courier) work(ctx context.Context) {
	for ctx.Err() == nil {
		changed := c.sessions.Changed() // before looking: what comes while looking is seen by the next look
		c.round(ctx)
		if wait(ctx, c.untilNext(), changed, c.poke) {
			c.server = pause{}
			clear(c.pauses)
		}
	}
}

// round handles every queued letter that is due, and forgets letters that are queued no more.
func (c *Courier) round(ctx context.Context) {
	waiting := map[key]bool{}
	for s, err := range c.sessions.Sessions(ctx) {
		if ctx.Err() != nil {
			return
		}
		if err != nil { // of one meeting: the others do not wait for it
			c.log.Warn("courier: looking at the meetings", "err", err)
			continue
		}
		for _, k := range queued(s) {
			if ctx.Err() != nil {
				return
			}
			waiting[k] = true
			c.handle(ctx, s, k)
		}
	}
	maps.DeleteFunc(c.marks, func(k key, _ mark) bool { return !waiting[k] })
	maps.DeleteFunc(c.pauses, func(k key, _ pause) bool { return !waiting[k] })
}

// queued are the letters of a meeting that wait to be sent.
func queued(s Session) []key {
	var keys []key
	s.View(func(m *agenda.Meeting) {
		for _, b := range m.Batches {
			for _, l := range b.Letters {
				if l.State == agenda.LetterQueued {
					keys = append(keys, key{m.ID, b.ID, l.Unit})
				}
			}
		}
	})
	return keys
}

// untilNext is how long until something is due again; negative is never. While the server is left alone nothing else is due.
func (c *Courier) untilNext() time.Duration {
	now := c.clock()
	if c.server.until.After(now) {
		return c.server.until.Sub(now)
	}
	next := time.Duration(-1)
	for _, p := range c.pauses {
		if d := max(p.until.Sub(now), time.Millisecond); next < 0 || d < next {
			next = d
		}
	}
	if len(c.marks) > 0 && (next < 0 || next > markWait) {
		next = markWait
	}
	return next
}

// wait returns when d has passed (never when negative), something changed or ctx ended; true says that it was poked.
func wait(ctx context.Context, d time.Duration, changed, poke <-chan struct{}) bool {
	var after <-chan time.Time
	if d >= 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		after = t.C
	}
	select {
	case <-ctx.Done():
	case <-changed:
	case <-after:
	case <-poke:
		return true
	}
	return false
}

// next is the pause after one more try.
func (c *Courier) next(p pause) pause {
	first, longest := c.Retry, c.RetryMax
	if first <= 0 {
		first = time.Minute
	}
	if longest <= 0 {
		longest = time.Hour
	}
	d := first << min(p.tries, 20)
	if d <= 0 || d > longest {
		d = longest
	}
	return pause{until: c.clock().Add(d), tries: p.tries + 1}
}
