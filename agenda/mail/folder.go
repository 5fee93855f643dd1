package mail

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a Mailer that keeps letters as .eml files for people to open or forward: the default where no mail server is set. It is a value.
type Folder struct {
	// Path is the folder; it is made when missing, for its owner only, because letters are private.
	Path string
}

// File is where the letter with this Message.Name is kept.
func (f Folder) File(name string) string { return filepath.Join(f.Path, identifier(name)+".eml") }

// Send writes the letter once: a file that exists already stays as it is. The file appears whole or not at all.
func (f Folder) Send(ctx context.Context, m Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := f.File(m.Name)
	if _, err := os.Stat(path); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return ErrServer.Because(err)
	}
	raw, err := m.EML()
	if err != nil {
		return err
	}
	if err := f.write(path, raw); err != nil {
		return ErrServer.With("không ghi được tệp thư").Because(fmt.Errorf("mail: keeping %s: %w", path, err))
	}
	return nil
}

func (f Folder) write(path string, raw []byte) error {
	if err := os.MkdirAll(f.Path, 0o700); err != nil {
		return err
	}
	t, err := os.CreateTemp(f.Path, ".letter-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(t.Name()) // finds nothing after the rename
	_, err = t.Write(raw)
	if err = errors.Join(err, t.Sync(), t.Close()); err != nil {
		return err
	}
	return os.Rename(t.Name(), path)
}
