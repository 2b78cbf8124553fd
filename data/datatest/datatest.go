// Package datatest gives tests a migrated PostGIS of their own.
//
// All test binaries of a run share one private cluster (package cluster); each test
// gets a database cloned from a migrated template, dropped when the test ends. A
// missing PostGIS fails the test: it never skips.
package datatest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/cluster"
	"cairn/internal/actor"
)

// Change is a change by the test, for data.DB.Write.
func Change() data.Change {
	return data.Change{Actor: actor.System("test"), Door: "test", Reason: "test"}
}

// New opens a freshly migrated, empty database for the test.
func New(t testing.TB) *data.DB {
	t.Helper()
	return open(t, URL(t))
}

// URL is the address of a freshly migrated, empty database for the test.
func URL(t testing.TB) string {
	t.Helper()
	return clone(t, schemaTemplate(t))
}

// EmptyURL is the address of a database without any schema, for tests of migrations.
func EmptyURL(t testing.TB) string {
	t.Helper()
	return clone(t, "template0")
}

// From opens a clone of a database that build has filled. The filled template is kept
// for later tests under name and version: change the version when build's result changes.
func From(t testing.TB, name, version string, build func(ctx context.Context, db *data.DB) error) *data.DB {
	t.Helper()
	base := schemaTemplate(t)
	template := templateName(name, base+version)
	ensureTemplate(t, template, base, func(ctx context.Context, address string) error {
		db, err := data.Open(ctx, data.Config{URL: address})
		if err != nil {
			return err
		}
		defer db.Close()
		return build(ctx, db)
	})
	return open(t, clone(t, template))
}

// Pack is the folder of the shared test data, or a part of it (say "wenshan"). The
// test is skipped where the data are absent: they are not part of the project.
func Pack(t testing.TB, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	path := filepath.Join(append([]string{dir, "..", "shared", "data"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the shared test data are not here (%s beside the project): this test needs them", filepath.Join(append([]string{"shared", "data"}, elem...)...))
	}
	return path
}

func open(t testing.TB, address string) *data.DB {
	t.Helper()
	db, err := data.Open(context.Background(), data.Config{URL: address, MaxConns: 6})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// server is the address of the shared cluster with %s for the database.
var server = sync.OnceValues(func() (func(string) string, error) {
	if address := os.Getenv("CAIRN_TEST_DATABASE_URL"); address != "" {
		u, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		return func(db string) string { c := *u; c.Path = "/" + db; return c.String() }, nil
	}
	c, err := cluster.Ensure(context.Background(), cluster.Config{DataDir: Dir(), Unsafe: true})
	if err != nil {
		return nil, err
	}
	return c.URL, nil
})

// Dir is the data directory of the shared cluster.
func Dir() string {
	return filepath.Join(os.TempDir(), fmt.Sprintf("cairn-test-%d", os.Getuid()))
}

func address(t testing.TB, db string) string {
	t.Helper()
	f, err := server()
	if err != nil {
		t.Fatalf("no PostGIS for the test: %v", err)
	}
	return f(db)
}

func schemaTemplate(t testing.TB) string {
	t.Helper()
	template := templateName("schema", data.SchemaHash())
	ensureTemplate(t, template, "template0", func(ctx context.Context, address string) error {
		_, err := data.Migrate(ctx, address)
		return err
	})
	return template
}

func templateName(name, version string) string {
	sum := sha256.Sum256([]byte(version))
	return "cairn_tmpl_" + name + "_" + hex.EncodeToString(sum[:6])
}

// ensureTemplate makes the template once for all test binaries, behind an advisory lock.
func ensureTemplate(t testing.TB, template, base string, fill func(ctx context.Context, address string) error) {
	t.Helper()
	ctx := context.Background()
	conn := admin(t)
	defer conn.Close(ctx)
	exec(t, conn, "SELECT pg_advisory_lock(hashtext('"+template+"'))")
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", template).Scan(&there); err != nil {
		t.Fatal(err)
	}
	if there {
		return
	}
	draft := template + "_draft"
	exec(t, conn, "DROP DATABASE IF EXISTS "+draft+" WITH (FORCE)")
	exec(t, conn, createSQL(draft, base))
	if err := fill(ctx, address(t, draft)); err != nil {
		t.Fatalf("fill the template database: %v", err)
	}
	exec(t, conn, "ALTER DATABASE "+draft+" RENAME TO "+template)
}

func clone(t testing.TB, template string) string {
	t.Helper()
	name := "t_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	conn := admin(t)
	exec(t, conn, createSQL(name, template))
	conn.Close(context.Background())
	t.Cleanup(func() {
		conn := admin(t)
		defer conn.Close(context.Background())
		exec(t, conn, "DROP DATABASE "+name+" WITH (FORCE)")
	})
	return address(t, name)
}

func createSQL(name, template string) string {
	return "CREATE DATABASE " + name + " TEMPLATE " + template + " ENCODING 'UTF8' LOCALE 'C.UTF-8' STRATEGY file_copy"
}

func admin(t testing.TB) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), address(t, "postgres"))
	if err != nil {
		t.Fatalf("connect to the test cluster: %v", err)
	}
	return conn
}

func exec(t testing.TB, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}
