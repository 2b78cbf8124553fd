package coverage

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// ChangeDay is a day on which answers of a kind change.
type ChangeDay struct {
	Day     facilities.Day `json:"day" format:"date"`
	Opened  int            `json:"opened" doc:"facilities that came into use"`
	Closed  int            `json:"closed" doc:"facilities whose use ended"`
	Due     int            `json:"due" doc:"planned or being built, to be opened on the day"`
	Changed int            `json:"changed" doc:"exemptions, shares and service areas that begin or end, changes of areas"`
}

// Days lists the days on which answers of a kind or group change, in order. Error:
// problem.BadParameter for an unknown kind.
func (s *Store) Days(ctx context.Context, kind string) ([]ChangeDay, error) {
	q := s.db.Read()
	catalogue, err := s.kinds.CatalogueIn(ctx, q)
	if err != nil {
		return nil, data.Problem(err)
	}
	what, ok := subjectOf(catalogue, strings.TrimSpace(kind))
	if !ok {
		return nil, problem.Parameter("kind", "problem.unknown_value", "allowed", codesOf(catalogue))
	}
	days, err := collect(ctx, q, "days", pgx.RowToStructByPos[ChangeDay], what.kinds, what.code)
	return days, data.Problem(err)
}
