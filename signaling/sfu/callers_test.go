package sfu

import (
	"net"
	"runtime"
	"testing"
	"time"

	"giaoban/signaling/silent"

	"github.com/pion/ice/v4"
)

// A client that connects and says nothing does not hold up the end of the server.
func TestSilentCallerAtTheEnd(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := newCallers(inner)
	mux := ice.NewTCPMuxDefault(ice.TCPMuxParams{Listener: l, Logger: silent.Logger{}, FirstStunBindTimeout: time.Minute})
	client, err := net.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for n := 0; n == 0; { // until it was accepted
		l.mu.Lock()
		n = len(l.open)
		l.mu.Unlock()
		runtime.Gosched()
	}
	ended := make(chan error, 1)
	go func() { ended <- mux.Close() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second): // the multiplexer's own patience is a minute here
		t.Error("it waits for a client that says nothing")
	}
}
