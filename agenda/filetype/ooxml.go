package filetype

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
)

// The written limits of an Office file, by what its table of contents says; nothing is unpacked.
const (
	maxEntries  = 10_000
	maxUnpacked = 1 << 30 // bytes of all parts together
	maxRatio    = 100     // of one part: bytes unpacked to bytes packed
	freeOfRatio = 1 << 20 // parts up to this size may be packed as well as they can: empty tables shrink a lot
	maxTypes    = 1 << 20 // bytes of [Content_Types].xml
)

// mains are the parts by which the three kinds are told.
var mains = map[string]string{"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}

// ooxml tells the kind of an Office file (ECMA-376, part 2) and refuses what is not plainly one.
func ooxml(r io.ReaderAt, size int64) (string, error) {
	damaged := func(format string, args ...any) error {
		return errDamaged.Because(fmt.Errorf("filetype: "+format, args...))
	}
	if err := endRecord(r, size); err != nil {
		return "", err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return "", damaged("%w", err)
	}
	if len(z.File) > maxEntries {
		return "", errBomb.Because(fmt.Errorf("filetype: %d parts", len(z.File)))
	}
	kind, total := "", uint64(0)
	seen := map[string]bool{}
	for _, f := range z.File {
		if err := part(f, seen); err != nil {
			return "", err
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return "", errBomb.Because(fmt.Errorf("filetype: %d bytes and more", total))
		}
		if k := mains[f.Name]; k != "" {
			if kind != "" {
				return "", damaged("two kinds of document in one file")
			}
			kind = k
		}
	}
	switch {
	case !seen["[content_types].xml"]:
		return "", errUnknown.Because(fmt.Errorf("filetype: a plain zip archive"))
	case kind == "":
		return "", errUnknown.Because(fmt.Errorf("filetype: none of the three Office kinds"))
	}
	return kind, macros(z)
}

// endRecord wants the archive to end where the file ends: what stands behind it would be another file.
func endRecord(r io.ReaderAt, size int64) error {
	const length = 22
	tail, err := at(r, max(0, size-length), min(size, length))
	if err != nil {
		return err
	}
	if len(tail) < length || !bytes.HasPrefix(tail, []byte("PK\x05\x06")) || binary.LittleEndian.Uint16(tail[20:]) != 0 {
		return errDamaged.Because(fmt.Errorf("filetype: the archive does not end where the file ends"))
	}
	return nil
}

// part refuses one entry of the table of contents.
func part(f *zip.File, seen map[string]bool) error {
	name := strings.ToLower(f.Name)
	switch {
	case f.Flags&1 != 0:
		return errEncrypted
	case seen[name]:
		return errDamaged.Because(fmt.Errorf("filetype: %q is there twice", f.Name))
	case strings.HasPrefix(name, "/"), strings.Contains(name, `\`), strings.Contains(name, ":"), strings.Contains("/"+name+"/", "/../"):
		return errDamaged.Because(fmt.Errorf("filetype: the part %q lies outside", f.Name))
	case strings.HasSuffix(name, "vbaproject.bin"), strings.HasSuffix(name, "vbadata.xml"), strings.Contains(name, "macrosheets/"):
		return errMacros
	case f.UncompressedSize64 > freeOfRatio && f.UncompressedSize64/max(1, f.CompressedSize64) > maxRatio:
		return errBomb.Because(fmt.Errorf("filetype: %q has %d bytes in %d", f.Name, f.UncompressedSize64, f.CompressedSize64))
	}
	seen[name] = true
	return nil
}

// macros looks for content types that a document with macros declares, under whatever name its parts have.
func macros(z *zip.Reader) error {
	for _, f := range z.File {
		if !strings.EqualFold(f.Name, "[Content_Types].xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return errDamaged.Because(fmt.Errorf("filetype: %w", err))
		}
		text, err := io.ReadAll(io.LimitReader(r, maxTypes+1))
		_ = r.Close() // read only
		if err != nil || len(text) > maxTypes {
			return errDamaged.Because(fmt.Errorf("filetype: the list of parts cannot be read: %w", err))
		}
		if lower := bytes.ToLower(text); bytes.Contains(lower, []byte("macroenabled")) || bytes.Contains(lower, []byte("vbaproject")) {
			return errMacros
		}
	}
	return nil
}
