package workday

import (
	"bytes"
	_ "embed" // the shipped years
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

//go:embed calendar.json
var shippedJSON []byte

var shipped = sync.OnceValue(func() Calendar {
	c, err := Parse(shippedJSON)
	if err != nil {
		panic("workday: calendar.json: " + err.Error()) // part of the program; its test fails first
	}
	return c
})

// Error says what is wrong with calendar data, in whole sentences for the person editing it. It is a value.
type Error struct {
	VI, EN string
	Err    error // the cause, for the log; may be nil
}

// Error is the English sentence.
func (e *Error) Error() string { return e.EN }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

func fault(vi, en string, args ...any) *Error {
	return &Error{VI: fmt.Sprintf(vi, args...), EN: fmt.Sprintf(en, args...)}
}

// Default is the shipped calendar: 2020 and 2025 to 2027.
func Default() Calendar { return shipped() }

// Parse makes a Calendar from JSON {"years": [Year, …]}, the form of calendar.json. Any fault is an *Error that names the year and the day.
func Parse(data []byte) (Calendar, error) {
	var file struct {
		Years []Year `json:"years"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return Calendar{}, syntax(data, d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Calendar{}, fault("Dữ liệu lịch có phần thừa ở cuối.", "The calendar data has something after its end.")
	}
	return New(file.Years)
}

// syntax turns an error of the JSON decoder into one for people, with the line.
func syntax(data []byte, offset int64, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	line := 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
	e := fault("Dữ liệu lịch không đọc được ở gần dòng %d.", "The calendar data cannot be read near line %d.", line)
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		e = fault("Dữ liệu lịch có trường không rõ: %s (gần dòng %d).", "The calendar data has an unknown field: %s (near line %d).", name, line)
	}
	e.Err = err
	return e
}

// New makes a Calendar from years. Any fault is an *Error that names the year and the day.
func New(years []Year) (Calendar, error) {
	c := Calendar{years: make(map[int]Year, len(years))}
	for _, y := range years {
		if c.Known(y.Year) {
			return Calendar{}, fault("Năm %d có hai lần trong dữ liệu lịch.", "The year %d stands twice in the calendar data.", y.Year)
		}
		if err := y.check(); err != nil {
			return Calendar{}, err
		}
		c.years[y.Year] = y.clone()
	}
	c.index()
	return c, nil
}

func (y Year) check() error {
	if y.Year < 1990 || y.Year > 2200 {
		return fault("Năm %d nằm ngoài khoảng 1990–2200.", "The year %d is outside 1990–2200.", y.Year)
	}
	if strings.TrimSpace(y.Source) == "" {
		return fault("Năm %d chưa ghi nguồn (văn bản quy định ngày nghỉ).", "The year %d does not say its source (the notice that sets the days off).", y.Year)
	}
	taken := map[Date]bool{}
	for _, o := range y.Off {
		if err := y.checkOff(o, taken); err != nil {
			return err
		}
	}
	for _, m := range y.Work {
		if err := y.checkMakeUp(m, taken); err != nil {
			return err
		}
	}
	return nil
}

func (y Year) checkOff(o Off, taken map[Date]bool) error {
	switch {
	case o.From.Year != y.Year || o.To.Year != y.Year:
		return fault("Năm %d: kỳ nghỉ %s – %s nằm ngoài năm.", "Year %d: the days off %s – %s are outside the year.", y.Year, o.From, o.To)
	case o.To.before(o.From):
		return fault("Năm %d: kỳ nghỉ bắt đầu %s nhưng kết thúc %s.", "Year %d: days off start on %s but end on %s.", y.Year, o.From, o.To)
	case o.To.Time().Sub(o.From.Time()) > 30*24*time.Hour:
		return fault("Năm %d: kỳ nghỉ từ %s dài quá 31 ngày.", "Year %d: the days off from %s last more than 31 days.", y.Year, o.From)
	case strings.TrimSpace(o.VI) == "" || strings.TrimSpace(o.EN) == "":
		return fault("Năm %d: ngày nghỉ %s thiếu tên tiếng Việt hoặc tiếng Anh.", "Year %d: the day off %s lacks its Vietnamese or English name.", y.Year, o.From)
	}
	for d := o.From; !o.To.before(d); d = DateOf(d.Time().AddDate(0, 0, 1)) {
		if taken[d] {
			return fault("Năm %d: ngày %s có hai lần.", "Year %d: the day %s stands twice.", y.Year, d)
		}
		taken[d] = true
	}
	return nil
}

func (y Year) checkMakeUp(m MakeUp, taken map[Date]bool) error {
	day := m.Day.Time().Weekday()
	switch {
	case m.Day.Year != y.Year:
		return fault("Năm %d: ngày làm bù %s nằm ngoài năm.", "Year %d: the make-up day %s is outside the year.", y.Year, m.Day)
	case day != time.Saturday && day != time.Sunday:
		return fault("Năm %d: ngày làm bù %s không phải thứ Bảy hay Chủ nhật.", "Year %d: the make-up day %s is not a Saturday or Sunday.", y.Year, m.Day)
	case taken[m.Day]:
		return fault("Năm %d: ngày %s vừa nghỉ vừa làm bù.", "Year %d: the day %s is both off and a make-up day.", y.Year, m.Day)
	case m.For == Date{}:
		return fault("Năm %d: ngày làm bù %s chưa ghi làm bù cho ngày nào.", "Year %d: the make-up day %s does not say for which day.", y.Year, m.Day)
	case m.For.Year == y.Year && !taken[m.For]:
		return fault("Năm %d: ngày %s được làm bù nhưng không có trong danh sách nghỉ.", "Year %d: the day %s is made up for but is not among the days off.", y.Year, m.For)
	}
	taken[m.Day] = true
	return nil
}
