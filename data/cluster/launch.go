package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// errOrphans says that processes of a killed server still hold its shared memory.
var errOrphans = errors.New("processes of a PostgreSQL server that was killed")

// orphanTime is how long a start waits for the orphans of a killed server; they
// are told to quit at once and killed halfway.
const orphanTime = 20 * time.Second

// launch starts a server and waits until it is ready. Call it under the start
// lock, when no server runs.
func (h *host) launch(ctx context.Context, inst Installation) (postmaster, error) {
	deadline := time.Now().Add(orphanTime)
	for {
		pm, err := h.launchOnce(ctx, inst)
		if !errors.Is(err, errOrphans) {
			return pm, err
		}
		if time.Now().After(deadline) {
			return pm, &Error{Kind: InUse, Message: h.cfg.pgdata() + " is still held by " + err.Error(),
				Hint: "end those processes, or restart the machine"}
		}
		sig := syscall.SIGQUIT
		if time.Until(deadline) < orphanTime/2 {
			sig = syscall.SIGKILL
		}
		h.signalOrphans(sig)
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return postmaster{}, err
		}
	}
}

func (h *host) launchOnce(ctx context.Context, inst Installation) (postmaster, error) {
	socket, err := h.socketDir()
	if err != nil {
		return postmaster{}, err
	}
	stderr, err := h.openStartLog()
	if err != nil {
		return postmaster{}, err
	}
	defer stderr.Close()
	marks := logSizes(h.cfg.logDir())
	cmd := exec.Command(filepath.Join(inst.Bin, "postgres"), "-D", h.cfg.pgdata(),
		"-p", strconv.Itoa(port), "-c", "listen_addresses=", "-c", "unix_socket_directories="+socket,
		"-c", "unix_socket_permissions=0700", "-c", "cluster_name="+h.cfg.clusterName())
	cmd.Dir, cmd.Env, cmd.SysProcAttr = h.cfg.pgdata(), h.launchEnv(), h.acct.attr()
	cmd.Stdout, cmd.Stderr = stderr, stderr
	if err := cmd.Start(); err != nil {
		return postmaster{}, h.diagnose("", err)
	}
	died := make(chan struct{})
	go func() {
		_ = cmd.Wait() // whoever watches later sees it go through /proc
		close(died)
	}()
	pm, err := h.ready(ctx, cmd.Process, died)
	if errors.Is(err, errDied) {
		return pm, h.diagnose(newLog(h.cfg.logDir(), marks), err)
	}
	return pm, err
}

// launchEnv is serverEnv, and, when postmaster.pid names a process that surely is
// no server, what makes PostgreSQL see that: it takes the file for stale when the
// number is that of its grandparent, as told by this variable of pg_ctl's. After
// a power cut, or in a container, another program may bear the number; the dead
// server's may be a zombie that nobody has reaped. That no orphan holds the
// shared memory PostgreSQL checks all the same.
func (h *host) launchEnv() []string {
	env := serverEnv()
	if pm, _, err := h.postmaster(); err == nil && pm.pid != 0 && !isPostgres(pm.pid) {
		env = append(env, fmt.Sprintf("PG_GRANDPARENT_PID=%d", pm.pid))
	}
	return env
}

// openStartLog opens the file for what the server says before its own log is open.
func (h *host) openStartLog() (*os.File, error) {
	if err := h.acct.mkdir(h.cfg.logDir()); err != nil {
		return nil, err
	}
	path := filepath.Join(h.cfg.logDir(), "start.log")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|syscall.O_NOFOLLOW, 0o600)
	return f, fileError(path, err)
}

var errDied = errors.New("PostgreSQL ended while starting")

// ready waits until the server accepts connections, which after a crash is when
// its recovery is done. When ctx ends first the server is stopped.
func (h *host) ready(ctx context.Context, server *os.Process, died <-chan struct{}) (postmaster, error) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-died:
			return postmaster{}, errDied
		case <-ctx.Done():
			h.abandon(server, died)
			return postmaster{}, ctx.Err()
		case <-tick.C:
		}
		pm, _, err := h.postmaster()
		if err != nil || pm.pid == server.Pid && pm.status == "ready" {
			return pm, err
		}
	}
}

// abandon stops a server that is still starting.
func (h *host) abandon(server *os.Process, died <-chan struct{}) {
	_ = server.Signal(syscall.SIGINT) // fails only when it has died already
	select {
	case <-died:
	case <-time.After(h.cfg.StopTimeout):
		_ = server.Signal(syscall.SIGQUIT)
		<-died
	}
}

// logSizes returns the present sizes of the log files.
func logSizes(dir string) map[string]int64 {
	sizes := map[string]int64{}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			sizes[e.Name()] = info.Size()
		}
	}
	return sizes
}

// newLog returns what was added to the log files since marks was taken, at most
// 64 KB of each.
func newLog(dir string, marks map[string]int64) string {
	var text strings.Builder
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		f, err := os.Open(filepath.Join(dir, e.Name()))
		if err != nil {
			continue
		}
		if _, err := f.Seek(marks[e.Name()], io.SeekStart); err == nil {
			_, _ = io.Copy(&text, io.LimitReader(f, 64<<10))
		}
		f.Close()
	}
	return text.String()
}

// diagnose turns what initdb or the server said before it ended into an error
// that tells what to do.
func (h *host) diagnose(log string, cause error) error {
	switch {
	case strings.Contains(log, "pre-existing shared memory block"):
		return errOrphans
	case strings.Contains(log, "No space left on device"), errors.Is(cause, syscall.ENOSPC):
		return diskFull(h.cfg.DataDir, nil)
	case strings.Contains(log, `lock file "postmaster.pid" already exists`):
		return h.foreignServer()
	case errors.Is(cause, os.ErrPermission), strings.Contains(log, "Permission denied"):
		return notWritable(h.cfg.DataDir, errors.New(lastComplaint(log, cause)))
	}
	return &Error{
		Kind:    NotStarting,
		Message: "PostgreSQL does not start: " + lastComplaint(log, cause),
		Hint:    "its log is in " + h.cfg.logDir(),
	}
}

// foreignServer is the refusal when postmaster.pid names a living process that
// is not a server of ours. The file is not for us to remove: were it a server
// after all, a second one beside it would ruin the data.
func (h *host) foreignServer() *Error {
	pm, _, _ := h.postmaster()
	return &Error{
		Kind:    InUse,
		Message: fmt.Sprintf("%s is in use by another PostgreSQL server (process %d)", h.cfg.pgdata(), pm.pid),
		Hint: "stop that server; if it works for another directory and got the number by chance, remove " +
			filepath.Join(h.cfg.pgdata(), "postmaster.pid"),
	}
}

// lastComplaint returns the last line of the log that says what is wrong.
func lastComplaint(log string, cause error) string {
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		for _, level := range []string{"FATAL:", "PANIC:", "ERROR:", "error:"} {
			if _, text, ok := strings.Cut(lines[i], level); ok {
				return strings.TrimSpace(text)
			}
		}
	}
	return cause.Error()
}
