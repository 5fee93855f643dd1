package live

import (
	"bytes"
	"errors"
	"log/slog"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// What a standing paper names is kept; what was withdrawn, or never named, goes after a day; when a meeting cannot be read nothing goes.
func TestSweep(t *testing.T) {
	f := &faults{Store: mem.New()}
	hub := newTestHub(f)
	session := opened(t, hub)
	blobs := &mem.Blobs{}
	put := func(text string) agenda.Blob {
		b, err := blobs.Put(t.Context(), bytes.NewReader([]byte(text)))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	submit := func(paper agenda.PaperID, b agenda.Blob) {
		file := agenda.File{Hash: b.Hash, Name: "a.pdf", Type: "pdf", Size: b.Size}
		do(t, session, agenda.SystemSeat, agenda.CommandID("c-"+paper), agenda.PaperSubmit{Seat: secretary, Paper: paper, Title: "Báo cáo", File: file, NoSecret: true})
	}
	named, withdrawn, orphan := put("named"), put("withdrawn"), put("orphan")
	submit("p1", named)
	submit("p2", withdrawn)
	do(t, session, secretary, "c-w", agenda.PaperWithdraw{Paper: "p2"})

	now := time.Now()
	s := Sweeper{Hub: hub, Blobs: blobs, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	sweep := func(hub *Hub, want int) error {
		s.Hub = hub
		n, err := s.Sweep(t.Context())
		if n != want {
			t.Errorf("%d files are removed, want %d", n, want)
		}
		return err
	}
	if err := sweep(hub, 0); err != nil {
		t.Fatal(err)
	}
	now = now.Add(OrphanAge + time.Hour)
	f.read = func(r agenda.Record) (agenda.Record, bool) { return tampered(r), r.Version != 2 }
	if err := sweep(newTestHub(f), 0); err == nil {
		t.Error("a meeting that cannot be read is taken for one without papers")
	}
	f.read = nil
	if err := sweep(hub, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := blobs.Get(t.Context(), named.Hash); err != nil {
		t.Errorf("the paper's file: %v", err)
	}
	for _, gone := range []agenda.Blob{withdrawn, orphan} {
		if _, err := blobs.Get(t.Context(), gone.Hash); !errors.Is(err, agenda.ErrNoBlob) {
			t.Errorf("a file that nothing names: %v", err)
		}
	}
}
