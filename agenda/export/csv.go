package export

import (
	"bufio"
	"io"
	"strings"
)

// byteOrderMark makes spreadsheet programs read the file as UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes the rows as CSV (RFC 4180): UTF-8 with a byte order mark, commas, CRLF, every field quoted, the first line with Columns. A text
// that a spreadsheet program could take for a formula gets an apostrophe before it. Newlines within a text become spaces: one task, one line.
func WriteCSV(w io.Writer, rows []Row) error {
	b := bufio.NewWriter(w)
	b.WriteString(byteOrderMark)
	writeLine(b, Columns())
	for _, r := range rows {
		writeLine(b, r.cells())
	}
	return b.Flush()
}

// writeLine leaves errors to Flush: a bufio.Writer keeps the first one.
func writeLine(b *bufio.Writer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(harmless(c), `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// formulaStarts are the characters with which a spreadsheet program begins a formula, their full-width forms included.
const formulaStarts = "=+-@＝＋－＠\t\r"

// harmless puts an apostrophe before everything that could begin a formula: at the beginning of the text, and after a newline, quote or semicolon, because
// where the decimal sign is a comma spreadsheet programs cut lines at semicolons and read quotes their own way (OWASP, CSV injection).
func harmless(s string) string {
	var b strings.Builder
	begins := true
	for _, r := range s {
		if begins && strings.ContainsRune(formulaStarts, r) {
			b.WriteByte('\'')
		}
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
			begins = true
			continue
		case r == '"' || r == ';':
			begins = true
		case r != ' ' && r != '\u00a0' && r != '\ufeff' && r != '\u200b':
			begins = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
