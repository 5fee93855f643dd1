package disk_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
	"giaoban/agenda/disk"
)

func TestBlobs(t *testing.T) {
	agendatest.TestBlobs(t, func(t *testing.T) (one, two agenda.Blobs) {
		b := open(t, t.TempDir())
		return b, b
	})
}

func open(t *testing.T, dir string) *disk.Blobs {
	t.Helper()
	b, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What a crash left half written is gone after opening; what was kept is there, and a file that changed on the disk is never read to its end.
func TestOpenedAgain(t *testing.T) {
	dir := t.TempDir()
	kept, err := open(t, dir).Put(t.Context(), bytes.NewReader([]byte("Báo cáo 6 tháng")))
	if err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(dir, "123.part")
	if err := os.WriteFile(half, []byte("nửa"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir)
	if _, err := os.Stat(half); err == nil {
		t.Error("the half-written file is still there")
	}
	r, err := b.Get(t.Context(), kept.Hash)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != "Báo cáo 6 tháng" {
		t.Errorf("%q, %v", text, err)
	}
	_ = r.Close()
	if err := os.WriteFile(filepath.Join(dir, string(kept.Hash)), []byte("Báo cáo 7 tháng"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err = b.Get(t.Context(), kept.Hash); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if text, err := io.ReadAll(r); err == nil || agenda.AsError(err).Key != "blob_damaged" || len(text) > 0 {
		t.Errorf("a changed file is read as %q, %v", text, err)
	}
}
