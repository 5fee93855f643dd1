package agenda

import (
	"slices"
	"unicode/utf8"
)

// Module is a piece of text that a secretary calls up by "/word" while writing (đoạn văn mẫu). Parts in braces, such as {gio}, are filled in by the page; parts in
// square brackets are left for the person. The shipped ones live in the page; a saved one of the same word stands in their place. It is a value.
type Module struct {
	Word  string   `json:"word"`           // 2 to 20 letters a–z and digits, without diacritics, as it is typed after the slash
	Title string   `json:"title"`          // what the list says
	Kind  LineKind `json:"kind,omitempty"` // what the line becomes; empty leaves it
	Text  string   `json:"text"`
}

// The limits of text modules.
const (
	MaxModules    = 60
	MaxModuleText = 2000 // characters
)

var moduleCommands = []commandSpec{
	command[ModuleSave]("module.save", RoleAdministrator, RoleSecretary, RoleChair),
	command[ModuleRemove]("module.remove", RoleAdministrator, RoleSecretary, RoleChair),
	command[ModulesAdopt]("module.adopt", RoleSystem),
}

var moduleEvents = []eventSpec{
	event[ModuleSaved]("module.saved"),
	event[ModuleRemoved]("module.removed"),
}

var (
	errModuleWord = NewError(Invalid, "bad_module_word", "Từ gọi đoạn mẫu gồm 2 đến 20 chữ cái không dấu hoặc chữ số, và không trùng yk, hc, kl, nv, nb.", "The word of a module has 2 to 20 plain letters or digits and is none of yk, hc, kl, nv, nb.")
	errNoModule   = NewError(NotFound, "no_module", "Không có đoạn mẫu này.", "There is no such module.")
)

// kindWords are what the page reads as kinds of lines; a module cannot be called so.
var kindWords = []string{"yk", "hc", "kl", "nv", "nb"}

// ModuleSave keeps a module; one of the same word is replaced.
type ModuleSave struct {
	Module Module `json:"module"`
}

// ModuleSaved is the module as it now is. Staff see it.
type ModuleSaved ModuleSave

func (c ModuleSave) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	var err error
	if c.Module, err = c.Module.checked(); err != nil {
		return nil, err
	}
	i := m.moduleAt(c.Module.Word)
	switch {
	case i < 0:
		err = fitsCount(len(m.Modules)+1, MaxModules)
	case m.Modules[i] == c.Module:
		return nil, nil
	}
	return []Event{ModuleSaved(c)}, err
}

func (o Module) checked() (Module, error) {
	if !moduleWord(o.Word) {
		return o, errModuleWord.With(o.Word)
	}
	if o.Kind != "" && !slices.Contains(lineKinds, o.Kind) {
		return o, errLineKind.With(o.Kind)
	}
	var err error
	if o.Title, err = required(o.Title, MaxName); err != nil {
		return o, err
	}
	if o.Text = clean(o.Text); o.Text == "" {
		return o, errEmpty
	}
	return o, fits(o.Text, MaxModuleText)
}

func moduleWord(s string) bool {
	if n := utf8.RuneCountInString(s); n < 2 || n > 20 || slices.Contains(kindWords, s) {
		return false
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func (m *Meeting) moduleAt(word string) int {
	return slices.IndexFunc(m.Modules, func(o Module) bool { return o.Word == word })
}

func (e ModuleSaved) apply(m *Meeting, s Stamp) {
	if i := m.moduleAt(e.Module.Word); i >= 0 {
		m.Modules = slices.Clone(m.Modules)
		m.Modules[i] = e.Module
		return
	}
	m.Modules = append(m.Modules, e.Module)
}

// ModulesAdopt gives a new meeting the modules that the one before it was written with, in one record. A meeting that has modules of its own, or is past its draft, keeps what
// it has, so doing it again does nothing.
type ModulesAdopt struct {
	Modules []Module `json:"modules"`
}

func (c ModulesAdopt) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	if m.Status != Draft || len(m.Modules) > 0 {
		return nil, nil
	}
	var events []Event
	seen := map[string]bool{}
	for _, o := range c.Modules {
		o, err := o.checked()
		if err != nil {
			return nil, err
		}
		if seen[o.Word] {
			return nil, errTaken.With(o.Word)
		}
		seen[o.Word] = true
		events = append(events, ModuleSaved{o})
	}
	return events, fitsCount(len(events), MaxModules)
}

// ModuleRemove forgets a saved module; a shipped one of that word is there again.
type ModuleRemove struct {
	Word string `json:"word"`
}

// ModuleRemoved says that the module is gone.
type ModuleRemoved ModuleRemove

func (c ModuleRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.moduleAt(c.Word) < 0 {
		return nil, errNoModule.With(c.Word)
	}
	return []Event{ModuleRemoved(c)}, nil
}

func (e ModuleRemoved) apply(m *Meeting, s Stamp) {
	if i := m.moduleAt(e.Word); i >= 0 {
		m.Modules = slices.Delete(slices.Clone(m.Modules), i, i+1)
	}
}

func (e ModuleSaved) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e ModuleRemoved) show(a Audience) Event { return staffOnly(a, true, e) }
