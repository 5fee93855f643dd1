package redis

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// server is a redis-server of our own, on a socket in a folder of its own. Owned by one test, or by the whole run.
type server struct {
	dir string
	cmd *exec.Cmd
}

// shared is the one that most tests use, each after erasing it; nil when redis-server is not installed. Set by TestMain only.
var shared *server

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("GIAOBAN_NEED_REDIS") == "1" {
			fmt.Fprintln(os.Stderr, "GIAOBAN_NEED_REDIS=1, but redis-server is not installed: the Redis journal would go untested")
			return 1
		}
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "giaoban-redis")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	shared = &server{dir: dir}
	if err := shared.start("always"); err != nil {
		fmt.Fprintln(os.Stderr, "redis-server does not start:", err)
		return 1
	}
	defer shared.kill()
	return m.Run()
}

// needServer skips the test when there is no redis-server, and otherwise gives it the shared one, empty.
func needServer(t *testing.T) *server {
	t.Helper()
	if shared == nil {
		t.Skip("redis-server is not installed (Debian: apt-get install redis-server); GIAOBAN_NEED_REDIS=1 makes this a failure")
	}
	shared.erase(t)
	return shared
}

// ownServer is a server for tests that kill it. The folder's name is short: a socket's path has 107 bytes.
func ownServer(t *testing.T, arguments ...string) *server {
	t.Helper()
	needServer(t)
	dir, err := os.MkdirTemp("", "gb")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{dir: dir}
	t.Cleanup(func() {
		s.kill()
		_ = os.RemoveAll(dir)
	})
	if err := s.start("always", arguments...); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *server) socket() string { return filepath.Join(s.dir, "r.sock") }
func (s *server) url() string    { return "unix://" + s.socket() }

// start starts the server on what its folder has and waits until it answers.
func (s *server) start(appendfsync string, arguments ...string) error {
	_ = os.Remove(s.socket())
	s.cmd = exec.Command("redis-server", append([]string{"--port", "0", "--unixsocket", s.socket(), "--dir", s.dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", appendfsync, "--loglevel", "warning"}, arguments...)...)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: s.socket(), MaxRetries: -1, DialerRetries: 1})
	defer func() { _ = client.Close() }()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	var err error
	for range 1000 {
		if err = client.Ping(context.Background()).Err(); err == nil {
			return nil
		}
		<-tick.C
	}
	return err
}

// kill is kill -9: what was not written is gone.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// client talks to the server past the store.
func (s *server) client(t *testing.T) *redis.Client {
	t.Helper()
	c := redis.NewClient(&redis.Options{Network: "unix", Addr: s.socket()})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func (s *server) erase(t *testing.T) {
	t.Helper()
	if err := s.client(t).FlushAll(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
}

// store opens the server as node, with changes to what Open would do, and closes it with the test.
func (s *server) store(t *testing.T, node string, change func(*redis.Options, *Store)) *Store {
	t.Helper()
	if change == nil {
		change = func(*redis.Options, *Store) {}
	}
	st, err := open(t.Context(), s.url(), node, change)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// tcp is a free port of this machine, for servers that must find each other.
func tcp(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// pause is kill -STOP: connections stay, nothing answers.
func (s *server) pause(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
}

func (s *server) goOn(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
}
