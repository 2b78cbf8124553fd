package signs

import (
	"context"
	"embed"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("gazetteer/signs", sqlFiles)

// AreaLocator says which areas hold a point, outermost first.
type AreaLocator interface {
	CodesAt(p orb.Point) []string
}

// Store keeps signs and plans.
type Store struct {
	db      *data.DB
	locator AreaLocator
	now     func() time.Time
}

// NewStore makes a store on the database; the locator finds the areas of positions.
func NewStore(db *data.DB, locator AreaLocator) *Store {
	return &Store{db: db, locator: locator, now: time.Now}
}

func (s *Store) today() string { return chinatime.Day(s.now()) }

// Filter says which signs are listed; empty fields do not restrict.
type Filter struct {
	Area      string // code of an area that holds the entry
	Class     string // class code or the beginning of one
	Kind      string
	Condition string
	Text      string // part of what the sign says, or of the entry's name
	Place     uuid.UUID
	Plan      uuid.UUID
	Differs   bool // only those that do not say the standard name
	After     uuid.UUID
	Limit     int
}

func (f Filter) validate() error {
	if f.Kind != "" && !slices.Contains(Kinds, f.Kind) {
		return problem.Parameter("kind", "problem.unknown_value", "allowed", strings.Join(Kinds, ", "))
	}
	if f.Condition != "" && !slices.Contains(Conditions, f.Condition) {
		return problem.Parameter("condition", "problem.unknown_value", "allowed", strings.Join(Conditions, ", "))
	}
	return nil
}

// List is the signs that fit, in the order of their ids, one more than the limit when more
// follow; withdrawn ones are left out. Error: problem.BadParameter.
func (s *Store) List(ctx context.Context, f Filter) ([]Sign, error) {
	if err := f.validate(); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("sign_list"), f.Area, f.Class, f.Kind, f.Condition, f.Text,
		orNil(f.Place), orNil(f.Plan), f.Differs, f.After, f.Limit+1, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, data.Problem(err)
	}
	signs, err := pgx.CollectRows(rows, pgx.RowToStructByName[Sign])
	if err != nil {
		return nil, data.Problem(err)
	}
	signs, err = open(ctx, s.db.Read(), signs)
	return signs, data.Problem(err)
}

// Get is a sign, a withdrawn one too. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Sign, error) {
	sign, err := getSign(ctx, s.db.Read(), id)
	if err != nil {
		return Sign{}, data.Problem(err)
	}
	open, err := open(ctx, s.db.Read(), []Sign{sign})
	if err == nil && len(open) == 0 {
		err = notFound(id)
	}
	if err != nil {
		return Sign{}, data.Problem(err)
	}
	return open[0], nil
}

// open leaves out what the reader of ctx may not know of the entries: signs of graded
// ones, and where signs stand whose entry's position is graded.
func open(ctx context.Context, q data.Querier, signs []Sign) ([]Sign, error) {
	ids := make([]uuid.UUID, len(signs))
	for i := range signs {
		ids[i] = signs[i].PlaceID
	}
	veil, err := gazetteer.ReadVeil(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	shown := signs[:0]
	for _, sign := range signs {
		if !veil.Field(sign.PlaceID, "position") {
			sign.Lon, sign.Lat, sign.PositionReason = nil, nil, ""
		}
		if veil.Entry(sign.PlaceID) {
			shown = append(shown, sign)
		}
	}
	return shown, nil
}

func notFound(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "sign", "id", id)
}

func getSign(ctx context.Context, q data.Querier, id uuid.UUID) (Sign, error) {
	rows, err := q.Query(ctx, queries.Get("sign_get"), id)
	if err != nil {
		return Sign{}, err
	}
	sign, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Sign])
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound(id)
	}
	return sign, err
}

