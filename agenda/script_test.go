package agenda

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// script plays commands on one meeting with stamps that are the same in every run. It is owned by its test.
type script struct {
	t       testing.TB
	m       *Meeting
	records []Record
	now     time.Time
	step    time.Duration
}

// step is one command and who gives it.
type step struct {
	by SeatID
	c  Command
}

func newScript(t testing.TB, id MeetingID) *script {
	return &script{t: t, m: NewMeeting(id), now: time.Date(2020, 7, 29, 6, 30, 0, 0, time.UTC), step: 7 * time.Second}
}

// stamp is who and when for the next record.
func (s *script) stamp(by SeatID) Stamp {
	seed := sha256.Sum256(fmt.Appendf(nil, "seed %d", s.m.Version+1))
	return Stamp{By: by, At: s.now, Seed: [16]byte(seed[:16])}
}

// try decides and, when something follows, appends the record as a journal would keep it.
func (s *script) try(by SeatID, c Command) ([]Event, error) {
	s.t.Helper()
	s.now = s.now.Add(s.step)
	stamp := s.stamp(by)
	events, err := s.m.Decide(stamp, c)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	r := Record{Version: s.m.Version + 1, Stamp: stamp, Command: CommandID(fmt.Sprintf("c-%03d", s.m.Version+1)), Events: events}
	if r, err = Seal(s.m.ID, s.m.Hash, r); err != nil {
		s.t.Fatalf("sealing record %d: %v", r.Version, err)
	}
	r = reread(s.t, r)
	s.records = append(s.records, r)
	s.m.Apply(r)
	return r.Events, nil
}

// do is try for commands that must be accepted and change something.
func (s *script) do(by SeatID, c Command) []Event {
	s.t.Helper()
	events, err := s.try(by, c)
	if err != nil {
		s.t.Fatalf("%s by %s is refused: %v", CommandName(c), by, err)
	}
	if len(events) == 0 {
		s.t.Fatalf("%s by %s changes nothing", CommandName(c), by)
	}
	return events
}

func (s *script) play(steps ...step) *script {
	s.t.Helper()
	for _, p := range steps {
		s.do(p.by, p.c)
	}
	return s
}

// wait lets time pass between two commands.
func (s *script) wait(d time.Duration) { s.now = s.now.Add(d) }

// revision is what a person who looks now has seen of a line.
func (s *script) revision(id LineID) Version { return s.m.Line(id).Revision }

// reread is r as it comes back from a journal.
func reread(t testing.TB, r Record) Record {
	t.Helper()
	raw, err := r.MarshalJSON()
	if err != nil {
		t.Fatalf("encoding record %d: %v", r.Version, err)
	}
	var back Record
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatalf("decoding record %d: %v", r.Version, err)
	}
	return back
}

// fold is the meeting that follows from records.
func fold(id MeetingID, records []Record) *Meeting {
	m := NewMeeting(id)
	for _, r := range records {
		m.Apply(r)
	}
	return m
}

// filtered are the records as a may see them, read back from the wire.
func filtered(t testing.TB, records []Record, a Audience) []Record {
	t.Helper()
	shown := make([]Record, len(records))
	for i, r := range records {
		shown[i] = reread(t, r.For(a))
	}
	return shown
}

func names(events []Event) string {
	list := make([]string, len(events))
	for i, e := range events {
		list[i] = EventName(e)
	}
	return strings.Join(list, " ")
}

// hanoi is a meeting of the department with four units, in the state of a fresh draft with all seats.
func hanoi(t testing.TB) *script {
	s := newScript(t, "gb-2907")
	s.do("admin-1", MeetingCreate{Title: "Hội nghị giao ban trực tuyến công tác công thương 6 tháng đầu năm 2020", Place: "Trực tuyến", Roster: "2020",
		StartsAt: time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC), Invented: "giờ họp, chương trình, ý kiến của các đơn vị",
		Host: Unit{Name: "Sở Công Thương Hà Nội", Level: "so", Email: "vanphong@sct.example"},
		Units: []Unit{
			{ID: "001", Name: "Ba Đình", Level: "quan", Email: "badinh@example.org"},
			{ID: "017", Name: "Đông Anh", Level: "huyen", Email: "donganh@example.org"},
			{ID: "269", Name: "Sơn Tây", Level: "thixa"},
			{ID: "276", Name: "Thạch Thất", Level: "huyen", Email: "thachthat@example.org"}},
		Groups: []Group{{ID: "g-quan", Name: "Các quận", Units: []UnitID{"001"}}}})
	for _, c := range []SeatAdd{
		{Seat: "chair", Unit: HostUnit, Role: RoleChair, Name: "Trần Thị Phương Lan", Post: "Phó Giám đốc Sở"},
		{Seat: "secretary", Unit: HostUnit, Role: RoleSecretary, Name: "Thư ký", Post: "Văn phòng Sở"},
		{Seat: "unit-001", Unit: "001", Role: RoleUnit}, {Seat: "unit-017", Unit: "017", Role: RoleUnit},
		{Seat: "unit-269", Unit: "269", Role: RoleUnit}, {Seat: "unit-276", Unit: "276", Role: RoleUnit},
		{Seat: "guest-1", Role: RoleGuest, Name: "Báo Kinh tế và Đô thị"}} {
		s.do("admin-1", c)
	}
	return s
}

// opened is hanoi with two public items and an internal one between them, open, the first item running.
func opened(t testing.TB) *script {
	return hanoi(t).play(
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Công nghiệp", Kind: "report", Minutes: 30}}},
		step{"secretary", ItemAdd{Item: "in-1", ItemDraft: ItemDraft{Title: "Hội ý lãnh đạo Sở", Minutes: 5, Internal: true}}},
		step{"secretary", ItemAdd{Item: "i2", ItemDraft: ItemDraft{Title: "Thương mại", Kind: "report", Minutes: 35}}},
		step{"chair", MeetingOpen{}},
		step{"chair", ItemStart{Item: "i1"}})
}

// scene is one line of a Given/When/Then table: after given, when causes the events then, or is refused with the key refused. An empty then
// without refused means that nothing happens.
type scene struct {
	name    string
	given   []step
	when    step
	then    string
	refused string
	check   func(t *testing.T, m *Meeting)
}

// stage runs scenes, each from a fresh meeting.
func stage(t *testing.T, start func(testing.TB) *script, scenes []scene) {
	t.Helper()
	for _, sc := range scenes {
		t.Run(sc.name, func(t *testing.T) {
			s := start(t).play(sc.given...)
			before := s.m.Version
			events, err := s.try(sc.when.by, sc.when.c)
			if sc.refused != "" {
				if err == nil {
					t.Fatalf("accepted with %q, want refusal %s", names(events), sc.refused)
				}
				if key := AsError(err).Key; key != sc.refused {
					t.Fatalf("refused with %s (%v), want %s", key, err, sc.refused)
				}
				if s.m.Version != before {
					t.Fatal("a refused command changed the meeting")
				}
				return
			}
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			if got := names(events); got != sc.then {
				t.Fatalf("events %q, want %q", got, sc.then)
			}
			if sc.check != nil {
				sc.check(t, s.m)
			}
		})
	}
}
