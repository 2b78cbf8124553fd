package quality

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Start begins a review of the entries of a class (or the beginning of one) and an area
// and takes the first look. Errors: problem.Invalid, problem.Forbidden.
func (s *Store) Start(ctx context.Context, c data.Change, r Review) (Review, error) {
	r.ID, r.Author, r.Title = uuid.Must(uuid.NewV7()), nameOf(c.Actor), strings.TrimSpace(r.Title)
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames, r.AreaCode); err != nil {
			return err
		}
		var classes, areas bool
		if err := tx.QueryRow(ctx, queries.Get("references"), r.ClassPrefix, r.AreaCode).Scan(&classes, &areas); err != nil {
			return err
		}
		var bad problem.Fields
		bad.Required("title", strings.TrimSpace(r.Title))
		bad.Line("title", r.Title, 200)
		if !classes {
			bad.Bad("class_prefix", "gazetteer.unknown_class", "code", r.ClassPrefix)
		}
		if !areas {
			bad.Bad("area_code", "gazetteer.unknown_area", "code", r.AreaCode)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		now := s.now()
		if _, err := tx.Exec(ctx, queries.Get("review_insert"), r.ID, r.Title, r.ClassPrefix, r.AreaCode, r.Author, now); err != nil {
			return err
		}
		return s.look(ctx, tx, &r, now)
	})
	if err != nil {
		return Review{}, err
	}
	return s.Review(ctx, r.ID)
}

func nameOf(a actor.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return a.Login
}

// Look looks again: what is right now is mended, what is wrong again is open again, what
// was accepted stays so, new faults are added. Errors: problem.NotFound,
// problem.Forbidden, problem.Stale, problem.Conflict for a closed review.
func (s *Store) Look(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Review, error) {
	return s.alter(ctx, c, id, version, s.look)
}

// Close ends a review. Errors: as Look.
func (s *Store) Close(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Review, error) {
	return s.alter(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, r *Review, now time.Time) error {
		_, err := tx.Exec(ctx, queries.Get("review_close"), r.ID, now)
		return err
	})
}

// alter does something to an open review that is at the version.
func (s *Store) alter(ctx context.Context, c data.Change, id uuid.UUID, version int64, do func(context.Context, pgx.Tx, *Review, time.Time) error) (Review, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		r, err := s.lockReview(ctx, tx, c.Actor, id)
		if err == nil && r.Version != version {
			err = problem.New(problem.Stale, "problem.stale", "version", r.Version)
		}
		if err != nil {
			return err
		}
		return do(ctx, tx, &r, s.now())
	})
	if err != nil {
		return Review{}, err
	}
	return s.Review(ctx, id)
}

// lockReview reads an open review that the author may work on and keeps others from it.
func (s *Store) lockReview(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID) (Review, error) {
	if _, err := tx.Exec(ctx, queries.Get("review_lock"), id); err != nil {
		return Review{}, err
	}
	r, err := one[Review](ctx, tx, "review_list", "quality_review", id)
	if err == nil {
		err = by.Check(actor.TendNames, r.AreaCode)
	}
	if err == nil && r.ClosedAt != nil {
		err = problem.New(problem.Conflict, "quality.closed", "title", r.Title)
	}
	return r, err
}

// known is an item as a look finds it.
type known struct {
	ID      uuid.UUID
	PlaceID uuid.UUID
	Kind    string
	Subject string
	State   string
}

// faultKey is what makes two faults of a review the same.
type faultKey struct {
	place         uuid.UUID
	kind, subject string
}

