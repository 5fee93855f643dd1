package sfu

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/agenda"

	"github.com/pion/webrtc/v4"
)

const lookEvery = 100 * time.Millisecond

// RoomConfig is what a room needs to know of the meeting. The functions are called without any lock held, by any goroutine, and often: they must be fast.
// It is a value.
type RoomConfig struct {
	Permits  func(agenda.SeatID, Source) bool // may this seat's source be forwarded? nil: everything may
	Prefer   func() []agenda.SeatID           // whose voice comes before louder ones, most preferred first; nil: nobody's
	MaxPeers int                              // 0: MaxPeers of this package
}

// Room is the media of one meeting. It is locked by mu; run owns the ranking.
type Room struct {
	engine *Engine
	cfg    RoomConfig
	start  time.Time     // static: the zero of now
	dirty  chan struct{} // one slot: look again
	errand chan struct{} // one slot: a keyframe is wanted
	awake  chan struct{} // one slot: something comes in again, see receipts
	parked atomic.Bool   // receipts waits for that

	speaking atomic.Pointer[[]agenda.SeatID] // written by run
	senders  atomic.Pointer[[]*Peer]         // of whom something came in; changed under mu

	mu        sync.Mutex
	peers     []*Peer // in the order of joining
	joined    int
	published int
	version   uint64 // of State
	closed    bool

	ranks ranking // owned by run
	heard []*publication
}

// NewRoom makes an empty room. Run it, and when Run has returned it is gone.
func (e *Engine) NewRoom(c RoomConfig) *Room {
	if c.Permits == nil {
		c.Permits = func(agenda.SeatID, Source) bool { return true }
	}
	if c.Prefer == nil {
		c.Prefer = func() []agenda.SeatID { return nil }
	}
	if c.MaxPeers <= 0 {
		c.MaxPeers = MaxPeers
	}
	r := &Room{engine: e, cfg: c, start: time.Now(), dirty: make(chan struct{}, 1), errand: make(chan struct{}, 1), awake: make(chan struct{}, 1), ranks: ranking{depth: MaxAudioSlots}}
	r.speaking.Store(&[]agenda.SeatID{})
	r.senders.Store(&[]*Peer{})
	return r
}

// now is the room's monotonic clock; it is never 0.
func (r *Room) now() time.Duration { return time.Since(r.start) + 1 }

// Run looks after the room until ctx ends; then it ends all peers (their owners Close them) and nobody can join any more. A panic ends this room only.
func (r *Room) Run(ctx context.Context) (err error) {
	defer func() {
		for _, p := range r.close() {
			p.end(ErrGone)
		}
	}()
	ctx, stop := context.WithCancel(ctx)
	var errands sync.WaitGroup
	var broken [2]error
	for i, task := range []func(context.Context){r.errands, r.receipts} {
		errands.Go(func() {
			defer stop()
			broken[i] = safely(func() { task(ctx) })
		})
	}
	defer func() {
		stop()
		errands.Wait()
		err = errors.Join(err, broken[0], broken[1])
	}()
	return safely(func() { r.lookAfter(ctx) })
}

// lookAfter looks when something changed, and from time to time, until ctx ends.
func (r *Room) lookAfter(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.dirty:
			r.look(true)
		case <-tick.C:
			r.look(false)
		}
	}
}

// safely does task and gives its panic as an error.
func safely(task func()) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("media: room panicked: %v\n%s", fault, debug.Stack())
		}
	}()
	task()
	return nil
}

func (r *Room) close() []*Peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	return slices.Clone(r.peers)
}

// everybody is who is in the room now.
func (r *Room) everybody() []*Peer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.peers)
}

// Poke says that Permits or Prefer would answer differently now.
func (r *Room) Poke() { wake(r.dirty) }

// State is everybody in the room in the order of joining, and a version that grows with every change.
func (r *Room) State() ([]PeerState, uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]PeerState, 0, len(r.peers))
	for _, p := range r.peers {
		state := PeerState{Peer: p.id, Seat: p.seat, Publications: make([]PublicationState, 0, len(p.pubs))}
		for _, pub := range p.pubs {
			state.Publications = append(state.Publications, PublicationState{Source: pub.source, Muted: pub.muted.Load()})
		}
		list = append(list, state)
	}
	return list, r.version
}

// Version is that of State.
func (r *Room) Version() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.version
}

// Speaking is the seats heard now, loudest first. The result is not to be changed.
func (r *Room) Speaking() []agenda.SeatID { return *r.speaking.Load() }

// Join makes a peer. Its down offer is due at once. The caller must Close it.
func (r *Room) Join(c PeerConfig) (*Peer, error) {
	if c.Audio < 0 || c.Audio > MaxAudioSlots || c.Video < 0 || c.Video > MaxVideoSlots {
		return nil, ErrSlots
	}
	p := &Peer{ssrc: rand.Uint32(), seat: c.Seat, chair: c.Chair, room: r, audio: c.Audio, wake: make(chan struct{}, 1), done: make(chan struct{})}
	p.needOffer = c.Audio+c.Video > 0
	p.published.Store(&[]*publication{})
	p.laid.Store(&[]*slot{})
	var err error
	up, crowded := r.engine.up, func() { p.end(errStreams) }
	if c.Encoder {
		up = r.engine.encoder
	}
	if p.up, err = up.connect(r.engine, crowded, &p.upKeys); err != nil {
		return nil, fmt.Errorf("media: up connection: %w", err)
	}
	if p.down, err = r.engine.down.connect(r.engine, crowded, &p.lane.keys); err != nil {
		_ = p.up.Close() // never used
		return nil, fmt.Errorf("media: down connection: %w", err)
	}
	p.up.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
		p.guard(func() { p.onTrack(track, receiver) })
	})
	p.upward.pc, p.downward.pc = p.up, p.down
	p.upward.follow(r)
	p.downward.follow(r)
	p.down.OnICEConnectionStateChange(func(state webrtc.ICEConnectionState) { p.guard(func() { p.onDownState(state) }) })
	p.down.OnConnectionStateChange(func(state webrtc.PeerConnectionState) { p.guard(func() { p.onDown(state) }) })
	err = r.settle(p, c)
	if err != nil {
		_ = p.Close() // never used
		return nil, err
	}
	wake(p.wake)
	return p, nil
}

