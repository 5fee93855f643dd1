package reference

import (
	"fmt"
	"strings"
	"time"

	"giaoban/agenda"
)

// The seats of the reference meeting that are not a unit's.
const (
	ChairSeat     agenda.SeatID = "chair"
	SecretarySeat agenda.SeatID = "secretary"
	GuestSeat     agenda.SeatID = "guest"
)

// The items of the reference meeting that lines belong to.
const (
	itemOpening    agenda.ItemID = "i1"
	itemReport     agenda.ItemID = "i3"
	itemIndustry   agenda.ItemID = "i4"
	itemEnergy     agenda.ItemID = "i5"
	itemTrade      agenda.ItemID = "i6"
	itemConclusion agenda.ItemID = "i7"
)

const chairName = "Trần Thị Phương Lan"

// UnitSeat is the seat of a unit.
func UnitSeat(id agenda.UnitID) agenda.SeatID { return agenda.SeatID("unit-" + string(id)) }

// edition is what differs between the two rosters. It is a value.
type edition struct {
	year     int
	below    string // what the units are called
	groups   func(rosterFile) []agenda.Group
	speakers [3]agenda.UnitID // industry, energy, trade
}

func editionOf(roster string) edition {
	switch roster {
	case Hanoi2020:
		return edition{year: 2020, below: "quận, huyện, thị xã", groups: groups2020, speakers: [3]agenda.UnitID{"276", "018", "001"}}
	case Hanoi2025:
		return edition{year: 2025, below: "phường, xã", groups: groups2025, speakers: [3]agenda.UnitID{"09955", "00565", "00004"}}
	}
	panic(fmt.Sprintf("reference: there is no meeting with roster %q", roster))
}

// Meeting is the reference meeting with one of the rosters Hanoi2020 (as reported) or Hanoi2025 (the same words to 126 units, on the same day of 2025).
// Any other roster is a mistake of the program: it panics.
func Meeting(roster string) Script {
	e, f := editionOf(roster), readRoster(roster)
	s := Script{ID: agenda.MeetingID(fmt.Sprintf("gb-%d-07-29", e.year)), Invented: e.invented(len(f.Units)),
		Shortcomings: shortcomings(), Instructions: instructions(e.year), Speeches: e.speeches(f)}
	s.Create = agenda.MeetingCreate{
		Title: fmt.Sprintf("Hội nghị giao ban trực tuyến công tác phối hợp quản lý nhà nước về lĩnh vực công thương trên địa bàn các %s "+
			"6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm %d", e.below, e.year),
		Place:    fmt.Sprintf("Trực tuyến; điểm cầu chính tại trụ sở Sở Công Thương Hà Nội và %d điểm cầu %s", len(f.Units), e.below),
		Roster:   f.Roster,
		StartsAt: time.Date(e.year, time.July, 29, 14, 0, 0, 0, agenda.Zone),
		Host:     agenda.Unit{ID: agenda.HostUnit, Name: "Sở Công Thương Hà Nội", Level: "so"},
		Groups:   e.groups(f),
		Invented: s.Invented,
	}
	s.Seats = []agenda.SeatAdd{
		{Seat: ChairSeat, Unit: agenda.HostUnit, Role: agenda.RoleChair, Name: chairName, Post: "Phó Giám đốc Sở"},
		{Seat: SecretarySeat, Unit: agenda.HostUnit, Role: agenda.RoleSecretary, Name: "Nguyễn Văn A (tên giả định)", Post: "Chuyên viên Văn phòng Sở"},
	}
	s.Contacts = []agenda.UnitContact{{Unit: agenda.HostUnit, Email: address("so-cong-thuong")}}
	for _, u := range f.Units {
		unit := agenda.Unit{ID: u.Code, Name: u.Name, Level: u.Level}
		s.Create.Units = append(s.Create.Units, unit)
		s.Seats = append(s.Seats, agenda.SeatAdd{Seat: UnitSeat(u.Code), Unit: u.Code, Role: agenda.RoleUnit, Name: unit.Address()})
		s.Contacts = append(s.Contacts, agenda.UnitContact{Unit: u.Code, Email: address(u.Slug)})
	}
	s.Seats = append(s.Seats, agenda.SeatAdd{Seat: GuestSeat, Role: agenda.RoleGuest, Name: "Khách mời (giả định)"})
	for i, d := range sixMonths() {
		s.Items = append(s.Items, agenda.ItemAdd{Item: agenda.ItemID(fmt.Sprintf("i%d", i+1)), ItemDraft: d})
	}
	s.Papers = papers(s)
	s.Note = agenda.LineAdd{Line: "ref-gc-1", Item: itemConclusion, Kind: agenda.KindNote,
		Text: "(Giả định) Ghi chú nội bộ: Văn phòng Sở rà lại thời hạn từng nhiệm vụ với các phòng chuyên môn trước khi gửi."}
	return s
}

