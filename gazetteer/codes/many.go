package codes

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Selection says which entries get codes: those in use without one.
type Selection struct {
	Area  string // code of an area that holds them
	Class string // class code or the beginning of one; "" for every class
	Limit int    // entries of one transaction
}

// CodeGiven is an entry that got a code.
type CodeGiven struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
	Code string    `json:"place_code"`
}

// Refused is an entry that could not get one.
type Refused struct {
	ID     uuid.UUID      `json:"id"`
	Name   string         `json:"name"`
	Reason *problem.Error `json:"-"`
}

// Batch says what came of giving codes to many.
type Batch struct {
	Given   []CodeGiven
	Refused []Refused
	Left    int // entries of the selection still without a code, refused ones included
}

// AssignMany gives codes to the entries of a selection in one transaction, by area, class
// and id; entries that somebody else is writing are left out. What cannot get a code is
// named and does not stop the others. Errors: problem.Forbidden outside the author's area;
// problem.Invalid for an unknown area or class.
func (s *Store) AssignMany(ctx context.Context, c data.Change, sel Selection) (Batch, error) {
	var out Batch
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		out = Batch{}
		if err := s.maySelect(ctx, tx, c.Actor, sel); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, queries.Get("without"), sel.Area, sel.Class, sel.Limit, int16(c.Actor.Clearance))
		if err != nil {
			return err
		}
		type entry struct {
			ID   uuid.UUID
			Name string
		}
		entries, err := pgx.CollectRows(rows, pgx.RowToStructByPos[entry])
		if err != nil {
			return err
		}
		for _, e := range entries {
			p, err := s.assign(ctx, tx, c.Actor, e.ID)
			if refused := problem.As(err); refused != nil && refused.Kind != problem.Internal && refused.Kind != problem.Unavailable {
				out.Refused = append(out.Refused, Refused{e.ID, e.Name, refused})
				continue
			}
			if err != nil {
				return err
			}
			out.Given = append(out.Given, CodeGiven{p.ID, p.Name, *p.PlaceCode})
		}
		return tx.QueryRow(ctx, queries.Get("without_count"), sel.Area, sel.Class, int16(c.Actor.Clearance)).Scan(&out.Left)
	})
	return out, err
}

func (s *Store) maySelect(ctx context.Context, q data.Querier, by actor.Actor, sel Selection) error {
	if err := by.Check(actor.TendNames, sel.Area); err != nil {
		return err
	}
	var class, area bool
	if err := q.QueryRow(ctx, queries.Get("known_begin"), sel.Class, sel.Area).Scan(&class, &area); err != nil {
		return err
	}
	var bad []problem.Field
	if !class {
		bad = append(bad, problem.Bad("class", "gazetteer.unknown_class", "code", sel.Class))
	}
	if !area {
		bad = append(bad, problem.Bad("area", "gazetteer.unknown_area", "code", sel.Area))
	}
	return problem.InvalidFields(bad...)
}
