package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/exec"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// benchServerName is the command under which the program starts itself as the server of a measurement.
const benchServerName = "media-server"

// The two servers.
const (
	modeRooms = "rooms" // package signaling
	modePlain = "plain" // see bench_plain.go
)

// spent is what the server's process has used. It is a value.
type spent struct {
	CPU time.Duration `json:"cpu"` // user and system, since its start
	RSS int64         `json:"rss"` // bytes
}

// benchServe is the server's process. It prints its address and ends when its standard input does.
func benchServe(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("giaoban bench media-server", flag.ContinueOnError)
	fs.SetOutput(stderr)
	mode := fs.String("mode", modeRooms, "rooms | plain")
	if err := fs.Parse(args); err != nil {
		return exitUsage
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() { // ends with the process: a read of standard input cannot be interrupted
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	if err := serveBench(ctx, *mode, stdout); err != nil {
		fmt.Fprintln(stderr, "giaoban bench:", err)
		return exitFailed
	}
	return exitOK
}

func serveBench(ctx context.Context, mode string, stdout io.Writer) error {
	talk, end, err := benchTalk(mode)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, end())
	}
	var sockets sync.WaitGroup
	routes := http.NewServeMux()
	routes.HandleFunc("/media", func(w http.ResponseWriter, r *http.Request) {
		conn, err := ws.Accept(w, r, signaling.Options(nil, true))
		if err != nil {
			return // it has answered
		}
		sockets.Add(1)
		defer sockets.Done()
		if err := talk(ctx, conn, agenda.SeatID(r.URL.Query().Get("seat"))); err != nil {
			fmt.Fprintln(os.Stderr, "giaoban bench:", err)
		}
	})
	routes.HandleFunc("/usage", func(w http.ResponseWriter, _ *http.Request) {
		u, err := ownUsage()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(u) // the measurement that asked is gone
	})
	routes.HandleFunc("/profile", pprof.Profile)
	server := &http.Server{Handler: routes, ReadHeaderTimeout: 30 * time.Second} // the machine is busy
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	fmt.Fprintf(stdout, "%s\n", l.Addr())
	<-ctx.Done()
	err = server.Close()
	<-served
	sockets.Wait()
	return errors.Join(err, end())
}

// benchTalk gives what talks with a socket, and how to end it.
func benchTalk(mode string) (talk func(context.Context, *ws.Conn, agenda.SeatID) error, end func() error, err error) {
	if mode == modePlain {
		p := newPlain()
		return p.serve, func() error { return nil }, nil
	}
	engine, err := sfu.NewEngine(sfu.Config{UDPAddr: "127.0.0.1:0", Loopback: true})
	if err != nil {
		return nil, nil, err
	}
	server := signaling.NewServer(signaling.Config{Engine: engine})
	talk = func(ctx context.Context, conn *ws.Conn, seat agenda.SeatID) error {
		return server.Serve(ctx, conn, signaling.Who{Meeting: "bench", Seat: seat, Role: agenda.RoleUnit})
	}
	return talk, engine.Close, nil
}

// benchProcess is the server's process as the measurement sees it. It is owned by one measurement.
type benchProcess struct {
	address string
	cmd     *exec.Cmd
	stdin   io.Closer
}

// startBenchProcess starts this program once more, as a server.
func startBenchProcess(ctx context.Context, mode string) (*benchProcess, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "bench", benchServerName, "-mode", mode)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &benchProcess{cmd: cmd, stdin: stdin}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the server did not start: %w", err), p.end())
	}
	p.address = line[:len(line)-1]
	return p, nil
}

func (p *benchProcess) end() error {
	return errors.Join(p.stdin.Close(), p.cmd.Wait())
}

func (p *benchProcess) usage(ctx context.Context) (u spent, err error) {
	body, err := p.get(ctx, "/usage")
	if err != nil {
		return u, err
	}
	return u, json.Unmarshal(body, &u)
}

func (p *benchProcess) get(ctx context.Context, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.address+path, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }() // it was read whole, or the error is told already
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
