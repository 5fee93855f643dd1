package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// stage is a whole server with the reference meeting, and bots in its room. Its fields are static.
type stage struct {
	*running
	t       *testing.T
	api     api
	meeting agenda.MeetingID
	secrets map[agenda.SeatID]string
	n       int
}

func newStage(t *testing.T, redis string) *stage {
	t.Helper()
	r, err := startServer(t.Context(), serverOptions{Listen: "127.0.0.1:0", Media: "127.0.0.1:0", Data: t.TempDir(), Redis: redis, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	links, err := r.loadReference(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{running: r, t: t, api: newAPI(r.URL), meeting: reference.Meeting("hanoi-2020").ID, secrets: map[agenda.SeatID]string{}}
	for _, l := range links {
		s.secrets[l.Seat] = secretOf(l.URL)
	}
	return s
}

// do gives a command over REST.
func (s *stage) do(seat agenda.SeatID, c agenda.Command) {
	s.t.Helper()
	s.n++
	if err := s.api.command(s.t.Context(), s.meeting, s.secrets[seat], agenda.CommandID(fmt.Sprintf("stage-%d", s.n)), c); err != nil {
		s.t.Fatal(err)
	}
}

// join brings a bot into the room, which publishes what is named.
func (s *stage) join(seat agenda.SeatID, publish ...sfu.Source) (*bot.Bot, error) {
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	b, err := bot.Join(ctx, bot.Config{URL: s.api.socket(fmt.Sprintf("/api/meetings/%s/signaling?seat=%s", s.meeting, seat)),
		Header: authorization(s.secrets[seat]), Seat: seat, Publish: publish, Want: []sfu.Wish{{Seat: "unit-001", Source: sfu.Camera}}})
	if err == nil {
		s.t.Cleanup(func() { _ = b.Close() })
	}
	return b, err
}

func (s *stage) mustJoin(seat agenda.SeatID, publish ...sfu.Source) *bot.Bot {
	s.t.Helper()
	b, err := s.join(seat, publish...)
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// soon polls a condition of real network traffic.
func soon(t *testing.T, what string, fulfilled func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !fulfilled(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}

// unheard checks that not one packet of the talker's sound (Received counts voices and screens' sound together) reaches any listener while the talker sends another hundred.
func unheard(t *testing.T, when string, talker *bot.Bot, seat agenda.SeatID, listeners ...*bot.Bot) {
	t.Helper()
	voices := func() (n int) {
		for _, l := range listeners {
			n += l.Stats().Received(seat, sfu.Microphone)
		}
		return n
	}
	// What was on its way when the floor was taken may arrive first.
	last, since := -1, 0
	soon(t, when+": the line is quiet", func() bool {
		if now := voices(); now != last {
			last, since = now, talker.Stats().Sent[sfu.Microphone]
			return false
		}
		return talker.Stats().Sent[sfu.Microphone] > since+10
	})
	before, sent := voices(), talker.Stats().Sent[sfu.Microphone]
	soon(t, when+": the talker goes on sending", func() bool { return talker.Stats().Sent[sfu.Microphone] >= sent+100 })
	if n := voices() - before; n != 0 {
		t.Errorf("%s: %d of %d packets were forwarded", when, n, talker.Stats().Sent[sfu.Microphone]-sent)
	}
}

// TestFloorLockIsHard: with the lock on a client that keeps sending, says that it is not muted and publishes anew gains nothing: its packets are counted, none is forwarded, until
// it has the floor, and none when somebody else has. Its picture goes on.
func TestFloorLockIsHard(t *testing.T) {
	s := newStage(t, "")
	s.do("chair", agenda.MeetingOpen{})
	unit := s.mustJoin("unit-001", sfu.Microphone, sfu.Camera)
	chair, other := s.mustJoin("chair", sfu.Microphone), s.mustJoin("unit-002")
	heard := func(what string) {
		t.Helper()
		was := other.Stats().Received("unit-001", sfu.Microphone)
		soon(t, what, func() bool { return other.Stats().Received("unit-001", sfu.Microphone) > was+10 })
	}
	heard("heard before the lock")
	s.do("chair", agenda.FloorLock{Locked: true})
	unheard(t, "locked", unit, "unit-001", chair, other)
	soon(t, "everybody is told of the lock", func() bool { return unit.Stats().Room.Locked && other.Stats().Room.Locked })
	soon(t, "the chair is heard", func() bool { return other.Stats().Received("chair", sfu.Microphone) > 10 })
	pictures := other.Stats().Received("unit-001", sfu.Camera)
	soon(t, "the picture goes on", func() bool { return other.Stats().Received("unit-001", sfu.Camera) > pictures+3 })

	if err := unit.Mute(t.Context(), sfu.Microphone, false); err != nil {
		t.Fatal(err)
	}
	if err := unit.Publish(t.Context(), sfu.Microphone, sfu.Camera, sfu.ScreenAudio); err != nil {
		t.Fatal(err)
	}
	unheard(t, "after publishing anew", unit, "unit-001", chair, other)
	if n := unit.Stats().Sent[sfu.ScreenAudio]; n < 50 {
		t.Errorf("only %d packets of screen sound were tried", n)
	}

	s.do("chair", agenda.FloorRequest{Request: "r-1", Seat: "unit-001"})
	s.do("chair", agenda.FloorCall{Request: "r-1"})
	heard("heard with the floor")
	s.do("chair", agenda.FloorRequest{Request: "r-2", Seat: "unit-002"})
	s.do("chair", agenda.FloorCall{Request: "r-2"})
	unheard(t, "another has the floor", unit, "unit-001", chair, other)
	s.do("secretary", agenda.FloorLock{})
	heard("heard after unlocking")
}

// TestFloorLockThroughAnotherNode: the room is on one node, the chair's command comes to another.
func TestFloorLockThroughAnotherNode(t *testing.T) {
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("GIAOBAN_NEED_REDIS") == "1" {
			t.Fatal("GIAOBAN_NEED_REDIS=1, but redis-server is not installed")
		}
		t.Skip("redis-server is not installed (Debian: apt-get install redis-server); GIAOBAN_NEED_REDIS=1 makes this a failure")
	}
	address := freePort(t)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	redis := exec.Command("redis-server", "--port", port, "--bind", "127.0.0.1", "--dir", t.TempDir(), "--save", "", "--appendonly", "yes", "--loglevel", "warning")
	if err := redis.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = redis.Process.Kill(); _ = redis.Wait() })
	soon(t, "redis-server answers", func() bool {
		c, err := net.Dial("tcp", address)
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	})
	holder := newStage(t, "redis://"+address)
	elsewhere := newStage(t, "redis://"+address) // its links are the valid ones: they were made last
	holder.secrets = elsewhere.secrets
	elsewhere.do("chair", agenda.MeetingOpen{})
	unit, other := holder.mustJoin("unit-001", sfu.Microphone), holder.mustJoin("unit-002")
	soon(t, "heard before the lock", func() bool { return other.Stats().Received("unit-001", sfu.Microphone) > 10 })
	elsewhere.do("chair", agenda.FloorLock{Locked: true})
	unheard(t, "locked elsewhere", unit, "unit-001", other)
	was := other.Stats().Received("unit-001", sfu.Microphone)
	elsewhere.do("chair", agenda.FloorRequest{Request: "r-1", Seat: "unit-001"})
	elsewhere.do("chair", agenda.FloorCall{Request: "r-1"})
	soon(t, "called elsewhere", func() bool { return other.Stats().Received("unit-001", sfu.Microphone) > was+10 })
}

// TestRoomLockedToNewcomers: who was in the meeting comes back to a locked room, also after a cut; who was not is told why it is closed.
func TestRoomLockedToNewcomers(t *testing.T) {
	s := newStage(t, "")
	s.do("unit-001", agenda.AttendanceJoin{Presence: "p-1", Name: "Nguyễn Văn B"})
	s.do("chair", agenda.MeetingLock{})
	refused := &bot.Refused{}
	if _, err := s.join("unit-002"); !errors.As(err, &refused) || refused.Key != "room_locked" {
		t.Fatalf("a newcomer: %v", err)
	}
	first := s.mustJoin("unit-001")
	_ = first.Close()
	s.mustJoin("unit-001")
	s.mustJoin("secretary")
	if got := s.api.command(t.Context(), s.meeting, s.secrets["unit-002"], "join-2", agenda.AttendanceJoin{Presence: "p-2", Name: "Trần Thị C"}); got == nil {
		t.Error("a newcomer attends a locked meeting")
	}
	s.do("secretary", agenda.MeetingUnlock{})
	s.mustJoin("unit-002")
}

// TestLockedRoomTellsTheBrowser: the close code says that coming back by itself is of no use.
func TestLockedRoomTellsTheBrowser(t *testing.T) {
	s := newStage(t, "")
	s.do("chair", agenda.MeetingLock{})
	c, err := ws.Dial(t.Context(), s.api.socket(fmt.Sprintf("/api/meetings/%s/signaling?seat=unit-001", s.meeting)), "signaling.v1", authorization(s.secrets["unit-001"]))
	if err != nil {
		t.Fatal(err)
	}
	hello, err := ws.NewFrame("hello", "1", "", map[string]any{"device": "d1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write(hello); err != nil {
		t.Fatal(err)
	}
	var end error
	for end == nil {
		_, end = c.Read(t.Context())
	}
	if code, _ := ws.CloseError(end); code != ws.CodeLocked {
		t.Errorf("closed with %v", end)
	}
}
