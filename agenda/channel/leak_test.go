package channel_test

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/channel/leaktest"
)

// Every byte that a unit and a guest receive over a whole meeting is dumped and searched for what they must not see: live, and read again from the start.
func TestNothingInternalReachesAUnit(t *testing.T) {
	nodes := newNodes(t, "a", "b")
	session := nodes[0].session
	readers := map[string]agenda.Audience{"unit-001": {Unit: "001"}, "unit-002": {Unit: "002"}, "unit-276": {Unit: "276"}, "guest": {}, "secretary": {Staff: true}}
	pages := map[string]*page{}
	for seat := range readers {
		pages[seat] = nodes[len(pages)%2].join(t, seat, map[string]any{"after": 0, "presence": "page-" + seat})
	}
	chair := nodes[0].join(t, "chair", map[string]any{"after": session.Version()})
	if err := leaktest.Play(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	for i, d := range []map[string]any{
		{"line": "d1", "item": "i4", "kind": "note"}, {"line": "d2", "item": "i-" + leaktest.Mark, "kind": "opinion"},
		{"line": "n3", "item": "i4", "kind": "opinion"}, {"line": "l2-" + leaktest.Mark, "item": "i4", "kind": "conclusion"},
	} {
		d["text"] = "Nháp kín " + leaktest.Mark
		chair.send("draft", fmt.Sprint("d", i), d)
		chair.send("editing", fmt.Sprint("e", i), map[string]any{"line": d["line"]})
	}
	chair.send("draft", "", map[string]any{"line": "last", "item": "i4", "kind": "opinion", "text": "Nháp cuối " + leaktest.Public})
	for seat, audience := range readers {
		t.Run(seat, func(t *testing.T) {
			live := dump(t, pages[seat], session.Version())
			again := dump(t, nodes[0].join(t, seat, map[string]any{"after": 0}), session.Version())
			for _, text := range []string{live, again} {
				for _, leak := range leaktest.Found(audience, text) {
					t.Error(leak)
				}
				if !strings.Contains(text, leaktest.Public) {
					t.Error("what is public did not come")
				}
			}
			checkWholeStaff(t, audience, live)
		})
	}
}

// checkWholeStaff checks that the judge would see the secrets if they came: staff gets them all.
func checkWholeStaff(t *testing.T, a agenda.Audience, text string) {
	t.Helper()
	if found := leaktest.Found(agenda.Audience{Unit: "001"}, text); a.Staff && len(found) < 50 {
		t.Errorf("staff gets %d secrets only: the test is blind", len(found))
	}
	if own := "ref-nv-01." + string(a.Unit); a.Unit != "" && (!strings.Contains(text, own) || !strings.Contains(text, leaktest.Address(a.Unit))) {
		t.Errorf("unit %s does not get what is its own", a.Unit)
	}
}

// dump is everything that p received up to the version and, live, up to the last draft.
func dump(t *testing.T, p *page, last agenda.Version) string {
	t.Helper()
	var b strings.Builder
	mark := fmt.Sprintf(`"version":%d,`, last)
	drafted := false
	for !strings.Contains(b.String(), mark) {
		f := p.next()
		fmt.Fprintf(&b, "%s %s %s\n", f.Type, f.Re, f.Data)
		drafted = drafted || f.Type == "draft"
	}
	p.send("ping", "end", nil)
	for {
		f := p.next()
		fmt.Fprintf(&b, "%s %s %s\n", f.Type, f.Re, f.Data)
		if f.Re == "end" {
			return b.String()
		}
	}
}
