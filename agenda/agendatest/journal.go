package agendatest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"giaoban/agenda"
)

// TestJournal checks everything the comments of agenda.Journal promise. fresh makes an empty journal; it is called once per case and registers its
// own cleanup.
func TestJournal(t *testing.T, fresh func(t *testing.T) agenda.Journal) {
	cases := []struct {
		name string
		test func(*testing.T, agenda.Journal)
	}{
		{"AppendAndRead", testAppendAndRead},
		{"ReadAfter", testReadAfter},
		{"ReadManyRecords", testReadMany},
		{"ReadMayStopEarly", testReadStops},
		{"UnknownMeeting", testUnknownMeeting},
		{"StaleVersionsAreRefused", testStale},
		{"TextSurvives", testTextSurvives},
		{"MeetingsDoNotMix", testInterleaved},
		{"MeetingsInOrderOfChange", testMeetings},
		{"CancelledContext", testCancelled},
		{"TwentyWriters", testWriters},
		{"ReadWhileAppending", testReadWhileAppending},
		{"AppendWhileReading", testAppendWhileReading},
		{"ChangedReachesEveryFollower", testChanged},
		{"ChangedAfterTheFact", testChangedLate},
		{"ChangedEndsWithItsContext", testChangedEnds},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { c.test(t, fresh(t)) })
	}
}

func testAppendAndRead(t *testing.T, j agenda.Journal) {
	head, want := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 5)
	same(t, read(t.Context(), t, j, "giao-ban", 0), want)
	intact(t, j, head)
}

func testReadAfter(t *testing.T, j agenda.Journal) {
	_, want := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 7)
	for _, after := range []agenda.Version{0, 1, 6, 7, 8, 1000} {
		same(t, read(t.Context(), t, j, "giao-ban", after), want[min(int(after), len(want)):])
	}
}

// testReadMany crosses every page size an adapter could have chosen.
func testReadMany(t *testing.T, j agenda.Journal) {
	head, want := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 300)
	same(t, read(t.Context(), t, j, "giao-ban", 0), want)
	same(t, read(t.Context(), t, j, "giao-ban", 255), want[255:])
	intact(t, j, head)
}

func testReadStops(t *testing.T, j agenda.Journal) {
	head, _ := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 3)
	for r, err := range j.Read(t.Context(), "giao-ban", 0) {
		if err != nil || r.Version != 1 {
			t.Fatalf("first yield is record %d, %v", r.Version, err)
		}
		break
	}
	for range j.Meetings(t.Context()) {
		break
	}
	for range j.Changed(t.Context()) {
		break
	}
	Grow(t, j, head, 1) // and nothing stays locked
}

func testUnknownMeeting(t *testing.T, j agenda.Journal) {
	same(t, read(t.Context(), t, j, "nobody", 0), nil)
	same(t, read(t.Context(), t, j, "nobody", 9), nil)
	for h, err := range j.Meetings(t.Context()) {
		t.Fatalf("an empty store lists %v, %v", h, err)
	}
}

func testStale(t *testing.T, j agenda.Journal) {
	empty := agenda.Head{Meeting: "giao-ban"}
	gap := agenda.Head{Meeting: "giao-ban", Version: 1}
	if err := j.Append(t.Context(), "giao-ban", Next(t, gap, "bắt đầu từ hai")); !errors.Is(err, agenda.ErrStale) {
		t.Fatalf("record 2 on an empty journal: got %v, want ErrStale", err)
	}
	same(t, read(t.Context(), t, j, "giao-ban", 0), nil)

	head, want := Grow(t, j, empty, 3)
	for _, after := range []agenda.Version{0, 1, 2, 4, 5, 1 << 40} {
		r := Next(t, agenda.Head{Meeting: "giao-ban", Version: after, Hash: head.Hash}, "đến muộn")
		if err := j.Append(t.Context(), "giao-ban", r); !errors.Is(err, agenda.ErrStale) {
			t.Errorf("record %d on a journal of 3: got %v, want ErrStale", after+1, err)
		}
	}
	r := Next(t, empty, "không có phiên bản")
	r.Version = 0
	if err := j.Append(t.Context(), "giao-ban", r); !errors.Is(err, agenda.ErrStale) {
		t.Errorf("record 0: got %v, want ErrStale", err)
	}
	same(t, read(t.Context(), t, j, "giao-ban", 0), want)
	intact(t, j, head)
	Grow(t, j, head, 1)
}

