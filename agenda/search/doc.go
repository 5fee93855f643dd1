// Package search finds words over meetings, as people type them in a hurry: without tone marks, without đ, in any order, the last word unfinished. It also finds conclusions of
// earlier meetings that say nearly the same as a sentence being typed.
//
// Index holds what is searched of each meeting, made from its fold and made again when the meeting has grown; only lines that changed are folded again. Find and Similar go
// through all of it: a department holds some hundred meetings of some hundred lines.
//
// It is not a store and decides nothing: who may see what is given as a Sight per meeting.
//
// Concurrency: Index is safe for concurrent use. Refresh reads a Meeting under its owner's lock.
//
// Reading order: fold.go, entry.go, index.go, find.go, similar.go.
//
// # Why
//
// Words and not letters are matched, each by its beginning: "that" finds Thất and not "nhất"; Vietnamese syllables are short, and parts of them mean nothing.
package search
