package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// file is what the units do before the meeting: they answer the invitation, file figures, and one hands in a paper.
func (r *rehearsal) file(ctx context.Context) error {
	if err := r.papersDue(ctx); err != nil {
		return err
	}
	for _, c := range reference.FigureDefines() {
		if err := r.act(ctx, reference.SecretarySeat, c); err != nil {
			return err
		}
	}
	if err := r.eachUnit(ctx, func(n int) agenda.Command { return r.script.ReplyOf(n) }); err != nil {
		return err
	}
	if err := r.eachUnit(ctx, func(n int) agenda.Command { return reference.FilingOf(n) }); err != nil {
		return err
	}
	if err := r.look(ctx, reference.SecretarySeat, r.checkFiled); err != nil {
		return err
	}
	if err := r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		filed := 0
		for _, f := range m.Figures {
			filed += len(f.Filed)
		}
		want(&r.report, "một đơn vị thấy: trả lời giấy mời / số liệu đã nộp", fmt.Sprintf("%d / %d", len(m.Replies), filed), "1 / 2")
	}); err != nil {
		return err
	}
	return r.scene(ctx, "tài liệu của đơn vị", r.handIn)
}

// papersDue asks as a unit's browser does by when papers are to be handed in: three working days before 29-7.
func (r *rehearsal) papersDue(ctx context.Context) error {
	p, err := r.player(r.seat(0))
	if err != nil {
		return err
	}
	text, err := r.api.request(ctx, http.MethodPost, "/api/session", "", map[string]any{"meeting": r.script.ID, "seat": p.seat.Seat, "token": p.secret})
	if err != nil {
		return err
	}
	var answer struct {
		PapersDue string `json:"papers_due"`
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return fmt.Errorf("session: %w", err)
	}
	want(&r.report, "hạn gửi tài liệu (3 ngày làm việc trước 29-7)", answer.PapersDue, fmt.Sprintf("%d-07-24", r.script.Create.StartsAt.In(agenda.Zone).Year()))
	return nil
}

// checkFiled counts the answers and rolls the figures up; "chưa nắm" is counted, and is not 0.
func (r *rehearsal) checkFiled(m *agenda.Meeting) {
	answers := map[agenda.ReplyKind]int{}
	for _, reply := range m.Replies {
		answers[reply.Answer]++
	}
	want(&r.report, "trả lời giấy mời: dự / vắng / dự thay", fmt.Sprintf("%d / %d / %d", answers[agenda.ReplyAttend], answers[agenda.ReplyAbsent], answers[agenda.ReplySubstitute]),
		fmt.Sprintf("%d / 1 / 1", r.units-2))
	reason := ""
	if reply := m.Reply(r.unit(reference.AbsentUnit)); reply != nil {
		reason = reply.Reason.Value
	}
	want(&r.report, "lý do vắng", reason, reference.AbsentReason)
	sum, share := 0.0, 0.0
	for n := range r.units {
		if events, ok := reference.EventsOf(n); ok {
			sum += events
		}
		share += *reference.FilingOf(n).Values[1].Number
	}
	want(&r.report, "số liệu cộng dồn (đã nộp, chưa nắm, tổng)", rolled(m, reference.EventsFigure), fmt.Sprintf("%d, 1, %g", r.units, sum))
	want(&r.report, "số liệu trung bình (đã nộp, chưa nắm, trung bình)", rolled(m, reference.ShareFigure), fmt.Sprintf("%d, 0, %g", r.units, share/float64(r.units)))
}

func rolled(m *agenda.Meeting, id agenda.FigureID) string {
	f := m.Figure(id)
	if f == nil {
		return "không có"
	}
	up := f.Rollup(m)
	value := "không có"
	if up.Value != nil {
		value = fmt.Sprintf("%g", *up.Value)
	}
	return fmt.Sprintf("%d, %d, %s", up.Filed, up.Unknown, value)
}

