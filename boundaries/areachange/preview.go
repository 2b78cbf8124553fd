package areachange

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

// Preview is what a draft would do.
type Preview struct {
	Change   AreaChange
	Moves    []succession.AreaMove
	Touched  []succession.Touched
	Warnings []succession.Warning
	Blocks   []problem.Field // what keeps it from being applied today
}

// Preview works a draft out in one state of the database and changes nothing.
// Errors: problem.NotFound, Forbidden, Conflict (no draft any more), Invalid (the areas have
// changed so that it cannot be carried out).
func (s *Store) Preview(ctx context.Context, by actor.Actor, id uuid.UUID) (Preview, error) {
	var out Preview
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		change, err := s.get(ctx, tx, id)
		if err != nil {
			return err
		}
		if change.State != Drafted {
			return problem.New(problem.Conflict, "areachange.no_draft", "title", change.Title, "stand", change.State)
		}
		d := change.Draft
		p, err := s.admit(ctx, tx, by, &d)
		if err != nil {
			return err
		}
		p.Change = id
		out = Preview{Change: change, Moves: p.Moves, Touched: []succession.Touched{p.areas()}, Warnings: p.warnings, Blocks: []problem.Field{}}
		if refused := problem.As(s.checkReply(ctx, tx, change)); refused != nil {
			out.Blocks = refused.Fields
		}
		return s.ask(ctx, tx, p.Plan, &out)
	})
	return out, err
}

// ask adds what the domains and the other drafts say.
func (s *Store) ask(ctx context.Context, q data.Querier, p succession.Plan, out *Preview) error {
	for _, domain := range s.domains {
		r, err := domain.TouchedBy(ctx, q, p)
		if err != nil {
			return err
		}
		out.Touched, out.Warnings = append(out.Touched, r.Touched...), append(out.Warnings, r.Warnings...)
	}
	others := succession.Touched{What: "area_changes", Items: []succession.TouchedItem{}}
	rows, err := q.Query(ctx, queries.Get("other_drafts"), p.Change, p.Touched())
	if err != nil {
		return err
	}
	var item succession.TouchedItem
	_, err = pgx.ForEachRow(rows, []any{&item.ID, &item.Name, &item.Area}, func() error {
		others.Count++
		others.Items = append(others.Items, item)
		return nil
	})
	if others.Count > 0 {
		out.Warnings = append(out.Warnings, succession.Warn("areachange.warn_other_drafts", "count", others.Count))
	}
	out.Touched = append(out.Touched, others)
	if out.Moves == nil {
		out.Moves = []succession.AreaMove{}
	}
	if out.Warnings == nil {
		out.Warnings = []succession.Warning{}
	}
	return err
}

// areas lists the areas that the plan ends, makes or changes.
func (p *plan) areas() succession.Touched {
	t := succession.Touched{What: "areas", Items: []succession.TouchedItem{}}
	for _, r := range p.rows {
		t.Count++
		if len(t.Items) < succession.MostItems {
			t.Items = append(t.Items, succession.TouchedItem{ID: r.code, Name: r.name, Area: r.from, New: r.code})
		}
	}
	return t
}

// Moves are the moves of a change that was carried out, as they were written.
func (s *Store) Moves(ctx context.Context, id uuid.UUID) ([]succession.AreaMove, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("moves"), id)
	if err != nil {
		return nil, data.Problem(err)
	}
	moves, err := pgx.CollectRows(rows, pgx.RowToStructByPos[succession.AreaMove])
	if moves == nil {
		moves = []succession.AreaMove{}
	}
	return moves, data.Problem(err)
}
