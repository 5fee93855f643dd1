package redis

import (
	"context"
	"fmt"
	"strconv"

	"giaoban/agenda"
)

// Check says what is wrong with this Redis as the home of minutes, in Vietnamese and English, one sentence each; nothing when all is well. It is for
// /readyz and for the operator, and takes 1.5 s at most per question.
func (s *Store) Check(ctx context.Context) []string {
	about, err := s.about(ctx)
	if err != nil {
		return []string{warn(agenda.AsError(err).VI, agenda.AsError(err).EN)}
	}
	var warnings []string
	say := func(vi, en string) { warnings = append(warnings, warn(vi, en)) }
	if p := about["maxmemory_policy"]; p != "noeviction" {
		say(errPolicy.VI, errPolicy.EN)
	}
	if about["role"] != "master" {
		say("Redis này là bản sao, không ghi được.", "This Redis is a replica and cannot be written to.")
	}
	s.checkFile(ctx, about, say)
	if want, have := s.replicas.Load(), about["connected_slaves"]; want > 0 {
		if n, _ := strconv.ParseInt(have, 10, 64); n < want {
			say(fmt.Sprintf("Chỉ có %d trên %d máy dự phòng đang kết nối, việc lưu sẽ bị từ chối.", n, want),
				fmt.Sprintf("Only %d of %d replicas are connected: saving will be refused.", n, want))
		}
	}
	op, cancel := s.within(ctx)
	defer cancel()
	if epoch, _ := s.client.Get(op, keyEpoch).Result(); epoch != s.epoch {
		say(errReplaced.VI, errReplaced.EN)
	}
	return warnings
}

// checkFile looks at the append-only file. Only appendfsync always keeps what was answered when the power fails.
func (s *Store) checkFile(ctx context.Context, about map[string]string, say func(vi, en string)) {
	if about["aof_enabled"] != "1" {
		say("Redis chưa bật AOF (appendonly yes): mất điện là mất biên bản.",
			"Redis has no append-only file (appendonly yes): a power cut loses minutes.")
		return
	}
	if status := about["aof_last_write_status"]; status != "ok" {
		say("Lần ghi AOF gần nhất của Redis bị lỗi.", "The last write of the append-only file failed.")
	}
	op, cancel := s.within(ctx)
	defer cancel()
	config, err := s.client.ConfigGet(op, "appendfsync").Result()
	switch {
	case err != nil:
		say("Không đọc được cấu hình appendfsync của Redis; cần đặt là always.",
			"The appendfsync setting of Redis cannot be read; it must be always.")
	case config["appendfsync"] != "always":
		say(fmt.Sprintf("appendfsync của Redis là %s, cần là always: mất điện có thể mất nội dung vừa xác nhận.", config["appendfsync"]),
			fmt.Sprintf("appendfsync of Redis is %s and must be always: a power cut can lose what was just confirmed.", config["appendfsync"]))
	}
}

func warn(vi, en string) string { return vi + " (" + en + ")" }
