package attachments

import (
	"bytes"
	"context"
	"time"
)

// What tests from outside may see.

// Exif is what was read of an image.
type Exif struct {
	At          *time.Time
	Lon, Lat    *float64
	Orientation int
}

// ReadExif reads the metadata of an image.
func ReadExif(file []byte, mediaType string) Exif {
	e := readExif(content{bytes.NewReader(file), int64(len(file))}, mediaType)
	return Exif{e.at, e.lon, e.lat, e.orientation}
}

// CheckFile judges a file by its name and content, images apart.
func CheckFile(name string, file []byte) error {
	f, err := Config{}.withDefaults().formatOf(name)
	if err != nil {
		return err
	}
	return checkContent(f, content{bytes.NewReader(file), int64(len(file))})
}

// Rescan scans again what could not be scanned.
func (s *Store) Rescan(ctx context.Context) error { return s.rescan(ctx) }
