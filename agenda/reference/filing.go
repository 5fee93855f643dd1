package reference

import (
	"fmt"

	"giaoban/agenda"
)

// What the units answer and file before the reference meeting. The report tells of none of it: all is invented.

// The figures that are asked of every unit, and the paper that one unit hands in.
const (
	EventsFigure agenda.FigureID = "ref-sl-1" // promotion events in the first half of the year: what instruction 11 multiplies
	ShareFigure  agenda.FigureID = "ref-sl-2" // a share, of which the mean is taken
	FiledPaper   agenda.PaperID  = "ref-tl-1"
)

// Units with a part of their own, as indexes of the roster: one says that it cannot come, one sends somebody else, one does not know its number.
const (
	AbsentUnit     = 1
	SubstituteUnit = 2
	UnknowingUnit  = 3
)

// AbsentReason is why the unit that does not come at first does not come. Minutes quote it.
const AbsentReason = "bận phòng, chống dịch (giả định)"

// Private is a text that only that unit and staff may read; it says so, so that it is found wherever else it turns up.
func Private(unit agenda.UnitID) string {
	return fmt.Sprintf("(Giả định) Nội dung này chỉ đơn vị %s biết.", unit)
}

// FigureDefines ask the units for the two figures.
func FigureDefines() []agenda.FigureDefine {
	return []agenda.FigureDefine{
		{Figure: EventsFigure, Name: "Số sự kiện kích cầu 6 tháng đầu năm (giả định)", Measure: "sự kiện", Kind: agenda.FigureNumber, Roll: agenda.RollSum},
		{Figure: ShareFigure, Name: "Tỷ lệ hồ sơ cấp phép đúng hạn (giả định)", Measure: "%", Kind: agenda.FigurePercent, Roll: agenda.RollMean},
	}
}

// ReplyOf is what the n-th unit of the roster answers to the invitation.
func (s Script) ReplyOf(n int) agenda.InvitationAnswer {
	unit := s.Create.Units[n]
	switch n {
	case AbsentUnit:
		return agenda.InvitationAnswer{Answer: agenda.ReplyAbsent, Reason: AbsentReason}
	case SubstituteUnit:
		return agenda.InvitationAnswer{Answer: agenda.ReplySubstitute, Name: "Người dự thay (giả định)", Post: "Phó phòng", Reason: Private(unit.ID)}
	}
	return agenda.InvitationAnswer{Answer: agenda.ReplyAttend, Name: "Đại diện " + unit.Address() + " (giả định)"}
}

// EventsOf is how many promotion events the n-th unit held; ok is false for the one that does not know.
func EventsOf(n int) (events float64, ok bool) { return float64(2 + n%4), n != UnknowingUnit }

// FilingOf are the figures of the n-th unit.
func FilingOf(n int) agenda.FigureFile {
	events, ok := EventsOf(n)
	first := agenda.FigureValue{Figure: EventsFigure, Number: &events}
	if !ok {
		first = agenda.FigureValue{Figure: EventsFigure, Unknown: true}
	}
	share := float64(80 + n%2*10)
	return agenda.FigureFile{Values: []agenda.FigureValue{first, {Figure: ShareFigure, Number: &share}}}
}

// PaperBytes is the small PDF that the unit hands in, the n-th time.
func PaperBytes(n int) []byte {
	return fmt.Appendf(nil, "%%PDF-1.4\n%% gia dinh, lan %d\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n", n)
}
