package mail_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
	"giaoban/agenda/mail"
)

// journal is the golden journal of a meeting that sent its tasks as batch b-1.
func journal(t *testing.T) []agenda.Record {
	t.Helper()
	raw, err := os.ReadFile("../testdata/journals/review.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var records []agenda.Record
	for line := range strings.Lines(string(raw)) {
		var r agenda.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

func review(t *testing.T) *agenda.Meeting {
	t.Helper()
	m := agenda.NewMeeting("gb-2907")
	for _, r := range journal(t) {
		m.Apply(r)
	}
	return m
}

func compose(t *testing.T, m *agenda.Meeting, unit agenda.UnitID) mail.Message {
	t.Helper()
	letter, err := mail.Compose(m, "b-1", unit)
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

func eml(t *testing.T, m mail.Message) []byte {
	t.Helper()
	raw, err := m.EML()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestLetter(t *testing.T) {
	letter := compose(t, review(t), "276")
	want := `Kính gửi: UBND huyện Thạch Thất

Căn cứ kết luận tại Hội nghị giao ban trực tuyến công tác công thương 6 tháng đầu năm 2020 ngày 29/7/2020, Sở Công Thương Hà Nội đề nghị Quý đơn vị thực hiện 3 nhiệm vụ sau:

1. Mã nhiệm vụ: GB2907-01.276
   Mục chương trình: Công nghiệp
   Nội dung: Đầu tư phát triển 43 cụm công nghiệp đã giao chủ trương; đẩy nhanh giải phóng mặt bằng.
   Chỉ tiêu: 9 cụm công nghiệp
   Đơn vị phối hợp: Sở Công Thương Hà Nội
   Thời hạn: trong năm 2020 (chậm nhất 31/12/2020)

2. Mã nhiệm vụ: GB2907-02.276
   Mục chương trình: Thương mại
   Nội dung: Tăng 3–5 lần các sự kiện kích cầu tiêu dùng nội địa.
   Chỉ tiêu: gấp 3–5 lần (sự kiện)
   Thời hạn: trong năm 2020 (chậm nhất 31/12/2020)

3. Mã nhiệm vụ: GB2907-L9.276
   Mục chương trình: Thương mại
   Nội dung: =Rà soát cửa hàng gas, xăng dầu, rượu, thuốc lá.
   Chỉ tiêu: 100% cửa hàng
   Thời hạn: trong năm 2020 (chậm nhất 31/12/2020)
   Sản phẩm: Danh sách cửa hàng

Trân trọng./.

Tệp kèm theo: nhiem-vu-GB2907-276.xlsx
(Thư gửi tự động từ hệ thống giao ban trực tuyến; văn bản chính thức gửi qua trục liên thông văn bản.)
(Dữ liệu minh họa: giờ họp, chương trình, ý kiến của các đơn vị.)
`
	if letter.Text != want {
		t.Errorf("text:\n%s", letter.Text)
	}
	if want := "[Sở Công Thương Hà Nội] Giao 3 nhiệm vụ sau cuộc họp ngày 29/7/2020 (GB2907)"; letter.Subject != want {
		t.Errorf("subject %q", letter.Subject)
	}
	host := compose(t, review(t), agenda.HostUnit)
	if want := "[Sở Công Thương Hà Nội] Giao nhiệm vụ GB2907-06.host: Trước ngày 10-10 khai trương 5 điểm bán hàng OCOP."; host.Subject != want {
		t.Errorf("subject of one task %q", host.Subject)
	}
}

func TestEML(t *testing.T) {
	m := review(t)
	raw := eml(t, compose(t, m, "276"))
	if !bytes.Equal(raw, eml(t, compose(t, m, "276"))) {
		t.Error("the same letter has other bytes the second time")
	}
	letter, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Message-Id": "<gb-2907.b-1.276@giaoban>", "Auto-Submitted": "auto-generated",
		"To": `=?utf-8?q?UBND_huy=E1=BB=87n_Th=E1=BA=A1ch_Th=E1=BA=A5t?= <vp.thachthat@example.org>`} {
		if got := letter.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if at, err := letter.Header.Date(); err != nil || !at.Equal(m.Batches[0].At.Truncate(1e9)) {
		t.Errorf("date %v, %v", at, err)
	}
	_, params, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(letter.Body, params["boundary"])
	if p, err := parts.NextPart(); err != nil || !strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
		t.Fatalf("first part: %v", err)
	}
	p, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	if p.FileName() != "nhiem-vu-GB2907-276.xlsx" {
		t.Errorf("attachment %q", p.FileName())
	}
	book, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if rows, err := f.GetRows(f.GetSheetName(0)); err != nil || len(rows) != 6+3 {
		t.Errorf("the workbook has %d lines, %v", len(rows), err)
	}
}

// TestLettersTogetherAreTheTasks: each unit gets its own tasks and no other's.
func TestLettersTogetherAreTheTasks(t *testing.T) {
	m := review(t)
	for _, l := range m.Batches[0].Letters {
		text := compose(t, m, l.Unit).Text
		for _, a := range m.Assignments {
			for _, task := range a.Tasks {
				code := "." + string(task.Unit) + "\n"
				if has := strings.Contains(text, code); has != (task.Unit == l.Unit) && !a.Removed {
					t.Errorf("letter to %s and a task of %s", l.Unit, task.Unit)
				}
			}
		}
	}
}

func TestLaterTasksAreNotInAnEarlierLetter(t *testing.T) {
	m := review(t)
	before := compose(t, m, "276")
	events, err := m.Decide(agenda.Stamp{By: "secretary", At: m.Batches[0].At}, agenda.TaskAssign{Assignment: "a-9", Line: "l-1", Scope: agenda.Scope{Kind: "all"}})
	if err != nil {
		t.Fatal(err)
	}
	m.Apply(agenda.Record{Version: m.Version + 1, Events: events})
	if after := compose(t, m, "276"); after.Text != before.Text || !bytes.Equal(eml(t, after), eml(t, before)) {
		t.Error("the letter of the old batch changed")
	}
}

func TestComposeUnknown(t *testing.T) {
	m := review(t)
	for _, tc := range []struct {
		batch agenda.BatchID
		unit  agenda.UnitID
	}{{"b-9", "276"}, {"b-1", "999"}} {
		if _, err := mail.Compose(m, tc.batch, tc.unit); agenda.AsError(err).Code != agenda.NotFound {
			t.Errorf("%v: %v", tc, err)
		}
	}
}

// evil are texts that have become extra headers somewhere.
var evil = []string{"x\r\nBcc: thief@example.com", "x\nBcc: thief@example.com", "x\rBcc: thief@example.com", "x\x00y", "x\u2028Bcc: thief@example.com",
	"x\u2029Bcc: t@example.com", "\"x\" <thief@example.com>, y", "x\r\n\r\n<html>", "=?utf-8?q?x=0D=0ABcc:_t@example.com?=", "x\u0085Bcc: t@example.com", strings.Repeat("dài ", 400)}

func TestHeaderInjection(t *testing.T) {
	allowed := []string{"Auto-Submitted", "Content-Type", "Date", "From", "Message-ID", "MIME-Version", "Subject", "To", "Reply-To"}
	letter := compose(t, review(t), "276")
	for _, e := range evil {
		for _, change := range []func(*mail.Message){
			func(m *mail.Message) { m.Subject = e },
			func(m *mail.Message) { m.To.Name = e },
			func(m *mail.Message) { m.From.Name = e },
			func(m *mail.Message) { m.ID = e },
			func(m *mail.Message) { m.Files[0].Name = e },
			func(m *mail.Message) { m.Text = e },
		} {
			m := letter
			m.Files = slices.Clone(m.Files)
			change(&m)
			head, _, _ := bytes.Cut(eml(t, m), []byte("\r\n\r\n"))
			for s := bufio.NewScanner(bytes.NewReader(head)); s.Scan(); {
				line := s.Text()
				if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
					continue
				}
				if name, _, ok := strings.Cut(line, ":"); !ok || !slices.Contains(allowed, name) {
					t.Errorf("%q made the header line %q", e, line)
				}
			}
			if bytes.ContainsAny(head, "\x00") || bytes.Count(head, []byte("\r")) != bytes.Count(head, []byte("\r\n")) {
				t.Errorf("%q put a control character into the head", e)
			}
		}
	}
}

func TestBadAddressesAreRefused(t *testing.T) {
	for _, to := range []string{"x@y\r\nBcc: z@example.com", "a@example.org, b@example.org", "\"a\r\n\"@example.org", "không", "a@b\x00c"} {
		m := compose(t, review(t), "276")
		m.To.Address = to
		raw, err := m.EML()
		if err == nil && bytes.Contains(raw, []byte("\r\nBcc:")) {
			t.Errorf("%q became a header", to)
		}
		if err != nil && !errors.Is(err, mail.ErrRefused) {
			t.Errorf("%q: %v", to, err)
		}
	}
}
