// Package backup makes a consistent backup of a running service, restores it into an
// empty place, and proves that a backup is whole.
//
// A backup is a folder: database.dump (pg_dump's custom format, one snapshot),
// attachments/ (files are only ever added, so copying them after the snapshot holds
// all that the snapshot names; unfinished uploads stay out) and manifest.json with the size and SHA-256 of every
// file, the schema version, and the head of the revision chain.
package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/manifest"
)

// The names in a backup folder.
const (
	manifestName    = "manifest.json"
	dumpName        = "database.dump"
	attachmentsName = "attachments"
)

// Manifest says what a backup holds.
type Manifest struct {
	Format        int             `json:"format"`
	MadeAt        time.Time       `json:"made_at"`
	Program       string          `json:"program"`
	SchemaVersion int             `json:"schema_version"`
	PostgreSQL    string          `json:"postgresql"`
	Changes       int64           `json:"changes"`
	ChainHead     string          `json:"chain_head" doc:"hash of the last seal in the backup, hex"`
	Files         []manifest.File `json:"files"`
}

// Source is what a backup is made of.
type Source struct {
	DB          *data.DB
	Attachments string // folder; "" or absent: none
	BinDir      string // of PostgreSQL's programs; "": from PATH
	Program     string // version of cairn
}

// Make writes a backup into dir, which must be absent or empty. The folder gets its
// manifest last: without one it is no backup.
func Make(ctx context.Context, src Source, dir string) (Manifest, error) {
	if err := emptyDir(dir); err != nil {
		return Manifest{}, err
	}
	m := Manifest{Format: 1, MadeAt: time.Now().UTC().Truncate(time.Second), Program: src.Program, SchemaVersion: data.SchemaVersion(), Files: []manifest.File{}}
	if err := dump(ctx, src, dir, &m); err != nil {
		return m, err
	}
	var err error
	if err = copyAttachments(src.Attachments, filepath.Join(dir, attachmentsName)); err != nil {
		return m, fmt.Errorf("copy the attachments: %w", err)
	}
	if m.Files, err = hashTree(dir); err != nil {
		return m, err
	}
	return m, writeManifest(dir, m)
}

// dump writes the database as it is at one moment, and into the manifest what it was then.
func dump(ctx context.Context, src Source, dir string, m *Manifest) error {
	return src.DB.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var moment string
		err := tx.QueryRow(ctx, `SELECT pg_export_snapshot(), current_setting('server_version'), (SELECT count(*) FROM change),
			coalesce((SELECT encode(hash, 'hex') FROM chain ORDER BY seq DESC LIMIT 1), '')`).
			Scan(&moment, &m.PostgreSQL, &m.Changes, &m.ChainHead)
		if err != nil {
			return err
		}
		return run(ctx, src.BinDir, "pg_dump", "--format=custom", "--file="+filepath.Join(dir, dumpName), "--no-owner",
			"--schema=cairn", "--snapshot="+moment, "--dbname="+src.DB.URL())
	})
}

// Check compares every file of a backup with its manifest.
func Check(dir string) (Manifest, []string, error) {
	var m Manifest
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil, fmt.Errorf("%s is no backup, or one that was never finished: it has no %s", dir, manifestName)
	}
	if err != nil {
		return m, nil, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, nil, fmt.Errorf("%s: %w", manifestName, err)
	}
	if m.Format != 1 {
		return m, nil, fmt.Errorf("the backup has format %d; this program reads format 1", m.Format)
	}
	found, err := hashTree(dir)
	if err != nil {
		return m, nil, err
	}
	return m, manifest.Differences(m.Files, found), nil
}

func writeManifest(dir string, m Manifest) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, manifestName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(append(text, '\n')); err != nil {
		return err
	}
	return f.Sync()
}

// hashTree lists the files of a backup, the manifest aside, in order of their paths.
func hashTree(dir string) ([]manifest.File, error) {
	files := []manifest.File{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || rel == manifestName {
			return err
		}
		file, err := measure(path, filepath.ToSlash(rel))
		files = append(files, file)
		return err
	})
	return files, err
}

func measure(path, name string) (manifest.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return manifest.File{}, err
	}
	defer f.Close()
	return manifest.Measure(name, f)
}

func emptyDir(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(dir, 0o700)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty: name a new or empty folder", dir)
	}
	return nil
}

// copyAttachments copies the files that are there for good, from one folder to another.
func copyAttachments(from, to string) error {
	if from == "" {
		return nil
	}
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return os.CopyFS(to, stored{os.DirFS(from)})
}

// stored is a folder of attachments without the unfinished uploads, which come and go.
type stored struct{ fs.FS }

// ReadDir leaves them out.
func (s stored) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	if name == "." {
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == attachments.Incoming })
	}
	return entries, err
}
