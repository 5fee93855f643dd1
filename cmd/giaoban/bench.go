package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// bench is one run of giaoban bench media: what was asked. It is a value.
type bench struct {
	scenarios []string
	runs      int
	window    time.Duration
	large     bool   // 126 seats, too
	receivers int    // of a, b and a+; 0: as many as the scenario has
	minVideos int    // where a+ begins
	maxVideos int    // where it stops at the latest
	profile   string // folder for CPU profiles of the server; empty: none
	asJSON    bool
}

// benchTimeout bounds one measurement, whatever hangs.
const benchTimeout = time.Minute

// benchMain measures: giaoban bench media, giaoban bench agenda. The server's side runs as a process of its own, so that only its CPU time is counted.
func benchMain(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == benchServerName {
		return benchServe(ctx, args[1:], stdout, stderr)
	}
	if len(args) == 2 && args[0] == bareServerName {
		return bareServe(ctx, args[1], stderr)
	}
	if len(args) == 0 || args[0] != "media" && args[0] != "agenda" {
		fmt.Fprintln(stderr, "giaoban bench: cần / needs: giaoban bench media [-h] | giaoban bench agenda [-h]")
		return exitUsage
	}
	var err error
	if args[0] == "agenda" {
		b, code := parseAgendaBench(args[1:], stderr)
		if b == nil {
			return code
		}
		err = b.run(ctx, stdout)
	} else {
		b, code := parseBench(args[1:], stderr)
		if b == nil {
			return code
		}
		err = b.run(ctx, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "giaoban bench:", err)
		return exitFailed
	}
	return exitOK
}

// parseBench reads the flags. The bench is nil when the program should end with code.
func parseBench(args []string, stderr io.Writer) (b *bench, code int) {
	b = &bench{}
	fs := flag.NewFlagSet("giaoban bench media", flag.ContinueOnError)
	fs.SetOutput(stderr)
	scenarios := fs.String("scenario", "a,b,a+,c,cp,d", "a: 1 hình → 50; b: 1 tiếng → 100; a+: 8, 12, 16… hình → 50; c: cả cuộc họp, mỗi camera gửi 3 lớp; cp: như c, lớp không ai xem được tạm dừng; d: lớn dần / which to measure")
	fs.IntVar(&b.runs, "runs", 3, "số lần đo, lấy trung vị / runs, of which the median counts")
	seconds := fs.Float64("seconds", 5, "mỗi lần đo bao nhiêu giây / length of one measurement")
	fs.BoolVar(&b.large, "large", false, "c, cp và d: thêm 60 và 126 điểm cầu / 60 and 126 seats, too")
	fs.IntVar(&b.minVideos, "min-videos", 8, "a+: bắt đầu từ số hình này, mỗi bước thêm 4 / begin with so many, in steps of 4")
	fs.IntVar(&b.maxVideos, "max-videos", 24, "a+: dừng muộn nhất ở số hình này / stop at the latest at so many")
	fs.IntVar(&b.receivers, "receivers", 0, "a, b, a+: số điểm nhận, 0: như kịch bản / receivers, 0: as the scenario has it")
	fs.StringVar(&b.profile, "profile", "", "thư mục để ghi hồ sơ CPU của máy chủ / folder for CPU profiles of the server")
	fs.BoolVar(&b.asJSON, "json", false, "mỗi phép đo một đối tượng JSON / one JSON object for each measurement")
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, exitOK
	case err != nil:
		return nil, exitUsage
	}
	b.scenarios, b.window = strings.Split(*scenarios, ","), time.Duration(*seconds*float64(time.Second))
	if err := b.check(fs.Args()); err != nil {
		fmt.Fprintf(stderr, "giaoban bench media: %v\n", err)
		return nil, exitUsage
	}
	return b, exitOK
}

func (b *bench) check(rest []string) error {
	var errs []error
	if len(rest) > 0 {
		errs = append(errs, fmt.Errorf("tham số thừa: %s / unexpected argument", strings.Join(rest, " ")))
	}
	for _, name := range b.scenarios {
		if !slices.Contains([]string{"a", "b", "a+", "c", "cp", "d"}, name) {
			errs = append(errs, fmt.Errorf("-scenario %q: chỉ có a, b, a+, c, cp, d / no such scenario", name))
		}
	}
	if b.receivers < 0 || b.receivers > 125 {
		errs = append(errs, fmt.Errorf("-receivers %d: cần 0–125 / must be 0–125", b.receivers))
	}
	if b.minVideos < 1 || b.maxVideos < b.minVideos || b.maxVideos > 25 {
		errs = append(errs, fmt.Errorf("-min-videos %d, -max-videos %d: cần 1–25, tăng dần / must be 1–25, the least first", b.minVideos, b.maxVideos))
	}
	return errors.Join(errors.Join(errs...), checkLength(b.runs, b.window))
}

// checkLength looks at what every measurement has: how often, and how long.
func checkLength(runs int, window time.Duration) error {
	var errs []error
	if runs < 1 || runs > 100 {
		errs = append(errs, fmt.Errorf("-runs %d: cần 1–100 / must be 1–100", runs))
	}
	if window < 500*time.Millisecond || window > time.Minute {
		errs = append(errs, fmt.Errorf("-seconds %v: cần 0.5–60 / must be 0.5–60", window.Seconds()))
	}
	return errors.Join(errs...)
}

// run measures all scenarios in turn and prints each as soon as it is known.
func (b *bench) run(ctx context.Context, stdout, stderr io.Writer) error {
	defer debug.SetGCPercent(debug.SetGCPercent(benchGarbage))
	print := tableOf(stdout, machineLine())
	if b.asJSON {
		encode := json.NewEncoder(stdout)
		print = func(m measurement) error { return encode.Encode(m) }
	}
	for _, name := range b.scenarios {
		for _, s := range b.scenes(name) {
			if b.receivers > 0 && s.receivers > 0 {
				s.receivers = b.receivers
			}
			over, err := b.measure(ctx, s, print, stderr)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			if over {
				break // what comes after is only heavier
			}
		}
	}
	return nil
}

// measure does the runs of one scene, ours and the baseline in turn, and prints the medians. over says that our server was overloaded.
func (b *bench) measure(ctx context.Context, s scene, print func(measurement) error, stderr io.Writer) (over bool, err error) {
	var ours, plain []measurement
	for n := range b.runs {
		profile := ""
		if b.profile != "" && n == 0 {
			profile = b.profile
		}
		m, err := b.once(ctx, s, modeRooms, profile)
		if err != nil {
			return false, err
		}
		ours = append(ours, m)
		if !s.baseline || len(plain) > 0 && plain[0].over() {
			continue
		}
		if m, err = b.once(ctx, s, modePlain, profile); err != nil {
			fmt.Fprintf(stderr, "%s: plain pion: %v\n", s.name, err)
			s.baseline = false
			continue
		}
		plain = append(plain, m)
	}
	result := medianOf(ours)
	if len(plain) > 0 {
		base := medianOf(plain)
		base.Scenario += " plain pion"
		base.BaselineUS, base.Ratio = base.CPUMicros, 1
		result.BaselineUS, result.Ratio = base.CPUMicros, round(result.CPUMicros/base.CPUMicros, 3)
		if err := print(base); err != nil {
			return false, err
		}
	}
	return result.over(), print(result)
}
