package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/channel"
)

// player is one scripted seat with its agenda socket. It is locked: mu guards the fields below it.
type player struct {
	seat   agenda.SeatAdd // static, like the next three
	secret string
	client *channel.Client
	watch  *watch

	mu   sync.Mutex
	seen map[agenda.Version]time.Time // when each record was here
}

// sit opens a seat's socket. The caller runs client.Serve.
func sit(ctx context.Context, a api, meeting agenda.MeetingID, seat agenda.SeatAdd, secret string, w *watch) (*player, error) {
	p := &player{seat: seat, secret: secret, watch: w, seen: map[agenda.Version]time.Time{}}
	path := fmt.Sprintf("/api/meetings/%s/agenda?seat=%s", meeting, seat.Seat)
	var err error
	p.client, err = channel.Dial(ctx, a.socket(path), authorization(secret), channel.ClientOptions{Presence: p.presence(), Tap: w.frame, Record: p.note})
	if err != nil {
		return nil, fmt.Errorf("điểm cầu %s: %w", seat.Seat, err)
	}
	return p, nil
}

func (p *player) presence() agenda.PresenceID { return agenda.PresenceID("page-" + p.seat.Seat) }

// note remembers when a record was here.
func (p *player) note(r agenda.Record) {
	at := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[r.Version] = at
}

// sees waits for a record and says when it was here.
func (p *player) sees(ctx context.Context, v agenda.Version) (time.Time, error) {
	if err := p.client.Reach(ctx, v); err != nil {
		return time.Time{}, fmt.Errorf("điểm cầu %s: %w", p.seat.Seat, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen[v], nil
}

// do gives a command and waits until its own screen shows it.
func (p *player) do(ctx context.Context, id agenda.CommandID, c agenda.Command) (agenda.Version, error) {
	v, err := p.client.Do(ctx, id, c)
	if err == nil {
		err = p.client.Reach(ctx, v)
	}
	if err != nil {
		return 0, fmt.Errorf("điểm cầu %s, lệnh %s %s: %w", p.seat.Seat, id, agenda.CommandName(c), err)
	}
	return v, nil
}

// join comes in as a person.
func (p *player) join(ctx context.Context) error {
	name := p.seat.Name
	if p.seat.Role == agenda.RoleUnit {
		name = "Đại diện " + name + " (giả định)"
	}
	_, err := p.do(ctx, agenda.CommandID("join-"+p.seat.Seat), agenda.AttendanceJoin{Presence: p.presence(), Name: name, Post: p.seat.Post, People: 1})
	return err
}
