package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"giaoban/agenda"
)

const pdfFile = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// upload sends a file as a seat's page does; more are further query parameters, name and value.
func (b *browser) upload(seat, id, paper, content string, more ...string) answer {
	b.s.t.Helper()
	q := url.Values{"seat": {seat}, "id": {id}, "paper": {paper}, "item": {"i4"}, "title": {"Báo cáo của quận"}, "name": {"Báo cáo quý III.pdf"}, "no_secret": {"true"}}
	for i := 0; i < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return b.send("POST", of("/papers?%s", q.Encode()), content, "Content-Type", "application/octet-stream")
}

func TestUpload(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit, other, staff := s.enter("unit-001"), s.enter("unit-002"), s.enter("secretary")
	wantStatus(t, "upload", unit.upload("unit-001", "c1", "tl-1", pdfFile), 200, "")
	was := s.session.Version()
	wantStatus(t, "the same again", unit.upload("unit-001", "c1", "tl-1", pdfFile), 200, "")
	if v := s.session.Version(); v != was {
		t.Errorf("the repeated upload wrote %d records", v-was)
	}
	path := of("/papers/tl-1?seat=")
	wantStatus(t, "another unit before approval", other.get(path+"unit-002"), 404, "no_paper")
	a := unit.get(path + "unit-001")
	if a.status != 200 || a.body != pdfFile {
		t.Fatalf("the unit gets %d %q", a.status, a.body)
	}
	for name, want := range map[string]string{"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Length": fmt.Sprint(len(pdfFile)),
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "Cache-Control": "no-store",
		"Content-Disposition": "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20III.pdf"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	var hash agenda.Hash
	s.session.View(func(m *agenda.Meeting) { hash = m.Submission("tl-1").File.Hash })
	wantStatus(t, "approve", staff.command("secretary", "c2", agenda.PaperApprove{Paper: "tl-1", Hash: hash}), 200, "")
	if a := other.get(path + "unit-002"); a.status != 200 || a.body != pdfFile {
		t.Errorf("another unit after approval: %d %q", a.status, a.body)
	}
	wantStatus(t, "withdraw", staff.command("secretary", "c3", agenda.PaperWithdraw{Paper: "tl-1"}), 200, "")
	wantStatus(t, "after withdrawing", unit.get(path+"unit-001"), 404, "no_paper")
}

func TestUploadRefused(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit, guest := s.enter("unit-001"), s.enter("guest")
	was := s.session.Version()
	wantStatus(t, "no confirmation", unit.upload("unit-001", "c1", "p", pdfFile, "no_secret", ""), 400, "secret_unconfirmed")
	wantStatus(t, "a page", unit.upload("unit-001", "c2", "p", "<html><script>1</script>", "name", "a.pdf"), 400, "file_type")
	wantStatus(t, "another ending", unit.upload("unit-001", "c3", "p", pdfFile, "name", "a.html"), 400, "file_name")
	wantStatus(t, "nothing", unit.upload("unit-001", "c4", "p", ""), 400, "file_empty")
	wantStatus(t, "no such item", unit.upload("unit-001", "c5", "p", pdfFile, "item", "i99"), 404, "no_item")
	wantStatus(t, "no id", unit.upload("unit-001", "", "p", pdfFile), 400, "bad_command_id")
	wantStatus(t, "a guest", guest.upload("guest", "c6", "p", pdfFile), 403, "forbidden")
	wantStatus(t, "another seat", unit.upload("unit-002", "c7", "p", pdfFile), 401, "no_session")
	wantStatus(t, "another origin", unit.send("POST", of("/papers?seat=unit-001"), pdfFile, "Origin", "https://example.org"), 403, "origin")
	wantStatus(t, "as a command", unit.command("unit-001", "c9", agenda.PaperSubmit{Seat: "unit-001", Paper: "p", Title: "x", NoSecret: true}), 403, "forbidden")
	if v := s.session.Version(); v != was {
		t.Errorf("refused uploads wrote %d records", v-was)
	}
}

// A body of unknown length above the limit is cut off while it comes.
func TestUploadWithoutLength(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit := s.enter("unit-001")
	q := url.Values{"seat": {"unit-001"}, "id": {"c1"}, "paper": {"p"}, "title": {"x"}, "name": {"a.pdf"}, "no_secret": {"true"}}
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.url+of("/papers?%s", q.Encode()), struct{ *bytes.Reader }{bytes.NewReader(make([]byte, agenda.MaxPaperBytes+1))})
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = -1
	unit.dress(r.Header, "POST")
	wantStatus(t, "too large", unit.roundTrip(r), 429, "file_too_large")
}

func TestUploadsAreCounted(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit := s.enter("unit-001")
	var last answer
	for n := range uploadBurst + 1 {
		last = unit.upload("unit-001", fmt.Sprint("c", n), "tl-1", pdfFile)
	}
	wantStatus(t, "one too many", last, 429, "too_many_uploads")
}

// A slow seat leaves places for the others.
func TestUploadsOfOneSeatLeavePlaces(t *testing.T) {
	u := uploads{seats: map[seatName]int{}}
	slow, other := seatName{seat: "unit-001"}, seatName{seat: "unit-002"}
	for n := range uploadsAtOnce {
		if got := u.begin(slow); got != (n < uploadsOfSeat) {
			t.Fatalf("upload %d of one seat: %v", n+1, got)
		}
	}
	if !u.begin(other) {
		t.Error("another seat finds no place")
	}
	if u.end(slow); !u.begin(slow) {
		t.Error("an ended upload keeps its place")
	}
}

// A unit that replaces its paper again and again does not fill the disk: what is replaced stays there for a day.
func TestUploadsHaveAVolume(t *testing.T) {
	s := newSite(t, siteOptions{})
	unit := s.enter("unit-001")
	large := strings.Replace(pdfFile, "%%EOF", strings.Repeat(" ", int(agenda.MaxPaperBytes)-len(pdfFile))+"%%EOF", 1)
	s.volumes.burst = 30 << 10 // MiB instead of 500
	wantStatus(t, "the first", unit.upload("unit-001", "c1", "tl-1", large), 200, "")
	wantStatus(t, "in its place", unit.upload("unit-001", "c2", "tl-1", large), 429, "too_many_uploads")
	if got := newVolumes(s.Now).burst; int64(got)<<10 < agenda.MaxMeetingBytes {
		t.Errorf("a seat may send %d KiB, less than a meeting takes", got)
	}
}
