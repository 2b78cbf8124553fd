package cluster

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// tempDir makes a directory that the server's user can reach (t.TempDir's
// parents are closed to it when the tests run as root).
func tempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "cairn-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := StopAt(context.Background(), dir); err != nil {
			t.Errorf("StopAt: %v", err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func testConfig(t *testing.T, dir string) Config {
	return Config{DataDir: dir, Unsafe: true, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
}

// query runs one statement that yields one value on the database cairn.
func query[T any](t *testing.T, c *Cluster, sql string) T {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.URL(Database))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var v T
	if err := conn.QueryRow(t.Context(), sql).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func TestEnsureAtOnce(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			c, err := Ensure(t.Context(), testConfig(t, dir))
			if err != nil {
				t.Error(err)
				return
			}
			if got := query[string](t, c, `SHOW listen_addresses`); got != "" {
				t.Errorf("listen_addresses = %q", got)
			}
		})
	}
	group.Wait()
}
