package rounds

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// bundled is an archive of round 5 with some files, and its path.
func bundled(t testing.TB, files map[string]string) (path string, text []byte) {
	t.Helper()
	var out bytes.Buffer
	b := &bundle{zip: zip.NewWriter(&out), at: time.Unix(0, 0), manifest: Manifest{Format: 1, Kind: archiveKind, Round: 5}}
	for name, content := range files {
		b.add(name, func(w io.Writer) error { _, err := io.WriteString(w, content); return err })
	}
	if err := b.close(); err != nil {
		t.Fatal(err)
	}
	return saved(t, out.Bytes()), out.Bytes()
}

func saved(t testing.TB, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.zip")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckArchive(t *testing.T) {
	t.Parallel()
	path, _ := bundled(t, map[string]string{"a.txt": "一", "b/c.txt": "二"})
	for _, tc := range []struct {
		name         string
		round, files int
		want         []string
	}{
		{"as it was made", 5, 2, nil}, {"of another round", 6, 2, []string{"its manifest is of another archive"}},
		{"with fewer files than noted", 5, 3, []string{"its manifest is of another archive"}},
	} {
		if got := CheckArchive(path, tc.round, tc.files); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := CheckArchive(filepath.Join(t.TempDir(), "none"), 5, 2); len(got) != 1 {
		t.Errorf("no archive: %q", got)
	}
}

// Whatever bytes stand in place of an archive, they are either a whole archive or faults are
// told, and the check ends.
func FuzzCheckArchive(f *testing.F) {
	_, text := bundled(f, map[string]string{"a.txt": "一", "b/c.txt": "二"})
	f.Add(text)
	f.Add([]byte("PK"))
	f.Add(bytes.Replace(text, []byte("a.txt"), []byte("z.txt"), 1))
	f.Fuzz(func(t *testing.T, text []byte) {
		faults := CheckArchive(saved(t, text), 5, 2)
		if z, err := zip.NewReader(bytes.NewReader(text), int64(len(text))); err != nil && len(faults) == 0 {
			t.Fatalf("no faults in what cannot be read: %v", err)
		} else if err == nil && len(faults) == 0 && len(z.File) != 3 {
			t.Fatalf("no faults in %d files", len(z.File))
		}
	})
}
