package main

import (
	"fmt"
	"io"
	"strings"
)

// expectation is one thing that a rehearsal expects, and what it found. It is a value.
type expectation struct {
	What   string `json:"what"`
	Got    string `json:"got"`
	Wanted string `json:"wanted"`
	Met    bool   `json:"met"`
}

// fault notes something that is not as expected.
func (r *report) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// want notes an expectation, and a fault when it is not met.
func want[T comparable](r *report, what string, got, wanted T) {
	r.Expectations = append(r.Expectations, expectation{What: what, Got: fmt.Sprint(got), Wanted: fmt.Sprint(wanted), Met: got == wanted})
	same(r, what, got, wanted)
}

// same notes a fault when got is not what was wanted: for what is looked at at every seat, and would fill pages as expectations.
func same[T comparable](r *report, what string, got, wanted T) {
	if got != wanted {
		r.fault("%s: %v, cần %v", what, got, wanted)
	}
}

// says is text when it holds the words, else all of it: an expectation that is not met then shows what was there instead.
func says(text, words string) string {
	if strings.Contains(text, words) {
		return words
	}
	return text
}

// met is how many expectations were met.
func (r *report) met() (n int) {
	for _, e := range r.Expectations {
		if e.Met {
			n++
		}
	}
	return n
}

// writeExpectations prints each expectation as met or not.
func (r *report) writeExpectations(w io.Writer) {
	for _, e := range r.Expectations {
		if e.Met {
			fmt.Fprintf(w, "  đạt        %s: %s\n", e.What, e.Got)
			continue
		}
		fmt.Fprintf(w, "  KHÔNG ĐẠT  %s: %s, cần %s\n", e.What, e.Got, e.Wanted)
	}
	fmt.Fprintf(w, "Kỳ vọng đạt / expectations met: %d/%d\n", r.met(), len(r.Expectations))
}
