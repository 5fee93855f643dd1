package signaling

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// Config is what a Server is made of. The functions are called often, by any goroutine and without a lock held; they must be fast. A nil function permits
// everything, prefers nobody and says unlocked. It is a value.
type Config struct {
	Engine     *sfu.Engine
	Permits    func(agenda.MeetingID, agenda.SeatID, sfu.Source) bool // may it be forwarded? The floor
	Preferred  func(agenda.MeetingID) []agenda.SeatID                 // whose voice comes first: who has the floor, then the chair
	Locked     func(agenda.MeetingID) bool                            // the hard floor lock, shown in room state
	MayEnter   func(agenda.MeetingID, agenda.SeatID) bool             // may the seat come in? The room lock. Nobody is put out by it
	ICEServers func(agenda.MeetingID, agenda.SeatID) []ICEServer      // told to the browsers of a seat; nil: none
	MaxPeers   int                                                    // per room; 0 means 160
	Logger     *slog.Logger
}

// Who is the authenticated other end of a socket. It is a value.
type Who struct {
	Meeting agenda.MeetingID
	Seat    agenda.SeatID
	Role    agenda.Role
}

// Server holds the rooms that have somebody in them. It is locked.
type Server struct {
	cfg     Config   // static
	probing probings // sockets that only probe

	mu    sync.Mutex
	rooms map[agenda.MeetingID]*room
}

// room is the room of one meeting and who is in it. Its fields below media are guarded by Server.mu.
type room struct {
	media    *sfu.Room     // static
	stop     func()        // static
	finished chan struct{} // closed when the media room's goroutine is gone
	users    int           // sessions that entered and did not leave
	sessions []*session    // those that have a peer
}

// Stats counts what is there now. It is a value.
type Stats struct {
	Rooms, Peers int
}

// NewServer makes a server without rooms.
func NewServer(c Config) *Server {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &Server{cfg: c, rooms: map[agenda.MeetingID]*room{}}
}

// Stats counts rooms and peers.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := Stats{Rooms: len(s.rooms)}
	for _, r := range s.rooms {
		n.Peers += len(r.sessions)
	}
	return n
}

// Meetings are those with a room on this node, in no particular order.
func (s *Server) Meetings() []agenda.MeetingID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.rooms))
}

// Poke says that Permits, Preferred or Locked would answer differently now for a meeting. It is cheap and may be called for a meeting without a room.
func (s *Server) Poke(meeting agenda.MeetingID) {
	for _, session := range s.find(meeting, func(*session) bool { return true }) {
		session.peer.Room().Poke()
		return
	}
}

// Kick ends the sockets of a seat with a close code such as ws.CodeRevoked and reports how many there were. It does not wait for them.
func (s *Server) Kick(meeting agenda.MeetingID, seat agenda.SeatID, code int) int {
	found := s.find(meeting, func(other *session) bool { return other.who.Seat == seat })
	for _, session := range found {
		session.end(code, "seat removed")
	}
	return len(found)
}

// CloseMeeting ends all sockets of a meeting, usually with ws.CodeClosed. It does not wait for them.
func (s *Server) CloseMeeting(meeting agenda.MeetingID, code int) int {
	found := s.find(meeting, func(*session) bool { return true })
	for _, session := range found {
		session.end(code, "meeting closed")
	}
	return len(found)
}

// ICEServers are those for a seat's devices, never nil.
func (s *Server) ICEServers(w Who) []ICEServer {
	list := []ICEServer{}
	if s.cfg.ICEServers != nil {
		list = append(list, s.cfg.ICEServers(w.Meeting, w.Seat)...)
	}
	return list
}

// find is the sessions of a meeting that match.
func (s *Server) find(meeting agenda.MeetingID, match func(*session) bool) []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[meeting]
	if r == nil {
		return nil
	}
	var list []*session
	for _, session := range r.sessions {
		if match(session) {
			list = append(list, session)
		}
	}
	return list
}

// enter gives the meeting's room, made on the first call. Every enter needs a leave.
func (s *Server) enter(meeting agenda.MeetingID) *room {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[meeting]
	if r == nil {
		r = s.open(meeting)
		s.rooms[meeting] = r
	}
	r.users++
	return r
}

func (s *Server) open(meeting agenda.MeetingID) *room {
	c := sfu.RoomConfig{MaxPeers: s.cfg.MaxPeers}
	if s.cfg.Permits != nil {
		c.Permits = func(seat agenda.SeatID, source sfu.Source) bool { return s.cfg.Permits(meeting, seat, source) }
	}
	if s.cfg.Preferred != nil {
		c.Prefer = func() []agenda.SeatID { return s.cfg.Preferred(meeting) }
	}
	ctx, stop := context.WithCancel(context.Background()) // the room lives as long as it has users, each of which has a context
	r := &room{media: s.cfg.Engine.NewRoom(c), stop: stop, finished: make(chan struct{})}
	go func() {
		defer close(r.finished)
		if err := r.media.Run(ctx); err != nil {
			s.cfg.Logger.Error("media room ended", "error", err)
		}
	}()
	return r
}

// leave undoes enter. The last to leave waits for the room to end.
func (s *Server) leave(meeting agenda.MeetingID, r *room) {
	s.mu.Lock()
	r.users--
	last := r.users == 0
	if last && s.rooms[meeting] == r {
		delete(s.rooms, meeting)
	}
	s.mu.Unlock()
	if last {
		r.stop()
		<-r.finished
	}
}

// replaces says whether fresh takes the place of old: the same device of the same seat.
func (fresh *session) replaces(old *session) bool {
	return old != fresh && old.who.Seat == fresh.who.Seat && old.device == fresh.device
}

// replace ends sessions whose place was taken.
func replace(old []*session) {
	for _, session := range old {
		session.end(ws.CodeReplaced, "joined again")
		session.peer.Leave()
	}
}

// seat lists a session in its room and gives those that it replaces; false when its seat has too many other devices.
func (s *Server) seat(r *room, fresh *session) (replaced []*session, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	others := 0
	for _, old := range r.sessions {
		switch {
		case fresh.replaces(old):
			replaced = append(replaced, old)
		case old.who.Seat == fresh.who.Seat:
			others++
		}
	}
	if others >= maxDevices {
		return nil, false
	}
	r.sessions = append(slices.DeleteFunc(r.sessions, fresh.replaces), fresh)
	return replaced, true
}

func (s *Server) unseat(r *room, gone *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.sessions = slices.DeleteFunc(r.sessions, func(other *session) bool { return other == gone })
}
