package sfu

import "time"

// arrange puts every slot into the lists of the layers that it may be sent, and notes what senders should send. Only look calls
// it, ten times a second.
func (r *Room) arrange() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for _, p := range r.peers {
		for _, pub := range p.pubs {
			pub.order()
			for _, l := range *pub.layers.Load() {
				l.wanted = false
			}
		}
	}
	for _, p := range r.peers {
		for _, s := range p.slots {
			s.arrange(now)
		}
	}
	for _, p := range r.peers {
		news := false
		for _, pub := range p.pubs {
			for _, l := range *pub.layers.Load() {
				news = l.rest(now) || news
			}
		}
		if news {
			wake(p.wake)
		}
	}
}

// arrange decides which layer the slot should be sent, and subscribes it to that one, to the one that bridges the time until it arrives, and to the one
// that goes on until then. Call under room.mu.
func (s *slot) arrange(now time.Duration) {
	var wish, bridge, from *layer
	if pub := s.target.Load(); pub != nil {
		var storage [MaxLayers]layerState
		layers := *pub.layers.Load()
		first, second := choose(s.height, s.limit(), pub.states(now, &storage))
		if first >= 0 {
			wish = layers[first]
			layers[0].wanted = true // the way down is always open, and costs its sender little
		}
		if second >= 0 {
			bridge = layers[second]
		}
		if from = s.from.Load(); wish == nil || from != nil && from.pub != pub {
			from = nil
		}
	}
	if wish != s.wish.Load() || bridge != s.bridge.Load() {
		s.bridge.Store(bridge)
		s.wish.Store(wish)
		if wish == nil { // what is not sent now must not look lost later
			s.anew()
		}
		s.list(wish, bridge, from)
		s.ask()
	} else {
		s.list(wish, bridge, from)
	}
	for _, l := range s.listed {
		if l != nil {
			l.wanted = true
		}
	}
}

// list subscribes the slot to these layers and to no others; the same one may be given twice, and nil. Call under room.mu.
func (s *slot) list(layers ...*layer) {
	var next [MaxLayers]*layer
	n := 0
	for _, l := range layers {
		if l != nil && !has(next, l) {
			next[n] = l
			n++
		}
	}
	for _, l := range s.listed {
		if l != nil && !has(next, l) {
			l.unsubscribe(s)
		}
	}
	for _, l := range next {
		if l != nil && !has(s.listed, l) {
			l.subscribe(s)
		}
	}
	s.listed = next
}

func has(list [MaxLayers]*layer, l *layer) bool {
	for _, other := range list {
		if other == l {
			return true
		}
	}
	return false
}

// LayerState is what the sender of a picture should send of it. It is a value.
type LayerState struct {
	Publication int // its number; another one with the same source has another
	Source      Source
	Active      []string // rids, lowest first; one empty rid for a source that has a single layer; none: nobody watches
}

// Layers is what is wanted of the peer's pictures now, in the order in which it published them. Wake tells of changes.
func (p *Peer) Layers() []LayerState {
	list := []LayerState{}
	for _, pub := range *p.published.Load() {
		if !pub.video() {
			continue
		}
		state := LayerState{Publication: pub.number, Source: pub.source, Active: []string{}}
		for _, l := range *pub.layers.Load() {
			if l.active.Load() {
				state.Active = append(state.Active, l.rid)
			}
		}
		list = append(list, state)
	}
	return list
}
