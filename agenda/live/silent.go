package live

import (
	"context"
	"slices"
	"time"

	"giaoban/agenda"
)

// earlier is what a closed meeting says about who spoke. It is a value.
type earlier struct {
	opened time.Time
	spoke  map[agenda.UnitID]bool
}

// Silent lists the units of a meeting, in its order, that spoke in none of the last n meetings of the same host with the same roster that were held before it, and how many
// of those there were: in another roster the same id may be another unit. Without
// an earlier meeting nobody is silent. A unit that was not yet in an earlier meeting has not spoken there.
func (h *Hub) Silent(ctx context.Context, id agenda.MeetingID, n int) (units []agenda.UnitID, meetings int, err error) {
	s, err := h.Session(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	var to series
	s.View(func(m *agenda.Meeting) {
		to = series{m.Host.Name, m.Roster, m.OpenedAt}
		for _, u := range m.Units {
			units = append(units, u.ID)
		}
	})
	held, err := h.held(ctx, id, to)
	if err != nil {
		return nil, 0, err
	}
	held = held[:min(n, len(held))]
	if len(held) == 0 {
		return nil, 0, nil
	}
	units = slices.DeleteFunc(units, func(u agenda.UnitID) bool {
		return slices.ContainsFunc(held, func(e earlier) bool { return e.spoke[u] })
	})
	return units, len(held), nil
}

// series is which meetings are looked at. It is a value.
type series struct {
	host, roster string
	before       *time.Time // nil: at any time
}

// held are the other meetings of the series that are closed, newest first.
func (h *Hub) held(ctx context.Context, id agenda.MeetingID, of series) (held []earlier, err error) {
	for other, err := range h.Sessions(ctx) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session: one damaged journal must not hide the others
		}
		if err != nil {
			return nil, err
		}
		if other.ID() == id {
			continue
		}
		other.View(func(m *agenda.Meeting) {
			if m.Status != agenda.Finished || m.OpenedAt == nil || m.Host.Name != of.host || m.Roster != of.roster || of.before != nil && !m.OpenedAt.Before(*of.before) {
				return
			}
			e := earlier{opened: *m.OpenedAt, spoke: map[agenda.UnitID]bool{}}
			for _, r := range m.Requests {
				if r.From != nil {
					e.spoke[r.Unit] = true
				}
			}
			held = append(held, e)
		})
	}
	slices.SortStableFunc(held, func(x, y earlier) int { return y.opened.Compare(x.opened) })
	return held, nil
}
