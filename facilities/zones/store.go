package zones

import (
	"context"
	"embed"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/zones", sqlFiles)

// Store keeps the zones.
type Store struct{ db *data.DB }

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db} }

// Filter chooses zones; empty fields do not restrict.
type Filter struct {
	Area  string // code of an area that it lies in or that lies in it
	Kind  string
	AsOf  *facilities.Day // holds on the day
	After string          // key of the last zone of the page before
	Limit int
}

// List is the zones that fit, without their shapes, one more than the limit when more follow.
func (s *Store) List(ctx context.Context, f Filter) ([]BurialZone, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("list"), f.Area, f.Kind, f.AsOf, f.After, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	found, err := pgx.CollectRows(rows, scanZone)
	return found, data.Problem(err)
}

// Get is a zone, withdrawn ones too. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (BurialZone, error) {
	z, err := get(ctx, s.db.Read(), id)
	return z, data.Problem(err)
}

func get(ctx context.Context, q data.Querier, id uuid.UUID) (BurialZone, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return BurialZone{}, err
	}
	z, err := pgx.CollectExactlyOneRow(rows, scanZone)
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "burial_zone", "id", id.String())
	}
	return z, err
}

// scanZone reads a zone, with its shape where the row has one.
func scanZone(row pgx.CollectableRow) (z BurialZone, err error) {
	var shape data.Geom
	err = row.Scan(&z.ID, &z.Kind, &z.Name, &z.AreaCode, &z.AreaName, &z.Areas, &shape, &z.From, &z.To, &z.Document, &z.Note, &z.Retired, &z.Version)
	z.Geometry = shape.Geometry
	return z, err
}

// History is every version of a zone, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Get(ctx, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "burial_zone", id.String(), "burial_zone")
	return versions, data.Problem(err)
}

// Create adds a zone under the id that the client made, or a new one for uuid.Nil.
// Errors: problem.Unauthorized, Forbidden, Invalid; problem.Conflict for an id in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (BurialZone, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	return s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) (uuid.UUID, error) {
		return id, admitAndPut(ctx, tx, c.Actor, "insert", id, &d)
	})
}

// Update changes a zone that is at the version.
// Errors: as Create; those of edit; problem.NotFound, Conflict for a withdrawn one, Stale.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*Draft) error) (BurialZone, error) {
	return s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) (uuid.UUID, error) {
		z, err := hold(ctx, tx, c.Actor, id, version)
		if err != nil {
			return id, err
		}
		d := z.Draft()
		if err := edit(&d); err != nil {
			return id, err
		}
		return id, admitAndPut(ctx, tx, c.Actor, "update", id, &d)
	})
}

// Retire withdraws a zone that was entered by mistake; one that no longer holds ends on a
// day instead. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.write(ctx, c, func(ctx context.Context, tx pgx.Tx) (uuid.UUID, error) {
		if _, err := hold(ctx, tx, c.Actor, id, version); err != nil {
			return id, err
		}
		_, err := tx.Exec(ctx, queries.Get("retire"), id)
		return id, err
	})
	return err
}

func (s *Store) write(ctx context.Context, c data.Change, fn func(context.Context, pgx.Tx) (uuid.UUID, error)) (z BurialZone, err error) {
	if err := c.Actor.Check(actor.PlanFacility); err != nil {
		return z, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		id, err := fn(ctx, tx)
		if err != nil {
			return err
		}
		z, err = get(ctx, tx, id)
		return err
	})
	return z, err
}

// hold reads a zone to be written and keeps others from writing it.
func hold(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (BurialZone, error) {
	if _, err := tx.Exec(ctx, queries.Get("lock"), id); err != nil {
		return BurialZone{}, err
	}
	z, err := get(ctx, tx, id)
	if err != nil {
		return z, err
	}
	if err := by.Check(actor.PlanFacility, z.AreaCode); err != nil {
		return z, err
	}
	switch {
	case z.Retired:
		return z, problem.New(problem.Conflict, "facilitylife.zone_retired")
	case z.Version != version:
		return z, problem.New(problem.Stale, "problem.stale", "version", z.Version)
	}
	return z, nil
}

// admitAndPut checks a draft and the author's right to it, and writes it.
func admitAndPut(ctx context.Context, tx pgx.Tx, by actor.Actor, query string, id uuid.UUID, d *Draft) error {
	if err := d.validate(); err != nil {
		return err
	}
	if err := by.Check(actor.PlanFacility, d.AreaCode); err != nil {
		return err
	}
	if err := d.checkAreas(ctx, tx); err != nil {
		return err
	}
	if d.Areas == nil {
		d.Areas = []string{}
	}
	_, err := tx.Exec(ctx, queries.Get(query), id, d.Kind, d.Name, d.AreaCode, d.Areas, data.Geom{Geometry: d.Shape}, d.From, d.To, d.Document, d.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("areas_put"), id, d.Areas)
	return err
}

// checkAreas refuses areas that there are not and extents that reach beyond the zone's own area.
func (d *Draft) checkAreas(ctx context.Context, tx pgx.Tx) error {
	var bad problem.Fields
	var name string
	var unknown []string
	var outside bool
	err := tx.QueryRow(ctx, queries.Get("check"), d.AreaCode, d.Areas, data.Geom{Geometry: d.Shape}).Scan(&name, &unknown, &outside)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		bad.Bad("area_code", "facilitylife.unknown_area", "area", d.AreaCode)
		return bad.Err()
	case err != nil:
		return err
	}
	for _, code := range d.Areas {
		if !strings.HasPrefix(code, d.AreaCode) {
			bad.Bad("areas", "facilitylife.zone_area", "area", name, "code", code)
		}
	}
	for _, code := range unknown {
		bad.Bad("areas", "facilitylife.unknown_area", "area", code)
	}
	if outside {
		bad.Bad("geometry", "facilitylife.zone_outside", "area", name)
	}
	return bad.Err()
}
