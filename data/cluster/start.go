package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Start takes the data directory for `cairn serve`: it makes and starts the
// cluster, or adopts the server that a killed cairn left, and watches it until
// Stop. A second Start on the same directory is refused with [InUse]. ctx bounds
// the start only (it may include a recovery); ending it stops what was begun.
func Start(ctx context.Context, cfg Config) (*Cluster, error) {
	h, err := newHost(cfg)
	if err != nil {
		return nil, err
	}
	starting, err := h.starting(ctx)
	if err != nil {
		return nil, err
	}
	defer starting.drop()
	serve, err := h.takeServe()
	if err != nil {
		return nil, err
	}
	pm, _, err := h.up(ctx)
	if err == nil {
		err = h.keep()
	}
	if err != nil {
		serve.drop()
		return nil, err
	}
	c := newCluster(h, pm)
	c.serve, c.ended = serve, make(chan struct{})
	var watching context.Context
	watching, c.stop = context.WithCancel(context.Background())
	go c.watch(watching, pm)
	return c, nil
}

// takeServe takes the lock of the one `cairn serve`.
func (h *host) takeServe() (*lock, error) {
	l, err := h.openLock(h.cfg.serveLock())
	if err != nil {
		return nil, err
	}
	ok, err := l.try(exclusive)
	if err == nil && !ok {
		err = &Error{
			Kind:    InUse,
			Message: fmt.Sprintf("the data directory %s is in use by another cairn (%s)", h.cfg.DataDir, l.holder()),
			Hint:    "stop that one first, or choose another directory with --data-dir",
		}
	}
	if err == nil {
		err = l.sign()
	}
	if err != nil {
		l.drop()
		return nil, err
	}
	return l, nil
}

// Stop ends the use of the cluster. After [Start] the server is stopped, after
// [Attach] only if nobody needs it any more, after [Ensure] never. Give it a
// context of its own: the one that Ctrl-C ended would cut the server's orderly
// stop short. Calling it again does nothing.
func (c *Cluster) Stop(ctx context.Context) error {
	c.mu.Lock()
	again := c.closed
	c.closed = true
	c.mu.Unlock()
	if again {
		return nil
	}
	defer c.serve.drop()
	defer c.users.drop()
	if c.ended != nil {
		c.stop()
		<-c.ended
	} else {
		close(c.wait)
	}
	if c.Health().State != Failed {
		c.setState(Stopped, nil)
	}
	if c.serve == nil && c.users == nil {
		return nil
	}
	starting, err := c.host.starting(ctx)
	if err != nil {
		return err
	}
	defer starting.drop()
	if c.users != nil {
		if last, err := c.last(); !last || err != nil {
			return err
		}
	}
	return c.host.down(ctx)
}

// settled is the time after which a server counts as having started well.
const settled = time.Minute

// watch starts the server again whenever it ends, until ctx ends or it has
// failed too often in a row.
func (c *Cluster) watch(ctx context.Context, pm postmaster) {
	defer close(c.ended)
	defer close(c.wait)
	failures, began := 0, time.Now()
	for c.host.gone(ctx, pm.pid) == nil {
		if time.Since(began) > settled {
			failures = 0
		}
		died := fmt.Errorf("PostgreSQL (process %d) has died", pm.pid)
		c.host.log.Error("PostgreSQL has died; starting it again", "pid", pm.pid, "log", c.host.cfg.logDir())
		c.setState(Restarting, died)
		var err error
		if pm, err = c.restart(ctx, &failures, died); err != nil {
			if ctx.Err() == nil {
				c.setState(Failed, err)
				c.wait <- err
			}
			return
		}
		c.mu.Lock()
		c.socket = pm.socket
		c.mu.Unlock()
		c.setState(Running, nil)
		began = time.Now()
	}
}

// restart starts the server again with growing pauses. failures counts the
// attempts since it last ran for a while; the error after MaxRestarts of them is
// the reason of the latest.
func (c *Cluster) restart(ctx context.Context, failures *int, reason error) (postmaster, error) {
	for {
		if *failures >= c.host.cfg.MaxRestarts {
			return postmaster{}, reason
		}
		if err := pause(ctx, backoff(*failures)); err != nil {
			return postmaster{}, err
		}
		*failures++
		pm, err := c.upAgain(ctx)
		if err == nil {
			return pm, nil
		}
		reason = err
		if !errors.Is(err, context.Canceled) {
			c.host.log.Error("starting PostgreSQL failed", "attempt", *failures, "err", err)
		}
		c.setState(Restarting, err)
	}
}

func (c *Cluster) upAgain(ctx context.Context) (postmaster, error) {
	starting, err := c.host.starting(ctx)
	if err != nil {
		return postmaster{}, err
	}
	defer starting.drop()
	pm, _, err := c.host.up(ctx)
	return pm, err
}

// backoff is the pause before an attempt: none for the first, then 0.1 s,
// doubled up to 5 s.
func backoff(failures int) time.Duration {
	if failures == 0 {
		return 0
	}
	return min(100*time.Millisecond<<min(failures-1, 10), 5*time.Second)
}
