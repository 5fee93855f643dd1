// Package agenda is the domain: what a meeting is and what may happen to it. It is pure: no clock, no network, no goroutine. Standard library and
// x/text only.
//
// A meeting is its journal: records 1, 2, 3, … A Command is decided against the folded state; what follows is a list of Events; commands and
// events of one noun stand in one file with the noun. Decide and Apply are the only two verbs. What a reader may see of a record is decided from the
// event alone (For), so one record can be encoded once for all readers of an audience.
//
// It is not a store (agenda/mem, agenda/bolt, agenda/redis), not a server (agenda/live) and not a wire (agenda/channel).
//
// Concurrency: all types are values or owned by their Meeting; a Meeting belongs to one goroutine or to a lock of its owner (agenda/live.Session).
// Package variables are filled before main and only read afterwards.
//
// Reading order: ids.go, record.go (the chain), text.go (words that can be erased), codec.go (commands and events by name), role.go, meeting.go, item.go, paper.go, submission.go, seat.go, invitation.go,
// attendance.go, line.go, attribution.go, module.go, fact.go, conclusion.go, precedent.go, readback.go, check.go, waiver.go, task.go, division.go, support.go, approval.go, comment.go, supplement.go, floor.go, queue.go, speech.go, round.go, poll.go, hall.go, chat.go, floorlock.go, roomlock.go, lobby.go, visitor.go, ready.go, phone.go, figure.go, carry.go, progress.go, template.go, mail.go, unit.go, audience.go, ports.go.
//
// # Why
//
// The directory (administrators; later rosters, staff and holidays) is a Meeting with the id "directory" and no agenda: seats, links and sessions are the same there, and one
// aggregate needs one fold, one codec and one conformance suite.
//
// Events carry what decides their visibility (Internal, Units), so that filtering needs no state and can be tested on events alone.
//
// Decide is a method of Meeting and asks the role table before the command, and whether the minutes are signed: no command can forget to.
//
// Facts are events of the command that causes them, not commands of a watcher: they are there with it or not at all, and replaying writes none twice.
//
// Confirmation, fate and findings are derived from revisions and tasks. A stored "confirmed" would have to be taken back by everything that changes a text.
package agenda
