package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// child is a server process of a measurement. It is owned by one measurement.
type child struct {
	address string
	admin   string // the secret of the administrator's link, of a first start
	args    []string
	cmd     *exec.Cmd
}

// startServe starts this program once more as users start it, with its journal in data.
func startServe(ctx context.Context, data string) (*child, error) {
	address, err := unusedAddress()
	if err != nil {
		return nil, err
	}
	c := &child{address: address, args: []string{"serve", "-listen", address, "-media", "127.0.0.1:0", "-data", data, "-log", "error"}}
	return c, c.start(ctx)
}

// startBare starts the bare loop.
func startBare(ctx context.Context) (*child, error) {
	address, err := unusedAddress()
	if err != nil {
		return nil, err
	}
	c := &child{address: address, args: []string{"bench", bareServerName, address}}
	return c, c.start(ctx)
}

// unusedAddress is an address on which nobody listens now. It stays the same when the server starts again.
func unusedAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// start runs the process and waits until it answers.
func (c *child) start(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c.cmd = exec.CommandContext(ctx, self, c.args...)
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.cmd.Start(); err != nil {
		return err
	}
	if c.admin == "" && c.args[0] == "serve" {
		if c.admin, out, err = firstSecret(out); err != nil {
			return errors.Join(err, c.kill())
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // what it prints must not stop it; ends with the process
	for {
		answer, err := http.Get("http://" + c.address + "/readyz")
		if err == nil {
			_ = answer.Body.Close() // its status is all
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s never answered: %w", strings.Join(c.args, " "), ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// firstSecret reads lines until one holds a link.
func firstSecret(out io.ReadCloser) (secret string, rest io.ReadCloser, err error) {
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if _, after, ok := strings.Cut(strings.TrimSpace(line), "#t="); ok {
			return after, struct {
				io.Reader
				io.Closer
			}{lines, out}, nil
		}
		if err != nil {
			return "", out, fmt.Errorf("no link was printed: %w", err)
		}
	}
}

// kill ends the process at once, as a power failure does.
func (c *child) kill() error {
	err := c.cmd.Process.Kill()
	_ = c.cmd.Wait() // it was killed, and says so
	return err
}

// memory is the process's resident set in bytes.
func (c *child) memory() (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", c.cmd.Process.Pid))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil // not Linux: not measured
	}
	if err != nil {
		return 0, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}
