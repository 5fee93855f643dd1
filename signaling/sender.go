package signaling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

const stateEvery = 200 * time.Millisecond // room, speaking, layers and quality: at most 5 per second each

// told is what the client knows. It is owned by send.
type told struct {
	offers   int
	slots    []sfu.SlotState
	version  uint64
	locked   bool
	room     time.Time // when room was sent; zero before the first
	speaking []agenda.SeatID
	spoke    time.Time
	layers   []sfu.LayerState
	layered  time.Time // when layers were sent

	quality   sfu.Quality
	qualified time.Time // when quality was sent
	counted   time.Time // when stats were sent
	flooded   time.Time // when a flood was told
}

// send tells the client what it does not know yet, whenever something may have changed, until ctx ends. A failed write has ended the connection already;
// the reader notices. A panic ends this session only.
func (s *session) send(ctx context.Context) {
	defer func() {
		if fault := recover(); fault != nil {
			s.server.cfg.Logger.Error("media sender panicked", "fault", fault)
			s.end(ws.CodeStop, "server fault")
		}
	}()
	later := time.NewTimer(time.Hour)
	defer later.Stop()
	t := told{quality: sfu.Quality{Step: sfu.StepFull}}
	for {
		wait, err := s.tell(&t)
		if err != nil {
			s.cancel()
			return
		}
		if wait > 0 {
			later.Reset(wait)
		}
		select {
		case <-ctx.Done():
			return
		case <-s.peer.Done():
			if err := s.peer.Err(); err != nil {
				s.server.cfg.Logger.Warn("media peer ended", "error", err)
				s.end(ws.CodeStop, "media ended")
			}
			return
		case <-s.peer.Wake():
		case <-s.nudge:
		case <-later.C:
		}
	}
}

// tell sends everything that is due and returns how long to wait for what is not due yet, 0 for nothing.
func (s *session) tell(t *told) (time.Duration, error) {
	if err := s.tellOrders(); err != nil {
		return 0, err
	}
	if err := s.tellOffer(t); err != nil {
		return 0, err
	}
	if slots := s.peer.Slots(); t.slots == nil || !slices.Equal(slots, t.slots) {
		if err := answer(s.conn, "slots", "", Slots{Slots: slots}); err != nil {
			return 0, err
		}
		t.slots = slots
	}
	next := time.Duration(0)
	for _, task := range [...]func(*told) (time.Duration, error){s.tellLayers, s.tellQuality, s.tellRoom, s.tellSpeaking, s.tellStats, s.tellFlood} {
		wait, err := task(t)
		if err != nil {
			return 0, err
		}
		if wait > 0 && (next == 0 || wait < next) {
			next = wait
		}
	}
	return next, nil
}

func (s *session) tellOrders() error {
	s.mu.Lock()
	orders := s.orders
	s.orders = map[sfu.Source]agenda.SeatID{}
	s.mu.Unlock()
	for source, by := range orders {
		if err := answer(s.conn, "muted", "", Muted{Source: source, By: by}); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) tellOffer(t *told) error {
	text, due, err := s.peer.Offer()
	if err != nil {
		s.server.cfg.Logger.Error("media offer failed", "error", err)
		return err
	}
	if !due {
		return nil
	}
	t.offers++
	id := fmt.Sprintf("s%d", t.offers)
	s.mu.Lock()
	s.offer = id
	s.mu.Unlock()
	f, err := ws.NewFrame("offer", id, "", Description{SDP: text})
	if err != nil {
		return err
	}
	return s.conn.Write(f)
}

func (s *session) tellLayers(t *told) (time.Duration, error) {
	layers := s.peer.Layers()
	same := func(a, b sfu.LayerState) bool {
		return a.Publication == b.Publication && slices.Equal(a.Active, b.Active)
	}
	if slices.EqualFunc(layers, t.layers, same) {
		return 0, nil
	}
	if wait := stateEvery - time.Since(t.layered); wait > 0 {
		return wait, nil
	}
	for _, l := range layers {
		if !slices.ContainsFunc(t.layers, func(old sfu.LayerState) bool { return same(l, old) }) {
			if err := answer(s.conn, "layers", "", Layers{Source: l.Source, Active: l.Active}); err != nil {
				return 0, err
			}
		}
	}
	t.layers, t.layered = layers, time.Now()
	return 0, nil
}

func (s *session) tellRoom(t *told) (time.Duration, error) {
	locked := s.server.cfg.Locked != nil && s.server.cfg.Locked(s.who.Meeting)
	if !t.room.IsZero() && locked == t.locked && s.room.media.Version() == t.version {
		return 0, nil
	}
	if wait := stateEvery - time.Since(t.room); wait > 0 {
		return wait, nil
	}
	peers, version := s.room.media.State()
	t.version, t.locked, t.room = version, locked, time.Now()
	return 0, answer(s.conn, "room", "", RoomState{Peers: peers, Locked: locked})
}

func (s *session) tellSpeaking(t *told) (time.Duration, error) {
	seats := s.room.media.Speaking()
	if slices.Equal(seats, t.speaking) {
		return 0, nil
	}
	if wait := stateEvery - time.Since(t.spoke); wait > 0 {
		return wait, nil
	}
	t.speaking, t.spoke = seats, time.Now()
	return 0, answer(s.conn, "speaking", "", Speaking{Seats: seats})
}
