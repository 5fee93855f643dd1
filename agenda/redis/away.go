package redis

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
)

// patience is how long one operation may take, its second try included.
const patience = 1500 * time.Millisecond

// The refusals of this package.
var (
	errAway = agenda.NewError(agenda.Unavailable, "journal_away",
		"Máy chủ chưa liên lạc được với kho nhật ký. Nội dung của bạn được giữ lại và gửi lại tự động.",
		"The server cannot reach its journal. What you wrote is kept and sent again by itself.")
	errFull = agenda.NewError(agenda.Unavailable, "disk_full",
		"Kho nhật ký đã hết dung lượng nên chưa lưu được. Nội dung cũ vẫn đọc và tải về được.",
		"The journal has no room left, so this was not saved. What exists can still be read and exported.")
	errAlone = agenda.NewError(agenda.Unavailable, "not_replicated",
		"Nội dung chưa được lưu ở máy dự phòng nên chưa được xác nhận. Hệ thống sẽ tự thử lại.",
		"This has not reached the standby machine yet and is not confirmed. It is tried again by itself.")
	errReplaced = agenda.NewError(agenda.Unavailable, "journal_replaced",
		"Kho nhật ký đã bị xoá hoặc thay bằng bản khác khi máy chủ đang chạy. Hãy kiểm tra Redis rồi khởi động lại giaoban.",
		"The journal was erased or replaced while the server was running. Check Redis, then restart giaoban.")
	errDamaged = agenda.NewError(agenda.Internal, "journal_damaged",
		"Nhật ký trong Redis bị mất hoặc hỏng một phần. Không có gì bị ghi đè; hãy phục hồi từ bản sao lưu.",
		"Part of the journal in Redis is missing or damaged. Nothing was overwritten; restore it from a backup.")
	errPolicy = agenda.NewError(agenda.Unavailable, "redis_evicts",
		"Redis này được phép tự xoá dữ liệu khi thiếu bộ nhớ. Hãy đặt maxmemory-policy là noeviction rồi khởi động lại.",
		"This Redis may delete data when memory is short. Set maxmemory-policy to noeviction and start again.")
	errURL = agenda.NewError(agenda.Invalid, "redis_url",
		"Địa chỉ Redis không đúng. Ví dụ: redis://127.0.0.1:6379/0 hoặc unix:///run/redis/redis.sock.",
		"The Redis address is wrong. Examples: redis://127.0.0.1:6379/0 or unix:///run/redis/redis.sock.")
	errClosed = agenda.NewError(agenda.Unavailable, "journal_closed",
		"Máy chủ đang dừng. Hãy thử lại sau.", "The server is stopping. Please try again later.")
)

// within is ctx with the deadline of one operation; it also ends with the store.
func (s *Store) within(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	stop := context.AfterFunc(s.life, cancel)
	return ctx, func() { stop(); cancel() }
}

// told turns an error of go-redis into what the caller is told. ctx is the caller's own: its end is passed on plainly.
func (s *Store) told(ctx context.Context, doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case s.life.Err() != nil, errors.Is(err, redis.ErrClosed):
		return errClosed.Because(err)
	}
	cause := fmt.Errorf("redis: %s: %w", doing, err)
	if redis.HasErrorPrefix(err, "OOM") || redis.HasErrorPrefix(err, "MISCONF") {
		return errFull.Because(cause)
	}
	return errAway.Because(cause)
}

// fromServer says that Redis itself answered with an error: it was reached, and asking again at once would not help.
func fromServer(err error) bool {
	var answer redis.Error
	return errors.As(err, &answer)
}
