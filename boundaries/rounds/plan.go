package rounds

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// PlanInput is the plan of a line. Without a leading side the register of lines says who leads.
type PlanInput struct {
	Batch     *int
	DueOn     *string
	Leading   string
	LeftTeam  string
	RightTeam string
}

// Validate checks a plan. Error: problem.Invalid.
func (in *PlanInput) Validate() error {
	in.LeftTeam, in.RightTeam = strings.TrimSpace(in.LeftTeam), strings.TrimSpace(in.RightTeam)
	var r rules
	r.within("batch", in.Batch, 1950, 2200)
	r.day("due_on", in.DueOn)
	if in.Leading != "" {
		r.OneOf("leading", in.Leading, Left, Right)
	}
	r.name("left_team", in.LeftTeam)
	r.name("right_team", in.RightTeam)
	return r.Err()
}

// MostPlanned is how many lines one call may name.
const MostPlanned = 2000

// Choice says which lines are to be planned: those named, or all in force with a party in an
// area, of a level, of a batch of the round.
type Choice struct {
	Codes  []string
	Area   string
	Level  string
	Batch  *int
	Change bool // those that are planned already, too
}

// PlanResult says what a plan did: lines added, and lines whose plan was changed.
type PlanResult struct {
	Added   int `json:"added" doc:"lines that the round did not know before"`
	Changed int `json:"changed" doc:"lines that it knew and that were changed"`
}

// Plan plans lines of a round that is not closed. Those that the round knows already keep
// their plans, unless they are to be changed: then those that are not closed take what the
// plan says and keep what it is silent about. The actor leads a party of every line named; of
// an area it plans the lines that it may. Errors: problem.NotFound, Unauthorized, Forbidden,
// Invalid; Conflict when the round is closed.
func (s *Store) Plan(ctx context.Context, c data.Change, number int, choice Choice, in PlanInput) (done PlanResult, err error) {
	if err := c.Actor.Check(actor.PlanRound); err != nil {
		return done, err
	}
	if err := in.Validate(); err != nil {
		return done, err
	}
	if err := choice.validate(); err != nil {
		return done, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		r, err := getRound(ctx, tx, number, "round_share")
		if err != nil {
			return err
		}
		if err := r.takes(Planned, Open); err != nil {
			return err
		}
		codes, err := choose(ctx, tx, c.Actor, number, choice)
		if err != nil {
			return err
		}
		if choice.Change {
			tag, err := tx.Exec(ctx, queries.Get("plan_change"), number, codes, in.Batch, in.DueOn, in.Leading, in.LeftTeam, in.RightTeam)
			if err != nil {
				return err
			}
			done.Changed = int(tag.RowsAffected())
		}
		tag, err := tx.Exec(ctx, queries.Get("plan"), number, codes, in.Batch, in.DueOn, in.Leading, in.LeftTeam, in.RightTeam)
		done.Added = int(tag.RowsAffected())
		return err
	})
	return done, err
}

func (c Choice) validate() error {
	var r rules
	if len(c.Codes) > MostPlanned {
		r.Bad("lines", "boundaries.too_many", "max", MostPlanned)
	}
	for _, code := range c.Codes {
		r.name("lines", code)
	}
	if areaParameter("area", c.Area) != nil {
		r.Bad("area", "boundaries.bad_area_code")
	}
	if c.Level != "" {
		r.OneOf("level", c.Level, levels...)
	}
	r.within("of_batch", c.Batch, 1950, 2200)
	if len(c.Codes) == 0 && c.Area == "" && c.Batch == nil {
		r.Bad("lines", "problem.required")
	}
	return r.Err()
}

// choose finds the lines in force that are meant and that the actor leads a party of.
func choose(ctx context.Context, tx pgx.Tx, who actor.Actor, number int, choice Choice) ([]string, error) {
	rows, err := tx.Query(ctx, queries.Get("choose"), choice.Codes, choice.Area, choice.Level, number, choice.Batch)
	if err != nil {
		return nil, err
	}
	codes := []string{}
	var code, left, right string
	_, err = pgx.ForEachRow(rows, []any{&code, &left, &right}, func() error {
		err := who.CheckEither(actor.PlanRound, left, right)
		if err == nil {
			codes = append(codes, code)
		} else if len(choice.Codes) > 0 {
			return err
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, named := range choice.Codes {
		if !slices.Contains(codes, named) {
			var r rules
			r.Bad("lines", "boundaries.unknown_line", "code", named)
			return nil, r.Err()
		}
	}
	return codes, nil
}

// Replan changes the plan of a line that is not closed. Errors: problem.NotFound,
// Unauthorized, Forbidden, Stale, Invalid; Conflict when line or round are closed.
func (s *Store) Replan(ctx context.Context, c data.Change, number int, code string, version int64, edit func(*PlanInput)) (LineRecord, error) {
	return s.step(ctx, c, actor.PlanRound, number, code, version, func(ctx context.Context, tx pgx.Tx, l LineRecord) error {
		in := PlanInput{l.Batch, l.DueOn, l.Leading, l.LeftTeam, l.RightTeam}
		edit(&in)
		if err := in.Validate(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("replan"), number, code, in.Batch, in.DueOn, in.Leading, in.LeftTeam, in.RightTeam)
		return err
	}, Planned, Open)
}

// step changes a line of a round that is in one of the states, locked, from the version that
// the caller has read. Either party may.
func (s *Store) step(ctx context.Context, c data.Change, action actor.Action, number int, code string, version int64,
	fn func(context.Context, pgx.Tx, LineRecord) error, states ...string) (LineRecord, error) {
	var changed LineRecord
	if err := c.Actor.Check(action); err != nil {
		return changed, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		l, err := s.lock(ctx, tx, c.Actor, action, number, code, states...)
		if err != nil {
			return err
		}
		if err := fresh(l.Version, version); err != nil {
			return err
		}
		if err := fn(ctx, tx, l); err != nil {
			return err
		}
		changed, err = s.line(ctx, tx, number, code)
		return err
	})
	return changed, err
}

// lock locks a planned line that is not closed in a round of one of the states.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, who actor.Actor, action actor.Action, number int, code string, states ...string) (LineRecord, error) {
	r, err := getRound(ctx, tx, number, "round_share")
	if err != nil {
		return LineRecord{}, err
	}
	var locked string
	err = tx.QueryRow(ctx, queries.Get("line_lock"), number, code).Scan(&locked)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return LineRecord{}, err
	}
	l, err := s.line(ctx, tx, number, code)
	if err != nil {
		return l, err
	}
	if err := who.CheckEither(action, l.LeftArea, l.RightArea); err != nil {
		return l, err
	}
	if err := r.takes(states...); err != nil {
		return l, err
	}
	switch l.State {
	case Unplanned:
		return l, conflict("rounds.not_planned", "name", l.Name)
	case Closed:
		return l, conflict("rounds.line_closed", "name", l.Name)
	}
	return l, nil
}
