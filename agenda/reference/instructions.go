package reference

import (
	"fmt"
	"time"

	"giaoban/agenda"
)

// Shortcoming is one of the five things that the report names as done badly without an instruction. It is a value.
type Shortcoming struct {
	Line agenda.LineID
	Item agenda.ItemID
	Text string
}

// Instruction is one of the 16 instructions: a conclusion, and the assignment that follows from it. It is a value.
type Instruction struct {
	Number     int // 1 to 16, as the report orders them
	Line       agenda.LineID
	Assignment agenda.AssignmentID
	Item       agenda.ItemID
	Text       string // in the words of the report
	First      agenda.LineKind
	Scope      agenda.Scope
	Target     agenda.Target
	Supporting []agenda.UnitID
	Due        agenda.Due
	Invented   bool // the due date is made up: it is filled in after typing
}

// shortcomings are in the words of the report. They belong to the report on the first half of the year.
func shortcomings() []Shortcoming {
	texts := []string{
		"Công tác giải tỏa các chợ cóc, chợ tạm còn chậm.",
		"Một số phòng kinh tế của các địa phương chưa nắm chắc được số lượng các loại hình kinh doanh, nên chưa triển khai đầy đủ các nội dung " +
			"quản lý nhà nước đến các doanh nghiệp, hộ kinh doanh.",
		"Tỷ lệ cấp các loại giấy phép thấp.",
		"Một số địa phương chưa quan tâm giới thiệu các doanh nghiệp tham gia chương trình xúc tiến thương mại của thành phố.",
		"Hỗ trợ các doanh nghiệp tiêu thụ sản phẩm của địa phương, hỗ trợ công tác quảng bá, giới thiệu sản phẩm, thiết kế mẫu mã, bao bì còn rất kém, " +
			"dẫn đến một số sản phẩm địa phương khó tiêu thụ, sức cạnh tranh kém với các tỉnh lân cận và trong vùng.",
	}
	var list []Shortcoming
	for i, t := range texts {
		list = append(list, Shortcoming{Line: agenda.LineID(fmt.Sprintf("ref-hc-%d", i+1)), Item: itemReport, Text: t})
	}
	return list
}

// instructions are the 16, for a meeting held in that year. Fifteen are for all units; number 6 is for the department itself and has the only date.
func instructions(year int) []Instruction {
	yearEnd := agenda.Due{Until: day(year+1, time.January, 1), Words: fmt.Sprintf("hết năm %d (ngày giả định)", year)}
	var list []Instruction
	for i, said := range saidInstructions() {
		n := i + 1
		in := Instruction{Number: n, Line: agenda.LineID(fmt.Sprintf("ref-kl-%02d", n)), Assignment: agenda.AssignmentID(fmt.Sprintf("ref-nv-%02d", n)),
			Item: said.item, Text: said.text, First: agenda.KindConclusion, Scope: agenda.Scope{Kind: "all"}, Target: agenda.Target{Kind: "none"},
			Due: yearEnd, Invented: true}
		switch n {
		case 2: // one number for the whole city; the report does not split it
			in.Target = agenda.Target{Kind: "total", Value: 43, Unit: "cụm công nghiệp"}
		case 6:
			in.Scope = agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{agenda.HostUnit}}
			in.Target = agenda.Target{Kind: "number", Value: 5, Unit: "điểm"}
			in.Due, in.Invented = agenda.Due{Until: day(year, time.October, 10), Words: "trước ngày 10-10"}, false
		case 11:
			in.Target = agenda.Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"}
			in.Supporting = []agenda.UnitID{agenda.HostUnit} // "phối hợp với Sở Công Thương"
		case 14: // heard as an opinion, then seen to be a conclusion: the script changes a kind once
			in.First = agenda.KindOpinion
		}
		list = append(list, in)
	}
	return list
}

// day is the first instant of a day in Việt Nam.
func day(year int, month time.Month, date int) time.Time {
	return time.Date(year, month, date, 0, 0, 0, 0, agenda.Zone)
}

// saying is one sentence under its agenda item. It is a value.
type saying struct {
	item agenda.ItemID
	text string
}

// saidInstructions are the sentences of the report, cut into one line per instruction.
func saidInstructions() []saying {
	return []saying{
		{itemReport, "Đề nghị các quận, huyện phải có giải pháp cụ thể để thúc đẩy phát triển, đặc biệt đối với những địa phương có tăng trưởng âm, nhằm đạt " +
			"hai kịch bản tăng trưởng thành phố Hà Nội đã đặt ra trong năm 2020."},
		{itemIndustry, "Phải thực hiện đầu tư phát triển 43 cụm công nghiệp thành phố đã giao chủ trương đầu tư, đẩy nhanh tiến độ giải phóng mặt bằng."},
		{itemIndustry, "Tập trung tháo gỡ khó khăn vướng mắc cho doanh nghiệp trong việc đầu tư cụm công nghiệp."},
		{itemIndustry, "Hỗ trợ doanh nghiệp thúc đẩy phát triển công nghiệp hỗ trợ, công nghiệp chủ lực, các chương trình khuyến công."},
		{itemIndustry, "Đẩy mạnh phát triển các điểm bán hàng các sản phẩm OCOP trên địa bàn thành phố."},
		{itemIndustry, "Sở Công Thương phấn đấu trước ngày 10-10 sẽ khai trương được 5 điểm để triển khai thực hiện các điểm bán hàng."},
		{itemEnergy, "Phối hợp với chủ đầu tư nhanh chóng giải phóng mặt bằng, thi công, để đăng ký với ban thi đua khen thưởng các công trình chào mừng."},
		{itemEnergy, "Xử lý vi phạm an toàn hành lang lưới điện."},
		{itemEnergy, "Triển khai tốt chương trình sử dụng năng lượng hiệu quả, sản xuất và tiêu thụ năng lượng bền vững."},
		{itemEnergy, "Thúc đẩy công tác phòng chống rác thải nhựa trên địa bàn; các trung tâm thương mại, chợ không sử dụng túi dùng 1 lần."},
		{itemTrade, "Quan tâm triển khai chương trình kích cầu thương mại nội địa, mỗi đơn vị phải tăng từ 3-5 lần các sự kiện kích cầu, xây dựng kế hoạch cụ thể, " +
			"phối hợp với Sở Công Thương các chương trình kích cầu tiêu dùng."},
		{itemTrade, "Phát triển các hệ thống chợ trên địa bàn, các hệ thống thương mại hiện đại cần bám sát kế hoạch thành phố đã phê duyệt, đẩy nhanh các dự án " +
			"trong lĩnh vực thương mại để triển khai thực hiện."},
		{itemTrade, "Tập trung quản lý các cửa hàng kinh doanh có điều kiện, rà soát các cửa hàng kinh doanh gas, xăng dầu, rượu, thuốc lá để quản lý có hiệu quả hơn."},
		{itemTrade, "Bảo đảm công tác chuẩn bị hàng hóa phục vụ thị trường."},
		{itemTrade, "Tăng cường công tác kiểm tra, kiểm soát, chống đầu cơ, găm hàng, tăng giá bất hợp lý."},
		{itemTrade, "Chủ động công tác phòng, chống dịch từ đeo khẩu trang, nước sát khuẩn; chỉ đạo các doanh nghiệp sản xuất, kinh doanh trên địa bàn phải làm tốt " +
			"công tác phòng, chống dịch; đáp ứng các trang thiết bị y tế phòng chống dịch."},
	}
}
