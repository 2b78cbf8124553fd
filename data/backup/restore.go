package backup

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Target is where a backup is restored to.
type Target struct {
	URL         string // an empty database
	Attachments string // an absent or empty folder
	BinDir      string
}

// Restore checks the backup's hashes, then loads it into the empty database in one
// transaction and copies its attachments. Nothing is loaded from a damaged backup.
func Restore(ctx context.Context, dir string, to Target) (Manifest, error) {
	m, err := Whole(dir)
	if err != nil {
		return m, err
	}
	if err := prepare(ctx, to.URL); err != nil {
		return m, err
	}
	if err := run(ctx, to.BinDir, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
		"--dbname="+to.URL, filepath.Join(dir, dumpName)); err != nil {
		return m, err
	}
	return m, copyAttachments(filepath.Join(dir, attachmentsName), to.Attachments)
}

// Whole refuses a folder that is no backup, or whose files differ from its manifest.
func Whole(dir string) (Manifest, error) {
	m, faults, err := Check(dir)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("the backup is damaged: %s", strings.Join(faults, "; "))
	}
	return m, err
}

// prepare makes what a dump does not hold: extensions and the application's role.
func prepare(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var used bool
	if err := conn.QueryRow(ctx, "SELECT to_regclass('cairn.change') IS NOT NULL").Scan(&used); err != nil {
		return err
	}
	if used {
		return fmt.Errorf("the database already holds cairn's data: restore into an empty one")
	}
	_, err = conn.Exec(ctx, `CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
		CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
		DO $$ BEGIN CREATE ROLE cairn_app NOLOGIN;
		EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL; END $$`)
	return err
}

// run calls one of PostgreSQL's programs; what it says on stderr becomes the error.
func run(ctx context.Context, binDir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(binDir, name), args...)
	if binDir == "" {
		cmd = exec.CommandContext(ctx, name, args...)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(stderr.String()))
	}
	return nil
}
