package agenda

import "slices"

// Template is an agenda to begin with. Saved ones are kept in the directory; package reference ships others. It is a value; Items is not changed in place.
type Template struct {
	ID    TemplateID  `json:"id"`
	Title string      `json:"title"`
	Items []ItemDraft `json:"items"`
}

var templateCommands = []commandSpec{
	command[TemplateSave]("template.save", RoleAdministrator, RoleSystem),
	command[TemplateRemove]("template.remove", RoleAdministrator, RoleSystem),
}

var templateEvents = []eventSpec{
	event[TemplateSaved]("template.saved"),
	event[TemplateRemoved]("template.removed"),
}

var errNoTemplate = NewError(NotFound, "no_template", "Không có mẫu chương trình này.", "There is no such template.")

// TemplateSave keeps an agenda under a name; a template with the same id is replaced.
type TemplateSave struct {
	Template Template `json:"template"`
}

// TemplateSaved is the template as it now is.
type TemplateSaved TemplateSave

func (c TemplateSave) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Version == 0 {
		return nil, ErrNoMeeting
	}
	if !ValidID(c.Template.ID) {
		return nil, errBadID.With(c.Template.ID)
	}
	t := Template{ID: c.Template.ID, Items: []ItemDraft{}}
	var err error
	if t.Title, err = required(c.Template.Title, MaxTitle); err != nil {
		return nil, err
	}
	for _, d := range c.Template.Items {
		if d.Lead != HostUnit {
			d.Lead = "" // units are of one roster, a template is for all
		}
		if d, err = d.checked(m); err != nil {
			return nil, err
		}
		t.Items = append(t.Items, d)
	}
	if err := fitsCount(len(t.Items), MaxItems); err != nil {
		return nil, err
	}
	if m.templateAt(t.ID) >= 0 {
		return []Event{TemplateSaved{t}}, nil
	}
	return []Event{TemplateSaved{t}}, fitsCount(len(m.Templates)+1, MaxTemplates)
}

func (e TemplateSaved) apply(m *Meeting, s Stamp) {
	m.Templates = slices.Clone(m.Templates)
	if i := m.templateAt(e.Template.ID); i >= 0 {
		m.Templates[i] = e.Template
		return
	}
	m.Templates = append(m.Templates, e.Template)
}

// TemplateRemove forgets a template. Meetings made from it stay.
type TemplateRemove struct {
	Template TemplateID `json:"template"`
}

// TemplateRemoved says that the template is gone.
type TemplateRemoved TemplateRemove

func (c TemplateRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.templateAt(c.Template) < 0 {
		return nil, errNoTemplate.With(c.Template)
	}
	return []Event{TemplateRemoved(c)}, nil
}

func (e TemplateRemoved) apply(m *Meeting, s Stamp) {
	if i := m.templateAt(e.Template); i >= 0 {
		m.Templates = slices.Delete(slices.Clone(m.Templates), i, i+1)
	}
}

func (m *Meeting) templateAt(id TemplateID) int {
	return slices.IndexFunc(m.Templates, func(t Template) bool { return t.ID == id })
}

// AsTemplate is the agenda of m to begin another meeting with: its items in order, without what is of this meeting only.
func (m *Meeting) AsTemplate(id TemplateID, title string) Template {
	t := Template{ID: id, Title: title, Items: []ItemDraft{}}
	for _, i := range m.Items {
		t.Items = append(t.Items, ItemDraft{Title: i.Title, Kind: i.Kind, Lead: i.Lead, Presenter: i.Presenter, Minutes: i.Minutes - i.Extended, Internal: i.Internal})
	}
	return t
}

// Templates are for staff.
func (e TemplateSaved) show(a Audience) Event   { return staffOnly(a, true, e) }
func (e TemplateRemoved) show(a Audience) Event { return staffOnly(a, true, e) }
