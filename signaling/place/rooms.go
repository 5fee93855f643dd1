package place

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"sync"
	"time"

	"giaoban/agenda"
)

const (
	patience = 5 * time.Second // for a lease that this very node is giving up, or that an earlier life of it has left: those run out in 4.5 s
	again    = 20 * time.Millisecond
)

// Rooms are the rooms that this node holds. It is locked: the first fields are static, mu guards the last.
type Rooms struct {
	leases agenda.Leases
	node   string

	mu   sync.Mutex
	held map[agenda.MeetingID]*holding
}

// holding is one room while somebody here uses it. users is guarded by Rooms.mu; lease and err are static once ready is closed.
type holding struct {
	users int
	ready chan struct{}
	lease context.Context
	err   error
	end   context.CancelFunc // static
}

// NewRooms makes the rooms of the node with that name, of which it holds none yet.
func NewRooms(l agenda.Leases, node string) *Rooms {
	return &Rooms{leases: l, node: node, held: map[agenda.MeetingID]*holding{}}
}

// Alive says whether life is that of this node. It takes as long whatever is asked.
func (r *Rooms) Alive(life string) bool {
	return subtle.ConstantTimeCompare([]byte(life), []byte(Life(r.node))) == 1
}

// Claim says that somebody uses a meeting's room here, and holds its lease until the last user has called release, which every successful Claim needs. The
// returned context ends when the lease is lost to another node: the user has to leave. *agenda.HeldError names the node that holds the room; other errors
// say that nobody could be asked.
func (r *Rooms) Claim(ctx context.Context, meeting agenda.MeetingID) (lease context.Context, release func(), err error) {
	h, first := r.use(meeting)
	if first {
		h.lease, h.err = r.hold(ctx, h, meeting)
		close(h.ready)
	}
	select {
	case <-h.ready:
	case <-ctx.Done():
		r.leave(meeting, h)
		return nil, nil, fmt.Errorf("claim room: %w", ctx.Err())
	}
	if h.err != nil {
		r.leave(meeting, h)
		return nil, nil, h.err
	}
	var once sync.Once
	return h.lease, func() { once.Do(func() { r.leave(meeting, h) }) }, nil
}

// use counts one more user. first says that the caller has to hold the lease for all.
func (r *Rooms) use(meeting agenda.MeetingID) (h *holding, first bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if h = r.held[meeting]; h != nil && !h.over() {
		h.users++
		return h, false
	}
	h = &holding{users: 1, ready: make(chan struct{})}
	r.held[meeting] = h
	return h, true
}

// over says whether the holding has failed or was lost, so that it is of no use to anybody new.
func (h *holding) over() bool {
	select {
	case <-h.ready:
		return h.err != nil || h.lease.Err() != nil
	default:
		return false
	}
}

// hold gets the lease. It outlives the request that needed it first, not its patience.
func (r *Rooms) hold(ctx context.Context, h *holding, meeting agenda.MeetingID) (context.Context, error) {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	h.end = end
	asking, cancel := context.WithTimeout(life, patience)
	defer cancel()
	tick := time.NewTicker(again)
	defer tick.Stop()
	for {
		lease, err := r.leases.Hold(life, "room:"+string(meeting))
		var other *agenda.HeldError
		if err == nil || !errors.As(err, &other) || Address(other.Holder) != Address(r.node) {
			return lease, err
		}
		select {
		case <-tick.C:
		case <-asking.Done():
			return nil, err
		}
	}
}

// leave counts one user less; with the last one the lease is given up.
func (r *Rooms) leave(meeting agenda.MeetingID, h *holding) {
	r.mu.Lock()
	h.users--
	last := h.users == 0
	if last && r.held[meeting] == h {
		delete(r.held, meeting)
	}
	r.mu.Unlock()
	if last {
		<-h.ready // the first user may have left before it was done
		h.end()
	}
}
