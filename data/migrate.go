package data

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migration is one step of the schema, forward only.
type Migration struct {
	Version int    `json:"version"`
	Name    string `json:"name"`
	Applied bool   `json:"applied"`
	sql     string
}

// migrationLock is the advisory lock that lets one process migrate at a time.
const migrationLock = 0x6361_6972_6e

// Migrate brings the schema up to date and returns the steps it took. Processes queue
// behind an advisory lock; each step is one transaction.
func Migrate(ctx context.Context, url string) ([]Migration, error) {
	return MigrateTo(ctx, url, SchemaVersion())
}

// MigrateTo is Migrate up to a version of the schema, as an older program would do it:
// tests of upgrades begin there.
func MigrateTo(ctx context.Context, url string, version int) ([]Migration, error) {
	conn, err := ownerConn(ctx, url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if err := checkServer(ctx, conn); err != nil {
		return nil, err
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return nil, fmt.Errorf("wait for the migration lock: %w", err)
	}
	defer conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(migrationLock))
	all, err := status(ctx, conn)
	if err != nil {
		return nil, err
	}
	var done []Migration
	for _, m := range all {
		if m.Applied || m.Version > version {
			continue
		}
		if err := apply(ctx, conn, m); err != nil {
			return done, fmt.Errorf("migration %04d_%s: %w", m.Version, m.Name, err)
		}
		done = append(done, m)
	}
	return done, nil
}

// MigrationStatus lists every known step and whether the database has it.
func MigrationStatus(ctx context.Context, url string) ([]Migration, error) {
	conn, err := ownerConn(ctx, url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return status(ctx, conn)
}

// SchemaVersion is the newest step that this program knows.
func SchemaVersion() int {
	all := knownMigrations()
	return all[len(all)-1].Version
}

func ownerConn(ctx context.Context, url string) (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	cfg.RuntimeParams["search_path"] = "cairn, public"
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	return conn, nil
}

// checkServer refuses a database in which Han characters have no letters (locale C).
func checkServer(ctx context.Context, conn *pgx.Conn) error {
	var encoding, ctype string
	err := conn.QueryRow(ctx, `SELECT pg_encoding_to_char(encoding), datctype FROM pg_database
		WHERE datname = current_database()`).Scan(&encoding, &ctype)
	if err != nil {
		return fmt.Errorf("read the database's locale: %w", err)
	}
	if encoding != "UTF8" || ctype == "C" || ctype == "POSIX" {
		return fmt.Errorf("the database has encoding %s and locale %s; cairn needs UTF8 and a UTF-8 locale: "+
			"create it with ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0", encoding, ctype)
	}
	return nil
}

func status(ctx context.Context, conn *pgx.Conn) ([]Migration, error) {
	_, err := conn.Exec(ctx, `CREATE SCHEMA IF NOT EXISTS cairn;
		CREATE TABLE IF NOT EXISTS cairn.migration (
			version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
	if err != nil {
		return nil, fmt.Errorf("prepare the migration table: %w", err)
	}
	rows, err := conn.Query(ctx, "SELECT version FROM migration")
	if err != nil {
		return nil, err
	}
	versions, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return nil, err
	}
	return markApplied(knownMigrations(), versions)
}

func markApplied(known []Migration, versions []int) ([]Migration, error) {
	byVersion := map[int]*Migration{}
	for i := range known {
		byVersion[known[i].Version] = &known[i]
	}
	for _, v := range versions {
		m, ok := byVersion[v]
		if !ok {
			return nil, fmt.Errorf("the database is at schema version %d, newer than this program (%d): use a newer cairn",
				v, known[len(known)-1].Version)
		}
		m.Applied = true
	}
	return known, nil
}

func apply(ctx context.Context, conn *pgx.Conn, m Migration) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SET LOCAL search_path = cairn, public"); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, m.sql); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "INSERT INTO cairn.migration (version, name) VALUES ($1, $2)", m.Version, m.Name)
		return err
	})
}

func knownMigrations() []Migration {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	var all []Migration
	for _, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		number, title, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "migrations/"), ".sql"), "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			panic(fmt.Sprintf("migration %s: name must start with its number", name))
		}
		all = append(all, Migration{Version: version, Name: title, sql: string(text)})
	}
	return all
}

// SchemaHash changes whenever any migration changes; it names test templates.
func SchemaHash() string {
	h := sha256.New()
	for _, m := range knownMigrations() {
		fmt.Fprintf(h, "%d %s\n%s", m.Version, m.Name, m.sql)
	}
	return hex.EncodeToString(h.Sum(nil))
}