// settle gives the peer its slots and a place in the room.
func (r *Room) settle(p *Peer, c PeerConfig) error {
	audio, err := p.addSlots(webrtc.RTPCodecTypeAudio, 0, c.Audio)
	if err != nil {
		return err
	}
	video, err := p.addSlots(webrtc.RTPCodecTypeVideo, 0, c.Video)
	if err != nil {
		return err
	}
	return r.enter(p, append(audio, video...))
}

func (r *Room) enter(p *Peer, slots []*slot) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return ErrGone
	}
	if len(r.peers) >= r.cfg.MaxPeers {
		return ErrFull
	}
	r.joined++
	p.number, p.id = r.joined, PeerID(fmt.Sprintf("p%d", r.joined))
	p.meter = r.meterOf(p.seat)
	p.slots = slots
	p.laid.Store(&slots)
	r.peers = append(r.peers, p)
	r.changed()
	return nil
}

// changed notes that State is another. Call under mu.
func (r *Room) changed() {
	r.version++
	wake(r.dirty)
}

// leave takes p out, its publications out of all slots and its slots out of all publications.
func (r *Room) leave(p *Peer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.Index(r.peers, p)
	if at < 0 {
		return
	}
	r.peers = slices.Delete(r.peers, at, at+1)
	senders := slices.DeleteFunc(slices.Clone(*r.senders.Load()), func(other *Peer) bool { return other == p })
	r.senders.Store(&senders)
	for _, pub := range p.pubs {
		pub.retire()
	}
	for _, s := range p.slots {
		s.take(nil)
	}
	p.pubs = nil
	r.changed()
}

// addSlots gives p more slots.
func (r *Room) addSlots(p *Peer, fresh []*slot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.slots = append(slices.Clone(p.slots), fresh...)
	laid := p.slots
	p.laid.Store(&laid)
	wake(r.dirty)
}

func (r *Room) want(p *Peer, wishes []Wish) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.wishes = wishes
	wake(r.dirty)
}

// publish makes p's publications those of tracks, keeping the ones that go on, and returns what they were. rids are by mid.
func (r *Room) publish(p *Peer, tracks []Track, rids map[string][]string) (before []*publication, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.peers, p) {
		return nil, ErrGone
	}
	before = p.pubs
	var pubs []*publication
	for _, t := range tracks {
		at := slices.IndexFunc(before, func(old *publication) bool { return old.same(t, rids[t.Mid]) })
		if at < 0 {
			fresh := newPublication(p, t, rids[t.Mid])
			r.published++
			fresh.number = r.published
			pubs = append(pubs, fresh)
			continue
		}
		before[at].muted.Store(t.Muted)
		pubs = append(pubs, before[at])
	}
	r.setPublications(p, pubs)
	return before, nil
}

// republish puts back what publish returned.
func (r *Room) republish(p *Peer, before []*publication) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.Contains(r.peers, p) {
		r.setPublications(p, before)
	}
}

// setPublications is the end of publish and republish. Call under mu.
func (r *Room) setPublications(p *Peer, pubs []*publication) {
	for _, old := range p.pubs {
		if !slices.Contains(pubs, old) {
			old.retire()
		}
	}
	for _, pub := range pubs {
		pub.retired.Store(false)
	}
	p.pubs = pubs
	p.published.Store(&pubs)
	r.changed()
}

func (r *Room) mute(p *Peer, source Source, muted bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, pub := range p.pubs {
		if pub.source == source {
			if pub.muted.Swap(muted) != muted {
				r.changed()
			}
			return true
		}
	}
	return false
}

// sends notes that something comes in of p.
func (r *Room) sends(p *Peer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if before := *r.senders.Load(); slices.Contains(r.peers, p) && !slices.Contains(before, p) {
		senders := append(slices.Clone(before), p)
		r.senders.Store(&senders)
	}
}

// receive forwards the track of an m-line, which comes through in, to whatever is published on that m-line, until the track ends.
func (r *Room) receive(p *Peer, mid string, track *webrtc.TrackRemote, in *inlet, terms terms) error {
	for {
		var err error
		if l := r.onLine(p, mid, track); l == nil {
			err = r.discard(p, mid, track, in, terms)
		} else {
			err = l.forward(track, in, terms)
		}
		if !errors.Is(err, errRetired) {
			return err
		}
	}
}

// onLine is the layer of what p publishes on an m-line that track is, nil if it is none.
func (r *Room) onLine(p *Peer, mid string, track *webrtc.TrackRemote) *layer {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, pub := range p.pubs {
		if pub.mid == mid && pub.source.Kind() == track.Kind() {
			return pub.layer(track.RID())
		}
	}
	return nil
}
