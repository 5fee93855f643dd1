// Package filetype says what a file is by its bytes, and refuses what a meeting does not take: everything that is not a PDF, a DOCX, XLSX or PPTX without macros,
// a PNG or a JPEG; files that are two things at once (a polyglot: something before the beginning or behind the end); documents that need a password; archives whose
// tables promise more than they may hold (a zip bomb) or name places outside themselves (zip-slip).
//
// It is not a virus scanner and unpacks nothing but a document's list of its own parts (at most 1 MiB of it): what is taken is kept and handed out as it is, as an
// attachment that browsers do not open as a page.
//
// Pure; everything may be called from any goroutine.
//
// Reading order: filetype.go, ooxml.go.
//
// Why: the kind is told from the bytes and must agree with the ending of the name, because it is the name by which the reader's machine will choose a program. Old
// Office files (.doc, .xls, .ppt) are not taken: their container cannot be told from one with macros or a password without a reader of our own for it.
package filetype
