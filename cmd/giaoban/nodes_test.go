package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/agenda/reference"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

// redisServer starts a Redis of the test's own and returns its URL. Without one the test is skipped, or fails where it is needed.
func redisServer(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv("GIAOBAN_NEED_REDIS") == "1" {
			t.Fatal("GIAOBAN_NEED_REDIS=1, but redis-server is not installed: several nodes would go untested")
		}
		t.Skip("redis-server is not installed (Debian: apt-get install redis-server); GIAOBAN_NEED_REDIS=1 makes this a failure")
	}
	dir, err := os.MkdirTemp("", "gb") // short: a socket's path has 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "r.sock")
	c := exec.Command(program, "--port", "0", "--unixsocket", socket, "--dir", dir, "--save", "", "--appendonly", "yes", "--appendfsync", "always")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it runs until here
		_ = c.Wait()
		_ = os.RemoveAll(dir)
	})
	waits(t, "redis-server answers", func() bool {
		_, err := os.Stat(socket)
		return err == nil
	})
	return "unix://" + socket
}

// nodes starts so many servers on one Redis, the first with the reference meeting. All know its links.
func nodes(t *testing.T, count int) []arena {
	t.Helper()
	url := redisServer(t)
	list := []arena{newArena(t, serverOptions{Redis: url})}
	for len(list) < count {
		r, err := startServer(t.Context(), serverOptions{Listen: "127.0.0.1:0", Media: "127.0.0.1:0", Data: t.TempDir(), Redis: url, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() }) // a test may have closed it
		list = append(list, arena{running: r, secrets: list[0].secrets})
	}
	return list
}

// whole is the room as a node tells it.
func (a arena) whole(t *testing.T) (room signaling.RoomSnapshot) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", fmt.Sprintf("%s/api/meetings/%s/room", a.URL, reference.Meeting("hanoi-2020").ID), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = authorization(a.secrets[reference.ChairSeat])
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || json.Unmarshal(text, &room) != nil {
		t.Fatalf("room: %v %d %s", err, answer.StatusCode, text)
	}
	if policies := answer.Header.Values("Content-Security-Policy"); len(policies) != 1 {
		t.Errorf("the headers of two nodes are mixed: %q", policies)
	}
	return room
}

// Wherever people come in, a meeting has one room; when its node ends they are back in another one within seconds.
func TestOneRoomOnSeveralNodes(t *testing.T) {
	list := nodes(t, 2)
	talker, watcher := list[0].bot(reference.ChairSeat), list[1].bot("unit-001")
	talker.Publish = []sfu.Source{sfu.Microphone, sfu.Camera}
	watcher.Want = []sfu.Wish{{Seat: reference.ChairSeat, Source: sfu.Camera}}
	joins(t, talker)
	b := joins(t, watcher)
	seen := func(b *bot.Bot) bool { return b.Stats().Received(reference.ChairSeat, sfu.Camera) > 5 }
	waits(t, "the chair, who came in at the other node", func() bool { return seen(b) })
	for i, n := range list {
		if room := n.whole(t); len(room.Peers) != 2 || room.Peers[1].Seat != "unit-001" {
			t.Errorf("node %d sees %+v", i, room)
		}
	}
	began := time.Now()
	if err := list[0].Close(); err != nil {
		t.Fatal(err)
	}
	waits(t, "the socket that was passed on ends", func() bool { return b.Err() != nil })
	talker.URL = strings.Replace(talker.URL, list[0].URL[len("http"):], list[1].URL[len("http"):], 1)
	var back [2]*bot.Bot
	for i, c := range []bot.Config{talker, watcher} {
		waits(t, "somebody is back", func() bool {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			again, err := bot.Join(ctx, c)
			if err == nil {
				back[i] = again
				t.Cleanup(func() { _ = again.Close() })
			}
			return err == nil
		})
	}
	waits(t, "the chair in the room of the node that is left", func() bool { return seen(back[1]) })
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("media was back after %v", took)
	}
	t.Logf("media was back %v after the node began to close", time.Since(began))
}
