package changes

import (
	"context"
	"embed"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("changes", sqlFiles)

// Checker asks the naming rules about the names that a set leaves: all of them in one
// look-up, compared with one another and with the entries as they will be, without those
// that are gone. The answer has a list for each name.
type Checker interface {
	CheckTogether(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion, gone []uuid.UUID) ([][]gazetteer.Finding, error)
}

// Allocator gives the next place code (地名代码) of an area and a class, inside the
// caller's transaction. Error: problem.Invalid where no code can be made.
type Allocator interface {
	Allocate(ctx context.Context, tx pgx.Tx, areaCode, classCode string) (string, error)
}

// Config is what a store works with beside the entries.
type Config struct {
	Checker   Checker   // nil: no naming rules
	Allocator Allocator // nil: additions get no code by themselves
	Now       func() time.Time
}

// Store keeps change sets.
type Store struct {
	Config
	db     *data.DB
	places *gazetteer.Store
}

// NewStore makes a store on the database that publishes into places.
func NewStore(db *data.DB, places *gazetteer.Store, c Config) *Store {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Store{c, db, places}
}

func (s *Store) today() string { return chinatime.Day(s.Now()) }

// Filter says which sets are listed; empty fields do not restrict.
type Filter struct {
	State, Stream string
	Area          string // code of an area that holds all of their entries
	Author        string // login
	Entry         uuid.UUID
	Reviewable    bool  // only those that the reader can decide on now
	After         int64 // number of the last set of the page before
	Limit         int
}

// List is the sets that fit and the reader may see, the newest first, one more than the
// limit when more follow. Error: problem.BadParameter.
func (s *Store) List(ctx context.Context, by actor.Actor, f Filter) ([]Set, error) {
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"state", f.State, States}, {"stream", f.Stream, streams}} {
		if err := oneOfParameter(p.name, p.value, p.allowed); err != nil {
			return nil, err
		}
	}
	sets, err := s.read(ctx, s.db.Read(), by, nil, f)
	if err == nil {
		err = s.countConflicts(ctx, s.db.Read(), by, sets)
	}
	return sets, data.Problem(err)
}

// Get is a set that the reader may see. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, by actor.Actor, id uuid.UUID) (Set, error) {
	set, err := s.get(ctx, s.db.Read(), by, id)
	return set, data.Problem(err)
}

func (s *Store) get(ctx context.Context, q data.Querier, by actor.Actor, id uuid.UUID) (Set, error) {
	sets, err := s.read(ctx, q, by, &id, Filter{})
	if err == nil && len(sets) == 0 {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "change_set", "id", id)
	}
	if err != nil {
		return Set{}, err
	}
	return sets[0], s.countConflicts(ctx, q, by, sets)
}

// setRow is a row of set_list.sql.
type setRow struct {
	Set        `db:"-"`
	ApprovalID *uuid.UUID
}

func (s *Store) read(ctx context.Context, q data.Querier, by actor.Actor, id *uuid.UUID, f Filter) ([]Set, error) {
	var account *uuid.UUID
	if by.ID != uuid.Nil {
		account = &by.ID
	}
	rows, err := q.Query(ctx, queries.Get("set_list"), id, f.State, f.Stream, f.Area, f.Author, by.Login, account,
		by.Area, f.Reviewable, by.May(actor.ReviewPlace), f.After, f.Limit+1, f.Entry, int16(by.Clearance))
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanSet)
	if err != nil {
		return nil, err
	}
	sets := make([]Set, len(found))
	for i, r := range found {
		sets[i] = r.Set
		if sets[i].Approval, err = approvalOf(ctx, q, r.ApprovalID); err != nil {
			return nil, err
		}
	}
	return sets, nil
}

func scanSet(row pgx.CollectableRow) (setRow, error) {
	var r setRow
	s, n := &r.Set, &r.Counts
	err := row.Scan(&s.ID, &s.Number, &s.Stream, &s.Title, &s.Reason, &s.State, &s.AreaCode, &s.AuthorID, &s.Author, &s.AuthorName,
		&s.Reviewer, &s.ReviewerName, &s.Verdict, &r.ApprovalID, &s.Reverts, &s.RevertedBy,
		&s.SubmittedAt, &s.DecidedAt, &s.PublishedAt, &s.CreatedAt, &s.UpdatedAt, &s.Version,
		&n.Items, &n.Added, &n.Modified, &n.Deleted, &n.Accepted, &n.Returned, &n.Open, &n.Sampled, &n.Findings, &s.Hidden)
	return r, err
}

// countConflicts counts the conflicts of sets that are not at their end, by the items
// whose entry moved on, as far as the reader may know of them.
func (s *Store) countConflicts(ctx context.Context, q data.Querier, by actor.Actor, sets []Set) error {
	of := map[uuid.UUID]*Set{}
	var ids []uuid.UUID
	for i := range sets {
		if !sets[i].final() {
			of[sets[i].ID], ids = &sets[i], append(ids, sets[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	moved, err := s.items(ctx, q, ids, itemFilter{limit: len(ids) * MaxItems, moved: true})
	if err != nil {
		return err
	}
	if _, err := s.beside(ctx, q, moved); err != nil {
		return err
	}
	if moved, err = s.veiled(actor.WithReader(ctx, by), q, moved); err != nil {
		return err
	}
	for i := range moved {
		of[moved[i].SetID].Counts.Conflicts += len(conflicts(moved[i].Rows))
	}
	return nil
}

// alter does a step to a set in one transaction: it locks the set, judges right, version
// (nil: whichever) and state, lets fn write, and keeps the set's next version.
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Conflict; those of fn.
func (s *Store) alter(ctx context.Context, c data.Change, id uuid.UUID, version *int64, step Step, fn func(context.Context, pgx.Tx, *Set) error) (Set, error) {
	var out Set
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("set_lock"), id); err != nil {
			return err
		}
		set, err := s.get(ctx, tx, everything, id)
		if err != nil {
			return err
		}
		if err := s.permit(ctx, tx, c.Actor, &set, step); err != nil {
			return err
		}
		if version != nil && *version != set.Version {
			return problem.New(problem.Stale, "problem.stale", "version", set.Version)
		}
		if set.State, err = set.after(step); err != nil {
			return err
		}
		if err := fn(ctx, tx, &set); err != nil {
			return err
		}
		if err := set.write(ctx, tx); err != nil {
			return err
		}
		out, err = s.get(ctx, tx, c.Actor, id)
		return err
	})
	return out, err
}

// permit judges whether the actor may do the step to a set that was read without regard to
// who reads: first what everybody knows of it, then what the actor may not know.
func (s *Store) permit(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set, step Step) error {
	if err := set.permit(by, step); err != nil || by.Clearance >= actor.TopSecret {
		return err
	}
	seen, err := s.get(ctx, tx, by, set.ID)
	if err != nil {
		return err
	}
	set.Hidden = seen.Hidden
	return set.permit(by, step)
}

// everything is a reader before whom nothing is hidden: rights are judged afterwards.
var everything = actor.System("cairn")

// write keeps the set's next version.
func (s *Set) write(ctx context.Context, tx pgx.Tx) error {
	s.Version++
	var approval *uuid.UUID
	if s.Approval != nil {
		approval = &s.Approval.ID
	}
	_, err := tx.Exec(ctx, queries.Get("set_update"), s.ID, s.Title, s.Reason, s.State, s.AreaCode, s.Reviewer, s.ReviewerName,
		s.Verdict, approval, s.SubmittedAt, s.DecidedAt, s.PublishedAt, s.Version)
	return err
}
