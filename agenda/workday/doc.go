// Package workday says which days are working days: weekends, public holidays and the Saturdays worked to make up for a swapped day off. On it run the two clocks
// of a review meeting: papers three working days before, the notice of conclusions five working days after.
//
// It is not a lunar calendar: Tết and Giỗ Tổ move, the days off are decided each year by a notice, so they are data per year (calendar.json, each year with
// its source; dates not yet decided are marked unconfirmed). It knows no clock; days are calendar days in Việt Nam (+07:00).
//
// Concurrency: every type is a value; a Calendar is never changed after it was made and may be shared freely.
//
// Reading order: date.go, year.go (the data), parse.go (data → Calendar, errors for people), calendar.go (the questions), reason.go (why a day is off), clock.go.
//
// # Why
//
// A year without data still answers, counting weekends only, because a clock that refuses would stop a meeting; Known tells the caller so that it can be said.
//
// Days count after the start and include the end (Add and Between), as Bộ luật Dân sự 2015, Điều 147 khoản 2 counts terms: the first day is not counted.
package workday
