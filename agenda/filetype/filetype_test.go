package filetype

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"giaoban/agenda"
)

// pack makes an archive of parts: name, content, name, content …
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

func docx(t testing.TB, more ...string) []byte {
	return pack(t, append([]string{"[Content_Types].xml", types, "word/document.xml", "<w:document/>"}, more...)...)
}

func picture(t testing.TB, encode func(*bytes.Buffer, image.Image) error) []byte {
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t testing.TB) []byte {
	return picture(t, func(b *bytes.Buffer, i image.Image) error { return png.Encode(b, i) })
}

func jpegFile(t testing.TB) []byte {
	return picture(t, func(b *bytes.Buffer, i image.Image) error { return jpeg.Encode(b, i, nil) })
}

const pdfFile = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

// bomb is a document whose table of contents promises a part of 200 MB in some bytes.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range []string{"[Content_Types].xml", "word/document.xml"} {
		w, err := z.Create(p)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(types)); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "word/media/a.xml", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(nil), CompressedSize64: 5, UncompressedSize64: 200 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("\x01\x00\x00\xff\xff")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encrypted(t testing.TB) []byte {
	file := docx(t)
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flags of the first part, in both places
		at := bytes.Index(file, []byte(mark)) + map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[mark]
		file[at] |= 1
	}
	return file
}

func TestOf(t *testing.T) {
	book := excelize.NewFile()
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, file string
		content    []byte
		want       string // a kind, or the key of a refusal
	}{
		{"a PDF", "Báo cáo.pdf", []byte(pdfFile), "pdf"},
		{"capitals", "BAOCAO.PDF", []byte(pdfFile), "pdf"},
		{"a document", "báo cáo.docx", docx(t), "docx"},
		{"a workbook", "số liệu.xlsx", xlsx.Bytes(), "xlsx"},
		{"slides", "trình chiếu.pptx", pack(t, "[Content_Types].xml", types, "ppt/presentation.xml", "<p/>"), "pptx"},
		{"a PNG", "ảnh.png", pngFile(t), "png"},
		{"a JPEG", "ảnh.jpg", jpegFile(t), "jpeg"},
		{"nothing", "a.pdf", nil, "file_empty"},
		{"text", "a.txt", []byte("xin chào"), "file_type"},
		{"a script as PDF", "a.pdf", []byte("<script>alert(1)</script>"), "file_type"},
		{"an SVG", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "file_type"},
		{"an SVG as PNG", "a.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "file_type"},
		{"an old document", "a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600)), "file_type"},
		{"a PDF with the name of a picture", "a.png", []byte(pdfFile), "file_name"},
		{"a program's name", "a.pdf.exe", []byte(pdfFile), "file_name"},
		{"no ending", "báo cáo", []byte(pdfFile), "file_name"},
		{"a PDF that is cut off", "a.pdf", []byte(pdfFile[:40]), "file_damaged"},
		{"a PDF with a password", "a.pdf", []byte(strings.Replace(pdfFile, "/Root", "/Encrypt 2 0 R/Root", 1)), "file_encrypted"},
		{"a PDF that is a page as well", "a.pdf", []byte(pdfFile + "<html><script>1</script>"), "file_damaged"},
		{"a PDF that is an archive as well", "a.pdf", append([]byte(pdfFile), pack(t, "a", "b")...), "file_damaged"},
		{"a picture that is an archive as well", "a.png", append(pngFile(t), docx(t)...), "file_damaged"},
		{"a picture with a page behind it", "a.jpg", append(jpegFile(t), "<script>"...), "file_damaged"},
		{"a plain archive", "a.zip", pack(t, "a.txt", "b"), "file_type"},
		{"an archive with something behind it", "a.docx", append(docx(t), "x"...), "file_damaged"},
		{"half an archive", "a.docx", docx(t)[:200], "file_damaged"},
		{"macros", "a.docx", docx(t, "word/vbaProject.bin", "x"), "file_macros"},
		{"macros under another name", "a.docx", pack(t, "[Content_Types].xml", strings.Replace(types, "main+xml", "macroEnabled.main+xml", 1), "word/document.xml", "<w/>"), "file_macros"},
		{"a document with a password", "a.docx", encrypted(t), "file_encrypted"},
		{"a part outside", "a.docx", docx(t, "../../etc/passwd", "x"), "file_damaged"},
		{"a part at the root", "a.docx", docx(t, "/etc/passwd", "x"), "file_damaged"},
		{"a part twice", "a.docx", docx(t, "Word/Document.xml", "x"), "file_damaged"},
		{"two documents in one", "a.docx", docx(t, "xl/workbook.xml", "x"), "file_damaged"},
		{"a bomb", "a.docx", bomb(t), "file_bomb"},
		{"ten thousand parts and more", "a.docx", crowd(t), "file_bomb"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := Of(bytes.NewReader(tc.content), int64(len(tc.content)), tc.file)
			if err != nil {
				got = agenda.AsError(err).Key
			}
			if got != tc.want {
				t.Errorf("%s, want %s: %v", got, tc.want, err)
			}
		})
	}
	if _, err := Of(bytes.NewReader(nil), agenda.MaxPaperBytes+1, "a.pdf"); agenda.AsError(err).Key != "file_too_large" {
		t.Errorf("too large: %v", err)
	}
}

func crowd(t testing.TB) []byte {
	var parts []string
	for i := range maxEntries {
		parts = append(parts, strings.Repeat("a", 1+i%50)+string(rune('0'+i/50%10))+strings.Repeat("b", i/500), "")
	}
	return docx(t, parts...)
}

// Every kind that is taken has a media type, an ending, and is one that the domain knows.
func TestKinds(t *testing.T) {
	for _, kind := range agenda.FileTypes() {
		if MediaType(kind) == MediaType("") || len(endings[kind]) == 0 {
			t.Errorf("%s has no media type or ending", kind)
		}
	}
	if len(agenda.FileTypes()) != len(mediaTypes) {
		t.Error("the domain and this package know different kinds")
	}
}

// Whatever the bytes are, there is an answer: a kind or a refusal for the person.
func FuzzOf(f *testing.F) {
	f.Add([]byte(pdfFile), "a.pdf")
	f.Add(docx(f), "a.docx")
	f.Add(pngFile(f), "a.png")
	f.Add(bomb(f), "a.docx")
	f.Fuzz(func(t *testing.T, content []byte, name string) {
		kind, err := Of(bytes.NewReader(content), int64(len(content)), name)
		if err == nil && MediaType(kind) == MediaType("") {
			t.Errorf("an unknown kind %q", kind)
		}
		if err != nil && agenda.AsError(err).Code == agenda.Internal {
			t.Errorf("no refusal: %v", err)
		}
	})
}
