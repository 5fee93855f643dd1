package agenda

import "strings"

// The "6 rõ" check: is it clear who, what, by when, who answers for it, what comes out and by whose word. Everything is derived from the fold; web/app/check.ts is the
// same function for the browser, and both are held against testdata/journals/*.check.json.

// Field is what a finding is about.
type Field string

// The six fields, and shortcomings that nothing follows from.
const (
	FieldPerson      Field = "person"      // rõ người
	FieldWork        Field = "work"        // rõ việc
	FieldTime        Field = "time"        // rõ thời gian
	FieldDuty        Field = "duty"        // rõ trách nhiệm
	FieldProduct     Field = "product"     // rõ sản phẩm
	FieldAuthority   Field = "authority"   // rõ thẩm quyền
	FieldShortcoming Field = "shortcoming" // a shortcoming without conclusion
)

// FindingCode says what is missing in a field.
type FindingCode string

// The codes, by field.
const (
	FindNobody    FindingCode = "nobody"    // person, duty: neither tasks nor "không phát sinh nhiệm vụ"
	FindEverybody FindingCode = "everybody" // person: given to all units, none is named
	FindShort     FindingCode = "short"     // work: fewer than three words
	FindMissing   FindingCode = "missing"   // time: some task without a date; product: neither target nor product
	FindUndivided FindingCode = "undivided" // duty: a total for several units, not divided
	FindSum       FindingCode = "sum"       // duty: the parts do not make the total
	FindPartner   FindingCode = "partner"   // duty: the text says "phối hợp", no supporting unit is chosen
	FindUnknown   FindingCode = "unknown"   // authority: neither named nor written nor confirmed by the chair
	FindOpen      FindingCode = "open"      // shortcoming: nothing follows from it
)

// Finding is one thing that is not clear in a conclusion, or a shortcoming that nothing follows from. It is a value.
type Finding struct {
	Line   LineID      `json:"line"`
	Item   ItemID      `json:"item"`
	Number int         `json:"number"` // of the line; 0 when it never was a conclusion
	Field  Field       `json:"field"`
	Code   FindingCode `json:"code"`
	Waived *Waiver     `json:"waived,omitempty"` // why it may stay
}

// Waivable says whether a reason is enough. A conclusion without a fate needs tasks or "không phát sinh nhiệm vụ".
func (f Finding) Waivable() bool { return f.Code != FindNobody }

// wordsOfFinding are the sentences for people, by field and code.
var wordsOfFinding = map[Field]map[FindingCode][2]string{
	FieldPerson: {
		FindNobody:    {"Rõ người: chưa giao cho ai và chưa ghi “không phát sinh nhiệm vụ”.", "Who: assigned to nobody, and not marked as making no task."},
		FindEverybody: {"Rõ người: giao cho tất cả các đơn vị, chưa nêu đơn vị nào.", "Who: given to every unit, none is named."},
	},
	FieldWork: {FindShort: {"Rõ việc: nội dung quá ngắn.", "What: the text is too short."}},
	FieldTime: {FindMissing: {"Rõ thời gian: chưa có thời hạn.", "When: there is no due date."}},
	FieldDuty: {
		FindNobody:    {"Rõ trách nhiệm: chưa có đơn vị chủ trì.", "Duty: no unit leads."},
		FindUndivided: {"Rõ trách nhiệm: chỉ tiêu chung chưa chia cho từng đơn vị.", "Duty: the total is not divided among the units."},
		FindSum:       {"Rõ trách nhiệm: tổng các phần đã chia khác chỉ tiêu chung.", "Duty: the parts do not make the total."},
		FindPartner:   {"Rõ trách nhiệm: có nói “phối hợp” nhưng chưa chọn đơn vị phối hợp.", "Duty: the text says to work together, no supporting unit is chosen."},
	},
	FieldProduct:     {FindMissing: {"Rõ sản phẩm: chưa có chỉ tiêu hoặc sản phẩm.", "Product: there is neither target nor product."}},
	FieldAuthority:   {FindUnknown: {"Rõ thẩm quyền: chưa rõ ai kết luận.", "Authority: it is not clear who concluded."}},
	FieldShortcoming: {FindOpen: {"Hạn chế chưa có kết luận: giao nhiệm vụ hoặc chỉ ghi nhận.", "A shortcoming without conclusion: make a task of it, or only note it."}},
}

// Words are the finding as sentences for people.
func (f Finding) Words() (vi, en string) {
	w := wordsOfFinding[f.Field][f.Code]
	return w[0], w[1]
}

