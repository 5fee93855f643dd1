package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// What the check must find in the report typed as it is, and no more: counted in the report, not in the script.
const (
	wantWithoutDate   = 15
	wantWithoutNumber = 13
	wantToEverybody   = 15
	wantClusters      = 43 // to be divided among the units
)

// minutesReport is what became of the minutes: the check of the report typed as it is, then what is left unclear, and what signing did. It is a value.
type minutesReport struct {
	WithoutDate   int  `json:"without_date"`
	WithoutNumber int  `json:"without_number"`
	ToEverybody   int  `json:"to_everybody"`
	Unclear       int  `json:"unclear"`  // before signing, neither filled nor waived
	Clusters      int  `json:"clusters"` // the sum of the units' parts
	Confirmed     int  `json:"confirmed"`
	Signed        bool `json:"signed"`
	Refused       int  `json:"refused_after_signing"`
}

// checkTyped asks the server what is not clear in the report typed as it is.
func (r *rehearsal) checkTyped(ctx context.Context) error {
	findings, err := r.findings(ctx)
	if err != nil {
		return err
	}
	found, rep := &r.report.Minutes, &r.report
	for _, f := range findings {
		switch {
		case f.Field == agenda.FieldTime:
			found.WithoutDate++
		case f.Field == agenda.FieldProduct:
			found.WithoutNumber++
		case f.Field == agenda.FieldPerson && f.Code == agenda.FindEverybody:
			found.ToEverybody++
		case f.Field == agenda.FieldWork, f.Field == agenda.FieldAuthority, f.Code == agenda.FindNobody:
			rep.fault("kiểm tra “6 rõ”: không nên thấy %s/%s ở dòng %s", f.Field, f.Code, f.Line)
		}
	}
	want(rep, "kết luận chưa có thời hạn khi gõ đúng bài báo", found.WithoutDate, wantWithoutDate)
	want(rep, "kết luận chưa có con số khi gõ đúng bài báo", found.WithoutNumber, wantWithoutNumber)
	want(rep, "kết luận giao cho tất cả khi gõ đúng bài báo", found.ToEverybody, wantToEverybody)
	return r.scene(ctx, "thời hạn trong lời nói", r.readDate)
}

// readDate has the server read the only date of the report: "trước ngày 10-10" excludes that day, which is a Saturday in 2020 and a Friday in 2025.
func (r *rehearsal) readDate(ctx context.Context) error {
	p, err := r.player(reference.SecretarySeat)
	if err != nil {
		return err
	}
	year := r.script.Create.StartsAt.In(agenda.Zone).Year()
	text, err := r.api.request(ctx, http.MethodPost, r.path(p, "deadlines"), p.secret, map[string]any{"text": fmt.Sprintf("trước ngày 10-10-%d sẽ khai trương được 5 điểm", year)})
	if err != nil {
		return err
	}
	var answer struct {
		Matches []struct {
			Until    string
			Warnings []struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return fmt.Errorf("deadlines: %w", err)
	}
	got, weekend := "", false
	for _, m := range answer.Matches {
		got += m.Until
		for _, w := range m.Warnings {
			weekend = weekend || w.Code == "weekend"
		}
	}
	want(&r.report, "“trước ngày 10-10” hết hạn / nhắc là cuối tuần", fmt.Sprintf("%s / %t", got, weekend), fmt.Sprintf("%d-10-10T00:00:00+07:00 / %t", year, year == 2020))
	return nil
}

// findings are what the server's check finds; the chair's own fold must find the same.
func (r *rehearsal) findings(ctx context.Context) ([]agenda.Finding, error) {
	chair, err := r.player(reference.ChairSeat)
	if err != nil {
		return nil, err
	}
	text, err := r.api.get(ctx, r.path(chair, "check"), chair.secret)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Version  agenda.Version
		Findings []agenda.Finding
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	if err := chair.client.Reach(ctx, answer.Version); err != nil {
		return nil, err
	}
	var own []agenda.Finding
	version := agenda.Version(0)
	chair.client.View(func(m *agenda.Meeting) { own, version = agenda.Check(m), m.Version })
	if version == answer.Version && !sameFindings(own, answer.Findings) {
		r.report.fault("kiểm tra “6 rõ” tại chủ trì khác với máy chủ: %d và %d", len(own), len(answer.Findings))
	}
	return answer.Findings, nil
}

// sameFindings compares findings as they go over the wire: waivers are pointers.
func sameFindings(a, b []agenda.Finding) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// sign takes the minutes to the signature and then tries to change them. That the minutes cannot be signed is a fault, not the end of the rehearsal.
func (r *rehearsal) sign(ctx context.Context) error {
	findings, err := r.findings(ctx)
	if err != nil {
		return err
	}
	for _, f := range findings {
		if f.Waived == nil {
			r.report.Minutes.Unclear++
		}
	}
	want(&r.report, "nội dung chưa rõ trước khi ký", r.report.Minutes.Unclear, 0)
	for _, step := range r.script.Signed() {
		if err := r.speak(ctx, step); err != nil {
			if ctx.Err() != nil {
				return err
			}
			r.report.fault("ký biên bản: %v", err)
			return nil
		}
	}
	return r.writeAfterSigning(ctx)
}

// writeAfterSigning tries to write into signed minutes: every try must be answered 409, closed.
func (r *rehearsal) writeAfterSigning(ctx context.Context) error {
	for _, step := range r.script.AfterSigning() {
		p, err := r.player(step.By)
		if err != nil {
			return err
		}
		var command agenda.Command
		p.client.View(func(m *agenda.Meeting) { command = step.Now(m) })
		err = r.api.command(ctx, r.script.ID, p.secret, step.ID, command)
		var status *statusError
		if errors.As(err, &status) && status.status == http.StatusConflict && strings.Contains(status.body, `"code":"closed"`) {
			r.report.Minutes.Refused++
			continue
		}
		r.report.fault("sau khi ký, %s không bị từ chối 409: %v", agenda.CommandName(command), err)
	}
	return nil
}

// checkSigned looks at what the secretary sees in the end: parts, confirmations, the seal.
func (r *rehearsal) checkSigned(m *agenda.Meeting) {
	found, rep := &r.report.Minutes, &r.report
	for _, a := range m.Assignments {
		for _, t := range a.Tasks {
			if least, _, ok := a.Wanted(t); ok && a.Target.Kind == "total" {
				found.Clusters += int(least)
			}
		}
	}
	for _, l := range m.ConclusionLines() {
		if l.IsConfirmed() && l.Part == 0 {
			found.Confirmed++
		}
	}
	found.Signed = m.Signed()
	want(rep, "tổng số cụm công nghiệp đã chia", found.Clusters, wantClusters)
	want(rep, "kết luận đã được chủ trì xác nhận", found.Confirmed, wantInstructions)
	want(rep, "biên bản đã ký", found.Signed, true)
	want(rep, "lần ghi sau khi ký bị từ chối 409", found.Refused, len(r.script.AfterSigning()))
}
