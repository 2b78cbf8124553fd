package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// maxSocketPath is the longest path of a unix socket that is surely accepted:
// sun_path holds 108 bytes with its closing zero.
const maxSocketPath = 106

// socketDir makes and returns the directory of the server's socket: run in the
// data directory, or, where that path is too long for a socket or has signs
// that lists of hosts are split at, a short one named by the user and a hash of
// the data directory. It is recorded in postmaster.pid, where every command
// finds it.
func (h *host) socketDir() (string, error) {
	dir := filepath.Join(h.cfg.DataDir, "run")
	if !fitsSocket(dir) {
		dir = filepath.Join(h.socketBase(), fmt.Sprintf("cairn-%d-%s", h.acct.uid, h.cfg.hash()))
		if owner, exists := ownerOf(dir); exists && owner.uid != h.acct.uid {
			return "", notWritable(dir, fmt.Errorf("it belongs to the user %s", owner.name))
		}
	}
	return dir, h.acct.mkdir(dir)
}

func fitsSocket(dir string) bool {
	return len(socketPath(dir)) <= maxSocketPath && !strings.ContainsAny(dir, `,"`)
}

// socketPath is the name PostgreSQL gives its socket in dir.
func socketPath(dir string) string {
	return filepath.Join(dir, fmt.Sprintf(".s.PGSQL.%d", port))
}

// socketBase is the parent of short socket directories: one that only this user
// (or root) can write in, if there is one.
func (h *host) socketBase() string {
	if h.cfg.tmpBase != "" {
		return h.cfg.tmpBase
	}
	base := os.Getenv("XDG_RUNTIME_DIR")
	if h.acct.other {
		base = "/run"
	}
	owner, exists := ownerOf(base)
	if exists && owner.uid == os.Geteuid() && len(base) < 40 {
		return base
	}
	return "/tmp"
}
