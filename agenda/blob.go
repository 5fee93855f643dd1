package agenda

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
)

var errBlobChanged = NewError(Internal, "blob_damaged", "Tệp trên máy chủ đã bị hỏng. Hãy báo quản trị.", "The file on the server is damaged. Please call the administrator.")

// HashOf is the SHA-256 of what r holds from its beginning, and how many bytes that are. r stands at its beginning afterwards.
func HashOf(r io.ReadSeeker) (Hash, int64, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", 0, fmt.Errorf("agenda: seeking: %w", err)
	}
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return "", 0, fmt.Errorf("agenda: reading: %w", err)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", 0, fmt.Errorf("agenda: seeking: %w", err)
	}
	return Hash(hex.EncodeToString(h.Sum(nil))), n, nil
}

// Checked reads r and fails with blob_damaged, before its last bytes are given out, when they do not have the hash: a file cut short is never taken for whole.
func Checked(r io.ReadCloser, want Hash) io.ReadCloser {
	return &checked{source: r, ahead: bufio.NewReaderSize(r, 64<<10), sum: sha256.New(), want: want}
}

// checked is owned by its reader.
type checked struct {
	source io.Closer
	ahead  *bufio.Reader
	sum    hash.Hash
	want   Hash
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ahead.Read(p)
	c.sum.Write(p[:n])
	if _, next := c.ahead.Peek(1); next == io.EOF && Hash(hex.EncodeToString(c.sum.Sum(nil))) != c.want {
		return 0, errBlobChanged.Because(fmt.Errorf("agenda: the bytes of %s have another hash", c.want))
	}
	return n, err
}

func (c *checked) Close() error { return c.source.Close() }
