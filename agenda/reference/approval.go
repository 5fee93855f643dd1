package reference

import "giaoban/agenda"

// What is done with the 16 instructions after they were typed as the report has them: dates, products and parts are filled in, what cannot be is waived, all is read
// back, confirmed and signed. Everything here but the instructions' words is invented and says so.

const (
	inventedProduct    = "Báo cáo kết quả thực hiện (giả định)"
	everybodyReason    = "Bài báo giao chung cho tất cả các đơn vị; mỗi đơn vị tự phân công người phụ trách (giả định)."
	partnerReason      = "Chủ đầu tư không phải là đơn vị dự họp (giả định)."
	shortcomingReason  = "Bài báo chỉ nêu hạn chế, không kèm chỉ đạo riêng (giả định)."
	commentAnswer      = "Giữ nguyên lời kết luận theo bài báo (giả định)."
	inventedSuggestion = "(Giả định) Đề nghị ghi rõ thời gian hoàn thành giải phóng mặt bằng."
)

// parts divides a total among units as evenly as whole numbers allow, the first ones taking one more. That is invented: the report does not divide.
func parts(total int, units []agenda.Unit) []agenda.Part {
	var list []agenda.Part
	for i, u := range units {
		n := total / len(units)
		if i < total%len(units) {
			n++
		}
		list = append(list, agenda.Part{Unit: u.ID, Value: float64(n)})
	}
	return list
}

// Cleared are the commands that make the conclusions clear, while everybody is still there: fill in, divide, waive, then read back item by item and confirm.
func (s Script) Cleared() []Step {
	l := &steps{prefix: "ref-c"}
	for _, in := range s.Instructions {
		l.fill(in, s.Create.Units)
		if in.Scope.Kind == "all" {
			l.add(SecretarySeat, agenda.CheckWaive{Line: in.Line, Field: agenda.FieldPerson, Reason: everybodyReason})
		}
		if in.Number == 7 {
			l.add(SecretarySeat, agenda.CheckWaive{Line: in.Line, Field: agenda.FieldDuty, Reason: partnerReason})
		}
	}
	for _, sh := range s.Shortcomings {
		l.add(SecretarySeat, agenda.CheckWaive{Line: sh.Line, Field: agenda.FieldShortcoming, Reason: shortcomingReason})
	}
	for _, item := range s.Items {
		l.readBack(item.Item, s.Instructions)
	}
	return l.list
}

// fill adds what the report leaves open to one instruction.
func (l *steps) fill(in Instruction, units []agenda.Unit) {
	if in.Invented {
		due, product := in.Due, ""
		if in.Target.Kind == "none" {
			product = inventedProduct
		}
		l.add(SecretarySeat, agenda.TaskEdit{Assignment: in.Assignment, Due: &due, Target: in.Target, Product: product})
	}
	if in.Target.Kind == "total" {
		l.add(SecretarySeat, agenda.TaskDivide{Assignment: in.Assignment, Parts: parts(int(in.Target.Value), units)})
	}
}

// readBack shows the conclusions of an item, if it has any, and has each confirmed.
func (l *steps) readBack(item agenda.ItemID, instructions []Instruction) {
	shown := false
	for _, in := range instructions {
		if in.Item != item {
			continue
		}
		if !shown {
			l.add(ChairSeat, agenda.ReadbackShow{Item: item})
			shown = true
		}
		l.add(ChairSeat, agenda.ConclusionConfirm{Line: in.Line})
	}
	if shown {
		l.add(ChairSeat, agenda.ReadbackHide{})
	}
}

// Signed are the commands after the close: submit, a unit's comment, its answer, the signature.
func (s Script) Signed() []Step {
	l := &steps{prefix: "ref-k"}
	l.add(SecretarySeat, agenda.MinutesSubmit{}) // Now asks for comments: the script knows no clock
	l.add(s.Speeches[0].Seat, agenda.MinutesComment{Comment: "ref-gy-1", Line: s.Instructions[1].Line, Text: inventedSuggestion})
	l.add(SecretarySeat, agenda.MinutesAnswer{Comment: "ref-gy-1", Reason: commentAnswer})
	l.add(ChairSeat, agenda.MinutesSign{})
	return l.list
}

// AfterSigning are commands that must all be refused once the minutes are signed.
func (s Script) AfterSigning() []Step {
	l := &steps{prefix: "ref-x"}
	in := s.Instructions[0]
	l.add(SecretarySeat,
		agenda.LineAdd{Line: "ref-muon-1", Kind: agenda.KindOpinion, Text: "Viết sau khi ký"},
		agenda.LineEdit{Line: in.Line, Text: "Sửa sau khi ký"},
		agenda.TaskEdit{Assignment: in.Assignment, Target: agenda.Target{Kind: "none"}},
		agenda.CheckWaive{Line: in.Line, Field: agenda.FieldTime, Reason: "sau khi ký"})
	l.add(ChairSeat, agenda.ConclusionConfirm{Line: in.Line}, agenda.MinutesSign{})
	return l.list
}

// now is the command for the meeting as it stands: what a person has seen is its newest revision, and comments are open for a day from its last word.
func now(c agenda.Command, m *agenda.Meeting) agenda.Command {
	revision := func(id agenda.LineID) agenda.Version {
		if l := m.Line(id); l != nil {
			return l.Revision
		}
		return 0
	}
	switch c := c.(type) {
	case agenda.LineKindSet:
		c.Was = revision(c.Line)
		return c
	case agenda.LineEdit:
		c.Was = revision(c.Line)
		return c
	case agenda.ConclusionConfirm:
		c.Was = revision(c.Line)
		return c
	case agenda.MinutesComment:
		c.Was = revision(c.Line)
		return c
	case agenda.MinutesSign:
		c.Seen = m.Version
		return c
	case agenda.MinutesSubmit:
		if m.ClosedAt != nil {
			until := m.ClosedAt.AddDate(0, 0, 1)
			c.CommentsUntil = &until
		}
		return c
	}
	return c
}
