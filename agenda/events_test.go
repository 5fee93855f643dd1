package agenda

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

var (
	sampleAt     = time.Date(2020, 7, 29, 7, 30, 0, 123e6, time.UTC)
	sampleFile   = File{Hash: Hash(strings.Repeat("0f", 32)), Name: "Báo cáo.pdf", Type: "pdf", Size: 12345}
	sampleNumber = 2.5

	sampleHash = Hash(strings.Repeat("0f", 32))
	sampleDue  = &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC), Words: "trước ngày 10-10"}
)

func sampleText(words string) Text { return Stamp{Seed: [16]byte{1}}.text(0, words) }

func sampleLine() LineAdded {
	return LineAdded{Line: "l-1", Item: "i1", Kind: KindConclusion, Text: sampleText("Đẩy nhanh\ngiải phóng mặt bằng <43 cụm>."), Unit: "276",
		Person: sampleText("Lê Thị C"), At: sampleAt, Author: "secretary", Number: 7, Internal: true}
}

// samples has every event with every field filled, so that a golden file shows all of its JSON.
func samples() []Event {
	line := sampleLine()
	units := []Unit{{ID: "276", Name: "Thạch Thất", Level: "huyen", Email: "thachthat@example.org"}}
	group := Group{ID: "g-1", Name: "Các huyện", Units: []UnitID{"276"}}
	draft := ItemDraft{Title: "Công nghiệp", Kind: "report", Lead: "276", Presenter: "Lê Thị C", Minutes: 30, Internal: true}
	target := Target{Kind: "multiple", Value: 3, Max: 5.5, Unit: "sự kiện", Text: "so với cùng kỳ"}
	scope := Scope{Kind: "except", Group: "g-1", Units: []UnitID{"001"}, Except: []UnitID{"269"}, Reason: "đang cách ly"}
	return []Event{
		MeetingCreated{Title: "Hội nghị giao ban", Place: "Trực tuyến", Roster: "2020", StartsAt: sampleAt,
			Host: Unit{ID: HostUnit, Name: "Sở Công Thương", Level: "so", Email: "sct@example.org"}, Units: units, Groups: []Group{group}, Invented: "giờ họp"},
		MeetingEdited{Title: "Hội nghị giao ban", Place: "Trực tuyến", StartsAt: sampleAt},
		MeetingPublished{}, MeetingOpened{}, MeetingClosed{},
		UnitContacted{Unit: "276", Email: "thachthat@example.org"}, GroupSaved{Group: group}, GroupRemoved{Group: "g-1"},
		ItemAdded{Item: "i1", Before: "i2", Next: "i3", Late: true, ItemDraft: draft}, ItemEdited{Item: "i1", ItemDraft: draft},
		ItemMoved{Item: "i1", Before: "i2", Next: "i3", Internal: true}, ItemRemoved{Item: "i1", Internal: true},
		ItemStarted{Item: "i1", Internal: true}, ItemEnded{Item: "i1", Internal: true}, ItemExtended{Item: "i1", Minutes: -5, Internal: true},
		PaperAdded{Item: "i1", Paper: Paper{ID: "p1", Title: "Báo cáo", Text: "43 cụm công nghiệp"}, Internal: true},
		PaperSubmitted{Paper: "tl-1", Item: "i1", Unit: "276", Seat: "unit-276", Title: "Báo cáo", File: sampleFile, NoSecret: true, Internal: true},
		PaperApproved{Paper: "tl-1", Item: "i1", Unit: "276", Seat: "unit-276", Title: "Báo cáo", File: sampleFile, Internal: true},
		PaperReturned{Paper: "tl-1", Unit: "276", Reason: "thiếu số liệu"}, PaperWithdrawn{Paper: "tl-1", Unit: "276", Public: true, Internal: true},
		InvitationAnswered{Unit: "276", Answer: ReplySubstitute, Reason: sampleText("đi công tác"), Name: sampleText("Lê Thị C"), Post: sampleText("Phó Trưởng phòng")},
		FigureDefined{Figure: "sl-1", Name: "Số chợ", Measure: "chợ", Kind: FigureNumber, Roll: RollSum}, FigureRemoved{Figure: "sl-1"},
		TemplateSaved{Template: Template{ID: "mau-1", Title: "Giao ban tháng", Items: []ItemDraft{draft}}}, TemplateRemoved{Template: "mau-1"},
		CalendarSaved{workedYear(2027)}, CalendarRestored{Year: 2027},
		ItemCarried{Item: "i1", From: Origin{Meeting: "gb-1", Item: "i9", Line: "kl-9"}, Recurring: true, Internal: true},
		ItemRecurred{Item: "i1", Recurring: true, Internal: true}, ConclusionRecurred{Line: "l-1", Recurring: true, Internal: true},
		ProgressNoted{Meetings: []MeetingID{"gb-1"}, Given: 30, Overdue: 2, Undated: 3, Units: []UnitProgress{{Unit: "276", Given: 3, Overdue: 1}}},
		FigureFiled{Unit: "276", Values: []FiledValue{{Figure: "sl-1", Unknown: true, Number: &sampleNumber, Text: sampleText("đang rà soát")}}},
		SeatAdded{Seat: "unit-276", Unit: "276", Role: RoleUnit, Name: "Lê Thị C", Post: "Phó Trưởng phòng"},
		SeatLinked{Seat: "unit-276", Link: Link{Token: sampleHash, NotBefore: &sampleAt, NotAfter: &sampleAt, Once: true}},
		SeatEntered{Seat: "unit-276", Session: sampleHash}, SeatExited{Seat: "unit-276", Session: sampleHash}, SeatRevoked{Seat: "unit-276", Reason: "bị lộ"},
		AttendanceJoined{Presence: "pr-1", Seat: "unit-276", Unit: "276", Name: sampleText("Lê Thị C"), Post: sampleText("Phó Trưởng phòng"), People: 3},
		AttendanceLeft{Presence: "pr-1"},
		line, LineEdited{Line: "l-1", Text: sampleText("Đã sửa."), Internal: true},
		LineKindChanged{Line: "l-1", Kind: KindConclusion, Number: 7, Internal: true, Hidden: true, Was: KindNote, Shown: &line},
		LineAttributed{Line: "l-1", Unit: "276", Person: sampleText("Lê Thị C"), Internal: true},
		ModuleSaved{Module: Module{Word: "khaimac", Title: "Khai mạc", Kind: KindOpinion, Text: "Lúc {gio}, [ai] khai mạc."}}, ModuleRemoved{Word: "khaimac"},
		ConclusionReferred{Line: "l-1", To: &Precedent{Meeting: "gb-2906", Line: "l-9", Number: 3, Held: sampleAt, How: PrecedentRepeats, Times: 2}, Internal: true},
		MinutesSupplemented{Part: 1, Reason: "thiếu một kết luận", Of: Signature{Version: 90, Hash: sampleHash, By: "chair", Name: "Trần Thị Phương Lan", Post: "Phó Giám đốc Sở", At: sampleAt}},
		LineRemoved{Line: "l-1", Internal: true}, ConclusionSettled{Line: "l-1", Reason: "không phát sinh nhiệm vụ", Internal: true},
		ConclusionConfirmed{Line: "l-1", Revision: 41, Internal: true}, ReadbackShown{Item: "i1", Internal: true}, ReadbackHidden{Item: "i1", Internal: true},
		CheckWaived{Line: "l-1", Field: FieldTime, Code: FindMissing, Reason: "làm thường xuyên"},
		TaskAssigned{Assignment: "a-1", Line: "l-1", Scope: scope, Due: sampleDue, Target: target, Product: "Báo cáo", Supporting: []UnitID{HostUnit},
			Tasks: []Task{{ID: "a-1.276", Unit: "276", Due: sampleDue, Target: &target}}},
		TaskEdited{Assignment: "a-1", Unit: "276", Due: sampleDue, Target: target, Product: "Báo cáo", Units: []UnitID{"276"}},
		TaskUnassigned{Assignment: "a-1", Units: []UnitID{"276"}},
		TaskDivided{Assignment: "a-1", Parts: []Part{{Unit: "276", Value: 2.5}}}, TaskBaselined{Assignment: "a-1", Parts: []Part{{Unit: "276", Value: 7}}},
		TaskSupported{Assignment: "a-1", Supporting: []UnitID{HostUnit}, Units: []UnitID{"276"}},
		MinutesSubmitted{CommentsUntil: &sampleAt}, MinutesReturned{Reason: "thiếu số liệu"},
		MinutesSigned{Version: 90, Hash: sampleHash, Name: "Trần Thị Phương Lan", Post: "Phó Giám đốc Sở"},
		MinutesCommented{Comment: "gy-1", Line: "l-1", Revision: 41, Seat: "unit-276", Unit: "276", Text: sampleText("Đề nghị sửa.")},
		MinutesAnswered{Comment: "gy-1", Unit: "276", Accepted: true, Reason: "đã sửa"},
		FloorRequested{Request: "r-1", Item: "i1", Seat: "unit-276", Unit: "276", Person: sampleText("Lê Thị C"), Subject: sampleText("Chợ cóc"),
			Kind: "question", Minutes: 5, Internal: true},
		FloorLocked{Locked: true}, MeetingLocked{}, MeetingUnlocked{},
		LobbyOpened{Token: sampleHash, NotAfter: sampleAt}, LobbyClosed{},
		LobbyAsked{Visitor: "khach-1", Name: sampleText("Phạm Văn E"), Organisation: sampleText("Báo Hà Nội mới"), Session: sampleHash},
		LobbyAdmitted{Visitor: "khach-1"}, LobbyRefused{Visitor: "khach-1", Reason: "không có trong thành phần"}, LobbyLeft{Visitor: "khach-1"},
		SeatChecked{Seat: "unit-276", Network: "tcp", Camera: "ok", Microphone: "denied", Speaker: "untested", Level: "red"},
		UnitPhoned{Unit: "276", Phone: "024 3367 1234"},
		FloorGiven{Request: "r-1"}, FloorFinished{Request: "r-1"}, FloorWithdrawn{Request: "r-1"},
		FloorMoved{Request: "r-1", Before: "r-2"}, FloorSkipped{Request: "r-1"}, FloorPaused{Request: "r-1"}, FloorResumed{Request: "r-1"},
		FloorGranted{Request: "r-1", Minutes: 3}, FloorRuled{Speech: 3, Budget: 15},
		RoundOpened{Round: "v-1"}, RoundJoined{Round: "v-1", Request: "r-1"}, RoundClosed{Round: "v-1"},
		PollOpened{Poll: "bq-1", Item: "i1", Question: sampleText("Thống nhất lịch họp?"), Secret: true},
		PollVoted{Poll: "bq-1", Unit: "276", Choice: VoteOther, Text: sampleText("Họp buổi sáng."), Secret: true},
		PollClosed{Poll: "bq-1", Tally: Tally{For: 2, Against: 1, Other: 1, Units: 4}, Opinions: []Text{sampleText("Họp buổi sáng.")}},
		AttendanceNoted{Presence: "pr-2", Unit: "276", Name: sampleText("Lê Thị C"), Post: sampleText("Phó Trưởng phòng"), People: 2}, AttendanceStruck{Presence: "pr-2"},
		AttendanceDescribed{Presence: "pr-1", Others: []Attendee{{Name: sampleText("Đỗ Văn D"), Post: sampleText("Chuyên viên")}}, People: 3, Substitute: true,
			Instead: sampleText("Nguyễn Văn B")}, ChatSwitched{Off: true},
		MailQueued{Batch: "b-1", Revision: 80, Letters: []Letter{{Unit: "276", To: "thachthat@example.org", MessageID: "gb-2907.b-1.276@giaoban",
			State: LetterQueued, Error: "451", Tries: 1}}},
		MailMarked{Batch: "b-1", Unit: "276", State: LetterFailed, Error: "550", To: "thachthat@example.org"},
	}
}

