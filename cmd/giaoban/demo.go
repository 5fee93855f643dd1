package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/agenda/reference"
	"giaoban/web"
)

// demoUnits is how many units' links are printed.
const demoUnits = 3

// demo is a server with the reference meeting: giaoban demo.
func demo(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c, code, ok := parse("demo", args, stderr)
	if !ok {
		return code
	}
	if c.data == "" {
		dir, err := os.MkdirTemp("", "giaoban-demo-")
		if err != nil {
			fmt.Fprintln(stderr, "giaoban demo:", err)
			return exitFailed
		}
		defer os.RemoveAll(dir)
		c.data = dir
	}
	r, err := startServer(ctx, c.options(stderr))
	if err != nil {
		fmt.Fprintln(stderr, "giaoban demo:", err)
		return exitFailed
	}
	links, err := r.loadReference(ctx)
	if err != nil {
		fmt.Fprintln(stderr, "giaoban demo:", err)
		_ = r.Close() // the first error is the one to tell
		return exitFailed
	}
	r.printLinks(stdout, links)
	c.warn(stdout)
	return r.wait(ctx, stdout, stderr)
}

// loadReference writes the reference meeting (once per data folder) and makes links for all its seats.
func (r *running) loadReference(ctx context.Context) ([]web.Link, error) {
	script := reference.Meeting("hanoi-2020")
	if _, err := r.hub.Create(ctx, script.ID, firstAdministrator, "ref-a-001", script.Create); err != nil {
		return nil, fmt.Errorf("create reference meeting: %w", err)
	}
	session, err := r.hub.Session(ctx, script.ID)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, session, script); err != nil {
		return nil, err
	}
	var links []web.Link
	for _, seat := range script.Seats {
		l, err := r.site.MakeLink(ctx, session, seat.Seat, nil, false)
		if err != nil {
			return nil, fmt.Errorf("link of %s: %w", seat.Seat, err)
		}
		links = append(links, l)
	}
	return links, nil
}

// prepare gives the script's commands up to publishing. Repeating it is harmless: the ids are the script's.
func prepare(ctx context.Context, session *live.Session, script reference.Script) error {
	for _, step := range script.Commands() {
		if _, isCreate := step.Command.(agenda.MeetingCreate); isCreate {
			continue
		}
		if _, err := session.Do(ctx, firstAdministrator, step.ID, step.Command); err != nil {
			return fmt.Errorf("%s %s: %w", step.ID, agenda.CommandName(step.Command), err)
		}
	}
	return nil
}

func (r *running) printLinks(w io.Writer, links []web.Link) {
	fmt.Fprintf(w, "Giao Ban %s – cuộc họp mẫu 29-7-2020 tại / reference meeting at %s\n\n", version(), r.URL)
	units := 0
	for _, l := range links {
		label := ""
		switch l.Role {
		case agenda.RoleChair:
			label = "Chủ trì / chair"
		case agenda.RoleSecretary:
			label = "Thư ký / secretary"
		case agenda.RoleUnit:
			if units++; units <= demoUnits {
				label = l.Name
			}
		}
		if label != "" {
			fmt.Fprintf(w, "  %-28s %s\n", label, l.URL)
		}
	}
	if r.AdminLink != "" {
		page := strings.Replace(r.AdminLink, "/quan-tri#", "/quan-tri/"+meetingOf(links)+"/links#", 1)
		fmt.Fprintf(w, "\n  Đường dẫn của cả %d đơn vị (trang quản trị, mở một lần) / links of all units:\n  %s\n", units, page)
	}
	fmt.Fprint(w, "\nCtrl-C để dừng / to stop.\n")
}

// meetingOf is the meeting that the links lead to, as it stands in their addresses.
func meetingOf(links []web.Link) string {
	i := slices.IndexFunc(links, func(l web.Link) bool { return l.Role == agenda.RoleChair })
	if i < 0 {
		return ""
	}
	_, after, _ := strings.Cut(links[i].URL, "/hop/")
	meeting, _, _ := strings.Cut(after, "/")
	return meeting
}
