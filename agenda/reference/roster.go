package reference

import (
	"embed"
	"encoding/json"
	"fmt"

	"giaoban/agenda"
)

// The rosters that ship with the program.
const (
	Hanoi2020 = "hanoi-2020" // 30 quận, huyện, thị xã, until 30-6-2025
	Hanoi2025 = "hanoi-2025" // 126 phường and xã, from 1-7-2025
)

//go:embed data
var data embed.FS

// Roster is a list of units as it held in some span of time. It is a value.
type Roster struct {
	Roster string        `json:"roster"`
	Note   string        `json:"note"`
	Units  []agenda.Unit `json:"units"` // id is the official code; without addresses
}

// Rosters are the rosters that ship with the program, oldest first.
func Rosters() []Roster {
	var rosters []Roster
	for _, name := range []string{Hanoi2020, Hanoi2025} {
		f := readRoster(name)
		r := Roster{Roster: f.Roster, Note: f.Note}
		for _, u := range f.Units {
			r.Units = append(r.Units, agenda.Unit{ID: u.Code, Name: u.Name, Level: u.Level})
		}
		rosters = append(rosters, r)
	}
	return rosters
}

// rosterFile is a roster as it stands in the data folder. It is a value.
type rosterFile struct {
	Roster string
	Note   string
	Units  []struct {
		Code              agenda.UnitID
		Name, Level, Slug string
	}
}

func readRoster(name string) rosterFile {
	files := map[string]string{Hanoi2020: "data/units-2020.json", Hanoi2025: "data/units-2025.json"}
	var f rosterFile
	if err := json.Unmarshal([]byte(read(files[name])), &f); err != nil {
		panic(fmt.Sprintf("reference: roster %q: %v", name, err))
	}
	return f
}

// read is an embedded file. It panics when there is none: the data are part of the program and are read by its tests.
func read(name string) string {
	b, err := data.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("reference: %v", err))
	}
	return string(b)
}
