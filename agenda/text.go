package agenda

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text is what a person wrote or a person's name, in NFC. It can be erased: the chain then keeps only the salted commitment. It is a value.
// JSON: {"v": text, "s": salt}, or {"c": commitment} once erased.
type Text struct {
	Value      string
	salt       string
	commitment string // only when erased
}

// String is the text, or nothing when it was erased.
func (t Text) String() string { return t.Value }

// Erased is t without its words: only what the chain needs is left.
func (t Text) Erased() Text {
	if t.commitment != "" || t.salt == "" {
		return t
	}
	return Text{commitment: commitment(t.Value, t.salt)}
}

// MarshalJSON writes the text with its salt.
func (t Text) MarshalJSON() ([]byte, error) {
	if t.commitment != "" {
		return marshal(map[string]string{"c": t.commitment})
	}
	return marshal(map[string]string{"v": t.Value, "s": t.salt})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Text) UnmarshalJSON(data []byte) error {
	var j struct{ V, S, C string }
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*t = Text{Value: j.V, salt: j.S}
	if j.C != "" {
		*t = Text{commitment: j.C} // words beside a commitment are not covered by the chain
	}
	return nil
}

// commitment is SHA-256 of salt, a zero byte and the text, in hex.
func commitment(value, salt string) string {
	h := sha256.Sum256([]byte(salt + "\x00" + value))
	return hex.EncodeToString(h[:])
}

// text makes the n-th text of the record being decided.
func (s Stamp) text(n int, value string) Text {
	var b [24]byte
	copy(b[:], s.Seed[:])
	binary.BigEndian.PutUint64(b[16:], uint64(n))
	h := sha256.Sum256(b[:])
	return Text{Value: value, salt: base64.RawURLEncoding.EncodeToString(h[:16])}
}

// clean is s in NFC, trimmed, with control characters other than newline and tab removed; lines end with \n.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1 // control characters and direction overrides have no place in minutes
		}
		return r
	}, s)
	return norm.NFC.String(strings.TrimSpace(s))
}

// cleanLine is clean for a single line: newlines and tabs become spaces.
func cleanLine(s string) string {
	return strings.Join(strings.Fields(clean(s)), " ")
}
