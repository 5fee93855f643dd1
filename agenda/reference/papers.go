package reference

import (
	"fmt"
	"strings"
	"time"

	"giaoban/agenda"
)

// Article is the press report of the reference meeting, as printed.
func Article() string { return read("data/article-2020-07-29.txt") }

// papers are the three papers of the reference meeting.
func papers(s Script) []agenda.PaperAdd {
	return []agenda.PaperAdd{
		{Item: itemOpening, Paper: agenda.Paper{ID: "p-agenda", Title: "Chương trình hội nghị", Text: programme(s)}},
		{Item: itemReport, Paper: agenda.Paper{ID: "p-report", Title: "Báo cáo tóm tắt 6 tháng đầu năm", Text: read("data/report-2020.txt")}},
		{Item: itemReport, Paper: agenda.Paper{ID: "p-article", Title: "Bài báo tham khảo", Text: Article()}},
	}
}

// programme is the agenda with its hours, as it would be handed out.
func programme(s Script) string {
	var b strings.Builder
	at := s.Create.StartsAt.In(agenda.Zone)
	fmt.Fprintf(&b, "CHƯƠNG TRÌNH\n%s\n\nNgày %s. %s.\n\n", s.Create.Title, at.Format("2-1-2006"), s.Create.Place)
	for i, item := range s.Items {
		fmt.Fprintf(&b, "%s  %d. %s (%d phút)\n", at.Format("15:04"), i+1, item.Title, item.Minutes)
		at = at.Add(time.Duration(item.Minutes) * time.Minute)
	}
	fmt.Fprintf(&b, "%s  Kết thúc\n\nGiờ và số phút là giả định.\n", at.Format("15:04"))
	return b.String()
}