func testTextSurvives(t *testing.T, j agenda.Journal) {
	texts := []string{
		"Đề nghị Uỷ ban nhân dân quận Gò Vấp rà soát hồ sơ chậm trễ, hạn 15/11/2020",
		"To\u0302\u0300 hợp ở dạng tách, giữ nguyên từng byte", // decomposed: an adapter must not normalise
		"<b>\"&' \\ \u2028 \x7f 🙂 & </script>",
		"dòng một\ndòng hai\tcột",
		strings.Repeat("Kết luận của Giám đốc Sở. ", 60<<10/31),
		"",
	}
	head := agenda.Head{Meeting: "giao-ban"}
	var want []agenda.Record
	for _, text := range texts {
		r := Next(t, head, text)
		if err := j.Append(t.Context(), "giao-ban", r); err != nil {
			t.Fatalf("append %.20q: %v", text, err)
		}
		want = append(want, r)
		head.Version, head.Hash = r.Version, r.Hash
	}
	same(t, read(t.Context(), t, j, "giao-ban", 0), want)
	intact(t, j, head)
}

func testInterleaved(t *testing.T, j agenda.Journal) {
	heads := make([]agenda.Head, 4)
	for i := range heads {
		heads[i].Meeting = agenda.MeetingID(fmt.Sprintf("m%d", i))
	}
	// Names that are prefixes of others must not be confused with them.
	heads[1].Meeting, heads[2].Meeting, heads[3].Meeting = "m0-a", "m0.b", agenda.DirectoryID
	for round := range 12 {
		for i := range heads {
			if round%(i+1) == 0 {
				heads[i], _ = Grow(t, j, heads[i], 1)
			}
		}
	}
	for _, h := range heads {
		intact(t, j, h)
	}
}

func testMeetings(t *testing.T, j agenda.Journal) {
	a, _ := Grow(t, j, agenda.Head{Meeting: "a"}, 2)
	b, _ := Grow(t, j, agenda.Head{Meeting: "b"}, 1)
	c, _ := Grow(t, j, agenda.Head{Meeting: "c"}, 1)
	check := func(want ...agenda.Head) {
		t.Helper()
		var got []agenda.Head
		for h, err := range j.Meetings(t.Context()) {
			if err != nil {
				t.Fatalf("meetings: %v", err)
			}
			got = append(got, h)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("most recently changed first:\n got %v\nwant %v", got, want)
		}
	}
	check(c, b, a)
	a, _ = Grow(t, j, a, 1)
	check(a, c, b)
	if err := j.Append(t.Context(), "b", Next(t, agenda.Head{Meeting: "b"}, "trùng số")); !errors.Is(err, agenda.ErrStale) {
		t.Fatalf("got %v, want ErrStale", err)
	}
	check(a, c, b) // a refused record changes nothing
}

func testCancelled(t *testing.T, j agenda.Journal) {
	head, want := Grow(t, j, agenda.Head{Meeting: "giao-ban"}, 2)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := j.Append(ctx, "giao-ban", Next(t, head, "quá muộn")); !errors.Is(err, context.Canceled) {
		t.Errorf("append on a cancelled context: got %v", err)
	}
	var last error
	for _, err := range j.Read(ctx, "giao-ban", 0) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("read on a cancelled context ends with %v: a reader would take it for the end of the journal", last)
	}
	last = nil
	for _, err := range j.Meetings(ctx) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("meetings on a cancelled context ends with %v", last)
	}
	same(t, read(t.Context(), t, j, "giao-ban", 0), want)
	Grow(t, j, head, 1)
}
