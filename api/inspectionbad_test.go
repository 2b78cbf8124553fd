package api

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/jpeg"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// flatBomb is a PNG of 100 bytes that says it has 50,000 × 50,000 pixels.
func flatBomb() []byte {
	chunk := func(kind string, body []byte) []byte {
		out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind...)
		out = append(out, body...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
	}
	head := append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 50_000), 50_000), 8, 6, 0, 0, 0)
	return bytes.Join([][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head), chunk("IDAT", []byte{0x78, 0x9c}), chunk("IEND", nil)}, nil)
}

// withExifBlock puts a TIFF block into a JPEG as its Exif.
func withExifBlock(jpg, tiff []byte) []byte {
	block := append([]byte("Exif\x00\x00"), tiff...)
	out := append(slices.Clone(jpg[:2]), 0xff, 0xe1, byte((len(block)+2)>>8), byte(len(block)+2))
	return append(append(out, block...), jpg[2:]...)
}

// exifBomb is a directory of 5,000 entries of four thousand million values each, that goes on
// with itself.
func exifBomb(jpg []byte) []byte {
	le := binary.LittleEndian
	tiff := le.AppendUint16(le.AppendUint32([]byte("II*\x00"), 8), 5000)
	for i := range 5000 {
		tiff = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(tiff, uint16(i+1)), 5), 0xffffffff), 8)
	}
	return withExifBlock(jpg, le.AppendUint32(tiff, 8))
}

// turned is a JPEG that says it lies on its side.
func turned(jpg []byte) []byte {
	le := binary.LittleEndian
	tiff := le.AppendUint16(le.AppendUint32([]byte("II*\x00"), 8), 1)
	tiff = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(tiff, 0x0112), 3), 1), 6)
	return withExifBlock(jpg, le.AppendUint32(tiff, 0))
}

// Photos with too many pixels are refused before one is decoded; metadata without end count as
// none; readers get an image made anew, upright and without metadata.
func TestHostilePhotosOfInspections(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	inspector := p.writer(actor.Inspector, true)
	body := inspection(p).body.(map[string]any)
	record := body["id"].(string)
	inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated)
	send := func(name string, content []byte) (string, reply) {
		t.Helper()
		id := uuid.NewString()
		inspector.announceFor(record, id, name, len(content)).want(t, http.StatusCreated)
		return id, inspector.sendFrom(id, 0, content)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, refused := send("界桩.png", flatBomb())
	if q := refused.problem(t, http.StatusUnprocessableEntity); q.Errors[0].Code != "attachments.too_many_pixels" {
		t.Errorf("%+v", q)
	}
	if runtime.ReadMemStats(&after); after.Sys > before.Sys+1<<30 {
		t.Errorf("a bomb of 100 bytes has taken %d MB", (after.Sys-before.Sys)>>20)
	}
	for name, content := range map[string][]byte{"endless": exifBomb(photo(4)), "turned": turned(photo(5))} {
		id, r := send(name+".jpg", content)
		r.want(t, http.StatusNoContent)
		shown := p.writer(actor.Viewer, true).do("GET", "/attachments/"+id, nil).want(t, http.StatusOK)
		img, err := jpeg.DecodeConfig(bytes.NewReader(shown.text))
		want := map[string]int{"endless": 40, "turned": 30}[name]
		if err != nil || img.Width != want || bytes.Contains(shown.text, []byte("Exif")) {
			t.Errorf("%s: %d wide, want %d: %v", name, img.Width, want, err)
		}
	}
}

// A clock that is years off is stored and flagged; a marker of another prefecture is refused
// with its field.
func TestOddClocksAndForeignMarkers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	inspector := p.writer(actor.Inspector, true)
	for when, flagged := range map[string]bool{"1970-01-01T00:00:00Z": true, "2099-01-01T00:00:00Z": true, "0002-01-01T00:00:00Z": true,
		time.Now().UTC().Add(-time.Hour).Format(time.RFC3339): false} {
		body := inspection(p).body.(map[string]any)
		body["observed_at"] = when
		var got struct {
			Flags      []string
			ObservedAt time.Time `json:"observed_at"`
		}
		inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated).into(t, &got)
		if slices.Contains(got.Flags, "clock_off") != flagged || got.ObservedAt.UTC().Format(time.RFC3339) != when {
			t.Errorf("%s: %+v", when, got)
		}
	}
	body := inspection(p).body.(map[string]any)
	body["marker"] = "2527001Q"
	if q := inspector.do("POST", "/boundaries/inspections", body).problem(t, http.StatusUnprocessableEntity); q.Errors[0].Field != "marker" || q.Errors[0].Code != "boundaries.foreign_marker" {
		t.Errorf("%+v", q.Errors)
	}
}
