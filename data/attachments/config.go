package attachments

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// Config says where files lie and what is taken. Dir is required, the rest has defaults.
type Config struct {
	Dir    string       // folder of the files
	Logger *slog.Logger // default: none

	Extensions   []string // accepted, of Known; default: all of them
	MaxImage     int64    // bytes of one image, default 40 MiB
	MaxDocument  int64    // bytes of one document, default 50 MiB
	MaxRecording int64    // bytes of one recording, default 100 MiB
	MaxPixels    int64    // width × height of an image, default 64 million
	WebEdge      int      // longer edge of the image for readers, pixels, default 2560
	ThumbEdge    int      // longer edge of a thumbnail, pixels, default 320

	// Scan is the command of a virus scanner and its arguments; the file's path is added.
	// Exit 0 is clean, 1 infected, anything else a failure: the file stays out of sight
	// and is tried again. Default: none.
	Scan        []string
	ScanTimeout time.Duration // default 2 min
	RescanEvery time.Duration // default 10 min

	Expiry        time.Duration // an upload that has not grown for so long is dropped, default 7 days
	MaxOpen       int           // unfinished uploads of one account, default 500
	MaxOpenBytes  int64         // what they may come to, default 4 GiB
	MaxConcurrent int           // uploads of one account that receive at once, default 8
}

func (c Config) withDefaults() Config {
	if len(c.Extensions) == 0 {
		c.Extensions = Known()
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	orDefault(&c.MaxImage, 40<<20)
	orDefault(&c.MaxDocument, 50<<20)
	orDefault(&c.MaxRecording, 100<<20)
	orDefault(&c.MaxPixels, 64_000_000)
	orDefault(&c.WebEdge, 2560)
	orDefault(&c.ThumbEdge, 320)
	orDefault(&c.ScanTimeout, 2*time.Minute)
	orDefault(&c.RescanEvery, 10*time.Minute)
	orDefault(&c.Expiry, 7*24*time.Hour)
	orDefault(&c.MaxOpen, 500)
	orDefault(&c.MaxOpenBytes, 4<<30)
	orDefault(&c.MaxConcurrent, 8)
	return c
}

func orDefault[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// validate names every bad field.
func (c Config) validate() error {
	var errs []error
	if c.Dir == "" {
		errs = append(errs, errors.New("field Dir is missing"))
	}
	for _, ext := range c.Extensions {
		if !slices.Contains(Known(), ext) {
			errs = append(errs, fmt.Errorf("field Extensions: %q is none of %s", ext, strings.Join(Known(), ", ")))
		}
	}
	for name, n := range map[string]int64{
		"MaxImage": c.MaxImage, "MaxDocument": c.MaxDocument, "MaxRecording": c.MaxRecording, "MaxPixels": c.MaxPixels,
		"WebEdge": int64(c.WebEdge), "ThumbEdge": int64(c.ThumbEdge), "ScanTimeout": int64(c.ScanTimeout), "RescanEvery": int64(c.RescanEvery),
		"Expiry": int64(c.Expiry), "MaxOpen": int64(c.MaxOpen), "MaxOpenBytes": c.MaxOpenBytes, "MaxConcurrent": int64(c.MaxConcurrent),
	} {
		if n < 0 {
			errs = append(errs, fmt.Errorf("field %s is negative", name))
		}
	}
	return errors.Join(errs...)
}

// limit is the most bytes of a file of the kind.
func (c Config) limit(kind string) int64 {
	switch kind {
	case Image:
		return c.MaxImage
	case Recording:
		return c.MaxRecording
	}
	return c.MaxDocument
}

// MaxSize is the most bytes that any file may have, for Tus-Max-Size.
func (c Config) MaxSize() int64 {
	c = c.withDefaults()
	return max(c.MaxImage, c.MaxDocument, c.MaxRecording)
}
