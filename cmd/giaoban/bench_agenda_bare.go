package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda/channel"
)

// bareServerName is the command under which the program starts itself as the baseline of the agenda's measurement.
const bareServerName = "agenda-bare"

// bareServe is the baseline: whatever one socket sends is written to all, in a loop, with nothing else.
func bareServe(ctx context.Context, address string, stderr io.Writer) int {
	b := &bare{sockets: map[*websocket.Conn]bool{}, words: make(chan []byte, 16)}
	var loop sync.WaitGroup
	ctx, stop := context.WithCancel(ctx)
	loop.Go(func() { b.broadcast(ctx) })
	routes := http.NewServeMux()
	routes.HandleFunc("/readyz", func(http.ResponseWriter, *http.Request) {})
	routes.HandleFunc("/", b.serve)
	server := &http.Server{Addr: address, Handler: routes, ReadHeaderTimeout: 30 * time.Second}
	loop.Go(func() {
		<-ctx.Done()
		_ = server.Close() // the process ends
	})
	err := server.ListenAndServe()
	stop()
	loop.Wait()
	if !errors.Is(err, http.ErrServerClosed) {
		fmt.Fprintln(stderr, "giaoban bench:", err)
		return exitFailed
	}
	return exitOK
}

// bare is a loop over sockets. It is locked: mu guards the fields below it.
type bare struct {
	words chan []byte // static

	mu      sync.Mutex
	sockets map[*websocket.Conn]bool
}

func (b *bare) serve(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{Subprotocols: []string{channel.Subprotocol}, CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // it has answered
	}
	b.mu.Lock()
	b.sockets[conn] = true
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		delete(b.sockets, conn)
		b.mu.Unlock()
		_ = conn.Close() // the reading has failed already
	}()
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			return
		}
		if bytes.HasPrefix(text, []byte(`{"type":"hello"`)) { // the readers wait for an answer
			b.mu.Lock()
			_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"welcome"}`)) // or the reading fails
			b.mu.Unlock()
			continue
		}
		b.words <- text
	}
}

func (b *bare) broadcast(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case text := <-b.words:
			b.mu.Lock()
			for conn := range b.sockets {
				_ = conn.SetWriteDeadline(time.Now().Add(5 * time.Second)) // as below
				_ = conn.WriteMessage(websocket.TextMessage, text)         // who is gone is noticed by its reader
			}
			b.mu.Unlock()
		}
	}
}
