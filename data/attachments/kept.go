package attachments

import (
	"context"
	"fmt"
	"io"
	"os"
)

// Keep puts a file that the program has made itself (an archive) among the stored files and
// gives its size and SHA-256 in lower-case hex. It makes no attachment: whoever keeps the
// sum finds the file again with OpenKept. The same bytes again are the same file.
func (s *Store) Keep(ctx context.Context, write func(io.Writer) error) (size int64, sum string, err error) {
	dir := string(incomingOf(s.cfg.Dir))
	if err := makeDir(dir); err != nil {
		return 0, "", err
	}
	file, err := os.CreateTemp(dir, "kept-*")
	if err != nil {
		return 0, "", err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if err := write(file); err != nil {
		return 0, "", err
	}
	if err := file.Sync(); err != nil {
		return 0, "", err
	}
	f, err := stage(file)
	if err != nil {
		return 0, "", err
	}
	if err := s.blobs.put(f); err != nil {
		return 0, "", fmt.Errorf("keep a file: %w", err)
	}
	return f.size, f.sha256, ctx.Err()
}

// OpenKept opens a stored file by its sum. Error: fs.ErrNotExist.
func (s *Store) OpenKept(sum string) (*os.File, error) { return s.blobs.open(sum) }

// CheckKept compares a stored file in a folder of files with its sum and size, and gives its
// path. Error: fs.ErrNotExist; one that says how it differs.
func CheckKept(dir, sum string, size int64) (path string, err error) {
	b := blobs{dir}
	return b.path(sum), b.check(sum, size)
}
