package signaling

import (
	"time"

	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// statsEvery is how often somebody who watches is told, at most.
const statsEvery = time.Second

// floodEvery is how often a client is told that it sends too much, at most.
const floodEvery = 10 * time.Second

// maxLimit bounds what a client may name as a limit, in bit/s.
const maxLimit = 1_000_000_000

// Limit bounds the pictures that a peer is sent, in bit/s; 0 is no bound. It is a value.
type Limit struct {
	Down int `json:"down"`
}

// Watch says what a peer wants to be told from time to time. It is a value.
type Watch struct {
	Stats bool `json:"stats"`
}

// Statistics is how a peer's own connections did in the last second. It is a value.
type Statistics struct {
	Up   sfu.UpStats   `json:"up"`
	Down sfu.DownStats `json:"down"`
}

func limit(s *session, f ws.Frame) (string, any, error) {
	var m Limit
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	if m.Down < 0 || m.Down > maxLimit {
		return "", nil, errLimit
	}
	s.peer.Limit(m.Down)
	return "", nil, nil
}

func watch(s *session, f ws.Frame) (string, any, error) {
	var m Watch
	if err := decode(f, &m); err != nil {
		return "", nil, err
	}
	s.watching.Store(m.Stats)
	s.wake()
	return "", nil, nil
}

// tellQuality says when the step of the ladder or what is withheld changes. Nobody is told that everything is there who was not told otherwise.
func (s *session) tellQuality(t *told) (time.Duration, error) {
	q := s.peer.Quality()
	if q.Same(t.quality) {
		return 0, nil
	}
	if wait := stateEvery - time.Since(t.qualified); wait > 0 {
		return wait, nil
	}
	t.quality, t.qualified = q, time.Now()
	return 0, answer(s.conn, "quality", "", q)
}

// tellFlood says, at most every ten seconds, that packets are cut off because there are too many. It is not asked for, so it carries no id.
func (s *session) tellFlood(t *told) (time.Duration, error) {
	source := s.peer.Flooding()
	if source == "" || !t.flooded.IsZero() && time.Since(t.flooded) < floodEvery {
		return 0, nil
	}
	t.flooded = time.Now()
	s.server.cfg.Logger.Warn("media cut off: too many bits", "source", string(source))
	return 0, answer(s.conn, "error", "", refusal(errFlood))
}

// tellStats says how the last second was, as long as somebody watches.
func (s *session) tellStats(t *told) (time.Duration, error) {
	if !s.watching.Load() {
		return 0, nil
	}
	if wait := statsEvery - time.Since(t.counted); wait > 0 {
		return wait, nil
	}
	t.counted = time.Now()
	now := s.peer.Stats()
	return statsEvery, answer(s.conn, "stats", "", Statistics{Up: now.Up, Down: now.Down})
}
