package attachments

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Incoming is the folder of unfinished uploads within the folder of the files; it is no
// part of a backup.
const Incoming = "incoming"

// stagedFile is a whole file, on disk for good, that waits to be put under its sum.
type stagedFile struct {
	path   string
	size   int64
	sha256 string // lower-case hex
}

// stage sums up a file that was written and synced.
func stage(file *os.File) (stagedFile, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return stagedFile{}, err
	}
	h := sha256.New()
	n, err := io.Copy(h, file)
	return stagedFile{path: file.Name(), size: n, sha256: hex.EncodeToString(h.Sum(nil))}, err
}

// blobs are the files by their sums: <dir>/<two digits>/<sum>.
type blobs struct{ dir string }

func (b blobs) path(sum string) string { return filepath.Join(b.dir, sum[:2], sum) }

func (b blobs) open(sum string) (*os.File, error) { return os.Open(b.path(sum)) }

// put gives a staged file its place; the temporary name stays. A file that is there
// already is never overwritten: it must be the same.
func (b blobs) put(f stagedFile) error {
	dir := filepath.Dir(b.path(f.sha256))
	if err := makeDir(dir); err != nil {
		return err
	}
	err := os.Link(f.path, b.path(f.sha256))
	if errors.Is(err, fs.ErrExist) {
		return b.check(f.sha256, f.size)
	}
	if err != nil {
		return err
	}
	return syncDir(dir)
}

// check compares a stored file with its sum and size.
func (b blobs) check(sum string, size int64) error {
	file, err := b.open(sum)
	if err != nil {
		return err
	}
	defer file.Close()
	found, err := stage(file)
	if err != nil {
		return err
	}
	if found.sha256 != sum || found.size != size {
		return fmt.Errorf("the stored file %s is damaged: %d bytes with the sum %s", sum, found.size, found.sha256)
	}
	return nil
}

// makeDir makes a folder, and its name durable in the one above.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
