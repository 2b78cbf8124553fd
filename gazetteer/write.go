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
	if id == uuid.Nil {
		id = newID()
	}
	var created Place
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.EditPlace); err != nil {
			return err
		}
		p := Place{ID: id, Version: 1}
		if err := s.settle(ctx, tx, c.Actor, &p, d); err != nil {
			return err
		}
		today := s.now()
		p.ValidFrom = &today
		if err := insertPlaces(ctx, tx, []*Place{&p}); err != nil {
			return err
		}
		var b pgx.Batch
		queueEdit(&b, editOf(opAdd, nil, &p, dayOf(today)))
		if err := tx.SendBatch(ctx, &b).Close(); err != nil {
			return err
		}
		var err error
		created, err = getPlace(ctx, tx, id)
		return err
	})
	return created, err
}

// Update changes an entry that is at the version: change gets its fields and alters them.
// A changed name becomes a former name. Without an effect nothing is written.
// Errors: those of change; problem.NotFound; problem.Forbidden when the author's area does
// not hold the old or the new area and position; problem.Stale; problem.Conflict when it is
// retired; problem.Invalid.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Draft) error) (Place, error) {
	var updated Place
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := s.lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d, before := old.Draft(), old.Draft()
		if err := change(&d); err != nil {
			return err
		}
		d.settle()
		if updated = old; d.equal(&before) {
			return nil
		}
		d.rename(&before)
		d.excuse(&before)
		p := old
		if err := s.settle(ctx, tx, c.Actor, &p, d); err != nil {
			return err
		}
		p.Version++
		if err := s.writeVersion(ctx, tx, opModify, &old, &p); err != nil {
			return err
		}
		updated, err = getPlace(ctx, tx, id)
		return err
	})
	return updated, err
}

// Retire takes an entry out of the gazetteer; its history stays. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Place, error) {
	var retired Place
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := s.lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		p, today := old, s.now()
		p.Status, p.ValidTo, p.Version = Retired, &today, old.Version+1
		if err := s.writeVersion(ctx, tx, opDelete, &old, &p); err != nil {
			return err
		}
		retired, err = getPlace(ctx, tx, id)
		return err
	})
	return retired, err
}

// lock reads an entry to be written, for an author who may write it, and keeps others
// from writing it until the end.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Place, error) {
	if _, err := tx.Exec(ctx, queries.Get("place_lock"), id); err != nil {
		return Place{}, err
	}
	p, err := getPlace(ctx, tx, id)
	if err != nil {
		return Place{}, err
	}
	if err := s.checkRight(by, p.AreaCode, &p, "as recorded"); err != nil {
		return Place{}, err
	}
	switch {
	case p.Version != version:
		return Place{}, problem.New(problem.Stale, "problem.stale", "version", p.Version)
	case p.Status == Retired:
		return Place{}, problem.New(problem.Conflict, "gazetteer.retired", "name", p.Name)
	}
	return p, nil
}

// settle checks a draft and the author's right to it, and writes it into the entry.
func (s *Store) settle(ctx context.Context, tx pgx.Tx, by actor.Actor, p *Place, d Draft) error {
	d.settle()
	if err := d.Validate(); err != nil {
		return err
	}
	if err := checkReferences(ctx, tx, p.ID, &d); err != nil {
		return err
	}
	p.apply(d, dayOf(s.now()))
	if err := locate(ctx, tx, p); err != nil {
		return err
	}
	return s.mayStand(by, p)
}

// mayStand judges the author's right to an entry as it is to be, and its position: outside
// its declared area it needs a reason.
func (s *Store) mayStand(by actor.Actor, p *Place) error {
	return s.checkRight(by, p.AreaCode, p, p.PositionReason)
}

func (s *Store) checkRight(by actor.Actor, area string, p *Place, reason string) error {
	at, placed := p.point()
	if !placed {
		return by.Check(actor.EditPlace, area)
	}
	return by.CheckPosition(actor.EditPlace, area, s.locator.CodesAt(at), reason)
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

// checkReferences refuses an unknown class or area, and a place code that another entry
// has or had when it was retired: codes are not used twice.
func checkReferences(ctx context.Context, q data.Querier, id uuid.UUID, d *Draft) error {
	var class, area bool
	var holder *string
	err := q.QueryRow(ctx, queries.Get("references"), d.ClassCode, d.AreaCode, orNull(d.PlaceCode), id).Scan(&class, &area, &holder)
	if err != nil {
		return err
	}
	var c checker
	if !class {
		c.bad("class_code", "gazetteer.unknown_class", "code", d.ClassCode)
	}
	if !area {
		c.bad("area_code", "gazetteer.unknown_area", "code", d.AreaCode)
	}
	if holder != nil {
		c.bad("place_code", "gazetteer.code_in_use", "code", d.PlaceCode, "name", *holder)
	}
	return problem.InvalidFields(c...)
}
