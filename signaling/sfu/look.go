package sfu

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"giaoban/agenda"

	"github.com/pion/webrtc/v4"
)

// errRetired says that a publication is no more, while its track may go on for another one.
var errRetired = errors.New("media: publication retired")

// look brings the room from what it is to what it should be. all says that more than loudness may have changed. Only Run calls it.
func (r *Room) look(all bool) {
	pubs := r.publications()
	if all {
		for _, pub := range pubs {
			pub.permitted.Store(r.cfg.Permits(pub.peer.seat, pub.source))
		}
	}
	order := r.ranks.rank(r.voices(pubs), r.now())
	heard := make([]*publication, len(order))
	for i, v := range order {
		heard[i] = v.pub
	}
	news := r.say(order)
	if all || !slices.Equal(heard, r.heard) {
		r.heard = heard
		r.assign(heard)
	}
	r.arrange()
	if all || news {
		r.tell()
	}
}

func (r *Room) publications() []*publication {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []*publication
	for _, p := range r.peers {
		list = append(list, p.pubs...)
	}
	return list
}

// voices are the audio publications that may be heard now.
func (r *Room) voices(pubs []*publication) []voice {
	now, first := r.now(), r.cfg.Prefer()
	var list []voice
	for _, pub := range pubs {
		if pub.video() || !pub.open() {
			continue
		}
		v := voice{pub: pub, loud: pub.loudness(now)}
		if at := slices.Index(first, pub.peer.seat); at >= 0 && pub.source == Microphone {
			v.prefer = len(first) - at
		}
		list = append(list, v)
	}
	return list
}

// say publishes who speaks, loudest first, and reports whether that changed.
func (r *Room) say(order []voice) bool {
	loudest := slices.SortedStableFunc(slices.Values(order), func(a, b voice) int {
		return cmp.Compare(b.loud+r.ranks.bonus(b), a.loud+r.ranks.bonus(a))
	})
	seats := []agenda.SeatID{}
	for _, v := range loudest {
		if v.speaks && v.pub.source == Microphone && !slices.Contains(seats, v.pub.peer.seat) {
			seats = append(seats, v.pub.peer.seat)
		}
	}
	if slices.Equal(seats, *r.speaking.Load()) {
		return false
	}
	r.speaking.Store(&seats)
	return true
}

// tell wakes every peer.
func (r *Room) tell() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.peers {
		wake(p.wake)
	}
}

// shelf finds publications by seat or peer.
type shelf struct {
	bySeat map[shelfKey][]*publication // in the order of joining
}

type shelfKey struct {
	seat   agenda.SeatID
	source Source
}

// find is the publication that w means for p: never p's own, the newest peer's when the wish names none.
func (s shelf) find(p *Peer, w Wish) *publication {
	list := s.bySeat[shelfKey{w.Seat, w.Source}]
	for _, pub := range slices.Backward(list) {
		if pub.peer != p && (w.Peer == "" || w.Peer == pub.peer.id) {
			return pub
		}
	}
	return nil
}

// assign puts everybody's slots right. heard is the order in which voices are worth hearing.
func (r *Room) assign(heard []*publication) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := shelf{bySeat: map[shelfKey][]*publication{}}
	for _, p := range r.peers {
		for _, pub := range p.pubs {
			if pub.permitted.Load() {
				key := shelfKey{p.seat, pub.source}
				found.bySeat[key] = append(found.bySeat[key], pub)
			}
		}
	}
	for _, p := range r.peers {
		audio := place(p.slots[:p.audio], p.hears(heard))
		pictures, heights := p.sees(found)
		video := place(p.slots[p.audio:], pictures, heights...)
		if audio || video {
			wake(p.wake)
		}
	}
}

// hears is what belongs in p's audio slots. A seat never hears itself: its devices stand in one room. Call under room.mu.
func (p *Peer) hears(heard []*publication) []*publication {
	var list []*publication
	for _, pub := range heard {
		if len(list) == p.audio {
			break
		}
		if pub.peer.seat != p.seat && !pub.retired.Load() {
			list = append(list, pub)
		}
	}
	return list
}

// sees is what belongs in p's video slots, and how high it is wanted. Call under room.mu.
func (p *Peer) sees(found shelf) (list []*publication, heights []int) {
	for _, w := range p.wishes {
		if len(list) == len(p.slots)-p.audio {
			break
		}
		if pub := found.find(p, w); pub != nil && !slices.Contains(list, pub) {
			list, heights = append(list, pub), append(heights, w.MaxHeight)
		}
	}
	return list, heights
}

// place puts the wanted publications into slots, each with the height at which it is wanted. What is in a slot and still wanted stays there: the browser
// keeps its picture. It reports whether anything but heights changed. Call under room.mu.
func place(slots []*slot, wanted []*publication, heights ...int) (changed bool) {
	var free []*slot
	present := make([]*publication, 0, len(slots))
	for _, s := range slots {
		if at := slices.Index(wanted, s.target.Load()); at >= 0 {
			present = append(present, wanted[at])
			s.height = heightAt(heights, at)
		} else {
			free = append(free, s)
		}
	}
	for i, pub := range wanted {
		if !slices.Contains(present, pub) && len(free) > 0 {
			free[0].height = heightAt(heights, i)
			free[0].take(pub)
			free = free[1:]
			changed = true
		}
	}
	for _, s := range free {
		if s.target.Load() != nil {
			s.take(nil)
			changed = true
		}
	}
	return changed
}

// heightAt is the i-th height, 0 where there are none.
func heightAt(heights []int, i int) int {
	if i < len(heights) {
		return heights[i]
	}
	return 0
}

// discard reads a track that is not published, until it ends or is published.
func (r *Room) discard(p *Peer, mid string, track *webrtc.TrackRemote, in *inlet, terms terms) error {
	buf := make([]byte, maxPacket)
	looked := r.now()
	for {
		n, err := in.Read(buf)
		if err != nil {
			return err
		}
		now := r.now()
		p.arrived(buf[:n], terms.wideID, now)
		if now-looked > 100*time.Millisecond {
			looked = now
			if r.onLine(p, mid, track) != nil {
				return errRetired
			}
		}
	}
}
