package live

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

var (
	staff = agenda.Audience{Staff: true}
	unit1 = agenda.Audience{Unit: "001"}
	unit2 = agenda.Audience{Unit: "002"}
	guest = agenda.Audience{}
)

// withTasks is a session with a public line (l1), a note (l2) and a conclusion (l3) given to both units (version start+4).
func withTasks(t *testing.T) (s *Session, start agenda.Version) {
	t.Helper()
	s = opened(t, newTestHub(mem.New()))
	start = s.Version()
	do(t, s, secretary, "a", line(1))
	note := line(2)
	note.Kind = agenda.KindNote
	do(t, s, secretary, "b", note)
	conclusion := line(3)
	conclusion.Kind = agenda.KindConclusion
	do(t, s, secretary, "c", conclusion)
	do(t, s, secretary, "d", agenda.TaskAssign{Assignment: "nv", Line: "l3", Scope: agenda.Scope{Kind: "all"}})
	return s, start
}

func encoded(t *testing.T, s *Session, a agenda.Audience, after agenda.Version, size int) []json.RawMessage {
	t.Helper()
	b, _, err := s.Batch(a, after, size)
	if err != nil {
		t.Fatal(err)
	}
	if want := after + agenda.Version(len(b.Records)); b.Last != want {
		t.Errorf("last is %d, want %d", b.Last, want)
	}
	return b.Records
}

func TestUnitsShareAnEncoding(t *testing.T) {
	s, start := withTasks(t)
	one, two, strangers := encoded(t, s, unit1, start, 1<<20), encoded(t, s, unit2, start, 1<<20), encoded(t, s, guest, start, 1<<20)
	for i := range 3 {
		if &one[i][0] != &two[i][0] || &one[i][0] != &strangers[i][0] {
			t.Errorf("record %d is encoded more than once for units", i+1)
		}
	}
	if again := encoded(t, s, unit1, start, 1<<20); &again[3][0] != &one[3][0] {
		t.Error("a personal record is encoded again at every reading")
	}
}

func TestEncodedShowsWhatTheAudienceMaySee(t *testing.T) {
	s, start := withTasks(t)
	one, two := string(encoded(t, s, unit1, start+3, 1<<20)[0]), string(encoded(t, s, unit2, start+3, 1<<20)[0])
	if !strings.Contains(one, "nv.001") || strings.Contains(one, "nv.002") || !strings.Contains(two, "nv.002") || strings.Contains(two, "nv.001") {
		t.Errorf("tasks:\n%s\n%s", one, two)
	}
	if g := string(encoded(t, s, guest, start+3, 1<<20)[0]); !strings.Contains(g, `"events":[]`) {
		t.Errorf("a guest gets %s", g)
	}
	if note := string(encoded(t, s, unit1, start+1, 1)[0]); !strings.Contains(note, `"events":[]`) || strings.Contains(note, "hash") {
		t.Errorf("a unit gets %s of a note", note)
	}
	for _, text := range encoded(t, s, staff, start, 1<<20) {
		var r agenda.Record
		if err := json.Unmarshal(text, &r); err != nil || len(r.Events) == 0 || r.Hash == "" {
			t.Errorf("staff gets %s (%v)", text, err)
		}
	}
}

func TestEncodedKeepsToTheSize(t *testing.T) {
	s, _ := withTasks(t)
	all := encoded(t, s, staff, 0, math.MaxInt)
	if len(all) != int(s.Version()) {
		t.Fatalf("%d of %d records", len(all), s.Version())
	}
	total := 0
	for n, text := range all {
		total += len(text)
		if got := len(encoded(t, s, staff, 0, total)); got != n+1 {
			t.Errorf("%d records in %d bytes, want %d", got, total, n+1)
		}
		if got := len(encoded(t, s, staff, 0, total-1)); got != max(n, 1) {
			t.Errorf("%d records in %d bytes, want %d", got, total-1, max(n, 1))
		}
	}
}

func TestMoreWakes(t *testing.T) {
	s, _ := withTasks(t)
	b, more, err := s.Batch(guest, s.Version(), 1)
	if err != nil || len(b.Records) != 0 || b.Last != s.Version() {
		t.Fatalf("%+v, %v", b, err)
	}
	select {
	case <-more:
		t.Fatal("more before there was more")
	default:
	}
	do(t, s, secretary, "e", line(9))
	<-more
	if batch := encoded(t, s, guest, b.Last, 1); len(batch) != 1 {
		t.Errorf("%d records after waking", len(batch))
	}
}

// Versions come from clients: any number is answered.
func TestVersionsOutOfRange(t *testing.T) {
	s, _ := withTasks(t)
	for _, v := range []agenda.Version{s.Version() + 1, math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64} {
		if records, _ := s.After(v); len(records) != 0 {
			t.Errorf("%d records after %d", len(records), v)
		}
		if b, _, err := s.Batch(staff, v, 1); err != nil || len(b.Records) != 0 || b.Last != v {
			t.Errorf("encoded records after %d: %+v, %v", v, b, err)
		}
		if h, ok := s.HashAt(v); ok || h != "" {
			t.Errorf("there is a hash at %d", v)
		}
	}
	if h, ok := s.HashAt(0); !ok || h != "" {
		t.Error("version 0 is the empty journal")
	}
}

// A record must fit one frame together with its envelope.
func TestTooLargeRecordIsRefused(t *testing.T) {
	h := newTestHub(mem.New())
	c := createCommand()
	c.Units = nil
	for i := range agenda.MaxUnits {
		c.Units = append(c.Units, agenda.Unit{ID: agenda.UnitID(strings.Repeat("u", 40)) + agenda.UnitID(rune('a'+i%26)) + agenda.UnitID(rune('a'+i/26)), Name: strings.Repeat("Đ", 100)})
	}
	_, err := h.Create(t.Context(), meetingID, admin, "c", c)
	wantKey(t, err, "record_too_large")
}
