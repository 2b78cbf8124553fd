package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

// What is no whole backup is refused before a cluster is made, so that the data dir is
// still empty for the right one.
func TestRestoreOfNoBackupLeavesTheDataDirEmpty(t *testing.T) {
	t.Parallel()
	damaged := t.TempDir()
	manifest := `{"files":[{"path":"database.dump","bytes":1,"sha256":"00"}]}`
	for name, text := range map[string]string{"manifest.json": manifest, "database.dump": "x"} {
		if err := os.WriteFile(filepath.Join(damaged, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{damaged, t.TempDir(), filepath.Join(t.TempDir(), "absent")} {
		target := filepath.Join(t.TempDir(), "data")
		if code := newApp().execute(context.Background(), []string{"restore", dir, "--data-dir", target, "--log-level", "error"}, &bytes.Buffer{}); code != exitFailed {
			t.Errorf("%s: exit %d", dir, code)
		}
		if _, err := os.Stat(filepath.Join(target, "postgres")); err == nil {
			t.Errorf("%s: a cluster was made", dir)
		}
	}
}
