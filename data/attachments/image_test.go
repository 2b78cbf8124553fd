package attachments_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"
	"time"

	"cairn/data/attachments"
	"cairn/internal/problem"
)

// Every orientation comes out upright: the red quarter is where the viewer of a right
// program sees it.
func TestOrientation(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	stored := jpegOf(picture(64, 32))
	for orientation, want := range map[uint16]struct {
		w, h       int
		redX, redY bool // the red quarter is on the right, at the bottom
	}{
		1: {64, 32, false, false}, 2: {64, 32, true, false}, 3: {64, 32, true, true}, 4: {64, 32, false, true},
		5: {32, 64, false, false}, 6: {32, 64, true, false}, 7: {32, 64, true, true}, 8: {32, 64, false, true},
	} {
		m := k.mustAdd("照片.jpg", withExif(stored, orientation, "2021:06:30 10:00:00", "", 104, 23))
		if *m.Width != want.w || *m.Height != want.h {
			t.Errorf("orientation %d: %d × %d", orientation, *m.Width, *m.Height)
		}
		img, err := jpeg.Decode(bytes.NewReader(k.read(viewer, m.ID, attachments.Web)))
		if err != nil {
			t.Fatal(err)
		}
		x, y := want.w/4, want.h/4
		if want.redX {
			x = want.w * 3 / 4
		}
		if want.redY {
			y = want.h * 3 / 4
		}
		if img.Bounds() != image.Rect(0, 0, want.w, want.h) || !red(img.At(x, y)) {
			t.Errorf("orientation %d: %v at %d, %d of %v", orientation, img.At(x, y), x, y, img.Bounds())
		}
	}
}

func red(c color.Color) bool {
	r, _, b, _ := c.RGBA()
	return r > 0xc000 && b < 0x4000
}

// What the camera wrote is kept apart for writers, and is in no file for readers.
func TestExifIsKeptApart(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	sent := withExif(jpegOf(picture(640, 480)), 1, "2021:06:30 10:00:00", "+07:00", 104.2512, -23.3675)
	m := k.mustAdd("界桩.JPG", sent)
	want := time.Date(2021, 6, 30, 3, 0, 0, 0, time.UTC)
	if m.ExifAt == nil || !m.ExifAt.Equal(want) || m.ExifLon == nil || math.Abs(*m.ExifLon-104.2512) > 1e-6 || math.Abs(*m.ExifLat+23.3675) > 1e-6 {
		t.Errorf("%v, %v, %v", m.ExifAt, m.ExifLon, m.ExifLat)
	}
	local := k.mustAdd("local.jpg", withExif(jpegOf(picture(8, 8)), 1, "2021:06:30 10:00:00", "", 104, 23))
	if at := time.Date(2021, 6, 30, 2, 0, 0, 0, time.UTC); local.ExifAt == nil || !local.ExifAt.Equal(at) {
		t.Errorf("without an offset: %v", local.ExifAt)
	}
	none := k.mustAdd("none.jpg", withExif(jpegOf(picture(9, 9)), 1, "0000:00:00 00:00:00", "", 0, 0))
	if none.ExifAt != nil || none.ExifLon != nil || none.ExifLat != nil {
		t.Errorf("nothing said: %v, %v, %v", none.ExifAt, none.ExifLon, none.ExifLat)
	}
	for _, size := range []string{attachments.Web, attachments.Thumb} {
		if text := k.read(viewer, m.ID, size); bytes.Contains(text, []byte("Exif")) || bytes.Contains(text, []byte("2021")) {
			t.Errorf("%s holds metadata", size)
		}
	}
	if !bytes.Equal(k.read(officer, m.ID, attachments.Original), sent) {
		t.Error("the original differs")
	}
	seen, writer, err := k.store.GetFor(context.Background(), viewer, m.ID)
	if err != nil || writer || seen.ExifAt != nil || seen.ExifLon != nil || seen.ExifLat != nil {
		t.Errorf("a reader sees %+v, %v", seen, err)
	}
	_, _, err = k.store.OpenFor(context.Background(), viewer, m.ID, attachments.Original)
	refused(t, err, problem.Forbidden, "attachments.original")
}

func TestFormsAreSmall(t *testing.T) {
	t.Parallel()
	k := newKit(t, func(c *attachments.Config) { c.WebEdge, c.ThumbEdge = 200, 50 })
	m := k.mustAdd("x.jpg", jpegOf(picture(400, 100)))
	for size, want := range map[string]image.Point{attachments.Web: {200, 50}, attachments.Thumb: {50, 12}} {
		head, err := jpeg.DecodeConfig(bytes.NewReader(k.read(viewer, m.ID, size)))
		if err != nil || head.Width != want.X || head.Height != want.Y {
			t.Errorf("%s: %d × %d, %v", size, head.Width, head.Height, err)
		}
	}
	glass := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	glass.Set(3, 3, color.NRGBA{R: 255, A: 128})
	clear := k.mustAdd("x.png", pngOf(glass))
	img, err := png.Decode(bytes.NewReader(k.read(viewer, clear.ID, attachments.Web)))
	if err != nil || clear.WebType != "image/png" {
		t.Fatalf("%s: %v", clear.WebType, err)
	}
	if _, _, _, a := img.At(3, 3).RGBA(); a < 0x7000 || a > 0x9000 {
		t.Errorf("what shone through has alpha %x", a)
	}
}
