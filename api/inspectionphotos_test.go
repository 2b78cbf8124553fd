package api

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// taken puts into a JPEG what a camera writes: a time without offset.
func taken(jpg []byte, at string) []byte {
	le := binary.LittleEndian
	entry := func(out []byte, tag, kind uint16, count, value uint32) []byte {
		return le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(out, tag), kind), count), value)
	}
	tiff := le.AppendUint32([]byte("II*\x00"), 8)
	tiff = le.AppendUint32(entry(le.AppendUint16(tiff, 1), 0x8769, 4, 1, 26), 0)
	tiff = le.AppendUint32(entry(le.AppendUint16(tiff, 1), 0x9003, 2, uint32(len(at)+1), 44), 0)
	block := append([]byte("Exif\x00\x00"), append(tiff, at+"\x00"...)...)
	out := append([]byte{}, jpg[:2]...)
	out = append(out, 0xff, 0xe1, byte((len(block)+2)>>8), byte(len(block)+2))
	return append(append(out, block...), jpg[2:]...)
}

func (c client) announceFor(record, id, name string, size int) reply {
	return c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", strconv.Itoa(size), "Upload-Metadata",
		metadata("id", id, "owner", "inspection", "owner_id", record, "role", "photo", "filename", name))
}

// Photos come before their record and after it; what the camera says is kept apart from the
// record's own and compared with it; readers get no metadata.
func TestInspectionPhotos(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	inspector := p.writer(actor.Inspector, true)
	body := inspection(p).body.(map[string]any)
	record, early, late, lost := body["id"].(string), uuid.NewString(), uuid.NewString(), uuid.NewString()
	body["photos"] = []string{early, late, lost}
	wrong := taken(photo(1), "2015:01:02 03:04:05")
	send := func(id string, content []byte) {
		t.Helper()
		inspector.announceFor(record, id, "照片.jpg", len(content)).want(t, http.StatusCreated)
		inspector.sendFrom(id, 0, content).want(t, http.StatusNoContent)
	}
	send(early, taken(photo(2), "2021:06:30 10:05:00"))
	inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated)
	read := func() (got struct {
		Attachments, Missing, Flags []string
		ObservedAt                  string `json:"observed_at"`
	}) {
		t.Helper()
		inspector.do("GET", "/boundaries/inspections/"+record, nil).want(t, http.StatusOK).into(t, &got)
		return got
	}
	if got := read(); !slices.Equal(got.Attachments, []string{early}) || !slices.Equal(got.Missing, []string{late, lost}) || slices.Contains(got.Flags, "photo_time_differs") {
		t.Errorf("%+v", got)
	}
	send(late, wrong)
	if got := read(); len(got.Attachments) != 2 || !slices.Equal(got.Missing, []string{lost}) || !slices.Contains(got.Flags, "photo_time_differs") {
		t.Errorf("%+v", got)
	}
	var flagged struct{ Items []struct{ ID string } }
	inspector.do("GET", "/boundaries/inspections?flag=photo_time_differs", nil).want(t, http.StatusOK).into(t, &flagged)
	if len(flagged.Items) != 1 || flagged.Items[0].ID != record {
		t.Errorf("%+v", flagged)
	}
	shown := p.writer(actor.Viewer, true).do("GET", "/attachments/"+late, nil).want(t, http.StatusOK)
	if bytes.Contains(shown.text, []byte("Exif")) || bytes.Contains(shown.text, []byte("2015:01:02")) {
		t.Error("readers get what the camera wrote")
	}
	p.writer(actor.Viewer, true).do("GET", "/attachments/"+late+"?size=original", nil).problem(t, http.StatusForbidden)
	p.nobody().do("GET", "/attachments/"+late, nil).problem(t, http.StatusUnauthorized)
}

