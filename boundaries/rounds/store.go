package rounds

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Store keeps rounds with the plans and records of their lines.
type Store struct {
	db    *data.DB
	files *attachments.Store
	reach float64
	now   func() time.Time

	counted counts
}

// DefaultReach is how near to a track a line counts as walked, metres.
const DefaultReach = 100

// NewStore makes a store on the database; files hold scans, photos and archives.
func NewStore(db *data.DB, files *attachments.Store) *Store {
	return &Store{db: db, files: files, reach: DefaultReach, now: time.Now}
}

// List gives all rounds, the latest first.
func (s *Store) List(ctx context.Context) ([]Round, error) {
	return readRounds(ctx, s.db.Read(), nil, "rounds")
}

// Get is one round. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, number int) (Round, error) {
	return getRound(ctx, s.db.Read(), number, "rounds")
}

// Current is the round that is under way: the latest open one, else the latest; while there
// is none, one of number 0 that plans no line.
func (s *Store) Current(ctx context.Context) (Round, error) {
	all, err := s.List(ctx)
	if err != nil {
		return Round{}, err
	}
	for _, r := range all {
		if r.State == Open {
			return r, nil
		}
	}
	if len(all) == 0 {
		return Round{State: Planned}, nil
	}
	return all[0], nil
}

// ledgerRound is a round that the ledger may be asked for: number 0 only while there is none.
func ledgerRound(ctx context.Context, q data.Querier, number int) (Round, error) {
	if number > 0 {
		return getRound(ctx, q, number, "rounds")
	}
	all, err := readRounds(ctx, q, nil, "rounds")
	if err == nil && len(all) > 0 {
		err = notFound("round", number)
	}
	return Round{State: Planned}, err
}

func readRounds(ctx context.Context, q data.Querier, number *int, query string) ([]Round, error) {
	rows, err := q.Query(ctx, queries.Get(query), number)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Round, err error) {
		return r, row.Scan(&r.Number, &r.Title, &r.StartsOn, &r.EndsOn, &r.State, &r.Past, &r.ClosedAt, &r.ClosedWhy,
			&r.Version, &r.UpdatedAt, &r.Archive, &r.Late)
	})
	return all, data.Problem(err)
}

func getRound(ctx context.Context, q data.Querier, number int, query string) (Round, error) {
	all, err := readRounds(ctx, q, &number, query)
	if err != nil {
		return Round{}, err
	}
	if len(all) == 0 {
		return Round{}, notFound("round", number)
	}
	return all[0], nil
}

// Create plans a round. Errors: problem.Unauthorized, Forbidden, Invalid; Conflict when the
// number is taken.
func (s *Store) Create(ctx context.Context, c data.Change, in RoundInput) (Round, error) {
	if err := s.mayLead(ctx, c.Actor, actor.PlanRound); err != nil {
		return Round{}, err
	}
	if err := in.Validate(); err != nil {
		return Round{}, err
	}
	var made Round
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, queries.Get("round_insert"), in.Number, in.Title, in.StartsOn, in.EndsOn)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return conflict("rounds.taken", "round", in.Number)
		}
		made, err = getRound(ctx, tx, in.Number, "rounds")
		return err
	})
	return made, err
}

// mayLead refuses those who do not lead the whole prefecture in an action.
func (s *Store) mayLead(ctx context.Context, who actor.Actor, action actor.Action) error {
	if err := who.Check(action); err != nil {
		return err
	}
	home, err := boundaries.Prefecture(ctx, s.db.Read())
	if err != nil {
		return err
	}
	return who.Check(action, home.Code)
}

