package agenda

// Extending (gia hạn việc cũ): a conclusion that takes up an earlier one to give it more time does not change the earlier minutes, which are signed. It is the same work with
// a later date, so from the close of the later meeting on it is counted there, for the units that were given it again, and the date it had first stays known.

// work is what one unit was given by one line of one meeting. It is a value and a map key.
type work struct {
	meeting MeetingID
	line    LineID
	unit    UnitID
}

// extensions are the works of earlier meetings: the date that each had first, and whether a later meeting has it now. It is a value; the maps are not changed once made.
type extensions struct {
	first map[work]*Due
	moved map[work]bool
}

// extensionsOf reads closed meetings, oldest first.
func extensionsOf(previous []*Meeting) extensions {
	e := extensions{first: map[work]*Due{}, moved: map[work]bool{}}
	for _, m := range previous {
		if m.Status != Finished {
			continue
		}
		for _, a := range m.Assignments {
			l := m.Line(a.Line)
			if a.Removed || l == nil {
				continue
			}
			for _, t := range a.Tasks {
				e.add(work{m.ID, l.ID, t.Unit}, l.Precedent, a.DueOf(t))
			}
		}
	}
	return e
}

func (e extensions) add(w work, p *Precedent, due *Due) {
	if p != nil && p.How == PrecedentExtends {
		old := work{p.Meeting, p.Line, w.unit}
		if first, known := e.first[old]; known {
			e.moved[old] = true
			due = first
		}
	}
	if _, known := e.first[w]; !known {
		e.first[w] = due
	}
}

// original is the date that extended work had first; nil for work that is not an extension of what this unit had, or had no date.
func (e extensions) original(w work, p *Precedent) *Due {
	if p == nil || p.How != PrecedentExtends || !e.moved[work{p.Meeting, p.Line, w.unit}] {
		return nil
	}
	return e.first[w]
}
