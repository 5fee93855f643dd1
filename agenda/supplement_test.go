package agenda

import (
	"errors"
	"testing"
	"time"
)

// supplemented is the third golden meeting: the signed minutes of the second, mended by supplementary ones with all that came later to the secretary's desk.
func supplemented(t testing.TB) *script {
	s := minuted(t)
	s.play(
		step{"secretary", ModuleSave{Module{Word: "khaimac", Title: "Khai mạc", Text: "BÍ MẬT mẫu: {gio}, [nội dung]."}}},
		step{"secretary", ModuleSave{Module{Word: "giao", Title: "Giao việc", Kind: KindConclusion, Text: "Giao [đơn vị] [việc], hoàn thành [thời hạn]."}}},
		step{"secretary", ModuleSave{Module{Word: "giao", Title: "Giao nhiệm vụ", Kind: KindTask, Text: "Giao {donvi} [việc]."}}},
		step{"secretary", ModuleRemove{Word: "khaimac"}},
		step{"secretary", MinutesSupplement{Reason: "Thiếu một kết luận"}},
		step{"secretary", LineAdd{Line: "bs-1", Item: "i2", Kind: KindConclusion, Text: "Rà soát cửa hàng xăng dầu trên địa bàn.", Person: "Trần Thị Phương Lan"}},
		step{"secretary", LineAdd{Line: "bs-x", Item: "ix", Kind: KindOpinion, Text: "Ý kiến BÍ MẬT.", Unit: "276"}})
	s.play(
		step{"secretary", LineAttribute{Line: "bs-1", Was: s.revision("bs-1"), Unit: HostUnit, Person: "Trần Thị Phương Lan, Phó Giám đốc Sở"}},
		step{"secretary", LineAttribute{Line: "bs-x", Was: s.revision("bs-x"), Unit: "001", Person: "BÍ MẬT"}},
		step{"secretary", ConclusionRefer{Line: "bs-1", To: &Precedent{Meeting: "gb-2906", Line: "l-9", Number: 3, Held: time.Date(2020, 6, 29, 7, 0, 0, 0, time.UTC), How: PrecedentExtends}}},
		step{"secretary", ConclusionRefer{Line: "bs-1", To: &Precedent{Meeting: "gb-2906", Line: "l-9", Number: 3, Held: time.Date(2020, 6, 29, 7, 0, 0, 0, time.UTC), How: PrecedentRepeats, Times: 2}}},
		step{"secretary", TaskAssign{Assignment: "bs-nv", Line: "bs-1", Scope: Scope{Kind: "ticked", Units: []UnitID{"276"}},
			Due: &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC)}, Target: Target{Kind: "yesno"}}},
		step{"secretary", MinutesSubmit{}})
	s.do("chair", ConclusionConfirm{Line: "bs-1", Was: s.revision("bs-1")})
	s.do("chair", MinutesSign{Seen: s.m.Version})
	return s
}

// refused fails unless c is refused with want.
func refused(t *testing.T, s *script, by SeatID, c Command, want error) {
	t.Helper()
	if _, err := s.try(by, c); !errors.Is(err, want) {
		t.Errorf("%s by %s: %v, want %v", CommandName(c), by, err, want)
	}
}

func TestSupplementLeavesWhatIsSigned(t *testing.T) {
	s := minuted(t)
	refused(t, minutedDraft(t), "secretary", MinutesSupplement{Reason: "x"}, errNotSigned)
	refused(t, s, "secretary", MinutesSupplement{}, errNoReason)
	seal := *s.m.Approval.Seal
	s.do("secretary", MinutesSupplement{Reason: "Thiếu một kết luận"})
	if s.m.Approval != nil || s.m.Supplements[0].Of != seal {
		t.Fatalf("the supplement is no draft that refers to the seal: %+v", s.m.Supplements)
	}
	refused(t, s, "secretary", MinutesSupplement{Reason: "x"}, errNotSigned)
	refused(t, s, "secretary", MinutesSubmit{}, errEmptySupplement)
	was := s.revision("kl-1")
	for _, c := range []Command{
		LineEdit{Line: "kl-1", Was: was, Text: "Khác."}, LineKindSet{Line: "kl-1", Was: was, Kind: KindNote}, LineRemove{Line: "kl-1", Was: was}, LineAttribute{Line: "kl-1", Was: was, Unit: "276"},
		ConclusionRecur{Line: "kl-1", Recurring: true}, ConclusionSettle{Line: "kl-3"}, ConclusionRefer{Line: "kl-1", To: &Precedent{Meeting: "x", Line: "l", Held: s.now, How: PrecedentExtends}},
		CheckWaive{Line: "kl-4", Field: FieldWork}, TaskAssign{Assignment: "n", Line: "kl-1", Scope: Scope{Kind: "all"}}, TaskUnassign{Assignment: "nv-1"},
		TaskEdit{Assignment: "nv-1"}, TaskSupport{Assignment: "nv-1", Supporting: []UnitID{"001"}}, TaskDivide{Assignment: "nv-1"}, TaskBaseline{Assignment: "nv-4"},
	} {
		refused(t, s, "secretary", c, errSigned)
	}
	s.do("secretary", LineAdd{Line: "bs-1", Kind: KindConclusion, Text: "Bổ sung một việc.", Person: "Chủ trì"})
	if n := s.m.Line("bs-1").Number; n != 1 {
		t.Errorf("the first conclusion of a supplement has number %d", n)
	}
	s.do("secretary", MinutesSubmit{})
	refused(t, s, "chair", MinutesSign{Seen: s.m.Version}, errUnconfirmed)
	s.do("chair", ConclusionConfirm{Line: "bs-1", Was: s.revision("bs-1")})
	refused(t, s, "chair", MinutesSign{Seen: s.m.Version}, errUnclear)
	s.do("secretary", ConclusionSettle{Line: "bs-1", Reason: "chỉ đính chính"})
	s.do("chair", MinutesSign{Seen: s.m.Version})
	refused(t, s, "secretary", LineAdd{Line: "bs-2", Kind: KindOpinion, Text: "Muộn."}, errSigned)
	s.do("secretary", MinutesSupplement{Reason: "Lần nữa"})
	if s.m.Part() != 2 || s.m.Supplements[1].Of.Version <= seal.Version {
		t.Errorf("the second supplement refers to %+v", s.m.Supplements[1].Of)
	}
}

