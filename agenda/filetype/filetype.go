package filetype

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"giaoban/agenda"
)

// The refusals of this package; the causes for the log are in Err.
var (
	errUnknown   = agenda.NewError(agenda.Invalid, "file_type", "Chỉ nhận tệp PDF, DOCX, XLSX, PPTX (không có macro), PNG, JPEG.", "Only PDF, DOCX, XLSX, PPTX (without macros), PNG and JPEG files are taken.")
	errName      = agenda.NewError(agenda.Invalid, "file_name", "Phần đuôi của tên tệp không đúng với nội dung tệp.", "The ending of the file's name does not fit its content.")
	errDamaged   = agenda.NewError(agenda.Invalid, "file_damaged", "Tệp bị hỏng hoặc có nội dung lạ. Hãy lưu lại bằng chương trình gốc rồi gửi lại.", "The file is damaged or holds something else besides. Please save it again and send it anew.")
	errMacros    = agenda.NewError(agenda.Invalid, "file_macros", "Tệp có macro không được nhận. Hãy lưu thành tệp không có macro.", "Files with macros are not taken. Please save it without macros.")
	errEncrypted = agenda.NewError(agenda.Invalid, "file_encrypted", "Tệp có mật khẩu không được nhận. Hãy bỏ mật khẩu rồi gửi lại.", "Files with a password are not taken. Please remove the password and send it again.")
	errBomb      = agenda.NewError(agenda.Invalid, "file_bomb", "Tệp nén quá mức cho phép.", "The file is compressed beyond what is allowed.")
	errEmpty     = agenda.NewError(agenda.Invalid, "file_empty", "Tệp không có nội dung.", "The file is empty.")
	errLarge     = agenda.NewError(agenda.TooMuch, "file_too_large", "Tệp quá lớn (tối đa 25 MB).", "The file is too large (25 MB at most).")
)

// ErrTooLarge is what a file above agenda.MaxPaperBytes is refused with.
func ErrTooLarge() *agenda.Error { return errLarge }

// mediaTypes are what a browser is told, by kind.
var mediaTypes = map[string]string{
	"pdf":  "application/pdf",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"png":  "image/png",
	"jpeg": "image/jpeg",
}

// MediaType is the media type of a kind; bytes without meaning for one that is not known.
func MediaType(kind string) string {
	if t, ok := mediaTypes[kind]; ok {
		return t
	}
	return "application/octet-stream"
}

// endings are the endings of names by kind.
var endings = map[string][]string{"pdf": {".pdf"}, "docx": {".docx"}, "xlsx": {".xlsx"}, "pptx": {".pptx"}, "png": {".png"}, "jpeg": {".jpg", ".jpeg"}}

// Of is the kind of a file (agenda.FileTypes) of that size and name. Refusals are *agenda.Error.
func Of(r io.ReaderAt, size int64, name string) (string, error) {
	switch {
	case size == 0:
		return "", errEmpty
	case size > agenda.MaxPaperBytes:
		return "", errLarge
	}
	kind, err := byContent(r, size)
	if err != nil {
		return "", err
	}
	for _, ending := range endings[kind] {
		if strings.EqualFold(path.Ext(name), ending) {
			return kind, nil
		}
	}
	return "", errName.With(map[string]string{"kind": kind})
}

func byContent(r io.ReaderAt, size int64) (string, error) {
	head, err := at(r, 0, min(size, 8))
	if err != nil {
		return "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "pdf", pdf(r, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return ooxml(r, size)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "png", endsWith(r, size, "IEND\xaeB`\x82")
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "jpeg", endsWith(r, size, "\xff\xd9")
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", errUnknown.Because(fmt.Errorf("filetype: an old Office file, or one with a password"))
	}
	return "", errUnknown.Because(fmt.Errorf("filetype: begins with %q", head))
}

// at reads n bytes from an offset.
func at(r io.ReaderAt, offset, n int64) ([]byte, error) {
	b := make([]byte, n)
	if _, err := r.ReadAt(b, offset); err != nil && err != io.EOF {
		return nil, fmt.Errorf("filetype: reading: %w", err)
	}
	return b, nil
}

// endsWith refuses what stands behind the end of a picture.
func endsWith(r io.ReaderAt, size int64, end string) error {
	tail, err := at(r, max(0, size-int64(len(end))), min(size, int64(len(end))))
	if err != nil {
		return err
	}
	if string(tail) != end {
		return errDamaged.Because(fmt.Errorf("filetype: the picture does not end with its end mark"))
	}
	return nil
}

// pdf wants the end mark within the last 1,024 bytes (ISO 32000-1, annex H.3, note 18) and no password. The whole file is looked through: its trailer may stand anywhere.
func pdf(r io.ReaderAt, size int64) error {
	text, err := at(r, 0, size)
	if err != nil {
		return err
	}
	end := bytes.LastIndex(text, []byte("%%EOF"))
	if end < 0 || int64(end) < size-1024 {
		return errDamaged.Because(fmt.Errorf("filetype: no %%%%EOF at the end"))
	}
	if rest := text[end+5:]; bytes.Contains(rest, []byte("PK\x05\x06")) || bytes.ContainsAny(rest, "<") {
		return errDamaged.Because(fmt.Errorf("filetype: something stands behind %%%%EOF"))
	}
	if bytes.Contains(text, []byte("/Encrypt")) {
		return errEncrypted
	}
	return nil
}
