package boundaries

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy says what a change of areas touches here: lines with a party among the areas,
// markers with one, and the closing edges of their counties.
func (s *LineStore) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	var r succession.Report
	w, err := loadSuccession(ctx, q, p)
	if err != nil {
		return r, err
	}
	for _, what := range []string{"lines", "markers", "closing_edges"} {
		t, err := data.Touched(ctx, q, what, queries.Get("reparent_"+what), w.parties)
		if err != nil {
			return r, err
		}
		r.Touched = append(r.Touched, t)
	}
	if n := r.Touched[0].Count; p.Cut && n > 0 {
		r.Warnings = append(r.Warnings, succession.Warn("areachange.warn_lines", "count", n))
	}
	return r, nil
}

// Reparent makes lines and markers follow a change of areas.
//
// The code of a line is made of those of its parties, so a line whose party gets another
// code ends and goes on under a new one: course, agreement, length, conclusions and markers
// go with it (line_move says which became which). A line between areas that merge ends.
// Lines that come to have the same parties become one: agreed lengths add up, and of the
// conclusions of a round the worse one counts. Where areas change their extent, lines are
// cut at the vertices where the party changes; the agreed length is shared out by length.
// New lines inside a split area are not made up: they come by survey and import.
func (s *LineStore) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	w, err := loadSuccession(ctx, tx, p)
	if err != nil {
		return err
	}
	old, err := readAffected(ctx, tx, w.parties)
	if err != nil {
		return err
	}
	next, err := w.redraw(old)
	if err != nil {
		return err
	}
	if err := storeSuccession(ctx, tx, p, old, next); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("reparent_marker_areas"), p.Change, p.Touched()); err != nil {
		return err
	}
	return deriveClosing(ctx, tx)
}
