package workday

import "time"

const (
	// PapersDays is how many working days before the meeting papers are due, unless the department sets another number.
	PapersDays = 3
	// NoticeDays is how many working days after the meeting the notice of its conclusions is due, unless the department sets another number.
	NoticeDays = 5
)

// PapersDue is the last day for handing in papers: a meeting on 29-7-2020 gives 24-7-2020. For another number of days use Add(meeting, -n).
func (c Calendar) PapersDue(meeting time.Time) time.Time { return c.Add(meeting, -PapersDays) }

// NoticeDue is the last day for issuing the notice of conclusions: a meeting on 29-7-2020 gives 5-8-2020. For another number of days use Add(meeting, n).
func (c Calendar) NoticeDue(meeting time.Time) time.Time { return c.Add(meeting, NoticeDays) }
