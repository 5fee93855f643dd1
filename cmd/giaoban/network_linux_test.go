package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"giaoban/agenda/reference"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/nettest"
	"giaoban/signaling/sfu"
)

// visitor is a follower in a process of its own at a site.
type visitor struct {
	t     *testing.T
	lines chan string // closed when its output ends
}

// visit starts a follower of the chair's voice at a site.
func visit(t *testing.T, site *nettest.Site, c bot.Config) *visitor {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, lines: make(chan string, 1000)}
	cmd := site.Command(context.WithoutCancel(t.Context()), os.Args[0]) // it leaves when its input ends
	cmd.Env = append(os.Environ(), followerVariable+"="+string(text))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(v.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			v.lines <- s.Text()
		}
	}()
	t.Cleanup(func() { end(t, in.Close, cmd, v.lines) })
	return v
}

// end lets a follower leave.
func end(t *testing.T, leave func() error, cmd *exec.Cmd, lines <-chan string) {
	if err := leave(); err != nil {
		t.Error(err)
	}
	for range lines { // Wait must not come before the end of reading
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("follower: %v", err)
	}
}

// next is the next thing that the follower tells.
func (v *visitor) next(what string) time.Duration {
	v.t.Helper()
	patience := time.After(30 * time.Second)
	for {
		select {
		case line := <-v.lines:
			var got string
			var ms int
			if _, err := fmt.Sscan(line, &got, &ms); err == nil && got == what {
				return time.Duration(ms) * time.Millisecond
			}
			v.t.Logf("the follower says %q", line)
		case <-patience:
			v.t.Fatalf("the follower does not say %q within 30 s", what)
		}
	}
}

// abroad is a server that a site reaches through its router, with the chair speaking.
func abroad(t *testing.T, site *nettest.Site) (a arena, follower bot.Config) {
	t.Helper()
	a = newArena(t, serverOptions{Listen: site.Server.String() + ":0", Media: site.Server.String() + ":0"})
	talker := a.bot(reference.ChairSeat)
	talker.Publish = []sfu.Source{sfu.Microphone, sfu.Camera}
	joins(t, talker)
	follower = a.bot("unit-001")
	follower.Fallback = true
	follower.Want = []sfu.Wish{{Seat: reference.ChairSeat, Source: sfu.Camera}}
	return a, follower
}

// transport is what the follower's media runs over, as soon as the server knows.
func (a arena) transport(t *testing.T) (over sfu.Transport) {
	t.Helper()
	waits(t, "the transport is known", func() bool {
		for _, p := range a.whole(t).Peers {
			if p.Seat == "unit-001" {
				over = p.Transport
			}
		}
		return over != sfu.OverNone
	})
	return over
}

// A firewall swallows UDP: sound and picture come over TCP within a second.
func TestUDPBlocked(t *testing.T) {
	site := nettest.NewSite(t)
	a, c := abroad(t, site)
	open := visit(t, site, c)
	t.Logf("first packet after %v over %v", open.next("first"), a.transport(t))
	if over := a.transport(t); over != sfu.OverUDP {
		t.Errorf("with everything open media runs over %q", over)
	}
	site.BlockUDP()
	c.Device = "second" // the first one tries to come back; it is left alone
	b := visit(t, site, c)
	first := b.next("first")
	t.Logf("UDP blocked: first packet after %v", first)
	if first > time.Second {
		t.Errorf("the first packet came %v after the start, want a second at most", first)
	}
	waits(t, "TCP is seen at the server", func() bool {
		return slices.ContainsFunc(a.whole(t).Peers, func(p signaling.PeerSnapshot) bool { return p.Device == "second" && p.Transport == sfu.OverTCP })
	})
}

// A site changes its address, as a laptop that goes from one network to another does: media is back within two seconds.
func TestAddressChange(t *testing.T) {
	site := nettest.NewSite(t)
	_, c := abroad(t, site)
	v := visit(t, site, c)
	v.next("first")
	var gaps []time.Duration
	for range 5 {
		time.Sleep(300 * time.Millisecond) // of media between two changes
		site.Move()
		gaps = append(gaps, v.next("back"))
	}
	t.Logf("gaps: %v", gaps)
	slices.Sort(gaps)
	if most := gaps[len(gaps)-2]; most > 2*time.Second { // one may have met a busy machine
		t.Errorf("media was away for %v, want two seconds at most", most)
	}
}
