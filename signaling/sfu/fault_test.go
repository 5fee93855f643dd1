package sfu

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"giaoban/agenda"
)

// faulty is a room that runs on an engine of its own.
func faulty(t *testing.T, c RoomConfig) (r *Room, ran chan error, stop context.CancelFunc) {
	t.Helper()
	engine, err := NewEngine(Config{UDPAddr: "127.0.0.1:0", TCPAddr: "127.0.0.1:0", Loopback: true, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	r = engine.NewRoom(c)
	ctx, stop := context.WithCancel(t.Context())
	ran = make(chan error, 1)
	go func() { ran <- r.Run(ctx) }()
	return r, ran, stop
}

func join(t *testing.T, r *Room, seat agenda.SeatID) *Peer {
	t.Helper()
	p, err := r.Join(PeerConfig{Seat: seat, Audio: 1, Video: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// What breaks in the service of one peer ends that peer; the others and the room go on.
func TestFaultEndsOnePeer(t *testing.T) {
	r, ran, stop := faulty(t, RoomConfig{})
	bad, worse, good := join(t, r, "bad"), join(t, r, "worse"), join(t, r, "good")
	bad.run("test", func() error { panic("a packet that nobody thought of") })
	<-bad.Done()
	worse.published.Store(nil) // the next errand meets a nil pointer
	<-worse.Done()
	for _, p := range []*Peer{bad, worse} {
		if p.Err() == nil || !strings.Contains(p.Err().Error(), "panicked") {
			t.Errorf("%v", p.Err())
		}
	}
	select {
	case <-good.Done():
		t.Error("another peer ended too")
	case err := <-ran:
		t.Errorf("the room ended: %v", err)
	case <-time.After(2 * errandEvery):
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
}

// What breaks in the service of a room ends that room with an error, wherever it was, and the process goes on.
func TestFaultEndsOneRoom(t *testing.T) {
	var broken atomic.Bool
	r, ran, stop := faulty(t, RoomConfig{Prefer: func() []agenda.SeatID {
		if broken.Load() {
			panic("no such meeting")
		}
		return nil
	}})
	defer stop()
	p := join(t, r, "a")
	broken.Store(true) // both of the room's goroutines will meet it
	if err := <-ran; err == nil || !strings.Contains(err.Error(), "panicked") {
		t.Errorf("%v", err)
	}
	<-p.Done()
	if !errors.Is(p.Err(), ErrGone) {
		t.Errorf("%v", p.Err())
	}
}
