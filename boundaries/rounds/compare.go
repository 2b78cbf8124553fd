package rounds

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// MarkerComparison is a marker in a round and in the one before it.
type MarkerComparison struct {
	MarkerID uuid.UUID `json:"marker_id" format:"uuid"`
	Number   string    `json:"number"`
	Lines    []string  `json:"lines" doc:"codes of its lines"`
	Then     []string  `json:"then" doc:"conditions found in the round before"`
	ThenOn   *string   `json:"then_on" format:"date"`
	Now      []string  `json:"now"`
	NowOn    *string   `json:"now_on" format:"date"`
	Change   string    `json:"change" enum:"worse,better,changed,same,first,waiting" doc:"first: nothing to compare with; waiting: not reached yet in this round"`
	New      []string  `json:"new" doc:"conditions that were not there before"`
	Gone     []string  `json:"gone"`
	Same     []string  `json:"same"`
	then     bool
	now      bool
}

// RoundComparison are the markers of a round beside what the round before it found.
type RoundComparison struct {
	Round    int                `json:"round"`
	Previous *int               `json:"previous" doc:"number of the round before; null: none is on file"`
	Items    []MarkerComparison `json:"items"`
}

// normal are conditions that are no fault of a marker.
var normal = []string{"intact", "unreached"}

// judge says what has changed.
func (c *MarkerComparison) judge() {
	c.New, c.Gone, c.Same = []string{}, []string{}, []string{}
	for _, code := range c.Now {
		switch {
		case slices.Contains(normal, code):
		case slices.Contains(c.Then, code):
			c.Same = append(c.Same, code)
		default:
			c.New = append(c.New, code)
		}
	}
	for _, code := range c.Then {
		if !slices.Contains(normal, code) && !slices.Contains(c.Now, code) {
			c.Gone = append(c.Gone, code)
		}
	}
	switch {
	case !c.now:
		c.Change, c.New, c.Gone = "waiting", []string{}, []string{}
	case !c.then:
		c.Change, c.New = "first", []string{}
	case len(c.New) > 0 && len(c.Gone) > 0:
		c.Change = "changed"
	case len(c.New) > 0:
		c.Change = "worse"
	case len(c.Gone) > 0:
		c.Change = "better"
	default:
		c.Change = "same"
	}
}

// Compare is a page of the markers with a party in an area, of a line ("" of all), by number, each beside what the
// round before found, at most one more than limit. Errors: problem.NotFound, BadParameter.
func (s *Store) Compare(ctx context.Context, number int, area, line, after string, limit int) (RoundComparison, error) {
	var out RoundComparison
	if err := areaParameter("area", area); err != nil {
		return out, err
	}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		out, err = compare(ctx, tx, number, area, line, after, limit+1)
		return err
	})
	return out, err
}

// compare reads the markers of an area or of a line ("" of all).
func compare(ctx context.Context, q data.Querier, number int, area, line, after string, most int) (RoundComparison, error) {
	out := RoundComparison{Round: number}
	if _, err := getRound(ctx, q, number, "rounds"); err != nil {
		return out, err
	}
	if err := q.QueryRow(ctx, queries.Get("previous"), number).Scan(&out.Previous); err != nil {
		return out, err
	}
	rows, err := q.Query(ctx, queries.Get("compare"), number, out.Previous, area, line, after, most)
	if err != nil {
		return out, err
	}
	out.Items, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c MarkerComparison, err error) {
		err = row.Scan(&c.MarkerID, &c.Number, &c.Lines, &c.Then, &c.ThenOn, &c.then, &c.Now, &c.NowOn, &c.now)
		c.judge()
		return c, err
	})
	return out, err
}
