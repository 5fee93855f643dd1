package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda/reference"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

const (
	mediaAtOnce    = 8                // peers that come in at the same time
	mediaPatience  = 30 * time.Second // until every seat has received something
	mediaLookEvery = 100 * time.Millisecond
	mediaSlots     = 4 // video slots of a seat, as on a phone
	mediaRate      = 5 // pictures per second
	maxLossPct     = 1.0
)

// crowd is the media side of all seats: each publishes microphone and camera and watches the chair and its neighbours. It is locked: mu guards the field below it.
type crowd struct {
	mu   sync.Mutex
	bots []*bot.Bot
}

// join brings the seats into the room.
func (c *crowd) join(ctx context.Context, r *rehearsal) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(mediaAtOnce)
	slots, seats := mediaSlots, r.seats
	if r.peers > 0 {
		seats = seats[:r.peers]
	}
	for i, p := range seats {
		wishes := []sfu.Wish{{Seat: reference.ChairSeat, Source: sfu.Camera}}
		for n := 1; n < mediaSlots; n++ {
			wishes = append(wishes, sfu.Wish{Seat: seats[(i+n)%len(seats)].seat.Seat, Source: sfu.Camera})
		}
		config := bot.Config{
			URL:    r.api.socket(fmt.Sprintf("/api/meetings/%s/signaling?seat=%s", r.script.ID, p.seat.Seat)),
			Header: authorization(p.secret), Seat: p.seat.Seat, Publish: []sfu.Source{sfu.Microphone, sfu.Camera}, Want: wishes, Video: &slots, FrameRate: mediaRate,
		}
		group.Go(func() error {
			b, err := bot.Join(ctx, config)
			if err != nil {
				return fmt.Errorf("hình và tiếng của %s: %w", config.Seat, err)
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			c.bots = append(c.bots, b)
			return nil
		})
	}
	return group.Wait()
}

// measure waits until every seat has received something and sums up.
func (c *crowd) measure(ctx context.Context, r *report) *mediaReport {
	ctx, cancel := context.WithTimeout(ctx, mediaPatience)
	defer cancel()
	tick := time.NewTicker(mediaLookEvery)
	defer tick.Stop()
	for c.silent() > 0 && ctx.Err() == nil {
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
	if n := c.silent(); n > 0 {
		r.fault("%d điểm cầu không nhận được hình hay tiếng nào", n)
	}
	return c.sum(r)
}

// silent is how many seats have not received anything.
func (c *crowd) silent() int {
	n := 0
	for _, b := range c.all() {
		if b.Stats().JoinTime == 0 {
			n++
		}
	}
	return n
}

func (c *crowd) all() []*bot.Bot {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]*bot.Bot(nil), c.bots...)
}

func (c *crowd) sum(r *report) *mediaReport {
	m := &mediaReport{}
	lost := 0
	var joins []time.Duration
	for _, b := range c.all() {
		s := b.Stats()
		m.Packets += s.Packets
		lost += s.Lost
		if err := b.Err(); err != nil {
			r.fault("phòng họp của %s bị ngắt: %v", s.Seat, err)
		}
		if s.JoinTime > 0 {
			m.Seats++
			joins = append(joins, s.JoinTime)
		}
	}
	if all := m.Packets + lost; all > 0 {
		m.LossPct = 100 * float64(lost) / float64(all)
	}
	if m.LossPct > maxLossPct {
		r.fault("mất %.2f %% gói hình và tiếng", m.LossPct)
	}
	j := spreadOf(joins)
	m.JoinMS.P50, m.JoinMS.P95 = j.P50, j.P95
	return m
}

// close leaves with everybody.
func (c *crowd) close() {
	var group sync.WaitGroup
	for _, b := range c.all() {
		group.Go(func() { _ = b.Close() }) // the room may have been closed already
	}
	group.Wait()
}
