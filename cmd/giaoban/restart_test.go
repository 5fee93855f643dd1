package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/signaling/bot"
	"giaoban/signaling/nettest"
	"giaoban/signaling/sfu"
)

// freeMedia is a port of 127.0.0.1 that neither UDP nor TCP uses now.
func freeMedia(t *testing.T) netip.AddrPort {
	t.Helper()
	for range 20 {
		at := netip.MustParseAddrPort(freePort(t))
		conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(at))
		if err == nil {
			_ = conn.Close() // it was only to see
			return at
		}
	}
	t.Fatal("no port is free")
	return netip.AddrPort{}
}

// The server is killed and started again at once: with thirty people in the room, who come back with jitter, media is back within five seconds for 95 of 100.
func TestMediaAfterAKill(t *testing.T) {
	const people = 30
	bin, address := build(t), freePort(t)
	args := []string{"serve", "-listen", address, "-data", t.TempDir(), "-media", freeMedia(t).String()}
	p := start(t, bin, nil, args...)
	m := secretPattern.FindStringSubmatch(p.until("#t="))
	ready(t, address)
	secrets := curl{address, m[1]}.writers(t, crashMeeting, people)
	ctx, stop := context.WithCancel(t.Context())
	var following sync.WaitGroup
	defer following.Wait()
	defer stop()
	type news struct {
		what  string
		after time.Duration
	}
	told := make(chan news, 100*people)
	none := 0
	for i, secret := range secrets {
		seat := agenda.SeatID(fmt.Sprintf("w%d", i))
		c := bot.Config{URL: fmt.Sprintf("ws://%s/api/meetings/%s/signaling?seat=%s", address, crashMeeting, seat), Header: authorization(secret), Seat: seat,
			Publish: []sfu.Source{sfu.Microphone}, Video: &none}
		f := &follower{config: c, told: func(what string, after time.Duration) { told <- news{what, after} }}
		following.Go(func() { f.run(ctx) })
	}
	all := func(what string) (list []time.Duration) {
		patience := time.After(60 * time.Second)
		for len(list) < people {
			select {
			case x := <-told:
				if x.what == what {
					list = append(list, x.after)
				}
			case <-patience:
				t.Fatalf("%q came from %d of %d only", what, len(list), people)
			}
		}
		slices.Sort(list)
		return list
	}
	first := all("first")
	t.Logf("everybody was in after %v", first[people-1])
	p.signal(syscall.SIGKILL)
	p.end(-1)
	start(t, bin, nil, args...)
	gaps := all("back")
	p95 := gaps[people*95/100]
	t.Logf("media was away for %v (median), %v (p95), %v (longest)", gaps[people/2], p95, gaps[people-1])
	limit := 5 * time.Second
	if busy := first[people*95/100]; busy > time.Second { // a machine that takes so long for thirty at once takes so long again
		limit += busy
	}
	if p95 > limit {
		t.Errorf("p95 %v, want %v at most", p95, limit)
	}
}

// A line that loses every fifth packet each way still carries sound and picture, and most of what was lost is sent again. The server is told its address behind
// the line, as behind a 1:1 NAT.
func TestTwentyPercentLoss(t *testing.T) {
	inner := freeMedia(t)
	outer := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.2"), inner.Port())
	line := nettest.NewProxy(t, outer, inner)
	a := newArena(t, serverOptions{Media: inner.String(), PublicIPs: []string{outer.Addr().String()}})
	line.Lose(20)
	talker, listener := a.bot(reference.ChairSeat), a.bot("unit-001")
	talker.Publish = []sfu.Source{sfu.Microphone, sfu.Camera}
	listener.Want = []sfu.Wish{{Seat: reference.ChairSeat, Source: sfu.Camera}}
	joins(t, talker)
	b := joins(t, listener)
	waits(t, "voice and picture", func() bool {
		s := b.Stats()
		return s.Received(reference.ChairSeat, sfu.Microphone) > 150 && s.Received(reference.ChairSeat, sfu.Camera) > 30
	})
	s := b.Stats()
	missing := 100 * float64(s.Lost) / float64(s.Lost+s.Packets)
	t.Logf("first packet after %v; %.1f %% are missing after all", s.JoinTime, missing)
	if missing > 8 {
		t.Errorf("%.1f %% of the packets are missing: what is lost is not sent again", missing)
	}
}
