package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// rehearsed runs a rehearsal with 30 units against a server of its own, in process.
func rehearsed(t *testing.T, set func(*rehearsal)) (r *rehearsal, code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	r = &rehearsal{units: 30}
	set(r)
	end, err := r.ownServer(t.Context(), &errs)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	r.run(t.Context())
	code = r.report.writeJSON(&out, &errs)
	return r, code, out.String(), errs.String()
}

// checkObject holds the object that -json prints against the reference meeting with 30 units.
func checkObject(t *testing.T, stdout string) map[string]any {
	t.Helper()
	var got map[string]any
	d := json.NewDecoder(strings.NewReader(stdout))
	if err := d.Decode(&got); err != nil || d.More() {
		t.Fatalf("not one object, %v: %q", err, stdout)
	}
	for key, want := range map[string]any{"units": 30., "seats_joined": 33., "conclusions": 16., "unit_tasks": 451., "tasks_without_date": 0.,
		"internal_leaks": 0., "mails": 31., "ok": true} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	minutes, _ := got["minutes"].(map[string]any)
	for key, want := range map[string]any{"without_date": 15., "without_number": 13., "to_everybody": 15., "unclear": 0., "clusters": 43., "confirmed": 16., "signed": true,
		"refused_after_signing": 6.} {
		if minutes[key] != want {
			t.Errorf("minutes: %s is %v, want %v", key, minutes[key], want)
		}
	}
	expectations, _ := got["expectations"].([]any)
	if len(expectations) < 60 {
		t.Errorf("only %d expectations", len(expectations))
	}
	for _, e := range expectations {
		if e, _ := e.(map[string]any); e["met"] != true {
			t.Errorf("not met: %v", e)
		}
	}
	seen, _ := got["line_seen_ms"].(map[string]any)
	records, _ := got["records"].(float64)
	wall, _ := got["wall_s"].(float64)
	if p50, _ := seen["p50"].(float64); p50 <= 0 || records < 200 || wall <= 0 {
		t.Errorf("%s", stdout)
	}
	return got
}

