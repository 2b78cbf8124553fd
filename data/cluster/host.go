package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
)

// host is a data directory with all that is needed to run a server in it.
type host struct {
	cfg  Config
	acct account
	log  *slog.Logger
}

// newHost prepares the data directory.
func newHost(cfg Config) (*host, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := makeDataDir(cfg.DataDir); err != nil {
		return nil, err
	}
	// One name for one place, however it was written: the cluster's name hangs on it.
	real, err := filepath.EvalSymlinks(cfg.DataDir)
	if err != nil {
		return nil, fileError(cfg.DataDir, err)
	}
	cfg.DataDir = real
	acct, err := serverAccount(cfg.pgdata())
	if err != nil {
		return nil, err
	}
	return &host{cfg: cfg, acct: acct, log: cfg.Logger}, nil
}

// makeDataDir makes the data directory if it is not there. Made by root it can
// be passed by everybody, for the server's user must reach what is in it.
func makeDataDir(dir string) error {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return notWritable(dir, errors.New("it is not a directory"))
		}
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fileError(dir, err)
	}
	mode := os.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	return fileError(dir, os.Chmod(dir, mode))
}

// openLock opens one of the lock files, owned by the owner of the data directory.
func (h *host) openLock(path string) (*lock, error) {
	owner, exists := ownerOf(h.cfg.DataDir)
	if !exists {
		return nil, fileError(path, os.ErrNotExist)
	}
	return openLock(path, owner.uid)
}

// starting takes the lock under which servers are made, started and stopped.
func (h *host) starting(ctx context.Context) (*lock, error) {
	l, err := h.openLock(h.cfg.startLock())
	if err != nil {
		return nil, err
	}
	if err := l.take(ctx, exclusive); err != nil {
		l.drop()
		return nil, err
	}
	return l, nil
}

// installation finds the programs for this data directory.
func (h *host) installation() (Installation, error) {
	dirs := h.cfg.binDirs
	if dirs == nil {
		dirs = searchPath()
	}
	return choose(installations(dirs), h.cfg.pgdata())
}

// up returns a server that accepts connections and has the database: the one
// that runs, else a new one (started is true then). Call it under the start lock.
func (h *host) up(ctx context.Context) (pm postmaster, started bool, err error) {
	pm, live, err := h.running(ctx)
	if err != nil {
		return pm, false, err
	}
	if !live {
		if pm, err = h.start(ctx); err != nil {
			return pm, false, err
		}
	}
	if err := h.createDatabase(ctx, pm.socket); err != nil {
		return pm, !live, fmt.Errorf("database %s: %w", Database, err)
	}
	return pm, !live, nil
}

// running returns the live server of the data directory once it accepts
// connections. One that is stopping, or whose socket is lost, is waited for
// until it is gone.
func (h *host) running(ctx context.Context) (postmaster, bool, error) {
	pm, live, err := h.postmaster()
	if !live || err != nil {
		return pm, false, err
	}
	for pm.status != "ready" && pm.status != "stopping" && live {
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return pm, false, err
		}
		if pm, live, err = h.postmaster(); err != nil {
			return pm, false, err
		}
	}
	if live && pm.status == "ready" {
		if _, err := os.Stat(socketPath(pm.socket)); err == nil {
			return pm, true, nil
		}
		h.log.Warn("the socket of the running PostgreSQL is lost; starting it anew", "pid", pm.pid)
	}
	return postmaster{}, false, h.terminate(ctx, pm.pid)
}

// start makes the cluster if needed and starts a server on it.
func (h *host) start(ctx context.Context) (postmaster, error) {
	inst, err := h.installation()
	if err != nil {
		return postmaster{}, err
	}
	if err := h.acct.reach(h.cfg.DataDir, inst.Bin); err != nil {
		return postmaster{}, err
	}
	if err := h.create(ctx, inst); err != nil {
		return postmaster{}, err
	}
	if err := h.configure(); err != nil {
		return postmaster{}, err
	}
	began := time.Now()
	pm, err := h.launch(ctx, inst)
	if err == nil {
		h.log.Info("PostgreSQL is running", "pid", pm.pid, "version", inst.Major, "took", time.Since(began).Round(time.Millisecond))
	}
	return pm, err
}

// createDatabase creates the database cairn if it is not there.
func (h *host) createDatabase(ctx context.Context, socket string) (err error) {
	conn, err := pgx.Connect(ctx, socketURL(socket, "postgres"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	var exists bool
	const look = `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`
	if err := conn.QueryRow(ctx, look, Database).Scan(&exists); err != nil || exists {
		return err
	}
	_, err = conn.Exec(ctx, `CREATE DATABASE `+Database+
		` TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`)
	return err
}
