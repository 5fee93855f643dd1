package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes text comparable: no tone marks, no đ, lower case, words with one space before each. "Thạch  Thất." becomes " thach that". web/app/ui/fold.ts is the same for the browser.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	word := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'đ' || r == 'Đ':
			r = 'd'
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			word = false
			continue
		}
		if !word {
			b.WriteByte(' ')
		}
		word = true
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// words are the words of a folded text.
func words(folded string) []string { return strings.Fields(folded) }

// holds says whether every word begins some word of one of the folded texts.
func holds(query []string, texts ...string) bool {
	for _, w := range query {
		found := false
		for _, t := range texts {
			found = found || strings.Contains(t, " "+w)
		}
		if !found {
			return false
		}
	}
	return true
}
