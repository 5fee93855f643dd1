package live

import (
	"context"
	"slices"
	"time"

	"giaoban/agenda"
)

// maxEarlier is how many earlier meetings are looked at: two years of monthly ones and more.
const maxEarlier = 36

// Earlier are the closed meetings of the same host with the same roster that were to begin before a meeting, oldest first, at most the 36 newest of them; each folded
// afresh as a may see it, so that nobody else holds them.
func (h *Hub) Earlier(ctx context.Context, id agenda.MeetingID, a agenda.Audience) ([]*agenda.Meeting, error) {
	s, err := h.Session(ctx, id)
	if err != nil {
		return nil, err
	}
	var host, roster string
	var starts time.Time
	s.View(func(m *agenda.Meeting) { host, roster, starts = m.Host.Name, m.Roster, m.StartsAt })
	type found struct {
		session *Session
		at      time.Time
	}
	var list []found
	for other, err := range h.Sessions(ctx) {
		if err != nil && agenda.AsError(err).Key == "chain_broken" {
			continue // logged by its session: one damaged journal must not hide the others
		}
		if err != nil {
			return nil, err
		}
		other.View(func(m *agenda.Meeting) {
			if m.ID != id && m.Status == agenda.Finished && m.Host.Name == host && m.Roster == roster && m.StartsAt.Before(starts) {
				list = append(list, found{other, m.StartsAt})
			}
		})
	}
	slices.SortStableFunc(list, func(x, y found) int { return x.at.Compare(y.at) })
	list = list[max(0, len(list)-maxEarlier):]
	meetings := make([]*agenda.Meeting, 0, len(list))
	for _, f := range list {
		records, _ := f.session.After(0)
		m := agenda.NewMeeting(f.session.ID())
		for _, r := range records {
			m.Apply(r.For(a))
		}
		meetings = append(meetings, m)
	}
	return meetings, nil
}
