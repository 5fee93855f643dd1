package agenda

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestInputBecomesNFC types everything as macOS and iOS do, with separate marks: no command keeps it that way.
func TestInputBecomesNFC(t *testing.T) {
	nfd := norm.NFD.String("Đề nghị Ứng Hòa")
	s := newScript(t, "m")
	s.play(
		step{"admin-1", MeetingCreate{Title: nfd, Place: nfd, Roster: nfd, Invented: nfd, StartsAt: sampleAt, Host: Unit{Name: nfd, Level: nfd[:3]},
			Units: []Unit{{ID: "001", Name: nfd}, {ID: "002", Name: nfd}}, Groups: []Group{{ID: "g", Name: nfd, Units: []UnitID{"001"}}}}},
		step{"admin-1", MeetingEdit{Title: nfd, Place: nfd, StartsAt: sampleAt}},
		step{"admin-1", SeatAdd{Seat: "chair", Role: RoleChair, Name: nfd, Post: nfd}},
		step{"admin-1", SeatAdd{Seat: "u1", Role: RoleUnit, Unit: "001", Name: nfd}},
		step{"admin-1", GroupSave{Group: Group{ID: "g2", Name: nfd, Units: []UnitID{"001"}}}},
		step{"chair", ItemAdd{Item: "i", ItemDraft: ItemDraft{Title: nfd, Presenter: nfd}}},
		step{"chair", ItemEdit{Item: "i", ItemDraft: ItemDraft{Title: nfd + "2", Presenter: nfd}}},
		step{"chair", PaperAdd{Item: "i", Paper: Paper{ID: "p", Title: nfd, Text: nfd}}},
		step{"chair", AttendanceJoin{Presence: "p", Name: nfd, Post: nfd}},
		step{"chair", FloorRequest{Request: "r", Person: nfd, Subject: nfd}},
		step{"chair", LineAdd{Line: "l", Kind: KindConclusion, Text: nfd, Person: nfd}},
		step{"chair", ConclusionSettle{Line: "l", Reason: nfd}},
		step{"chair", LineAdd{Line: "l2", Kind: KindTask, Text: "x"}},
	)
	s.play(
		step{"chair", LineEdit{Line: "l2", Was: s.revision("l2"), Text: nfd}},
		step{"chair", TaskAssign{Assignment: "a", Line: "l2", Scope: Scope{Kind: "except", Except: []UnitID{"002"}, Reason: nfd},
			Due: &Due{Until: sampleAt, Words: nfd}, Target: Target{Kind: "text", Text: nfd}, Product: nfd}},
		step{"chair", TaskEdit{Assignment: "a", Due: &Due{Until: sampleAt, Words: nfd}, Target: Target{Kind: "number", Unit: nfd}, Product: nfd}},
		step{"chair", SeatRevoke{Seat: "u1", Reason: nfd}},
	)
	for _, r := range s.records {
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if !norm.NFC.IsNormal(raw) {
			t.Errorf("%s keeps separate marks: %s", names(r.Events), raw)
		}
	}
}

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		" một \r\n hai\t ": "một \n hai", "a\x00b\x07c": "abc", "a\u202eb\u2066c": "abc", "a\rb": "ab", "\n\n": "",
		norm.NFD.String("tiếng Việt"): "tiếng Việt", "hòa hoà": "hòa hoà",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cleanLine(" a\n\tb\u2028c "); got != "a b c" {
		t.Errorf("cleanLine: %q", got)
	}
}

