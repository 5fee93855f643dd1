package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"sync/atomic"
	"time"
)

// measurement is what one run, or the median of several, found; its JSON is the output of -json. It is a value.
type measurement struct {
	Scenario    string    `json:"scenario"`
	Seats       int       `json:"seats"`
	Packets     float64   `json:"packets_per_s"`          // received from the server, all seats together
	CPUMicros   float64   `json:"cpu_us_per_packet"`      // CPU time of the server's process per forwarded packet, µs
	BaselineUS  float64   `json:"baseline_us_per_packet"` // the same of plain pion in the same run; 0: not measured
	Ratio       float64   `json:"ratio"`                  // the one over the other; 0: not measured
	ServerCores float64   `json:"server_cores"`           // CPU seconds per second
	RSS         float64   `json:"rss_mb"`
	LossPct     float64   `json:"loss_pct"`
	Delay       delaySpan `json:"added_delay_ms"` // from the publisher's send to the receiver's read
	Join        joinSpan  `json:"join_ms"`        // from the open socket to the first packet
}

// delaySpan is in milliseconds. It is a value.
type delaySpan struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
}

// joinSpan is in milliseconds. It is a value.
type joinSpan struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
}

// over says that delay or loss ran away: not only for the slowest packets, which a busy machine delays at any rate.
func (m measurement) over() bool { return m.LossPct > 1 || m.Delay.P50 > 50 }

// medianOf takes the median of each number by itself.
func medianOf(all []measurement) measurement {
	return mediansOf(all, 4, func(m *measurement) []*float64 {
		return []*float64{&m.Packets, &m.CPUMicros, &m.ServerCores, &m.RSS, &m.LossPct, &m.Delay.P50, &m.Delay.P99, &m.Join.P50, &m.Join.P95}
	})
}

// mediansOf is the first of some measurements with each of its numbers replaced by the median of all, to so many digits.
func mediansOf[T any](all []T, digits int, numbers func(*T) []*float64) T {
	m := all[0]
	for n, number := range numbers(&m) {
		var values []float64
		for i := range all {
			values = append(values, *numbers(&all[i])[n])
		}
		*number = round(median(values), digits)
	}
	return m
}

// median is the middle value, of two the greater one.
func median[T cmp.Ordered](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale) / scale
}

// tableOf prints measurements for people, a line each, under a heading.
func tableOf(w io.Writer, heading string) func(measurement) error {
	first := true
	return func(m measurement) error {
		if first {
			first = false
			fmt.Fprintf(w, "%s\n%-16s %5s %9s %9s %6s %6s %7s %7s %15s %13s\n", heading,
				"", "seats", "packets/s", "µs/packet", "ratio", "cores", "RSS MB", "loss %", "delay p50/p99ms", "join p50/p95")
		}
		_, err := fmt.Fprintf(w, "%-16s %5d %9.0f %9.2f %6.2f %6.2f %7.0f %7.3f %7.2f /%6.2f %6.0f /%5.0f\n",
			m.Scenario, m.Seats, m.Packets, m.CPUMicros, m.Ratio, m.ServerCores, m.RSS, m.LossPct, m.Delay.P50, m.Delay.P99, m.Join.P50, m.Join.P95)
		return err
	}
}

// machineLine says where the numbers come from.
func machineLine() string {
	kernel, _ := os.ReadFile("/proc/sys/kernel/osrelease") // elsewhere than on Linux there is none
	model := ""
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range bytes.Lines(info) {
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && string(bytes.TrimSpace(name)) == "model name" {
			model = string(bytes.TrimSpace(value))
			break
		}
	}
	return fmt.Sprintf("%s %s/%s, %d cores %s, kernel %s", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), model, bytes.TrimSpace(kernel))
}

// delays counts times in steps of an eighth of their size, from 16 µs to beyond 10 s. It may be filled by any goroutine.
type delays struct {
	steps [192]atomic.Int64
}

const (
	delayUnit  = 16 * time.Microsecond
	delayParts = 8 // steps to a doubling
)

func (d *delays) add(t time.Duration) {
	at := 0
	if t > delayUnit {
		at = int(math.Log2(float64(t)/float64(delayUnit)) * delayParts)
	}
	d.steps[min(at, len(d.steps)-1)].Add(1)
}

func (d *delays) reset() {
	for i := range d.steps {
		d.steps[i].Store(0)
	}
}

// rank is the time in milliseconds that the given share stays below.
func (d *delays) rank(share float64) float64 {
	total, below := int64(0), int64(0)
	for i := range d.steps {
		total += d.steps[i].Load()
	}
	if total == 0 {
		return 0
	}
	for i := range d.steps {
		if below += d.steps[i].Load(); float64(below) >= share*float64(total) {
			return round(float64(delayUnit)/1e6*math.Exp2((float64(i)+0.5)/delayParts), 4)
		}
	}
	return math.Inf(1)
}
