package mail

import (
	"bytes"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"giaoban/agenda"
	"giaoban/agenda/export"
)

const typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Compose is the letter of one unit in a batch: all its tasks that the batch sends, as text and as a workbook. The same meeting gives the same
// letter, whatever was assigned after the batch. m is the whole meeting; its owner's lock is held by the caller.
func Compose(m *agenda.Meeting, batch agenda.BatchID, unit agenda.UnitID) (Message, error) {
	l := m.Letter(batch, unit)
	i := slices.IndexFunc(m.Batches, func(b *agenda.Batch) bool { return b.ID == batch })
	u, known := m.Unit(unit)
	if l == nil || i < 0 || !known {
		return Message{}, agenda.ErrNoLetter
	}
	b := m.Batches[i]
	rows := slices.DeleteFunc(export.Tasks(m, agenda.Audience{Unit: unit}), func(r export.Row) bool { return r.Revision > b.Revision })
	for i := range rows {
		rows[i].STT = i + 1
	}
	var book bytes.Buffer
	if err := export.WriteXLSX(&book, m, rows); err != nil {
		return Message{}, err
	}
	file := File{Name: fmt.Sprintf("nhiem-vu-%s-%s.xlsx", export.MeetingCode(m), unit), Type: typeXLSX, Data: book.Bytes()}
	return Message{
		Name: fmt.Sprintf("%s+%s+%s", m.ID, batch, unit), ID: l.MessageID, Date: b.At.In(agenda.Zone),
		From: mail.Address{Name: m.Host.Name, Address: m.Host.Email}, To: mail.Address{Name: u.Address(), Address: l.To},
		Subject: subject(m, rows), Text: text(m, u, rows, file.Name), Files: []File{file},
	}, nil
}

// maxSubject is the length of a subject in characters; longer ones are cut in mail programs anyway.
const maxSubject = 150

func subject(m *agenda.Meeting, rows []export.Row) string {
	s := fmt.Sprintf("[%s] Giao %d nhiệm vụ sau cuộc họp ngày %s (%s)", m.Host.Name, len(rows), day(m), export.MeetingCode(m))
	if len(rows) == 1 {
		s = fmt.Sprintf("[%s] Giao nhiệm vụ %s: %s", m.Host.Name, rows[0].Code, rows[0].Text)
	}
	if r := []rune(s); len(r) > maxSubject {
		s = strings.TrimSpace(string(r[:maxSubject-1])) + "…"
	}
	return oneLine(s)
}

func day(m *agenda.Meeting) string { return m.StartsAt.In(agenda.Zone).Format("2/1/2006") }

// text is the letter as words, in the order in which an official letter of assignment names things.
func text(m *agenda.Meeting, u agenda.Unit, rows []export.Row, file string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Kính gửi: %s\n\n", u.Address())
	fmt.Fprintf(&b, "Căn cứ kết luận tại %s ngày %s, %s đề nghị Quý đơn vị thực hiện %d nhiệm vụ sau:\n", m.Title, day(m), m.Host.Name, len(rows))
	for _, r := range rows {
		fmt.Fprintf(&b, "\n%d. Mã nhiệm vụ: %s\n", r.STT, r.Code)
		for _, f := range []struct{ label, value string }{
			{"Mục chương trình", r.Item}, {"Nội dung", strings.ReplaceAll(r.Text, "\n", "\n   ")}, {"Chỉ tiêu", r.Target},
			{"Đơn vị phối hợp", r.Supporting}, {"Thời hạn", due(r)}, {"Sản phẩm", r.Product},
		} {
			if f.value != "" {
				fmt.Fprintf(&b, "   %s: %s\n", f.label, f.value)
			}
		}
	}
	fmt.Fprintf(&b, "\nTrân trọng./.\n\nTệp kèm theo: %s\n", file)
	b.WriteString("(Thư gửi tự động từ hệ thống giao ban trực tuyến; văn bản chính thức gửi qua trục liên thông văn bản.)\n")
	if m.Invented != "" {
		fmt.Fprintf(&b, "(Dữ liệu minh họa: %s.)\n", m.Invented)
	}
	return b.String()
}

func due(r export.Row) string {
	switch {
	case r.Due == "" && r.DueWords == "":
		return "chưa ấn định"
	case r.Due == "":
		return r.DueWords
	case r.DueWords == "":
		return "chậm nhất " + r.Due
	}
	return r.DueWords + " (chậm nhất " + r.Due + ")"
}
