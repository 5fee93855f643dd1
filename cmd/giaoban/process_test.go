package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
)

// build makes the program as users run it: without the race detector, which would make its life too slow to be killed in interesting moments.
func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "giaoban")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}

// freePort is an address on which nobody listens now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// process is one run of the program. Its fields are static; lines is closed when its output ends.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	lines  chan string
	stderr *bytes.Buffer // to be read after the end
}

func start(t *testing.T, bin string, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(bin, args...), lines: make(chan string, 1000), stderr: &bytes.Buffer{}}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stderr = p.stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			p.lines <- s.Text()
		}
	}()
	t.Cleanup(func() { _ = p.cmd.Process.Kill() }) // it has ended already when all went well
	return p
}

// until reads the output up to a line with words; what was read is returned.
func (p *process) until(words string) string {
	p.t.Helper()
	var read strings.Builder
	deadline := time.After(20 * time.Second)
	for {
		select {
		case l, ok := <-p.lines:
			read.WriteString(l + "\n")
			if strings.Contains(l, words) {
				return read.String()
			}
			if !ok {
				p.t.Fatalf("%q was never printed:\n%s%s", words, read.String(), p.end(0))
			}
		case <-deadline:
			p.t.Fatalf("%q was not printed:\n%s", words, read.String())
		}
	}
}

// end waits for the end and returns what was printed on stderr; the exit code must be as wanted, negative for a kill.
func (p *process) end(code int) string {
	p.t.Helper()
	for range p.lines { // Wait must not come before the end of reading
	}
	err := p.cmd.Wait()
	if got := p.cmd.ProcessState.ExitCode(); got != code {
		p.t.Errorf("exit code %d, want %d: %v\n%s", got, code, err, p.stderr)
	}
	return p.stderr.String()
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// ready waits until address answers.
func ready(t *testing.T, address string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if w, err := http.Get("http://" + address + "/readyz"); err == nil {
			_ = w.Body.Close()
			if w.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatal("the server is never ready")
		}
	}
}

var secretPattern = regexp.MustCompile(`#t=([A-Z0-9]+)`)

// curl asks a live server as curl does. It is a value.
type curl struct{ address, bearer string }

// do makes a request whose answer must be 200.
func (a curl) do(ctx context.Context, method, path string, body any) ([]byte, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, method, "http://"+a.address+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+a.bearer)
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer w.Body.Close()
	answer, err := io.ReadAll(w.Body)
	if err == nil && w.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %d %s", method, path, w.StatusCode, answer)
	}
	return answer, err
}

// writers makes a meeting with so many secretaries and returns the secrets of their links.
func (a curl) writers(t *testing.T, meeting string, count int) []string {
	t.Helper()
	var err error
	command := func(id string, c agenda.Command) {
		_, e := a.do(t.Context(), "POST", "/api/meetings/"+meeting+"/commands", map[string]any{"id": id, "type": agenda.CommandName(c), "data": c})
		err = errors.Join(err, e)
	}
	command("c1", agenda.MeetingCreate{Title: "Giao ban", StartsAt: time.Now(), Host: agenda.Unit{Name: "Sở"}})
	command("c2", agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Mục"}})
	var seats []string
	for i := range count {
		seats = append(seats, fmt.Sprintf("w%d", i))
		command("s"+seats[i], agenda.SeatAdd{Seat: agenda.SeatID(seats[i]), Role: agenda.RoleSecretary})
	}
	answer, e := a.do(t.Context(), "POST", "/api/meetings/"+meeting+"/links", map[string]any{"seats": seats})
	if err = errors.Join(err, e); err != nil {
		t.Fatal(err)
	}
	var secrets []string
	for _, m := range secretPattern.FindAllSubmatch(answer, -1) {
		secrets = append(secrets, string(m[1]))
	}
	if len(secrets) != count {
		t.Fatalf("%d links, want %d", len(secrets), count)
	}
	return secrets
}
