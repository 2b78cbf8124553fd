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

// readPostmaster returns what postmaster.pid says, and whether that server lives.
func readPostmaster(pgdata string) (pm postmaster, live bool, err error) {
	text, err := os.ReadFile(filepath.Join(pgdata, "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return postmaster{}, false, nil
	}
	if err != nil {
		return postmaster{}, false, fileError(pgdata, err)
	}
	if pm, err = parsePostmaster(string(text)); err != nil {
		return postmaster{}, false, nil // cut off in the middle of writing: dead, or not yet there
	}
	return pm, serves(pm.pid, pgdata), nil
}

// serves reports whether process pid is a server on pgdata: PostgreSQL works in
// its data directory. A number that was given to another process does not pass.
func serves(pid int, pgdata string) bool {
	proc := fmt.Sprintf("/proc/%d", pid)
	cwd, err := os.Stat(proc + "/cwd")
	if err != nil {
		return false
	}
	data, err := os.Stat(pgdata)
	if err != nil || !os.SameFile(cwd, data) {
		return false
	}
	name, err := os.ReadFile(proc + "/comm")
	return err == nil && strings.TrimSpace(string(name)) == "postgres"
}

// gone waits until process pid no longer serves pgdata, or ctx ends.
func gone(ctx context.Context, pid int, pgdata string) error {
	for serves(pid, pgdata) {
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// quitTime is what a server gets to end at once; it kills its own stragglers after 5 s.
const quitTime = 15 * time.Second

// terminate stops the server pid on pgdata: "fast" (clients are disconnected,
// their transactions rolled back, a checkpoint written), and when that takes
// longer than patience or ctx, "immediate", which the next start recovers from.
func terminate(ctx context.Context, pid int, pgdata string, patience time.Duration) error {
	fast, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := signal(pid, pgdata, syscall.SIGINT); err != nil {
		return err
	}
	if gone(fast, pid, pgdata) == nil {
		return nil
	}
	quit, cancel := context.WithTimeout(context.WithoutCancel(ctx), quitTime)
	defer cancel()
	if err := signal(pid, pgdata, syscall.SIGQUIT); err != nil {
		return err
	}
	if err := gone(quit, pid, pgdata); err != nil {
		return &Error{Kind: InUse, Message: fmt.Sprintf("PostgreSQL (process %d) does not stop", pid),
			Hint: "look at its log in the data directory"}
	}
	return nil
}

func signal(pid int, pgdata string, sig syscall.Signal) error {
	if !serves(pid, pgdata) {
		return nil
	}
	err := syscall.Kill(pid, sig)
	if errors.Is(err, syscall.ESRCH) {
		return nil
	}
	if errors.Is(err, syscall.EPERM) {
		return notWritable(pgdata, fmt.Errorf("its server (process %d) belongs to another user", pid))
	}
	return err
}

// signalOrphans signals the processes of a server on pgdata whose postmaster is
// dead. One that is busy does not notice by itself, holds the shared memory, and
// so keeps a new server from starting.
func signalOrphans(pgdata string, sig syscall.Signal) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil && serves(pid, pgdata) {
			_ = signal(pid, pgdata, sig) // it may have ended by itself: just as well
		}
	}
}
