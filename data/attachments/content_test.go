package attachments_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/attachments"
	"cairn/internal/problem"
)

// empty fails unless neither row nor file is kept.
func (k *kit) empty() {
	k.Helper()
	if n := k.count(); n != 0 {
		k.Errorf("%d rows", n)
	}
	_ = filepath.WalkDir(k.cfg.Dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			k.Errorf("%s is kept", path)
		}
		return nil
	})
}

// packed is a zip of parts: alternating names and contents, the first one stored plainly.
func packed(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err != nil {
			panic(err)
		}
		_, _ = w.Write([]byte(parts[i+1]))
	}
	_ = z.Close()
	return b.Bytes()
}

// box is a box of an MP4 file.
func box(kind string, content ...[]byte) []byte {
	body := bytes.Join(content, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), kind...), body...)
}

func track(handler string) []byte {
	return box("trak", box("mdia", box("hdlr", make([]byte, 8), []byte(handler), make([]byte, 13))))
}

func mp4(brand string, tracks ...[]byte) []byte {
	return append(append(box("ftyp", []byte(brand), make([]byte, 4), []byte("isommp42")), box("moov", tracks...)...), box("mdat", make([]byte, 100))...)
}

func wav() []byte {
	return append([]byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00"), make([]byte, 40)...)
}

func ogg(codec string) []byte {
	return append(append([]byte("OggS\x00\x02"), make([]byte, 22)...), append([]byte(codec), make([]byte, 60)...)...)
}

// webp1 is an image of one pixel.
func webp1() []byte {
	b, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		panic(err)
	}
	return b
}

const docxTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`

func TestTaken(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	for name, tc := range map[string]struct {
		content   []byte
		kind      string
		mediaType string
	}{
		"a.jpeg": {jpegOf(picture(8, 8)), "image", "image/jpeg"},
		"a.PNG":  {pngOf(picture(8, 8)), "image", "image/png"},
		"a.webp": {webp1(), "image", "image/webp"},
		"a.pdf":  {[]byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"), "document", "application/pdf"},
		"a.docx": {packed("[Content_Types].xml", docxTypes, "word/document.xml", "<w/>"), "document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"a.xlsx": {packed("[Content_Types].xml", docxTypes, "xl/workbook.xml", "<w/>"), "document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"a.odt":  {packed("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "document", "application/vnd.oasis.opendocument.text"},
		"a.ods":  {packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), "document", "application/vnd.oasis.opendocument.spreadsheet"},
		"a.ofd":  {packed("OFD.xml", "<ofd/>", "Doc_0/Document.xml", "<x/>"), "document", "application/ofd"},
		"a.mp3":  {append([]byte("ID3\x04\x00\x00\x00\x00\x00\x14TIT2\x00\x00\x00\x04\x00\x00\x03abc\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00"), make([]byte, 413)...), "recording", "audio/mpeg"},
		"b.mp3":  {append([]byte("\xff\xfb\x90\x00"), make([]byte, 413)...), "recording", "audio/mpeg"},
		"b.m4a":  {mp4("M4A ", track("soun")), "recording", "audio/mp4"},
		"c.m4a":  {mp4("isom", track("soun")), "recording", "audio/mp4"},
		"a.wav":  {wav(), "recording", "audio/wav"},
		"a.ogg":  {ogg("OpusHead"), "recording", "audio/ogg"},
	} {
		m, err := k.add(name, tc.content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m.Kind != tc.kind || m.MediaType != tc.mediaType || m.State != attachments.Ready || (m.ThumbType != "") != (tc.kind == "image") {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// A file that is not what its name says, is damaged, or would do harm leaves nothing.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	k := newKit(t, func(c *attachments.Config) { c.MaxImage = 1 << 20 })
	photo := noise(20_000, 3)
	for _, tc := range []struct {
		name, file string
		content    []byte
		key        string
	}{
		{"page called a photo", "x.jpg", []byte("<!DOCTYPE html><html><script>alert(1)</script></html>"), "attachments.mistyped"},
		{"drawing called a photo", "x.png", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "attachments.mistyped"},
		{"page behind the mark of a JPEG", "x.jpg", []byte("\xff\xd8\xff\xe0<html><script>alert(1)</script></html>"), "attachments.damaged"},
		{"program", "x.pdf", append([]byte("MZ"), make([]byte, 200)...), "attachments.mistyped"},
		{"png called jpg", "x.jpg", pngOf(picture(8, 8)), "attachments.mistyped"},
		{"heic called jpg", "x.jpg", append(box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")), make([]byte, 100)...), "attachments.heic"},
		{"jpg called pdf", "x.pdf", photo, "attachments.mistyped"},
		{"text", "x.jpg", []byte("这不是照片"), "attachments.mistyped"},
		{"zeros", "x.jpg", make([]byte, 1000), "attachments.mistyped"},
		{"truncated photo", "x.jpg", photo[:len(photo)*2/3], "attachments.damaged"},
		{"head of a photo", "x.jpg", photo[:20], "attachments.damaged"},
		{"pixel bomb, PNG", "x.png", bombPNG(60_000, 60_000), "attachments.too_many_pixels"},
		{"pixel bomb, JPEG", "x.jpg", bombJPEG(65_500, 65_500), "attachments.too_many_pixels"},
		{"image without area", "x.png", bombPNG(0, 100), "attachments.damaged"},
		{"zip called docx", "x.docx", packed("a.txt", "x"), "attachments.not_office"},
		{"sheet called docx", "x.docx", packed("[Content_Types].xml", docxTypes, "xl/workbook.xml", "<w/>"), "attachments.not_office"},
		{"macros", "x.docx", packed("[Content_Types].xml", docxTypes, "word/document.xml", "<w/>", "word/vbaProject.bin", "x"), "attachments.macros"},
		{"half a zip", "x.docx", packed("[Content_Types].xml", docxTypes, "word/document.xml", strings.Repeat("x", 500))[:400], "attachments.damaged"},
		{"odt without its type", "x.odt", packed("content.xml", "<x/>"), "attachments.not_office"},
		{"film called recording", "x.m4a", mp4("isom", track("vide"), track("soun")), "attachments.no_sound"},
		{"mp4 without tracks", "x.m4a", mp4("M4A "), "attachments.no_sound"},
		{"boxes that lie", "x.m4a", append(mp4("M4A "), 0, 0, 0, 3, 'm', 'o', 'o', 'v'), "attachments.damaged"},
		{"film called ogg", "x.ogg", ogg("\x80theora"), "attachments.mistyped"},
		{"noise called sound", "x.mp3", bytes.Repeat([]byte("noise "), 100), "attachments.mistyped"},
	} {
		_, err := k.add(tc.file, tc.content)
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || len(p.Fields) == 0 || p.Fields[0].Key != tc.key {
			t.Errorf("%s: %v, want %s", tc.name, err, tc.key)
		}
	}
	_, err := k.add("x.jpg", make([]byte, 1<<20+1))
	refused(t, err, problem.TooLarge, "attachments.too_large")
	_, err = k.add("x.jpg", nil)
	refused(t, err, problem.Invalid, "attachments.empty")
	k.empty()
	if s := k.uploads.Stats(); s.Open != 0 || s.Stored != 0 {
		t.Errorf("%+v", s)
	}
}

// bombPNG is a PNG that claims a size and has hardly any data.
func bombPNG(w, h uint32) []byte {
	chunk := func(kind string, body []byte) []byte {
		out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind...)
		out = append(out, body...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
	}
	head := append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h), 8, 6, 0, 0, 0)
	return bytes.Join([][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head), chunk("IDAT", []byte{0x78, 0x9c}), chunk("IEND", nil)}, nil)
}

// bombJPEG is a JPEG whose frame claims a size.
func bombJPEG(w, h uint16) []byte {
	b := jpegOf(picture(8, 8))
	i := bytes.Index(b, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(b[i+5:], h)
	binary.BigEndian.PutUint16(b[i+7:], w)
	return b
}

// A photo with a page in its comment is a photo: readers get it without the page.
func TestPolyglot(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	page := []byte("<html><script>alert(1)</script></html>")
	plain := jpegOf(picture(8, 8))
	sent := append(append([]byte{}, plain[:2]...), 0xff, 0xfe, 0, byte(len(page)+2))
	sent = append(append(append(sent, page...), plain[2:]...), page...)
	m := k.mustAdd("x.jpg", sent)
	for _, size := range []string{attachments.Web, attachments.Thumb} {
		if bytes.Contains(k.read(viewer, m.ID, size), []byte("script")) {
			t.Errorf("%s holds the page", size)
		}
	}
}

// script writes a scanner for the test.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scan.sh")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestVirusScan(t *testing.T) {
	t.Parallel()
	state := filepath.Join(t.TempDir(), "down")
	scanner := script(t, `[ "$1" = --quiet ] || exit 3
