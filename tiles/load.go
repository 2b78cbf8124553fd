package tiles

import (
	"context"
	"embed"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("tiles", sqlFiles)

// batch is how many rows are asked for by key in one query.
const batch = 500

// load reads the features of a layer: those of the keys, or all when keys is nil.
func (s *Service) load(ctx context.Context, q data.Querier, l *Layer, keys []string) (map[string]*Feature, error) {
	found := map[string]*Feature{}
	read := func(keys []string) error {
		rows, err := q.Query(ctx, queries.Get(l.Name), keys)
		if err != nil {
			return err
		}
		return s.readRows(l, rows, found)
	}
	if keys == nil {
		return found, read(nil)
	}
	for len(keys) > 0 {
		n := min(batch, len(keys))
		if err := read(keys[:n]); err != nil {
			return nil, err
		}
		keys = keys[n:]
	}
	return found, nil
}

// readRows collects features. A row that cannot be drawn is logged and left out: it
// must not keep the others from the map.
func (s *Service) readRows(l *Layer, rows pgx.Rows, found map[string]*Feature) error {
	texts := interned{}
	defer rows.Close()
	for rows.Next() {
		columns, err := rows.Values()
		if err != nil {
			return err
		}
		f, err := l.feature(columns, texts)
		if err != nil {
			s.log.Warn("a row is not drawn", "layer", l.Name, "key", columns[0], "error", err)
			continue
		}
		found[f.key] = f
	}
	return data.Problem(rows.Err())
}

// feature makes a feature of a row: key, rank, geometry, properties after the key.
func (l *Layer) feature(columns []any, texts interned) (*Feature, error) {
	if len(columns) != len(l.Properties)+2 {
		return nil, fmt.Errorf("%d columns for %d properties", len(columns), len(l.Properties))
	}
	key, _ := columns[0].(string)
	rank, _ := columns[1].(int32)
	var g data.Geom
	wkb, _ := columns[2].([]byte)
	if err := g.ScanBytes(wkb); err != nil {
		return nil, err
	}
	shape, box, err := newShape(g.Geometry)
	if err != nil {
		return nil, err
	}
	f := &Feature{key: key, id: featureID(key), rank: rank, box: box, shape: shape}
	if l.Exact != "" {
		f.source = g.Geometry
	}
	f.values = make([]any, len(l.Properties)-1)
	for i, v := range columns[3:] {
		if f.values[i], err = texts.value(v); err != nil {
			return nil, fmt.Errorf("%s: %w", l.Properties[i+1].Name, err)
		}
	}
	f.zoom = l.firstZoom(f.values)
	f.group = l.group(f.values)
	return f, nil
}

// interned keeps one copy of equal texts.
type interned map[string]*string

// value is a column's value as a feature holds it.
func (texts interned) value(v any) (any, error) {
	switch v := v.(type) {
	case nil, float64, bool:
		return v, nil
	case string:
		if texts[v] == nil {
			texts[v] = &v
		}
		return texts[v], nil
	}
	return nil, fmt.Errorf("values of type %T are not drawn", v)
}
