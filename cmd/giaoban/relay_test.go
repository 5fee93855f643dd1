package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/signaling/bot"
	"giaoban/signaling/nettest"
	"giaoban/signaling/sfu"
)

// arena is a server in this process with the reference meeting.
type arena struct {
	*running
	secrets map[agenda.SeatID]string
}

func newArena(t *testing.T, o serverOptions) arena {
	t.Helper()
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Media == "" {
		o.Media = "127.0.0.1:0"
	}
	o.Data, o.Log = t.TempDir(), slog.New(slog.DiscardHandler)
	r, err := startServer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() }) // a test may have closed it
	links, err := r.loadReference(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a := arena{running: r, secrets: map[agenda.SeatID]string{}}
	for _, l := range links {
		_, a.secrets[l.Seat], _ = strings.Cut(l.URL, "#t=")
	}
	return a
}

// bot is how a bot joins as a seat.
func (a arena) bot(seat agenda.SeatID) bot.Config {
	return bot.Config{
		URL:    fmt.Sprintf("ws%s/api/meetings/%s/signaling?seat=%s", strings.TrimPrefix(a.URL, "http"), reference.Meeting("hanoi-2020").ID, seat),
		Header: authorization(a.secrets[seat]), Seat: seat,
	}
}

// joins brings a bot in that leaves at the end of the test.
func joins(t *testing.T, c bot.Config) *bot.Bot {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	b, err := bot.Join(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// waits polls a condition of real network traffic.
func waits(t *testing.T, what string, fulfilled func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(30 * time.Second); !fulfilled(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}

// Pages and TURN over TLS share one port, which is all that a strict firewall lets through.
func TestOneTLSPortForPagesAndTURN(t *testing.T) {
	cert, key := nettest.Trusted(t).Files(t)
	a := newArena(t, serverOptions{TLSCert: cert, TLSKey: key, TurnTLS: "127.0.0.1:0"})
	talker, listener := a.bot(reference.ChairSeat), a.bot("unit-001")
	talker.Publish = []sfu.Source{sfu.Microphone, sfu.Camera}
	listener.Relay, listener.Want = "tls", []sfu.Wish{{Seat: reference.ChairSeat, Source: sfu.Camera}}
	joins(t, talker)
	b := joins(t, listener)
	waits(t, "picture and sound through the port of the pages", func() bool {
		s := b.Stats()
		return s.Received(reference.ChairSeat, sfu.Camera) > 10 && s.Received(reference.ChairSeat, sfu.Microphone) > 20
	})
	if n := a.turn.Relays(); n != 1 { // it publishes nothing
		t.Errorf("%d relays, want 1", n)
	}
	answer, err := http.Get(a.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(text), "giaoban_turn_relays 1") {
		t.Errorf("metrics: %v %s", err, text)
	}
}

// Who says nothing, or no TLS, neither gets in nor keeps others out; the port closes although they are there.
func TestSharedPortWithBadVisitors(t *testing.T) {
	c := nettest.Trusted(t)
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := newSplit(inner, c.TLS())
	for _, words := range []string{"", "GET / HTTP/1.1\r\n\r\n"} {
		bad, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer bad.Close()
		if _, err := bad.Write([]byte(words)); err != nil {
			t.Fatal(err)
		}
	}
	for first, half := range map[string]*share{"G": s.site, "\x00": s.relay, "\x01": s.relay, "P": s.site} {
		good, err := tls.Dial("tcp", inner.Addr().String(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer good.Close()
		if _, err := good.Write([]byte(first + "rest")); err != nil {
			t.Fatal(err)
		}
		conn, err := half.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		text := make([]byte, 5)
		if _, err := io.ReadFull(conn, text); err != nil || string(text) != first+"rest" {
			t.Errorf("%q: %q %v", first, text, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.site.Accept(); err == nil {
		t.Error("a closed port accepts")
	}
}

// TestSharedPortWithOneGreedyAddress: visitors of one address who send nothing leave room for those of others, and get their places back when they go.
func TestSharedPortWithOneGreedyAddress(t *testing.T) {
	c := nettest.Trusted(t)
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := newSplit(inner, c.TLS())
	defer s.Close()
	greedy := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	var quiet []net.Conn
	for range maxArrivingEach {
		conn, err := greedy.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Skipf("no second address on this machine: %v", err)
		}
		defer conn.Close()
		quiet = append(quiet, conn)
	}
	more, err := greedy.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer more.Close()
	if n, err := more.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("one too many is not closed: %d bytes", n)
	}
	other, err := tls.Dial("tcp", inner.Addr().String(), nil)
	if err != nil {
		t.Fatalf("another address is kept out: %v", err)
	}
	defer other.Close()
	for _, conn := range quiet {
		_ = conn.Close() // that they are gone is what the test waits for
	}
	for n := 1; n > 0; {
		s.mu.Lock()
		n = s.each[netip.MustParseAddr("127.0.0.2")]
		s.mu.Unlock()
		runtime.Gosched()
	}
}
