package main

import (
	"bytes"
	"regexp"
	"sync"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// watch reads every raw frame of one seat for what the seat may not see. It is locked: mu guards the fields below it.
type watch struct {
	staff   bool   // static, like the next three: sees everything, only counts
	unit    string // whose tasks may be seen
	address string // whose address may be seen
	secrets [][]byte

	tasks, addresses, hashes *regexp.Regexp // static

	mu     sync.Mutex
	leaks  []string // what was seen and may not be
	hits   int      // internal things seen, by staff too: shows that the watch can see
	drafts int
}

// privateEvents are events that no unit or guest gets. That a seat has a link (seat.linked) is no secret; the link's hash is, from everybody.
var privateEvents = []string{"mail.queued", "mail.marked", "group.saved", "group.removed", "seat.entered", "seat.exited", "check.waived"}

// newWatch makes a seat's watch for a script.
func newWatch(s reference.Script, seat agenda.SeatAdd) *watch {
	w := &watch{staff: seat.Role.Staff(), unit: string(seat.Unit), tasks: regexp.MustCompile(`ref-nv-\d\d\.([A-Za-z0-9]+)`),
		addresses: regexp.MustCompile(`kinhte\.[a-z0-9-]+@donvi\.example`),
		hashes:    regexp.MustCompile(`"(token|session)":"[0-9a-f]{64}"`)}
	for _, c := range s.Contacts {
		if c.Unit == seat.Unit {
			w.address = c.Email
		}
	}
	w.secrets = [][]byte{[]byte(s.Note.Text), []byte(`"` + s.Note.Line + `"`)}
	for _, e := range privateEvents {
		w.secrets = append(w.secrets, []byte(`"type":"`+e+`"`))
	}
	return w
}

// frame looks at one frame.
func (w *watch) frame(f ws.Frame) {
	var found []string
	for _, s := range w.secrets {
		if bytes.Contains(f.Data, s) {
			found = append(found, string(s))
		}
	}
	for _, m := range w.tasks.FindAllSubmatch(f.Data, -1) {
		if string(m[1]) != w.unit {
			found = append(found, string(m[0]))
		}
	}
	for _, m := range w.addresses.FindAll(f.Data, -1) {
		if string(m) != w.address {
			found = append(found, string(m))
		}
	}
	hashes := w.hashes.FindAll(f.Data, -1)
	w.mu.Lock()
	defer w.mu.Unlock()
	for range hashes {
		w.leaks = append(w.leaks, "hash of a link or session") // not the hash itself: reports are passed on
	}
	w.hits += len(found)
	if !w.staff {
		w.leaks = append(w.leaks, found...)
	}
	if f.Type == "draft" {
		w.drafts++
	}
}

// found is what the watch has seen so far: what leaked, all internal things, drafts.
func (w *watch) found() (leaks []string, hits, drafts int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.leaks...), w.hits, w.drafts
}
