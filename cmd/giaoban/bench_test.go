package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// The measurement starts its own program as the server; in a test that is the test binary. A follower at another site is one too.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && (os.Args[1] == "serve" || os.Args[1] == "bench" && (os.Args[2] == benchServerName || os.Args[2] == bareServerName)) {
		main()
		return
	}
	if c := os.Getenv(followerVariable); c != "" {
		os.Exit(follow(c))
	}
	os.Exit(m.Run())
}

// A measurement of half a second: every field is there, nothing is lost, and both servers forwarded as much.
func TestBenchMedia(t *testing.T) {
	if testing.Short() {
		t.Skip("starts servers and brings in bots")
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"bench", "media", "-scenario", "b", "-runs", "1", "-seconds", "0.5", "-receivers", "10", "-json"}, &stdout, &stderr); code != exitOK {
		t.Fatalf("code %d: %s", code, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines: %s", len(lines), stdout.String())
	}
	for _, line := range lines {
		var fields map[string]any
		var m measurement
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Fields("scenario seats packets_per_s cpu_us_per_packet baseline_us_per_packet ratio server_cores rss_mb loss_pct added_delay_ms join_ms") {
			if _, ok := fields[name]; !ok {
				t.Errorf("no %s", name)
			}
		}
		if m.Seats != 10 || m.Packets < 100 || m.Packets > 1000 || m.CPUMicros <= 0 || m.BaselineUS <= 0 || m.Ratio <= 0 || m.RSS <= 0 || m.Delay.P50 <= 0 || m.Join.P50 <= 0 {
			t.Errorf("%+v", m)
		}
	}
}

// A small measurement of everything: each figure that a scenario gives is there.
func TestBenchAgenda(t *testing.T) {
	if testing.Short() {
		t.Skip("starts servers and opens sockets")
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"bench", "agenda", "-sockets", "20", "-runs", "1", "-lines", "5", "-seconds", "0.5", "-json"}, &stdout, &stderr); code != exitOK {
		t.Fatalf("code %d: %s", code, stderr.String())
	}
	got := map[string]agendaMeasurement{}
	for line := range strings.Lines(stdout.String()) {
		var fields map[string]any
		var m agendaMeasurement
		if err := errors.Join(json.Unmarshal([]byte(line), &fields), json.Unmarshal([]byte(line), &m)); err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Fields("scenario sockets seen_ms baseline_seen_ms ratio appends_per_s ack_ms kib_per_socket resume_s") {
			if _, ok := fields[name]; !ok {
				t.Errorf("no %s in %s", name, line)
			}
		}
		got[m.Scenario] = m
	}
	if m := got["seen"]; m.Sockets != 20 || m.Seen.P50 <= 0 || m.Baseline.P50 <= 0 || m.Ratio <= 0 || m.Ack.P50 <= 0 || m.Resume <= 0 {
		t.Errorf("seen: %+v", m)
	}
	if m := got["30 typists"]; m.Appends < 10 || m.Ack.P95 <= 0 {
		t.Errorf("typists: %+v", m)
	}
	if got["keys"].Seen.P50 <= 0 || got["append ×1"].Appends <= 0 || got["append ×64"].Appends <= 0 {
		t.Errorf("%+v", got)
	}
}

func TestBenchFlags(t *testing.T) {
	for _, args := range [][]string{
		{"bench"}, {"bench", "disk"}, {"bench", "media", "-scenario", "z"}, {"bench", "media", "-runs", "0"}, {"bench", "media", "-seconds", "0"},
		{"bench", "media", "-max-videos", "26"}, {"bench", "media", "-receivers", "-1"}, {"bench", "media", "more"}, {"bench", "media", "-nothing"},
		{"bench", "agenda", "-scenario", "z"}, {"bench", "agenda", "-sockets", "0"}, {"bench", "agenda", "-sockets", "many"}, {"bench", "agenda", "-runs", "0"},
		{"bench", "agenda", "-lines", "0"}, {"bench", "agenda", "-seconds", "0"}, {"bench", "agenda", "more"}, {"bench", "agenda", "-nothing"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, &stdout, &stderr); code != exitUsage || stderr.Len() == 0 {
			t.Errorf("%v: code %d, %q", args, code, stderr.String())
		}
	}
}

func TestMedianOfMeasurements(t *testing.T) {
	got := medianOf([]measurement{{CPUMicros: 3, LossPct: 9}, {CPUMicros: 1, LossPct: 8}, {CPUMicros: 2, LossPct: 0}})
	if got.CPUMicros != 2 || got.LossPct != 8 {
		t.Errorf("%+v", got)
	}
}

func TestDelays(t *testing.T) {
	var d delays
	for n := range 1000 {
		d.add(time.Duration(n+1) * time.Millisecond)
	}
	for share, want := range map[float64]float64{0.5: 500, 0.99: 990} {
		if got := d.rank(share); math.Abs(got-want)/want > 0.1 {
			t.Errorf("%v: %v ms, want %v", share, got, want)
		}
	}
	d.add(0)
	d.add(time.Hour)
	d.reset()
	if d.rank(0.5) != 0 {
		t.Error("not empty")
	}
}
