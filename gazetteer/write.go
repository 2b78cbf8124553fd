package gazetteer

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Create adds an entry under the id that the client made, or a new one for uuid.Nil; it
// goes into the ledger as added today.
// Errors: problem.Invalid, for a place code in use too; problem.Forbidden outside the
// author's area; problem.Conflict for an id in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (Place, error) {
	return s.direct(ctx, c, func(ctx context.Context, tx pgx.Tx) (Place, uuid.UUID, error) {
		return s.AddIn(ctx, tx, c.Actor, id, d, Stamp{})
	})
}

// Update changes an entry that is at the version: change gets its fields and alters them.
// A changed name becomes a former name. Without an effect nothing is written.
// Errors: those of change; problem.NotFound; problem.Forbidden when the author's area does
// not hold the old or the new area and position; problem.Stale; problem.Conflict when it is
// retired; problem.Invalid.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Draft) error) (Place, error) {
	return s.direct(ctx, c, func(ctx context.Context, tx pgx.Tx) (Place, uuid.UUID, error) {
		return s.ChangeIn(ctx, tx, c.Actor, id, version, change, Stamp{})
	})
}

// UpdateAs is Update with the matter (事项) that the author declares: Correction of a name
// that was written wrongly, or Renaming; "" for what the change itself says. Error:
// problem.Invalid for another matter.
func (s *Store) UpdateAs(ctx context.Context, c data.Change, matter string, id uuid.UUID, version int64, change func(*Draft) error) (Place, error) {
	if matter != "" && matter != Correction && matter != Renaming {
		return Place{}, problem.InvalidFields(problem.Bad("matter", "problem.unknown_value", "allowed", Correction+", "+Renaming))
	}
	return s.direct(ctx, c, func(ctx context.Context, tx pgx.Tx) (Place, uuid.UUID, error) {
		return s.ChangeIn(ctx, tx, c.Actor, id, version, change, Stamp{Matter: matter})
	})
}

// Retire takes an entry out of the gazetteer; its history stays. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Place, error) {
	return s.direct(ctx, c, func(ctx context.Context, tx pgx.Tx) (Place, uuid.UUID, error) {
		return s.RetireIn(ctx, tx, c.Actor, id, version, Stamp{})
	})
}

// direct makes one edit in a transaction of its own.
func (s *Store) direct(ctx context.Context, c data.Change, door func(context.Context, pgx.Tx) (Place, uuid.UUID, error)) (Place, error) {
	var written Place
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		written, _, err = door(ctx, tx)
		return err
	})
	return written, err
}

// AddIn is Create in the caller's transaction, which has an open change. It gives the id
// of the edit in the ledger too.
func (s *Store) AddIn(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, d Draft, st Stamp) (Place, uuid.UUID, error) {
	st = st.with(by, s.now())
	if err := by.Check(st.Action); err != nil {
		return Place{}, uuid.Nil, err
	}
	if id == uuid.Nil {
		id = newID()
	}
	p, err := s.next(ctx, tx, by, Place{ID: id, ValidFrom: &st.On}, d, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	if err := insertPlaces(ctx, tx, []*Place{&p}); err != nil {
		return Place{}, uuid.Nil, err
	}
	var b pgx.Batch
	e := st.edit(opAdd, nil, &p)
	queueEdit(&b, e)
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return Place{}, uuid.Nil, err
	}
	added, err := getPlace(ctx, tx, id)
	return added, e.ID, err
}