// look judges every entry of the review and brings its list up to date.
func (s *Store) look(ctx context.Context, tx pgx.Tx, r *Review, now time.Time) error {
	checks, err := read[Check](ctx, tx, "check_list")
	if err != nil {
		return err
	}
	subjects, err := read[subject](ctx, tx, "subjects", r.ClassPrefix, r.AreaCode)
	if err != nil {
		return err
	}
	before, err := read[known](ctx, tx, "item_known", r.ID)
	if err != nil {
		return err
	}
	news := compare(r.ID, checks, subjects, before, now)
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"cairn", "quality_item"}, itemColumns, pgx.CopyFromRows(news.added)); err != nil {
		return err
	}
	var b pgx.Batch
	b.Queue(queries.Get("item_mend"), news.mended, now)
	b.Queue(queries.Get("item_again"), news.again, now)
	b.Queue(queries.Get("review_looked"), r.ID, news.entries, now)
	return tx.SendBatch(ctx, &b).Close()
}

// news are how the list of a review changes.
type news struct {
	added         [][]any // rows of itemColumns
	again, mended []uuid.UUID
	entries       int // judged that are not graded: every account reads the number
}

// compare judges the subjects and compares their faults with those known before.
func compare(review uuid.UUID, checks []Check, subjects []subject, before []known, now time.Time) news {
	n := news{again: []uuid.UUID{}, mended: []uuid.UUID{}}
	items := make(map[faultKey]known, len(before))
	for _, it := range before {
		items[faultKey{it.PlaceID, it.Kind, it.Subject}] = it
	}
	for i := range subjects {
		p := &subjects[i]
		if p.Grade == 0 {
			n.entries++
		}
		for _, f := range judge(checks, p, now) {
			key := faultKey{p.ID, f.kind, f.subject}
			it, is := items[key]
			delete(items, key)
			switch {
			case !is:
				n.added = append(n.added, []any{uuid.Must(uuid.NewV7()), review, p.ID, p.Name, p.ClassCode, p.AreaCode, f.kind, f.subject, f.severity, f.key, f.params, now})
			case it.State == Mended:
				n.again = append(n.again, it.ID)
			}
		}
	}
	for _, it := range items {
		if it.State != Mended {
			n.mended = append(n.mended, it.ID)
		}
	}
	return n
}

var itemColumns = []string{"id", "review_id", "place_id", "name", "class_code", "area_code", "kind", "subject", "severity", "key", "params", "found_at"}

// Accept accepts an item that is at the version as it is, for a reason; an empty reason
// opens an accepted one again. Errors: problem.Invalid, problem.NotFound,
// problem.Forbidden outside the author's area, problem.Stale, problem.Conflict for an item
// that is mended or of a closed review.
func (s *Store) Accept(ctx context.Context, c data.Change, review, id uuid.UUID, version int64, reason string) (Fault, error) {
	var it Fault
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) (err error) {
		if err := lock(ctx, tx, "item_lock", "quality_item", id, version); err != nil && !problem.Is(err, problem.Stale) {
			return err
		}
		if it, err = one[Fault](ctx, tx, "item_get", "quality_item", id); err != nil {
			return err
		}
		if it.ReviewID != review {
			return problem.New(problem.NotFound, "problem.not_found", "what", "quality_item", "id", id)
		}
		if err := c.Actor.Check(actor.TendNames, it.AreaCode); err != nil {
			return err
		}
		reason = strings.TrimSpace(reason)
		r, err := one[Review](ctx, tx, "review_list", "quality_review", review)
		switch {
		case err != nil:
			return err
		case it.Version != version:
			return problem.New(problem.Stale, "problem.stale", "version", it.Version)
		case r.ClosedAt != nil:
			return problem.New(problem.Conflict, "quality.closed", "title", r.Title)
		case it.State == Mended:
			return problem.New(problem.Conflict, "quality.mended", "name", it.Name)
		case it.State == Open && reason == "":
			return problem.InvalidFields(problem.Bad("reason", "problem.required"))
		}
		var bad problem.Fields
		bad.Text("reason", reason, 2000)
		if err := bad.Err(); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("item_accept"), id, reason, nameOf(c.Actor), s.now()); err != nil {
			return err
		}
		it, err = one[Fault](ctx, tx, "item_get", "quality_item", id)
		return err
	})
	return it, err
}
