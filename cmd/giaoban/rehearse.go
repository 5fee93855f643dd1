package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// rehearseTimeout bounds one rehearsal, whatever hangs.
const rehearseTimeout = 10 * time.Minute

// rehearsal is one run: what was asked, and what it needs on the way. It is owned by the goroutine that runs it.
type rehearsal struct {
	units  int
	media  bool
	peers  int // how many seats bring sound and pictures with media; 0 means all
	api    api
	admin  string                  // the administrator's secret
	change func(*reference.Script) // spoils the script, so that tests can see a rehearsal fail; nil otherwise

	script  reference.Script
	earlier reference.Earlier // the meeting before
	acts    int               // commands given beside the script's
	turns   int               // speeches held beside the script's
	seats   []*player         // in the order of the script
	spoken  agenda.Version    // of the step played last
	crowd   *crowd            // nil without media
	lines   []time.Duration   // from a line's sending to the last seat that saw it
	report  report
}

// rehearse plays the reference meeting through the public sockets and says what it found: giaoban rehearse.
func rehearse(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	r, server, asJSON, code := parseRehearse(args, stderr)
	if r == nil {
		return code
	}
	ctx, cancel := context.WithTimeout(ctx, rehearseTimeout)
	defer cancel()
	if server == "" {
		end, err := r.ownServer(ctx, stderr)
		if err != nil {
			fmt.Fprintln(stderr, "giaoban rehearse:", err)
			return exitFailed
		}
		defer end()
	}
	r.run(ctx)
	if asJSON {
		return r.report.writeJSON(stdout, stderr)
	}
	return r.report.writeTable(stdout)
}

// parseRehearse reads the flags. r is nil when the program should end with code.
func parseRehearse(args []string, stderr io.Writer) (r *rehearsal, server string, asJSON bool, code int) {
	r = &rehearsal{}
	fs := flag.NewFlagSet("giaoban rehearse", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.IntVar(&r.units, "units", 30, "số đơn vị: 30 (năm 2020) hoặc 126 (năm 2025) / number of units")
	fs.StringVar(&server, "server", os.Getenv("GIAOBAN_SERVER"), "địa chỉ máy chủ đang chạy, ví dụ https://hop.example.vn; để trống: tự chạy một máy chủ / a running server; empty: one of its own")
	fs.StringVar(&r.admin, "admin", os.Getenv("GIAOBAN_ADMIN"), "đường dẫn của quản trị viên trên máy chủ đó, còn hiệu lực / an administrator's valid link there")
	fs.BoolVar(&asJSON, "json", false, "in một đối tượng JSON / print one JSON object")
	fs.BoolVar(&r.media, "media", false, "mỗi điểm cầu gửi và nhận cả âm thanh, hình ảnh / sound and pictures, too")
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, "", false, exitOK
	case err != nil:
		return nil, "", false, exitUsage
	}
	if err := r.check(server, fs.Args()); err != nil {
		fmt.Fprintf(stderr, "giaoban rehearse: %v\n", err)
		return nil, "", false, exitUsage
	}
	return r, server, asJSON, exitOK
}

// check joins all faults of the flags and takes the secret out of a link.
func (r *rehearsal) check(server string, rest []string) error {
	var errs []error
	if len(rest) > 0 {
		errs = append(errs, fmt.Errorf("tham số thừa: %s / unexpected argument", strings.Join(rest, " ")))
	}
	if r.units != 30 && r.units != 126 {
		errs = append(errs, fmt.Errorf("-units %d: chỉ có 30 hoặc 126 / only 30 or 126", r.units))
	}
	if server == "" {
		return errors.Join(errs...)
	}
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		errs = append(errs, fmt.Errorf("-server %q: cần dạng https://tên-miền[:cổng] / must be https://host[:port]", server))
	} else {
		r.api = newAPI(u.Scheme + "://" + u.Host)
	}
	if r.admin = secretOf(r.admin); r.admin == "" {
		errs = append(errs, errors.New("-server cần -admin (đường dẫn của quản trị viên) / needs an administrator's link"))
	}
	return errors.Join(errs...)
}

// secretOf is the secret in a link, or s itself when it is no link.
func secretOf(s string) string {
	_, fragment, ok := strings.Cut(s, "#")
	if !ok {
		return s
	}
	values, err := url.ParseQuery(fragment)
	if err != nil {
		return ""
	}
	return values.Get("t")
}

// ownServer starts a server on a free port with a journal in a temporary folder. The caller calls end.
func (r *rehearsal) ownServer(ctx context.Context, stderr io.Writer) (end func(), err error) {
	dir, err := os.MkdirTemp("", "giaoban-rehearse-")
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server, err := startServer(ctx, serverOptions{Listen: "127.0.0.1:0", Data: dir, Media: "127.0.0.1:0", Log: log})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	r.api, r.admin = newAPI(server.URL), server.AdminToken
	return func() {
		if err := errors.Join(server.Close(), os.RemoveAll(dir)); err != nil {
			fmt.Fprintln(stderr, "giaoban rehearse:", err)
		}
	}, nil
}

// run is the whole rehearsal; what it found is in r.report.
func (r *rehearsal) run(ctx context.Context) {
	begun := time.Now()
	r.report.Units = r.units
	if err := r.play(ctx); err != nil {
		r.report.fault("diễn tập dừng giữa chừng: %v", err)
	}
	r.report.LineSeenMS = spreadOf(r.lines)
	r.report.WallS = float64(time.Since(begun).Round(time.Millisecond)) / float64(time.Second)
	r.report.OK = len(r.report.faults) == 0
}
