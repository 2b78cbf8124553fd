package boundaries

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// visit is a record on its way into the table.
type visit struct {
	in       InspectionInput
	origin   string // of a source row
	imported bool
	err      error // why it is not taken
	subject  *subject
	inserted bool
	stored   *storedInspection
}

func (v *visit) pending() bool { return v.err == nil && v.stored == nil && !v.inserted }

func (v *visit) mayLog(who actor.Actor) error {
	return who.CheckEither(actor.LogInspection, append(slices.Clone(v.subject.parties), v.subject.townships...)...)
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

// judgeVisits checks pending visits against what is on file.
func judgeVisits(ctx context.Context, q data.Querier, visits []*visit) error {
	known, err := conditionsByCode(ctx, q)
	if err != nil {
		return err
	}
	for _, v := range visits {
		if v.pending() {
			v.err = v.in.checkConditions(known)
		}
	}
	if err := findSubjects(ctx, q, visits); err != nil {
		return err
	}
	return checkCorrections(ctx, q, visits)
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
	now := time.Now()
	batch := &pgx.Batch{}
	for _, v := range todo {
		batch.Queue(queries.Get("inspection_insert"), v.row(now)...).Query(func(rows pgx.Rows) error {
			v.inserted = rows.Next()
			return rows.Err()
		})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return insertTracks(ctx, tx, todo)
}

// row are the values of a visit in the order of inspection_insert.
func (v *visit) row(now time.Time) []any {
	var fix data.Geom
	if p := v.in.fix(); p != nil {
		fix.Geometry = *p
	}
	in, flags := &v.in, v.in.flags(v.subject, now, v.imported)
	return []any{in.ID, in.Kind, in.Round, in.DeviceID, in.ObservedAt, in.Observer, v.subject.markerID, in.Marker, in.Conditions,
		in.Lon, in.Lat, in.CRS, fix, in.AccuracyM, in.Note, in.Photos, flags, in.contentHash(), v.origin,
		in.Line, in.ChainageFromM, in.ChainageToM, in.Source, in.Taped, in.Corrects, slices.Contains(flags, ClockOff)}
}

// insertTracks adds the tracks of the visits that were new.
func insertTracks(ctx context.Context, tx pgx.Tx, visits []*visit) error {
	batch := &pgx.Batch{}
	for _, v := range visits {
		walked := v.in.walked
		if !v.inserted || len(walked) == 0 {
			continue
		}
		var from, to *time.Time
		if first, last, ok := walked.Span(); ok {
			from, to = &first, &last
		}
		batch.Queue(queries.Get("inspection_track_insert"), v.in.ID, data.Geom{Geometry: walked.Geometry()}, walked.Times(), walked.Points(), from, to)
	}
	return tx.SendBatch(ctx, batch).Close()
}
