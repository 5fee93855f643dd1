package web

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/agenda"
	"giaoban/agenda/channel/leaktest"
	"giaoban/agenda/live"
	"giaoban/agenda/mem"
)

func TestBodies(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("secretary")
	path := of("/commands?seat=secretary")
	pad := func(n int) string {
		head := `{"id":"pad","type":"line.add","data":{"line":"p","item":"i4","kind":"opinion","text":"x"},"pad":"`
		return head + strings.Repeat("x", n-len(head)-2) + `"}`
	}
	tests := []struct {
		name, body string
		status     int
		key        string
	}{
		{"empty", "", 400, "bad_body"},
		{"not JSON", "id=1", 400, "bad_body"},
		{"an array", "[]", 400, "bad_body"},
		{"cut short", `{"id":"c1","type":"meeting.open"`, 400, "bad_body"},
		{"something after it", `{"id":"c1","type":"meeting.open"}{}`, 400, "bad_body"},
		{"unknown command", `{"id":"c1","type":"meeting.burn"}`, 400, "unknown_command"},
		{"wrong data", `{"id":"c1","type":"line.add","data":7}`, 400, "bad_command"},
		{"no id", `{"type":"meeting.open"}`, 400, "bad_command_id"},
		{"too large", pad(64<<10 + 1), 429, "body_too_large"},
		{"as large as may be, with an unknown field", pad(64 << 10), 200, ""},
		{"unknown fields in data", `{"id":"c2","type":"meeting.open","data":{"loudly":true}}`, 200, ""},
		{"sent again", `{"id":"c2","type":"meeting.open","data":{}}`, 200, ""},
		{"id used for another", `{"id":"c2","type":"meeting.close","data":{}}`, 409, "command_reused"},
		{"too late", `{"id":"c3","type":"meeting.open","data":{}}`, 409, "not_draft"},
	}
	for _, x := range tests {
		wantStatus(t, x.name, b.send("POST", path, x.body), x.status, x.key)
	}
	wantStatus(t, "login too large", s.browser().send("POST", "/api/session", `{"token":"`+strings.Repeat("x", 64<<10)+`"}`), 429, "body_too_large")
	wantStatus(t, "links malformed", b.send("POST", of("/links?seat=secretary"), "{"), 400, "bad_body")
	before := b.get(of("/links?seat=secretary")).body
	wantStatus(t, "no such seat", b.send("POST", of("/links?seat=secretary"), `{"seats":["unit-001","nobody"]}`), 404, "no_seat")
	if after := b.get(of("/links?seat=secretary")).body; after != before {
		t.Errorf("some links were replaced before the fault was seen: %s", after)
	}
}

func TestRecordsAfter(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("secretary")
	version := s.session.Version()
	lines := func(after string) []string {
		a := b.get(of("/records?seat=secretary&after=%s", after))
		if a.status != 200 || a.header.Get("Content-Type") != "application/jsonl; charset=utf-8" {
			t.Fatalf("after %s: %d %s", after, a.status, a.body)
		}
		return strings.Split(strings.TrimSuffix(a.body, "\n"), "\n")
	}
	if all := lines(""); len(all) != int(version) || !strings.HasPrefix(all[0], `{"version":1,`) {
		t.Errorf("%d records from the beginning, want %d", len(all), version)
	}
	if rest := lines(fmt.Sprint(version - 2)); len(rest) != 2 || !strings.HasPrefix(rest[1], fmt.Sprintf(`{"version":%d,`, version)) {
		t.Errorf("after %d: %q", version-2, rest)
	}
	for _, none := range []string{fmt.Sprint(version), fmt.Sprint(version + 99), fmt.Sprint(uint64(math.MaxInt64))} {
		if rest := lines(none); len(rest) != 1 || rest[0] != "" {
			t.Errorf("after %s: %q", none, rest)
		}
	}
	for _, bad := range []string{"-1", "x", "1.5", "9223372036854775808", "99999999999999999999"} {
		wantStatus(t, "after "+bad, b.get(of("/records?seat=secretary&after=%s", bad)), 400, "bad_after")
	}
}

func TestRecordsWait(t *testing.T) {
	s := newSite(t, siteOptions{})
	b, leaver := s.enter("secretary"), s.enter("unit-001")
	version := s.session.Version()
	wait := func(b *browser, seat string, seconds int) <-chan answer {
		got := make(chan answer, 1)
		go func() {
			got <- b.send("GET", of("/records?seat=%s&after=%d", seat, version), nil, "Prefer", fmt.Sprintf("respond-async, wait=%d", seconds))
		}()
		return got
	}
	start := time.Now()
	if a := <-wait(b, "secretary", 1); a.status != 200 || a.body != "" || time.Since(start) < time.Second {
		t.Errorf("nothing happened: %d %q after %v", a.status, a.body, time.Since(start))
	}
	waiting, revoked := wait(b, "secretary", 30), wait(leaver, "unit-001", 30)
	s.do("chair", "revoke", agenda.SeatRevoke{Seat: "unit-001"})
	if a := <-waiting; a.status != 200 || !strings.HasPrefix(a.body, fmt.Sprintf(`{"version":%d,`, version+1)) {
		t.Errorf("something happened: %d %q", a.status, a.body)
	}
	wantStatus(t, "revoked while waiting", <-revoked, 401, "no_session")
	version++
	stopped := wait(b, "secretary", 30)
	go s.Close()
	if a := <-stopped; a.status != 200 && a.status != 503 {
		t.Errorf("the server stops: %d", a.status)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("waiting took %v", took)
	}
}

