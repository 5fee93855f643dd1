package redis

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

func TestJournal(t *testing.T) {
	needServer(t)
	agendatest.TestJournal(t, func(t *testing.T) agenda.Journal { return needServer(t).store(t, "node-a", nil) })
}

func TestReopen(t *testing.T) {
	srv := ownServer(t)
	agendatest.TestReopen(t, func(t *testing.T) (agenda.Journal, func()) {
		s, err := Open(t.Context(), srv.url(), "node-a")
		if err != nil {
			t.Fatal(err)
		}
		return s, func() {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			srv.kill()
			if err := srv.start("always"); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestBus(t *testing.T) {
	srv := needServer(t)
	agendatest.TestBus(t, func(t *testing.T) agenda.Bus { return srv.store(t, "node-a", nil) })
}

func TestRefusesToStart(t *testing.T) {
	srv := needServer(t)
	for name, c := range map[string]struct {
		url, node string
		want      error
	}{
		"no such socket":     {"unix:///nowhere/r.sock", "a", errAway},
		"not a Redis URL":    {"http://127.0.0.1/", "a", errURL},
		"not a URL":          {"redis://%zz", "a", errURL},
		"unknown parameter":  {srv.url() + "?replica=1", "a", errURL},
		"replicas in words":  {srv.url() + "?replicas=two", "a", errURL},
		"node without name":  {srv.url(), "", errURL},
		"node with a space":  {srv.url(), "máy một", errURL},
		"wrong kind of path": {"redis://127.0.0.1:6379/not-a-number", "a", errURL},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), c.url, c.node)
			if err == nil {
				t.Fatal(errors.Join(errors.New("it opened"), s.Close()))
			}
			if !errors.Is(err, c.want) || agenda.AsError(err).VI == "" {
				t.Errorf("got %v, want %v in words", err, c.want)
			}
		})
	}
}

func TestRefusesARedisThatEvicts(t *testing.T) {
	srv := ownServer(t, "--maxmemory-policy", "allkeys-lru")
	s, err := Open(t.Context(), srv.url(), "node-a")
	if err == nil {
		t.Fatal(errors.Join(errors.New("it opened"), s.Close()))
	}
	if !errors.Is(err, errPolicy) || !strings.Contains(agenda.AsError(err).EN, "noeviction") {
		t.Errorf("got %v, want to be told what to set", err)
	}
}

func TestCheck(t *testing.T) {
	srv := ownServer(t)
	s, admin := srv.store(t, "node-a", nil), srv.client(t)
	expect := func(words ...string) {
		t.Helper()
		got := s.Check(t.Context())
		if len(got) != len(words) {
			t.Fatalf("got %q, want %d warnings", got, len(words))
		}
		for i, w := range words {
			if !strings.Contains(got[i], w) {
				t.Errorf("warning %q does not say %q", got[i], w)
			}
		}
	}
	set := func(name, value string) {
		t.Helper()
		if err := admin.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	expect()
	set("appendfsync", "everysec")
	expect("everysec")
	set("maxmemory-policy", "volatile-lru")
	expect("noeviction", "everysec")
	set("maxmemory-policy", "noeviction")
	set("appendonly", "no")
	expect("append-only file")
	set("appendonly", "yes")
	set("appendfsync", "always")
	if err := admin.Del(t.Context(), keyEpoch).Err(); err != nil {
		t.Fatal(err)
	}
	expect("erased or replaced")
	srv.kill()
	expect("cannot reach")
}

// An append whose answer was lost is tried again by the store and by its caller: it is kept once and is a success.
func TestLostReply(t *testing.T) {
	srv := needServer(t)
	var losing atomic.Bool
	s := srv.store(t, "node-a", func(o *redis.Options, _ *Store) {
		o.Dialer = func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, address)
			return &lossy{Conn: c, losing: &losing}, err
		}
	})
	head, records := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 2)
	losing.Store(true)
	head, more := agendatest.Grow(t, s, head, 1)
	if losing.Load() {
		t.Fatal("no reply was lost")
	}
	for _, r := range append(records, more...) {
		if err := s.Append(t.Context(), "a", r); err != nil {
			t.Errorf("appending record %d again: %v", r.Version, err)
		}
	}
	other := agendatest.Next(t, agenda.Head{Meeting: "a", Version: 2, Hash: records[1].Hash}, "của người khác")
	if err := s.Append(t.Context(), "a", other); !errors.Is(err, agenda.ErrStale) {
		t.Errorf("another record at a taken version: %v", err)
	}
	if got, err := agenda.VerifyChain(t.Context(), s, "a"); err != nil || got != head {
		t.Errorf("the journal is %v, %v; want %v", got, err, head)
	}
}

