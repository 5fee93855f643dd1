package agenda

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a golden file, or writes the file with -update.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	path = filepath.Join("testdata", path)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-golden +now):\n%s", path, d)
	}
}

func lines(t *testing.T, records []Record) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		raw, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(raw, '\n'))
	}
	return b.Bytes()
}

func state(t *testing.T, m *Meeting) []byte {
	t.Helper()
	return indented(t, m)
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}

// readJournal reads a golden journal.
func readJournal(t *testing.T, name string) []Record {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "journals", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var records []Record
	for line := range strings.Lines(string(raw)) {
		var r Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("record %d: %v", len(records)+1, err)
		}
		records = append(records, r)
	}
	return records
}

// frozen journals were written by earlier programs: they are read, never written anew, and replay for ever. Each is what play did when it was written.
var frozen = map[string]func(testing.TB) *script{"review": review, "unclear": unclear, "minutes": minuted}

// growing journals are written anew with -update. A new kind of event goes into one of these, or into a new one in a file of its own.
var growing = map[string]func(testing.TB) *script{"supplement": supplemented, "controlled": controlled, "floor": debate, "prepared": prepared}

// journals are all golden journals by name.
func journals(t *testing.T) map[string][]Record {
	t.Helper()
	all := map[string][]Record{}
	for name := range frozen {
		all[name] = readJournal(t, name)
	}
	for name, play := range growing {
		all[name] = play(t).records
	}
	return all
}

// TestGoldenJournal holds the journals, their folds, and both as the seat of Thạch Thất sees them. TypeScript replays the same files.
func TestGoldenJournal(t *testing.T) {
	for name, records := range journals(t) {
		m := fold("gb-2907", records)
		unit := filtered(t, records, m.AudienceOf("unit-276"))
		golden(t, "journals/"+name+".jsonl", lines(t, records))
		golden(t, "journals/"+name+".state.json", state(t, m))
		golden(t, "journals/"+name+".check.json", indented(t, Check(m)))
		golden(t, "journals/"+name+".unit.jsonl", lines(t, unit))
		golden(t, "journals/"+name+".unit.state.json", state(t, fold(m.ID, unit)))
	}
}

