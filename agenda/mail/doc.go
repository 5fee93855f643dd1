// Package mail brings units their tasks: it composes one letter per unit of a batch ("Gửi nhiệm vụ"), hands it to a Mailer (an SMTP server, or a folder
// of .eml files) and records in the meeting's journal what became of it.
//
// It is not the official channel: issued documents go through the agency's own system. It keeps no queue of its own: a queued letter is an event of the
// journal, and so is its fate. Letters are sent at least once: after a crash between the server's "250" and the record the same letter goes again, with
// the same Message-ID and the same bytes.
//
// Concurrency: Message, SMTP and Folder are values, safe for concurrent use. A Courier is owned by its one Serve; Poke may be called from anywhere.
//
// Reading order: mailer.go (the port and its refusals), message.go, compose.go (the words of a letter), smtp.go, folder.go, courier.go (the loop),
// delivery.go (one letter).
//
// # Why
//
// One connection per letter: a department sends a hundred letters twice a month, and a server that hangs then costs one letter's patience, not all.
//
// A fault of the server pauses all letters, a refusal for now only its own letter: otherwise a server that is down is called once per unit.
package mail