// lossy is a connection that once, when losing is set, waits for the answer and then breaks instead of giving it.
type lossy struct {
	net.Conn
	losing *atomic.Bool
}

func (l *lossy) Read(b []byte) (int, error) {
	n, err := l.Conn.Read(b)
	if err == nil && l.losing.CompareAndSwap(true, false) {
		return 0, errors.Join(io.ErrUnexpectedEOF, l.Conn.Close())
	}
	return n, err
}

// A store that was erased under a running server is not written to: the next start must decide what is true.
func TestErasedUnderTheServer(t *testing.T) {
	srv := needServer(t)
	s := srv.store(t, "node-a", nil)
	head, records := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 2)
	srv.erase(t)
	if err := s.Append(t.Context(), "a", agendatest.Next(t, head, "sau khi xoá")); !errors.Is(err, errReplaced) {
		t.Errorf("append after FLUSHALL: %v", err)
	}
	if err := s.Append(t.Context(), "a", records[0]); !errors.Is(err, errReplaced) {
		t.Errorf("starting again at 1 after FLUSHALL: %v", err)
	}
	if again := srv.store(t, "node-a", nil); again.Epoch() == s.Epoch() {
		t.Error("the new life has the old epoch")
	}
}

// A hole that somebody made is an error for readers and writers, not the end of the journal.
func TestHoles(t *testing.T) {
	srv := needServer(t)
	s, admin := srv.store(t, "node-a", nil), srv.client(t)
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 9)
	for _, gone := range []agenda.Version{4, 9} {
		if err := admin.XDel(t.Context(), keyJournal("a"), entryID(gone)).Err(); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := agenda.VerifyChain(t.Context(), s, "a"); !errors.Is(err, errDamaged) || got.Version != 3 {
		t.Errorf("good up to %d, %v; want 3 and the damage", got.Version, err)
	}
	for _, err := range s.Read(t.Context(), "a", 8) {
		if !errors.Is(err, errDamaged) {
			t.Errorf("reading the missing end: %v", err)
		}
	}
	if err := s.Append(t.Context(), "a", agendatest.Next(t, head, "tiếp")); !errors.Is(err, errDamaged) {
		t.Errorf("appending after a missing end: %v", err)
	}
	if err := admin.HDel(t.Context(), keyHeads, "a").Err(); err != nil {
		t.Fatal(err)
	}
	for _, err := range s.Read(t.Context(), "a", 0) {
		if !errors.Is(err, errDamaged) {
			t.Errorf("reading a journal without a head: %v", err)
		}
	}
}

// Changes whose messages were lost are found by the poll. The first may be found by the look that follows the subscription; the others only by polling.
func TestLostMessagesAreHealed(t *testing.T) {
	srv := needServer(t)
	s := srv.store(t, "node-a", func(_ *redis.Options, s *Store) { s.poll = 50 * time.Millisecond })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	want, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 1)
	found := 0
	for h, err := range s.Changed(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if h != want {
			continue
		}
		if found++; found == 5 {
			return
		}
		want = silently(t, srv, want)
	}
	t.Fatalf("change %d was never found", found)
}

// silently makes the catalogue say that head has grown by one, without a message.
func silently(t *testing.T, srv *server, head agenda.Head) agenda.Head {
	t.Helper()
	r := agendatest.Next(t, head, "không ai hay")
	_, err := srv.client(t).TxPipelined(t.Context(), func(p redis.Pipeliner) error {
		p.HSet(t.Context(), keyHeads, string(head.Meeting), fmt.Sprintf("%d %s", r.Version, r.Hash))
		p.ZIncrBy(t.Context(), keyChanges, 1, string(head.Meeting))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return agenda.Head{Meeting: head.Meeting, Version: r.Version, Hash: r.Hash}
}

func TestClosed(t *testing.T) {
	srv := needServer(t)
	s, err := Open(t.Context(), srv.url(), "node-a")
	if err != nil {
		t.Fatal(err)
	}
	words, err := s.Hear(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	held, err := s.Hold(t.Context(), "courier")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := <-words; open {
		t.Error("a listener goes on after Close")
	}
	if held.Err() == nil {
		t.Error("a lease goes on after Close")
	}
	if n := srv.client(t).Exists(t.Context(), "giaoban:lease:courier").Val(); n != 0 {
		t.Error("Close does not give its leases up")
	}
	if err := s.Append(t.Context(), "a", agendatest.Next(t, agenda.Head{Meeting: "a"}, "sau khi đóng")); !errors.Is(err, errClosed) {
		t.Errorf("append after Close: %v", err)
	}
	for _, err := range s.Changed(t.Context()) {
		if !errors.Is(err, errClosed) {
			t.Errorf("Changed after Close: %v", err)
		}
	}
}
