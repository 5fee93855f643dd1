// Package leaktest is a meeting full of secrets: the reference meeting with internal items, notes, tasks of one unit, addresses, links, groups and letters, and
// a judge who says which of them stand in bytes that reached a unit or a guest. Tests of the socket and of REST play it and dump what they received.
//
// It is not a test by itself and is linked into no program.
//
// Concurrency: Play gives commands one after the other and may run beside readers; Found is pure.
//
// Reading order: play.go, judge.go.
package leaktest
