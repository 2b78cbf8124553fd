package facilities

import (
	"context"

	"cairn/data"
)

// CoverageIn is Coverage in a transaction of the caller's, for figures that are to agree with
// others of the same moment. Errors: as Coverage.
func (s *Store) CoverageIn(ctx context.Context, q data.Querier, ask Question) (Coverage, error) {
	if ask.AsOf.IsZero() {
		ask.AsOf = s.today()
	}
	catalogue, err := loadCatalogue(ctx, q)
	if err != nil {
		return Coverage{}, err
	}
	return cover(ctx, q, catalogue, ask)
}

// careColumn is the column of the ledger whose kinds are care institutions.
const careColumn = "care"
