package main

import (
	"context"
	"slices"
	"time"

	"github.com/pion/webrtc/v4"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
)

// What the media server asks of a meeting. The answers come from memory: a meeting with a room was opened on this node when its first socket came. Where it cannot be read
// all the same the answer is as if nothing were locked: a fault of the store must not silence a meeting.

// view calls f with the meeting, and not at all when it cannot be read.
func (r *running) view(id agenda.MeetingID, f func(*agenda.Meeting)) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	session, err := r.hub.Session(ctx, id)
	if err != nil {
		return
	}
	session.View(f)
}

// permits is the hard floor lock: voices and the sound of screens, never pictures.
func (r *running) permits(id agenda.MeetingID, seat agenda.SeatID, source sfu.Source) bool {
	may := true
	if source.Kind() == webrtc.RTPCodecTypeAudio {
		r.view(id, func(m *agenda.Meeting) { may = m.MayBeHeard(seat) })
	}
	return may
}

// locked is the floor lock as everybody is told of it.
func (r *running) locked(id agenda.MeetingID) (locked bool) {
	r.view(id, func(m *agenda.Meeting) { locked = m.FloorLocked })
	return locked
}

// mayEnter is the room lock.
func (r *running) mayEnter(id agenda.MeetingID, seat agenda.SeatID) bool {
	may := true
	r.view(id, func(m *agenda.Meeting) { may = m.MayEnter(seat) })
	return may
}

// preferred is whose voice comes first in a room: who has the floor, then the chair.
func (r *running) preferred(id agenda.MeetingID) (seats []agenda.SeatID) {
	r.view(id, func(m *agenda.Meeting) {
		if seat := m.FloorSeat(); seat != "" {
			seats = append(seats, seat)
		}
		for _, s := range m.Seats {
			if s.Role == agenda.RoleChair {
				seats = append(seats, s.ID)
			}
		}
	})
	return seats
}

// heard is what decides who is heard. It is a value.
type heard struct {
	locked bool
	seats  []agenda.SeatID // preferred
}

func (h heard) equal(o heard) bool {
	return h.locked == o.locked && slices.Equal(h.seats, o.seats)
}

// followFloors tells the rooms of this node when their meetings change who may be heard, whichever node the command came to, until ctx ends. It returns nil then.
func (r *running) followFloors(ctx context.Context, rooms *signaling.Server) error {
	told := map[agenda.MeetingID]heard{}
	for ctx.Err() == nil {
		changed := r.hub.Changed() // before looking: what comes in between is seen in the next round
		now := map[agenda.MeetingID]heard{}
		for _, id := range rooms.Meetings() {
			h := heard{locked: r.locked(id), seats: r.preferred(id)}
			if was, known := told[id]; !known || !h.equal(was) {
				rooms.Poke(id)
			}
			now[id] = h
		}
		told = now
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
	return nil
}