// Check is what is not clear yet, waived findings included, in the order of the minutes. Only lines that units see are checked. m is the whole meeting or the
// fold of staff: a unit's own fold knows too little of the tasks.
func Check(m *Meeting) []Finding {
	assignments := map[LineID][]*Assignment{}
	for _, a := range m.Assignments {
		if !a.Removed {
			assignments[a.Line] = append(assignments[a.Line], a)
		}
	}
	c := &checking{m: m, found: []Finding{}}
	for _, l := range m.Lines {
		switch {
		case l.Removed || l.Internal:
		case l.Kind == KindConclusion:
			c.conclusion(l, assignments[l.ID])
		case l.Kind == KindShortcoming:
			c.add(l, FieldShortcoming, FindOpen, true)
		}
	}
	return c.found
}

// Unclear are the findings that are neither filled nor waived.
func Unclear(m *Meeting) []Finding {
	var open []Finding
	for _, f := range Check(m) {
		if f.Waived == nil {
			open = append(open, f)
		}
	}
	return open
}

// checking is one check. It is owned by the call that made it.
type checking struct {
	m     *Meeting
	found []Finding
}

func (c *checking) add(l *Line, field Field, code FindingCode, is bool) {
	if is {
		c.found = append(c.found, Finding{Line: l.ID, Item: l.Item, Number: l.Number, Field: field, Code: code, Waived: l.waiver(field, code)})
	}
}

// conclusion checks the six fields, in their order. One that makes no task is clear but for its words and its authority.
func (c *checking) conclusion(l *Line, given []*Assignment) {
	fate := FateOpen
	if len(given) > 0 {
		fate = FateTasks
	} else if l.Settled != "" {
		fate = FateSettled
	}
	nobody := fate == FateOpen
	everybody, dateless, productless, undivided, mismatch, alone := nobody, nobody, nobody, false, false, fate == FateTasks
	for _, a := range given {
		everybody = everybody || a.Scope.Kind == "all" || a.Scope.Kind == "except"
		dateless = dateless || a.dateless()
		productless = productless || a.productless()
		switch a.division() {
		case FindUndivided:
			undivided = true
		case FindSum:
			mismatch = true
		}
		alone = alone && len(a.Supporting) == 0
	}
	c.add(l, FieldPerson, FindNobody, nobody)
	c.add(l, FieldPerson, FindEverybody, everybody && !nobody)
	c.add(l, FieldWork, FindShort, wordCount(l.Text.Value) < 3)
	c.add(l, FieldTime, FindMissing, dateless)
	c.add(l, FieldDuty, FindNobody, nobody)
	c.add(l, FieldDuty, FindUndivided, undivided)
	c.add(l, FieldDuty, FindSum, mismatch)
	c.add(l, FieldDuty, FindPartner, alone && strings.Contains(strings.ToLower(l.Text.Value), "phối hợp"))
	c.add(l, FieldProduct, FindMissing, productless)
	author := c.m.Seat(l.Author)
	c.add(l, FieldAuthority, FindUnknown, l.Person.Value == "" && !l.IsConfirmed() && (author == nil || author.Role != RoleChair))
}

// dateless says whether some unit's task has no due date.
func (a *Assignment) dateless() bool {
	for _, t := range a.Tasks {
		if a.DueOf(t) == nil {
			return true
		}
	}
	return false
}

// productless says whether some unit has neither target nor product.
func (a *Assignment) productless() bool {
	for _, t := range a.Tasks {
		if a.Product == "" && a.TargetOf(t).Kind == "none" {
			return true
		}
	}
	return false
}

// division says what is wrong with a total for several units: that nobody has a part of it, or that the parts do not make it. Sums are held against the total
// with room for the rounding of decimals.
func (a *Assignment) division() FindingCode {
	if a.Target.Kind != "total" || len(a.Tasks) < 2 { // a unit's own fold has one task of many
		return ""
	}
	sum, parts := 0.0, 0
	for _, t := range a.Tasks {
		if t.Target != nil && t.Target.Kind == "number" {
			sum, parts = sum+t.Target.Value, parts+1
		}
	}
	switch {
	case parts == 0:
		return FindUndivided
	case parts < len(a.Tasks) || !sameSum(sum, a.Target.Value):
		return FindSum
	}
	return ""
}

// sameSum compares a sum of parts with a total to a millionth.
func sameSum(sum, total float64) bool {
	const room = 1e-6
	return sum-total < room && total-sum < room
}

// wordCount splits at spaces, newlines and tabs only, as check.ts does: no other white space is left by clean.
func wordCount(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }))
}
