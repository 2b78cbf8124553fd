package attachments

import (
	"errors"
	"io"
	"maps"
	"os"
	"syscall"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// piece is how many bytes are written and synced at once.
const piece = 256 << 10

// receive writes what a request brings at the end of an upload, piece by piece, each on
// disk before the next is read.
func (u *Uploads) receive(up upload, offset int64, body Body) error {
	if offset == up.Size {
		return nil
	}
	if err := u.enter(up.By.Login); err != nil {
		return err
	}
	defer u.leave(up.By.Login)
	file, err := os.OpenFile(u.dir.part(up.ID), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if offset == 0 {
		if err := syncDir(string(u.dir)); err != nil {
			return err
		}
	}
	at, err := u.pour(file, offset, up.Size, body)
	if err == nil && at == up.Size && body.Length < 0 && more(body) {
		err = problem.New(problem.TooLarge, "attachments.beyond", "size", up.Size)
		return errors.Join(err, file.Truncate(offset))
	}
	if errors.Is(err, syscall.ENOSPC) {
		return problem.New(problem.Unavailable, "attachments.disk_full").With(err)
	}
	return err
}

// pour copies until the body ends or the size is reached, and gives where that is.
func (u *Uploads) pour(file *os.File, at, size int64, body io.Reader) (int64, error) {
	buf := make([]byte, min(piece, size-at))
	for at < size {
		n, readErr := fill(body, buf[:min(int64(len(buf)), size-at)])
		if n > 0 {
			if _, err := file.WriteAt(buf[:n], at); err != nil {
				return at, err
			}
			if err := file.Sync(); err != nil {
				return at, err
			}
			at += int64(n)
			u.count(func(s *Stats) { s.Bytes += uint64(n) })
		}
		if readErr == io.EOF {
			return at, nil
		}
		if readErr != nil {
			return at, readErr
		}
	}
	return at, nil
}

// fill reads until the buffer is full or the reader gives an error, io.EOF at its end.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var m int
		m, err = r.Read(buf[n:])
		n += m
	}
	return n, err
}

// more reports whether a body goes on.
func more(r io.Reader) bool {
	n, _ := fill(r, make([]byte, 1)) // how it ends is of no interest
	return n > 0
}

// enter counts a request of the account that receives. Error: problem.TooMany.
func (u *Uploads) enter(login string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.receiving[login] >= u.cfg.MaxConcurrent {
		return problem.New(problem.TooMany, "attachments.too_many_at_once", "max", u.cfg.MaxConcurrent, "seconds", 5)
	}
	u.receiving[login]++
	return nil
}

func (u *Uploads) leave(login string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.receiving[login]--; u.receiving[login] == 0 {
		delete(u.receiving, login)
	}
}

// all is the index of the unfinished uploads, read from the folder at first; to be looked
// into under mu.
func (u *Uploads) all() (map[uuid.UUID]upload, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.open == nil {
		found, err := u.dir.read()
		if err != nil {
			return nil, err
		}
		u.open = found
	}
	return u.open, nil
}

// snapshot is a copy of the index.
func (u *Uploads) snapshot() (map[uuid.UUID]upload, error) {
	all, err := u.all()
	if err != nil {
		return nil, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return maps.Clone(all), nil
}

// admit writes a new upload down, within what an account may have open.
func (u *Uploads) admit(up upload) error {
	all, err := u.all()
	if err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	count, bytes := 1, up.Size
	for _, other := range all {
		if other.By.Login == up.By.Login {
			count, bytes = count+1, bytes+other.Size
		}
	}
	if count > u.cfg.MaxOpen || bytes > u.cfg.MaxOpenBytes {
		return problem.New(problem.TooMany, "attachments.too_many_open", "count", u.cfg.MaxOpen, "max", u.cfg.MaxOpenBytes>>20, "seconds", 60)
	}
	if err := u.dir.write(up); err != nil {
		return err
	}
	all[up.ID] = up
	return nil
}

// drop forgets an upload and its bytes.
func (u *Uploads) drop(id uuid.UUID) error {
	u.mu.Lock()
	delete(u.open, id)
	u.mu.Unlock()
	return u.dir.drop(id)
}
