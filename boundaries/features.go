package boundaries

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// AreaFeatures offers the areas inside the prefecture, province to village: polygons, or the
// seat where there is none; datetime is their validity.
func AreaFeatures(db *data.DB) feature.Source {
	return &collection{db: db, name: "areas", query: "features_areas", extent: "extent_areas", filters: []feature.Filter{
		{Name: "code", Title: "Area code", Type: "string"},
		{Name: "name", Title: "Name", Type: "string"},
		{Name: "level", Title: "Level", Type: "string", Enum: []string{Province, PrefectureLvl, County, Township, Village}},
		{Name: "parent", Title: "Code of the area that holds it", Type: "string"},
		{Name: "formal", Title: "Formal division of the State", Type: "boolean"},
	}}
}

// LineFeatures offers the boundary lines; datetime is their validity.
func LineFeatures(db *data.DB) feature.Source {
	return &collection{db: db, name: "boundary-lines", query: "features_lines", extent: "extent_lines", filters: []feature.Filter{
		{Name: "code", Title: "Line code", Type: "string"},
		{Name: "name", Title: "Name", Type: "string"},
		{Name: "level", Title: "Level", Type: "string", Enum: []string{Province, PrefectureLvl, County, Township}},
		{Name: "left_area", Title: "Code of the area on the left", Type: "string"},
		{Name: "right_area", Title: "Code of the area on the right", Type: "string"},
		{Name: "leading_area", Title: "Code of the area that leads", Type: "string"},
		{Name: "short_code", Title: "Short code, used in marker numbers", Type: "string"},
		{Name: "status", Title: "Status", Type: "string", Enum: []string{"in_force", "disputed"}},
	}}
}

// MarkerFeatures offers the boundary markers in use; datetime starts with the day they were erected.
func MarkerFeatures(db *data.DB) feature.Source {
	return &collection{db: db, name: "boundary-markers", query: "features_markers", extent: "extent_markers", uuids: true, filters: []feature.Filter{
		{Name: "number", Title: "Number", Type: "string"},
		{Name: "type", Title: "Type", Type: "string", Enum: []string{"single", "double", "triple"}},
		{Name: "grade", Title: "Grade", Type: "string"},
		{Name: "material", Title: "Material", Type: "string"},
		{Name: "managing_area", Title: "Area whose office keeps it up", Type: "string"},
		{Name: "status", Title: "Status", Type: "string", Enum: []string{"standing", "lost"}},
	}}
}

// InspectionFeatures offers the inspections; datetime is when they were observed. They have
// no geometry where the marker was not reached.
func InspectionFeatures(db *data.DB) feature.Source {
	return &collection{db: db, name: "inspections", query: "features_inspections", extent: "extent_inspections", uuids: true, filters: []feature.Filter{
		{Name: "kind", Title: "Kind", Type: "string", Enum: []string{"round", "patrol"}},
		{Name: "round", Title: "Number of the round", Type: "integer"},
		{Name: "marker", Title: "Number of the marker", Type: "string"},
		{Name: "observer", Title: "Observer", Type: "string"},
	}}
}

// collection answers feature queries with one SQL file, whose first columns are key and
// geometry and whose others are the properties by name.
type collection struct {
	db            *data.DB
	name          string
	filters       []feature.Filter
	query, extent string
	uuids         bool // whether keys are UUIDs
}

// Filters implements feature.Source.
func (c *collection) Filters() []feature.Filter { return c.filters }

// Features implements feature.Source.
func (c *collection) Features(ctx context.Context, q feature.Query) (feature.Page, error) {
	if err := q.Check(c.name, c.filters); err != nil {
		return feature.Page{}, err
	}
	if c.uuids {
		if _, err := (Paging{After: q.After}).afterUUID(); err != nil {
			return feature.Page{}, err
		}
	}
	features, err := c.read(ctx, "", q, q.Size()+1)
	return feature.Cut(features, q.Size()), err
}

// Feature implements feature.Source.
func (c *collection) Feature(ctx context.Context, id string) (feature.Feature, error) {
	var found []feature.Feature
	_, err := uuid.Parse(id)
	if id != "" && (!c.uuids || err == nil) {
		if found, err = c.read(ctx, id, feature.Query{}, 1); err != nil {
			return feature.Feature{}, err
		}
	}
	if len(found) == 0 {
		return feature.Feature{}, problem.New(problem.NotFound, "problem.not_found", "what", c.name, "id", id)
	}
	return found[0], nil
}

// Extent implements feature.Source.
func (c *collection) Extent(ctx context.Context) (e feature.Extent, err error) {
	var box data.Geom
	if err = c.db.Read().QueryRow(ctx, queries.Get(c.extent)).Scan(&box, &e.From, &e.To); err != nil {
		return e, err
	}
	if box.Geometry != nil {
		b := box.Bound()
		e.BBox = &b
	}
	return e, nil
}

func (c *collection) read(ctx context.Context, id string, q feature.Query, limit int) ([]feature.Feature, error) {
	props := q.Props
	if props == nil {
		props = map[string]string{}
	}
	rows, err := c.db.Read().Query(ctx, queries.Get(c.query), id, q.After, limit, boxGeom(q.BBox), q.Datetime.From, q.Datetime.To, props)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanFeature)
}

func scanFeature(row pgx.CollectableRow) (f feature.Feature, err error) {
	columns := row.FieldDescriptions()
	var g data.Geom
	targets := []any{&f.ID, &g}
	f.Properties = make(feature.Properties, len(columns)-2)
	for i, column := range columns[2:] {
		f.Properties[i].Name = column.Name
		targets = append(targets, &f.Properties[i].Value)
	}
	err = row.Scan(targets...)
	f.Geometry = g.Geometry
	return f, err
}

// boxGeom is a box as a geometry, down to a line or a point for one without width or height.
func boxGeom(b *orb.Bound) data.Geom {
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
