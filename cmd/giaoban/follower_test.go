package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"giaoban/signaling/bot"
)

// followerVariable holds the JSON of a bot.Config for a process that only follows a meeting.
const followerVariable = "GIAOBAN_TEST_FOLLOWER"

const (
	lookEvery  = 20 * time.Millisecond
	silence    = 1200 * time.Millisecond // as web/app/media/watchdog.ts
	leastWait  = 200 * time.Millisecond  // as web/app/media/backoff.ts, which these two are taken from
	mostWait   = 5 * time.Second
	joinWithin = 15 * time.Second
)

// follower is a bot that comes in again when its socket ends or nothing was received for a while, as a page does. It is owned by its run; told is called there.
type follower struct {
	config  bot.Config
	told    func(what string, after time.Duration) // "first" packet, since the beginning; "back": the first one after another joining, and "failed": such a joining, since the last packet
	leaving sync.WaitGroup
}

// run follows until ctx ends.
func (f *follower) run(ctx context.Context) {
	defer f.leaving.Wait()
	heard, what := time.Now(), "first"
	for attempt := 0; ctx.Err() == nil; attempt++ {
		joining, cancel := context.WithTimeout(ctx, joinWithin)
		b, err := bot.Join(joining, f.config)
		cancel()
		if err != nil {
			f.told("failed", time.Since(heard))
			f.pause(ctx, attempt)
			continue
		}
		if f.watch(ctx, b, what, &heard) {
			attempt, what = -1, "back"
		}
		ended := b.Err() != nil
		f.leaving.Go(func() { _ = b.Close() }) // over a path that may be gone
		if ended {                             // the server has ended it: everybody comes back at once
			f.pause(ctx, max(attempt, 0))
		}
	}
}

// pause waits with full jitter.
func (f *follower) pause(ctx context.Context, attempt int) {
	ceiling := min(mostWait, leastWait<<min(attempt+1, 10))
	select {
	case <-time.After(leastWait + rand.N(ceiling-leastWait+1)):
	case <-ctx.Done():
	}
}

// watch follows one stay until it is broken; it reports whether anything was received.
func (f *follower) watch(ctx context.Context, b *bot.Bot, what string, heard *time.Time) (received bool) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	joined, packets := time.Now(), 0
	for {
		select {
		case <-ctx.Done():
			return received
		case <-tick.C:
		}
		if b.Err() != nil {
			return received
		}
		now, count := time.Now(), b.Stats().Packets
		if count > packets {
			if !received {
				f.told(what, now.Sub(*heard))
			}
			packets, *heard, received = count, now, true
		} else if now.Sub(*heard) >= silence && now.Sub(joined) >= silence {
			return received
		}
	}
}

// follow is a process that follows a meeting and prints what it is told, until its input ends.
func follow(text string) int {
	var c bot.Config
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitUsage
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		_, _ = os.Stdin.Read(make([]byte, 1)) // its end is the sign
		cancel()
	}()
	f := &follower{config: c, told: func(what string, after time.Duration) { fmt.Println(what, after.Milliseconds()) }}
	f.run(ctx)
	return exitOK
}