// handIn has a unit hand a paper in, get it back, hand it in again and have it approved; others have it then, and not before.
func (r *rehearsal) handIn(ctx context.Context) error {
	unit := r.script.Speeches[0].Unit
	owner, err := r.player(reference.UnitSeat(unit))
	if err != nil {
		return err
	}
	first, err := r.upload(ctx, owner, 1)
	if err != nil {
		return err
	}
	want(&r.report, "tài liệu chờ duyệt: đơn vị khác tải về", r.stranger(ctx, unit), "HTTP 404, không thấy")
	if err := r.act(ctx, reference.SecretarySeat, agenda.PaperReturn{Paper: reference.FiledPaper, Hash: first, Reason: reference.Private(unit)}); err != nil {
		return err
	}
	want(&r.report, "tài liệu bị trả lại tại đơn vị", r.paperState(ctx, owner.seat.Seat), "returned: "+reference.Private(unit))
	second, err := r.upload(ctx, owner, 2)
	if err != nil {
		return err
	}
	want(&r.report, "tài liệu gửi lại: đơn vị khác tải về", r.stranger(ctx, unit), "HTTP 404, không thấy")
	if err := r.act(ctx, reference.SecretarySeat, agenda.PaperApprove{Paper: reference.FiledPaper, Hash: second}); err != nil {
		return err
	}
	want(&r.report, "tài liệu đã duyệt tại đơn vị", r.paperState(ctx, owner.seat.Seat), "approved: ")
	want(&r.report, "tài liệu đã duyệt: đơn vị khác tải về", r.stranger(ctx, unit), "đúng từng byte của lần gửi 2")
	return nil
}

// upload hands the paper in, the n-th time, and waits until everybody's fold can hold it.
func (r *rehearsal) upload(ctx context.Context, p *player, n int) (agenda.Hash, error) {
	q := url.Values{"seat": {string(p.seat.Seat)}, "id": {fmt.Sprintf("ref-tl-gui-%d", n)}, "paper": {string(reference.FiledPaper)}, "item": {string(r.script.Speeches[0].Item)},
		"title": {"Báo cáo của đơn vị (giả định)"}, "name": {"bao-cao.pdf"}, "no_secret": {"true"}}
	text, err := r.api.send(ctx, fmt.Sprintf("/api/meetings/%s/papers?%s", r.script.ID, q.Encode()), p.secret, reference.PaperBytes(n))
	if err != nil {
		return "", err
	}
	var answer struct {
		Version agenda.Version
		File    agenda.File
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return "", fmt.Errorf("papers: %w", err)
	}
	r.spoken = answer.Version
	return answer.File.Hash, nil
}

func (r *rehearsal) paperState(ctx context.Context, seat agenda.SeatID) (state string) {
	if err := r.look(ctx, seat, func(m *agenda.Meeting) {
		if s := m.Submission(reference.FiledPaper); s != nil {
			state = fmt.Sprintf("%s: %s", s.State, s.Reason)
		}
	}); err != nil {
		return err.Error()
	}
	return state
}

// stranger is what a unit that did not hand the paper in can get of it.
func (r *rehearsal) stranger(ctx context.Context, owner agenda.UnitID) string {
	n := 0
	if r.unit(n) == owner {
		n = 1
	}
	p, err := r.player(r.seat(n))
	if err != nil {
		return err.Error()
	}
	seen := "thấy trong chương trình"
	if state := r.paperState(ctx, p.seat.Seat); state == "" {
		seen = "không thấy"
	}
	got, err := r.api.get(ctx, r.path(p, "papers/"+string(reference.FiledPaper)), p.secret)
	if status := (*statusError)(nil); errors.As(err, &status) {
		return fmt.Sprintf("HTTP %d, %s", status.status, seen)
	}
	if err != nil {
		return err.Error()
	}
	for n := 1; n <= 2; n++ {
		if bytes.Equal(got, reference.PaperBytes(n)) {
			return fmt.Sprintf("đúng từng byte của lần gửi %d", n)
		}
	}
	return fmt.Sprintf("%d byte khác, %s", len(got), seen)
}

// comeIn brings everybody but the unit that said it cannot come; that one comes late.
func (r *rehearsal) comeIn(ctx context.Context) error {
	return r.everybody(ctx, func(ctx context.Context, p *player) error {
		if p.seat.Unit == r.unit(reference.AbsentUnit) {
			return nil
		}
		return p.join(ctx)
	})
}

// comeLate checks what the opening says of the absent unit, which then comes after all.
func (r *rehearsal) comeLate(ctx context.Context) error {
	late, err := r.player(r.seat(reference.AbsentUnit))
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Có mặt %d/%d điểm cầu. Vắng: %s (lý do: %s).", r.units-1, r.units, r.script.Create.Units[reference.AbsentUnit].Inline(), reference.AbsentReason)
	if err := r.look(ctx, late.seat.Seat, func(m *agenda.Meeting) {
		want(&r.report, "khai mạc do hệ thống viết", says(factWith(m, "Cuộc họp khai mạc"), words), words)
	}); err != nil {
		return err
	}
	return late.join(ctx)
}
