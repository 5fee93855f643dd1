package channel

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
)

const (
	presenceEvery = 500 * time.Millisecond // between two presence frames
	presenceAgain = 10 * time.Second       // own list is said again, for nodes that missed it
	presenceStale = 30 * time.Second       // another node's list is forgotten
)

// here is one socket as told to other nodes.
type here struct {
	Seat     agenda.SeatID     `json:"seat"`
	Presence agenda.PresenceID `json:"presence,omitempty"`
}

// nodeHere is the list of one node, with the time it was heard. It is a value.
type nodeHere struct {
	Node string `json:"node"`
	Here []here `json:"here"`
	at   time.Time
}

// room is one meeting's sockets on this node, and what is heard of it on the bus. It is locked: mu guards the fields below it; holders belongs to Server.
type room struct {
	session *live.Session // static after construction, like the next six
	node    string
	now     func() time.Time
	log     *slog.Logger
	stop    context.CancelFunc
	dirty   chan struct{} // one slot: the list changed
	done    sync.WaitGroup

	holders int // guarded by Server.mu

	mu     sync.Mutex
	local  map[*socket]here
	counts map[agenda.SeatID]int // sockets of each seat in local
	remote map[string]nodeHere
	chats  []message // the last ones, oldest first
}

func newRoom(session *live.Session, node string, now func() time.Time, log *slog.Logger) *room {
	ctx, stop := context.WithCancel(context.Background())
	r := &room{session: session, node: node, now: now, log: log, stop: stop, dirty: make(chan struct{}, 1), local: map[*socket]here{}, counts: map[agenda.SeatID]int{}, remote: map[string]nodeHere{}}
	r.done.Go(func() {
		for contained(log, func() error { r.run(ctx); return nil }) != nil && sleep(ctx, time.Second) {
			log.Warn("room goes on after a panic", "meeting", session.ID())
		}
	})
	return r
}

// close ends the room's goroutine. No socket is in it any more.
func (r *room) close() {
	r.stop()
	r.done.Wait()
}

func (r *room) run(ctx context.Context) {
	defer r.say(context.WithoutCancel(ctx)) // an empty list: the others need not wait until it is stale
	words := r.hear(ctx)
	again := time.NewTicker(presenceAgain)
	defer again.Stop()
	var told []agenda.SeatID  // what the sockets know
	var wait <-chan time.Time // nil: the next change may be told at once
	dirty := r.dirty
	for {
		select {
		case <-ctx.Done():
			return
		case w, ok := <-words:
			if !ok {
				words = r.hear(ctx)
				continue
			}
			r.deliver(w)
		case <-again.C:
			r.say(ctx)
			told = r.tell(told)
		case <-dirty:
			r.say(ctx)
			told = r.tell(told)
			dirty, wait = nil, time.After(presenceEvery) // words go on meanwhile
		case <-wait:
			dirty, wait = r.dirty, nil
		}
	}
}

// hear listens on the bus, again and again until it can. Without a bus the meeting goes on; only drafts are not seen.
func (r *room) hear(ctx context.Context) <-chan agenda.Word {
	for {
		words, err := r.session.Hear(ctx)
		if err == nil {
			return words
		}
		if !sleep(ctx, time.Second) {
			return nil
		}
		r.log.Warn("bus cannot be heard", "meeting", r.session.ID(), "err", err)
	}
}

// sleep waits; false when ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

func (r *room) add(k *socket, h here) {
	r.mu.Lock()
	r.local[k] = h
	r.counts[h.Seat]++
	r.mu.Unlock()
	r.changed()
}

func (r *room) remove(k *socket) {
	r.mu.Lock()
	if h, ok := r.local[k]; ok {
		delete(r.local, k)
		if r.counts[h.Seat]--; r.counts[h.Seat] == 0 {
			delete(r.counts, h.Seat)
		}
	}
	r.mu.Unlock()
	r.changed()
}

func (r *room) changed() {
	select {
	case r.dirty <- struct{}{}:
	default:
	}
}

func (r *room) sockets() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.local)
}

// say tells the other nodes who is here.
func (r *room) say(ctx context.Context) {
	r.mu.Lock()
	own := nodeHere{Node: r.node, Here: make([]here, 0, len(r.local))}
	for _, h := range r.local {
		own.Here = append(own.Here, h)
	}
	r.mu.Unlock()
	data, err := json.Marshal(own)
	if err == nil {
		err = r.session.Say(ctx, agenda.Word{Type: wordPresence, By: agenda.SystemSeat, Data: data})
	}
	if err != nil && ctx.Err() == nil {
		r.log.Debug("presence was not said", "meeting", r.session.ID(), "err", err)
	}
}

// tell sends the list of seats to the sockets of this node, unless told is what they have. It returns what they have now: nil when somebody missed it.
func (r *room) tell(told []agenda.SeatID) []agenda.SeatID {
	seats := r.seats()
	if told != nil && slices.Equal(told, seats) {
		return told
	}
	f, err := prepared(wordPresence, map[string]any{"here": seats})
	if err != nil {
		r.log.Error("encode presence", "err", err)
		return nil
	}
	for _, k := range r.all() {
		if !k.offer(f) {
			seats = nil
		}
	}
	return seats
}

func (r *room) all() []*socket {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make([]*socket, 0, len(r.local))
	for k := range r.local {
		all = append(all, k)
	}
	return all
}

// everybody is who has a socket now, on any node.
func (r *room) everybody() []here {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(slices.Collect(maps.Values(r.local)), r.elsewhere()...)
}

// elsewhere is who has a socket on another node. The caller holds mu.
func (r *room) elsewhere() (list []here) {
	for node, n := range r.remote {
		if r.now().Sub(n.at) > presenceStale {
			delete(r.remote, node)
			continue
		}
		list = append(list, n.Here...)
	}
	return list
}

// seats is who is here, each seat once, in order.
func (r *room) seats() []agenda.SeatID {
	r.mu.Lock()
	seats := slices.AppendSeq([]agenda.SeatID{}, maps.Keys(r.counts))
	for _, h := range r.elsewhere() {
		seats = append(seats, h.Seat)
	}
	r.mu.Unlock()
	slices.Sort(seats)
	return slices.Compact(seats)
}

// presences are the attendances that have a socket now, each with the seat that says so: a seat cannot keep another's.
func (r *room) presences() map[here]bool {
	present := map[here]bool{}
	for _, h := range r.everybody() {
		present[h] = true
	}
	return present
}
