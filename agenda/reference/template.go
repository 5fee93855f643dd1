package reference

import "giaoban/agenda"

// Template is an agenda to begin with. It is a value.
type Template struct {
	ID    string             `json:"id"`
	Title string             `json:"title"`
	Items []agenda.ItemDraft `json:"items"`
}

// Templates are the templates that ship with the program: the six-month review and the blank agenda.
func Templates() []Template {
	return []Template{
		{ID: "six-months", Title: "Giao ban sơ kết 6 tháng", Items: sixMonths()},
		{ID: "blank", Title: "Chương trình trống", Items: []agenda.ItemDraft{}},
	}
}

// sixMonths is the agenda of the reference meeting, 150 minutes.
func sixMonths() []agenda.ItemDraft {
	item := func(minutes int, kind, title string) agenda.ItemDraft {
		return agenda.ItemDraft{Title: title, Kind: kind, Lead: agenda.HostUnit, Minutes: minutes}
	}
	return []agenda.ItemDraft{
		item(5, "opening", "Khai mạc"),
		item(15, "report", "Tình hình thực hiện kết luận cuộc họp trước"),
		item(15, "report", "Báo cáo tình hình 6 tháng đầu năm, phương hướng 6 tháng cuối năm"),
		item(30, "discussion", "Lĩnh vực công nghiệp"),
		item(20, "discussion", "Lĩnh vực quản lý năng lượng"),
		item(35, "discussion", "Lĩnh vực thương mại"),
		item(25, "conclusion", "Kết luận của chủ trì và đọc lại kết luận"),
		item(5, "closing", "Bế mạc"),
	}
}