// TestGoldenEvents holds the JSON of every event: names and fields are for ever.
func TestGoldenEvents(t *testing.T) {
	left := map[string]bool{}
	for name := range eventsByName {
		left[name] = true
	}
	for _, e := range samples() {
		name := EventName(e)
		delete(left, name)
		full(t, name, reflect.ValueOf(e))
		coded, err := encodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := marshal(coded)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "events/"+name+".json", append(raw, '\n'))
		var back eventJSON
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		decoded, err := decodeEvent(back)
		if err != nil || !reflect.DeepEqual(decoded, e) {
			t.Errorf("%s comes back as %+v, %v", name, decoded, err)
		}
		NewMeeting("x").Apply(Record{Version: 1, Events: []Event{decoded}}) // whatever it names is missing: it must not matter
	}
	for name := range left {
		t.Errorf("%s has no sample, so no golden file", name)
	}
}

// full fails when a field of a sample is empty: its JSON would not be seen.
func full(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	if v.IsZero() && v.NumField() > 0 {
		t.Errorf("%s is empty in its sample", path)
		return
	}
	for i := range v.NumField() {
		f, name := v.Field(i), path+"."+v.Type().Field(i).Name
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if f.IsZero() {
			t.Errorf("%s is empty in its sample", name)
		}
		if f.Kind() == reflect.Struct && f.Type() != reflect.TypeFor[time.Time]() {
			full(t, name, f)
		}
	}
}

