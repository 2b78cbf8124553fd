package attachments

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Uploads takes files in, piece by piece: the state behind the tus protocol. What has
// arrived is on disk; an upload outlives the connection and the process.
//
// An upload belongs to the account that began it. It is worked on by one request at a time.
type Uploads struct {
	store *Store
	cfg   Config
	dir   incoming
	slots chan struct{} // files that are looked at at once: images take memory

	mu        sync.Mutex
	open      map[uuid.UUID]upload // nil until the folder was read
	holds     map[uuid.UUID]*hold
	receiving map[string]int // requests that receive, by login
	stats     Stats
}

// lookers is how many files are checked, re-encoded and scanned at once.
const lookers = 2

// NewUploads makes the way in to a store.
func NewUploads(s *Store) *Uploads {
	return &Uploads{store: s, cfg: s.cfg, dir: incomingOf(s.cfg.Dir), slots: make(chan struct{}, lookers),
		holds: map[uuid.UUID]*hold{}, receiving: map[string]int{}}
}

// MaxSize is the most bytes that any file may have.
func (u *Uploads) MaxSize() int64 { return u.cfg.MaxSize() }

// State is how far an upload is.
type State struct {
	New
	Offset  int64     // bytes that are on disk
	Expires time.Time // of an unfinished one, unless it grows
	Done    bool      // it is an attachment
}

// Create begins an upload, or finds the same one again: then created is false.
// Errors: problem.Invalid, for an unknown owner too; problem.TooLarge; those of the Owner;
// problem.Conflict when the id is another upload's; problem.TooMany; problem.Locked.
func (u *Uploads) Create(ctx context.Context, by actor.Actor, n New) (st State, created bool, err error) {
	n.settle()
	if err := u.cfg.Validate(n); err != nil {
		return State{}, false, err
	}
	if err := u.store.mayWrite(ctx, by, n.Owner, n.OwnerID); err != nil {
		return State{}, false, err
	}
	release, err := u.seize(ctx, n.ID)
	if err != nil {
		return State{}, false, err
	}
	defer release()
	known, st, err := u.find(ctx, n.ID)
	switch {
	case err == nil && known.By.Login == by.Login && known.same(n):
		return st, false, nil
	case err == nil:
		return State{}, false, problem.New(problem.Conflict, "attachments.id_taken", "id", n.ID)
	case !problem.Is(err, problem.NotFound):
		return State{}, false, err
	}
	up := upload{New: n, By: by, Begun: time.Now().UTC()}
	if err := u.admit(up); err != nil {
		return State{}, false, err
	}
	st, err = u.dir.state(up, u.cfg.Expiry)
	return st, true, err
}

// Head is how far an upload is, for a client that wants to go on: a request that is still
// receiving it is broken off. One whose bytes are all there is finished first.
// Errors: problem.NotFound; problem.Forbidden for others than who began it;
// problem.Locked while it is being finished; those of finishing.
func (u *Uploads) Head(ctx context.Context, by actor.Actor, id uuid.UUID) (State, error) {
	release, err := u.seize(ctx, id)
	if err != nil {
		return State{}, err
	}
	defer release()
	up, st, err := u.findOwn(ctx, by, id)
	if err != nil || st.Done || st.Offset < st.Size {
		return st, err
	}
	return u.finish(ctx, up)
}

// Body is what a request brings.
type Body struct {
	io.Reader
	Length    int64  // -1: not known
	Interrupt func() // makes a waiting Read return an error; may be nil
}

// Append adds to an upload at the offset, which must be where it ends; the last byte
// finishes it. What has arrived before an error stays.
// Errors: problem.NotFound; problem.Forbidden; problem.Locked while another request works
// on it; problem.Conflict for another offset; problem.TooLarge for more bytes than
// announced; problem.TooMany; problem.Unavailable when the disk is full; those of reading;
// and, of the whole file, problem.Invalid: then nothing of it is kept.
func (u *Uploads) Append(ctx context.Context, by actor.Actor, id uuid.UUID, offset int64, body Body) (State, error) {
	h, err := u.hold(id, body.Interrupt)
	if err != nil {
		return State{}, err
	}
	defer u.release(id, h)
	up, st, err := u.findOwn(ctx, by, id)
	if err != nil {
		return st, err
	}
	switch {
	case offset != st.Offset:
		return st, problem.New(problem.Conflict, "attachments.offset", "given", offset, "have", st.Offset)
	case body.Length > st.Size-offset:
		return st, problem.New(problem.TooLarge, "attachments.beyond", "size", st.Size)
	case st.Done:
		return st, nil
	}
	if err := u.receive(up, offset, body); err != nil {
		return st, err
	}
	u.uninterrupted(h)
	if st, err = u.dir.state(up, u.cfg.Expiry); err != nil || st.Offset < st.Size {
		return st, err
	}
	return u.finish(ctx, up)
}

// Abort drops an unfinished upload. Errors: problem.NotFound, also for a finished one;
// problem.Forbidden; problem.Locked.
func (u *Uploads) Abort(ctx context.Context, by actor.Actor, id uuid.UUID) error {
	release, err := u.seize(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	_, st, err := u.findOwn(ctx, by, id)
	if err == nil && st.Done {
		err = notFound(id)
	}
	if err != nil {
		return err
	}
	return u.drop(id)
}

// Add takes in a whole file at once: for what the program makes or imports itself.
// Errors: those of Create and Append.
func (u *Uploads) Add(ctx context.Context, by actor.Actor, n New, r io.Reader) (Meta, error) {
	if st, _, err := u.Create(ctx, by, n); err != nil || st.Done {
		m, getErr := u.store.Get(ctx, n.ID)
		if err == nil {
			err = getErr
		}
		return m, err
	}
	if _, err := u.Append(ctx, by, n.ID, 0, Body{Reader: r, Length: -1}); err != nil {
		return Meta{}, err
	}
	return u.store.Get(ctx, n.ID)
}

// find is an upload, finished or not. Error: problem.NotFound.
func (u *Uploads) find(ctx context.Context, id uuid.UUID) (upload, State, error) {
	m, err := u.store.Get(ctx, id)
	if err == nil {
		up := upload{New: m.described(), By: actor.Actor{Login: m.Uploader}, Begun: m.CreatedAt}
		return up, State{New: up.New, Offset: m.Size, Done: true}, nil
	}
	if !problem.Is(err, problem.NotFound) {
		return upload{}, State{}, err
	}
	all, loadErr := u.all()
	if loadErr != nil {
		return upload{}, State{}, loadErr
	}
	u.mu.Lock()
	up, ok := all[id]
	u.mu.Unlock()
	if !ok {
		return upload{}, State{}, err
	}
	st, err := u.dir.state(up, u.cfg.Expiry)
	return up, st, err
}

// findOwn is find for the account that began it.
func (u *Uploads) findOwn(ctx context.Context, by actor.Actor, id uuid.UUID) (upload, State, error) {
	up, st, err := u.find(ctx, id)
	if err == nil && up.By.Login != by.Login {
		err = problem.New(problem.Forbidden, "attachments.not_yours")
	}
	return up, st, err
}
