package reference

import (
	"maps"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"giaoban/agenda"
)

// play folds steps into m, as administrator where no seat is named.
func play(t *testing.T, m *agenda.Meeting, steps []Step) {
	t.Helper()
	at := time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC)
	seen := map[agenda.CommandID]bool{}
	for _, s := range steps {
		if s.By == "" {
			s.By = "admin-test"
		}
		if !agenda.ValidID(s.ID) || seen[s.ID] {
			t.Errorf("command id %q is not valid or not new", s.ID)
		}
		seen[s.ID] = true
		at = at.Add(time.Minute)
		stamp := agenda.Stamp{By: s.By, At: at}
		events, err := m.Decide(stamp, s.Now(m))
		if err != nil || len(events) == 0 {
			t.Fatalf("%s by %s: %d events, %v", agenda.CommandName(s.Command), s.By, len(events), err)
		}
		r, err := agenda.Seal(m.ID, m.Hash, agenda.Record{Version: m.Version + 1, Stamp: stamp, Command: s.ID, Events: events})
		if err != nil {
			t.Fatal(err)
		}
		m.Apply(r)
	}
}

func TestWholeMeeting(t *testing.T) {
	for roster, want := range map[string]struct{ units, tasks, first, second int }{Hanoi2020: {30, 451, 12, 18}, Hanoi2025: {126, 1891, 51, 75}} {
		t.Run(roster, func(t *testing.T) {
			s := Meeting(roster)
			m := agenda.NewMeeting(s.ID)
			play(t, m, s.Commands())
			if m.Status != agenda.Published || len(m.Units) != want.units || len(m.Seats) != want.units+3 || m.Invented == "" {
				t.Fatalf("prepared: %s, %d units, %d seats", m.Status, len(m.Units), len(m.Seats))
			}
			if len(m.Groups[0].Units) != want.first || len(m.Groups[1].Units) != want.second {
				t.Errorf("groups of %d and %d", len(m.Groups[0].Units), len(m.Groups[1].Units))
			}
			play(t, m, []Step{{ID: "join", By: s.Speeches[0].Seat, Command: agenda.AttendanceJoin{Presence: "p", Name: "Người dự"}}})
			play(t, m, s.Typed())
			checkTyped(t, m)
			play(t, m, s.Cleared())
			if open := agenda.Unclear(m); len(open) != 0 {
				t.Errorf("cleared: %+v", open)
			}
			play(t, m, s.Ended())
			checkFold(t, m, s, want.tasks)
			play(t, m, s.Signed())
			for _, step := range s.AfterSigning() {
				if _, err := m.Decide(agenda.Stamp{By: step.By, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, step.Now(m)); err == nil || agenda.AsError(err).Key != "signed" {
					t.Errorf("%s after signing: %v", step.ID, err)
				}
			}
		})
	}
}

// checkTyped: the report typed as it is has 15 instructions without a date, 13 without a number or product, 15 to everybody.
func checkTyped(t *testing.T, m *agenda.Meeting) {
	t.Helper()
	got := map[string]int{}
	for _, f := range agenda.Check(m) {
		got[string(f.Field)+"/"+string(f.Code)]++
	}
	want := map[string]int{"time/missing": 15, "product/missing": 13, "person/everybody": 15, "duty/undivided": 1, "duty/partner": 1, "shortcoming/open": 5}
	if !maps.Equal(got, want) {
		t.Errorf("typed as it is: %v, want %v", got, want)
	}
}

func checkFold(t *testing.T, m *agenda.Meeting, s Script, want int) {
	t.Helper()
	tasks, dateless, minutes := 0, 0, 0
	for _, a := range m.Assignments {
		for _, task := range a.Tasks {
			tasks++
			if a.DueOf(task) == nil {
				dateless++
			}
		}
	}
	for _, i := range m.Items {
		minutes += i.Minutes
		if i.State != agenda.ItemDone {
			t.Errorf("item %s is %s at the end", i.ID, i.State)
		}
	}
	if tasks != want || s.UnitTasks() != want || dateless != 0 || minutes != 150 {
		t.Errorf("%d tasks (%d by count, want %d), %d without date, %d minutes", tasks, s.UnitTasks(), want, dateless, minutes)
	}
	if m.Status != agenda.Finished || m.Conclusions != 16 || len(m.ConclusionLines()) != 16 || len(s.Shortcomings) != 5 || len(m.Requests) != 3 {
		t.Errorf("%s, %d conclusions, %d requests", m.Status, m.Conclusions, len(m.Requests))
	}
	for i, l := range m.ConclusionLines() {
		if l.Number != i+1 || l.ID != s.Instructions[i].Line {
			t.Errorf("conclusion %d is %s with number %d", i+1, l.ID, l.Number)
		}
	}
	addresses := map[string]bool{}
	for _, u := range append(m.Units, m.Host) {
		addresses[u.Email] = true
		if !strings.HasSuffix(u.Email, ".example") {
			t.Errorf("unit %s has the address %q", u.ID, u.Email)
		}
	}
	if len(addresses) != len(m.Units)+1 {
		t.Error("two units share an address")
	}
}

func TestOneDate(t *testing.T) {
	for _, in := range Meeting(Hanoi2020).Instructions {
		if in.Invented != (in.Number != 6) || in.Invented != strings.Contains(in.Due.Words, "giả định") {
			t.Errorf("instruction %d: invented %v, words %q", in.Number, in.Invented, in.Due.Words)
		}
		if in.Number == 6 && (!in.Due.Until.Equal(time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC)) || in.Scope.Units[0] != agenda.HostUnit) {
			t.Errorf("number 6 is due %s for %v", in.Due.Until, in.Scope.Units)
		}
	}
}

