package signaling

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

const helloWithin = 5 * time.Second

// What a browser should not exceed, in bits per second.
const (
	cameraBitrate = 1_500_000
	screenBitrate = 2_500_000
)

const (
	defaultVideo = 13
	defaultAudio = 3
	maxDevice    = 64 // bytes
	maxDevices   = 8  // of one seat: a place in the room is somebody's
)

// session is one socket, or a [Stay] without one. Its reader is Serve; fields say who else touches them.
type session struct {
	server *Server   // static
	conn   *ws.Conn  // static; nil without a socket
	who    Who       // static
	room   *room     // static
	device string    // static after hello
	peer   *sfu.Peer // static after hello

	nudge    chan struct{} // one slot, for the sender: orders, and what is watched
	watching atomic.Bool   // the client wants to be told statistics

	mu     sync.Mutex
	code   int // why the server ends it; 0 while it does not
	reason string
	cancel context.CancelFunc           // ends the session
	orders map[sfu.Source]agenda.SeatID // muted by whom, not told yet
	offer  string                       // id of the offer that waits for its answer
}

// Serve talks with one authenticated socket until either side ends it or ctx ends (the server stops), and closes it with the code that says why. It waits
// for everything that it started. The error is for the log; nil means that the session ended as the protocol has it.
func (s *Server) Serve(ctx context.Context, c *ws.Conn, who Who) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f, err := s.first(ctx, c)
	if err != nil {
		return err
	}
	if f.Type == "probe" {
		return s.probe(ctx, c, who, f)
	}
	hello, id, err := s.hello(c, f)
	if err != nil {
		return err
	}
	if s.cfg.MayEnter != nil && !s.cfg.MayEnter(who.Meeting, who.Seat) {
		_ = answer(c, "error", id, refusal(agenda.ErrRoomLocked)) // the close code says the same
		return c.Close(ws.CodeLocked, "room is locked")
	}
	r := s.enter(who.Meeting)
	defer s.leave(who.Meeting, r)
	session := &session{
		server: s, conn: c, who: who, room: r, device: hello.Device, nudge: make(chan struct{}, 1), cancel: cancel, orders: map[sfu.Source]agenda.SeatID{},
	}
	return session.live(ctx, hello, id)
}

// first waits for the first frame. On error the socket is closed.
func (s *Server) first(ctx context.Context, c *ws.Conn) (ws.Frame, error) {
	timely, cancel := context.WithTimeout(ctx, helloWithin)
	defer cancel()
	f, err := c.Read(timely)
	if err == nil {
		return f, nil
	}
	code, reason := ws.CodeInvalid, "no hello"
	if ctx.Err() != nil {
		code, reason = ws.CodeStop, "server is stopping"
	}
	return ws.Frame{}, errors.Join(fmt.Errorf("media socket: hello: %w", err), c.Close(code, reason))
}

// hello reads the first frame. On error the socket is closed.
func (s *Server) hello(c *ws.Conn, f ws.Frame) (hello Hello, id string, err error) {
	switch {
	case f.Type != "hello":
		err = errHello
	case json.Unmarshal(orEmpty(f.Data), &hello) != nil || hello.Device == "" || len(hello.Device) > maxDevice:
		err = errData
	default:
		return hello, f.ID, nil
	}
	_ = answer(c, "error", f.ID, refusal(err)) // the close code says the same
	return Hello{}, "", errors.Join(fmt.Errorf("media socket: hello: %w", err), c.Close(ws.CodeInvalid, "no hello"))
}

