// Package deadline understands Vietnamese deadline words: "trước ngày 10-10", "chậm nhất thứ Sáu tuần tới", "03 ngày làm việc", "hết quý III", "trước ngày 15 hằng
// tháng". It finds them in a text with their place, and says until when, in +07:00. It suggests; a person confirms.
//
// It is not a general date parser: a bare "3-5", "đường 3/2" or "2/3 số hộ" is no date, a period that is only the topic of a sentence ("nhiệm vụ 6 tháng cuối năm")
// is no deadline, and what happened ("đã đặt ra trong năm 2020", "Chiều ngày 29-7, …") is none either. There is no lunar calendar: such a date is flagged.
//
// It knows no clock: the reference instant (the meeting) and the calendar of working days are given. No goroutines; all functions are pure and may be called from
// several goroutines.
//
// Reading order: match.go (what is found), grammar.go (the tables: leads, days, periods, the rest), pattern.go (how a table row is matched), token.go (words with and
// without diacritics), slot.go, slotdate.go (numbers, dates, hours), span.go, spanday.go, recur.go (from what was read to instants), find.go (the search), context.go (what is no
// deadline after all), warn.go, explain.go (the words of the chip).
//
// # Why
//
// Diacritics decide meaning (sáu/sau, quý/quy, năm/nam), so a word typed with them must agree exactly. A whole phrase without any is understood where its sentence
// has none at all, or where one of its words ("truoc", "het") cannot be Vietnamese as typed: a syllable that ends in c, ch, p or t always carries a tone mark.
//
// The rules against false finds (context.go) are about words around the phrase and apply to running text only; a phrase that stands alone was typed as a date.
package deadline
