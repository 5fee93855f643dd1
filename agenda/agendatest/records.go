package agendatest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"giaoban/agenda"
)

// patience is how long a suite waits for something that must happen. Nothing waits that long when all is well.
const patience = 10 * time.Second

// Next is a sealed record that may follow head. Its one event is of a type no program knows and carries words as an erasable text, so that the
// record is journal-shaped without depending on any noun of the meeting.
func Next(t testing.TB, head agenda.Head, words string) agenda.Record {
	t.Helper()
	r, err := next(head, words)
	if err != nil {
		t.Fatalf("making record %d of %s: %v", head.Version+1, head.Meeting, err)
	}
	return r
}

func next(head agenda.Head, words string) (agenda.Record, error) {
	data, err := json.Marshal(map[string]any{"text": map[string]string{"v": words, "s": "c2FsdA"}, "n": uint64(9007199254740993)})
	if err != nil {
		return agenda.Record{}, err
	}
	v := head.Version + 1
	return agenda.Seal(head.Meeting, head.Hash, agenda.Record{
		Version: v,
		Stamp:   agenda.Stamp{By: "secretary", At: time.Date(2020, 11, 3, 8, 0, 0, 0, time.UTC).Add(time.Duration(v) * time.Millisecond)},
		Command: agenda.CommandID(fmt.Sprintf("%s-%d-%x", head.Meeting, v, len(words))),
		Events:  []agenda.Event{agenda.Unknown{Type: "agendatest.said", Data: data}},
	})
}

// Grow appends n records to the journal that ends at head and returns the new head and the records.
func Grow(t testing.TB, j agenda.Journal, head agenda.Head, n int) (agenda.Head, []agenda.Record) {
	t.Helper()
	var records []agenda.Record
	for range n {
		r := Next(t, head, fmt.Sprintf("Ý kiến thứ %d của đơn vị", head.Version+1))
		if err := j.Append(t.Context(), head.Meeting, r); err != nil {
			t.Fatalf("append record %d of %s: %v", r.Version, head.Meeting, err)
		}
		head.Version, head.Hash = r.Version, r.Hash
		records = append(records, r)
	}
	return head, records
}

// read is everything j yields for id after version.
func read(ctx context.Context, t testing.TB, j agenda.Journal, id agenda.MeetingID, after agenda.Version) []agenda.Record {
	t.Helper()
	var records []agenda.Record
	for r, err := range j.Read(ctx, id, after) {
		if err != nil {
			t.Fatalf("read %s after %d: %v", id, after, err)
		}
		records = append(records, r)
	}
	return records
}

// same fails when the two lists differ in any stored byte.
func same(t testing.TB, got, want []agenda.Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d records, want %d", len(got), len(want))
	}
	for i := range got {
		g, errG := json.Marshal(got[i])
		w, errW := json.Marshal(want[i])
		if errG != nil || errW != nil {
			t.Fatalf("encoding record %d: %v, %v", want[i].Version, errG, errW)
		}
		if string(g) != string(w) {
			t.Fatalf("record %d came back different:\n got %.300s\nwant %.300s", want[i].Version, g, w)
		}
	}
}

// intact fails unless the journal's chain verifies up to head.
func intact(t testing.TB, j agenda.Journal, head agenda.Head) {
	t.Helper()
	got, err := agenda.VerifyChain(context.WithoutCancel(t.Context()), j, head.Meeting)
	if err != nil {
		t.Fatalf("the chain does not verify: %v", err)
	}
	if got != head {
		t.Fatalf("the journal ends at %v, want %v", got, head)
	}
}