func TestRehearsal(t *testing.T) {
	var out, errs bytes.Buffer
	code := rehearse(t.Context(), []string{"-json"}, &out, &errs)
	got := checkObject(t, out.String())
	if _, ok := got["media"]; ok || code != exitOK || errs.Len() > 0 {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
}

// TestRehearsalOnServer rehearses twice on a server that runs already: each time in a meeting of its own.
func TestRehearsalOnServer(t *testing.T) {
	host := &rehearsal{}
	end, err := host.ownServer(t.Context(), t.Output())
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	for range 2 {
		var out, errs bytes.Buffer
		code := rehearse(t.Context(), []string{"-json", "-server", host.api.base, "-admin", host.api.base + "/quan-tri#t=" + host.admin}, &out, &errs)
		if checkObject(t, out.String()); code != exitOK {
			t.Errorf("exit code %d: %s", code, errs.String())
		}
	}
	var out bytes.Buffer
	if code := rehearse(t.Context(), []string{"-server", host.api.base, "-admin", "wrong"}, &out, t.Output()); code != exitFailed ||
		!strings.Contains(out.String(), "không đạt: diễn tập dừng giữa chừng: cuộc họp trước, meeting.create: ") {
		t.Errorf("a wrong secret: exit code %d: %s", code, out.String())
	}
}

// TestRehearsalWithMedia brings six seats with sound and pictures: all 33 are for a machine that has nothing else to do.
func TestRehearsalWithMedia(t *testing.T) {
	r, code, stdout, stderr := rehearsed(t, func(r *rehearsal) { r.media, r.peers = true, 6 })
	checkObject(t, stdout)
	if m := r.report.Media; code != exitOK || m == nil || m.Seats != 6 || m.Packets < 6 || m.JoinMS.P95 <= 0 {
		t.Errorf("exit code %d, media %+v: %s", code, m, stderr)
	}
}

// TestRehearsalNoticesLeak types the internal note as an opinion: every unit gets it, and the rehearsal must say so.
func TestRehearsalNoticesLeak(t *testing.T) {
	r, code, _, stderr := rehearsed(t, func(r *rehearsal) {
		r.change = func(s *reference.Script) { s.Note.Kind = agenda.KindOpinion }
	})
	if code != exitFailed || r.report.OK || r.report.InternalLeaks < 31 || !strings.Contains(stderr, "không đạt: unit-001: bị lộ") {
		t.Errorf("exit code %d, %d leaks: %.300s", code, r.report.InternalLeaks, stderr)
	}
}

// TestRehearsalNoticesMissing leaves an instruction out and one without a date.
func TestRehearsalNoticesMissing(t *testing.T) {
	r, code, _, stderr := rehearsed(t, func(r *rehearsal) {
		r.change = func(s *reference.Script) {
			s.Instructions = s.Instructions[:15]
			s.Instructions[0].Due.Until = time.Time{}
		}
	})
	if code != exitFailed || r.report.Conclusions != 15 || r.report.UnitTasks != 421 || r.report.TasksWithoutDate != 30 ||
		!strings.Contains(stderr, "không đạt: kết luận: 15, cần 16\n") || r.report.Minutes.Signed || r.report.Minutes.Unclear != 1 ||
		!strings.Contains(stderr, "khi gõ đúng bài báo: 14, cần 15\n") || !strings.Contains(stderr, "không đạt: ký biên bản: ") {
		t.Errorf("exit code %d, %+v: %.900s", code, r.report, stderr)
	}
}

func TestRehearsalPrintsExpectations(t *testing.T) {
	rep := &report{}
	want(rep, "một", 1, 1)
	want(rep, "hai", 1, 2)
	var out bytes.Buffer
	if code := rep.writeTable(&out); code != exitFailed || !strings.Contains(out.String(), "  đạt        một: 1\n") || !strings.Contains(out.String(), "  KHÔNG ĐẠT  hai: 1, cần 2\n") ||
		!strings.Contains(out.String(), "met: 1/2\n") || !strings.Contains(out.String(), "không đạt: hai: 1, cần 2\n") {
		t.Errorf("exit code %d: %s", code, out.String())
	}
}

func TestRehearseFlags(t *testing.T) {
	for name, args := range map[string][]string{"units": {"-units", "31"}, "server without administrator": {"-server", "http://127.0.0.1:1"},
		"server": {"-server", "x", "-admin", "s"}, "rest": {"more"}} {
		var out, errs bytes.Buffer
		if code := rehearse(t.Context(), args, &out, &errs); code != exitUsage || errs.Len() == 0 || out.Len() > 0 {
			t.Errorf("%s: exit code %d, %q", name, code, errs.String())
		}
	}
	if s := secretOf("https://hop.example.vn/quan-tri#t=ABC"); s != "ABC" || secretOf("ABC") != "ABC" {
		t.Errorf("secret %q", s)
	}
}

func TestWatch(t *testing.T) {
	s := reference.Meeting(reference.Hanoi2020)
	unit, guest, secretary := s.Seats[2], s.Seats[len(s.Seats)-1], s.Seats[1]
	for text, want := range map[string]int{
		`{"task":"ref-nv-01.001"}`: 0, `{"task":"ref-nv-01.002"}`: 1, `{"email":"kinhte.ba-dinh@donvi.example"}`: 0,
		`{"type":"seat.linked","data":{"seat":"unit-001","token":""}}`: 0,
		`{"email":"kinhte.ba-vi@donvi.example"}`:                       1, `{"line":"ref-gc-1"}`: 1, `{"type":"mail.queued"}`: 1, `{"text":"` + s.Note.Text + `"}`: 1,
	} {
		w := newWatch(s, unit)
		w.frame(ws.Frame{Type: "records", Data: []byte(text)})
		if leaks, _, _ := w.found(); len(leaks) != want {
			t.Errorf("a unit and %s: %q", text, leaks)
		}
	}
	for name, text := range map[string]string{"trả lời giấy mời": `{"type":"invitation.answered","data":{"unit":"%s","answer":"attend"}}`, "số liệu đã nộp": `{"type":"figure.filed","data":{"unit":"%s"}}`,
		"tài liệu chờ duyệt": `{"type":"paper.submitted","data":{"paper":"p","item":"i","unit":"%s"}}`, "tài liệu bị trả lại": `{"type":"paper.returned","data":{"paper":"p","unit":"%s"}}`,
		"phần được chia, số gốc": `{"parts":[{"unit":"%s","value":3}]}`, "việc còn lại của cuộc trước": `[{"unit":"%s","given":1}]`, "nội dung riêng": `chỉ đơn vị %s biết`,
		"phiếu kín": `{"type":"poll.voted","data":{"poll":"ref-bq-2","unit":"%s","choice":"for"}}`} {
		for seat, wanted := range map[string]int{"001": 0, "002": 1} {
			w := newWatch(s, unit)
			w.frame(ws.Frame{Type: "records", Data: fmt.Appendf(nil, text, seat)})
			if leaks, _, _ := w.found(); len(leaks) != wanted {
				t.Errorf("unit 001 and %s of unit %s: %q", name, seat, leaks)
			}
		}
	}
	own := ws.Frame{Type: "draft", Data: []byte(`{"task":"ref-nv-01.001","email":"kinhte.ba-dinh@donvi.example"}`)}
	w := newWatch(s, guest)
	w.frame(own)
	if leaks, _, drafts := w.found(); len(leaks) != 2 || drafts != 1 {
		t.Errorf("a guest saw %q and %d drafts", leaks, drafts)
	}
	w = newWatch(s, secretary)
	w.frame(ws.Frame{Type: "records", Data: []byte(`{"type":"seat.linked","data":{"seat":"chair","token":"` + strings.Repeat("0a", 32) + `"}}`)})
	if leaks, _, _ := w.found(); len(leaks) != 1 {
		t.Errorf("the secretary and the hash of a link: %q", leaks)
	}
	w = newWatch(s, secretary)
	w.frame(own)
	if leaks, hits, _ := w.found(); len(leaks) != 0 || hits != 2 {
		t.Errorf("the secretary saw %q, %d", leaks, hits)
	}
}

func TestSpread(t *testing.T) {
	var times []time.Duration
	for i := range 20 {
		times = append(times, time.Duration(20-i)*time.Millisecond)
	}
	if got := spreadOf(times); got != (spread{P50: 10, P95: 19, Max: 20}) {
		t.Errorf("%+v", got)
	}
	if got := spreadOf(nil); got != (spread{}) {
		t.Errorf("%+v", got)
	}
}
