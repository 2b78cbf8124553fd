package rounds

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"time"
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
	size, sum := b.write(path, write)
	b.manifest.Files = append(b.manifest.Files, ManifestFile{Path: path, Size: size, SHA256: sum})
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

func (b *bundle) write(path string, write func(io.Writer) error) (size int64, sum string) {
	if b.err != nil {
		return 0, ""
	}
	f, err := b.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate, Modified: b.at})
	if err != nil {
		b.err = err
		return 0, ""
	}
	count, h := new(counter), sha256.New()
	b.err = write(io.MultiWriter(f, h, count))
	return int64(*count), hex.EncodeToString(h.Sum(nil))
}

// close writes the manifest and ends the zip.
func (b *bundle) close() error {
	b.write(manifestName, func(w io.Writer) error { return writeJSON(w, b.manifest) })
	if b.err != nil {
		return b.err
	}
	return b.zip.Close()
}

// counter counts bytes.
type counter int64

// Write counts.
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
