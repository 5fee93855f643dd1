package agenda

import (
	"time"
	"unicode/utf8"
)

// The written limits of a meeting. Lengths are in characters (runes).
const (
	MaxTitle         = 300
	MaxName          = 120
	MaxSubject       = 140
	MaxLineText      = 4000
	MaxPaperText     = 16000 // so that a record stays below one frame
	MaxReason        = 500
	MaxUnits         = 250 // so that the letters of all fit one record
	MaxItems         = 100
	MaxSeats         = 1200
	MaxLines         = 20000
	MaxAssignments   = 1000
	MaxGroups        = 100
	MaxPapers        = 20 // per item
	MaxMinutes       = 600
	MaxQueue         = 300
	MaxPolls         = 100
	MaxChatText      = 500
	MaxPeople        = 50 // at one seat
	MaxWaiting       = 30 // strangers in the lobby at one time
	MaxVisitors      = 500
	MaxSeatRecords   = 3000 // by one seat of a unit or a guest, of one meeting
	MaxFigures       = 12
	MaxTemplates     = 50
	MaxCalendarYears = 50
	MaxCalendarRows  = 100 // days off and make-up days of one year
	MaxSubmissions   = 500 // papers handed in as files, of one meeting
	MaxUnitPapers    = 20  // of them, of one unit

	MaxPaperBytes   int64 = 25 << 20  // of one file
	MaxMeetingBytes int64 = 500 << 20 // of all files of one meeting
)

// Zone is the time of Việt Nam, UTC+7 without summer time.
var Zone = time.FixedZone("+07", 7*60*60)

var (
	errTooLong = NewError(TooMuch, "too_long", "Nội dung quá dài.", "The text is too long.")
	errEmpty   = NewError(Invalid, "empty", "Chưa có nội dung.", "There is no text.")
	errTooMany = NewError(TooMuch, "too_many", "Đã đạt số lượng tối đa.", "The maximum number is reached.")
	errSeat    = NewError(TooMuch, "too_many_records", "Chỗ ngồi này đã ghi quá nhiều lần trong cuộc họp. Hãy báo thư ký.",
		"This seat has written too often in this meeting. Please tell the secretary.")
	errBadID   = NewError(Invalid, "bad_id", "Mã định danh không hợp lệ.", "The identifier is not valid.")
	errTaken   = NewError(Conflict, "id_taken", "Mã định danh đã được dùng.", "The identifier is already used.")
	errMinutes = NewError(Invalid, "bad_minutes", "Số phút phải từ 0 đến 600.", "Minutes must be from 0 to 600.")
)

// sensible says whether people could mean t in a meeting. JSON has no years above 9999, so that a record could not hold every time.
func sensible(t time.Time) bool {
	y := t.In(Zone).Year()
	return y >= 2000 && y <= 2100
}

// required is s as one clean line of 1 to limit characters.
func required(s string, limit int) (string, error) {
	s = cleanLine(s)
	if s == "" {
		return "", errEmpty
	}
	return s, fits(s, limit)
}

// optional is s as one clean line of at most limit characters.
func optional(s string, limit int) (string, error) {
	s = cleanLine(s)
	return s, fits(s, limit)
}

func fits(s string, limit int) error {
	if n := utf8.RuneCountInString(s); n > limit {
		return errTooLong.With(map[string]int{"length": n, "limit": limit})
	}
	return nil
}
