package facilities

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/problem"
)

// roadKind takes in roads.geojson, constraintKind constraints.geojson: stored and shown,
// used to choose sites.
var (
	roadKind = imports.Kind{
		Name: "roads", Files: []string{"roads"}, KeyField: "id", Key: siteKey,
		Columns: map[string][]string{"name": {"名称"}, "class": {"等级"}},
		Take:    takeSites("road", readRoad),
	}
	constraintKind = imports.Kind{
		Name: "constraints", Files: []string{"constraints"}, KeyField: "id", Key: siteKey,
		Columns: map[string][]string{"name": {"名称"}, "kind": {"类别"}, "rule": {"规则"}},
		Take:    takeSites("constraint", readConstraint),
	}
)

func siteKey(r *imports.Row) string { return r.Required("id") }

// takeSites takes in rows of a table that nobody edits by hand: read gives the parameters
// of import_<table>.sql after id and ref.
func takeSites(table string, read func(*imports.Row) []any) func(context.Context, pgx.Tx, *imports.Run) error {
	return func(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
		b := batch{tx: tx}
		for r := range run.Fresh() {
			args := read(r)
			if !r.OK() {
				continue
			}
			id := sourceID(table, r.Key)
			if own, err := uuid.Parse(r.Key); err == nil {
				id = own
			}
			b.Queue(queries.Get("import_"+table), append([]any{id, r.Key}, args...)...)
			run.Done(r, id.String(), r.Version+1)
			if err := b.flush(ctx, batchSize); err != nil {
				return err
			}
		}
		return b.flush(ctx, 0)
	}
}

func readRoad(r *imports.Row) []any {
	line, ok := r.Geometry.(orb.LineString)
	if !ok {
		r.Bad("geometry", "geometry.wrong_type", "expected", "LineString")
	} else {
		checkGeometry(r, line)
	}
	r.Required("class")
	speed := r.Float("speed_kmh")
	if speed != nil && (*speed <= 0 || *speed > 200) {
		r.Bad("speed_kmh", "problem.out_of_range", "min", 1, "max", 200)
	}
	return []any{r.Text("name"), r.OneOf("class", "national", "provincial", "county", "township", "village"),
		r.Text("surface"), speed, r.Text("from_code"), r.Text("to_code"), data.Geom{Geometry: line}, r.Text("origin")}
}

func readConstraint(r *imports.Row) []any {
	switch g := r.Geometry.(type) {
	case orb.LineString, orb.MultiLineString, orb.Polygon, orb.MultiPolygon:
		checkGeometry(r, g)
	default:
		r.Bad("geometry", "geometry.wrong_type", "expected", "Polygon, LineString")
	}
	r.Required("rule")
	return []any{r.Required("kind"), r.Int("grade"), r.Text("name"), r.OneOf("rule", "no_build", "restricted", "buffer"),
		data.Geom{Geometry: r.Geometry}, r.Text("origin")}
}

func checkGeometry(r *imports.Row, g orb.Geometry) {
	if err := geo.ValidateGeometry(g, geo.Limits{}); err != nil {
		f := problem.BadGeometry("geometry", err)
		r.BadFields(problem.InvalidFields(f))
	}
}
