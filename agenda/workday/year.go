package workday

// Year is the data of one calendar year. It is a value.
type Year struct {
	Year   int      `json:"year"`
	Source string   `json:"source"` // the law and the notices the days come from, for the person who checks them
	Off    []Off    `json:"off"`
	Work   []MakeUp `json:"work"`
}

// Off is one stretch of days off, both ends included; weekends inside it may be named too. It is a value.
type Off struct {
	From        Date   `json:"from"`
	To          Date   `json:"to"`
	VI          string `json:"vi"`
	EN          string `json:"en"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"` // no official notice was seen: to be checked
}

// MakeUp is a Saturday or Sunday that is worked because another day was given off. It is a value.
type MakeUp struct {
	Day Date `json:"day"`
	For Date `json:"for"` // the day given off
}