// address is an invented address, for nobody: "example" is a top-level domain that never exists (RFC 2606).
func address(slug string) string { return "kinhte." + slug + "@donvi.example" }

func (e edition) invented(units int) string {
	s := "Nội dung theo bài báo tường thuật hội nghị ngày 29-7-2020. Phần giả định: giờ họp 14:00–16:30, chương trình và số phút từng mục, địa điểm, họ tên thư ký, " +
		"khách mời, người dự tại các điểm cầu, địa chỉ thư điện tử, ý kiến phát biểu của ba đơn vị, ghi chú nội bộ, sản phẩm phải nộp, cách chia 43 cụm công nghiệp, lý do khi kiểm tra “6 rõ”, góp ý biên bản, " +
		"và mọi thời hạn trừ “trước ngày 10-10”."
	if e.year != 2020 {
		s += fmt.Sprintf(" Cuộc họp ngày 29-7-%d với %d %s là giả định toàn bộ; lời kết luận giữ nguyên theo bài báo năm 2020.", e.year, units, e.below)
	}
	return s
}

func (e edition) speeches(f rosterFile) []Speech {
	topics := []struct {
		item          agenda.ItemID
		subject, text string
	}{
		{itemIndustry, "Giải phóng mặt bằng cụm công nghiệp", "%s báo cáo tiến độ giải phóng mặt bằng cụm công nghiệp và đề nghị hướng dẫn thủ tục đầu tư hạ tầng."},
		{itemEnergy, "An toàn hành lang lưới điện", "%s báo cáo việc xử lý vi phạm hành lang lưới điện và đề nghị ngành điện phối hợp kiểm tra."},
		{itemTrade, "Sự kiện kích cầu tiêu dùng", "%s báo cáo kế hoạch tổ chức sự kiện kích cầu và đề nghị được giới thiệu doanh nghiệp tham gia."},
	}
	var list []Speech
	for i, t := range topics {
		for _, u := range f.Units {
			if u.Code != e.speakers[i] {
				continue
			}
			name := agenda.Unit{ID: u.Code, Name: u.Name, Level: u.Level}.Address()
			list = append(list, Speech{Request: agenda.RequestID(fmt.Sprintf("ref-pb-%d", i+1)), Seat: UnitSeat(u.Code), Unit: u.Code, Item: t.item,
				Line: agenda.LineID(fmt.Sprintf("ref-yk-%d", i+1)), Subject: t.subject + " (giả định)", Text: "(Giả định) " + fmt.Sprintf(t.text, name)})
		}
	}
	return list
}

func groups2020(f rosterFile) []agenda.Group {
	return []agenda.Group{f.group("quan", "12 quận", "quan"), f.group("huyen-thixa", "17 huyện và thị xã Sơn Tây", "huyen thixa")}
}

func groups2025(f rosterFile) []agenda.Group {
	return []agenda.Group{f.group("phuong", "51 phường", "phuong"), f.group("xa", "75 xã", "xa")}
}

// group is the units of some levels, which are separated by spaces.
func (f rosterFile) group(id agenda.GroupID, name, levels string) agenda.Group {
	g := agenda.Group{ID: id, Name: name}
	for _, u := range f.Units {
		if strings.Contains(" "+levels+" ", " "+u.Level+" ") {
			g.Units = append(g.Units, u.Code)
		}
	}
	return g
}
