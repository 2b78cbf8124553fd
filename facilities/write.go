package facilities

import (
	"context"
	"reflect"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Create adds a facility under the id that the client made, or a new one for uuid.Nil.
// Without status_from the status begins today.
// Errors: problem.Invalid; problem.Forbidden outside the author's area; problem.Conflict
// for an id in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (Facility, error) {
	var created Facility
	err := s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) (err error) {
		created, err = s.CreateIn(ctx, tx, c, id, d)
		return err
	})
	return created, err
}

// CreateIn is Create in a transaction that was begun by the same change.
func (s *Store) CreateIn(ctx context.Context, tx pgx.Tx, c data.Change, id uuid.UUID, d Draft) (Facility, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	if err := s.admit(ctx, tx, c.Actor, &d, nil); err != nil {
		return Facility{}, err
	}
	history, err := d.changed(nil, c.Reason, s.today())
	if err != nil {
		return Facility{}, err
	}
	if _, err := tx.Exec(ctx, queries.Get("insert"), append(d.columns(id, nil, ""), false)...); err != nil {
		return Facility{}, err
	}
	if err := writeHistory(ctx, tx, id, nil, history); err != nil {
		return Facility{}, err
	}
	return getFacility(ctx, tx, id, s.today())
}

// Update changes a facility that is at the version: edit gets its fields and changes them.
// Setting Status appends to the history, from StatusFrom or today.
// Errors: those of edit; problem.NotFound; problem.Forbidden when the author's area does not
// hold the old or the new area and position; problem.Stale; problem.Conflict when it is
// retired; problem.Invalid.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*Draft) error) (Facility, error) {
	var updated Facility
	err := s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := s.lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		before, d := old.Draft(), old.Draft()
		if err := edit(&d); err != nil {
			return err
		}
		if err := s.admit(ctx, tx, c.Actor, &d, &before); err != nil {
			return err
		}
		history, err := d.changed(old.Statuses, c.Reason, s.today())
		if err != nil {
			return err
		}
		if updated = old; d.same(old.Draft()) && history.same(old.Statuses) {
			return nil
		}
		if _, err := tx.Exec(ctx, queries.Get("update"), append(d.columns(id, nil, ""), false)...); err != nil {
			return err
		}
		if err := writeHistory(ctx, tx, id, old.Statuses, history); err != nil {
			return err
		}
		updated, err = getFacility(ctx, tx, id, s.today())
		return err
	})
	return updated, err
}

// Retire withdraws the record of a facility; its history stays. A facility that went out
// of use is not retired but closed. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Facility, error) {
	var retired Facility
	err := s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("retire"), id); err != nil {
			return err
		}
		var err error
		retired, err = getFacility(ctx, tx, id, s.today())
		return err
	})
	return retired, err
}

// write runs fn in a transaction for an author who may edit facilities somewhere.
func (s *Store) write(ctx context.Context, c data.Change, fn func(context.Context, pgx.Tx) error) error {
	if err := c.Actor.Check(actor.EditFacility); err != nil {
		return err
	}
	return s.db.Write(ctx, c, fn)
}

// lock reads a facility to be written and keeps others from writing it until the end.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Facility, error) {
	if _, err := tx.Exec(ctx, queries.Get("lock"), id); err != nil {
		return Facility{}, err
	}
	f, err := getFacility(ctx, tx, id, s.today())
	if err != nil {
		return Facility{}, err
	}
	if err := s.checkRight(by, f.Draft(), "recorded"); err != nil {
		return Facility{}, err
	}
	switch {
	case f.Retired:
		return Facility{}, problem.New(problem.Conflict, "facilities.retired", "name", f.Name)
	case f.Version != version:
		return Facility{}, problem.New(problem.Stale, "problem.stale", "version", f.Version)
	}
	return f, nil
}

// admit settles a draft and checks its content and the author's right to it; before is what
// the facility was, nil for a new one.
func (s *Store) admit(ctx context.Context, tx pgx.Tx, by actor.Actor, d, before *Draft) error {
	d.settle()
	if _, err := tx.Exec(ctx, queries.Get("kind_share")); err != nil {
		return err
	}
	ref, err := referencesOf(ctx, tx, d)
	if err != nil {
		return err
	}
	ref.before = before
	if err := d.validate(ref); err != nil {
		return err
	}
	if err := s.checkRight(by, *d, d.PositionReason); err != nil {
		return err
	}
	return problem.Confirm(d.doubts(before), d.Confirm)
}

// checkRight judges the declared area and, where there is one, the position.
func (s *Store) checkRight(by actor.Actor, d Draft, reason string) error {
	p, placed := d.Point()
	if !placed {
		return by.Check(actor.EditFacility, d.AreaCode)
	}
	return by.CheckPosition(actor.EditFacility, d.AreaCode, s.locator.CodesAt(p), reason)
}

// changed is the history after the draft's status, unchanged when it names none.
func (d *Draft) changed(old History, reason string, today Day) (History, error) {
	status, from := d.Status, today
	if d.StatusFrom != nil {
		from = *d.StatusFrom
	}
	switch {
	case status != "":
	case len(old) == 0:
		return nil, problem.InvalidFields(problem.Bad("status", "problem.required"))
	case d.StatusFrom == nil:
		return old, nil
	default:
		status = old[len(old)-1].Status
	}
	return old.Change(status, from, reason)
}

// referencesOf loads the kinds and the areas that a draft names.
func referencesOf(ctx context.Context, q data.Querier, d *Draft) (references, error) {
	catalogue, err := loadCatalogue(ctx, q)
	if err != nil {
		return references{}, err
	}
	areas, err := loadAreas(ctx, q, []string{d.AreaCode, d.VillageCode})
	return references{Catalogue: catalogue, areas: areas}, err
}

// loadAreas gives the areas with these codes, all areas for nil.
func loadAreas(ctx context.Context, q data.Querier, codes []string) (map[string]area, error) {
	rows, err := q.Query(ctx, queries.Get("areas"), codes)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[area])
	areas := make(map[string]area, len(list))
	for _, a := range list {
		areas[a.Code] = a
	}
	return areas, err
}

// same reports whether the fields, the status aside, are those of another draft.
func (d Draft) same(other Draft) bool {
	d.Status, d.StatusFrom, d.Confirm = "", nil, nil
	d.Extra, other.Extra = d.Extra.settled(), other.Extra.settled()
	return reflect.DeepEqual(d, other)
}

// columns are the parameters of insert.sql and update.sql but the last; empty references become NULL.
func (d *Draft) columns(id uuid.UUID, ref *string, origin string) []any {
	return []any{id, ref, d.Kind, d.Subkind, d.Name, d.AreaCode, orNull(d.VillageCode),
		d.Lon, d.Lat, d.Precision, d.TargetDate, d.Capacity, d.Used, d.NursingBeds, d.Grade,
		d.Operator, d.ApprovalNo, d.AreaM2, d.Note, d.PositionReason, origin, d.Extra}
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