// History is every version of a sign, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	sign, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	veil, err := gazetteer.ReadVeil(ctx, s.db.Read(), []uuid.UUID{sign.PlaceID})
	if err != nil {
		return nil, data.Problem(err)
	}
	versions, err := data.History(ctx, s.db.Read(), "sign", id.String(), "sign")
	for i := range versions {
		v := &versions[i]
		v.Before, v.After = veil.Row(sign.PlaceID, v.Before), veil.Row(sign.PlaceID, v.After)
	}
	return versions, data.Problem(err)
}

// Create puts a sign into the register under the id that the client made, or a new one for
// uuid.Nil. Errors: problem.Invalid; problem.Forbidden when the author's area does not hold
// the entry and the position; problem.Conflict for an id in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (Sign, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	var sign Sign
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.settle(ctx, tx, c.Actor, &d, ""); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("sign_insert"), d.columns(id)...); err != nil {
			return err
		}
		var err error
		sign, err = getSign(ctx, tx, id)
		return err
	})
	return sign, err
}

// Update changes a sign that is at the version. Errors: as Create; those of change;
// problem.NotFound; problem.Stale; problem.Conflict when it is withdrawn.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Draft) error) (Sign, error) {
	var sign Sign
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := s.lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.Draft()
		if err := change(&d); err != nil {
			return err
		}
		if err := s.settle(ctx, tx, c.Actor, &d, old.AreaCode); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("sign_update"), d.columns(id)...); err != nil {
			return err
		}
		sign, err = getSign(ctx, tx, id)
		return err
	})
	return sign, err
}

// Retire withdraws a sign; its history stays. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("sign_retire"), id)
		return err
	})
}

// lock reads a sign to be written by the actor and keeps others from writing it.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Sign, error) {
	if _, err := tx.Exec(ctx, queries.Get("sign_lock"), id); err != nil {
		return Sign{}, err
	}
	sign, err := getSign(ctx, tx, id)
	if err != nil {
		return Sign{}, err
	}
	switch err := by.Check(actor.TendNames, sign.AreaCode); {
	case err != nil:
		return Sign{}, err
	case sign.Version != version:
		return Sign{}, problem.New(problem.Stale, "problem.stale", "version", sign.Version)
	case sign.Retired:
		return Sign{}, problem.New(problem.Conflict, "signs.retired")
	}
	return sign, nil
}

// settle checks a draft and the actor's right to its entry and position.
func (s *Store) settle(ctx context.Context, tx pgx.Tx, by actor.Actor, d *Draft, oldArea string) error {
	if err := by.Check(actor.TendNames); err != nil {
		return err
	}
	name, area, err := s.references(ctx, tx, d)
	if err != nil {
		return err
	}
	d.settle(name)
	if err := d.Validate(s.today()); err != nil {
		return err
	}
	if oldArea != "" {
		if err := by.Check(actor.TendNames, oldArea); err != nil {
			return err
		}
	}
	at := d.point()
	if at == nil {
		return by.Check(actor.TendNames, area)
	}
	return by.CheckPosition(actor.TendNames, area, s.locator.CodesAt(*at), d.PositionReason)
}

// references finds the entry's name and area; entry and plan must exist and stand.
func (s *Store) references(ctx context.Context, q data.Querier, d *Draft) (name, area string, err error) {
	var place, plan bool
	err = q.QueryRow(ctx, queries.Get("references"), d.PlaceID, d.PlanID).Scan(&place, &name, &area, &plan)
	if err != nil {
		return "", "", err
	}
	var c checker
	if !place {
		c.Bad("place_id", "signs.unknown_place")
	}
	if !plan {
		c.Bad("plan_id", "signs.unknown_plan")
	}
	return name, area, c.Err()
}

// columns are in the order of sign_insert.sql and sign_update.sql.
func (d *Draft) columns(id uuid.UUID) []any {
	var at data.Geom
	if p := d.point(); p != nil {
		at.Geometry = *p
	}
	return []any{id, d.PlaceID, d.PlanID, d.Kind, d.Text, d.Romanised, at, d.PositionReason, d.Condition,
		orNull(d.InstalledOn), orNull(d.CheckedOn), d.Note}
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
