// Package export writes tables of a meeting: its tasks, one Row per unit task, as CSV and as XLSX, and its attendance, one row per unit, as CSV.
//
// It is not a document with a letterhead (agenda/document) and not a letter (agenda/mail), which carries these tables. It decides nothing and keeps
// nothing: the same meeting gives the same rows, and the same rows give the same bytes.
//
// Concurrency: everything here is a value or a pure function of its arguments. A shared Meeting is read, so its owner's lock is held by the caller.
//
// Reading order: row.go (the columns), words.go (numbers and targets in Vietnamese), csv.go, attendance.go, figures.go, course.go, xlsx.go, sheet.go.
//
// # Why
//
// Codes of tasks are computed, not stored: they follow from the date, the number of the conclusion and the unit, none of which changes after a
// meeting is opened. They need the whole meeting: a meeting folded from what one unit may see would count differently.
package export
