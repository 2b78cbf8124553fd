package datatest_test

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"cairn/data/datatest"
	"cairn/geo"
)

// ask gives one answer of PostGIS for each geometry; sql turns g into it.
func ask[T any](t *testing.T, sql string, geometries []orb.Geometry, args ...any) []T {
	t.Helper()
	texts := make([]string, len(geometries))
	for i, g := range geometries {
		texts[i] = wkt.MarshalString(g)
	}
	sql = "select " + sql + " from (select ST_GeomFromText(w, 4490) g, n from unnest($1::text[]) with ordinality u(w, n)) q order by n"
	rows, err := datatest.New(t).Read().Query(context.Background(), sql, append([]any{texts}, args...)...)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := pgx.CollectRows(rows, pgx.RowTo[T])
	if err != nil || len(answers) != len(geometries) {
		t.Fatalf("%d answers, %v", len(answers), err)
	}
	return answers
}

// wobbly is a polygon of n vertices around a point, without crossings.
func wobbly(rnd *rand.Rand, center orb.Point, radius float64, n int) orb.Polygon {
	var ring orb.Ring
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		r := radius * (0.5 + rnd.Float64()/2)
		ring = append(ring, orb.Point{center[0] + r*cos, center[1] + r*sin})
	}
	return orb.Polygon{append(ring, ring[0])}
}

func inChina(rnd *rand.Rand) orb.Point {
	return orb.Point{75 + 60*rnd.Float64(), 18 + 35*rnd.Float64()}
}

func TestLengthAndAreaAgreeWithPostGIS(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	var polygons, lines []orb.Geometry
	for range 300 {
		p := wobbly(rnd, inChina(rnd), math.Pow(10, rnd.Float64()*4-3.5), 3+rnd.IntN(60))
		polygons = append(polygons, p)
		lines = append(lines, orb.LineString(p[0]))
	}
	for i, want := range ask[float64](t, "ST_Area(g::geography)", polygons) {
		if got := geo.Area(polygons[i]); math.Abs(got-want) > 0.01+1e-12*want {
			t.Errorf("area %d: %.4f m², PostGIS %.4f m²", i, got, want)
		}
	}
	for i, want := range ask[float64](t, "ST_Length(g::geography)", lines) {
		if got := geo.Length(lines[i]); math.Abs(got-want) > 1e-6+1e-13*want {
			t.Errorf("length %d: %.7f m, PostGIS %.7f m", i, got, want)
		}
	}
}

func TestLocateAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 4))
	g := wobbly(rnd, orb.Point{105, 24}, 0.5, 60)
	var points []orb.Geometry
	for i := 1; i < len(g[0]); i++ {
		a, b := g[0][i-1], g[0][i]
		u := rnd.Float64() // on the edge, but for rounding
		points = append(points, a, orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])})
	}
	for range 300 {
		points = append(points, orb.Point{104.5 + rnd.Float64(), 23.5 + rnd.Float64()})
	}
	polygon, _ := geo.NewPolygon(g)
	relate := ask[string](t, "left(ST_Relate(g, ST_GeomFromText($2, 4490)), 2)", points, wkt.MarshalString(g))
	for i, want := range relate {
		got := map[geo.Position]string{geo.Inside: "0F", geo.EdgeIn: "F0", geo.EdgeOut: "F0", geo.Outside: "FF"}[polygon.Locate(points[i].(orb.Point))]
		if got != want {
			t.Errorf("%v: %s, PostGIS %s", points[i], got, want)
		}
	}
}

func TestValidityAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 6))
	ring := func(cx, cy, r float64, n int) orb.Ring {
		p := wobbly(rnd, orb.Point{cx, cy}, r, n)[0]
		for i := range p { // whole numbers, so that touching is frequent
			p[i] = orb.Point{math.Round(p[i][0]), math.Round(p[i][1])}
		}
		return p
	}
	var all []orb.Geometry
	for range 500 {
		polygon := orb.Polygon{ring(0, 0, 15, 4+rnd.IntN(10))}
		for range rnd.IntN(3) {
			polygon = append(polygon, ring(float64(rnd.IntN(9)-4), float64(rnd.IntN(9)-4), 4, 3+rnd.IntN(3)))
		}
		all = append(all, polygon, orb.MultiPolygon{polygon, {ring(float64(rnd.IntN(30)-15), 10, 6, 5)}})
	}
	for i, reason := range ask[string](t, "ST_IsValidReason(g)", all) {
		valid := reason == "Valid Geometry" || strings.HasPrefix(reason, "Interior is disconnected")
		if err := geo.ValidateGeometry(all[i], geo.Limits{}); (err == nil) != valid {
			t.Errorf("%s: %v, PostGIS: %s", wkt.MarshalString(all[i]), err, reason)
		}
	}
}

func TestProjectAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(7, 8))
	zone, _ := geo.ZoneByEPSG(4544)
	var points []orb.Geometry
	for range 300 {
		points = append(points, orb.Point{102 + 6*rnd.Float64(), 20 + 10*rnd.Float64()})
	}
	north := ask[float64](t, "ST_Y(ST_Transform(g, 4544))", points)
	east := ask[float64](t, "ST_X(ST_Transform(g, 4544))", points)
	for i, p := range points {
		if n, e := geo.Project(p.(orb.Point), zone); math.Hypot(n-north[i], e-east[i]) > 1e-5 {
			t.Errorf("%v: %.6f %.6f, PostGIS %.6f %.6f", p, n, e, north[i], east[i])
		}
	}
}
