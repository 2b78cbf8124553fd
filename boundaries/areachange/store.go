package areachange

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

// Reparenter is a domain whose records name areas.
type Reparenter interface {
	// TouchedBy says what the plan touches; it changes nothing. Errors: the database's.
	TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error)
	// Reparent makes the records follow the plan, whose areas and moves are written already.
	// Any error ends the whole change.
	Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error
}

// Replies says whether the authority's reply is attached to a change.
type Replies interface {
	HasReply(ctx context.Context, q data.Querier, change uuid.UUID) (bool, error)
}

// Store keeps the changes of areas.
type Store struct {
	db      *data.DB
	replies Replies
	domains []Reparenter
	now     func() time.Time
}

// NewStore makes a store; the domains follow a change in their order.
func NewStore(db *data.DB, replies Replies, domains ...Reparenter) *Store {
	return &Store{db: db, replies: replies, domains: domains, now: time.Now}
}

func (s *Store) today() string { return chinatime.Day(s.now()) }

// Filter chooses changes; empty fields choose all.
type Filter struct {
	State string
	Area  string // one of its areas lies in it, or it holds one of them
	Due   bool   // drafts whose day of effect has come
	After int64  // number of the last one of the page before; 0 from the start
	Limit int
}

// List gives changes, the newest first: one more than the limit when more follow.
func (s *Store) List(ctx context.Context, f Filter) ([]AreaChange, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("list"), nil, f.State, f.Area, f.Due, s.today(), f.After, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	changes, err := pgx.CollectRows(rows, scanChange)
	return changes, data.Problem(err)
}

// Get is one change. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (AreaChange, error) {
	c, err := s.get(ctx, s.db.Read(), id)
	return c, data.Problem(err)
}

func (s *Store) get(ctx context.Context, q data.Querier, id uuid.UUID) (AreaChange, error) {
	rows, err := q.Query(ctx, queries.Get("list"), id, "", "", false, s.today(), 0, 1)
	if err != nil {
		return AreaChange{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanChange)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, problem.New(problem.NotFound, "problem.not_found", "what", "area-change", "id", id)
	}
	if err != nil {
		return c, err
	}
	c.Parts, err = readParts(ctx, q, id)
	return c, err
}

func scanChange(row pgx.CollectableRow) (c AreaChange, err error) {
	c.Parts = []AreaPart{}
	return c, row.Scan(&c.ID, &c.Number, &c.Kind, &c.Title, &c.Authority, &c.Document, &c.ApprovedOn, &c.EffectiveOn, &c.Note,
		&c.Codes, &c.State, &c.AreaCodes, &c.Due, &c.Author, &c.AuthorName, &c.AppliedBy, &c.AppliedAt, &c.Version, &c.CreatedAt, &c.UpdatedAt)
}

func readParts(ctx context.Context, q data.Querier, id uuid.UUID) ([]AreaPart, error) {
	rows, err := q.Query(ctx, queries.Get("parts"), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p AreaPart, err error) {
		var seat, geom data.Geom
		err = row.Scan(&p.Old, &p.Code, &p.Name, &p.Pinyin, &p.Parent, &seat, &geom, &p.Members)
		if at, ok := seat.Geometry.(orb.Point); ok {
			p.Lon, p.Lat = &at[0], &at[1]
		}
		p.Geometry, _ = geom.Geometry.(orb.MultiPolygon)
		return p, err
	})
}

// Create drafts a change under the id, a new one for uuid.Nil.
// Errors: problem.Unauthorized, Forbidden (an area that is not the author's), Invalid, Conflict (id in use).
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (AreaChange, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	var created AreaChange
	if err := c.Actor.Check(actor.ChangeAreas); err != nil {
		return created, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.admit(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("insert"), append([]any{id}, append(d.columns(), c.Actor.Login, c.Actor.Name)...)...)
		if err != nil {
			return err
		}
		if err := writeParts(ctx, tx, id, d.Parts); err != nil {
			return err
		}
		created, err = s.get(ctx, tx, id)
		return err
	})
	return created, err
}

// Update changes a draft from the version that the caller has read.
// Errors: those of edit and Create; problem.NotFound, Stale, Conflict (no draft any more).
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*Draft) error) (AreaChange, error) {
	return s.withDraft(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, old AreaChange) error {
		d := old.Draft
		if err := edit(&d); err != nil {
			return err
		}
		if _, err := s.admit(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("update"), append([]any{id}, d.columns()...)...); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("parts_delete"), id); err != nil {
			return err
		}
		return writeParts(ctx, tx, id, d.Parts)
	})
}

// Withdraw gives a draft up; it stays readable. Errors: as Update.
func (s *Store) Withdraw(ctx context.Context, c data.Change, id uuid.UUID, version int64) (AreaChange, error) {
	return s.withDraft(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, _ AreaChange) error {
		_, err := tx.Exec(ctx, queries.Get("withdraw"), id)
		return err
	})
}

// withDraft runs work on a locked draft that the actor may write, at the version.
func (s *Store) withDraft(ctx context.Context, c data.Change, id uuid.UUID, version int64, work func(context.Context, pgx.Tx, AreaChange) error) (AreaChange, error) {
	var written AreaChange
	if err := c.Actor.Check(actor.ChangeAreas); err != nil {
		return written, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("lock"), id); err != nil {
			return err
		}
		old, err := s.get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.ChangeAreas, old.AreaCodes...); err != nil {
			return err
		}
		switch {
		case old.Version != version:
			return problem.New(problem.Stale, "problem.stale", "version", old.Version)
		case old.State != Drafted:
			return problem.New(problem.Conflict, "areachange.no_draft", "title", old.Title, "stand", old.State)
		}
		if err := work(ctx, tx, old); err != nil {
			return err
		}
		written, err = s.get(ctx, tx, id)
		return err
	})
	return written, err
}

// admit checks a draft by itself, against the areas on file and against the author's area.
func (s *Store) admit(ctx context.Context, q data.Querier, by actor.Actor, d *Draft) (plan, error) {
	d.normalise()
	if err := d.Validate(); err != nil {
		return plan{}, err
	}
	if err := by.Check(actor.ChangeAreas, d.areas()...); err != nil {
		return plan{}, err
	}
	w, err := loadWorld(ctx, q)
	if err != nil {
		return plan{}, err
	}
	p, err := d.work(w)
	if err != nil {
		return plan{}, err
	}
	var next []string
	for _, r := range p.rows {
		next = append(next, r.code)
	}
	p.By = by
	return p, by.Check(actor.ChangeAreas, next...)
}

// areas are the codes of the old areas.
func (d *Draft) areas() []string {
	var codes []string
	for _, p := range d.Parts {
		codes = append(codes, p.Old...)
	}
	return codes
}

// columns are in the order of insert.sql and update.sql.
func (d *Draft) columns() []any {
	return []any{d.Kind, d.Title, d.Authority, d.Document, orNull(d.ApprovedOn), orNull(d.EffectiveOn), d.Note, d.Codes, unique(d.areas())}
}

func writeParts(ctx context.Context, tx pgx.Tx, id uuid.UUID, parts []AreaPart) error {
	var b pgx.Batch
	for i, p := range parts {
		var seat, geom data.Geom
		if at := p.seat(); at != nil {
			seat.Geometry = *at
		}
		if p.Geometry != nil {
			geom.Geometry = p.Geometry
		}
		b.Queue(queries.Get("part_insert"), id, i+1, p.Old, p.Code, p.Name, p.Pinyin, p.Parent, seat, geom, p.Members)
	}
	return tx.SendBatch(ctx, &b).Close()
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
