package sfu

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/agenda"

	"github.com/pion/webrtc/v4"
)

// PeerConfig is what a peer asks for on joining. It is a value.
type PeerConfig struct {
	Seat  agenda.SeatID
	Chair bool // the pictures of this seat come before those of others
	Audio int  // audio slots, 0 to MaxAudioSlots
	Video int  // video slots, 0 to MaxVideoSlots

	Encoder bool // may publish H264, which not everybody can see
}

// Peer is one device of one seat. It is locked: fields say by what.
type Peer struct {
	id     PeerID        // static
	number int           // static: joined as the so manieth
	seat   agenda.SeatID // static
	room   *Room         // static

	ssrc     uint32 // static: as which it is told what came in
	arrivals arrivals
	up, down *webrtc.PeerConnection // static
	wake     chan struct{}          // static: one slot, for the signaling socket
	done     chan struct{}          // closed when the peer begins to end

	upKeys    keys
	upMu      sync.Mutex   // held during a negotiation of up
	upICE     candidateBox // guarded by upMu
	downMu    sync.Mutex   // held during a negotiation of down
	downICE   candidateBox // guarded by downMu
	offered   bool         // guarded by downMu: an offer waits for its answer
	needOffer bool         // guarded by downMu
	restart   bool         // guarded by downMu: the next offer restarts ICE
	restarted time.Duration

	// guarded by room.mu
	slots  []*slot
	audio  int // slots[:audio] are audio
	pubs   []*publication
	wishes []Wish

	chair            bool                    // static
	lane             lane                    // of the down connection
	band             band                    // of it, too
	upward, downward course                  // of the two connections
	limit            atomic.Int64            // bit/s of pictures; 0: none
	quality          atomic.Pointer[Quality] // nil before the first balance
	climber          climber                 // owned by the room's errands
	voices           voices                  // owned by the room's errands

	meter *meter // of the seat; static after enter

	published atomic.Pointer[[]*publication] // pubs, for errands
	laid      atomic.Pointer[[]*slot]        // slots, for errands
	stats     atomic.Pointer[PeerStats]      // nil in the first second
	measured  time.Duration                  // owned by the room's errands
	broken    atomic.Int64                   // monotonic ns since when down is disconnected; 0 while it is not

	ending sync.Mutex // guards the two below
	ended  bool
	cause  error
	tasks  sync.WaitGroup
}

// ID is the peer's name in its room.
func (p *Peer) ID() PeerID { return p.id }

// Seat is whose device this is.
func (p *Peer) Seat() agenda.SeatID { return p.seat }

// Room is where the peer is.
func (p *Peer) Room() *Room { return p.room }

// Wake receives when something about this peer or its room may have changed: an offer may be due (Offer), the slots (Slots), the room (Room.State,
// Room.Speaking). It may come without cause and stands for any number of changes.
func (p *Peer) Wake() <-chan struct{} { return p.wake }

// Done is closed when the peer ends by itself: a fault in its goroutines or the end of the room. Close it then too.
func (p *Peer) Done() <-chan struct{} { return p.done }

// Err is why the peer ended by itself, nil otherwise.
func (p *Peer) Err() error {
	p.ending.Lock()
	defer p.ending.Unlock()
	return p.cause
}

// Leave takes the peer out of its room at once: its place is free and nothing of it is forwarded any more. Close is still needed.
func (p *Peer) Leave() {
	p.end(nil)
	p.room.leave(p)
}

// Close takes the peer out of its room, ends both connections and waits for everything that the peer started. It may be called more than once.
func (p *Peer) Close() error {
	p.Leave()
	var closing sync.WaitGroup
	var upErr, downErr error
	closing.Go(func() { upErr = p.up.GracefulClose() })
	closing.Go(func() { downErr = p.down.GracefulClose() })
	closing.Wait()
	p.tasks.Wait()
	return errors.Join(upErr, downErr)
}

// end marks the peer as ended; the first cause is kept.
func (p *Peer) end(cause error) {
	p.ending.Lock()
	defer p.ending.Unlock()
	if !p.ended {
		p.ended, p.cause = true, cause
		close(p.done)
	}
}

// run starts task in a goroutine that Close waits for. Its panic ends this peer, not the process. It reports false when the peer has ended.
func (p *Peer) run(name string, task func() error) bool {
	p.ending.Lock()
	defer p.ending.Unlock()
	if p.ended {
		return false
	}
	p.tasks.Go(func() {
		defer func() {
			if fault := recover(); fault != nil {
				p.room.engine.log.Error("media: a peer's goroutine panicked", "task", name, "fault", fault, "stack", string(debug.Stack()))
				p.end(fmt.Errorf("media: %s panicked: %v", name, fault))
			}
		}()
		// The error is how pion says that a connection was closed.
		_ = task()
	})
	return true
}

// onDown asks for keyframes as soon as there is somebody to send them to.
func (p *Peer) onDown(state webrtc.PeerConnectionState) {
	p.downward.astray(p.room)
	if state == webrtc.PeerConnectionStateConnected {
		p.chase()
	}
}

// onDownState notes since when the down connection is broken.
func (p *Peer) onDownState(state webrtc.ICEConnectionState) {
	p.downward.astray(p.room)
	switch state {
	case webrtc.ICEConnectionStateDisconnected, webrtc.ICEConnectionStateFailed:
		p.broken.CompareAndSwap(0, int64(p.room.now()))
	case webrtc.ICEConnectionStateConnected, webrtc.ICEConnectionStateCompleted:
		p.broken.Store(0)
	}
}
