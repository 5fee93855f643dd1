// Package reference holds the data that ship with the program: the rosters of Hà Nội, the agenda templates, and the reference meeting of 29-7-2020 as a
// script that can be loaded (the demo) and played (the rehearsal).
//
// The reference meeting follows a press report, which is embedded and is one of its papers. What the report does not say is invented and marked: in words in
// [Script.Invented], and by a field Invented where a program must know. Addresses end in ".example" (RFC 2606) and reach nobody.
//
// It is not a store and decides nothing: everything it offers is a value made anew by each call, and so may be changed by the caller and used from any goroutine.
//
// Reading order: roster.go, template.go, script.go (what a script is), meeting.go (the reference meeting), instructions.go (what was said), approval.go (what is done with it), papers.go, earlier.go
// (an invented meeting before it), filing.go (what units answer and file before it, invented too).
//
// # Why
//
// The report makes two slips ("lĩnh công nghiệp", "rải thải nhựa"). The embedded report keeps them; the instructions and the summary say "lĩnh vực" and "rác thải".
//
// Units keep a slug in the data files because the standard library cannot take Vietnamese marks off letters.
package reference