// State is what the records give, folded: for every audience.
func TestStateIsTheFold(t *testing.T) {
	s := newSite(t, siteOptions{})
	if err := leaktest.Play(t.Context(), s.session); err != nil {
		t.Fatal(err)
	}
	for _, seat := range []agenda.SeatID{"chair", "unit-001", "unit-018", "guest"} {
		b := s.enter(seat)
		m := agenda.NewMeeting(meetingID)
		for l := range strings.Lines(b.get(of("/records?seat=%s", seat)).body) {
			var r agenda.Record
			if err := json.Unmarshal([]byte(l), &r); err != nil {
				t.Fatal(err)
			}
			m.Apply(r)
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var want, got any
		if json.Unmarshal(text, &want) != nil || json.Unmarshal([]byte(b.get(of("/state?seat=%s", seat)).body), &got) != nil {
			t.Fatal("not JSON")
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-records +state):\n%s", seat, d)
		}
	}
}

// Everything that REST gives to a unit and a guest over a whole meeting, files unpacked, is searched for what they must not see.
func TestNothingInternalReachesAUnit(t *testing.T) {
	s := newSite(t, siteOptions{})
	early := s.enter("unit-001")
	if err := leaktest.Play(t.Context(), s.session); err != nil {
		t.Fatal(err)
	}
	for seat, audience := range map[agenda.SeatID]agenda.Audience{"unit-001": {Unit: "001"}, "unit-002": {Unit: "002"}, "guest": {}, "secretary": {Staff: true}} {
		b := early
		if seat != "unit-001" {
			b = s.enter(seat)
		}
		dump := ""
		for _, path := range []string{"/records", "/state", "/tasks.csv", "/tasks.xlsx", "/links", "/papers/p-" + leaktest.Mark, "/papers/p-report",
			"/letters/b-" + leaktest.Mark + "/001.eml"} {
			a := b.get(of("%s?seat=%s", path, seat))
			dump += unpacked(t, a.body)
		}
		dump += b.get("/api/session?meeting=gb-2020-07-29&seat=" + string(seat)).body
		for _, leak := range leaktest.Found(audience, dump) {
			t.Errorf("%s: %s", seat, leak)
		}
		if !strings.Contains(dump, leaktest.Public) {
			t.Errorf("%s: what is public did not come", seat)
		}
		if found := leaktest.Found(agenda.Audience{Unit: "001"}, dump); audience.Staff && len(found) < 50 {
			t.Errorf("staff gets %d secrets only: the test is blind", len(found))
		}
		if audience.Unit != "" && !strings.Contains(dump, "GB2907-01."+string(audience.Unit)) {
			t.Errorf("%s does not get its own tasks", seat)
		}
	}
}

// unpacked is a body, or the contents of the ZIP that it is.
func unpacked(t *testing.T, body string) string {
	t.Helper()
	if !strings.HasPrefix(body, "PK\x03\x04") {
		return body + "\n"
	}
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return all.String()
}

// damaged is a journal in memory one meeting of which reads otherwise than it was written.
type damaged struct{ *mem.Store }

func (d damaged) Read(ctx context.Context, id agenda.MeetingID, after agenda.Version) iter.Seq2[agenda.Record, error] {
	return func(yield func(agenda.Record, error) bool) {
		for r, err := range d.Store.Read(ctx, id, after) {
			if id == "m2" {
				r.By = "somebody-else"
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// A damaged journal is not served, and hides no other meeting.
func TestDamagedMeeting(t *testing.T) {
	store := mem.New()
	create := agenda.MeetingCreate{Title: "Hỏng", StartsAt: time.Now(), Host: agenda.Unit{Name: "Sở"}}
	whole := live.NewHub(store, store, time.Now, slog.New(slog.DiscardHandler))
	if _, err := whole.Create(t.Context(), "m2", "admin-1", "c", create); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, siteOptions{journal: damaged{store}})
	b := s.enter("admin-1")
	wantStatus(t, "the damaged one", b.get("/api/meetings/m2/state?seat=admin-1"), 500, "chain_broken")
	if a := b.get("/api/meetings"); a.status != 200 || !strings.Contains(a.body, string(meetingID)) || strings.Contains(a.body, "m2") {
		t.Errorf("the list: %d %s", a.status, a.body)
	}
}

func TestMeetingsListSkipsNothing(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.enter("admin-1")
	body := `{"id":"new","type":"meeting.create","data":{"title":"Mới","starts_at":"2026-01-01T00:00:00Z","host":{"name":"Sở"},"units":[{"id":"1","name":"A"}]}}`
	if a := b.send("POST", "/api/meetings/m2/commands", body); strings.TrimSpace(a.body) != `{"version":1}` {
		t.Fatalf("create: %d %s", a.status, a.body)
	}
	if a := b.send("POST", "/api/meetings/m2/commands", body); strings.TrimSpace(a.body) != `{"version":1}` {
		t.Errorf("create again: %d %s", a.status, a.body)
	}
	wantStatus(t, "bad id", b.send("POST", "/api/meetings/-x/commands", body), 400, "bad_id")
	var got struct{ Meetings []meetingSummary }
	if err := json.Unmarshal([]byte(b.get("/api/meetings").body), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Meetings) != 2 || got.Meetings[0].ID != "m2" || got.Meetings[0].Units != 1 || got.Meetings[1].ID != meetingID || got.Meetings[1].Units != 30 {
		t.Errorf("meetings: %+v", got.Meetings)
	}
	var lists struct {
		Rosters   []struct{ Units []agenda.Unit }
		Templates []struct{ Items []agenda.ItemDraft }
	}
	if json.Unmarshal([]byte(b.get("/api/rosters").body), &lists) != nil || json.Unmarshal([]byte(b.get("/api/templates").body), &lists) != nil ||
		len(lists.Rosters[0].Units) != 30 || len(lists.Templates[0].Items) != 8 {
		t.Errorf("rosters and templates: %+v", lists)
	}
}
