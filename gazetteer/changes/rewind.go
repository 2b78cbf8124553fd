package changes

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/problem"
)

// rewind is the entry as it was in an earlier version: somebody opened a form before
// another one published, and what they typed is to be compared with what they saw. It goes
// back through the ledger, edit by edit, and checks the result against the trail.
// Error: problem.Stale when the version cannot be made out.
func (s *Store) rewind(ctx context.Context, q data.Querier, now *gazetteer.Place, version int64) (Fields, error) {
	stale := problem.New(problem.Stale, "problem.stale", "version", now.Version)
	edits, err := editsOf(ctx, q, now.ID, now.Version-version)
	if err != nil {
		return nil, err
	}
	if int64(len(edits)) != now.Version-version {
		return nil, stale
	}
	d := now.Draft()
	for _, before := range edits {
		if err := before.forRewind().write(&d); err != nil {
			return nil, stale
		}
	}
	was := valuesOf(d)
	kept, err := keptVersion(ctx, q, now.ID, version)
	if err != nil || kept == nil {
		return nil, errors.Join(err, stale)
	}
	for name, value := range kept {
		if ours, ok := was[name]; ok && !same(ours, value) && !(blank(ours) && blank(value)) {
			return nil, stale
		}
	}
	return was, nil
}

// editsOf is what the last n edits of an entry changed, as it was before, the newest first.
func editsOf(ctx context.Context, q data.Querier, id uuid.UUID, n int64) ([]Fields, error) {
	rows, err := q.Query(ctx, queries.Get("edits_before"), id.String(), n)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[Fields])
}

// keptVersion is the row of an entry in a version, as the trail has it; nil for none.
func keptVersion(ctx context.Context, q data.Querier, id uuid.UUID, version int64) (Fields, error) {
	rows, err := q.Query(ctx, queries.Get("version_kept"), id.String(), version)
	if err != nil {
		return nil, err
	}
	kept, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[Fields])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return kept, err
}

// forRewind is what the ledger says of an entry before an edit, as fields to write: of
// point and shape the ledger names both, the one that was not there as null.
func (f Fields) forRewind() Fields {
	out := Fields{}
	for _, name := range FieldNames() {
		if value, ok := f[name]; ok {
			out[name] = value
		}
	}
	if lon, ok := out["lon"]; ok && !isNull(lon) && isNull(out["geometry"]) {
		delete(out, "geometry")
	}
	return out
}

// blank is a value that says nothing, in whichever way.
func blank(value json.RawMessage) bool {
	return isNull(value) || slices.Contains([]string{`""`, "[]", "{}"}, string(value))
}

func isNull(value json.RawMessage) bool { return len(value) == 0 || string(value) == "null" }
