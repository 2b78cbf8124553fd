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
var errOrphans = errors.New("processes of a crashed PostgreSQL still hold its memory")

// orphanTime is how long a start waits for the orphans of a killed server; they
// are told to quit at once and killed halfway.
const orphanTime = 20 * time.Second

// launch starts a server and waits until it is ready. Call it under the start
// lock, when no server runs.
func (h *host) launch(ctx context.Context, inst Installation) (postmaster, error) {
	deadline := time.Now().Add(orphanTime)
	for {
		pm, err := h.launchOnce(ctx, inst)
		if !errors.Is(err, errOrphans) || time.Now().After(deadline) {
			return pm, err
		}
		sig := syscall.SIGQUIT
		if time.Until(deadline) < orphanTime/2 {
			sig = syscall.SIGKILL
		}
		signalOrphans(h.cfg.pgdata(), sig)
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
		"-c", "unix_socket_permissions=0700")
	// serves recognises the server by its directory, from the first moment on.
	cmd.Dir, cmd.Env, cmd.SysProcAttr = h.cfg.pgdata(), serverEnv(), h.acct.attr()
	cmd.Stdout, cmd.Stderr = stderr, stderr
	if err := cmd.Start(); err != nil {
		return postmaster{}, diagnose(h.cfg.pgdata(), "", err)
	}
	go func() { _ = cmd.Wait() }() // reaps it; whoever watches sees it go through /proc
	pm, err := h.ready(ctx, cmd.Process.Pid)
	if errors.Is(err, errDied) {
		return pm, diagnose(h.cfg.pgdata(), newLog(h.cfg.logDir(), marks), err)
	}
	return pm, err
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

// ready waits until the server pid accepts connections, which after a crash is
// when its recovery is done. When ctx ends first the server is stopped.
func (h *host) ready(ctx context.Context, pid int) (postmaster, error) {
	pgdata := h.cfg.pgdata()
	for serves(pid, pgdata) {
		pm, _, err := readPostmaster(pgdata)
		if err != nil {
			return pm, err
		}
		if pm.pid == pid && pm.status == "ready" {
			return pm, nil
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return pm, errors.Join(err, terminate(context.WithoutCancel(ctx), pid, pgdata, h.cfg.StopTimeout))
		}
	}
	return postmaster{}, errDied
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
func diagnose(pgdata, log string, cause error) error {
	switch {
	case strings.Contains(log, "pre-existing shared memory block"):
		return errOrphans
	case strings.Contains(log, "No space left on device"), errors.Is(cause, syscall.ENOSPC):
		return diskFull(pgdata, nil)
	case strings.Contains(log, `lock file "postmaster.pid" already exists`):
		return foreignServer(pgdata)
	case errors.Is(cause, os.ErrPermission), strings.Contains(log, "Permission denied"):
		return notWritable(pgdata, errors.New(lastComplaint(log, cause)))
	}
	return &Error{
		Kind:    NotStarting,
		Message: "PostgreSQL does not start: " + lastComplaint(log, cause),
		Hint:    "its log is in " + filepath.Join(filepath.Dir(pgdata), "log"),
	}
}

// foreignServer is the refusal when postmaster.pid names a living process that
// is not a server we can use.
func foreignServer(pgdata string) *Error {
	e := &Error{Kind: InUse, Message: pgdata + " is in use by another PostgreSQL server"}
	pm, live, err := readPostmaster(pgdata)
	if err == nil && pm.pid != 0 {
		e.Message += fmt.Sprintf(" (process %d)", pm.pid)
	}
	if !live {
		e.Hint = "if that process is no PostgreSQL server but got its number by chance, remove " +
			filepath.Join(pgdata, "postmaster.pid")
	} else {
		e.Hint = "stop that server first"
	}
	return e
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
