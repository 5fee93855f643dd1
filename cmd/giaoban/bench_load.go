package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"giaoban/agenda"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

const (
	fullRate     = 1_500_000       // bit/s of a picture
	bigHeight    = 720             // pixels of the big picture that a seat of the whole meeting watches
	smallHeight  = 180             // and of the small ones
	smallSeen    = 8               // so many
	meetingRate  = 15              // pictures per second of each of its cameras
	resting      = 7 * time.Second // until senders have paused what nobody wants
	everyWhole   = 25              // every so manieth receiver decrypts, to measure the delay; that is dear
	joinAtOnce   = 4
	warmUp       = time.Second
	stormWithin  = 5 * time.Second
	publishAfter = 20 * time.Second // until all is published, or the first packet is there
	benchGarbage = 400              // GOGC of the load: at 126 seats marking took 200 ms on both cores every 3 s, and that looked like a delay of the server's
)

// scene is what one measurement puts up. It is a value.
type scene struct {
	name      string
	videos    int // publishers of a picture of 1.5 Mbit/s
	voices    int // publishers of a voice
	receivers int
	meeting   int  // seats of a whole meeting, instead of the above
	obedient  bool // its cameras pause the layers that nobody wants, as browsers do
	baseline  bool
}

// scenes are the measurements of a scenario.
func (b *bench) scenes(name string) (list []scene) {
	sizes := []int{30}
	switch name {
	case "a":
		return []scene{{name: "a", videos: 1, receivers: 50, baseline: true}}
	case "b":
		return []scene{{name: "b", voices: 1, receivers: 100, baseline: true}}
	case "a+":
		for n := b.minVideos; n <= b.maxVideos; n += 4 {
			list = append(list, scene{name: fmt.Sprintf("a+%d", n), videos: n, receivers: 50, baseline: true})
		}
		return list
	case "d":
		sizes = []int{10, 30}
		if b.large {
			sizes = []int{10, 30, 60, 126}
		}
	case "c", "cp":
		if b.large {
			sizes = []int{30, 126}
		}
	}
	for _, n := range sizes {
		list = append(list, scene{name: fmt.Sprintf("%s%d", name, n), meeting: n, obedient: name == "cp"})
	}
	return list
}

// load is everybody in one measurement. It is locked: mu guards bots and taps.
type load struct {
	address  string
	delays   delays
	arriving errgroup.Group // waits for the first packet of every receiver

	mu   sync.Mutex
	bots []*bot.Bot
	taps []*tap
}

// once measures one scene once, on a fresh server.
func (b *bench) once(ctx context.Context, s scene, mode, profile string) (m measurement, err error) {
	ctx, cancel := context.WithTimeout(ctx, benchTimeout)
	defer cancel()
	server, err := startBenchProcess(ctx, mode)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, server.end()) }()
	l := &load{address: server.address}
	defer l.close()
	if s.meeting > 0 {
		err = l.meet(ctx, s)
	} else {
		err = l.watch(ctx, s)
	}
	if err != nil {
		return m, err
	}
	m, err = l.measure(ctx, server, b.window, filepath.Join(profile, s.name+"-"+mode+".pprof"), profile != "")
	m.Scenario, m.Seats = s.name, max(s.meeting, s.receivers)
	return m, err
}

func (l *load) config(seat string) bot.Config {
	u := url.URL{Scheme: "ws", Host: l.address, Path: "/media", RawQuery: url.Values{"seat": {seat}}.Encode()}
	none := 0
	return bot.Config{URL: u.String(), Header: http.Header{"Authorization": {"Bearer -"}}, Seat: agenda.SeatID(seat), Audio: &none, Video: &none, FrameRate: 30}
}

// watch puts up publishers, waits until they are there, and then brings in the receivers, a few at a time.
func (l *load) watch(ctx context.Context, s scene) error {
	var wishes []sfu.Wish
	for n := range s.videos + s.voices {
		c := l.config(fmt.Sprintf("pub-%d", n))
		c.Publish, c.Bitrate, c.Level = []sfu.Source{sfu.Microphone}, fullRate, 20
		if n < s.videos {
			c.Publish = []sfu.Source{sfu.Camera}
			wishes = append(wishes, sfu.Wish{Seat: c.Seat, Source: sfu.Camera})
		}
		if _, err := l.join(ctx, c); err != nil {
			return err
		}
	}
	// The plain server offers what has begun to arrive, so that everybody has to be heard before the first receiver comes.
	if err := await(ctx, l.bots, func(b bot.Stats) bool { return b.Sent[sfu.Camera]+b.Sent[sfu.Microphone] > 30 }); err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(joinAtOnce)
	for n := range s.receivers {
		c := l.config(fmt.Sprintf("seat-%d", n))
		c.Audio, c.Video, c.Want = &s.voices, &s.videos, wishes
		group.Go(func() error { return l.listen(ctx, c, n%everyWhole == 0) })
	}
	return errors.Join(group.Wait(), l.arriving.Wait())
}

