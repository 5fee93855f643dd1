package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

const (
	supplementLine   agenda.LineID = "ref-bs-1"
	supplementReason               = "Bổ sung nội dung sót (giả định)"
)

// supplement mends signed minutes by supplementary ones, which are numbered from 1 and signed, too.
func (r *rehearsal) supplement(ctx context.Context) error {
	signed := agenda.Signature{}
	if err := r.look(ctx, reference.ChairSeat, func(m *agenda.Meeting) {
		if m.Signed() {
			signed = *m.Approval.Seal
		}
	}); err != nil {
		return err
	}
	if signed.Version == 0 {
		return fmt.Errorf("biên bản chưa ký nên không bổ sung được")
	}
	if err := r.act(ctx, reference.SecretarySeat, agenda.MinutesSupplement{Reason: supplementReason},
		agenda.LineAdd{Line: supplementLine, Kind: agenda.KindConclusion, Text: "Giao Văn phòng Sở theo dõi chung (giả định).", Unit: agenda.HostUnit},
		agenda.ConclusionSettle{Line: supplementLine, Reason: "Chỉ nhắc chung (giả định)"}); err != nil {
		return err
	}
	for _, step := range []reference.Step{{ID: "ref-bs-xn", By: reference.ChairSeat, Command: agenda.ConclusionConfirm{Line: supplementLine}},
		{ID: "ref-bs-tr", By: reference.SecretarySeat, Command: agenda.MinutesSubmit{}}, {ID: "ref-bs-ky", By: reference.ChairSeat, Command: agenda.MinutesSign{}}} {
		if err := r.speak(ctx, step); err != nil {
			return err
		}
	}
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		number, of := 0, agenda.Hash("")
		if l := m.Line(supplementLine); l != nil && l.Part == m.Part() {
			number = l.Number
		}
		if n := len(m.Supplements); n > 0 {
			of = m.Supplements[n-1].Of.Hash
		}
		want(&r.report, "biên bản bổ sung: phần / kết luận số / đã ký", fmt.Sprintf("%d / %d / %t", m.Part(), number, m.Signed()), "1 / 1 / true")
		want(&r.report, "biên bản bổ sung dẫn chiếu bản đã ký", of == signed.Hash, true)
	})
}

// seek searches without diacritics, and for what is internal.
func (r *rehearsal) seek(ctx context.Context) error {
	unit := r.script.Create.Units[r.place(r.script.Speeches[0].Unit)]
	for _, x := range []struct {
		what, words, holds string
		by                 agenda.SeatID
		found              bool
	}{
		{"tìm không dấu, thư ký", "thach that", unit.Name, reference.SecretarySeat, true},
		{"tìm không dấu, một đơn vị", "thach that", unit.Name, r.seat(0), true},
		{"tìm ghi chú nội bộ, thư ký", "ghi chu noi bo", r.script.Note.Text, reference.SecretarySeat, true},
		{"tìm ghi chú nội bộ, một đơn vị", "ghi chu noi bo", r.script.Note.Text, r.seat(0), false},
	} {
		found, err := r.finds(ctx, x.by, x.words, x.holds)
		if err != nil {
			return err
		}
		want(&r.report, fmt.Sprintf("%s: “%s” thấy “%s”", x.what, x.words, begins(x.holds)), found, x.found)
	}
	return nil
}

// finds says whether a seat's search in this meeting has a hit that holds the words.
func (r *rehearsal) finds(ctx context.Context, seat agenda.SeatID, words, holds string) (bool, error) {
	p, err := r.player(seat)
	if err != nil {
		return false, err
	}
	q := url.Values{"meeting": {string(r.script.ID)}, "in": {string(r.script.ID)}, "seat": {string(seat)}, "q": {words}}
	text, err := r.api.get(ctx, "/api/search?"+q.Encode(), p.secret)
	if err != nil {
		return false, err
	}
	var answer struct{ Hits []struct{ Text string } }
	if err := json.Unmarshal(text, &answer); err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	for _, h := range answer.Hits {
		if strings.Contains(h.Text, holds) {
			return true, nil
		}
	}
	return false, nil
}

// begins are the first words of a text, for the report.
func begins(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), 30)])
}
