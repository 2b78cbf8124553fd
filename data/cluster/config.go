package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"path/filepath"
	"time"
)

// Config says where a cluster lives and how it is run.
type Config struct {
	// DataDir is cairn's data directory; it is made when it does not exist.
	DataDir string
	// Logger gets starts, crashes and restarts; default: nothing is logged.
	Logger *slog.Logger
	// Unsafe gives up durability (fsync off) for speed. For tests only.
	Unsafe bool
	// MaxRestarts is how many failed starts in a row the watch takes before it
	// gives up; default 10, which with the pauses between them is half a minute.
	MaxRestarts int
	// StopTimeout is how long open transactions get at a stop before the server
	// is told to quit at once (which is safe, but costs a recovery); default 30 s.
	StopTimeout time.Duration

	// minFree is the number of bytes below which the server is not started;
	// zero: minFreeNew for a new cluster, minFreeOld for one that exists.
	minFree uint64
	// binDirs replaces the search for PostgreSQL.
	binDirs []string
	// tmpBase replaces the places for the sockets of deep data directories.
	tmpBase string
}

func (c Config) withDefaults() (Config, error) {
	if c.DataDir == "" {
		return c, errors.New("cluster: Config.DataDir is empty")
	}
	abs, err := filepath.Abs(c.DataDir)
	if err != nil {
		return c, err
	}
	c.DataDir = abs
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.MaxRestarts == 0 {
		c.MaxRestarts = 10
	}
	if c.StopTimeout == 0 {
		c.StopTimeout = 30 * time.Second
	}
	return c, nil
}

// The places in a data directory; see the package comment.
func (c Config) pgdata() string    { return filepath.Join(c.DataDir, "postgres") }
func (c Config) logDir() string    { return filepath.Join(c.DataDir, "log") }
func (c Config) serveLock() string { return filepath.Join(c.DataDir, "cairn.lock") }
func (c Config) startLock() string { return filepath.Join(c.DataDir, "cluster.lock") }
func (c Config) usersLock() string { return filepath.Join(c.DataDir, "cluster.users") }

// temporary marks a server that was started by a command for its own time.
func (c Config) temporary() string { return filepath.Join(c.DataDir, "cluster.temporary") }

// clusterName is the name the server bears in its arguments and in the titles of
// its processes; it is how cairn knows its own.
func (c Config) clusterName() string { return "cairn-" + c.hash() }

// hash is a short name for the data directory.
func (c Config) hash() string {
	sum := sha256.Sum256([]byte(c.DataDir))
	return hex.EncodeToString(sum[:6])
}