// live is the session from hello to the end.
func (s *session) live(ctx context.Context, hello Hello, id string) error {
	video, audio := defaultVideo, defaultAudio
	if hello.Video != nil {
		video = *hello.Video
	}
	if hello.Audio != nil {
		audio = *hello.Audio
	}
	if err := s.join(audio, video); err != nil {
		return s.refuse(id, err)
	}
	var sending sync.WaitGroup
	err := answer(s.conn, "welcome", id, Welcome{
		Peer: s.peer.ID(), Seat: s.who.Seat, ICEServers: s.server.ICEServers(s.who),
		MaxBitrate: map[sfu.Source]int{sfu.Camera: cameraBitrate, sfu.Screen: screenBitrate},
	})
	if err == nil {
		sending.Go(func() { s.send(ctx) })
		err = s.read(ctx)
	}
	stopping := ctx.Err() != nil // before cancel: the server stops, or somebody ended this session
	s.cancel()
	s.server.unseat(s.room, s)
	s.peer.Leave()
	code, reason := s.verdict(stopping)
	err = errors.Join(s.outcome(err, stopping), s.conn.Close(code, reason))
	sending.Wait()
	return errors.Join(err, s.peer.Close())
}

// join takes a place in the room with so many slots.
func (s *session) join(audio, video int) (err error) {
	replace(s.server.find(s.who.Meeting, s.replaces)) // first, so that a full room has a place for it
	if len(s.server.find(s.who.Meeting, func(other *session) bool { return other.who.Seat == s.who.Seat && !s.replaces(other) })) >= maxDevices {
		return errDevices
	}
	if s.peer, err = s.room.media.Join(sfu.PeerConfig{Seat: s.who.Seat, Chair: s.who.Role == agenda.RoleChair, Audio: audio, Video: video, Encoder: s.conn == nil}); err != nil {
		return err
	}
	replace(s.server.seat(s.room, s)) // once more: two sockets of one device may say hello at the same instant
	return nil
}

// refuse tells a client that it cannot join.
func (s *session) refuse(id string, err error) error {
	code, reason := ws.CodeInvalid, "cannot join"
	switch {
	case errors.Is(err, sfu.ErrFull), errors.Is(err, errDevices):
		code, reason = ws.CodeFull, "room is full"
	case errors.Is(err, sfu.ErrGone):
		code, reason = ws.CodeStop, "room is ending"
	}
	_ = answer(s.conn, "error", id, refusal(err)) // the close code says the same
	return errors.Join(fmt.Errorf("media socket: join: %w", err), s.conn.Close(code, reason))
}

// end ends the session from outside. The first code is kept.
func (s *session) end(code int, reason string) {
	s.mu.Lock()
	if s.code == 0 {
		s.code, s.reason = code, reason
	}
	s.mu.Unlock()
	s.cancel()
}

// verdict is the close code of the session.
func (s *session) verdict(stopping bool) (int, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.code != 0:
		return s.code, s.reason
	case stopping:
		return ws.CodeStop, "server is stopping"
	}
	return ws.CodeNormal, "goodbye"
}

// outcome is what of a read error is worth a line in the log: sockets come and go, but a client that breaks the protocol should be looked at.
func (s *session) outcome(err error, stopping bool) error {
	code, _ := ws.CloseError(err)
	if !stopping && (code == ws.CodeInvalid || code == ws.CodeTooBig || code == ws.CodeRate) {
		return err
	}
	return nil
}

// read handles requests until the socket ends. A panic ends this session only.
func (s *session) read(ctx context.Context) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			s.end(ws.CodeStop, "server fault")
			s.server.cfg.Logger.Error("media request panicked", "fault", fault, "stack", string(debug.Stack()))
		}
	}()
	for {
		f, err := s.conn.Read(ctx)
		if err != nil {
			return err
		}
		if err := s.handle(f); err != nil {
			return err
		}
	}
}

// answer writes a frame of v.
func answer(c *ws.Conn, typ, re string, v any) error {
	f, err := ws.NewFrame(typ, "", re, v)
	if err != nil {
		return err
	}
	return c.Write(f)
}

func orEmpty(data json.RawMessage) json.RawMessage {
	if len(data) == 0 {
		return json.RawMessage("{}")
	}
	return data
}
