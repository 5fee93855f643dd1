package redis

import (
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
)

func TestBlobs(t *testing.T) {
	srv := needServer(t)
	agendatest.TestBlobs(t, func(t *testing.T) (one, two agenda.Blobs) {
		return srv.store(t, "node-a", nil).Blobs(), srv.store(t, "node-b", nil).Blobs()
	})
}
