package attachments_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// desk is an owner whose records everybody signed in may read and officers may write.
type desk struct{}

func (desk) MayRead(_ context.Context, by actor.Actor, _ string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	return nil
}

func (desk) MayWrite(_ context.Context, by actor.Actor, id string) error {
	if id == "closed" {
		return problem.New(problem.Conflict, "gazetteer.retired", "name", id)
	}
	return by.Check(actor.ProposePlace)
}

var (
	officer = actor.Actor{Login: "officer", Name: "张三", Role: actor.Officer, Area: "5326"}
	other   = actor.Actor{Login: "other", Name: "李四", Role: actor.Officer, Area: "5326"}
	viewer  = actor.Actor{Login: "viewer", Role: actor.Viewer, Area: "5326"}
)

// kit is a store with its way in, on a database and folder of their own.
type kit struct {
	testing.TB
	db      *data.DB
	cfg     attachments.Config
	store   *attachments.Store
	uploads *attachments.Uploads
}

func newKit(t testing.TB, change ...func(*attachments.Config)) *kit {
	t.Helper()
	k := &kit{TB: t, db: datatest.New(t), cfg: attachments.Config{Dir: t.TempDir()}}
	for _, c := range change {
		c(&k.cfg)
	}
	k.restart()
	return k
}

// restart is a new process on the same database and folder.
func (k *kit) restart() {
	k.Helper()
	store, err := attachments.NewStore(k.db, k.cfg)
	if err != nil {
		k.Fatal(err)
	}
	store.Register("desk", desk{})
	k.store, k.uploads = store, attachments.NewUploads(store)
}

func fileNew(name string, content []byte) attachments.New {
	return attachments.New{ID: uuid.New(), Owner: "desk", OwnerID: "1", Role: "photo", Name: name, Size: int64(len(content))}
}

// add sends a whole file.
func (k *kit) add(name string, content []byte) (attachments.Meta, error) {
	return k.uploads.Add(context.Background(), officer, fileNew(name, content), bytes.NewReader(content))
}

func (k *kit) mustAdd(name string, content []byte) attachments.Meta {
	k.Helper()
	m, err := k.add(name, content)
	if err != nil {
		k.Fatal(err)
	}
	return m
}

// read is the content of a form.
func (k *kit) read(by actor.Actor, id uuid.UUID, size string) []byte {
	k.Helper()
	f, _, err := k.store.OpenFor(context.Background(), by, id, size)
	if err != nil {
		k.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		k.Fatal(err)
	}
	return text
}

// count is how many rows there are.
func (k *kit) count() (n int) {
	k.Helper()
	if err := k.db.Read().QueryRow(context.Background(), "SELECT count(*) FROM attachment").Scan(&n); err != nil {
		k.Fatal(err)
	}
	return n
}

// picture is an image of w × h with a red left upper quarter, the rest blue.
func picture(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{B: 255, A: 255})
			if x < w/2 && y < h/2 {
				img.Set(x, y, color.RGBA{R: 255, A: 255})
			}
		}
	}
	return img
}

func jpegOf(img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func pngOf(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// noise is a JPEG of about n bytes that compresses badly, different for each seed.
func noise(n int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	edge := 16
	for edge*edge < n {
		edge += 16
	}
	img := image.NewRGBA(image.Rect(0, 0, edge, edge))
	for i := range img.Pix {
		img.Pix[i] = byte(r.Uint32())
	}
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 255
	}
	return jpegOf(img)
}

// withExif puts an Exif block into a JPEG: orientation, time, offset and place.
func withExif(jpg []byte, orientation uint16, at, offset string, lon, lat float64) []byte {
	return withApp1(jpg, append([]byte("Exif\x00\x00"), exifBlock(orientation, at, offset, lon, lat)...))
}

func withApp1(jpg, block []byte) []byte {
	out := append([]byte{}, jpg[:2]...)
	out = append(out, 0xff, 0xe1, byte((len(block)+2)>>8), byte(len(block)+2))
	return append(append(out, block...), jpg[2:]...)
}

// exifBlock is a little-endian TIFF structure with three directories.
func exifBlock(orientation uint16, at, offset string, lon, lat float64) []byte {
	le := binary.LittleEndian
	var extra []byte
	const ifd0, exifIFD, gpsIFD, extraAt = 8, 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 2*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 2*12 + 4 + 2 + 4*12 + 4
	store := func(b []byte) uint32 {
		extra = append(extra, b...)
		return uint32(extraAt + len(extra) - len(b))
	}
	entry := func(out []byte, tag, kind uint16, count uint32, value uint32) []byte {
		out = le.AppendUint16(out, tag)
		out = le.AppendUint16(out, kind)
		out = le.AppendUint32(out, count)
		return le.AppendUint32(out, value)
	}
	degrees := func(v float64) uint32 {
		if v < 0 {
			v = -v
		}
		d := uint32(v)
		m := uint32((v - float64(d)) * 60)
		s := uint32(((v-float64(d))*60-float64(m))*60*10000 + 0.5)
		var b []byte
		for _, part := range [][2]uint32{{d, 1}, {m, 1}, {s, 10000}} {
			b = le.AppendUint32(le.AppendUint32(b, part[0]), part[1])
		}
		return store(b)
	}
	side := func(v float64, plus, minus byte) uint32 {
		if v < 0 {
			return uint32(minus)
		}
		return uint32(plus)
	}
	out := append([]byte("II*\x00"), le.AppendUint32(nil, ifd0)...)
	out = le.AppendUint16(out, 3)
	out = entry(out, 0x0112, 3, 1, uint32(orientation))
	out = entry(out, 0x8769, 4, 1, exifIFD)
	out = entry(out, 0x8825, 4, 1, gpsIFD)
	out = le.AppendUint32(out, 0)
	out = le.AppendUint16(out, 2)
	out = entry(out, 0x9003, 2, uint32(len(at)+1), store([]byte(at+"\x00")))
	out = entry(out, 0x9011, 2, uint32(len(offset)+1), store([]byte(offset+"\x00")))
	out = le.AppendUint32(out, 0)
	out = le.AppendUint16(out, 4)
	out = entry(out, 1, 2, 2, side(lat, 'N', 'S'))
	out = entry(out, 2, 5, 3, degrees(lat))
	out = entry(out, 3, 2, 2, side(lon, 'E', 'W'))
	out = entry(out, 4, 5, 3, degrees(lon))
	out = le.AppendUint32(out, 0)
	return append(out, extra...)
}

// refused fails unless err is a problem of the kind that names the key, as its own or as a field's.
func refused(t testing.TB, err error, kind problem.Kind, key string) {
	t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		t.Fatalf("%v, want a problem %s", err, kind)
	}
	keys := []string{p.Key}
	for _, f := range p.Fields {
		keys = append(keys, f.Key)
	}
	if !strings.Contains(strings.Join(keys, " "), key) {
		t.Fatalf("%v (%v), want %s", err, keys, key)
	}
}
