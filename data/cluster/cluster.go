// Package cluster runs the private PostgreSQL+PostGIS cluster that cairn keeps
// in its data directory: it makes it, starts it, watches it, restarts it after
// a crash and stops it. It knows nothing of cairn's schema; migrations create
// the extensions and tables.
//
// # Terms
//
// A cluster is one PostgreSQL data directory with the server on it; a
// postmaster is that server's first process. In the data directory of cairn
// (DataDir) stand
//
//	postgres/      the cluster (PGDATA), made by initdb with data checksums
//	run/           the unix socket, mode 0700
//	log/           the server's log, one file per weekday, a week kept
//	cairn.lock     held by the one `cairn serve`; names its process
//	cluster.lock   held while anybody makes, starts or stops the server
//	cluster.users  shared by the commands that use the server
//
// # Who may start and stop it
//
// [Start] is for `cairn serve`: one per data directory, watches the server and
// stops it at the end. [Attach] is for the other commands: they use the running
// server, or start it for their time; the last of them to leave stops it.
// [Ensure] starts it and leaves it running; [StopAt] stops it. All four may be
// called by several processes at once.
//
// # Safety
//
// The server never listens on a TCP port. Its socket stands in a directory of
// mode 0700 and has mode 0700 itself, so that only the user it runs as, and
// root, can connect; pg_hba.conf can therefore trust whoever does. Started by
// root it runs as the unprivileged user postgres.
//
// The server is started in a session of its own, so that Ctrl-C in a terminal
// reaches cairn alone, which then stops the server in good order. There is no
// parent-death signal on purpose: the kernel sends it when the starting thread
// ends, which in a Go program says nothing about the process, and an orphaned
// server is better off alive. After kill -9 of cairn the next one adopts it
// (no crash recovery, no lost second); postmaster.pid is never removed by us.
package cluster

import (
	"context"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// Superuser is the role that owns the cluster; all of cairn connects as it.
const Superuser = "cairn"

// Database is the database that exists in every cluster, with locale C.UTF-8.
const Database = "cairn"

// port is part of the socket's file name only: nothing listens on it.
const port = 5432

// Cluster is a running private cluster.
type Cluster struct {
	host  *host
	users *lock // shared; held by Attach
	serve *lock // exclusive; held by Start
	stop  context.CancelFunc
	ended chan struct{} // closed when the watch has ended; nil when nobody watches
	wait  chan error

	mu     sync.Mutex
	socket string
	health Health
	closed bool
}

// State is where a cluster stands.
type State string

// The states of a cluster.
const (
	Running    State = "running"
	Restarting State = "restarting" // crashed; being started again
	Failed     State = "failed"     // given up; see [Cluster.Wait]
	Stopped    State = "stopped"
)

// Health is a cluster's state for /readyz and logs.
type Health struct {
	State    State
	Since    time.Time
	Restarts int   // successful restarts after crashes so far
	Err      error // the latest failure, nil when there was none
}

// URL returns the connection URL of a database of the cluster, over the unix
// socket, as [Superuser]. Both pgx and libpq (psql, pg_dump) understand it.
func (c *Cluster) URL(db string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return socketURL(c.socket, db)
}

func socketURL(socket, db string) string {
	query := url.Values{
		"host": {socket},
		"port": {strconv.Itoa(port)},
		"user": {Superuser},
	}
	return (&url.URL{Scheme: "postgres", Path: "/" + db, RawQuery: query.Encode()}).String()
}

// BinDir is the directory of the PostgreSQL programs (pg_dump, pg_basebackup)
// that fit the cluster; an [Error] when none are installed.
func (c *Cluster) BinDir() (string, error) {
	inst, err := c.host.installation()
	return inst.Bin, err
}

// Health returns the state now. Without a watch ([Attach], [Ensure]) it is
// Running until Stop.
func (c *Cluster) Health() Health {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.health
}

// Wait returns a channel that yields one error when the cluster has failed for
// good, and is closed when it has failed or was stopped.
func (c *Cluster) Wait() <-chan error { return c.wait }

func (c *Cluster) setState(s State, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s == Running && c.health.State == Restarting {
		c.health.Restarts++
	}
	if err != nil {
		c.health.Err = err
	}
	c.health.State, c.health.Since = s, time.Now()
}
