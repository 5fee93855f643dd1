package deadline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenNumber
	tokenMark // one punctuation character
)

// token is one word, number or punctuation mark. It is a value.
type token struct {
	kind       tokenKind
	text       string // NFC, lower case
	start, end int    // bytes in the text
	marked     bool   // has a diacritic (or đ)
	gap        bool   // white space before it
	sentence   int
	value      int // of a number of at most 9 digits, else -1
}

// tokenize splits text; marked says of each sentence whether any of its words has a diacritic.
func tokenize(text string) (tokens []token, marked []bool) {
	tokens = make([]token, 0, len(text)/4+1)
	marked = append(marked, false)
	gap := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			gap = true
			if r == '\n' {
				marked = append(marked, false)
			}
			i += size
			continue
		}
		t := token{start: i, gap: gap, sentence: len(marked) - 1, value: -1}
		t.end = i + size
		switch {
		case '0' <= r && r <= '9':
			t.kind = tokenNumber
			t.end = i + run(text[i:], func(r rune) bool { return '0' <= r && r <= '9' })
			t.text, t.value = text[i:t.end], number(text[i:t.end])
		case unicode.IsLetter(r) || unicode.IsMark(r):
			t.end = i + run(text[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
			t.text = strings.ToLower(norm.NFC.String(text[i:t.end]))
			t.marked = hasMarks(t.text)
			marked[t.sentence] = marked[t.sentence] || t.marked
		default:
			t.kind, t.text = tokenMark, text[i:t.end]
			if strings.ContainsRune(".;!?…", r) && endsSentence(text[t.end:]) {
				marked = append(marked, false)
			}
		}
		tokens = append(tokens, t)
		i, gap = t.end, false
	}
	return tokens, marked
}

func endsSentence(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r)
}

// run is the length in bytes of the leading runes of s that are in.
func run(s string, in func(rune) bool) int {
	for i, r := range s {
		if !in(r) {
			return i
		}
	}
	return len(s)
}

func number(s string) int {
	if len(s) > 9 {
		return -1
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func hasMarks(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// fold is s without diacritics: NFD, marks dropped, đ → d.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// untoned says that the word cannot be Vietnamese without a tone mark: syllables that end in c, ch, p or t always have one.
func untoned(w string) bool {
	return strings.HasSuffix(w, "c") || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "p") || strings.HasSuffix(w, "t")
}