[ -e '`+state+`' ] && { echo "cannot connect to clamd" >&2; exit 2; }
grep -q EICAR "$2" && exit 1
exit 0`)
	k := newKit(t, func(c *attachments.Config) { c.Scan = []string{scanner, "--quiet"} })
	ctx := context.Background()
	pdf := func(text string) []byte { return []byte("%PDF-1.7\n" + text + "\n%%EOF\n") }
	_, err := k.add("x.pdf", pdf("EICAR"))
	refused(t, err, problem.Invalid, "attachments.infected")
	k.empty()
	clean := k.mustAdd("clean.pdf", pdf("clean"))
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	waiting, bad := k.mustAdd("waiting.pdf", pdf("waiting")), k.mustAdd("bad.pdf", pdf("EICAR 2"))
	if clean.State != attachments.Ready || waiting.State != attachments.ScanFailed || bad.State != attachments.ScanFailed {
		t.Fatalf("%s, %s, %s", clean.State, waiting.State, bad.State)
	}
	seen := func() string {
		all, err := k.store.ListFor(ctx, viewer, "desk", "1", false)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, m := range all {
			names = append(names, m.Name)
		}
		return strings.Join(names, " ")
	}
	if got := seen(); got != "clean.pdf" {
		t.Errorf("readers see %s", got)
	}
	if all, err := k.store.ListFor(ctx, officer, "desk", "1", false); err != nil || len(all) != 3 {
		t.Errorf("writers see %d, %v", len(all), err)
	}
	_, _, err = k.store.OpenFor(ctx, viewer, waiting.ID, attachments.Original)
	refused(t, err, problem.NotFound, "problem.not_found")
	_, _, err = k.store.OpenFor(ctx, officer, waiting.ID, attachments.Original)
	refused(t, err, problem.Conflict, "attachments.not_scanned")
	_, _, err = k.store.Open(ctx, waiting.ID)
	refused(t, err, problem.Conflict, "attachments.not_scanned")
	if err := k.store.Rescan(ctx); err != nil || seen() != "clean.pdf" {
		t.Errorf("while the scanner is down: %v, %s", err, seen())
	}
	if err := os.Remove(state); err != nil {
		t.Fatal(err)
	}
	if err := k.store.Rescan(ctx); err != nil || seen() != "clean.pdf waiting.pdf" {
		t.Errorf("when the scanner is back: %v, %s", err, seen())
	}
	_, _, err = k.store.OpenFor(ctx, officer, bad.ID, attachments.Original)
	refused(t, err, problem.Conflict, "attachments.infected")
}

// A scanner that hangs or is not there is one that failed.
func TestScannerOutOfOrder(t *testing.T) {
	t.Parallel()
	for name, command := range map[string][]string{"absent": {"/nonexistent/clamdscan"}, "hangs": {script(t, "exec sleep 60")}, "killed": {script(t, "kill -9 $$")}} {
		k := newKit(t, func(c *attachments.Config) { c.Scan, c.ScanTimeout = command, 100e6 })
		if m := k.mustAdd("x.jpg", jpegOf(picture(8, 8))); m.State != attachments.ScanFailed {
			t.Errorf("%s: %s", name, m.State)
		}
	}
}

func FuzzExif(f *testing.F) {
	plain := jpegOf(picture(8, 8))
	f.Add([]byte("Exif\x00\x00"))
	f.Add(append([]byte("Exif\x00\x00"), exifBlock(6, "2021:06:30 10:00:00", "+08:00", 104.25, 23.36)...))
	f.Add(append([]byte("Exif\x00\x00"), exifBlock(9, "not a time", "+99:99", 999, -999)...))
	f.Add([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff"))
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) > 60_000 {
			return
		}
		got := attachments.ReadExif(withApp1(plain, block), "image/jpeg")
		if got.Orientation < 1 || got.Orientation > 8 || (got.Lon == nil) != (got.Lat == nil) {
			t.Errorf("%+v", got)
		}
		if got.Lon != nil && (!(*got.Lon >= -180 && *got.Lon <= 180) || !(*got.Lat >= -90 && *got.Lat <= 90)) {
			t.Errorf("%v, %v", *got.Lon, *got.Lat)
		}
	})
}

func FuzzContent(f *testing.F) {
	f.Add("x.m4a", mp4("M4A ", track("soun")))
	f.Add("x.docx", packed("[Content_Types].xml", docxTypes, "word/document.xml", "<w/>"))
	f.Add("x.odt", packed("mimetype", "application/vnd.oasis.opendocument.text"))
	f.Add("x.ogg", ogg("OpusHead"))
	f.Add("x.webp", webp1())
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if err := attachments.CheckFile(name, content); err != nil && problem.As(err) == nil {
			t.Errorf("%s: %v is no problem", name, err)
		}
	})
}
