package findings

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy has nothing to say of its own: findings and disputes go where their lines go, and
// disputes are not for everybody who may look at a change of areas.
func (s *Store) TouchedBy(context.Context, data.Querier, succession.Plan) (succession.Report, error) {
	return succession.Report{}, nil
}

// Reparent makes findings and disputes follow a change of areas, after their lines have: those
// on a line that became several go to the nearest stretch, and chainages are found again by
// the place. What lies on a line that ended without an heir stays with it.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	for _, what := range []string{"reparent_findings", "reparent_disputes"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	return nil
}
