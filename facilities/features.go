package facilities

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// Features offers the facilities that are not withdrawn. Datetime asks for those that
// were planned, being built or in use at some time of it; status is that of its last day,
// of today without one.
func Features(db *data.DB) feature.Source { return collection{db} }

// collection implements feature.Source.
type collection struct{ db *data.DB }

// collectionName is the collection's name in the OGC API.
const collectionName = "facilities"

// Filters implements feature.Source.
func (collection) Filters() []feature.Filter {
	return []feature.Filter{
		{Name: "kind", Title: "Kind of facility", Type: "string"},
		{Name: "subkind", Title: "Finer kind", Type: "string"},
		{Name: "name", Title: "Name", Type: "string"},
		{Name: "area_code", Title: "Township, or county, that it belongs to", Type: "string"},
		{Name: "village_code", Title: "Village that it serves or stands in", Type: "string"},
		{Name: "status", Title: "Status", Type: "string", Enum: statuses},
	}
}

// Features implements feature.Source.
func (c collection) Features(ctx context.Context, q feature.Query) (feature.Page, error) {
	if err := q.Check(collectionName, c.Filters()); err != nil {
		return feature.Page{}, err
	}
	var after *uuid.UUID
	if q.After != "" {
		id, err := uuid.Parse(q.After)
		if err != nil {
			return feature.Page{}, problem.Parameter("after", "facilities.bad_cursor")
		}
		after = &id
	}
	features, err := c.read(ctx, nil, after, q, q.Size()+1)
	return feature.Cut(features, q.Size()), err
}

// Feature implements feature.Source.
func (c collection) Feature(ctx context.Context, id string) (feature.Feature, error) {
	key, err := uuid.Parse(id)
	if err != nil {
		return feature.Feature{}, notFound(id)
	}
	found, err := c.read(ctx, &key, nil, feature.Query{}, 1)
	if err == nil && len(found) == 0 {
		err = notFound(id)
	}
	if err != nil {
		return feature.Feature{}, err
	}
	return found[0], nil
}

// Extent implements feature.Source.
func (c collection) Extent(ctx context.Context) (e feature.Extent, err error) {
	var box data.Geom
	err = c.db.Read().QueryRow(ctx, queries.Get("features_extent")).Scan(&box, &e.From)
	if err == nil && box.Geometry != nil {
		bound := box.Bound()
		e.BBox = &bound
	}
	return e, data.Problem(err)
}

func (c collection) read(ctx context.Context, id, after *uuid.UUID, q feature.Query, limit int) ([]feature.Feature, error) {
	var corners [4]*float64
	if b := q.BBox; b != nil {
		corners = [4]*float64{&b.Min[0], &b.Min[1], &b.Max[0], &b.Max[1]}
	}
	props := q.Props
	if props == nil {
		props = map[string]string{}
	}
	rows, err := c.db.Read().Query(ctx, queries.Get("features"), id, after, limit,
		corners[0], corners[1], corners[2], corners[3], q.Datetime.From, q.Datetime.To, props)
	if err != nil {
		return nil, data.Problem(err)
	}
	features, err := pgx.CollectRows(rows, scanFeature)
	return features, data.Problem(err)
}

// scanFeature reads key, geometry and the properties by the names of their columns; the
// values of the kind's own fields stand behind them, by their codes.
func scanFeature(row pgx.CollectableRow) (f feature.Feature, err error) {
	columns := row.FieldDescriptions()
	var g data.Geom
	targets := []any{&f.ID, &g}
	last := len(columns) - 1
	f.Properties = make(feature.Properties, last-2)
	for i, column := range columns[2:last] {
		f.Properties[i].Name = column.Name
		targets = append(targets, &f.Properties[i].Value)
	}
	var extra Extra
	err = row.Scan(append(targets, &extra)...)
	for _, code := range slices.Sorted(maps.Keys(extra)) {
		f.Properties = append(f.Properties, feature.Property{Name: code, Value: extra[code]})
	}
	if p, ok := g.Geometry.(orb.Point); ok {
		f.Geometry = p
	}
	return f, err
}
