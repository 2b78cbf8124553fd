package tiles

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
)

// encodeOne puts geometries into one layer of the tile.
func encodeOne(t testing.TB, c Coord, geometries ...orb.Geometry) []byte {
	t.Helper()
	l := layers[1] // constraints: any geometry, no rules
	kind, rule := "k", "r"
	var features []*Feature
	for i, g := range geometries {
		s, b, err := newShape(g)
		if err != nil {
			t.Fatal(err)
		}
		key := string(rune('a' + i))
		features = append(features, &Feature{key: key, id: featureID(key), box: b, shape: s, values: []any{&kind, nil, &rule}})
	}
	body, err := OrbEncoder{}.Encode(c, []Content{{l, features}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checkTile(body); err != nil {
		t.Fatalf("%v: %v", geometries, err)
	}
	return body
}

// at is lon/lat of units in a tile.
func at(c Coord, x, y float64) orb.Point {
	ox, oy := c.origin()
	unit := float64(int64(1) << c.unitBits())
	fx, fy := (float64(ox)+x*unit)/(1<<worldBits), (float64(oy)+y*unit)/(1<<worldBits)
	return orb.Point{(fx - 0.5) * 360, math.Atan(math.Sinh((0.5-fy)*2*math.Pi)) * 180 / math.Pi}
}

func units(c Coord, xy ...float64) []orb.Point {
	var points []orb.Point
	for i := 0; i < len(xy); i += 2 {
		points = append(points, at(c, xy[i], xy[i+1]))
	}
	return points
}

func TestEncodeShapes(t *testing.T) {
	t.Parallel()
	c := Coord{10, 808, 443}
	big := orb.Ring(units(c, -9000, -9000, 9000, -9000, 9000, 9000, -9000, 9000, -9000, -9000))
	hole := orb.Ring(units(c, 100, 100, 100, 900, 900, 900, 900, 100, 100, 100))
	whole := orb.Ring(units(c, -9000, -9000, -9000, 9000, 9000, 9000, 9000, -9000, -9000, -9000))
	for _, tc := range []struct {
		name string
		g    orb.Geometry
		want orb.Geometry // nil: nothing drawn
	}{
		{"point", at(c, 7, 9), orb.Point{7, 9}},
		{"point in the buffer", at(c, -60, 4150), orb.Point{-60, 4150}},
		{"points, one far away", orb.MultiPoint(units(c, 7, 9, 9999, 7, 11, 12)), orb.MultiPoint{{7, 9}, {11, 12}}},
		{"line across", orb.LineString(units(c, -5000, 100, 9000, 100)), orb.LineString{{-64, 100}, {4160, 100}}},
		{"line outside", orb.LineString(units(c, -5000, -100, 9000, -100)), nil},
		{"line of a hair", orb.LineString(units(c, 10, 10, 10.2, 10.2)), nil},
		{"line in two", orb.LineString(units(c, 100, 100, 100, -900, 900, -900, 900, 100)),
			orb.MultiLineString{{{100, 100}, {100, -64}}, {{900, -64}, {900, 100}}}},
		{"polygon around the tile", orb.Polygon{big},
			orb.Polygon{{{-64, 4160}, {-64, -64}, {4160, -64}, {4160, 4160}, {-64, 4160}}}},
		{"polygon with a hole", orb.Polygon{big, hole}, orb.Polygon{
			{{-64, 4160}, {-64, -64}, {4160, -64}, {4160, 4160}, {-64, 4160}},
			{{100, 100}, {100, 900}, {900, 900}, {900, 100}, {100, 100}}}},
		{"polygon of a hair", orb.Polygon{units(c, 10, 10, 10.3, 10, 10.3, 10.3, 10, 10)}, nil},
		{"sliver", orb.Polygon{units(c, 10, 10, 4000, 10.2, 10, 10.3, 10, 10)}, nil},
		{"tile inside a hole", orb.Polygon{units(c, -20000, -20000, 20000, -20000, 20000, 20000, -20000, 20000, -20000, -20000), whole}, nil},
	} {
		layers, err := mvt.Unmarshal(encodeOne(t, c, tc.g))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case tc.want == nil && len(layers) > 0:
			t.Errorf("%s: %v is drawn", tc.name, layers[0].Features[0].Geometry)
		case tc.want != nil && len(layers) == 0:
			t.Errorf("%s: nothing is drawn", tc.name)
		case tc.want != nil && !orb.Equal(layers[0].Features[0].Geometry, tc.want):
			t.Errorf("%s: %v, want %v", tc.name, layers[0].Features[0].Geometry, tc.want)
		}
	}
}

// Random polygons, many of them crossing themselves or the tile's edge, stay within the rules.
func TestEncodeKeepsTheRules(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 12))
	c := Coord{9, 404, 221}
	for range 3000 {
		scale := math.Pow(10, r.Float64()*5)
		x, y := r.Float64()*6000-1000, r.Float64()*6000-1000
		ring := func() orb.Ring {
			var ring orb.Ring
			for range 3 + r.IntN(20) {
				ring = append(ring, at(c, x+(r.Float64()-0.5)*scale, y+(r.Float64()-0.5)*scale))
			}
			return append(ring, ring[0])
		}
		encodeOne(t, c, orb.MultiPolygon{{ring(), ring()}, {ring()}}, orb.LineString(ring()), orb.MultiPoint(ring()))
	}
}

func FuzzEncode(f *testing.F) {
	f.Add(uint8(9), 104.0, 23.0, 105.0, 23.5, 104.5, 24.0, 103.0, 22.0)
	f.Add(uint8(0), -180.0, -90.0, 180.0, 90.0, 0.0, 0.0, 1e-9, 1e-9)
	f.Fuzz(func(t *testing.T, z uint8, a, b, c, d, e, g, h, i float64) {
		coord := Coord{Z: uint32(z) % (MaxZoom + 1)}
		p := orb.Polygon{{{a, b}, {c, d}, {e, g}, {h, i}, {a, b}}}
		_, bounds, err := newShape(p)
		if err != nil {
			return
		}
		where := bounds.touched(coord.Z)
		coord.X, coord.Y = where.X0, where.Y0
		encodeOne(t, coord, p, orb.LineString(p[0]))
	})
}
