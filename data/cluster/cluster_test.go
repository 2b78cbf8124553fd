package cluster

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

func TestStart(t *testing.T) {
	t.Parallel()
	c := start(t, safe(t, filepath.Join(tempDir(t), "new", "dir")))
	for setting, want := range map[string]string{
		"listen_addresses":        "",
		"data_checksums":          "on",
		"fsync":                   "on",
		"synchronous_commit":      "on",
		"server_encoding":         "UTF8",
		"unix_socket_permissions": "0700",
	} {
		if got := query[string](t, c, "SHOW "+setting); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	if got := query[string](t, c, `SELECT datcollate FROM pg_database WHERE datname = 'cairn'`); got != "C.UTF-8" {
		t.Errorf("collation %q", got)
	}
	if !query[bool](t, c, `SELECT usesuper FROM pg_user WHERE usename = current_user AND usename = 'cairn'`) {
		t.Error("cairn is not the superuser")
	}
	pm, live := server(t, c)
	if !live {
		t.Fatal("the server is not recognised as ours")
	}
	if group, err := syscall.Getpgid(pm.pid); err != nil || group != pm.pid {
		t.Errorf("process group %d (%v), want one of its own: Ctrl-C must not reach it", group, err)
	}
	if info, err := os.Stat(pm.socket); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("socket directory: %v %v", info.Mode(), err)
	}
	if bin, err := c.BinDir(); err != nil || bin == "" {
		t.Errorf("BinDir: %q %v", bin, err)
	}
}

func TestStopEndsTheServer(t *testing.T) {
	t.Parallel()
	c := start(t, fast(t, tempDir(t)))
	connect(t, c) // an open session does not hold the stop up
	pm, _ := server(t, c)
	stop(t, c)
	if c.host.serves(pm.pid) {
		t.Error("the server still runs")
	}
	if err, ok := <-c.Wait(); err != nil || ok {
		t.Errorf("Wait gave %v %v, want a closed channel", err, ok)
	}
	if s := c.Health().State; s != Stopped {
		t.Errorf("state %s", s)
	}
	stop(t, c) // again: nothing happens
}

func TestEnsureAtOnce(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	var group sync.WaitGroup
	for range 4 { // one of them makes the cluster
		group.Go(func() {
			c, err := Ensure(t.Context(), quick(t, dir))
			if err != nil {
				t.Error(err)
				return
			}
			stop(t, c)
			if got := query[string](t, c, `SHOW fsync`); got != "off" {
				t.Errorf("fsync = %q", got)
			}
		})
	}
	group.Wait()
}

func TestAttachUsesTheRunningServer(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	serving := start(t, fast(t, dir))
	link := filepath.Join(tempDir(t), "link") // the same place under another name
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	c, running, err := Attach(t.Context(), link)
	if err != nil || !running {
		t.Fatalf("Attach: running %v, %v", running, err)
	}
	if c.URL(Database) != serving.URL(Database) {
		t.Errorf("URL %s, want %s", c.URL(Database), serving.URL(Database))
	}
	stop(t, c)
	if _, live := server(t, serving); !live {
		t.Error("a command stopped the server of cairn serve")
	}
}

func TestAttachStartsForItsTime(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, running, err := attach(t.Context(), fast(t, dir))
	if err != nil || running {
		t.Fatalf("first: running %v, %v", running, err)
	}
	second, running, err := attach(t.Context(), quick(t, dir))
	if err != nil || !running {
		t.Fatalf("second: running %v, %v", running, err)
	}
	stop(t, first)
	if got := query[int](t, second, `SELECT 1`); got != 1 {
		t.Error("the server left with its first user")
	}
	stop(t, second)
	if _, live := server(t, second); live {
		t.Error("the server outlived its last user")
	}
}

func TestStartTakesOverFromACommand(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	command, _, err := attach(t.Context(), fast(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, quick(t, dir))
	stop(t, command)
	if got := query[int](t, c, `SELECT 1`); got != 1 {
		t.Error("the server left with the command")
	}
}

func TestDeepDataDir(t *testing.T) {
	t.Parallel()
	base := tempDir(t)
	for name, dir := range map[string]string{
		"long":    strings.Repeat("一个很长的目录/", 4) + "end",
		"awkward": `a, "b" and c's`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := fast(t, filepath.Join(base, dir))
			cfg.tmpBase = tempDir(t)
			c := start(t, cfg)
			pm, _ := server(t, c)
			if !strings.HasPrefix(pm.socket, cfg.tmpBase) {
				t.Errorf("socket in %s", pm.socket)
			}
			beside, running, err := Attach(t.Context(), cfg.DataDir)
			if err != nil || !running {
				t.Fatalf("Attach: %v %v", running, err)
			}
			defer stop(t, beside)
			if got := query[int](t, beside, `SELECT 1`); got != 1 {
				t.Error("no answer")
			}
		})
	}
}

func TestLocalSettingsWin(t *testing.T) {
	t.Parallel()
	c := start(t, fast(t, tempDir(t)))
	if err := c.host.writeConf(c.host.cfg.pgdata(), "local.conf", "work_mem = 33MB\n"); err != nil {
		t.Fatal(err)
	}
	kill9(t, c)
	if got := query[string](t, c, `SHOW work_mem`); got != "33MB" {
		t.Errorf("work_mem = %s", got)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, quick(t, tempDir(t))); err == nil {
		t.Fatal("no error")
	}
}
