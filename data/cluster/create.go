package cluster

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

//go:embed conf/cairn.conf
var settings string

//go:embed conf/unsafe.conf
var unsafeSettings string

//go:embed conf/pg_hba.conf
var hostBasedAuth string

// includes is what initdb's postgresql.conf ends with: our settings, renewed at
// every start, and after them the office's own, which we never touch.
const includes = `
# cairn's settings; written anew at every start.
include 'cairn.conf'
# Settings of this installation; they win over cairn's.
include_if_exists 'local.conf'
`

// Free bytes below which a server is not started: a new cluster takes about
// 60 MB before the first row; an old one needs room for its recovery (one
// write-ahead segment is 16 MB).
const (
	minFreeNew = 256 << 20
	minFreeOld = 48 << 20
)

// create makes the cluster if there is none. initdb works in a directory beside
// it that is renamed at the end, so an interrupted one leaves nothing half done.
func (h *host) create(ctx context.Context, inst Installation) error {
	pgdata := h.cfg.pgdata()
	if _, err := os.Stat(filepath.Join(pgdata, "PG_VERSION")); err == nil {
		return h.checkFree(minFreeOld)
	}
	if err := h.checkFree(minFreeNew); err != nil {
		return err
	}
	fresh, err := h.freshDir()
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) // gone by then if all went well
	h.log.Info("making the PostgreSQL cluster", "dir", pgdata, "version", inst.Major, "user", h.acct.name)
	if err := h.initdb(ctx, inst, fresh); err != nil {
		return err
	}
	if err := h.writeConf(fresh, "pg_hba.conf", hostBasedAuth); err != nil {
		return err
	}
	base, err := os.ReadFile(filepath.Join(fresh, "postgresql.conf"))
	if err != nil {
		return fileError(fresh, err)
	}
	if err := h.writeConf(fresh, "postgresql.conf", string(base)+includes); err != nil {
		return err
	}
	// An empty directory of that name may stand there; anything else is not ours.
	return fileError(pgdata, os.Rename(fresh, pgdata))
}

// freshDir makes an empty directory for initdb, and removes what interrupted
// ones left. The name is a new one each time: an initdb whose cairn was killed
// may still be writing.
func (h *host) freshDir() (string, error) {
	const pattern = "postgres.new-"
	left, _ := filepath.Glob(filepath.Join(h.cfg.DataDir, pattern+"*"))
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			return "", fileError(dir, err)
		}
	}
	dir, err := os.MkdirTemp(h.cfg.DataDir, pattern)
	if err != nil {
		return "", fileError(h.cfg.DataDir, err)
	}
	return dir, h.acct.mkdir(dir)
}

func (h *host) initdb(ctx context.Context, inst Installation, dir string) error {
	args := []string{"--pgdata=" + dir, "--username=" + Superuser, "--auth=trust", "--data-checksums",
		"--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C", "--text-search-config=simple"}
	if h.cfg.Unsafe {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(inst.Bin, "initdb"), args...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = h.cfg.DataDir, serverEnv(), h.acct.attr()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return h.diagnose(out.String(), fmt.Errorf("initdb: %w", err))
	}
	return nil
}

// configure renews cairn.conf in the cluster, so that a new version of cairn
// brings its settings with it.
func (h *host) configure() error {
	text := settings
	if h.cfg.Unsafe {
		text += unsafeSettings
	}
	have, err := os.ReadFile(filepath.Join(h.cfg.pgdata(), "cairn.conf"))
	if err == nil && string(have) == text {
		return nil
	}
	return h.writeConf(h.cfg.pgdata(), "cairn.conf", text)
}

// writeConf writes dir/name whole or not at all, for the server's user only.
func (h *host) writeConf(dir, name, text string) error {
	path := filepath.Join(dir, name)
	temp := path + ".tmp"
	if err := os.WriteFile(temp, []byte(text), 0o600); err != nil {
		return fileError(path, err)
	}
	if h.acct.other {
		if err := os.Lchown(temp, h.acct.uid, h.acct.gid); err != nil {
			return fileError(path, err)
		}
	}
	return fileError(path, os.Rename(temp, path))
}

// checkFree refuses to start with less than min free bytes on the disk.
func (h *host) checkFree(min uint64) error {
	if h.cfg.minFree != 0 {
		min = h.cfg.minFree
	}
	var st syscall.Statfs_t
	if err := syscall.Statfs(h.cfg.DataDir, &st); err != nil {
		return fileError(h.cfg.DataDir, err)
	}
	if free := st.Bavail * uint64(st.Bsize); free < min {
		return diskFull(h.cfg.DataDir, fmt.Errorf("%d MB are free, at least %d MB are needed", free>>20, min>>20))
	}
	return nil
}

// serverEnv is the environment of the server's programs: nothing of the caller's
// PG… variables, and messages that diagnose can read.
func serverEnv() []string {
	env := []string{"LANG=C.UTF-8", "LC_MESSAGES=C", "PATH=/usr/local/bin:/usr/bin:/bin"}
	for _, kv := range os.Environ() {
		for _, keep := range []string{"TZ=", "LD_LIBRARY_PATH=", "PROJ_", "GDAL_"} {
			if strings.HasPrefix(kv, keep) {
				env = append(env, kv)
			}
		}
	}
	return env
}
