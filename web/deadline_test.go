package web

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"giaoban/agenda"
)

func (b *browser) deadlines(seat, text string) (found []foundDeadline) {
	b.s.t.Helper()
	a := b.send("POST", of("/deadlines?seat=%s", seat), map[string]string{"text": text})
	var answer struct{ Matches []foundDeadline }
	if err := json.Unmarshal([]byte(a.body), &answer); a.status != 200 || err != nil {
		b.s.t.Fatalf("%q: %d %s %v", text, a.status, a.body, err)
	}
	return answer.Matches
}

func TestDeadlineWords(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("secretary")
	text := "𝄞 Các quận khai trương 5 điểm trước ngày 10-10; tuyên truyền thường xuyên." // the clef is two units long
	found := b.deadlines("secretary", text)
	if len(found) != 2 {
		t.Fatalf("found %+v", found)
	}
	first, units := found[0], utf16.Encode([]rune(text))
	if words := string(utf16.Decode(units[first.Start:first.End])); words != "trước ngày 10-10" || words != first.Words {
		t.Errorf("units %d–%d are %q, words %q", first.Start, first.End, words, first.Words)
	}
	if first.Until == nil || first.Until.Format("2006-01-02 15:04 -0700") != "2020-10-10 00:00 +0700" || first.Kind != "truoc" || !first.Guessed {
		t.Errorf("understood %+v", first)
	}
	if want := "hết thứ Sáu 09-10-2020; 'trước ngày' không gồm ngày 10"; first.Explain.VI != want {
		t.Errorf("explained as %q, want %q", first.Explain.VI, want)
	}
	if first.Explain.EN == "" || first.Explain.EN == first.Explain.VI {
		t.Errorf("in English %q", first.Explain.EN)
	}
	if second := found[1]; second.Until != nil || second.Kind != "lientuc" {
		t.Errorf("without a date: %+v", second)
	}
	if warnings := first.Warnings; len(warnings) != 1 || warnings[0].Code != "weekend" || warnings[0].Message.VI == "" || warnings[0].Message.EN == "" {
		t.Errorf("10-10-2020 is a Saturday, warned %+v", warnings)
	}
	if typed := b.deadlines("secretary", "10-10"); len(typed) != 1 || typed[0].Until == nil {
		t.Errorf("a date typed alone: %+v", typed)
	}
	if none := b.deadlines("secretary", "tăng từ 3-5 lần"); len(none) != 0 {
		t.Errorf("no deadline, found %+v", none)
	}
}

// Before the meeting "tuần tới" counts from its day, in the meeting from now.
func TestDeadlineReference(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("chair")
	if found := b.deadlines("chair", "hết ngày mai"); len(found) != 1 || found[0].Until == nil || found[0].Until.Format("2006-01-02") != "2020-07-31" {
		t.Errorf("before: %+v", found)
	}
	s.do("chair", "open", agenda.MeetingOpen{})
	want := s.Now().AddDate(0, 0, 2)
	if found := b.deadlines("chair", "hết ngày mai"); len(found) != 1 || found[0].Until == nil || want.Sub(*found[0].Until).Hours() > 24 || want.Before(*found[0].Until) {
		t.Errorf("while it runs: %+v, want before %s", found, want)
	}
}

func TestDeadlineRefusals(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("secretary")
	ask := func(body any) answer { return b.send("POST", of("/deadlines?seat=secretary"), body) }
	wantStatus(t, "empty", ask(`{}`), 400, "empty")
	wantStatus(t, "no JSON", ask(`{`), 400, "bad_body")
	wantStatus(t, "long", ask(fmt.Sprintf(`{"text":%q}`, strings.Repeat("ố", 4001))), 429, "too_long")
	if a := ask(fmt.Sprintf(`{"text":%q}`, strings.Repeat("ố", 4000))); a.status != 200 || strings.TrimSpace(a.body) != `{"matches":[]}` {
		t.Errorf("4,000 characters: %d %s", a.status, a.body)
	}
}