// Update changes title and days of a round that is not closed. Errors: problem.NotFound,
// Unauthorized, Forbidden, Stale, Invalid; Conflict when it is closed.
func (s *Store) Update(ctx context.Context, c data.Change, number int, version int64, edit func(*RoundInput)) (Round, error) {
	return s.change(ctx, c, actor.PlanRound, number, version, func(ctx context.Context, tx pgx.Tx, r Round) error {
		if err := r.takes(Planned, Open); err != nil {
			return err
		}
		in := RoundInput{Number: r.Number, Title: r.Title, StartsOn: r.StartsOn, EndsOn: r.EndsOn}
		edit(&in)
		if err := in.Validate(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("round_update"), number, in.Title, in.StartsOn, in.EndsOn)
		return err
	})
}

// Start opens a planned round for work. Errors: as Update.
func (s *Store) Start(ctx context.Context, c data.Change, number int, version int64) (Round, error) {
	return s.change(ctx, c, actor.PlanRound, number, version, func(ctx context.Context, tx pgx.Tx, r Round) error {
		if err := r.takes(Planned); err != nil {
			return err
		}
		return setState(ctx, tx, number, Open, "")
	})
}

// Close ends an open round; it takes no more writes. While lines in force are left, why says
// why it ends. Errors: as Update; problem.Conflict when lines are left and nothing says why.
func (s *Store) Close(ctx context.Context, c data.Change, number int, version int64) (Round, error) {
	return s.change(ctx, c, actor.CloseRound, number, version, func(ctx context.Context, tx pgx.Tx, r Round) error {
		if err := r.takes(Open); err != nil {
			return err
		}
		var left int
		if err := tx.QueryRow(ctx, queries.Get("round_left"), number).Scan(&left); err != nil {
			return err
		}
		if left > 0 && c.Reason == "" {
			return conflict("rounds.lines_left", "round", number, "lines", left)
		}
		why := ""
		if left > 0 {
			why = c.Reason
		}
		return s.end(ctx, tx, number, Closed, why)
	})
}

// end closes a round for good: its coverage is kept as it is, and no inspection slips in
// meanwhile.
func (s *Store) end(ctx context.Context, tx pgx.Tx, number int, state, why string) error {
	if _, err := tx.Exec(ctx, queries.Get("inspections_lock")); err != nil {
		return err
	}
	if err := s.freeze(ctx, tx, number, ""); err != nil {
		return err
	}
	return setState(ctx, tx, number, state, why)
}

func setState(ctx context.Context, tx pgx.Tx, number int, state, why string) error {
	_, err := tx.Exec(ctx, queries.Get("round_state"), number, state, why)
	return err
}

// change changes a round, locked, from the version that the caller has read.
func (s *Store) change(ctx context.Context, c data.Change, action actor.Action, number int, version int64, fn func(context.Context, pgx.Tx, Round) error) (Round, error) {
	var changed Round
	if err := s.mayLead(ctx, c.Actor, action); err != nil {
		return changed, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		r, err := getRound(ctx, tx, number, "round_lock")
		if err != nil {
			return err
		}
		if err := fresh(r.Version, version); err != nil {
			return err
		}
		if err := fn(ctx, tx, r); err != nil {
			return err
		}
		changed, err = getRound(ctx, tx, number, "rounds")
		return err
	})
	return changed, err
}

// fresh refuses a change of another version than the current one.
func fresh(current, version int64) error {
	if current != version {
		return problem.New(problem.Stale, "problem.stale", "version", current)
	}
	return nil
}

// History is every version of the record of a line in a round, newest first.
// Error: problem.NotFound.
func (s *Store) History(ctx context.Context, number int, code string) ([]data.Version, error) {
	id := ID(number, code)
	versions, err := data.History(ctx, s.db.Read(), "round_line", id, "round_line")
	if err == nil && len(versions) == 0 {
		err = notFound("round_line", id)
	}
	return versions, err
}

// scanOne reads one row or says that the record is not there.
func scanOne(row pgx.Row, what string, id any, targets ...any) error {
	err := row.Scan(targets...)
	if errors.Is(err, pgx.ErrNoRows) {
		return notFound(what, id)
	}
	return err
}
