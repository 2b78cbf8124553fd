package gazetteer

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// Features offers the entries, without the retired ones. Datetime asks for those that
// were in the gazetteer at some time of it: from the day they were added (since ever when
// they came with the first load) until the day they were retired.
func Features(db *data.DB) feature.Source { return collection{db} }

// collection implements feature.Source.
type collection struct{ db *data.DB }

// Filters implements feature.Source.
func (collection) Filters() []feature.Filter {
	return []feature.Filter{
		{Name: "ref", Title: "Key of the source", Type: "string"},
		{Name: "name", Title: "Standard name", Type: "string"},
		{Name: "class_code", Title: "Class, GB/T 18521", Type: "string"},
		{Name: "area_code", Title: "Declared area", Type: "string"},
		{Name: "division_code", Title: "Administrative area that the entry names", Type: "string"},
		{Name: "place_code", Title: "Place code, 20 digits", Type: "string"},
		{Name: "status", Title: "Status", Type: "string", Enum: []string{Current, Historic}},
	}
}

// Features implements feature.Source.
func (c collection) Features(ctx context.Context, q feature.Query) (feature.Page, error) {
	if err := q.Check("places", c.Filters()); err != nil {
		return feature.Page{}, err
	}
	after := uuid.Nil
	if q.After != "" {
		var err error
		if after, err = uuid.Parse(q.After); err != nil {
			return feature.Page{}, problem.Parameter("after", "gazetteer.bad_cursor")
		}
	}
	features, err := c.read(ctx, nil, after, q, q.Size()+1)
	return feature.Cut(features, q.Size()), err
}

// Feature implements feature.Source.
func (c collection) Feature(ctx context.Context, id string) (feature.Feature, error) {
	key, err := uuid.Parse(id)
	var found []feature.Feature
	if err == nil {
		if found, err = c.read(ctx, &key, uuid.Nil, feature.Query{}, 1); err != nil {
			return feature.Feature{}, err
		}
	}
	if len(found) == 0 {
		return feature.Feature{}, problem.New(problem.NotFound, "problem.not_found", "what", "place", "id", id)
	}
	return found[0], nil
}

// Extent implements feature.Source.
func (c collection) Extent(ctx context.Context) (feature.Extent, error) {
	var e feature.Extent
	var box data.Geom
	if err := c.db.Read().QueryRow(ctx, queries.Get("features_extent")).Scan(&box, &e.From, &e.To); err != nil {
		return e, data.Problem(err)
	}
	if box.Geometry != nil {
		bound := box.Bound()
		e.BBox = &bound
	}
	return e, nil
}

func (c collection) read(ctx context.Context, id *uuid.UUID, after uuid.UUID, q feature.Query, limit int) ([]feature.Feature, error) {
	props := q.Props
	if props == nil {
		props = map[string]string{}
	}
	// Planned anew each time: a box may hold everything or next to nothing.
	rows, err := c.db.Read().Query(ctx, queries.Get("features"), pgx.QueryExecModeCacheDescribe,
		id, after, limit, boxOf(q.BBox), q.Datetime.From, q.Datetime.To, props, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, data.Problem(err)
	}
	features, err := pgx.CollectRows(rows, scanFeature)
	return features, data.Problem(err)
}

// boxOf is the box as a geometry; one without width or height is a line or a point.
func boxOf(b *orb.Bound) data.Geom {
	switch {
	case b == nil:
		return data.Geom{}
	case b.Min == b.Max:
		return data.Geom{Geometry: b.Min}
	case b.Min[0] == b.Max[0] || b.Min[1] == b.Max[1]:
		return data.Geom{Geometry: orb.LineString{b.Min, b.Max}}
	}
	return data.Geom{Geometry: b.ToPolygon()}
}

// scanFeature reads key, geometry and then the properties by the names of their columns.
func scanFeature(row pgx.CollectableRow) (feature.Feature, error) {
	var f feature.Feature
	var shape data.Geom
	columns := row.FieldDescriptions()[2:]
	f.Properties = make(feature.Properties, len(columns))
	targets := []any{&f.ID, &shape}
	for i, column := range columns {
		f.Properties[i].Name = column.Name
		targets = append(targets, &f.Properties[i].Value)
	}
	err := row.Scan(targets...)
	f.Geometry = shape.Geometry
	return f, err
}
