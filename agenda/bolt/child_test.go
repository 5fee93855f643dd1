package bolt

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

// Tests that need a process of their own run this test binary again with childEnv naming the part to play and dirEnv the folder.
const (
	childEnv = "GIAOBAN_BOLT_CHILD"
	dirEnv   = "GIAOBAN_BOLT_DIR"
)

func containsText(err error, text string) bool {
	return err != nil && strings.Contains(err.Error(), text)
}

// TestChild is the other process. It prints a line "ack MEETING VERSION HASH" after each acknowledged record.
func TestChild(t *testing.T) {
	dir := os.Getenv(dirEnv)
	switch os.Getenv(childEnv) {
	case "":
		t.Skip("this is the other half of the tests in this file")
	case "writers":
		childWriters(t, dir)
	case "full":
		childFull(t, dir)
	case "fsync":
		childFsync(t, dir)
	}
}

func child(ctx context.Context, part, dir string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestChild$", "-test.v")
	cmd.Env = append(os.Environ(), childEnv+"="+part, dirEnv+"="+dir)
	return cmd
}

// childWriters appends to ten meetings at once until it is killed.
func childWriters(t *testing.T, dir string) {
	s := opened(t, dir)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 10 {
		head := agenda.Head{Meeting: agenda.MeetingID(fmt.Sprintf("m%d", i))}
		wg.Go(func() {
			var err error
			if head, err = s.Verify(t.Context(), head.Meeting); err != nil {
				t.Error(err)
				return
			}
			for {
				head, _ = agendatest.Grow(t, s, head, 1)
				mu.Lock()
				fmt.Printf("ack %s %d %s\n", head.Meeting, head.Version, head.Hash)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

// acks reads the acknowledged heads from a child's output; others is everything else it said.
func acks(out io.Reader, heard func()) (heads map[agenda.Head]bool, others string) {
	heads = map[agenda.Head]bool{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var h agenda.Head
		if n, _ := fmt.Sscanf(lines.Text(), "ack %s %d %s", &h.Meeting, &h.Version, &h.Hash); n != 3 || len(h.Hash) != 64 {
			others += lines.Text() + "\n"
			continue
		}
		heads[h] = true
		heard()
	}
	return heads, others
}

// Every record acknowledged before a SIGKILL is there once, in order, and the chain verifies.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	acknowledged := map[agenda.Head]bool{}
	for round := range 5 {
		cmd := child(t.Context(), "writers", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		count := 0
		heads, others := acks(out, func() {
			if count++; count == 20+37*round {
				_ = cmd.Process.Kill() // what it prints after this was acknowledged, too
			}
		})
		_ = cmd.Wait() // killed: always an error
		if count < 20 {
			t.Fatalf("the writers stopped by themselves:\n%s", others)
		}
		for h := range heads {
			acknowledged[h] = true
		}
		checkAcknowledged(t, dir, acknowledged)
	}
	t.Logf("%d acknowledged records over 5 kills", len(acknowledged))
}

func checkAcknowledged(t *testing.T, dir string, acknowledged map[agenda.Head]bool) {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[agenda.Head]bool{}
	for m, err := range s.Meetings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Verify(t.Context(), m.Meeting); err != nil {
			t.Error(err)
		}
		for r, err := range s.Read(t.Context(), m.Meeting, 0) {
			if err != nil {
				t.Fatal(err)
			}
			stored[agenda.Head{Meeting: m.Meeting, Version: r.Version, Hash: r.Hash}] = true
		}
	}
	for h := range acknowledged {
		if !stored[h] {
			t.Errorf("acknowledged and lost: %v", h)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// childFull fills a disk: its process may not make files longer than some bytes, which Linux reports as it does a full disk. Then there is room again.
func childFull(t *testing.T, dir string) {
	signal.Ignore(syscall.SIGXFSZ)
	s := opened(t, dir)
	head, _ := agendatest.Grow(t, s, agenda.Head{Meeting: "a"}, 3)
	unlimited := limitFiles(t, 96<<10)
	big := strings.Repeat("đầy đĩa ", 4<<10)
	var full error
	for range 20 {
		r := agendatest.Next(t, head, big)
		if full = s.Append(t.Context(), "a", r); full != nil {
			break
		}
		head.Version, head.Hash = r.Version, r.Hash
	}
	if !errors.Is(full, errDiskFull) {
		t.Fatalf("a full disk is %v", full)
	}
	got, err := s.Verify(t.Context(), "a")
	if err != nil || got != head {
		t.Fatalf("with a full disk the journal reads as %v, %v; want %v", got, err, head)
	}
	unlimited()
	head, _ = agendatest.Grow(t, s, head, 2) // by itself, once there is room
	if got, err := s.Verify(t.Context(), "a"); err != nil || got != head {
		t.Fatalf("after the disk was full: %v, %v; want %v", got, err, head)
	}
	select {
	case err := <-s.Failed():
		t.Fatalf("a full disk ends the store: %v", err)
	default:
	}
	fmt.Printf("ack %s %d %s\n", head.Meeting, head.Version, head.Hash)
}

func limitFiles(t *testing.T, size uint64) (undo func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	out, err := child(t.Context(), "full", dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	heads, _ := acks(bytes.NewReader(out), func() {})
	if len(heads) != 1 {
		t.Fatalf("the other process said:\n%s", out)
	}
	checkAcknowledged(t, dir, heads)
}

// childFsync appends until the disk fails, and then must be refused.
func childFsync(t *testing.T, dir string) {
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	head := agenda.Head{Meeting: "a"}
	for range 200 {
		r := agendatest.Next(t, head, "trước khi đĩa hỏng")
		if err := s.Append(t.Context(), "a", r); err != nil {
			if !errors.Is(err, errFailed) {
				t.Fatalf("a failed fsync is %v", err)
			}
			select {
			case cause := <-s.Failed():
				fmt.Printf("failed: %v\n", cause)
			default:
				t.Fatal("Failed tells nothing")
			}
			return
		}
		head.Version, head.Hash = r.Version, r.Hash
		fmt.Printf("ack %s %d %s\n", head.Meeting, head.Version, head.Hash)
	}
	t.Fatal("the disk never failed")
}

// With strace the kernel itself answers EIO to an fdatasync (reliability: J5).
func TestFsyncFails(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed; TestFailedWriteEndsTheStore covers the same path without the kernel")
	}
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	inner := child(ctx, "fsync", dir)
	cmd := exec.CommandContext(ctx, strace, append([]string{"-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync",
		"-e", "inject=fdatasync:error=EIO:when=20+"}, inner.Args...)...)
	cmd.Env = inner.Env
	out, err := cmd.CombinedOutput()
	if err != nil {
		if bytes.Contains(out, []byte("ptrace")) {
			t.Skipf("this machine does not allow strace: %s", out)
		}
		t.Fatalf("%v\n%s", err, out)
	}
	heads, others := acks(bytes.NewReader(out), func() {})
	if !strings.Contains(others, "failed: ") || len(heads) == 0 {
		t.Fatalf("the other process said:\n%s", out)
	}
	checkAcknowledged(t, dir, heads)
}