// minutedDraft is the second golden meeting before its minutes were submitted.
func minutedDraft(t *testing.T) *script {
	s := unclear(t)
	s.do("chair", MeetingClose{})
	return s
}

// A conclusion of supplementary minutes may return in every meeting like any other, until they are signed; those of signed parts stay as they are.
func TestSupplementRecurs(t *testing.T) {
	s := minuted(t)
	s.do("secretary", MinutesSupplement{Reason: "Thiếu một kết luận"})
	s.do("secretary", LineAdd{Line: "bs-1", Kind: KindConclusion, Text: "Bổ sung một việc.", Person: "Chủ trì"})
	s.do("secretary", ConclusionRecur{Line: "bs-1", Recurring: true})
	if !s.m.Line("bs-1").Recurring {
		t.Error("the conclusion of the supplement does not recur")
	}
	refused(t, s, "secretary", ConclusionRecur{Line: "kl-1", Recurring: true}, errSigned)
	s.do("secretary", ConclusionSettle{Line: "bs-1", Reason: "việc thường xuyên"})
	s.do("secretary", MinutesSubmit{})
	s.do("chair", ConclusionConfirm{Line: "bs-1", Was: s.revision("bs-1")})
	s.do("chair", MinutesSign{Seen: s.m.Version})
	refused(t, s, "chair", ConclusionRecur{Line: "bs-1"}, errSigned)
}

func TestModules(t *testing.T) {
	s := hanoi(t)
	ok := Module{Word: "giao", Title: "Giao việc", Text: "Giao [đơn vị]."}
	for _, word := range []string{"", "g", "giao viec", "giáo", "kl", "Giao", "abcdefghijklmnopqrstu"} {
		bad := ok
		bad.Word = word
		refused(t, s, "secretary", ModuleSave{bad}, errModuleWord)
	}
	bad := ok
	bad.Kind = KindFact
	refused(t, s, "secretary", ModuleSave{bad}, errLineKind)
	bad = ok
	bad.Text = " \n"
	refused(t, s, "secretary", ModuleSave{bad}, errEmpty)
	refused(t, s, "secretary", ModuleRemove{"giao"}, errNoModule)
	s.do("secretary", ModuleSave{ok})
	if events, err := s.try("secretary", ModuleSave{ok}); err != nil || events != nil {
		t.Errorf("saved twice: %v, %v", events, err)
	}
	ok.Text = "Giao [đơn vị] [việc]."
	s.do("chair", ModuleSave{ok})
	if len(s.m.Modules) != 1 || s.m.Modules[0] != ok {
		t.Errorf("%+v", s.m.Modules)
	}
}

func TestAttribution(t *testing.T) {
	s := opened(t)
	s.do("secretary", LineAdd{Line: "l", Item: "i1", Kind: KindConclusion, Text: "Một việc cụ thể."})
	s.do("chair", ConclusionConfirm{Line: "l", Was: s.revision("l")})
	refused(t, s, "secretary", LineAttribute{Line: "l", Was: 1, Unit: "276"}, errStaleLine)
	refused(t, s, "secretary", LineAttribute{Line: "l", Was: s.revision("l"), Unit: "999"}, errNoUnit)
	s.do("secretary", LineAttribute{Line: "l", Was: s.revision("l"), Unit: "276", Person: "Lê  Thị C"})
	if l := s.m.Line("l"); l.Unit != "276" || l.Person.Value != "Lê Thị C" || l.IsConfirmed() {
		t.Errorf("%+v", l)
	}
}

func TestPrecedent(t *testing.T) {
	s := opened(t)
	s.do("secretary", LineAdd{Line: "l", Item: "i1", Kind: KindConclusion, Text: "Một việc cụ thể."})
	s.do("secretary", LineAdd{Line: "yk", Item: "i1", Kind: KindOpinion, Text: "Một ý kiến."})
	good := Precedent{Meeting: "gb-2906", Line: "l-1", Number: 2, Held: s.now, How: PrecedentExtends}
	refused(t, s, "secretary", ConclusionRefer{Line: "yk", To: &good}, errNotConclusion)
	for _, change := range []func(*Precedent){func(p *Precedent) { p.Meeting = s.m.ID }, func(p *Precedent) { p.Line = "" }, func(p *Precedent) { p.How = "x" }, func(p *Precedent) { p.Times = 100 }, func(p *Precedent) { p.Held = time.Time{} }} {
		bad := good
		change(&bad)
		refused(t, s, "secretary", ConclusionRefer{Line: "l", To: &bad}, errPrecedent)
	}
	s.do("secretary", ConclusionRefer{Line: "l", To: &good})
	if events, err := s.try("secretary", ConclusionRefer{Line: "l", To: &good}); err != nil || events != nil {
		t.Errorf("said twice: %v, %v", events, err)
	}
	s.do("secretary", ConclusionRefer{Line: "l"})
	if s.m.Line("l").Precedent != nil {
		t.Error("it was not taken back")
	}
}