// words are the lower-case words of s.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// TestWording holds every sentence against the sentences of the article: three words in a row must be found together, so that common words do not count.
func TestWording(t *testing.T) {
	article := " " + strings.Join(words(Article()), " ") + " "
	s := Meeting(Hanoi2020)
	var said []string
	for _, in := range s.Instructions {
		said = append(said, in.Text)
	}
	for _, sh := range s.Shortcomings {
		said = append(said, sh.Text)
	}
	for _, text := range said {
		w := words(text)
		found := 0
		for i := range len(w) - 2 {
			if strings.Contains(article, " "+strings.Join(w[i:i+3], " ")+" ") {
				found++
			}
		}
		if share := float64(found) / float64(len(w)-2); share < 0.6 {
			t.Errorf("%.0f %% of %q is in the article", share*100, text)
		}
	}
}

func TestNFC(t *testing.T) {
	entries, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !norm.NFC.IsNormalString(read("data/" + e.Name())) {
			t.Errorf("%s is not in NFC", e.Name())
		}
	}
	for _, roster := range []string{Hanoi2020, Hanoi2025} {
		s := Meeting(roster)
		m := agenda.NewMeeting(s.ID)
		play(t, m, s.Commands())
		play(t, m, s.Spoken())
		if m.Title != s.Create.Title || m.Place != s.Create.Place {
			t.Error("the domain had to clean the title or place")
		}
		for _, p := range s.Papers {
			if !norm.NFC.IsNormalString(p.Paper.Text + p.Paper.Title) {
				t.Errorf("paper %s is not in NFC", p.Paper.ID)
			}
		}
		for _, in := range s.Instructions {
			if m.Line(in.Line).Text.Value != in.Text {
				t.Errorf("the domain had to clean %q", in.Text)
			}
		}
	}
}

func TestRostersAndTemplates(t *testing.T) {
	for i, want := range []int{30, 126} {
		r := Rosters()[i]
		if len(r.Units) != want {
			t.Errorf("%s has %d units", r.Roster, len(r.Units))
		}
		for _, u := range r.Units {
			if u.Email != "" || u.Label() == u.Name || !agenda.ValidID(u.ID) {
				t.Errorf("unit %+v", u)
			}
		}
	}
	if ts := Templates(); len(ts) != 2 || len(ts[0].Items) != 8 || ts[1].Items == nil {
		t.Errorf("templates: %+v", ts)
	}
}

func TestProgrammeEndsAtHalfPastFour(t *testing.T) {
	text := Meeting(Hanoi2020).Papers[0].Paper.Text
	if !strings.Contains(text, "14:00  1. Khai mạc (5 phút)") || !strings.Contains(text, "16:30  Kết thúc") {
		t.Error(text)
	}
}
