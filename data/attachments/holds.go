package attachments

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// hold is a request's sole right to work on an upload.
type hold struct {
	interrupt func()        // breaks off receiving; nil when there is nothing to break off
	freed     chan struct{} // closed at the end
}

// patience is how long a client that asks where to go on waits for the request before.
const patience = 10 * time.Second

// hold takes an upload or says at once that it is taken. Error: problem.Locked.
func (u *Uploads) hold(id uuid.UUID, interrupt func()) (*hold, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.holds[id] != nil {
		return nil, problem.New(problem.Locked, "attachments.locked")
	}
	h := &hold{interrupt: interrupt, freed: make(chan struct{})}
	u.holds[id] = h
	return h, nil
}

func (u *Uploads) release(id uuid.UUID, h *hold) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.holds, id)
	close(h.freed)
}

// uninterrupted says that from now on the work is to be waited for.
func (u *Uploads) uninterrupted(h *hold) {
	u.mu.Lock()
	defer u.mu.Unlock()
	h.interrupt = nil
}

// seize takes an upload from a request that still receives it (its client has come back,
// so that connection is dead), or waits for one that finishes it. Error: problem.Locked.
func (u *Uploads) seize(ctx context.Context, id uuid.UUID) (release func(), err error) {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		h, err := u.hold(id, nil)
		if err == nil {
			return func() { u.release(id, h) }, nil
		}
		freed := u.breakOff(id)
		select {
		case <-freed:
		case <-timeout.C:
			return nil, err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// breakOff interrupts who holds an upload and gives the channel that tells when it is free.
func (u *Uploads) breakOff(id uuid.UUID) <-chan struct{} {
	u.mu.Lock()
	defer u.mu.Unlock()
	h := u.holds[id]
	if h == nil {
		free := make(chan struct{})
		close(free)
		return free
	}
	if h.interrupt != nil {
		h.interrupt()
		h.interrupt = nil
	}
	return h.freed
}