// TestFrozenJournalsAreDecidedAsEver: the commands of a frozen journal have the same events as when it was written, but for the facts.
func TestFrozenJournalsAreDecidedAsEver(t *testing.T) {
	for name, play := range frozen {
		was, now := readJournal(t, name), play(t).records
		if len(was) != len(now) {
			t.Fatalf("%s: %d records, there were %d", name, len(now), len(was))
		}
		for i := range now {
			if d := cmp.Diff(string(lines(t, []Record{asked(was[i])})), string(lines(t, []Record{asked(now[i])}))); d != "" {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
}

// asked is r without what the system adds by itself: facts, and the hashes that cover them.
func asked(r Record) Record {
	r.Hash = ""
	r.Events = slices.DeleteFunc(slices.Clone(r.Events), func(e Event) bool {
		l, ok := e.(LineAdded)
		return ok && l.Author == SystemSeat && l.Line != "l-fact"
	})
	for i, e := range r.Events {
		if signed, ok := e.(MinutesSigned); ok {
			signed.Hash = ""
			r.Events[i] = signed
		}
	}
	return r
}

func TestGoldenJournalReplays(t *testing.T) {
	var all []string
	for name := range journals(t) {
		all = append(all, name, name+".unit")
	}
	for _, name := range all {
		want, err := os.ReadFile(filepath.Join("testdata", "journals", name+".state.json"))
		if err != nil {
			t.Fatal(err)
		}
		got := state(t, fold("gb-2907", readJournal(t, name)))
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s: the fold differs (-golden +now):\n%s", name, d)
		}
	}
}

// TestStaffSeesAll: what staff are sent folds to the same meeting as the journal itself.
func TestStaffSeesAll(t *testing.T) {
	s := review(t)
	got := state(t, fold(s.m.ID, filtered(t, s.records, Audience{Staff: true})))
	if d := cmp.Diff(string(state(t, s.m)), string(got)); d != "" {
		t.Error(d)
	}
}

func TestGoldenJournalsCoverEveryEvent(t *testing.T) {
	missing := map[string]bool{}
	for name := range eventsByName {
		missing[name] = true
	}
	for _, records := range journals(t) {
		for _, r := range records {
			for _, e := range r.Events {
				delete(missing, EventName(e))
			}
		}
	}
	for name := range missing {
		t.Errorf("the golden journals have no %s", name)
	}
}

// TestUnitSeesNothingPrivate dumps what one unit, and what a guest, is sent.
func TestUnitSeesNothingPrivate(t *testing.T) {
	s := review(t)
	private := []string{"BÍ MẬT", `"ix"`, "l-in", "Hội ý", "Phiếu trình", "abab", "cdcd", "@example", "@sct", "g-huyen", "b-1"}
	for _, tc := range []struct {
		name string
		a    Audience
		more []string
	}{
		{"unit 276", s.m.AudienceOf("unit-276"), []string{"a-1.001", "a-1.017", "a-2.host", "a-3.001", "đang cách ly"}},
		{"guest", s.m.AudienceOf("guest-1"), []string{"a-1", "a-2", "a-3", "a-4"}},
	} {
		dump := string(lines(t, filtered(t, s.records, tc.a)))
		for _, p := range append(private, tc.more...) {
			own := p == "@example" && tc.a.Unit == "276" // its own address is its own business
			if strings.Contains(dump, p) && !own {
				t.Errorf("%s is sent %q", tc.name, p)
			}
		}
	}
	unit := fold(s.m.ID, filtered(t, s.records, s.m.AudienceOf("unit-276")))
	for _, a := range unit.Assignments {
		for _, task := range a.Tasks {
			if task.Unit != "276" {
				t.Errorf("unit 276 holds task %s", task.ID)
			}
		}
	}
	if i := unit.Item("i2"); len(unit.Items) != 5 || unit.Items[1] != i {
		t.Errorf("the unit's agenda is not in the order of the real one: %s", state(t, unit))
	}
}

// TestNoJournalLeaks dumps what a unit and a guest are sent of every golden meeting: what is not for them says BÍ MẬT.
func TestNoJournalLeaks(t *testing.T) {
	for name, records := range journals(t) {
		for _, a := range []Audience{{}, {Unit: "276"}} {
			if dump := string(lines(t, filtered(t, records, a))); strings.Contains(dump, "BÍ MẬT") {
				t.Errorf("%s: %+v is sent what is secret", name, a)
			}
		}
	}
}

func verifyAll(id MeetingID, records []Record) error {
	var previous Hash
	for _, r := range records {
		if err := Verify(id, previous, r); err != nil {
			return err
		}
		previous = r.Hash
	}
	return nil
}

// TestAnyChangedByteIsDetected changes bytes of the golden journal one at a time, every third, beginning elsewhere in each record. Either the record cannot be read, or it does not verify, or it says
// exactly what it said before (JSON can say one thing in two ways).
func TestAnyChangedByteIsDetected(t *testing.T) {
	var previous Hash
	changed, same := 0, 0
	for _, r := range readJournal(t, "review") {
		raw, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		for i := int(r.Version) % 3; i < len(raw); i += 3 {
			forged := bytes.Clone(raw)
			forged[i] ^= 1
			var f Record
			if json.Unmarshal(forged, &f) != nil || Verify("gb-2907", previous, f) != nil {
				changed++
				continue
			}
			again, err := f.MarshalJSON()
			if err != nil || !bytes.Equal(again, raw) {
				t.Fatalf("record %d: a changed byte at %d goes unnoticed: %s", r.Version, i, forged)
			}
			same++
		}
		previous = r.Hash
	}
	if same*50 > changed {
		t.Errorf("%d changes mean the same, only %d are detected: the test has lost its teeth", same, changed)
	}
}

func TestVerifyNoticesWhatIsMissing(t *testing.T) {
	records := readJournal(t, "review")
	if err := verifyAll("gb-2907", records); err != nil {
		t.Fatal(err)
	}
	if verifyAll("gb-2908", records) == nil {
		t.Error("the journal passes for another meeting")
	}
	if verifyAll("gb-2907", append(records[:7:7], records[8:]...)) == nil {
		t.Error("a record was taken out unnoticed")
	}
	records[7], records[8] = records[8], records[7]
	if verifyAll("gb-2907", records) == nil {
		t.Error("two records were exchanged unnoticed")
	}
}

// TestErasedTextKeepsTheChain erases the words of a line: the chain verifies, the words are gone from the journal, and false words put beside the
// commitment are not believed.
func TestErasedTextKeepsTheChain(t *testing.T) {
	records := readJournal(t, "review")
	var where int
	for i, r := range records {
		for j, e := range r.Events {
			if l, ok := e.(LineAdded); ok && l.Line == "l-yk" {
				l.Text, l.Person = l.Text.Erased(), l.Person.Erased()
				records[i].Events[j], where = l, i
			}
		}
	}
	raw := lines(t, records)
	if bytes.Contains(raw, []byte("hỗ trợ thủ tục")) {
		t.Fatal("the words are still there")
	}
	if err := verifyAll("gb-2907", records); err != nil {
		t.Errorf("erasing broke the chain: %v", err)
	}
	if text := fold("gb-2907", records).Line("l-yk").Text.String(); text != "" {
		t.Errorf("the erased line says %q", text)
	}
	forged := bytes.Replace(lines(t, records[where:where+1]), []byte(`"text":{"c"`), []byte(`"text":{"v":"LỜI GIẢ","s":"muối","c"`), 1)
	var f Record
	if err := json.Unmarshal(forged, &f); err != nil {
		t.Fatal(err)
	}
	if text := f.Events[0].(LineAdded).Text.String(); text != "" && Verify("gb-2907", records[where-1].Hash, f) == nil {
		t.Errorf("the chain vouches for words that were never said: %q", text)
	}
}
