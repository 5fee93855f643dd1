package main

import (
	"context"
	"net/url"

	"giaoban/agenda"
)

// firstAdministrator is the seat in the directory that a new server is handed over to.
const firstAdministrator agenda.SeatID = "admin-1"

// administrate makes the directory on the first start, and a new one-time link as long as nobody has used one, or when it is asked for: the sessions of
// the first administrator end then.
func (r *running) administrate(ctx context.Context, again bool) error {
	create := agenda.MeetingCreate{Title: "Danh bạ", Host: agenda.Unit{Name: "Đơn vị chủ trì", Level: "so"}}
	if _, err := r.hub.Create(ctx, agenda.DirectoryID, agenda.SystemSeat, "directory-create", create); err != nil && agenda.AsError(err).Key != "meeting_exists" {
		return err
	}
	directory, err := r.hub.Session(ctx, agenda.DirectoryID)
	if err != nil {
		return err
	}
	add := agenda.SeatAdd{Seat: firstAdministrator, Role: agenda.RoleAdministrator, Name: "Quản trị viên"}
	if _, err := directory.Do(ctx, agenda.SystemSeat, "directory-admin-1", add); err != nil && agenda.AsError(err).Key != "id_taken" {
		return err
	}
	entered := false
	directory.View(func(m *agenda.Meeting) { entered = m.Seat(firstAdministrator).Entered() })
	if entered && !again {
		return nil
	}
	link, err := r.site.MakeLink(ctx, directory, firstAdministrator, nil, true)
	if err != nil {
		return err
	}
	u, err := url.Parse(link.URL)
	if err != nil {
		return err
	}
	fragment, err := url.ParseQuery(u.Fragment)
	r.AdminLink, r.AdminToken = link.URL, fragment.Get("t")
	return err
}
