package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/channel"
)

const (
	benchMeeting agenda.MeetingID = "bench"
	benchItem    agenda.ItemID    = "i1"
	benchUnits                    = 126
	benchTypists                  = 30
)

// setting is a running server with a meeting in it. Its fields are static.
type setting struct {
	server  *child
	api     api
	secrets map[agenda.SeatID]string
}

// newSetting starts a server over a journal in data and opens a meeting of 126 units with thirty secretaries.
func newSetting(ctx context.Context, data string) (*setting, error) {
	server, err := startServe(ctx, data)
	if err != nil {
		return nil, err
	}
	s := &setting{server: server, api: newAPI("http://" + server.address)}
	if err := s.open(ctx); err != nil {
		_ = server.kill() // the error is the one to tell
		return nil, err
	}
	return s, nil
}

func (s *setting) open(ctx context.Context) error {
	create := agenda.MeetingCreate{Title: "Đo", StartsAt: time.Now(), Host: agenda.Unit{Name: "Sở Công Thương"}}
	var seats []agenda.SeatAdd
	for n := range benchUnits {
		unit := agenda.UnitID(fmt.Sprintf("%03d", n+1))
		create.Units = append(create.Units, agenda.Unit{ID: unit, Name: fmt.Sprintf("Đơn vị %d", n+1)})
		seats = append(seats, agenda.SeatAdd{Seat: unitSeat(n), Unit: unit, Role: agenda.RoleUnit})
	}
	for n := range benchTypists {
		seats = append(seats, agenda.SeatAdd{Seat: typistSeat(n), Unit: agenda.HostUnit, Role: agenda.RoleSecretary, Name: fmt.Sprintf("Thư ký %d", n+1)})
	}
	commands := []agenda.Command{create, agenda.ItemAdd{Item: benchItem, ItemDraft: agenda.ItemDraft{Title: "Mục", Kind: "discussion", Minutes: 30}}}
	var ids []agenda.SeatID
	for _, seat := range seats {
		commands, ids = append(commands, seat), append(ids, seat.Seat)
	}
	for n, c := range append(commands, agenda.MeetingPublish{}) {
		if err := s.api.command(ctx, benchMeeting, s.server.admin, agenda.CommandID(fmt.Sprintf("c%d", n)), c); err != nil {
			return err
		}
	}
	secrets, err := s.api.links(ctx, benchMeeting, s.server.admin, ids)
	if err != nil {
		return err
	}
	s.secrets = secrets
	return s.api.command(ctx, benchMeeting, secrets[typistSeat(0)], "open", agenda.MeetingOpen{})
}

func unitSeat(n int) agenda.SeatID   { return agenda.SeatID(fmt.Sprintf("unit-%03d", n%benchUnits+1)) }
func typistSeat(n int) agenda.SeatID { return agenda.SeatID(fmt.Sprintf("typist-%02d", n+1)) }

// socket is the address of a seat's agenda socket.
func (s *setting) socket(seat agenda.SeatID) string {
	return s.api.socket("/api/meetings/" + string(benchMeeting) + "/agenda?seat=" + string(seat))
}

// typist brings in a secretary, until stop is called.
func (s *setting) typist(ctx context.Context, n int) (client *channel.Client, stop func(), err error) {
	seat := typistSeat(n)
	client, err = channel.Dial(ctx, s.socket(seat), authorization(s.secrets[seat]), channel.ClientOptions{MaxPause: time.Second})
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var serving sync.WaitGroup
	serving.Go(func() { _ = client.Serve(ctx) }) // what it cannot do any more is told to who asks for it
	return client, func() { cancel(); serving.Wait() }, nil
}

// benchText is line n as it is typed: as long as the lines of real minutes, with a mark that readers find.
func benchText(n int) string {
	return fmt.Sprintf("%s%06d Đề nghị các quận, huyện, thị xã đẩy nhanh tiến độ giải phóng mặt bằng, báo cáo kết quả về Sở Công Thương trước ngày 10-10.", benchMark, n)
}
