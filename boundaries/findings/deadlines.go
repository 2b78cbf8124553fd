package findings

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// Deadline is how long may pass after a step.
type Deadline struct {
	Step  string `json:"step" enum:"found,reported,joint_visit,decided,handled,filed" doc:"found: until it is reported; a state: until the next one"`
	Hours int    `json:"hours" minimum:"1" maximum:"87600"`
}

// Deadlines are the hours that may pass after each step, in their order.
func (s *Store) Deadlines(ctx context.Context) ([]Deadline, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("deadlines"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Deadline])
	return all, data.Problem(err)
}

// SetDeadlines sets some of them; they hold for the whole prefecture. The clock of reporting
// counts for what is reported from now on. Errors: problem.Unauthorized, Forbidden, Invalid.
func (s *Store) SetDeadlines(ctx context.Context, c data.Change, set []Deadline) ([]Deadline, error) {
	if err := c.Actor.Check(actor.SetDeadlines); err != nil {
		return nil, err
	}
	var check checker
	for _, d := range set {
		if d.Step != "found" && (d.Step == Closed || !slices.Contains(States, d.Step)) {
			check.Bad("step", "problem.unknown_value", "allowed", "found, reported, joint_visit, decided, handled, filed")
		}
		if d.Hours < 1 || d.Hours > 87600 {
			check.Bad("hours", "problem.out_of_range", "min", 1, "max", 87600)
		}
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var home string
		if err := tx.QueryRow(ctx, queries.Get("home")).Scan(&home); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetDeadlines, home); err != nil {
			return err
		}
		for _, d := range set {
			if _, err := tx.Exec(ctx, queries.Get("deadline_put"), d.Step, d.Hours); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.Deadlines(ctx)
}
