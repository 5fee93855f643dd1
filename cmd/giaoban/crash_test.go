package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/bolt"
	"giaoban/agenda/channel"
)

const crashMeeting = "giao-ban"

// writer types lines through the agenda socket, one after the other, each with its id until it is acknowledged. It is locked: mu guards acked.
type writer struct {
	n      int // static, like client
	client *channel.Client

	mu    sync.Mutex
	acked int // lines 0 … acked-1 were acknowledged
}

func (w *writer) line(i int) string { return fmt.Sprintf("w%d-%d", w.n, i) }

// write types until ctx ends.
func (w *writer) write(ctx context.Context, t *testing.T) {
	for i := 0; ; i++ {
		c := agenda.LineAdd{Line: agenda.LineID(w.line(i)), Item: "i1", Kind: agenda.KindOpinion, Text: "Dòng " + w.line(i)}
		_, err := w.client.Do(ctx, agenda.CommandID("c-"+w.line(i)), c)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			t.Errorf("line %s: %v", w.line(i), err)
			return
		}
		w.mu.Lock()
		w.acked = i + 1
		w.mu.Unlock()
	}
}

func (w *writer) acknowledged() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.acked
}

// startWriters opens a socket per secret and types until the returned function is called.
func startWriters(t *testing.T, address string, secrets []string) (writers []*writer, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	for n, secret := range secrets {
		header := http.Header{"Authorization": {"Bearer " + secret}}
		c, err := channel.Dial(ctx, "ws://"+address+"/api/meetings/"+crashMeeting+"/agenda", header, channel.ClientOptions{MaxPause: 20 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{n: n, client: c}
		writers = append(writers, w)
		group.Go(func() {
			if err := c.Serve(ctx); err != nil {
				t.Errorf("writer %d: %v", n, err)
			}
		})
		group.Go(func() { w.write(ctx, t) })
	}
	return writers, func() { cancel(); group.Wait() }
}

// journal is what a reader has seen of the meeting so far. It is owned by its test.
type journal struct {
	version agenda.Version
	hash    agenda.Hash
	next    map[string]int // by writer: the number of its next line
}

// read takes one record: it must be the next, and its line the next of its writer.
func (j *journal) read(r agenda.Record) error {
	if r.Version != j.version+1 {
		return fmt.Errorf("record %d comes after record %d", r.Version, j.version)
	}
	j.version, j.hash = r.Version, r.Hash
	for _, e := range r.Events {
		l, ok := e.(agenda.LineAdded)
		if !ok {
			continue
		}
		var w, n int
		if _, err := fmt.Sscanf(string(l.Line), "w%d-%d", &w, &n); err != nil {
			return err
		}
		name := fmt.Sprintf("w%d", w)
		if n != j.next[name] {
			return fmt.Errorf("line %s where %s-%d was expected", l.Line, name, j.next[name])
		}
		j.next[name]++
	}
	return nil
}

// holds checks that everything that was acknowledged is there.
func (j *journal) holds(t *testing.T, acked []int) {
	t.Helper()
	for n, count := range acked {
		if got := j.next[fmt.Sprintf("w%d", n)]; got < count {
			t.Errorf("writer %d: %d lines were acknowledged, %d are there", n, count, got)
		}
	}
}

// catchUp reads what is new from a live server, and the newest record once more: its hash says that nothing before it was changed.
func (j *journal) catchUp(ctx context.Context, a curl) error {
	text, err := a.do(ctx, "GET", fmt.Sprintf("/api/meetings/%s/records?after=%d", crashMeeting, max(j.version, 1)-1), nil)
	if err != nil {
		return err
	}
	for l := range bytes.Lines(text) {
		var r agenda.Record
		if err := json.Unmarshal(l, &r); err != nil {
			return err
		}
		if r.Version == j.version && r.Hash == j.hash {
			continue
		}
		if err := j.read(r); err != nil {
			return err
		}
	}
	return nil
}

func ackedBy(writers []*writer) (acked []int) {
	for _, w := range writers {
		acked = append(acked, w.acknowledged())
	}
	return acked
}

// first starts a server on a new folder, with a meeting and links for so many writers.
func first(t *testing.T, bin string, count int) (p *process, args []string, address string, secrets []string) {
	t.Helper()
	address = freePort(t)
	args = []string{"serve", "-listen", address, "-data", t.TempDir(), "-media", "127.0.0.1:0"}
	p = start(t, bin, nil, args...)
	m := secretPattern.FindStringSubmatch(p.until("#t="))
	ready(t, address)
	return p, args, address, curl{address, m[1]}.writers(t, crashMeeting, count)
}

// TestKilledServerLosesNothing kills the server at random moments while ten clients write. After each start on the same folder every acknowledged line is there
// once, in the order of its writer, what was read before is unchanged, and in the end the chain verifies.
func TestKilledServerLosesNothing(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 6
	}
	bin := build(t)
	p, args, address, secrets := first(t, bin, 10)
	writers, stop := startWriters(t, address, secrets)
	defer stop()
	seen := &journal{next: map[string]int{}}
	begun := time.Now()
	for kill := range kills {
		time.Sleep(rand.N(350 * time.Millisecond)) // the moment is the test's subject
		p.signal(syscall.SIGKILL)
		p.end(-1)
		acked := ackedBy(writers)
		p = start(t, bin, nil, args...)
		if kill%7 == 6 {
			continue // the next kill may come while it starts
		}
		ready(t, address)
		if err := seen.catchUp(t.Context(), curl{address, secrets[0]}); err != nil {
			t.Fatalf("after kill %d: %v", kill+1, err)
		}
		seen.holds(t, acked)
	}
	ready(t, address)
	waitForLines(t, writers)
	p.signal(syscall.SIGKILL)
	p.end(-1)
	stop()
	acked := ackedBy(writers)
	checkFolder(t, args[4], acked)
	t.Logf("%d kills in %v; lines acknowledged: %v", kills, time.Since(begun).Round(time.Second), acked)
}

// waitForLines waits until every writer has got another line through.
func waitForLines(t *testing.T, writers []*writer) {
	t.Helper()
	was := ackedBy(writers)
	deadline := time.Now().Add(20 * time.Second)
	for i := 0; i < len(writers); time.Sleep(5 * time.Millisecond) {
		if writers[i].acknowledged() > was[i] {
			i++
		} else if time.Now().After(deadline) {
			t.Fatalf("writer %d does not get through", i)
		}
	}
}

// checkFolder reads the data folder without a server.
func checkFolder(t *testing.T, dir string, acked []int) {
	t.Helper()
	store, err := bolt.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, id := range []agenda.MeetingID{agenda.DirectoryID, crashMeeting} {
		if head, err := agenda.VerifyChain(t.Context(), store, id); err != nil || head.Version == 0 {
			t.Errorf("%s at %d: %v", id, head.Version, err)
		}
	}
	whole := &journal{next: map[string]int{}}
	for r, err := range store.Read(t.Context(), crashMeeting, 0) {
		if err == nil {
			err = whole.read(r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	whole.holds(t, acked)
	if slices.Contains(acked, 0) {
		t.Errorf("a writer never got through: %v", acked)
	}
}

// Ctrl-C stops within 5 s with 20 sockets open, says so with exit code 0, and loses nothing.
func TestInterrupt(t *testing.T) {
	bin := build(t)
	p, args, address, secrets := first(t, bin, 20)
	writers, stop := startWriters(t, address, secrets)
	waitForLines(t, writers)
	begun := time.Now()
	p.signal(syscall.SIGINT)
	p.end(exitOK)
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("stopping took %v", took)
	}
	stop()
	checkFolder(t, args[4], ackedBy(writers))
}