// TestLimitsOfLength: the last character that fits, and the first that does not, counted as people count.
func TestLimitsOfLength(t *testing.T) {
	long := func(n int) string { return strings.Repeat("ế", n) }
	for _, tc := range []struct {
		name  string
		limit int
		give  func(words string) Command
	}{
		{"title", MaxTitle, func(w string) Command { return ItemAdd{Item: "i9", ItemDraft: ItemDraft{Title: w}} }},
		{"presenter", MaxName, func(w string) Command { return ItemAdd{Item: "i9", ItemDraft: ItemDraft{Title: "x", Presenter: w}} }},
		{"paper", MaxPaperText, func(w string) Command { return PaperAdd{Item: "i1", Paper: Paper{ID: "p", Title: "x", Text: w}} }},
		{"line", MaxLineText, func(w string) Command { return LineAdd{Line: "l9", Kind: KindOpinion, Text: w} }},
		{"person", MaxName, func(w string) Command { return LineAdd{Line: "l9", Kind: KindOpinion, Text: "x", Person: w} }},
		{"subject", MaxSubject, func(w string) Command { return FloorRequest{Request: "r9", Subject: w} }},
		{"reason", MaxReason, func(w string) Command { return SeatRevoke{Seat: "unit-001", Reason: w} }},
		{"name", MaxName, func(w string) Command { return AttendanceJoin{Presence: "p", Name: w} }},
		{"group", MaxName, func(w string) Command {
			return GroupSave{Group: Group{ID: "g", Name: w, Units: []UnitID{"001"}}}
		}},
	} {
		s := opened(t)
		if _, err := s.m.Decide(s.stamp("secretary"), tc.give(long(tc.limit))); err != nil {
			t.Errorf("%s of %d characters: %v", tc.name, tc.limit, err)
		}
		_, err := s.m.Decide(s.stamp("secretary"), tc.give(long(tc.limit+1)))
		if !errors.Is(err, errTooLong) || AsError(err).Code != TooMuch {
			t.Errorf("%s of %d characters: %v", tc.name, tc.limit+1, err)
		}
	}
}

func TestLimitsOfNumber(t *testing.T) {
	s := hanoi(t)
	for i := range MaxItems {
		s.do("secretary", ItemAdd{Item: ItemID(fmt.Sprintf("i%d", i)), ItemDraft: ItemDraft{Title: "x"}})
	}
	for i := len(s.m.Groups); i < MaxGroups; i++ {
		s.do("secretary", GroupSave{Group: Group{ID: GroupID(fmt.Sprintf("g%d", i)), Name: "x", Units: []UnitID{"001"}}})
	}
	for i := range MaxPapers {
		s.do("secretary", PaperAdd{Item: "i0", Paper: Paper{ID: PaperID(fmt.Sprintf("p%d", i)), Title: "x"}})
	}
	for _, c := range []Command{ItemAdd{Item: "more", ItemDraft: ItemDraft{Title: "x"}}, PaperAdd{Item: "i0", Paper: Paper{ID: "more", Title: "x"}},
		GroupSave{Group: Group{ID: "more", Name: "x", Units: []UnitID{"001"}}}} {
		if _, err := s.try("secretary", c); !errors.Is(err, errTooMany) {
			t.Errorf("%s beyond the limit: %v", CommandName(c), err)
		}
	}
	s.do("secretary", GroupSave{Group: Group{ID: "g-quan", Name: "mới", Units: []UnitID{"001"}}}) // replacing is not adding
}

func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{"a": true, "276": true, "gb-2907": true, "A.b_c-9": true, strings.Repeat("x", 64): true,
		"": false, "-a": false, ".a": false, "a/b": false, "a b": false, "ế": false, "a\x00": false, strings.Repeat("x", 65): false} {
		if got := ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v", id, got)
		}
	}
}

func TestEmail(t *testing.T) {
	for in, ok := range map[string]bool{"": true, "ubnd@badinh.hanoi.gov.vn": true, "a b@c.vn": false, "a@b.vn\r\nBcc: c@d.vn": false, "A <a@b.vn>": false,
		"a@b.vn,c@d.vn": false, "\"a\"@b.vn": false, "a": false, strings.Repeat("x", 250) + "@b.vn": false} {
		if _, err := checkEmail(in); (err == nil) != ok {
			t.Errorf("%q: %v", in, err)
		}
	}
}
