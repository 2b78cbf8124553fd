package boundaries

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// references are the lines and areas that a marker names, as far as they exist, and its parties.
type references struct {
	lines, areas []string
	parties      []string // managing area, co-areas, the areas of its lines
	levels       []string // of its lines
}

func lookUp(ctx context.Context, q data.Querier, in MarkerInput) (references, error) {
	var known references
	named := append([]string{}, in.CoArea...)
	if in.ManagingArea != "" {
		named = append(named, in.ManagingArea)
	}
	err := q.QueryRow(ctx, queries.Get("marker_parties"), in.Lines, named).Scan(&known.lines, &known.parties, &known.areas, &known.levels)
	known.parties = append(known.parties, named...)
	return known, err
}

// changes says what of a marker is new and has to be judged.
type changes struct{ number, position bool }

// settleMarker checks what a marker refers to, its number and who may write it, and fills
// its grid coordinates and what was given. It returns the code of their system.
func settleMarker(ctx context.Context, q data.Querier, who actor.Actor, in *MarkerInput, anew changes) (*int, error) {
	known, err := lookUp(ctx, q, *in)
	if err != nil {
		return nil, err
	}
	if err := in.checkReferences(known); err != nil {
		return nil, err
	}
	if err := who.CheckEither(actor.EditMarker, known.parties...); err != nil {
		return nil, err
	}
	if anew.number {
		patterns, err := readPatterns(ctx, q)
		if err != nil {
			return nil, err
		}
		if err := in.checkNumber(patterns, known.levels); err != nil {
			return nil, err
		}
	}
	home, err := Prefecture(ctx, q)
	if err != nil {
		return nil, err
	}
	zone, ok := home.Zone()
	onGrid := in.Northing != nil && in.Easting != nil
	srid, _, err := in.settleGrid(zone, ok)
	if err == nil && anew.position {
		in.settleGiven(onGrid, srid)
	}
	return srid, err
}

// checkReferences refuses lines and areas that are not on file. Error: problem.Invalid.
func (in *MarkerInput) checkReferences(known references) error {
	var r rules
	for _, code := range in.Lines {
		if !slices.Contains(known.lines, code) {
			r.bad("lines", "boundaries.unknown_line", "code", code)
		}
	}
	if in.ManagingArea != "" && !slices.Contains(known.areas, in.ManagingArea) {
		r.bad("managing_area", "boundaries.unknown_area", "code", in.ManagingArea)
	}
	for _, code := range in.CoArea {
		if !slices.Contains(known.areas, code) {
			r.bad("co_area", "boundaries.unknown_area", "code", code)
		}
	}
	return r.err()
}

// insertMarker adds a marker with its first registration.
func insertMarker(ctx context.Context, tx pgx.Tx, id uuid.UUID, in MarkerInput, srid *int, ref *string, origin string) error {
	_, err := tx.Exec(ctx, queries.Get("marker_insert"), id, ref, in.Number, in.Type, in.Side, in.Faces, in.Material, in.Grade,
		in.geom(), in.Northing, in.Easting, srid, in.HeightM, in.ManagingArea, in.CoArea, in.ErectedOn, in.Description,
		in.Status, origin, in.Given, in.AccuracyM, in.Source, in.Basis, in.BasisOn)
	if err != nil {
		return err
	}
	if err := putParts(ctx, tx, id, in); err != nil {
		return err
	}
	_, err = addRegistration(ctx, tx, id, Registration{Why: First, SignedBy: []string{}})
	return err
}

func updateMarker(ctx context.Context, tx pgx.Tx, id uuid.UUID, in MarkerInput, srid *int) error {
	_, err := tx.Exec(ctx, queries.Get("marker_update"), id, in.Number, in.Type, in.Side, in.Faces, in.Material, in.Grade,
		in.geom(), in.Northing, in.Easting, srid, in.HeightM, in.ManagingArea, in.CoArea, in.ErectedOn, in.Description, in.Status,
		in.Given, in.AccuracyM, in.Source, in.Basis, in.BasisOn)
	if err != nil {
		return err
	}
	return putParts(ctx, tx, id, in)
}

// putParts makes lines and witnesses those of the input; rows that stay are not touched.
func putParts(ctx context.Context, tx pgx.Tx, id uuid.UUID, in MarkerInput) error {
	seqs := []int{}
	for _, w := range in.Witnesses {
		seqs = append(seqs, w.Seq)
	}
	batch := &pgx.Batch{}
	batch.Queue(queries.Get("marker_lines_delete"), id, in.Lines)
	batch.Queue(queries.Get("marker_lines_insert"), id, in.Lines)
	batch.Queue(queries.Get("marker_witness_delete"), id, seqs)
	for _, w := range in.Witnesses {
		batch.Queue(queries.Get("marker_witness_put"), id, w.Seq, w.Text, w.BearingDeg, w.DistanceM, geom(w.Lon, w.Lat))
	}
	return tx.SendBatch(ctx, batch).Close()
}

func (in *MarkerInput) geom() data.Geom { return geom(in.Lon, in.Lat) }

// geom is a stored point; NULL without coordinates.
func geom(lon, lat *float64) data.Geom {
	if lon == nil || lat == nil {
		return data.Geom{}
	}
	return data.Geom{Geometry: orb.Point{*lon, *lat}}
}

func getMarker(ctx context.Context, q data.Querier, id uuid.UUID) (Marker, error) {
	rows, err := q.Query(ctx, queries.Get("markers"), id, "", "", "", nil, 1)
	if err != nil {
		return Marker{}, err
	}
	m, err := pgx.CollectExactlyOneRow(rows, scanMarker)
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "marker", "id", id)
	}
	return m, err
}

func scanMarker(row pgx.CollectableRow) (m Marker, err error) {
	return m, row.Scan(&m.ID, &m.Number, &m.Type, &m.Side, &m.Faces, &m.Material, &m.Grade, &m.Lon, &m.Lat,
		&m.Northing, &m.Easting, &m.ProjectedCRS, &m.HeightM, &m.ManagingArea, &m.CoArea, &m.ErectedOn, &m.Description,
		&m.Status, &m.Version, &m.UpdatedAt, &m.Lines, &m.Witnesses, &m.Condition, &m.LastInspectedAt,
		&m.Given, &m.AccuracyM, &m.PositionSource, &m.Basis, &m.BasisOn)
}
