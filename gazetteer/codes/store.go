package codes

import (
	"context"
	"embed"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("codes", sqlFiles)

// Store gives out codes.
type Store struct {
	db     *data.DB
	places *gazetteer.Store
}

// NewStore makes a store on the database that writes codes into places.
func NewStore(db *data.DB, places *gazetteer.Store) *Store { return &Store{db, places} }

// Allocate is the package's Allocate, for those who want an interface.
func (s *Store) Allocate(ctx context.Context, tx pgx.Tx, areaCode, classCode string) (string, error) {
	return Allocate(ctx, tx, areaCode, classCode)
}

// townshipClasses are the beginnings of the classes whose things lie in one township:
// villages' areas, rural settlements, committees.
var townshipClasses = []string{"216", "222", "276"}

// Allocate gives the next free code of an area and a class. Until the transaction ends
// others wait for their code of the same area and class; a transaction that fails gives
// its codes back. Errors: problem.Invalid for an unknown class or area, for a thing of a
// township without one, and when the serials are used up.
func Allocate(ctx context.Context, tx pgx.Tx, areaCode, classCode string) (string, error) {
	var class, area bool
	if err := tx.QueryRow(ctx, queries.Get("known"), classCode, areaCode).Scan(&class, &area); err != nil {
		return "", err
	}
	var bad []problem.Field
	if !class {
		bad = append(bad, problem.Bad("class_code", "gazetteer.unknown_class", "code", classCode))
	}
	if !area {
		bad = append(bad, problem.Bad("area_code", "gazetteer.unknown_area", "code", areaCode))
	} else if len(areaCode) < 9 && begins(classCode, townshipClasses) {
		bad = append(bad, problem.Bad("area_code", "codes.needs_township", "class", classCode))
	}
	if len(bad) > 0 {
		return "", problem.InvalidFields(bad...)
	}
	var code *string
	if err := tx.QueryRow(ctx, queries.Get("next"), gazetteer.CodeArea(areaCode), classCode).Scan(&code); err != nil {
		return "", err
	}
	if code == nil {
		return "", problem.InvalidFields(problem.Bad("place_code", "codes.exhausted", "area", gazetteer.CodeArea(areaCode), "class", classCode))
	}
	return *code, nil
}

func begins(code string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(code, prefix) {
			return true
		}
	}
	return false
}

// The states of a code.
const (
	StateCurrent  = "current"  // the entry has it
	StateReplaced = "replaced" // the entry has another one now
	StateRetired  = "retired"  // the entry has it and is retired
)

// ResolvedCode is a code with the entry that it belongs to.
type ResolvedCode struct {
	Code      string    `json:"code"`
	AreaPart  string    `json:"area_part" doc:"9 digits"`
	ClassPart string    `json:"class_part"`
	Serial    string    `json:"serial"`
	State     string    `json:"state" enum:"current,replaced,retired"`
	Since     time.Time `json:"since" doc:"when the entry got it here"`
	PlaceID   uuid.UUID `json:"place_id"`
	Name      string    `json:"name"`
	Pinyin    string    `json:"pinyin"`
	Status    string    `json:"status" enum:"current,historic,retired"`
	Now       *string   `json:"place_code" doc:"the entry's code today"`
	AreaCode  string    `json:"area_code"`
	AreaPath  []string  `json:"area_path"`
	ClassCode string    `json:"class_code"`
	ClassName string    `json:"class_name"`
}

// Resolve finds the entry that has or had a code. Errors: problem.BadParameter for what is
// no code; problem.NotFound for one that was never given out, or whose entry the reader may
// not know.
func (s *Store) Resolve(ctx context.Context, code string) (ResolvedCode, error) {
	parts, ok := gazetteer.ParsePlaceCode(code)
	if !ok {
		err := problem.New(problem.BadParameter, "gazetteer.bad_place_code")
		err.Fields = []problem.Field{problem.Bad("code", "gazetteer.bad_place_code")}
		return ResolvedCode{}, err
	}
	r := ResolvedCode{Code: code, AreaPart: parts.Area, ClassPart: parts.Class, Serial: parts.Serial}
	err := s.db.Read().QueryRow(ctx, queries.Get("resolve"), code).Scan(&r.PlaceID, &r.Since)
	if errors.Is(err, pgx.ErrNoRows) {
		return ResolvedCode{}, unknown(code)
	} else if err != nil {
		return ResolvedCode{}, data.Problem(err)
	}
	if err := s.describe(ctx, &r); err != nil {
		return ResolvedCode{}, err
	}
	switch {
	case r.Now == nil || *r.Now != code:
		r.State = StateReplaced
	case r.Status == gazetteer.Retired:
		r.State = StateRetired
	default:
		r.State = StateCurrent
	}
	return r, nil
}

// describe fills in the entry of a code as the reader of ctx may know it: whoever may not
// know the entry, or which code it has, hears that there is none.
func (s *Store) describe(ctx context.Context, r *ResolvedCode) error {
	veil, err := s.places.Veil(ctx, s.db.Read(), []uuid.UUID{r.PlaceID})
	if err != nil {
		return data.Problem(err)
	}
	if !veil.Entry(r.PlaceID) || !veil.Field(r.PlaceID, "place_code") {
		return unknown(r.Code)
	}
	p, err := s.places.Get(ctx, r.PlaceID)
	if err != nil {
		return err
	}
	r.Name, r.Pinyin, r.Status, r.Now = p.Name, p.Pinyin, p.Status, p.PlaceCode
	r.AreaCode, r.AreaPath, r.ClassCode, r.ClassName = p.AreaCode, p.AreaPath, p.ClassCode, p.ClassName
	return nil
}

func unknown(code string) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "place_code", "id", code)
}

// Assign gives an entry without a code its own, as one version and one correction in the
// ledger. Errors: problem.NotFound; problem.Forbidden; problem.Conflict when it has a code
// or is retired; those of Allocate.
func (s *Store) Assign(ctx context.Context, c data.Change, id uuid.UUID) (gazetteer.Place, error) {
	var p gazetteer.Place
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		var err error
		p, err = s.assign(ctx, tx, c.Actor, id)
		return err
	})
	return p, err
}

func (s *Store) assign(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID) (gazetteer.Place, error) {
	var version int64
	var has *string
	var area, class, name string
	err := tx.QueryRow(ctx, queries.Get("lock"), id, int16(by.Clearance)).Scan(&version, &has, &area, &class, &name)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return gazetteer.Place{}, problem.New(problem.NotFound, "problem.not_found", "what", "place", "id", id)
	case err != nil:
		return gazetteer.Place{}, err
	}
	if err := by.Check(actor.TendNames, area); err != nil {
		return gazetteer.Place{}, err
	}
	if has != nil {
		return gazetteer.Place{}, problem.New(problem.Conflict, "codes.has_code", "name", name, "code", *has)
	}
	p, _, err := s.places.ChangeIn(ctx, tx, by, id, version, func(d *gazetteer.Draft) error {
		var err error
		d.PlaceCode, err = Allocate(ctx, tx, area, class)
		return err
	}, gazetteer.Stamp{Action: actor.TendNames})
	return p, err
}
