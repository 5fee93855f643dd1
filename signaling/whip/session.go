package whip

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"time"

	"giaoban/signaling"
	"giaoban/signaling/sfu"
)

const (
	lookEvery = 200 * time.Millisecond
	// hold is how long somebody has to be the right one for the stage before he is shown instead of another.
	hold = 1500 * time.Millisecond
	// patience is for media that does not connect, or not again.
	patience = 30 * time.Second
)

// Kind says which of the two protocols a session speaks.
type Kind string

// The kinds.
const (
	Publish Kind = "whip"
	Watch   Kind = "whep"
)

// Session is one encoder or one wall screen. It is locked: mu guards the fields below it.
type Session struct {
	ID string // static, like the next five: nobody can guess it

	kind   Kind
	who    signaling.Who
	stay   *signaling.Stay
	tracks []sfu.Track // of an encoder
	over   chan struct{}
	ending sync.Once

	mu    sync.Mutex
	offer string // the newest, with the credentials of the newest ICE session
	ice   credentials
	etag  string // of the ICE session
}

// newSession makes the session of a stay; negotiate it.
func newSession(k Kind, who signaling.Who, tracks []sfu.Track) *Session {
	return &Session{ID: rand.Text(), kind: k, who: who, tracks: tracks, over: make(chan struct{})}
}

// negotiate answers an offer. Call under mu, or before the session is known.
func (s *Session) negotiate(offer string) (answer string, err error) {
	switch {
	case s.kind == Watch:
		answer, err = s.stay.Peer().View(offer)
	case s.offer == "":
		answer, err = s.stay.Peer().Publish(offer, s.tracks)
	default: // what was muted meanwhile stays so
		answer, err = s.stay.Peer().Renew(offer)
	}
	if err != nil {
		return "", err
	}
	s.offer, s.etag = offer, `"`+rand.Text()+`"`
	s.ice.of(offer)
	return answer, nil
}

// trickle does what a fragment says. A fragment with other credentials restarts ICE, and the answer to it is not empty. match is the request's If-Match.
func (s *Session) trickle(match string, f fragment) (answer, etag string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	restart := f.credentials != (credentials{}) && f.credentials != s.ice
	switch {
	case match == "":
		return "", "", refusal(428, errNoMatch)
	case match == "*" && !restart:
		return "", "", refusal(422, errNoRestart)
	case match != "*" && match != s.etag:
		return "", "", refusal(412, errOtherMatch)
	}
	if restart {
		if answer, err = s.negotiate(renewed(s.offer, f.credentials)); err != nil {
			return "", "", err
		}
		answer = answerFragment(answer)
	}
	direction := sfu.Up
	if s.kind == Watch {
		direction = sfu.Down
	}
	for _, c := range f.candidates {
		if err := s.stay.Peer().Candidate(direction, c); errors.Is(err, sfu.ErrCandidates) {
			return "", "", err
		} // a candidate that cannot be used is no reason to refuse the others (RFC 8840 §4.4)
	}
	return answer, s.etag, nil
}

// end makes Serve return. It may be called more than once.
func (s *Session) end() { s.ending.Do(func() { close(s.over) }) }

// Serve looks after the session until it is deleted, ended by somebody, not permitted any more, without media for too long, or ctx ends; then it leaves the
// room. permitted is asked every second.
func (s *Server) Serve(ctx context.Context, x *Session, permitted func() bool) (err error) {
	defer s.forget(x)
	defer func() { err = errors.Join(err, x.stay.Close()) }() // after a panic, too: nobody else would take it out of the room
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var view view
	connected, checked := time.Now(), time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-x.over:
			return nil
		case <-x.stay.Ended():
			return nil
		case <-x.stay.Peer().Done():
			return x.stay.Peer().Err()
		case <-tick.C:
		}
		now := time.Now()
		if x.stay.Peer().Stats().Transport != sfu.OverNone {
			connected = now
		}
		if now.Sub(connected) > patience {
			return nil
		}
		if now.Sub(checked) > time.Second {
			checked = now
			if !permitted() {
				return nil
			}
		}
		if x.kind == Watch {
			if err := view.look(x.stay, now); err != nil {
				return err
			}
		}
	}
}

// view is what a watcher is shown. It is owned by its session's Serve.
type view struct {
	shown, next sfu.Wish
	since       time.Time // when next became the right one
}

// look puts the right picture on the wall. A screen appears and goes at once, a face after hold.
func (v *view) look(stay *signaling.Stay, now time.Time) error {
	w, ok := stay.Stage(v.shown)
	if w != v.next {
		v.next, v.since = w, now
	}
	if w == v.shown || ok && v.shown.Source == sfu.Camera && w.Source == sfu.Camera && now.Sub(v.since) < hold {
		return nil
	}
	v.shown = w
	if !ok {
		return stay.Peer().Want(nil)
	}
	return stay.Peer().Want([]sfu.Wish{w})
}
