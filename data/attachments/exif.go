package attachments

import (
	"math"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"cairn/internal/chinatime"
)

// exif is what a camera wrote into an image that cairn keeps: time and place apart from
// what the client declared, and how to turn the image upright.
type exif struct {
	at          *time.Time
	lon, lat    *float64 // degrees, WGS 84; both or none
	orientation int      // 1 to 8 (Exif 2.32, tag 0x0112)
}

// Bounds of what is read of an image's metadata.
const (
	maxTags    = 2000
	maxTagSize = 4 << 10
	maxExif    = 5 * time.Second
)

var exifFormats = map[string]imagemeta.ImageFormat{"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/webp": imagemeta.WebP}

// readExif reads what it can; damaged metadata are as good as none: the image decides.
func readExif(file content, mediaType string) exif {
	out := exif{orientation: 1}
	format, ok := exifFormats[mediaType]
	if !ok {
		return out
	}
	tags := map[string]any{}
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: file.reader(), ImageFormat: format, Sources: imagemeta.EXIF,
		LimitNumTags: maxTags, LimitTagSize: maxTagSize, Timeout: maxExif,
		HandleTag: func(tag imagemeta.TagInfo) error {
			tags[tag.Tag] = tag.Value
			return nil
		},
	})
	if o := whole(tags["Orientation"]); o >= 1 && o <= 8 {
		out.orientation = o
	}
	out.at = exifTime(tags)
	out.lon, out.lat = exifPosition(tags)
	return out
}

// whole is a tag's value as a number; 0 for anything else.
func whole(v any) int {
	switch n := v.(type) {
	case uint8:
		return int(n)
	case uint16:
		return int(n)
	case uint32:
		return int(min(n, math.MaxInt32))
	case int:
		return n
	}
	return 0
}

// exifTime is when the picture was taken; nil when that is not said or cannot be.
func exifTime(tags map[string]any) *time.Time {
	text, _ := tags["DateTimeOriginal"].(string)
	offset, _ := tags["OffsetTimeOriginal"].(string)
	text, offset = strings.Trim(text, "\x00 "), strings.Trim(offset, "\x00 ")
	at, err := time.ParseInLocation("2006:01:02 15:04:05", text, chinatime.Zone) // where cameras without an offset are taken to be
	if zoned, zoneErr := time.Parse("2006:01:02 15:04:05-07:00", text+offset); zoneErr == nil {
		at, err = zoned, nil
	}
	if err != nil || at.Year() < 1900 || at.Year() > 2200 {
		return nil
	}
	return &at
}

// exifPosition is where the picture was taken; a receiver without a fix writes 0, 0.
func exifPosition(tags map[string]any) (lon, lat *float64) {
	x, okX := tags["GPSLongitude"].(float64)
	y, okY := tags["GPSLatitude"].(float64)
	if ref, _ := tags["GPSLongitudeRef"].(string); strings.HasPrefix(ref, "W") {
		x = -x
	}
	if ref, _ := tags["GPSLatitudeRef"].(string); strings.HasPrefix(ref, "S") {
		y = -y
	}
	onEarth := math.Abs(x) <= 180 && math.Abs(y) <= 90 // false for NaN
	if !okX || !okY || !onEarth || x == 0 && y == 0 {
		return nil, nil
	}
	return &x, &y
}
