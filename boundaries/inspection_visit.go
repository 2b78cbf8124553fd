package boundaries

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// visit is a record on its way into the table.
type visit struct {
	in       InspectionInput
	origin   string // of a source row
	err      error  // why it is not taken
	marker   *visited
	inserted bool
	stored   *storedInspection
}

// visited is the marker of a visit.
type visited struct {
	number    string
	id        uuid.UUID
	position  orb.Point
	parties   []string
	townships []string
}

func (v *visit) pending() bool { return v.err == nil && v.stored == nil && !v.inserted }

func (v *visit) mayLog(who actor.Actor) error {
	return who.CheckEither(actor.LogInspection, append(slices.Clone(v.marker.parties), v.marker.townships...)...)
}

func (v *visit) outcome() Outcome {
	out := Outcome{ID: v.in.ID, Result: Invalid, Err: v.err}
	if v.stored == nil {
		return out
	}
	out.Inspection = &v.stored.Inspection
	switch {
	case v.inserted:
		out.Result = Created
	case bytes.Equal(v.stored.hash, v.in.contentHash()):
		out.Result = Duplicate
	default:
		out.Result = Conflict
		out.Err = problem.New(problem.Conflict, "boundaries.inspection_conflict", "id", v.in.ID)
	}
	return out
}

// findMarkers finds the marker of each pending visit; one that is not on file is a bad field.
func findMarkers(ctx context.Context, q data.Querier, visits []*visit) error {
	numbers := []string{}
	for _, v := range visits {
		if v.pending() {
			numbers = append(numbers, v.in.Marker)
		}
	}
	rows, err := q.Query(ctx, queries.Get("inspection_markers"), numbers)
	if err != nil {
		return err
	}
	found := map[string]*visited{}
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m visited, err error) {
		var g data.Geom
		err = row.Scan(&m.number, &m.id, &g, &m.parties, &m.townships)
		m.position, _ = g.Geometry.(orb.Point)
		found[m.number] = &m
		return m, err
	})
	for _, v := range visits {
		if !v.pending() {
			continue
		}
		if v.marker = found[v.in.Marker]; v.marker == nil {
			v.err = problem.InvalidFields(problem.Bad("marker", "boundaries.unknown_marker", "number", v.in.Marker))
		}
	}
	return err
}

// compareStored attaches to each visit the record that is stored under its id.
func compareStored(ctx context.Context, q data.Querier, visits []*visit) error {
	ids := []uuid.UUID{}
	for _, v := range visits {
		if v.err == nil {
			ids = append(ids, v.in.ID)
		}
	}
	stored, err := readInspections(ctx, q, ids, InspectionFilter{}, nil, len(ids)+1)
	byID := make(map[uuid.UUID]*storedInspection, len(stored))
	for i := range stored {
		byID[stored[i].ID] = &stored[i]
	}
	for _, v := range visits {
		if v.err == nil {
			v.stored = byID[v.in.ID]
		}
	}
	return err
}

// insertVisits inserts the pending visits in the order of their ids, so that two batches
// with the same records never wait for each other in a circle.
func insertVisits(ctx context.Context, tx pgx.Tx, visits []*visit) error {
	todo := slices.DeleteFunc(slices.Clone(visits), func(v *visit) bool { return !v.pending() })
	slices.SortStableFunc(todo, func(a, b *visit) int { return cmp.Compare(a.in.ID.String(), b.in.ID.String()) })
	batch := &pgx.Batch{}
	for _, v := range todo {
		var fix data.Geom
		if p := v.in.fix(); p != nil {
			fix.Geometry = *p
		}
		in := &v.in
		batch.Queue(queries.Get("inspection_insert"), in.ID, in.Kind, in.Round, in.DeviceID, in.ObservedAt, in.Observer,
			v.marker.id, in.Marker, in.Conditions, in.Lon, in.Lat, in.CRS, fix, in.AccuracyM, in.Note, in.Photos,
			in.flags(v.marker.position), in.contentHash(), v.origin).Query(func(rows pgx.Rows) error {
			v.inserted = rows.Next()
			return rows.Err()
		})
	}
	return tx.SendBatch(ctx, batch).Close()
}
