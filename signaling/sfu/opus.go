package sfu

import (
	"regexp"
	"slices"
	"strings"
)

// opusWanted are the parameters that the server wants of every Opus sender (RFC 7587 §6.1): error correction within the stream, and nothing sent in silence.
var opusWanted = []string{"useinbandfec=1", "usedtx=1"}

var opusLine = regexp.MustCompile(`(?m)^a=rtpmap:(\d+) opus/`)

// wishOpus adds to an answer what the server wants of Opus senders. An answer made by pion repeats the parameters of the offer, which say what the browser
// wants to receive.
func wishOpus(answer string) string {
	types := opusLine.FindAllStringSubmatch(answer, -1)
	if len(types) == 0 {
		return answer
	}
	lines := strings.SplitAfter(answer, "\n")
	for i, line := range lines {
		for _, m := range types {
			prefix := "a=fmtp:" + m[1] + " "
			if !strings.HasPrefix(line, prefix) {
				continue
			}
			text := strings.TrimRight(line, "\r\n")
			for _, wish := range opusWanted {
				if !slices.Contains(strings.Split(text[len(prefix):], ";"), wish) {
					text += ";" + wish
				}
			}
			lines[i] = text + line[len(strings.TrimRight(line, "\r\n")):]
			break
		}
	}
	return strings.Join(lines, "")
}
