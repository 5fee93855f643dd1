package main

import (
	"context"
	"fmt"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

const (
	lockedRequest agenda.RequestID = "ref-khoa-1"
	lockPackets                    = 50               // of sound, a second of it, that are sent into the locked floor
	quietPackets                   = 25               // that are sent while nothing arrives any more
	heardPackets                   = 10               // that show that somebody is heard
	lockPatience                   = 30 * time.Second // for each thing that is waited for
)

// lockFloor locks the floor while everybody sends sound: not one packet of those who were not called is forwarded, and the one who is called is heard.
func (r *rehearsal) lockFloor(ctx context.Context) error {
	if !r.media {
		return nil
	}
	talker := r.crowd.at(r.seat(0))
	if talker == nil {
		return fmt.Errorf("%s không có hình và tiếng", r.seat(0))
	}
	if err := r.act(ctx, reference.ChairSeat, agenda.FloorLock{Locked: true}); err != nil {
		return err
	}
	silenced := func() int { return r.crowd.heard(unitsOnly) }
	// What was on its way when the floor was locked may arrive first.
	last, since := -1, 0
	quiet := r.crowd.until(ctx, func() bool {
		sent := talker.Stats().Sent[sfu.Microphone]
		if n := silenced(); n != last {
			last, since = n, sent
		}
		return sent > since+quietPackets
	})
	want(&r.report, "khóa diễn đàn: tiếng của các đơn vị ngừng hẳn", quiet, true)
	before, sent := silenced(), talker.Stats().Sent[sfu.Microphone]
	sends := r.crowd.until(ctx, func() bool { return talker.Stats().Sent[sfu.Microphone] >= sent+lockPackets })
	want(&r.report, fmt.Sprintf("khóa diễn đàn: một đơn vị vẫn gửi hơn %d gói tiếng", lockPackets), sends, true)
	want(&r.report, "khóa diễn đàn: số gói tiếng của các đơn vị được chuyển tiếp", silenced()-before, 0)
	return r.callLocked(ctx)
}

// callLocked gives the floor to the unit that kept sending: now it is heard.
func (r *rehearsal) callLocked(ctx context.Context) error {
	own := func(seat agenda.SeatID) bool { return seat == r.seat(0) }
	before := r.crowd.heard(own)
	if err := r.act(ctx, r.seat(0), agenda.FloorRequest{Request: lockedRequest, Subject: inventedTopic}); err != nil {
		return err
	}
	if err := r.act(ctx, reference.ChairSeat, agenda.FloorCall{Request: lockedRequest}); err != nil {
		return err
	}
	want(&r.report, "khóa diễn đàn: đơn vị được mời thì nghe thấy", r.crowd.until(ctx, func() bool { return r.crowd.heard(own) > before+heardPackets }), true)
	r.turns++
	if err := r.act(ctx, r.seat(0), agenda.FloorFinish{Request: lockedRequest}); err != nil {
		return err
	}
	return r.act(ctx, reference.ChairSeat, agenda.FloorLock{})
}

// unitsOnly are the seats that a locked floor silences.
func unitsOnly(seat agenda.SeatID) bool {
	return seat != reference.ChairSeat && seat != reference.SecretarySeat
}

// at is the bot of a seat; nil when it has none.
func (c *crowd) at(seat agenda.SeatID) *bot.Bot {
	for _, b := range c.all() {
		if b.Stats().Seat == seat {
			return b
		}
	}
	return nil
}

// heard counts the packets of sound that all seats together have received of the seats that count.
func (c *crowd) heard(counts func(agenda.SeatID) bool) (n int) {
	for _, b := range c.all() {
		for _, slot := range b.Stats().Slots {
			for from, packets := range slot.From {
				if !slot.Video && counts(from) {
					n += packets
				}
			}
		}
	}
	return n
}

// until looks again and again whether something holds, and says whether it did before patience ended.
func (c *crowd) until(ctx context.Context, holds func() bool) bool {
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	tick := time.NewTicker(mediaLookEvery)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return holds()
		}
	}
	return true
}
