package cluster

import (
	"context"
	"fmt"
	"os"
)

// Attach is for the commands beside `cairn serve`: it returns the running
// cluster of the data directory (running is true then), or starts one for the
// time of the command. A server started this way is stopped by the Stop of the
// last command that uses it, or taken over by a Start or Ensure meanwhile.
// ctx bounds the start only.
func Attach(ctx context.Context, dataDir string) (c *Cluster, running bool, err error) {
	return attach(ctx, Config{DataDir: dataDir})
}

func attach(ctx context.Context, cfg Config) (c *Cluster, running bool, err error) {
	h, err := newHost(cfg)
	if err != nil {
		return nil, false, err
	}
	starting, err := h.starting(ctx)
	if err != nil {
		return nil, false, err
	}
	defer starting.drop()
	users, err := h.openLock(h.cfg.usersLock())
	if err != nil {
		return nil, false, err
	}
	// Nobody holds it exclusively but for moments, and then under the start lock.
	if err := users.take(ctx, shared); err != nil {
		users.drop()
		return nil, false, err
	}
	pm, started, err := h.up(ctx)
	if err == nil && started {
		err = h.markTemporary()
	}
	if err != nil {
		users.drop()
		return nil, false, err
	}
	c = newCluster(h, pm)
	c.users = users
	return c, !started, nil
}

// markTemporary notes that the server is to end with the commands that use it.
func (h *host) markTemporary() error {
	path := h.cfg.temporary()
	text := fmt.Sprintf("started by process %d for its own time\n", os.Getpid())
	return fileError(path, os.WriteFile(path, []byte(text), 0o644))
}

// last reports whether this was the last user of a server that is to end with
// its users. Call it under the start lock.
func (c *Cluster) last() (bool, error) {
	if _, err := os.Stat(c.host.cfg.temporary()); err != nil {
		return false, nil
	}
	serve, err := c.host.openLock(c.host.cfg.serveLock())
	if err != nil {
		return false, err
	}
	defer serve.drop()
	if free, err := serve.try(exclusive); !free || err != nil {
		return false, err
	}
	return c.users.try(exclusive)
}
