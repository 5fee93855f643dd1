package redis

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"giaoban/agenda"
)

const (
	keyBlobs  = "giaoban:blobs" // hash → "SIZE MILLISECONDS" of the last Put, by the clock of Redis
	blobPart  = 512 << 10       // bytes of one field of a blob
	blobStale = "3600"          // seconds until an upload that was cut short is forgotten
)

func keyBlob(h agenda.Hash) string { return "giaoban:blob:" + string(h) }

var (
	// KEYS: upload, blob, blobs. ARGV: hash, size. What was uploaded becomes the blob, or is dropped when the blob is there. The answer is its time.
	scriptKeep = redis.NewScript(`
local now = redis.call('TIME')
local at = string.format('%.0f', tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000))
if redis.call('EXISTS', KEYS[2]) == 0 then
	if redis.call('EXISTS', KEYS[1]) == 0 then return '' end
	redis.call('RENAME', KEYS[1], KEYS[2])
	redis.call('PERSIST', KEYS[2])
else
	redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. ' ' .. at)
return at
`)

	// KEYS: blob, blobs. ARGV: hash, milliseconds. A blob put at or after that time stays.
	scriptForget = redis.NewScript(`
local kept = redis.call('HGET', KEYS[2], ARGV[1])
if kept and tonumber(string.match(kept, ' (%d+)$')) >= tonumber(ARGV[2]) then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
`)
)

// Blobs is agenda.Blobs in the same Redis: every node reads what any node put. A blob is one Redis hash of parts, so that no operation moves more than 512 KiB.
// Replicas confirm it as they confirm appends. It is a value over a Store.
type Blobs struct{ s *Store }

var _ agenda.Blobs = Blobs{}

// Blobs are the files kept in this Redis.
func (s *Store) Blobs() Blobs { return Blobs{s} }

// Put uploads under a name of its own and then gives the whole its hash in one step: nobody sees half a file.
func (b Blobs) Put(ctx context.Context, r io.ReadSeeker) (blob agenda.Blob, err error) {
	if blob.Hash, blob.Size, err = agenda.HashOf(r); err != nil {
		return agenda.Blob{}, err
	}
	conn := b.s.client.Conn() // WAIT asks about the writes of its own connection only
	defer func() { err = errors.Join(err, conn.Close()) }()
	upload := "giaoban:upload:" + rand.Text()
	if err := b.upload(ctx, conn, upload, r); err != nil {
		return agenda.Blob{}, b.s.told(ctx, "upload of "+string(blob.Hash), err)
	}
	op, cancel := b.s.within(ctx)
	defer cancel()
	at, err := scriptKeep.Run(op, conn, []string{upload, keyBlob(blob.Hash), keyBlobs}, string(blob.Hash), strconv.FormatInt(blob.Size, 10)).Text()
	if err != nil {
		return agenda.Blob{}, b.s.told(ctx, "keeping "+string(blob.Hash), err)
	}
	millis, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return agenda.Blob{}, errAway.Because(fmt.Errorf("redis: the upload of %s was lost: %w", blob.Hash, err))
	}
	blob.At = time.UnixMilli(millis).UTC()
	return blob, b.confirmed(op, ctx, conn, blob.Hash)
}

// upload writes the parts.
func (b Blobs) upload(ctx context.Context, conn *redis.Conn, key string, r io.Reader) error {
	part := make([]byte, blobPart)
	for n := 0; ; n++ {
		size, err := io.ReadFull(r, part)
		if size > 0 {
			op, cancel := b.s.within(ctx)
			pipe := conn.Pipeline()
			pipe.HSet(op, key, strconv.Itoa(n), part[:size])
			pipe.Do(op, "EXPIRE", key, blobStale)
			_, err := pipe.Exec(op)
			cancel()
			if err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// confirmed waits for replicas as Append does.
func (b Blobs) confirmed(op, ctx context.Context, conn *redis.Conn, h agenda.Hash) error {
	want := b.s.replicas.Load()
	if want == 0 {
		return nil
	}
	got, err := conn.Wait(op, int(want), waitFor).Result()
	if err != nil {
		return b.s.told(ctx, "WAIT for "+string(h), err)
	}
	if got < want {
		return errAlone.Because(fmt.Errorf("%d of %d replicas confirmed file %s", got, want, h))
	}
	return nil
}

// Get opens what is kept; its parts are fetched as they are read.
func (b Blobs) Get(ctx context.Context, h agenda.Hash) (io.ReadCloser, error) {
	op, cancel := b.s.within(ctx)
	defer cancel()
	kept, err := b.s.client.HGet(op, keyBlobs, string(h)).Result()
	if errors.Is(err, redis.Nil) {
		return nil, agenda.ErrNoBlob.With(h)
	}
	if err != nil {
		return nil, b.s.told(ctx, "looking for "+string(h), err)
	}
	blob, err := parseBlob(h, kept)
	if err != nil {
		return nil, err
	}
	return agenda.Checked(&parts{ctx: ctx, s: b.s, key: keyBlob(h), left: blob.Size}, h), nil
}

// parts reads the parts of a blob one after the other. It is owned by its reader.
type parts struct {
	ctx  context.Context
	s    *Store
	key  string
	next int
	left int64
	part bytes.Reader
}

func (p *parts) Read(to []byte) (int, error) {
	if p.part.Len() == 0 {
		if p.left <= 0 {
			return 0, io.EOF
		}
		op, cancel := p.s.within(p.ctx)
		defer cancel()
		text, err := p.s.client.HGet(op, p.key, strconv.Itoa(p.next)).Bytes()
		if errors.Is(err, redis.Nil) {
			return 0, agenda.ErrNoBlob.Because(fmt.Errorf("redis: part %d of %s is missing", p.next, p.key))
		}
		if err != nil {
			return 0, p.s.told(p.ctx, "reading "+p.key, err)
		}
		p.next++
		p.left -= int64(len(text))
		p.part.Reset(text)
	}
	return p.part.Read(to)
}

func (p *parts) Close() error { return nil }

// Remove forgets what was put before the time.
func (b Blobs) Remove(ctx context.Context, h agenda.Hash, before time.Time) error {
	op, cancel := b.s.within(ctx)
	defer cancel()
	err := scriptForget.Run(op, b.s.client, []string{keyBlob(h), keyBlobs}, string(h), strconv.FormatInt(before.UnixMilli(), 10)).Err()
	return b.s.told(ctx, "removing "+string(h), err)
}

// Blobs yields what is kept when it begins.
func (b Blobs) Blobs(ctx context.Context) iter.Seq2[agenda.Blob, error] {
	return func(yield func(agenda.Blob, error) bool) {
		op, cancel := b.s.within(ctx)
		kept, err := b.s.client.HGetAll(op, keyBlobs).Result()
		cancel()
		if err != nil {
			yield(agenda.Blob{}, b.s.told(ctx, "listing files", err))
			return
		}
		for h, text := range kept {
			blob, err := parseBlob(agenda.Hash(h), text)
			if !yield(blob, err) || err != nil {
				return
			}
		}
	}
}

// parseBlob reads "SIZE MILLISECONDS".
func parseBlob(h agenda.Hash, text string) (agenda.Blob, error) {
	var size, millis int64
	if _, err := fmt.Sscanf(text, "%d %d", &size, &millis); err != nil {
		return agenda.Blob{}, errDamaged.Because(fmt.Errorf("the entry of file %s is %q", h, text))
	}
	return agenda.Blob{Hash: h, Size: size, At: time.UnixMilli(millis).UTC()}, nil
}
