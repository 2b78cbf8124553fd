package gazetteer

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"cairn/data"
)

// searchVersion numbers the rules by which search rows are made: variants.txt,
// readings.txt, short forms, confused sounds, columns. It grows with every change of them.
const searchVersion = 1

// rebuildBatch is how many entries are made again in one transaction.
const rebuildBatch = 500

// rebuildLock keeps two programs from rebuilding at the same time: an advisory lock.
const rebuildLock = 0x636169726e000d // "cairn", 13

// Reindexed says what a rebuild did.
type Reindexed struct {
	Entries int  `json:"entries"`
	Version int  `json:"version"`
	Current bool `json:"current"` // nothing had to be done, or another program does it
}

// Searchable reports whether the search rows are whole: made once by this program or an
// older one since migration 13. Rows of older rules are still found, in fewer ways.
func (s *Store) Searchable(ctx context.Context) (bool, error) {
	var version int
	var upto uuid.UUID
	err := s.db.Read().QueryRow(ctx, queries.Get("search_state")).Scan(&version, &upto)
	return version > 0, data.Problem(err)
}

// Upkeep makes the search rows of all entries again when they follow older rules than this
// program's; it goes on where an earlier run was stopped. See Reindex.
func (s *Store) Upkeep(ctx context.Context) (Reindexed, error) { return s.rebuild(ctx, false, nil) }

// Reindex makes the search rows of all entries again, whatever rules they follow. It may
// run while the service answers and entries are written: each batch is a transaction of
// its own that holds its entries against writers, so a search sees the old rows of an
// entry or the new ones, and an edit is never overwritten. Progress (nil: not wanted) is
// called after each batch with the entries made so far.
func (s *Store) Reindex(ctx context.Context, progress func(entries int)) (Reindexed, error) {
	return s.rebuild(ctx, true, progress)
}

func (s *Store) rebuild(ctx context.Context, always bool, progress func(int)) (Reindexed, error) {
	done := Reindexed{Version: searchVersion}
	conn, err := s.db.Pool().Acquire(ctx)
	if err != nil {
		return done, data.Problem(err)
	}
	defer conn.Release()
	var mine bool
	if err := conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", rebuildLock).Scan(&mine); err != nil {
		return done, data.Problem(err)
	}
	if !mine {
		done.Current = true
		return done, nil
	}
	defer func() {
		_, _ = conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", rebuildLock) // ends with the connection at the latest
	}()
	var version int
	var upto uuid.UUID
	if err := conn.QueryRow(ctx, queries.Get("search_state")).Scan(&version, &upto); err != nil {
		return done, data.Problem(err)
	}
	if version >= searchVersion && !always {
		done.Current = true
		return done, nil
	}
	if always {
		upto = uuid.Nil
	}
	if done.Entries, err = rebuildFrom(ctx, conn, upto, progress); err != nil {
		return done, data.Problem(err)
	}
	_, err = conn.Exec(ctx, queries.Get("search_done"), searchVersion)
	return done, data.Problem(err)
}

// rebuildFrom makes the rows of all entries after one, and counts them.
func rebuildFrom(ctx context.Context, conn *pgxpool.Conn, upto uuid.UUID, progress func(int)) (entries int, err error) {
	for last := false; !last; {
		n := 0
		err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) (err error) {
			n, upto, err = rebuildNext(ctx, tx, upto)
			return err
		})
		switch {
		case heldUp(err) && pause(ctx):
			continue
		case err != nil:
			return entries, err
		}
		last, entries = n < rebuildBatch, entries+n
		if progress != nil {
			progress(entries)
		}
	}
	return entries, nil
}

// heldUp: a writer has one of the entries and keeps it. The batch gives way before
// PostgreSQL looks for a deadlock, so that it is never the writer who loses.
func heldUp(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "55P03" // lock_not_available
}

// pause lets the writers go first; false when ctx has ended.
func pause(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(time.Second):
		return true
	}
}

// rebuildNext makes the rows of the next entries after one; it returns their number and
// the last of them. The lock comes before the reading: what a writer committed in between
// is what is read.
func rebuildNext(ctx context.Context, tx pgx.Tx, after uuid.UUID) (int, uuid.UUID, error) {
	if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '200ms'"); err != nil { // deadlock_timeout is 1 s
		return 0, after, err
	}
	rows, err := tx.Query(ctx, queries.Get("search_batch"), after, rebuildBatch)
	if err != nil {
		return 0, after, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil || len(ids) == 0 {
		return 0, after, err
	}
	rows, err = tx.Query(ctx, queries.Get("search_records"), ids)
	if err != nil {
		return 0, after, err
	}
	places, err := pgx.CollectRows(rows, scanPlace)
	if err != nil {
		return 0, after, err
	}
	if len(places) != len(ids) {
		return 0, after, errors.New("an entry has no record")
	}
	pointers := make([]*Place, len(places))
	for i := range places {
		pointers[i] = &places[i]
	}
	if err := indexAgain(ctx, tx, pointers); err != nil {
		return 0, after, err
	}
	last := ids[len(ids)-1]
	if _, err := tx.Exec(ctx, queries.Get("search_progress"), last); err != nil {
		return 0, after, err
	}
	return len(ids), last, nil
}
