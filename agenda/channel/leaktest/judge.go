package leaktest

import (
	"fmt"
	"regexp"
	"strings"

	"giaoban/agenda"
)

// Mark is in every text and id that only staff may see.
const Mark = "QX7SECRET"

// Public is in a text that units may see although the line once was a note.
const Public = "QX7PUBLIC"

var (
	tasks     = regexp.MustCompile(`(?:ref|leak)-nv-[0-9A-Za-z]+\.([0-9A-Za-z]+)`)
	codes     = regexp.MustCompile(`GB2907-[0-9L-]+\.([0-9A-Za-z]+)`)
	addresses = regexp.MustCompile(`[a-z0-9.-]+@donvi\.example`)
	hashes    = regexp.MustCompile(`\b[0-9a-f]{64}\b`)
)

// private are names of events and fields that no unit and no guest gets, in any form. That a seat has a link is public, the link is not.
var private = []string{Mark, "not_after", `"once"`, "seat.entered", "seat.exited", "mail.queued", "mail.marked", "group.saved", "group.removed", "check.waived", "@giaoban", "message_id",
	"lobby", "visitor", "seat.checked", `"ready"`, "unit.phoned", "7654 3210"}

// Found names what stands in text but must not reach a; nothing when all is well. Staff may see everything.
func Found(a agenda.Audience, text string) (found []string) {
	if a.Staff {
		return nil
	}
	for _, p := range private {
		if i := strings.Index(text, p); i >= 0 {
			found = append(found, fmt.Sprintf("%s in …%s…", p, text[max(0, i-200):min(len(text), i+100)]))
		}
	}
	for _, form := range []*regexp.Regexp{tasks, codes} {
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			if m[1] != string(a.Unit) {
				found = append(found, "task "+m[0])
			}
		}
	}
	for _, m := range addresses.FindAllString(text, -1) {
		if a.Unit == "" || m != Address(a.Unit) {
			found = append(found, "address "+m)
		}
	}
	if part := fmt.Sprint(OtherPart); strings.Contains(text, `"value":`+part+`,`) || strings.Contains(text, `"value":`+part+`}`) {
		found = append(found, "part of a total "+part)
	}
	if m := hashes.FindString(text); m != "" {
		found = append(found, "hash "+m)
	}
	return found
}
