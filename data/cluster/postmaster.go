package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// postmaster is what a server says of itself in postmaster.pid.
type postmaster struct {
	pid    int
	socket string // directory of its unix socket
	status string // "starting", "ready", "stopping", "standby"; "" in the first moments
}

// parsePostmaster reads the text of postmaster.pid: one value per line, namely
// process id, data directory, start time, port, socket directory, listen
// address, shared memory key, status. A server that has just begun has written
// only the first ones.
func parsePostmaster(text string) (postmaster, error) {
	lines := strings.Split(text, "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return postmaster{}, fmt.Errorf("postmaster.pid: no process id in %q", lines[0])
	}
	pm := postmaster{pid: max(pid, -pid)} // negative: a single-user server
	if len(lines) > 4 {
		pm.socket = strings.TrimSpace(lines[4])
	}
	if len(lines) > 7 {
		pm.status = strings.TrimSpace(lines[7])
	}
	return pm, nil
}

// postmaster reads postmaster.pid: what it says, and whether that server lives.
func (h *host) postmaster() (pm postmaster, live bool, err error) {
	path := filepath.Join(h.cfg.pgdata(), "postmaster.pid")
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return postmaster{}, false, nil
	}
	if err != nil {
		return postmaster{}, false, fileError(path, err)
	}
	if pm, err = parsePostmaster(string(text)); err != nil {
		return postmaster{}, false, nil // cut off in the middle of writing: not yet there, or dead
	}
	return pm, h.serves(pm.pid), nil
}

// serves reports whether process pid is part of a server that was started by
// cairn on this data directory: the name of the cluster stands in the arguments
// of a postmaster and in the titles of its children. A number that was given to
// another process does not pass. (The process's working directory would tell as
// well, but root in a container may not look at that of another user.)
func (h *host) serves(pid int) bool {
	return isPostgres(pid) && strings.Contains(procFile(pid, "cmdline"), h.cfg.clusterName())
}

// isPostgres reports whether pid is a living process of any PostgreSQL server; a
// zombie, which has no arguments any more, is none.
func isPostgres(pid int) bool {
	return strings.TrimSpace(procFile(pid, "comm")) == "postgres" && procFile(pid, "cmdline") != ""
}

// procFile returns what /proc says about a process; "" when there is none.
func procFile(pid int, name string) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
	return string(text)
}

// gone waits until process pid serves no longer, or ctx ends.
func (h *host) gone(ctx context.Context, pid int) error {
	for h.serves(pid) {
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// quitTime is what a server gets to end at once; it kills its own stragglers after 5 s.
const quitTime = 15 * time.Second

// terminate stops the server pid: "fast" (clients are disconnected, their
// transactions rolled back, a checkpoint written), and when that takes longer
// than StopTimeout or ctx, "immediate", which the next start recovers from.
func (h *host) terminate(ctx context.Context, pid int) error {
	fast, cancel := context.WithTimeout(ctx, h.cfg.StopTimeout)
	defer cancel()
	if err := h.signal(pid, syscall.SIGINT); err != nil {
		return err
	}
	if h.gone(fast, pid) == nil {
		return nil
	}
	quit, cancel := context.WithTimeout(context.WithoutCancel(ctx), quitTime)
	defer cancel()
	if err := h.signal(pid, syscall.SIGQUIT); err != nil {
		return err
	}
	if err := h.gone(quit, pid); err != nil {
		return &Error{Kind: InUse, Message: fmt.Sprintf("PostgreSQL (process %d) does not stop", pid),
			Hint: "its log is in " + h.cfg.logDir()}
	}
	return nil
}

// signal sends sig to process pid if that is a server of ours.
func (h *host) signal(pid int, sig syscall.Signal) error {
	if !h.serves(pid) {
		return nil
	}
	err := syscall.Kill(pid, sig)
	switch {
	case errors.Is(err, syscall.ESRCH):
		return nil
	case errors.Is(err, syscall.EPERM):
		return notWritable(h.cfg.DataDir, fmt.Errorf("its server (process %d) belongs to another user", pid))
	}
	return err
}

// signalOrphans signals the processes of a server whose postmaster is dead. One
// that is busy does not notice by itself, holds the shared memory, and so keeps
// a new server from starting.
func (h *host) signalOrphans(sig syscall.Signal) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			_ = h.signal(pid, sig) // it may have ended by itself: just as well
		}
	}
}
