package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// The reference meeting, counted: these are the numbers of the press report and not of the script that is played.
const (
	wantInstructions = 16
	wantForAll       = 15 // of them, for every unit
	wantShortcomings = 5
	wantSpeeches     = 3
	otherSeats       = 3 // chair, secretary, guest
)

// checkAll holds the folds, the REST state and the downloads against what is expected.
func (r *rehearsal) checkAll(ctx context.Context) error {
	secretary, err := r.player(reference.SecretarySeat)
	if err != nil {
		return err
	}
	version := agenda.Version(0)
	var lines int
	var own map[agenda.UnitID]int
	secretary.client.View(func(m *agenda.Meeting) {
		version, lines, own = m.Version, len(m.Lines), tasksByUnit(m)
		r.checkStaff(m)
	})
	r.report.Records = int(version)
	for _, p := range r.seats {
		if _, err := p.sees(ctx, version); err != nil {
			return err
		}
		p.client.View(func(m *agenda.Meeting) {
			same(&r.report, string(p.seat.Seat)+": số bản ghi cuối", m.Version, version)
			if !p.seat.Role.Staff() {
				r.checkReader(p, m, lines, own)
			}
		})
	}
	r.checkLeaks()
	if err := r.checkChain(ctx, secretary, version); err != nil {
		r.report.fault("chuỗi bản ghi: %v", err)
	}
	faults := make(chan string, 8*len(r.seats))
	err = r.everybody(ctx, func(ctx context.Context, p *player) error {
		for _, f := range append(r.stateFaults(ctx, p), r.downloadFaults(ctx, p)...) {
			faults <- f
		}
		return nil
	})
	close(faults)
	for f := range faults {
		r.report.fault("%s", f)
	}
	return err
}

// checkStaff counts what the secretary sees.
func (r *rehearsal) checkStaff(m *agenda.Meeting) {
	here, shortcomings, spoken, done := 0, 0, 0, 0
	for _, p := range m.Attendance {
		if p.Here() && !p.Hall {
			here++
		}
	}
	for _, l := range m.Lines {
		if l.Kind == agenda.KindShortcoming && !l.Removed {
			shortcomings++
		}
	}
	for _, q := range m.Requests {
		if q.State == agenda.RequestDone && q.From != nil && q.Until != nil {
			spoken++
		}
	}
	for _, i := range m.Items {
		if i.State == agenda.ItemDone {
			done++
		}
	}
	for _, a := range m.Assignments {
		for _, t := range a.Tasks {
			r.report.UnitTasks++
			if a.DueOf(t) == nil {
				r.report.TasksWithoutDate++
			}
		}
	}
	r.report.SeatsJoined, r.report.Conclusions, r.report.Mails = here, r.concluded(m), lettersIn(m, agenda.LetterSent)
	rep := &r.report
	want(rep, "điểm cầu đã vào họp", here, r.units+otherSeats)
	want(rep, "kết luận", rep.Conclusions, wantInstructions)
	want(rep, "hạn chế", shortcomings, wantShortcomings)
	want(rep, "lượt phát biểu", spoken, wantSpeeches+r.turns)
	want(rep, "mục chương trình đã xong", done, len(r.script.Items)+1) // with the one that was carried over
	want(rep, "nhiệm vụ của các đơn vị", rep.UnitTasks, wantForAll*r.units+1)
	want(rep, "nhiệm vụ chưa có thời hạn", rep.TasksWithoutDate, 0)
	want(rep, "thư đã gửi", rep.Mails, r.units+1)
	want(rep, "trạng thái cuộc họp", m.Status, agenda.Finished)
	r.checkSigned(m)
}

// concluded counts the conclusions of the minutes themselves: those of supplements are numbered apart.
func (r *rehearsal) concluded(m *agenda.Meeting) (n int) {
	for _, l := range m.ConclusionLines() {
		if l.Part == 0 {
			n++
		}
	}
	return n
}

func tasksByUnit(m *agenda.Meeting) map[agenda.UnitID]int {
	n := map[agenda.UnitID]int{}
	for _, a := range m.Assignments {
		for _, t := range a.Tasks {
			n[t.Unit]++
		}
	}
	return n
}

// checkReader holds what a unit or guest folded against what the secretary knows: its own tasks, all of them and no others, and every line but the note.
func (r *rehearsal) checkReader(p *player, m *agenda.Meeting, lines int, own map[agenda.UnitID]int) {
	id := string(p.seat.Seat)
	got := tasksByUnit(m)
	same(&r.report, id+": nhiệm vụ của mình", got[p.seat.Unit], own[p.seat.Unit])
	expected := 0
	if p.seat.Role == agenda.RoleUnit {
		expected = wantForAll
	}
	same(&r.report, id+": nhiệm vụ nhìn thấy", len(m.Assignments), expected)
	delete(got, p.seat.Unit)
	same(&r.report, id+": đơn vị khác có nhiệm vụ nhìn thấy được", len(got), 0)
	same(&r.report, id+": số dòng biên bản nhìn thấy", len(m.Lines), lines-1)
	if slices.ContainsFunc(m.Lines, func(l *agenda.Line) bool { return l.Internal }) {
		r.report.fault("%s: có dòng nội bộ", id)
	}
}

