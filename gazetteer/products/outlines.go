package products

import (
	"context"
	"embed"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/grain"
	"cairn/internal/mapsheet"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("gazetteer/products", sqlFiles)

// Ground is what a map sheet shows below the names.
type Ground struct {
	Area          mapsheet.Area   // without a geometry where none is on file
	Parts, Beside []mapsheet.Area // in it and around it
	Version       int64           // of the data: the number of the last revision
	Schematic     bool            // boundaries are no basis for delimitation
}

// ReadGround reads the areas of a map sheet of an area; without outlines, which not every
// reader may see, only what is said of the data. They are as exact as the reader of ctx may
// see lines.
func ReadGround(ctx context.Context, q data.Querier, area string, outlines bool) (Ground, error) {
	var g Ground
	if err := q.QueryRow(ctx, queries.Get("data_version")).Scan(&g.Version, &g.Schematic); err != nil || !outlines {
		return g, err
	}
	rows, err := q.Query(ctx, queries.Get("outline"), area)
	if err != nil {
		return g, err
	}
	var role, code string
	var a mapsheet.Area
	var geom data.Geom
	drawn := grain.Of(ctx).Of(grain.Lines)
	_, err = pgx.ForEachRow(rows, []any{&role, &code, &a.Name, &a.Level, &geom}, func() error {
		switch shape := drawn.Geometry(geom.Geometry).(type) {
		case orb.MultiPolygon:
			a.Geom = shape
		case orb.Polygon:
			a.Geom = orb.MultiPolygon{shape}
		}
		switch role {
		case "area":
			g.Area = a
		case "part":
			g.Parts = append(g.Parts, a)
		default:
			g.Beside = append(g.Beside, a)
		}
		return nil
	})
	return g, err
}
