package backup_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/backup"
	"cairn/data/datatest"
)

func filled(t *testing.T) *data.DB {
	t.Helper()
	db := datatest.New(t)
	for i := range 20 {
		err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, geom, seat)
				VALUES ($1, '𣲗县', 'county', ST_Multi(ST_MakeEnvelope(104, 23, 105, 24, 4490)), ST_SetSRID(ST_Point(104.5, 23.5), 4490))`,
				fmt.Sprintf("5326%02d", i))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// tables gives a digest of every table of the schema.
func tables(t *testing.T, db *data.DB) map[string]string {
	t.Helper()
	ctx := context.Background()
	rows, err := db.Read().Query(ctx, `SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
		WHERE nspname = 'cairn' AND relkind = 'r'`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	digests := map[string]string{}
	for _, name := range names {
		var digest string
		err := db.Read().QueryRow(ctx, `SELECT count(*) || ' ' || coalesce(md5(string_agg(x, '' ORDER BY x)), '')
			FROM (SELECT t::text AS x FROM cairn.`+pgx.Identifier{name}.Sanitize()+` t) s`).Scan(&digest)
		if err != nil {
			t.Fatal(err)
		}
		digests[name] = digest
	}
	return digests
}

func TestRestoreEqualsEveryTable(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), filled(t)
	attachments := t.TempDir()
	if err := os.WriteFile(filepath.Join(attachments, "photo"), []byte("bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Mkdir(filepath.Join(attachments, "incoming"), 0o700), os.WriteFile(filepath.Join(attachments, "incoming", "half"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "backup")
	made, err := backup.Make(ctx, backup.Source{DB: db, Attachments: attachments, Program: "test"}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if made.Changes < 20 || made.ChainHead == "" {
		t.Errorf("manifest is incomplete: %+v", made)
	}
	url, restored := datatest.EmptyURL(t), filepath.Join(t.TempDir(), "attachments")
	if _, err := backup.Restore(ctx, dir, backup.Target{URL: url, Attachments: restored}); err != nil {
		t.Fatal(err)
	}
	back, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	want, got := tables(t, db), tables(t, back)
	if len(want) < 20 || len(want) != len(got) {
		t.Fatalf("%d tables, restored %d", len(want), len(got))
	}
	for name := range want {
		if want[name] != got[name] {
			t.Errorf("%s: %s, restored %s", name, want[name], got[name])
		}
	}
	if report, err := data.Verify(ctx, back); err != nil || len(report.Faults) > 0 {
		t.Errorf("restored chain: %+v, %v", report, err)
	}
	if text, err := os.ReadFile(filepath.Join(restored, "photo")); err != nil || string(text) != "bytes" {
		t.Errorf("attachment: %q, %v", text, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "attachments", "incoming")); err == nil {
		t.Error("an unfinished upload is in the backup")
	}
	if _, err := backup.Restore(ctx, dir, backup.Target{URL: url}); err == nil || !strings.Contains(err.Error(), "already holds") {
		t.Errorf("a second restore into the same database: %v", err)
	}
}

// The manifest tells of the very state that was dumped, however much is written meanwhile.
func TestManifestTellsOfTheDump(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), filled(t)
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		for {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
				_, err := tx.Exec(ctx, "INSERT INTO setting VALUES ('busy', '1') ON CONFLICT (key) DO UPDATE SET value = to_jsonb(clock_timestamp())")
				return err
			})
			if err != nil {
				done <- err
				return
			}
		}
	}()
	dir := filepath.Join(t.TempDir(), "backup")
	made, err := backup.Make(ctx, backup.Source{DB: db, Program: "test"}, dir)
	close(stop)
	if err := errors.Join(err, <-done); err != nil {
		t.Fatal(err)
	}
	url := datatest.EmptyURL(t)
	if _, err := backup.Restore(ctx, dir, backup.Target{URL: url}); err != nil {
		t.Fatal(err)
	}
	back, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	var changes int64
	var head string
	err = back.Read().QueryRow(ctx, "SELECT (SELECT count(*) FROM change), (SELECT encode(hash, 'hex') FROM chain ORDER BY seq DESC LIMIT 1)").Scan(&changes, &head)
	if err != nil || changes != made.Changes || head != made.ChainHead {
		t.Errorf("%d changes up to %s, the manifest says %d up to %s: %v", changes, head, made.Changes, made.ChainHead, err)
	}
}

func TestDamageIsFound(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), filled(t)
	for name, damage := range map[string]func(dir string) error{
		"changed":    func(dir string) error { return flip(filepath.Join(dir, "database.dump")) },
		"missing":    func(dir string) error { return os.Remove(filepath.Join(dir, "database.dump")) },
		"added":      func(dir string) error { return os.WriteFile(filepath.Join(dir, "x"), nil, 0o600) },
		"unfinished": func(dir string) error { return os.Remove(filepath.Join(dir, "manifest.json")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "backup")
			if _, err := backup.Make(ctx, backup.Source{DB: db, Program: "test"}, dir); err != nil {
				t.Fatal(err)
			}
			if err := damage(dir); err != nil {
				t.Fatal(err)
			}
			if _, faults, err := backup.Check(dir); err == nil && len(faults) == 0 {
				t.Error("the damage was not found")
			}
			if _, err := backup.Restore(ctx, dir, backup.Target{URL: datatest.EmptyURL(t)}); err == nil {
				t.Error("a damaged backup was restored")
			}
		})
	}
}

func TestNotIntoFullFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Make(context.Background(), backup.Source{}, dir); err == nil {
		t.Error("a folder with files was taken")
	}
}

func flip(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	b[len(b)/2] ^= 1
	return os.WriteFile(path, b, 0o600)
}
