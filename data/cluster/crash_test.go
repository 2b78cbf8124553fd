package cluster

import (
	"context"
	"syscall"
	"testing"
	"time"
)

// A killed postmaster comes back, with every row that was committed, while one
// of its backends was busy and so did not notice that it had become an orphan.
func TestKilledPostmaster(t *testing.T) {
	t.Parallel()
	c := start(t, safe(t, tempDir(t)))
	conn := connect(t, c)
	if _, err := conn.Exec(t.Context(), `CREATE TABLE ledger (n int PRIMARY KEY)`); err != nil {
		t.Fatal(err)
	}
	busy := connect(t, c)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = busy.Exec(context.Background(), `DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$`)
	}()
	const rows = 200
	for n := range rows {
		if _, err := conn.Exec(t.Context(), `INSERT INTO ledger VALUES ($1)`, n); err != nil {
			t.Fatal(err)
		}
	}
	kill9(t, c)
	<-ended
	if got := query[int](t, c, `SELECT count(*) FROM ledger`); got != rows {
		t.Errorf("%d rows, want %d", got, rows)
	}
	h := c.Health()
	if h.State != Running || h.Restarts != 1 || h.Err == nil {
		t.Errorf("health %+v", h)
	}
}

// After kill -9 of cairn the next one adopts the server, and watches it as well
// as one of its own.
func TestKilledCairn(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	cairn := startHelper(t, dir)
	_, err := Start(t.Context(), safe(t, dir))
	wantKind(t, err, InUse, dir, "process", "another cairn")

	if err := cairn.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cairn.Wait()
	before, err := Ensure(t.Context(), safe(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	left, _ := server(t, before)
	c := start(t, safe(t, dir))
	if adopted, live := server(t, c); !live || adopted.pid != left.pid {
		t.Errorf("server %+v %v, want the adopted %d", adopted, live, left.pid)
	}
	kill9(t, c)
	if got := query[int](t, c, `SELECT 1`); got != 1 {
		t.Error("no answer after the crash of an adopted server")
	}
}

func TestGivesUp(t *testing.T) {
	t.Parallel()
	cfg := fast(t, tempDir(t))
	cfg.MaxRestarts = 3
	c := start(t, cfg)
	if err := c.host.writeConf(c.host.cfg.pgdata(), "local.conf", "no_such_setting = 1\n"); err != nil {
		t.Fatal(err)
	}
	pm, _ := server(t, c)
	if err := syscall.Kill(pm.pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-c.Wait():
		wantKind(t, err, NotStarting, "configuration file", "log")
	case <-time.After(30 * time.Second):
		t.Fatal("still trying")
	}
	if s := c.Health().State; s != Failed {
		t.Errorf("state %s", s)
	}
}

// A server whose socket is lost cannot be used; it is replaced, not fought with.
func TestLostSocket(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, err := Ensure(t.Context(), fast(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	pm, _ := server(t, first)
	if err := syscall.Unlink(socketPath(pm.socket)); err != nil {
		t.Fatal(err)
	}
	c := start(t, quick(t, dir))
	if got := query[int](t, c, `SELECT 1`); got != 1 {
		t.Error("no answer")
	}
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	var total time.Duration
	for n := range 100 {
		d := backoff(n)
		if d < 0 || d > 5*time.Second {
			t.Fatalf("backoff(%d) = %v", n, d)
		}
		if n < 10 {
			total += d
		}
	}
	if total < 15*time.Second || total > time.Minute {
		t.Errorf("ten attempts take %v", total)
	}
}