// ChangeIn is Update in the caller's transaction, which has an open change. The id of the
// edit is uuid.Nil when the change had no effect.
func (s *Store) ChangeIn(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64, change func(*Draft) error, st Stamp) (Place, uuid.UUID, error) {
	st = st.with(by, s.now())
	old, err := s.lock(ctx, tx, by, id, version, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	if old.Status == Retired {
		return Place{}, uuid.Nil, retired(&old)
	}
	d, before := old.Draft(), old.Draft()
	if err := change(&d); err != nil {
		return Place{}, uuid.Nil, err
	}
	d.settle()
	if d.equal(&before) {
		return old, uuid.Nil, nil
	}
	p, err := s.next(ctx, tx, by, old, d, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	e := st.edit(opModify, &old, &p)
	if err := writeVersion(ctx, tx, e, &old, &p); err != nil {
		return Place{}, uuid.Nil, err
	}
	changed, err := getPlace(ctx, tx, id)
	return changed, e.ID, err
}

// RetireIn is Retire in the caller's transaction, which has an open change.
func (s *Store) RetireIn(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64, st Stamp) (Place, uuid.UUID, error) {
	st = st.with(by, s.now())
	old, err := s.lock(ctx, tx, by, id, version, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	if old.Status == Retired {
		return Place{}, uuid.Nil, retired(&old)
	}
	p := old
	p.Status, p.ValidTo, p.Version = Retired, &st.On, old.Version+1
	e := st.edit(opDelete, &old, &p)
	if err := writeVersion(ctx, tx, e, &old, &p); err != nil {
		return Place{}, uuid.Nil, err
	}
	gone, err := getPlace(ctx, tx, id)
	return gone, e.ID, err
}

// RestoreIn brings a retired entry back under its id and code, as the draft says; the
// ledger has it as added. It reverts a retirement. Error: problem.Conflict when the entry
// is not retired; else as ChangeIn.
func (s *Store) RestoreIn(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64, d Draft, st Stamp) (Place, uuid.UUID, error) {
	st = st.with(by, s.now())
	old, err := s.lock(ctx, tx, by, id, version, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	if old.Status != Retired {
		return Place{}, uuid.Nil, problem.New(problem.Conflict, "gazetteer.not_retired", "name", old.Name)
	}
	st.Exact = true
	p, err := s.next(ctx, tx, by, old, d, st)
	if err != nil {
		return Place{}, uuid.Nil, err
	}
	p.ValidTo = nil
	e := st.edit(opAdd, &old, &p)
	if err := writeVersion(ctx, tx, e, &old, &p); err != nil {
		return Place{}, uuid.Nil, err
	}
	back, err := getPlace(ctx, tx, id)
	return back, e.ID, err
}

// lock reads an entry to be written, for an author who may write it, and keeps others
// from writing it until the end.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64, st Stamp) (Place, error) {
	if _, err := tx.Exec(ctx, queries.Get("place_lock"), id); err != nil {
		return Place{}, err
	}
	p, err := getPlace(ctx, tx, id)
	if err != nil {
		return Place{}, err
	}
	if p.Secrecy.hides(wholeEntry, by.Clearance) {
		return Place{}, notFound(id)
	}
	if err := s.checkRight(by, st.Action, &p, "as recorded"); err != nil {
		return Place{}, err
	}
	if p.Version != version {
		return Place{}, problem.New(problem.Stale, "problem.stale", "version", p.Version)
	}
	return p, nil
}

func retired(p *Place) error {
	return problem.New(problem.Conflict, "gazetteer.retired", "name", p.Name)
}

// next is the version of an entry that follows when the draft is written into it.
func (s *Store) next(ctx context.Context, q data.Querier, by actor.Actor, p Place, d Draft, st Stamp) (Place, error) {
	before := p.Draft()
	d.settle()
	if !st.Exact {
		d.rename(&before)
	}
	d.excuse(&before)
	if err := d.keepGraded(&before, by.Clearance); err != nil {
		return p, err
	}
	p.Version++
	return p, s.settle(ctx, q, by, &p, d, st)
}

// settle checks a draft and the author's right to it, and writes it into the entry.
func (s *Store) settle(ctx context.Context, q data.Querier, by actor.Actor, p *Place, d Draft, st Stamp) error {
	d.settle()
	if err := d.Validate(); err != nil {
		return err
	}
	if err := checkReferences(ctx, q, &d); err != nil {
		return err
	}
	if err := checkPlaceCode(ctx, q, p, &d, by.Clearance); err != nil {
		return err
	}
	p.apply(d, st.day())
	if err := locate(ctx, q, p); err != nil {
		return err
	}
	return s.checkRight(by, st.Action, p, p.PositionReason)
}

// checkRight judges the author's right to an entry by its declared area and its position:
// outside its declared area it needs a reason.
func (s *Store) checkRight(by actor.Actor, action actor.Action, p *Place, reason string) error {
	at, placed := p.point()
	if !placed {
		return by.Check(action, p.AreaCode)
	}
	return by.CheckPosition(action, p.AreaCode, s.locator.CodesAt(at), reason)
}

// excuse drops the reason for a position that is no longer the one it was given for.
func (d *Draft) excuse(before *Draft) {
	moved := d.AreaCode != before.AreaCode || !orb.Equal(d.geometry(), before.geometry())
	if moved && d.PositionReason == before.PositionReason {
		d.PositionReason = ""
	}
}

// locate fills lon and lat: the point, or a point on the line or polygon.
func locate(ctx context.Context, q data.Querier, p *Place) error {
	p.Lon, p.Lat = nil, nil
	switch g := p.Geom.Geometry.(type) {
	case nil:
		return nil
	case orb.Point:
		p.Lon, p.Lat = &g[0], &g[1]
		return nil
	}
	return q.QueryRow(ctx, queries.Get("point_on"), p.Geom).Scan(&p.Lon, &p.Lat)
}

// checkReferences refuses an unknown class or area.
func checkReferences(ctx context.Context, q data.Querier, d *Draft) error {
	var class, area bool
	if err := q.QueryRow(ctx, queries.Get("references"), d.ClassCode, d.AreaCode).Scan(&class, &area); err != nil {
		return err
	}
	var c checker
	if !class {
		c.Bad("class_code", "gazetteer.unknown_class", "code", d.ClassCode)
	}
	if !area {
		c.Bad("area_code", "gazetteer.unknown_area", "code", d.AreaCode)
	}
	return c.Err()
}
