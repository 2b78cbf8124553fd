package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"cairn/data"
	"cairn/data/attachments"
)

// fileConfig says which files are taken as attachments.
type fileConfig struct {
	Types       []string
	ImageMB     int64
	DocumentMB  int64
	RecordingMB int64
	Megapixels  int64
	Scan        string
	ScanTimeout time.Duration
	Expiry      time.Duration
}

func (c *fileConfig) flags(set *pflag.FlagSet) {
	set.StringSliceVar(&c.Types, "attachment-types", nil, "extensions of files taken (default: all of "+strings.Join(attachments.Known(), ", ")+")")
	set.Int64Var(&c.ImageMB, "attachment-image-mb", 40, "largest image, MB")
	set.Int64Var(&c.DocumentMB, "attachment-document-mb", 50, "largest document, MB")
	set.Int64Var(&c.RecordingMB, "attachment-recording-mb", 100, "largest recording, MB")
	set.Int64Var(&c.Megapixels, "attachment-megapixels", 64, "largest image, millions of pixels")
	set.StringVar(&c.Scan, "attachment-scan", "", "virus scanner, run with each file's path added; exit 0 clean, 1 infected (say: clamdscan --fdpass --no-summary)")
	set.DurationVar(&c.ScanTimeout, "attachment-scan-timeout", 2*time.Minute, "how long the scanner may take")
	set.DurationVar(&c.Expiry, "upload-expiry", 7*24*time.Hour, "an unfinished upload that has not grown for so long is dropped")
}

// fileStore opens the attachments of the data dir.
func (a *app) fileStore(db *data.DB, c serveConfig) (*attachments.Store, error) {
	f := c.Files
	store, err := attachments.NewStore(db, attachments.Config{
		Dir: a.attachments(), Logger: a.log, Extensions: f.Types,
		MaxImage: f.ImageMB << 20, MaxDocument: f.DocumentMB << 20, MaxRecording: f.RecordingMB << 20, MaxPixels: f.Megapixels * 1_000_000,
		Scan: strings.Fields(f.Scan), ScanTimeout: f.ScanTimeout, Expiry: f.Expiry,
	})
	if err != nil {
		return nil, usageError{fmt.Errorf("configuration: %w", err)}
	}
	return store, nil
}
