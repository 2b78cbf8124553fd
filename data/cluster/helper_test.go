package cluster

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Tests that need a second cairn run this program again with CLUSTER_TEST_RUN
// set to what it shall do in the directory CLUSTER_TEST_DIR.
func TestMain(m *testing.M) {
	switch dir := os.Getenv("CLUSTER_TEST_DIR"); os.Getenv("CLUSTER_TEST_RUN") {
	case "serve":
		os.Exit(helperServe(dir))
	case "ensure":
		os.Exit(helperEnsure(dir))
	default:
		code := m.Run()
		if madeDir != "" {
			_ = os.RemoveAll(madeDir)
		}
		os.Exit(code)
	}
}

// made is a data directory with a stopped cluster, which most tests start from:
// initdb is most of the time of a first start. TestStart and the tests of full
// disks and missing programs do without it.
var made = sync.OnceValue(func() (err error) {
	if madeDir, err = os.MkdirTemp("/tmp", "cairn-cluster-made-"); err != nil {
		return err
	}
	if err = os.Chmod(madeDir, 0o755); err == nil {
		_, err = Ensure(context.Background(), Config{DataDir: madeDir, Unsafe: true})
	}
	return errors.Join(err, StopAt(context.Background(), madeDir))
})

var madeDir string // set by made, removed by TestMain

// helperServe is a `cairn serve` that runs until it is killed.
func helperServe(dir string) int {
	if _, err := Start(context.Background(), Config{DataDir: dir}); err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("running")
	select {}
}

// helperEnsure prints the kind of the error that Ensure gives.
func helperEnsure(dir string) int {
	var e *Error
	_, err := Ensure(context.Background(), Config{DataDir: dir})
	if errors.As(err, &e) {
		fmt.Println(e.Kind, e)
	} else {
		fmt.Println("no typed error:", err)
	}
	return 0
}

// helper prepares a second cairn; as another user if acct says so.
func helper(t *testing.T, run, dir string, acct account) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	if acct.other { // the test program stands where other users do not get to
		text, err := os.ReadFile(exe)
		if err != nil {
			t.Fatal(err)
		}
		cmd.Path = filepath.Join(tempDir(t), "helper")
		if err := os.WriteFile(cmd.Path, text, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd.Dir, cmd.SysProcAttr = "/", acct.attr()
	}
	cmd.Env = append(os.Environ(), "CLUSTER_TEST_RUN="+run, "CLUSTER_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// startHelper runs a second `cairn serve` and waits until its cluster runs.
func startHelper(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := helper(t, "serve", dir, account{})
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "running\n" {
		t.Fatalf("helper: %q %v", line, err)
	}
	return cmd
}

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

// fast puts a cluster into dir (which may not be there yet) and returns a
// configuration that is quick, for it need not survive anything.
func fast(t *testing.T, dir string) Config {
	t.Helper()
	if err := made(); err != nil {
		t.Fatal(err)
	}
	if err := makeDataDir(dir); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cp", "-a", filepath.Join(madeDir, "postgres"), dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return quick(t, dir)
}

// quick is the configuration of fast for a directory as it is.
func quick(t *testing.T, dir string) Config {
	return Config{DataDir: dir, Unsafe: true, Logger: testLog(t)}
}

// safe is the configuration that `cairn serve` uses.
func safe(t *testing.T, dir string) Config {
	return Config{DataDir: dir, Logger: testLog(t)}
}

func testLog(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

// start starts a watched cluster that the test stops at its end.
func start(t *testing.T, cfg Config) *Cluster {
	t.Helper()
	c, err := Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, c) })
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Stop(context.Background()); err != nil {
		t.Errorf("Stop: %v", err)
	}
}

// connect opens a connection to the database cairn.
func connect(t *testing.T, c *Cluster) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.URL(Database))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// query runs a statement that yields one value.
func query[T any](t *testing.T, c *Cluster, sql string) T {
	t.Helper()
	conn := connect(t, c)
	defer conn.Close(context.Background())
	var v T
	if err := conn.QueryRow(t.Context(), sql).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

// server returns what the data directory's postmaster.pid says.
func server(t *testing.T, c *Cluster) (pm postmaster, live bool) {
	t.Helper()
	pm, live, err := c.host.postmaster()
	if err != nil {
		t.Fatal(err)
	}
	return pm, live
}

// kill9 kills the postmaster and waits until the cluster is up again.
func kill9(t *testing.T, c *Cluster) {
	t.Helper()
	before := c.Health().Restarts
	pm, live := server(t, c)
	if !live {
		t.Fatal("no server to kill")
	}
	if err := syscall.Kill(pm.pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for c.Health().Restarts == before {
		if c.Health().State == Failed {
			t.Fatal(c.Health().Err)
		}
		if err := pause(t.Context(), 20*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
}

// wantKind checks the kind of err, and that its text holds every word.
func wantKind(t *testing.T, err error, kind Kind, words ...string) {
	t.Helper()
	if !IsKind(err, kind) {
		t.Fatalf("error %v, want kind %s", err, kind)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not say %q", err, w)
		}
	}
}
