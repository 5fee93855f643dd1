package agenda

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkFold folds a meeting of 10,000 records: lines written and changed. Goal: below 100 ms.
func BenchmarkFold(b *testing.B) {
	m, records := NewMeeting("m"), []Record{}
	at := time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC)
	do := func(by SeatID, c Command) Version {
		stamp := Stamp{By: by, At: at}
		events, err := m.Decide(stamp, c)
		if err != nil {
			b.Fatal(err)
		}
		r, err := Seal(m.ID, m.Hash, Record{Version: m.Version + 1, Stamp: stamp, Command: CommandID(fmt.Sprint("c", m.Version)), Events: events})
		if err != nil {
			b.Fatal(err)
		}
		m.Apply(r)
		records = append(records, r)
		return r.Version
	}
	do("admin-1", MeetingCreate{Title: "Giao ban", StartsAt: at, Host: Unit{Name: "Sở"}})
	do("admin-1", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Mục", Kind: "discussion", Minutes: 30}})
	do("admin-1", SeatAdd{Seat: "secretary", Unit: HostUnit, Role: RoleSecretary})
	for n := 0; len(records) < 10_000; n++ {
		line := LineID(fmt.Sprint("l", n))
		was := do("secretary", LineAdd{Line: line, Item: "i1", Kind: KindOpinion, Text: "Đề nghị các quận, huyện đẩy nhanh giải phóng mặt bằng."})
		do("secretary", LineEdit{Line: line, Was: was, Text: "Đề nghị các quận, huyện, thị xã đẩy nhanh giải phóng mặt bằng."})
	}
	b.ReportAllocs()
	for b.Loop() {
		again := NewMeeting("m")
		for _, r := range records {
			again.Apply(r)
		}
		if again.Version != m.Version {
			b.Fatal(again.Version)
		}
	}
}
