package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// downloadFaults fetches what a seat can download: everybody its task list as CSV; the secretary also the workbook, a letter and a paper.
func (r *rehearsal) downloadFaults(ctx context.Context, p *player) (faults []string) {
	expected := 0
	switch {
	case p.seat.Role.Staff():
		expected = wantForAll*r.units + 1
	case p.seat.Role == agenda.RoleUnit:
		expected = wantForAll
	}
	if f := r.csvFault(ctx, p, expected); f != "" {
		faults = append(faults, f)
	}
	switch p.seat.Seat {
	case reference.SecretarySeat:
		return append(faults, r.secretaryFaults(ctx, p)...)
	case reference.UnitSeat(r.script.Speeches[0].Unit):
		return append(faults, r.forbiddenFaults(ctx, p)...)
	}
	return faults
}

// unitColumn is where the CSV names the unit.
const unitColumn = "Đơn vị thực hiện"

func (r *rehearsal) csvFault(ctx context.Context, p *player, expected int) string {
	text, err := r.api.get(ctx, r.path(p, "tasks.csv"), p.secret)
	if err != nil {
		return err.Error()
	}
	rest, marked := bytes.CutPrefix(text, []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil || !marked || len(rows) == 0 {
		return fmt.Sprintf("%s: tasks.csv không đúng dạng (BOM %v): %v", p.seat.Seat, marked, err)
	}
	if len(rows)-1 != expected {
		return fmt.Sprintf("%s: tasks.csv có %d nhiệm vụ, cần %d", p.seat.Seat, len(rows)-1, expected)
	}
	column := slices.Index(rows[0], unitColumn)
	if column < 0 {
		return fmt.Sprintf("%s: tasks.csv không có cột %q", p.seat.Seat, unitColumn)
	}
	for _, row := range rows[1:] {
		if p.seat.Role == agenda.RoleUnit && row[column] != p.seat.Name {
			return fmt.Sprintf("%s: tasks.csv có nhiệm vụ của %q", p.seat.Seat, row[column])
		}
	}
	return ""
}

func (r *rehearsal) path(p *player, rest string) string {
	return fmt.Sprintf("/api/meetings/%s/%s?seat=%s", r.script.ID, rest, p.seat.Seat)
}

func (r *rehearsal) secretaryFaults(ctx context.Context, p *player) (faults []string) {
	book, err := r.api.get(ctx, r.path(p, "tasks.xlsx"), p.secret)
	if err != nil {
		faults = append(faults, err.Error())
	} else if archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book))); err != nil ||
		!slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" }) {
		faults = append(faults, fmt.Sprintf("tasks.xlsx không phải là bảng tính: %v", err))
	}
	unit := r.script.Speeches[0].Unit
	letter, err := r.api.get(ctx, r.path(p, r.letter(unit)), p.secret)
	if err != nil {
		faults = append(faults, err.Error())
	} else if address := r.address(unit); !bytes.Contains(letter, []byte(address)) {
		faults = append(faults, fmt.Sprintf("thư của %s không gửi tới %s", unit, address))
	}
	paper := r.script.Papers[0].Paper
	if text, err := r.api.get(ctx, r.path(p, "papers/"+string(paper.ID)), p.secret); err != nil {
		faults = append(faults, err.Error())
	} else if !bytes.Contains(text, []byte(r.script.Items[0].Title)) {
		faults = append(faults, "tài liệu tải về không có chương trình hội nghị")
	}
	return faults
}

func (r *rehearsal) letter(unit agenda.UnitID) string {
	return fmt.Sprintf("letters/%s/%s.eml", rehearsalBatch, unit)
}

func (r *rehearsal) address(unit agenda.UnitID) string {
	for _, c := range r.script.Contacts {
		if c.Unit == unit {
			return c.Email
		}
	}
	return ""
}

// forbiddenFaults tries what a unit may not do: read another unit's letter, end the meeting, make links.
func (r *rehearsal) forbiddenFaults(ctx context.Context, p *player) (faults []string) {
	_, letter := r.api.get(ctx, r.path(p, r.letter(r.script.Speeches[1].Unit)), p.secret)
	_, links := r.api.links(ctx, r.script.ID, p.secret, []agenda.SeatID{reference.ChairSeat})
	for what, err := range map[string]error{
		"đọc thư của đơn vị khác": letter,
		"tạo đường dẫn":           links,
		"gửi nhiệm vụ":            r.api.command(ctx, r.script.ID, p.secret, "ref-forbidden-1", agenda.MailSend{Batch: "ref-batch-2"}),
	} {
		if status := (*statusError)(nil); !errors.As(err, &status) || status.status != http.StatusForbidden {
			faults = append(faults, fmt.Sprintf("%s không bị cấm %s: %v", p.seat.Seat, what, err))
		}
	}
	return faults
}
