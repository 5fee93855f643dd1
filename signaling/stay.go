package signaling

import (
	"context"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

// Stay is a device in a room that has no signaling socket: somebody else carries its session descriptions (package whip). Everything else is as for the
// others: it is seen, muted, removed and counted. Its methods may be called by any goroutine.
type Stay struct {
	session *session
	ctx     context.Context
}

// Stay lets a device into a meeting's room with so many slots. It ends with ctx, or when somebody else ends it; the caller must Close it in any case.
// Refusals are agenda.Errors.
func (s *Server) Stay(ctx context.Context, who Who, device string, audio, video int) (*Stay, error) {
	if s.cfg.MayEnter != nil && !s.cfg.MayEnter(who.Meeting, who.Seat) {
		return nil, agenda.ErrRoomLocked
	}
	ctx, cancel := context.WithCancel(ctx)
	x := &session{
		server: s, who: who, room: s.enter(who.Meeting), device: device, nudge: make(chan struct{}, 1), cancel: cancel, orders: map[sfu.Source]agenda.SeatID{},
	}
	if err := x.join(audio, video); err != nil {
		cancel()
		s.leave(who.Meeting, x.room)
		return nil, err
	}
	return &Stay{session: x, ctx: ctx}, nil
}

// Peer is the device in its room.
func (x *Stay) Peer() *sfu.Peer { return x.session.peer }

// Ended is closed when somebody has ended the stay: Close it then.
func (x *Stay) Ended() <-chan struct{} { return x.ctx.Done() }

// Stage is the picture that everybody looks at now, and whether there is one; before is the one that it was. See stage.
func (x *Stay) Stage(before sfu.Wish) (sfu.Wish, bool) {
	s := x.session
	peers, _ := s.room.media.State()
	var first []agenda.SeatID
	if s.server.cfg.Preferred != nil {
		first = s.server.cfg.Preferred(s.who.Meeting)
	}
	return stage(s.peer.ID(), peers, first, s.room.media.Speaking(), before)
}

// Close takes the device out of its room and waits for everything that it started. It may be called once.
func (x *Stay) Close() error {
	s := x.session
	s.cancel()
	s.server.unseat(s.room, s)
	err := s.peer.Close()
	s.server.leave(s.who.Meeting, s.room)
	return err
}
