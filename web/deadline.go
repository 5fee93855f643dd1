package web

import (
	"net/http"
	"time"
	"unicode/utf8"

	"giaoban/agenda"
	"giaoban/agenda/deadline"
	"giaoban/agenda/workday"
)

var (
	errTextEmpty = agenda.NewError(agenda.Invalid, "empty", "Chưa có nội dung.", "There is no text.")
	errTextLong  = agenda.NewError(agenda.TooMuch, "too_long", "Nội dung quá dài.", "The text is too long.")
)

// foundDeadline is one deadline phrase of a text, as the browser shows it. It is a value.
type foundDeadline struct {
	Start    int               `json:"start"` // offsets count UTF-16 units, as a browser's strings do
	End      int               `json:"end"`
	Until    *time.Time        `json:"until"` // the first instant that is too late; null where no date follows from the words
	Words    string            `json:"words"`
	Kind     deadline.Kind     `json:"kind"`
	Guessed  bool              `json:"guessed"`
	RRule    string            `json:"rrule"`
	Warnings []deadlineWarning `json:"warnings"`
	Explain  bilingual         `json:"explain"`
}

// deadlineWarning is what a person should know before taking a deadline over. It is a value.
type deadlineWarning struct {
	Code    string    `json:"code"`
	Message bilingual `json:"message"`
}

// bilingual is a sentence in both languages. It is a value.
type bilingual struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

// deadlines understands the deadline words of a text: POST /api/meetings/{meeting}/deadlines {"text"}. It suggests and changes nothing.
func (s *Server) deadlines(w http.ResponseWriter, r *http.Request) error {
	id, err := s.staff(r, agenda.RoleAdministrator, agenda.RoleSecretary, agenda.RoleChair)
	if err != nil {
		return err
	}
	text, err := readSentence(w, r)
	if err != nil {
		return err
	}
	days, err := s.days(r.Context())
	if err != nil {
		return err
	}
	return writeJSON(w, map[string]any{"matches": findDeadlines(text, s.meant(id), days)})
}

// readSentence is the {"text"} of a request: the words of a line, as they are typed.
func readSentence(w http.ResponseWriter, r *http.Request) (string, error) {
	var body struct{ Text string }
	if err := readJSON(w, r, &body); err != nil {
		return "", err
	}
	switch n := utf8.RuneCountInString(body.Text); {
	case n == 0:
		return "", errTextEmpty
	case n > agenda.MaxLineText:
		return "", errTextLong.With(map[string]int{"length": n, "limit": agenda.MaxLineText})
	}
	return body.Text, nil
}

// meant is the instant from which "tuần tới" counts: now while the meeting runs, else when it was to begin.
func (s *Server) meant(id who) (at time.Time) {
	id.meeting.View(func(m *agenda.Meeting) {
		at = m.StartsAt
		if m.Status == agenda.Running || at.IsZero() {
			at = s.Now()
		}
	})
	return at.In(workday.Zone)
}

// findDeadlines are the deadlines of a text, in order. A text that is nothing but a date ("10-10") was typed as one.
func findDeadlines(text string, ref time.Time, days workday.Calendar) []foundDeadline {
	matches := deadline.Find(text, ref, days)
	if len(matches) == 0 {
		if m, ok := deadline.Parse(text, ref, days); ok {
			matches = append(matches, m)
		}
	}
	found := make([]foundDeadline, 0, len(matches))
	for _, m := range matches {
		f := foundDeadline{Start: utf16Len(text[:m.Start]), End: utf16Len(text[:m.End]), Words: m.Words, Kind: m.Kind, Guessed: m.Guessed, RRule: m.RRule,
			Warnings: make([]deadlineWarning, 0, len(m.Warnings)), Explain: bilingual{deadline.Explain(m, "vi"), deadline.Explain(m, "en")}}
		if m.Dated() {
			f.Until = &m.Until
		}
		for _, warning := range m.Warnings {
			f.Warnings = append(f.Warnings, deadlineWarning{warning.Code, bilingual{warning.VI, warning.EN}})
		}
		found = append(found, f)
	}
	return found
}

// utf16Len is how long a browser finds s.
func utf16Len(s string) (n int) {
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++ // a surrogate pair
		}
	}
	return n
}