// checkLeaks gathers what the watches saw. The secretary's own watch must have seen the internal line: a blind watch proves nothing.
func (r *rehearsal) checkLeaks() {
	drafts := 0
	for _, p := range r.seats {
		leaks, hits, seen := p.watch.found()
		drafts += seen
		r.report.InternalLeaks += len(leaks)
		if len(leaks) > 0 {
			r.report.fault("%s: bị lộ %d nội dung nội bộ, trước hết là %q", p.seat.Seat, len(leaks), leaks[0])
		}
		if p.seat.Seat == reference.SecretarySeat {
			r.report.InternalSeen = hits
			want(&r.report, "nội dung riêng mà phép thử chưa từng thấy tại thư ký", fmt.Sprint(p.watch.blind()), "[]")
			if hits == 0 {
				r.report.fault("thư ký không thấy nội dung nội bộ nào: phép thử lộ tin không có giá trị")
			}
		}
	}
	want(&r.report, "nội dung nội bộ, riêng của đơn vị khác bị lộ", r.report.InternalLeaks, 0)
	if drafts == 0 {
		r.report.fault("không điểm cầu nào thấy bản nháp khi thư ký đang gõ")
	}
}

// checkChain reads all records as staff may: without gaps, each matching its hash and the one before. Records about links and
// secret votes are shown to staff without hash or choice, so a reader can only take their hash as it is.
func (r *rehearsal) checkChain(ctx context.Context, p *player, version agenda.Version) error {
	text, err := r.api.get(ctx, r.path(p, "records"), p.secret)
	if err != nil {
		return err
	}
	var seal *agenda.Signature
	p.client.View(func(m *agenda.Meeting) {
		if m.Approval != nil {
			seal = m.Approval.Seal
		}
	})
	head := agenda.Head{Meeting: r.script.ID}
	for d := json.NewDecoder(bytes.NewReader(text)); d.More(); {
		var record agenda.Record
		if err := d.Decode(&record); err != nil {
			return fmt.Errorf("bản ghi sau %d: %w", head.Version, err)
		}
		if record.Version != head.Version+1 {
			return fmt.Errorf("bản ghi %d đến sau %d", record.Version, head.Version)
		}
		if whole(record) {
			if err := agenda.Verify(head.Meeting, head.Hash, record); err != nil {
				return err
			}
		}
		head.Version, head.Hash = record.Version, record.Hash
		if seal != nil && seal.Version == head.Version {
			want(&r.report, "dấu niêm phong của biên bản", seal.Hash, head.Hash)
		}
	}
	if head.Version < version {
		return fmt.Errorf("chỉ có %d trong %d bản ghi", head.Version, version)
	}
	return nil
}

// whole says whether staff was shown all of a record: neither the hash of a link nor what was voted secretly is for them.
func whole(r agenda.Record) bool {
	return len(r.Events) > 0 && !slices.ContainsFunc(r.Events, func(e agenda.Event) bool {
		switch e := e.(type) {
		case agenda.SeatLinked:
			return true
		case agenda.PollVoted:
			return e.Secret
		}
		return false
	})
}

// stateFaults compares a seat's fold with the state that REST gives the same seat, byte by byte. While an attendance ends or a letter is marked the two
// may be a version apart: then it looks again.
func (r *rehearsal) stateFaults(ctx context.Context, p *player) []string {
	path := fmt.Sprintf("/api/meetings/%s/state?seat=%s", r.script.ID, p.seat.Seat)
	for try := 1; ; try++ {
		state, err := r.api.get(ctx, path, p.secret)
		if err != nil {
			return []string{err.Error()}
		}
		var head struct{ Version agenda.Version }
		if err := json.Unmarshal(state, &head); err != nil {
			return []string{fmt.Sprintf("%s: %v", path, err)}
		}
		if err := p.client.Reach(ctx, head.Version); err != nil {
			return []string{err.Error()}
		}
		var folded []byte
		var version agenda.Version
		p.client.View(func(m *agenda.Meeting) {
			version = m.Version
			folded, err = json.Marshal(m)
		})
		switch {
		case err != nil:
			return []string{err.Error()}
		case version != head.Version && try < apiTries:
			continue
		case !bytes.Equal(bytes.TrimSpace(state), folded):
			return []string{fmt.Sprintf("%s: cuộc họp dựng lại từ các bản ghi khác với /state (bản ghi %d và %d, khác từ byte %d)", p.seat.Seat, version, head.Version,
				firstDifference(bytes.TrimSpace(state), folded))}
		}
		return nil
	}
}

func firstDifference(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
