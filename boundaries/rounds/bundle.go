package rounds

import (
	"archive/zip"
	"encoding/json"
	"io"
	"time"

	"cairn/internal/manifest"
)

// bundle is an archive being written; after an error it takes nothing more.
type bundle struct {
	zip      *zip.Writer
	at       time.Time
	manifest Manifest
	err      error
}

func (b *bundle) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// add writes a file and notes its hash.
func (b *bundle) add(path string, write func(io.Writer) error) {
	b.manifest.Files = append(b.manifest.Files, b.write(path, write))
}

func (b *bundle) json(path string, value any) {
	b.add(path, func(w io.Writer) error { return writeJSON(w, value) })
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func (b *bundle) write(path string, write func(io.Writer) error) manifest.File {
	if b.err != nil {
		return manifest.File{}
	}
	f, err := b.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate, Modified: b.at})
	if err != nil {
		b.err = err
		return manifest.File{}
	}
	sum := manifest.NewSum()
	b.err = write(io.MultiWriter(f, sum))
	return sum.File(path)
}

// close writes the manifest and ends the zip.
func (b *bundle) close() error {
	b.write(manifestName, func(w io.Writer) error { return writeJSON(w, b.manifest) })
	if b.err != nil {
		return b.err
	}
	return b.zip.Close()
}
