package main

import (
	"bytes"
	"fmt"
	"regexp"
	"sync"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// watch reads every raw frame of one seat for what the seat may not see. It is locked: mu guards the fields below it.
type watch struct {
	staff   bool   // static, like the next three: sees everything, only counts
	unit    string // whose tasks, answers, figures and papers may be seen
	address string // whose address may be seen
	secrets [][]byte

	mu     sync.Mutex
	leaks  []string     // what was seen and may not be
	kinds  map[int]bool // the kinds of ownThings that were seen
	hits   int          // internal things seen, by staff too: shows that the watch can see
	drafts int
}

// privateEvents are events that no unit or guest gets. That a seat has a link (seat.linked) is no secret; the link's hash is, from everybody.
var privateEvents = []string{"mail.queued", "mail.marked", "group.saved", "group.removed", "seat.entered", "seat.exited", "check.waived", "item.carried", "unit.phoned"}

// ownThing is something that a unit sees of itself only: the first group of the expression is the unit. A constant beginning keeps looking for it cheap. It is a value.
type ownThing struct {
	name    string
	pattern *regexp.Regexp
}

// ownThings are static.
var ownThings = []ownThing{
	{"nhiệm vụ", regexp.MustCompile(`ref-nv-\d\d\.([A-Za-z0-9]+)`)},
	{"trả lời giấy mời", regexp.MustCompile(`"type":"invitation\.answered","data":\{"unit":"([^"]+)"`)},
	{"số liệu đã nộp", regexp.MustCompile(`"type":"figure\.filed","data":\{"unit":"([^"]+)"`)},
	{"tài liệu chờ duyệt", regexp.MustCompile(`"type":"paper\.submitted","data":\{"paper":"[^"]*","item":"[^"]*","unit":"([^"]+)"`)},
	{"tài liệu bị trả lại", regexp.MustCompile(`"type":"paper\.returned","data":\{"paper":"[^"]*","unit":"([^"]+)"`)},
	{"phần được chia, số gốc", regexp.MustCompile(`\{"unit":"([^"]+)","value":`)},
	{"việc còn lại của cuộc trước", regexp.MustCompile(`\{"unit":"([^"]+)","given":`)},
	{"nội dung riêng", regexp.MustCompile(`chỉ đơn vị ([A-Za-z0-9]+) biết`)},
}

// Static, too. Of a secret ballot only the unit itself sees its choice; hashes are for nobody.
var (
	secretChoices = regexp.MustCompile(`"type":"poll\.voted","data":\{"poll":"` + string(secretPoll) + `","unit":"([^"]+)","choice":"[a-z]`)
	addresses     = regexp.MustCompile(`kinhte\.[a-z0-9-]+@donvi\.example`)
	hashes        = regexp.MustCompile(`"(token|session)":"[0-9a-f]{64}"`)
)

// newWatch makes a seat's watch for a script.
func newWatch(s reference.Script, seat agenda.SeatAdd) *watch {
	w := &watch{staff: seat.Role.Staff(), unit: string(seat.Unit), kinds: map[int]bool{}}
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
	var found, forbidden []string
	for _, s := range w.secrets {
		if bytes.Contains(f.Data, s) {
			found = append(found, string(s))
		}
	}
	var kinds []int
	for k, own := range ownThings {
		for _, m := range own.pattern.FindAllSubmatch(f.Data, -1) {
			if kinds = append(kinds, k); string(m[1]) != w.unit {
				found = append(found, string(m[0]))
			}
		}
	}
	for _, m := range addresses.FindAll(f.Data, -1) {
		if string(m) != w.address {
			found = append(found, string(m))
		}
	}
	for _, m := range secretChoices.FindAllSubmatch(f.Data, -1) {
		if string(m[1]) != w.unit {
			forbidden = append(forbidden, "choice of a secret ballot")
		}
	}
	for range hashes.FindAll(f.Data, -1) {
		forbidden = append(forbidden, "hash of a link or session") // not the hash itself: reports are passed on
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.leaks = append(w.leaks, forbidden...)
	w.hits += len(found)
	for _, k := range kinds {
		w.kinds[k] = true
	}
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

// blind names the kinds of things that the watch has never seen.
func (w *watch) blind() (names []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for k, own := range ownThings {
		if !w.kinds[k] {
			names = append(names, fmt.Sprintf("%q", own.name))
		}
	}
	return names
}
