package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// agendaBench is one run of giaoban bench agenda: what was asked. It is a value.
type agendaBench struct {
	scenarios []string
	sockets   []int // sizes of "seen"
	runs      int
	lines     int
	window    time.Duration // of "typists", "keys" and "append"
	asJSON    bool
}

// agendaScenarios are what can be measured.
var agendaScenarios = []string{"seen", "typists", "keys", "append"}

// parseAgendaBench reads the flags. The bench is nil when the program should end with code.
func parseAgendaBench(args []string, stderr io.Writer) (b *agendaBench, code int) {
	b = &agendaBench{}
	fs := flag.NewFlagSet("giaoban bench agenda", flag.ContinueOnError)
	fs.SetOutput(stderr)
	scenarios := fs.String("scenario", strings.Join(agendaScenarios, ","),
		"seen: một dòng đến mọi socket, khởi động lại; typists: 30 người gõ; keys: phím đến màn hình khác; append: ghi nhật ký / which to measure")
	sockets := fs.String("sockets", "126,1000,5000", "seen: số socket / numbers of sockets")
	fs.IntVar(&b.runs, "runs", 3, "số lần đo, lấy trung vị / runs, of which the median counts")
	fs.IntVar(&b.lines, "lines", 100, "seen: số dòng / lines")
	seconds := fs.Float64("seconds", 5, "typists, keys, append: mỗi lần đo bao nhiêu giây / length of one measurement")
	fs.BoolVar(&b.asJSON, "json", false, "mỗi phép đo một đối tượng JSON / one JSON object for each measurement")
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, exitOK
	case err != nil:
		return nil, exitUsage
	}
	b.scenarios, b.window = strings.Split(*scenarios, ","), time.Duration(*seconds*float64(time.Second))
	if err := b.check(*sockets, fs.Args()); err != nil {
		fmt.Fprintf(stderr, "giaoban bench agenda: %v\n", err)
		return nil, exitUsage
	}
	return b, exitOK
}

func (b *agendaBench) check(sockets string, rest []string) error {
	var errs []error
	if len(rest) > 0 {
		errs = append(errs, fmt.Errorf("tham số thừa: %s / unexpected argument", strings.Join(rest, " ")))
	}
	for _, name := range b.scenarios {
		if !slices.Contains(agendaScenarios, name) {
			errs = append(errs, fmt.Errorf("-scenario %q: chỉ có %s / no such scenario", name, strings.Join(agendaScenarios, ", ")))
		}
	}
	for _, text := range strings.Split(sockets, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 20_000 {
			errs = append(errs, fmt.Errorf("-sockets %q: cần 1–20000 / must be 1–20000", text))
		}
		b.sockets = append(b.sockets, n)
	}
	if b.lines < 1 || b.lines > 1000 {
		errs = append(errs, fmt.Errorf("-lines %d: cần 1–1000 / must be 1–1000", b.lines))
	}
	return errors.Join(errors.Join(errs...), checkLength(b.runs, b.window))
}

// run measures all scenarios in turn and prints each as soon as it is known.
func (b *agendaBench) run(ctx context.Context, stdout io.Writer) error {
	print := agendaTable(stdout, machineLine())
	if b.asJSON {
		encode := json.NewEncoder(stdout)
		print = func(m agendaMeasurement) error { return encode.Encode(m) }
	}
	for _, name := range b.scenarios {
		sizes := []int{0}
		if name == "seen" {
			sizes = b.sockets
		}
		for _, n := range sizes {
			if err := b.measure(ctx, name, n, print); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// measure does the runs of one scenario, ours and the bare loop in turn, and prints the medians.
func (b *agendaBench) measure(ctx context.Context, name string, sockets int, print func(agendaMeasurement) error) error {
	var all []agendaMeasurement
	for range b.runs {
		m, err := b.once(ctx, name, sockets)
		if err != nil {
			return err
		}
		all = append(all, m...)
	}
	for len(all) > 0 {
		var same, others []agendaMeasurement
		for _, m := range all {
			if m.Scenario == all[0].Scenario {
				same = append(same, m)
			} else {
				others = append(others, m)
			}
		}
		if err := print(medianOfAgenda(same)); err != nil {
			return err
		}
		all = others
	}
	return nil
}

func (b *agendaBench) once(ctx context.Context, name string, sockets int) ([]agendaMeasurement, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute) // whatever hangs
	defer cancel()
	one := func(m agendaMeasurement, err error) ([]agendaMeasurement, error) { return []agendaMeasurement{m}, err }
	switch name {
	case "seen":
		return one(b.seen(ctx, sockets))
	case "typists":
		return one(b.typists(ctx))
	case "keys":
		return one(b.keys(ctx))
	}
	return b.appends(ctx)
}
