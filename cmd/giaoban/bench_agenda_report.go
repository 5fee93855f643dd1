package main

import (
	"fmt"
	"io"
)

// agendaMeasurement is what one run, or the median of several, found; its JSON is the output of -json. It is a value. Zero: not measured.
type agendaMeasurement struct {
	Scenario string    `json:"scenario"`
	Sockets  int       `json:"sockets"`
	Seen     delaySpan `json:"seen_ms"`          // from the sending of a line until the last socket has it, over all lines
	Baseline delaySpan `json:"baseline_seen_ms"` // the same of the bare loop in the same run
	Ratio    float64   `json:"ratio"`            // of the p99
	Appends  float64   `json:"appends_per_s"`
	Ack      ackSpan   `json:"ack_ms"` // from the sending of a command until it is known to be durable
	KiB      float64   `json:"kib_per_socket"`
	Resume   float64   `json:"resume_s"` // from the start of the new process until every socket has a line written after it
}

// ackSpan is in milliseconds. It is a value.
type ackSpan struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
}

// medianOfAgenda takes the median of each number by itself.
func medianOfAgenda(all []agendaMeasurement) agendaMeasurement {
	m := mediansOf(all, 2, func(m *agendaMeasurement) []*float64 {
		return []*float64{&m.Seen.P50, &m.Seen.P99, &m.Baseline.P50, &m.Baseline.P99, &m.Appends, &m.Ack.P50, &m.Ack.P95, &m.KiB, &m.Resume}
	})
	if m.Baseline.P99 > 0 {
		m.Ratio = round(m.Seen.P99/m.Baseline.P99, 2)
	}
	return m
}

// agendaTable prints measurements for people, a line each, under a heading.
func agendaTable(w io.Writer, heading string) func(agendaMeasurement) error {
	first := true
	return func(m agendaMeasurement) error {
		if first {
			first = false
			fmt.Fprintf(w, "%s\n%-14s %7s %17s %17s %6s %10s %15s %11s %8s\n", heading,
				"", "sockets", "seen p50/p99 ms", "bare p50/p99 ms", "ratio", "appends/s", "ack p50/p95 ms", "KiB/socket", "resume s")
		}
		_, err := fmt.Fprintf(w, "%-14s %7d %8.2f /%7.2f %8.2f /%7.2f %6.2f %10.0f %7.2f /%6.2f %11.1f %8.2f\n",
			m.Scenario, m.Sockets, m.Seen.P50, m.Seen.P99, m.Baseline.P50, m.Baseline.P99, m.Ratio, m.Appends, m.Ack.P50, m.Ack.P95, m.KiB, m.Resume)
		return err
	}
}
