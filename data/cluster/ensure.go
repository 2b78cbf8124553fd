package cluster

import (
	"context"
	"os"
	"time"
)

// Ensure returns the running cluster of the data directory, made and started if
// need be, and leaves it running when the process ends; Stop of the result does
// nothing. Any number of processes may call it at once. ctx bounds the start
// only.
func Ensure(ctx context.Context, cfg Config) (*Cluster, error) {
	h, err := newHost(cfg)
	if err != nil {
		return nil, err
	}
	starting, err := h.starting(ctx)
	if err != nil {
		return nil, err
	}
	defer starting.drop()
	pm, _, err := h.up(ctx)
	if err != nil {
		return nil, err
	}
	return newCluster(h, pm), h.keep()
}

// StopAt stops the server of the data directory, whoever started it. That there
// is none, or no such directory, is no error.
func StopAt(ctx context.Context, dataDir string) error {
	cfg, err := Config{DataDir: dataDir}.withDefaults()
	if err != nil {
		return err
	}
	if _, err := os.Stat(cfg.pgdata()); os.IsNotExist(err) {
		return nil
	}
	h, err := newHost(cfg)
	if err != nil {
		return err
	}
	starting, err := h.starting(ctx)
	if err != nil {
		return err
	}
	defer starting.drop()
	return h.down(ctx)
}

// down stops the running server, if any. Call it under the start lock.
func (h *host) down(ctx context.Context) error {
	pm, live, err := h.postmaster()
	if err != nil {
		return err
	}
	if live {
		if err := h.terminate(ctx, pm.pid); err != nil {
			return err
		}
		h.log.Info("PostgreSQL has stopped", "pid", pm.pid)
	}
	return h.keep()
}

// keep takes the mark of a server that ends with the commands that use it away.
func (h *host) keep() error {
	if err := os.Remove(h.cfg.temporary()); err != nil && !os.IsNotExist(err) {
		return fileError(h.cfg.DataDir, err)
	}
	return nil
}

func newCluster(h *host, pm postmaster) *Cluster {
	return &Cluster{
		host:   h,
		socket: pm.socket,
		wait:   make(chan error, 1),
		health: Health{State: Running, Since: time.Now()},
	}
}
