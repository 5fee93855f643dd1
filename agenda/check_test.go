package agenda

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// found is what the check says about one line, as "field/code" with "~" before what is waived.
func found(m *Meeting, id LineID) string {
	var list []string
	for _, f := range Check(m) {
		if f.Line == id {
			mark := ""
			if f.Waived != nil {
				mark = "~"
			}
			list = append(list, fmt.Sprintf("%s%s/%s", mark, f.Field, f.Code))
		}
	}
	return strings.Join(list, " ")
}

// TestCheck holds each field of a conclusion l written by the secretary in the chair's name.
func TestCheck(t *testing.T) {
	due := &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC)}
	named := Scope{Kind: "ticked", Units: []UnitID{"276"}}
	two := Scope{Kind: "ticked", Units: []UnitID{"276", "001"}}
	clear := TaskAssign{Assignment: "a", Line: "l", Scope: named, Due: due, Target: Target{Kind: "number", Value: 5}}
	with := func(change func(*TaskAssign)) []Command {
		c := clear
		change(&c)
		return []Command{c}
	}
	total := func(c *TaskAssign) { c.Scope, c.Target = two, Target{Kind: "total", Value: 43} }
	part := func(unit UnitID, n float64) Command {
		return TaskEdit{Assignment: "a", Unit: unit, Target: Target{Kind: "number", Value: n}}
	}
	for name, tc := range map[string]struct {
		text  string
		given []Command
		want  string
	}{
		"nothing follows yet":             {"Đẩy nhanh tiến độ.", nil, "person/nobody time/missing duty/nobody product/missing"},
		"all six are clear":               {"Đẩy nhanh tiến độ.", []Command{clear}, ""},
		"too short":                       {"Nhất trí.", []Command{clear}, "work/short"},
		"makes no task":                   {"Ghi nhận kết quả.", []Command{ConclusionSettle{Line: "l", Reason: "chỉ ghi nhận"}}, ""},
		"to all":                          {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "all"} }), "person/everybody"},
		"to all but one":                  {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "except", Except: []UnitID{"001"}, Reason: "x"} }), "person/everybody"},
		"to a group":                      {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Scope = Scope{Kind: "group", Group: "g-quan"} }), ""},
		"no date":                         {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Due = nil }), "time/missing"},
		"a date of its own for each unit": {"Đẩy nhanh tiến độ.", append(with(func(c *TaskAssign) { c.Due = nil }), TaskEdit{Assignment: "a", Unit: "276", Due: due, Target: clear.Target}), ""},
		"neither target nor product":      {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Target = Target{} }), "product/missing"},
		"a product":                       {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Target, c.Product = Target{}, "Báo cáo" }), ""},
		"a target of its own":             {"Đẩy nhanh tiến độ.", append(with(func(c *TaskAssign) { c.Target = Target{} }), part("276", 3)), ""},
		"a total for one":                 {"Đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Target = Target{Kind: "total", Value: 43} }), ""},
		"a total for several":             {"Đẩy nhanh tiến độ.", with(total), "duty/undivided"},
		"a total half divided":            {"Đẩy nhanh tiến độ.", append(with(total), part("001", 43)), "duty/sum"},
		"a wrong sum":                     {"Đẩy nhanh tiến độ.", append(with(total), part("001", 40), part("276", 2)), "duty/sum"},
		"a right sum":                     {"Đẩy nhanh tiến độ.", append(with(total), part("001", 0.1), part("276", 42.9)), ""},
		"together with whom":              {"PHỐI HỢP đẩy nhanh tiến độ.", []Command{clear}, "duty/partner"},
		"together with the department":    {"Phối hợp đẩy nhanh tiến độ.", with(func(c *TaskAssign) { c.Supporting = []UnitID{HostUnit} }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t).play(step{"secretary", LineAdd{Line: "l", Item: "i1", Kind: KindConclusion, Text: tc.text, Person: "Trần Thị Phương Lan"}})
			for _, c := range tc.given {
				s.do("secretary", c)
			}
			if got := found(s.m, "l"); got != tc.want {
				t.Errorf("found %q, want %q", got, tc.want)
			}
			for _, f := range Check(s.m) {
				if vi, en := f.Words(); vi == "" || en == "" {
					t.Errorf("%s/%s has no words", f.Field, f.Code)
				}
			}
		})
	}
}