// meet brings in a whole meeting within a few seconds: everybody has a camera in three layers and a microphone on, and watches the chair (the chair the
// first unit) large and some neighbours small.
func (l *load) meet(ctx context.Context, s scene) error {
	group, joining := errgroup.WithContext(ctx)
	within := stormWithin / time.Duration(s.meeting)
	for n := range s.meeting {
		c := l.config(string(seatOf(n, s.meeting)))
		c.Publish, c.Layers, c.FrameRate, c.Level = []sfu.Source{sfu.Microphone, sfu.Camera}, bot.Simulcast(), meetingRate, 70
		c.Stubborn, c.Want = !s.obedient, wishesOf(n, s.meeting)
		if n < 4 {
			c.Level = 20
		}
		audio, video := sfu.MaxAudioSlots, smallSeen+1
		c.Audio, c.Video = &audio, &video
		group.Go(func() error { return l.listen(ctx, c, n%everyWhole == 0) })
		select {
		case <-time.After(within):
		case <-joining.Done():
		}
	}
	if err := errors.Join(group.Wait(), l.arriving.Wait()); err != nil || !s.obedient {
		return err
	}
	return pause(ctx, resting)
}

func seatOf(n, seats int) agenda.SeatID { return agenda.SeatID(fmt.Sprintf("seat-%d", n%seats)) }

// wishesOf is what the n-th of a meeting's seats watches.
func wishesOf(n, seats int) []sfu.Wish {
	big := seatOf(0, seats)
	if n == 0 {
		big = seatOf(1, seats)
	}
	wishes := []sfu.Wish{{Seat: big, Source: sfu.Camera, MaxHeight: bigHeight}}
	for other := n + 1; len(wishes) < min(1+smallSeen, seats-1); other++ {
		if seat := seatOf(other, seats); seat != big && other%seats != n {
			wishes = append(wishes, sfu.Wish{Seat: seat, Source: sfu.Camera, MaxHeight: smallHeight})
		}
	}
	return wishes
}

// listen brings in a bot that receives through a tap.
func (l *load) listen(ctx context.Context, c bot.Config, whole bool) error {
	t, err := newTap(whole)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.taps = append(l.taps, t)
	l.mu.Unlock()
	c.DownMux = t.mux
	if whole {
		c.Delay = l.delays.add
	}
	b, err := l.join(ctx, c)
	if err != nil {
		return err
	}
	l.arriving.Go(func() error {
		err := await(ctx, []*bot.Bot{b}, hasMedia)
		t.lean.Store(true) // it is there; what it decrypted from here on would be missing for the server
		return err
	})
	return nil
}

func (l *load) join(ctx context.Context, c bot.Config) (*bot.Bot, error) {
	b, err := bot.Join(ctx, c)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.bots = append(l.bots, b)
	return b, nil
}

func hasMedia(s bot.Stats) bool { return s.JoinTime > 0 }

// await waits until every bot is ready.
func await(ctx context.Context, bots []*bot.Bot, ready func(bot.Stats) bool) error {
	ctx, cancel := context.WithTimeout(ctx, publishAfter)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		waiting := slices.IndexFunc(bots, func(b *bot.Bot) bool { return !ready(b.Stats()) })
		if waiting < 0 {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("%s has no media: %w", bots[waiting].Stats().Seat, ctx.Err())
		}
	}
}

// measure counts for the length of window.
func (l *load) measure(ctx context.Context, p *benchProcess, window time.Duration, profile string, profiled bool) (m measurement, err error) {
	m.Join = l.joins()
	runtime.GC() // now, and hardly ever within the window
	if err := pause(ctx, warmUp); err != nil {
		return m, err
	}
	var taken errgroup.Group
	if profiled {
		taken.Go(func() error {
			seconds := max(1, int(window.Seconds()))
			data, err := p.get(ctx, fmt.Sprintf("/profile?seconds=%d", seconds))
			return errors.Join(err, os.WriteFile(profile, data, 0o644))
		})
	}
	before, err := p.usage(ctx)
	if err != nil {
		return m, err
	}
	start, counted := time.Now(), l.tallies()
	l.delays.reset()
	if err := pause(ctx, window); err != nil {
		return m, err
	}
	after, err := p.usage(ctx)
	if err != nil {
		return m, err
	}
	passed := time.Since(start).Seconds()
	packets, lost := l.since(counted)
	cpu := (after.CPU - before.CPU).Seconds()
	m.Packets, m.ServerCores, m.RSS = float64(packets)/passed, cpu/passed, float64(after.RSS)/1e6
	m.CPUMicros = cpu * 1e6 / float64(max(1, packets))
	m.LossPct = 100 * float64(lost) / float64(max(1, packets+lost))
	m.Delay = delaySpan{P50: l.delays.rank(0.50), P99: l.delays.rank(0.99)}
	return m, taken.Wait()
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *load) joins() joinSpan {
	var times []time.Duration
	for _, b := range l.bots {
		if s := b.Stats(); s.JoinTime > 0 {
			times = append(times, s.JoinTime)
		}
	}
	s := spreadOf(times)
	return joinSpan{P50: s.P50, P95: s.P95}
}

func (l *load) tallies() []map[uint32]tally {
	var list []map[uint32]tally
	for _, t := range l.taps {
		list = append(list, t.tally())
	}
	return list
}

// since is what came and what was missing since before.
func (l *load) since(before []map[uint32]tally) (packets, lost int64) {
	for i, now := range l.tallies() {
		for ssrc := range maps.Keys(now) {
			got, expected := now[ssrc].packets-before[i][ssrc].packets, now[ssrc].expected-before[i][ssrc].expected
			packets += got
			lost += max(0, expected-got)
		}
	}
	return packets, lost
}

// close leaves with everybody.
func (l *load) close() {
	var group sync.WaitGroup
	for _, b := range l.bots {
		group.Go(func() { _ = b.Close() }) // the measurement is over
	}
	group.Wait()
	for _, t := range l.taps {
		_ = t.mux.Close()
	}
}
