package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/websocket"

	"giaoban/agenda"
	"giaoban/agenda/channel"
)

const (
	benchPause  = 75 * time.Millisecond // between two lines: a client sends no more than 15 frames a second
	benchSettle = 3 * time.Second       // after the last came in, before memory is looked at
)

// bareRecord is a line in the frame that a unit gets.
const bareRecord = `{"type":"records","data":{"records":[{"version":%d,"by":"typist-01","at":"2026-11-23T07:00:00.000Z","command":"line-%d","events":[{"type":"line.added","data":` +
	`{"line":"line-%d","item":"%s","kind":"opinion","text":{"v":"%s","s":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}}}]}]}}`

// inFolder runs f with a folder of its own.
func inFolder(f func(data string) error) (err error) {
	data, err := os.MkdirTemp("", "giaoban-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	return f(data)
}

// seen measures one line to many sockets, what an idle socket costs, and how soon all are back after the server was killed; then the bare loop.
func (b *agendaBench) seen(ctx context.Context, sockets int) (m agendaMeasurement, err error) {
	m = agendaMeasurement{Scenario: "seen", Sockets: sockets}
	err = inFolder(func(data string) error {
		s, err := newSetting(ctx, data)
		if err != nil {
			return err
		}
		err = b.seenOurs(ctx, s, &m)
		return errors.Join(err, s.server.kill())
	})
	if err != nil {
		return m, err
	}
	server, err := startBare(ctx)
	if err != nil {
		return m, err
	}
	return m, errors.Join(b.seenBare(ctx, server, &m), server.kill())
}

func (b *agendaBench) seenOurs(ctx context.Context, s *setting, m *agendaMeasurement) error {
	before, err := s.server.memory()
	if err != nil {
		return err
	}
	r, err := newReaders(ctx, m.Sockets, b.lines+1, func(n int) (string, http.Header) {
		return s.socket(unitSeat(n)), authorization(s.secrets[unitSeat(n)])
	})
	if err != nil {
		return err
	}
	defer r.close()
	if err := pause(ctx, benchSettle); err != nil {
		return err
	}
	after, err := s.server.memory()
	if err != nil {
		return err
	}
	m.KiB = float64(after-before) / 1024 / float64(m.Sockets)
	typist, stop, err := s.typist(ctx, 0)
	if err != nil {
		return err
	}
	defer stop()
	var acks []time.Duration
	times, err := r.times(ctx, b.lines, func(n int) error {
		sent := time.Now()
		err := addLine(ctx, typist, n)
		acks = append(acks, time.Since(sent))
		return err
	})
	if err != nil {
		return err
	}
	m.Seen, m.Ack = delaySpan{P50: rankOf(times, 0.5), P99: rankOf(times, 0.99)}, ackSpan{P50: rankOf(acks, 0.5), P95: rankOf(acks, 0.95)}
	return b.resume(ctx, s, r, typist, m)
}

// resume kills the server and starts it again over the same journal.
func (b *agendaBench) resume(ctx context.Context, s *setting, r *readers, typist *channel.Client, m *agendaMeasurement) error {
	if err := s.server.kill(); err != nil {
		return err
	}
	started := time.Now()
	if err := s.server.start(ctx); err != nil {
		return err
	}
	if err := addLine(ctx, typist, b.lines); err != nil {
		return err
	}
	last, err := r.seen(ctx, b.lines)
	m.Resume = last.Sub(started).Seconds()
	return err
}

func addLine(ctx context.Context, typist *channel.Client, n int) error {
	line := fmt.Sprintf("line-%d", n)
	_, err := typist.Do(ctx, agenda.CommandID(line), agenda.LineAdd{Line: agenda.LineID(line), Item: benchItem, Kind: agenda.KindOpinion, Text: benchText(n)})
	return err
}

func (b *agendaBench) seenBare(ctx context.Context, server *child, m *agendaMeasurement) error {
	url := "ws://" + server.address + "/"
	r, err := newReaders(ctx, m.Sockets, b.lines, func(int) (string, http.Header) { return url, nil })
	if err != nil {
		return err
	}
	defer r.close()
	if err := pause(ctx, benchSettle); err != nil {
		return err
	}
	conn, _, err := (&websocket.Dialer{Subprotocols: []string{channel.Subprotocol}}).DialContext(ctx, url, nil)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // all was said
	times, err := r.times(ctx, b.lines, func(n int) error {
		// The same bytes as a unit gets from us, but for the numbers in them.
		return conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, bareRecord, n+300, n, n, benchItem, benchText(n)))
	})
	m.Baseline = delaySpan{P50: rankOf(times, 0.5), P99: rankOf(times, 0.99)}
	return err
}

// times sends lines one after the other, each when everybody has the one before.
func (r *readers) times(ctx context.Context, lines int, send func(n int) error) (times []time.Duration, err error) {
	for n := range lines {
		sent := time.Now()
		if err := send(n); err != nil {
			return nil, err
		}
		last, err := r.seen(ctx, n)
		if err != nil {
			return nil, err
		}
		times = append(times, last.Sub(sent))
		if err := pause(ctx, benchPause); err != nil {
			return nil, err
		}
	}
	return times, nil
}

// inMeeting runs f with a server and so many readers.
func (b *agendaBench) inMeeting(ctx context.Context, count, lines int, f func(*setting, *readers) error) error {
	return inFolder(func(data string) (err error) {
		s, err := newSetting(ctx, data)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.server.kill()) }()
		r, err := newReaders(ctx, count, lines, func(n int) (string, http.Header) {
			return s.socket(unitSeat(n)), authorization(s.secrets[unitSeat(n)])
		})
		if err != nil {
			return err
		}
		defer r.close()
		return f(s, r)
	})
}