// Files that are no photos, and those of people who may not log, are refused, before the
// record is there and after.
func TestInspectionPhotosRefused(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	body := inspection(p).body.(map[string]any)
	record := body["id"].(string)
	inspector, stranger := p.writer(actor.Inspector, true), p.writer(actor.Inspector, false)
	no := strings.Repeat("no photo", 20)
	id := uuid.NewString()
	inspector.announceFor(record, id, "x.jpg", len(no)).want(t, http.StatusCreated)
	inspector.sendFrom(id, 0, []byte(no)).problem(t, http.StatusUnprocessableEntity)
	bomb := bombOf(photo(3))
	id = uuid.NewString()
	inspector.announceFor(record, id, "x.jpg", len(bomb)).want(t, http.StatusCreated)
	if r := inspector.sendFrom(id, 0, bomb); r.StatusCode != http.StatusUnprocessableEntity && r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a pixel bomb: %d %s", r.StatusCode, r.text)
	}
	p.writer(actor.Officer, true).announceFor(record, uuid.NewString(), "x.jpg", 10).problem(t, http.StatusForbidden)
	p.nobody().announceFor(record, uuid.NewString(), "x.jpg", 10).problem(t, http.StatusUnauthorized)
	inspector.announceFor("not an id", uuid.NewString(), "x.jpg", 10).problem(t, http.StatusUnprocessableEntity)
	stranger.announceFor(record, uuid.NewString(), "x.jpg", 10).want(t, http.StatusCreated) // nobody knows yet whose it will be
	inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated)
	stranger.announceFor(record, uuid.NewString(), "y.jpg", 10).problem(t, http.StatusForbidden)
}

// bombOf makes a JPEG say that it has 65,000 × 65,000 pixels.
func bombOf(jpg []byte) []byte {
	out := slices.Clone(jpg)
	for i := 2; i+9 < len(out); {
		size := int(out[i+2])<<8 | int(out[i+3])
		if out[i] == 0xff && out[i+1] >= 0xc0 && out[i+1] <= 0xc2 {
			binary.BigEndian.PutUint16(out[i+5:], 65_000)
			binary.BigEndian.PutUint16(out[i+7:], 65_000)
			return out
		}
		i += 2 + size
	}
	return out
}

// A track is taken in either format and given back; one of a million points is too large.
func TestInspectionTrack(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532601")
	gpx := `<gpx><trk><trkseg><trkpt lat="23.1" lon="104.1"><time>2025-03-18T00:40:00Z</time></trkpt><trkpt lat="23.12" lon="104.1"/></trkseg></trk></gpx>`
	id := uuid.NewString()
	inspector.do("POST", "/boundaries/inspections", visit(id, "track", gpx)).want(t, http.StatusCreated)
	inspector.do("POST", "/boundaries/inspections", visit(id, "track", gpx)).want(t, http.StatusOK)
	var got struct {
		Track struct {
			Type        string
			Coordinates [][][2]float64
		}
		TrackPoints int       `json:"track_points"`
		TrackTimes  []*string `json:"track_times"`
	}
	inspector.do("GET", "/boundaries/inspections/"+id, nil).want(t, http.StatusOK).into(t, &got)
	if got.Track.Type != "MultiLineString" || len(got.Track.Coordinates[0]) != 2 || got.TrackPoints != 2 || len(got.TrackTimes) != 2 || got.TrackTimes[1] != nil {
		t.Errorf("%+v", got)
	}
	long := `{"type":"LineString","coordinates":[` + strings.Repeat("[104.1,23.1],", 1_000_000) + `[104.1,23.1]]}`
	body := `{"id":"` + uuid.NewString() + `","kind":"patrol","observed_at":"2026-06-30T10:00:00+08:00","marker":"0122001Q","conditions":["intact"],"track":` + long + `}`
	p := inspector.do("POST", "/boundaries/inspections", body).problem(t, http.StatusRequestEntityTooLarge)
	if p.Code != "track.too_long" && p.Code != "api.body_too_large" {
		t.Errorf("%+v", p)
	}
}