// TestUnknownEventIsKept: a journal of a newer program stays whole, and only staff are shown what this one does not understand.
func TestUnknownEventIsKept(t *testing.T) {
	raw := `{"version":1,"by":"chair","at":"2020-07-29T07:00:00Z","command":"c","events":[{"type":"vote.cast","data":{"n":9007199254740993,"x":[1]}}]}`
	var r Record
	if err := json.Unmarshal([]byte(raw), &r); err != nil {
		t.Fatal(err)
	}
	again, err := r.MarshalJSON()
	if err != nil || string(again) != raw {
		t.Errorf("%s, %v", again, err)
	}
	if n := len(r.For(Audience{Unit: "276"}).Events); n != 0 {
		t.Error("a unit is shown an unknown event")
	}
	if n := len(r.For(Audience{Staff: true}).Events); n != 1 {
		t.Error("staff are not shown an unknown event")
	}
}

// What staff ask the floor for on an internal item, and why a seat was revoked, is not for units.
func TestWordsOfStaffStayWithStaff(t *testing.T) {
	secret := Text{Value: "QX7SECRET", salt: "s"}
	asked := FloorRequested{Request: "r", Item: "ix", Seat: "chair", Unit: HostUnit, Person: Text{Value: "Bà B", salt: "s"}, Subject: secret, Kind: "speak", Internal: true}
	public := asked
	public.Item, public.Internal = "i1", false
	for _, e := range []Event{asked, SeatRevoked{Seat: "unit-001", Reason: "QX7SECRET"}} {
		r := Record{Version: 1, Events: []Event{e}}
		for _, a := range []Audience{{}, {Unit: "276"}} {
			raw, err := r.For(a).MarshalJSON()
			if err != nil || bytes.Contains(raw, []byte("QX7SECRET")) || bytes.Contains(raw, []byte("ix")) {
				t.Errorf("%+v gets %s, %v", a, raw, err)
			}
		}
		if got := r.For(Audience{Staff: true}).Events[0]; got != e {
			t.Errorf("staff get %+v", got)
		}
	}
	if got := (Record{Events: []Event{public}}).For(Audience{}).Events[0]; got != Event(public) {
		t.Errorf("everybody gets %+v of a public item", got)
	}
}
