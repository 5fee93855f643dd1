package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"
	"time"
)

// report is what a rehearsal found; its JSON is the output of -json. It is owned by the rehearsal.
type report struct {
	Units            int           `json:"units"`
	SeatsJoined      int           `json:"seats_joined"`
	Records          int           `json:"records"`
	Conclusions      int           `json:"conclusions"`
	UnitTasks        int           `json:"unit_tasks"`
	TasksWithoutDate int           `json:"tasks_without_date"`
	InternalLeaks    int           `json:"internal_leaks"`
	InternalSeen     int           `json:"internal_seen"` // the same things, at the secretary's seat, which may see them
	LineSeenMS       spread        `json:"line_seen_ms"`  // from a line's sending to the last seat that saw it, milliseconds
	Mails            int           `json:"mails"`         // letters sent
	Minutes          minutesReport `json:"minutes"`
	WallS            float64       `json:"wall_s"` // seconds
	OK               bool          `json:"ok"`
	Media            *mediaReport  `json:"media,omitempty"`
	Expectations     []expectation `json:"expectations"`

	faults []string // what was not as expected
}

// mediaReport is the part of -media. It is a value.
type mediaReport struct {
	Seats   int     `json:"seats"`
	Packets int     `json:"packets"` // received, over all seats
	LossPct float64 `json:"loss_pct"`
	JoinMS  struct {
		P50 float64 `json:"p50"`
		P95 float64 `json:"p95"`
	} `json:"join_ms"` // from the open socket to the first packet, milliseconds
}

// spread is how a measured time is distributed, in milliseconds. It is a value.
type spread struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	Max float64 `json:"max"`
}

// spreadOf measures times by the nearest-rank method; nothing measured is all zero.
func spreadOf(times []time.Duration) spread {
	return spread{P50: rankOf(times, 0.50), P95: rankOf(times, 0.95), Max: rankOf(times, 1)}
}

// rankOf is the least of some times that the given share of them does not exceed (nearest rank), in milliseconds; 0 when there are none.
func rankOf(times []time.Duration, share float64) float64 {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	i := max(0, int(math.Ceil(share*float64(len(sorted))))-1)
	return float64(sorted[i].Microseconds()) / 1000
}

func (r *report) code() int {
	if r.OK {
		return exitOK
	}
	return exitFailed
}

// writeJSON prints one object to stdout and the faults to stderr.
func (r *report) writeJSON(stdout, stderr io.Writer) int {
	r.writeFaults(stderr)
	if err := json.NewEncoder(stdout).Encode(r); err != nil {
		fmt.Fprintln(stderr, "giaoban rehearse:", err)
		return exitFailed
	}
	return r.code()
}

func (r *report) writeFaults(w io.Writer) {
	for _, f := range r.faults {
		fmt.Fprintln(w, "không đạt:", f)
	}
}

// writeTable prints the report for people.
func (r *report) writeTable(w io.Writer) int {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(what, format string, args ...any) { fmt.Fprintf(t, "%s\t%s\n", what, fmt.Sprintf(format, args...)) }
	row("Đơn vị / units", "%d", r.Units)
	row("Điểm cầu đã vào họp / seats joined", "%d", r.SeatsJoined)
	row("Bản ghi / records", "%d", r.Records)
	row("Kết luận / conclusions", "%d", r.Conclusions)
	row("Nhiệm vụ của các đơn vị / unit tasks", "%d", r.UnitTasks)
	row("Nhiệm vụ chưa có thời hạn / without date", "%d", r.TasksWithoutDate)
	n := r.Minutes
	row("Gõ đúng bài báo: thiếu thời hạn / thiếu con số / giao cho tất cả — typed as it is: without date / number / to everybody", "%d / %d / %d (cần %d / %d / %d)",
		n.WithoutDate, n.WithoutNumber, n.ToEverybody, wantWithoutDate, wantWithoutNumber, wantToEverybody)
	row("Còn chưa rõ trước khi ký / unclear before signing", "%d", n.Unclear)
	row("Chia cụm công nghiệp / clusters divided", "%d (cần %d)", n.Clusters, wantClusters)
	row("Kết luận đã xác nhận / confirmed", "%d", n.Confirmed)
	row("Biên bản đã ký / signed", "%t, ghi sau khi ký bị từ chối %d lần", n.Signed, n.Refused)
	row("Nội dung nội bộ bị lộ / internal leaks", "%d", r.InternalLeaks)
	row("Dòng biên bản đến điểm cầu cuối cùng / line seen by the last seat", "p50 %.1f ms, p95 %.1f ms, max %.1f ms", r.LineSeenMS.P50, r.LineSeenMS.P95, r.LineSeenMS.Max)
	row("Thư đã gửi / mails", "%d", r.Mails)
	if m := r.Media; m != nil {
		row("Hình và tiếng / media", "%d điểm cầu, %d gói, mất %.3f %%, vào p50 %.0f ms, p95 %.0f ms", m.Seats, m.Packets, m.LossPct, m.JoinMS.P50, m.JoinMS.P95)
	}
	row("Thời gian / wall time", "%.1f s", r.WallS)
	_ = t.Flush() // a terminal that is gone reads nothing
	r.writeExpectations(w)
	r.writeFaults(w)
	if r.OK {
		fmt.Fprintln(w, "ĐẠT / passed")
	} else {
		fmt.Fprintln(w, "KHÔNG ĐẠT / failed")
	}
	return r.code()
}
