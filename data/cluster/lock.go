package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The two ways to hold a lock.
const (
	exclusive = syscall.LOCK_EX
	shared    = syscall.LOCK_SH
)

// lock is a flock(2) on a file. The kernel lets go of it when the process ends
// in any way, and the server does not inherit it (Go opens close-on-exec).
type lock struct{ f *os.File }

// openLock opens the lock file at path, giving it to owner (the uid of the data
// directory) so that root's commands do not shut the owner out.
func openLock(path string, owner int) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
	if err != nil {
		return nil, fileError(path, err)
	}
	if os.Geteuid() == 0 {
		if err := f.Chown(owner, -1); err != nil {
			f.Close()
			return nil, fileError(path, err)
		}
	}
	return &lock{f}, nil
}

// try takes the lock with how (exclusive or shared) if nobody is in the way.
func (l *lock) try(how int) (bool, error) {
	for {
		err := syscall.Flock(int(l.f.Fd()), how|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			return false, fmt.Errorf("lock %s: %w", l.f.Name(), err)
		}
	}
}

// take waits for the lock until ctx ends.
func (l *lock) take(ctx context.Context, how int) error {
	for {
		ok, err := l.try(how)
		if ok || err != nil {
			return err
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return fmt.Errorf("waiting for %s: %w", l.f.Name(), err)
		}
	}
}

// sign writes the holder's process id into the file, for messages.
func (l *lock) sign() error {
	if err := l.f.Truncate(0); err != nil {
		return fileError(l.f.Name(), err)
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return fileError(l.f.Name(), err)
}

// holder names the process that signed the file: its id and command line.
func (l *lock) holder() string {
	buf := make([]byte, 20)
	n, _ := l.f.ReadAt(buf, 0)
	pid, err := strconv.Atoi(strings.TrimSpace(string(buf[:n])))
	if err != nil {
		return "unknown process"
	}
	args := strings.TrimRight(strings.ReplaceAll(procFile(pid, "cmdline"), "\x00", " "), " ")
	if args == "" {
		return fmt.Sprintf("process %d", pid)
	}
	return fmt.Sprintf("process %d: %s", pid, args)
}

// drop lets go of the lock; safe on nil.
func (l *lock) drop() {
	if l != nil {
		l.f.Close()
	}
}

// pause sleeps for d, or less when ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
