package findings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/problem"
)

// found says which kind of finding each condition of an inspection makes, the graver first.
var found = [][2]string{{"lost", Loss}, {"moved", Move}, {"damaged", Damage}, {"endangered", Other}}

// seen is what an inspection says that a finding is made from.
type seen struct {
	marker, line, note string
	chainage           *float64
	at                 time.Time
	where              data.Geom
	conditions         []string
	made               *uuid.UUID // the finding that there is of it already
}

// fromInspection fills in what the inspection says that the report is made from, unless the
// report says otherwise: what was found, when, and where. A position that was flagged is left
// out. Errors: problem.Invalid, problem.Conflict.
func (r *Report) fromInspection(ctx context.Context, q data.Querier) error {
	if r.InspectionID == nil {
		return nil
	}
	var i seen
	err := q.QueryRow(ctx, queries.Get("finding_inspection"), *r.InspectionID).
		Scan(&i.marker, &i.line, &i.chainage, &i.where, &i.at, &i.conditions, &i.note, &i.made)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.InvalidFields(problem.Bad("inspection_id", "findings.no_inspection"))
	}
	if err != nil {
		return err
	}
	kind := slices.IndexFunc(found, func(f [2]string) bool { return slices.Contains(i.conditions, f[0]) })
	switch {
	case i.made != nil:
		return problem.New(problem.Conflict, "findings.already_made", "id", *i.made)
	case r.Marker != "" && r.Marker != i.marker:
		return problem.InvalidFields(problem.Bad("marker", "findings.other_marker", "number", i.marker))
	case kind < 0:
		return problem.InvalidFields(problem.Bad("inspection_id", "findings.nothing_found"))
	}
	if r.Kind == "" {
		r.Kind = found[kind][1]
	}
	r.complete(i)
	return nil
}

// complete fills in time, place and words where the report has none.
func (r *Report) complete(i seen) {
	r.Marker = i.marker
	if r.LineCode == "" {
		r.LineCode = i.line
	}
	if r.FoundAt.IsZero() {
		r.FoundAt = i.at
	}
	p, placed := i.where.Geometry.(orb.Point)
	switch given := r.ChainageM != nil || r.Lon != nil || r.Lat != nil; {
	case given:
	case i.marker == "" && i.chainage != nil:
		r.ChainageM = i.chainage
	case placed:
		r.Lon, r.Lat = &p[0], &p[1]
	}
	if strings.TrimSpace(r.Description) == "" {
		r.Description = i.note
	}
	if strings.TrimSpace(r.Description) == "" {
		r.Description = problem.Text(problem.Chinese, "findings.kind_"+r.Kind, nil)
	}
}