// TestCheckAsksByWhoseWord: the chair's own line, her name or her confirmation is enough.
func TestCheckAsksByWhoseWord(t *testing.T) {
	s := concluded(t).play(step{"chair", LineAdd{Line: "own", Item: "i1", Kind: KindConclusion, Text: "Ghi nhận kết quả."}})
	s.play(step{"chair", ConclusionSettle{Line: "own", Reason: "x"}}, step{"chair", ConclusionSettle{Line: "l1", Reason: "x"}})
	if got := found(s.m, "own"); got != "" {
		t.Errorf("the chair's own line: %s", got)
	}
	if got := found(s.m, "l1"); got != "work/short authority/unknown" {
		t.Errorf("the secretary's line: %s", got)
	}
	s.do("chair", ConclusionConfirm{Line: "l1", Was: s.revision("l1")})
	if got := found(s.m, "l1"); got != "work/short" {
		t.Errorf("confirmed: %s", got)
	}
	if got := found(s.m, "l4"); got != "" {
		t.Errorf("an internal conclusion is checked: %s", got)
	}
}

func TestWaive(t *testing.T) {
	all := step{"secretary", TaskAssign{Assignment: "a1", Line: "l1", Scope: Scope{Kind: "all"}}}
	waive := step{"chair", CheckWaive{Line: "l1", Field: FieldPerson, Reason: "giao chung"}}
	holds := func(want string) func(*testing.T, *Meeting) {
		return func(t *testing.T, m *Meeting) {
			if got := found(m, "l1"); !strings.HasPrefix(got, want) {
				t.Errorf("found %q, want %q…", got, want)
			}
		}
	}
	stage(t, concluded, []scene{
		{name: "everybody", given: []step{all}, when: waive, then: "check.waived", check: holds("~person/everybody work/short time/missing")},
		{name: "again", given: []step{all, waive}, when: waive},
		{name: "another reason", given: []step{all, waive}, when: step{"secretary", CheckWaive{Line: "l1", Field: FieldPerson, Reason: "khác"}}, then: "check.waived", check: holds("~person")},
		{name: "take it back", given: []step{all, waive}, when: step{"secretary", CheckWaive{Line: "l1", Field: FieldPerson}}, then: "check.waived", check: holds("person")},
		{name: "it does not cover what comes later", given: []step{all, waive}, when: step{"secretary", TaskUnassign{Assignment: "a1"}}, then: "task.unassigned", check: holds("person/nobody")},
		{name: "a conclusion without fate", when: waive, refused: "needs_fate"},
		{name: "what is clear", given: []step{all}, when: step{"chair", CheckWaive{Line: "l1", Field: FieldDuty, Reason: "x"}}, refused: "no_finding"},
		{name: "another code", given: []step{all}, when: step{"chair", CheckWaive{Line: "l1", Field: FieldTime, Code: FindSum, Reason: "x"}}, refused: "no_finding"},
		{name: "by a unit", given: []step{all}, when: step{"unit-001", CheckWaive{Line: "l1", Field: FieldPerson, Reason: "x"}}, refused: "forbidden"},
		{name: "no line", when: step{"chair", CheckWaive{Line: "l9", Field: FieldTime, Reason: "x"}}, refused: "no_line"},
		{name: "a shortcoming is only noted", given: []step{{"secretary", LineAdd{Line: "hc", Item: "i1", Kind: KindShortcoming, Text: "chậm"}}},
			when: step{"secretary", CheckWaive{Line: "hc", Field: FieldShortcoming, Reason: "chỉ ghi nhận"}}, then: "check.waived", check: func(t *testing.T, m *Meeting) {
				if got := found(m, "hc"); got != "~shortcoming/open" {
					t.Errorf("found %q", got)
				}
			}},
	})
}
