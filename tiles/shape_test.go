package tiles

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

// coast is a rough line from a to b of n points, the same for the same seed.
func coast(seed uint64, a, b orb.Point, n int) orb.LineString {
	r := rand.New(rand.NewPCG(seed, seed))
	line := orb.LineString{a}
	for i := 1; i < n-1; i++ {
		at := float64(i) / float64(n-1)
		wide := math.Hypot(b[0]-a[0], b[1]-a[1]) * 0.002
		line = append(line, orb.Point{
			a[0] + (b[0]-a[0])*at + (r.Float64()-0.5)*wide,
			a[1] + (b[1]-a[1])*at + (r.Float64()-0.5)*wide,
		})
	}
	return append(line, b)
}

func reversed(l orb.LineString) orb.LineString {
	out := l.Clone()
	out.Reverse()
	return out
}

func ringOf(lines ...orb.LineString) orb.Ring {
	var ring orb.Ring
	for _, l := range lines {
		ring = append(ring, l[:len(l)-1]...)
	}
	return append(ring, ring[0])
}

func mustShape(t testing.TB, g orb.Geometry) *shape {
	t.Helper()
	s, _, err := newShape(g)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewShapeRefuses(t *testing.T) {
	t.Parallel()
	for _, g := range []orb.Geometry{
		nil, orb.MultiPoint{}, orb.LineString{}, orb.Polygon{}, orb.MultiPolygon{{}},
		orb.Point{math.NaN(), 1}, orb.LineString{{1, 1}, {math.Inf(1), 2}}, orb.Collection{orb.Point{1, 2}},
	} {
		if s, _, err := newShape(g); err == nil {
			t.Errorf("%#v: %+v", g, s)
		}
	}
}

func TestRingsWindAsMVTAsks(t *testing.T) {
	t.Parallel()
	shell := orb.Ring{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}
	hole := orb.Ring{{104.2, 23.2}, {104.4, 23.2}, {104.4, 23.4}, {104.2, 23.4}, {104.2, 23.2}}
	for i := range 4 {
		p := orb.Polygon{shell.Clone(), hole.Clone()}
		for j := range p {
			if i>>j&1 == 1 {
				p[j].Reverse()
			}
		}
		s := mustShape(t, p)
		if a, b := signedArea(s.points[:4]), signedArea(s.points[4:]); a <= 0 || b >= 0 || len(s.points) != 8 {
			t.Errorf("case %d: areas %g and %g", i, a, b)
		}
	}
}

// What is left of a line at a zoom is what Douglas–Peucker at that tolerance leaves.
func TestRankAgreesWithOrb(t *testing.T) {
	t.Parallel()
	line := coast(7, orb.Point{104, 23}, orb.Point{105.5, 24}, 400)
	s := mustShape(t, line)
	steps := make(orb.LineString, len(s.points))
	for i, p := range s.points {
		steps[i] = orb.Point{float64(p.X), float64(p.Y)}
	}
	for z := uint32(4); z < MaxZoom; z++ {
		limit := float64(int64(tolerance) << Coord{Z: z}.unitBits())
		want := simplify.DouglasPeucker(limit).LineString(steps.Clone())
		var got orb.LineString
		for i, p := range steps {
			if uint32(s.zooms[i]) <= z {
				got = append(got, p)
			}
		}
		if !got.Equal(want) {
			t.Errorf("zoom %d: %d points, orb has %d", z, len(got), len(want))
		}
	}
}

// Neighbours keep the same points of their common edge at every zoom.
func TestSharedEdges(t *testing.T) {
	t.Parallel()
	a, b := orb.Point{104, 23}, orb.Point{104, 24}
	edge := coast(1, a, b, 200)
	west := ringOf(edge, coast(2, b, orb.Point{103.5, 23.5}, 90), coast(3, orb.Point{103.5, 23.5}, a, 90))
	east := ringOf(reversed(edge), coast(4, a, orb.Point{104.6, 23.4}, 80), coast(5, orb.Point{104.6, 23.4}, b, 80))
	features := map[string]*Feature{}
	for key, ring := range map[string]orb.Ring{"west": west, "east": east} {
		features[key] = &Feature{key: key, shape: mustShape(t, orb.Polygon{ring})}
	}
	for key, zooms := range shareZooms(features) {
		features[key] = features[key].withZooms(zooms)
	}
	drawnAt := func(key string) map[point]uint8 {
		zooms := map[point]uint8{}
		for i, p := range features[key].shape.points {
			zooms[p] = features[key].shape.zooms[i]
		}
		return zooms
	}
	w, e := drawnAt("west"), drawnAt("east")
	early := 0
	for _, p := range edge {
		q := project(p)
		if w[q] != e[q] {
			t.Errorf("%v is drawn from zoom %d in the west, %d in the east", p, w[q], e[q])
		}
		if w[q] <= 7 {
			early++
		}
	}
	if early > len(edge)/2 {
		t.Errorf("%d of %d points of the edge are drawn at zoom 7", early, len(edge))
	}
	if again := shareZooms(features); len(again) > 0 {
		t.Errorf("sharing again changes %d features", len(again))
	}
}

func TestShapesOfEveryType(t *testing.T) {
	t.Parallel()
	square := orb.Ring{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}
	for _, tc := range []struct {
		g     orb.Geometry
		kind  geometryKind
		parts int
	}{
		{orb.MultiPoint{{104, 23}, {105, 24}}, pointKind, 1},
		{orb.LineString{{104, 23}, {105, 24}}, lineKind, 1},
		{orb.MultiLineString{{{104, 23}, {105, 24}}, {{106, 23}, {107, 24}}}, lineKind, 2},
		{orb.Polygon{square}, polygonKind, 1},
		{orb.MultiPolygon{{square}, {square}}, polygonKind, 2},
	} {
		s := mustShape(t, tc.g)
		if s.kind != tc.kind || len(s.ends) != tc.parts || len(s.zooms) != len(s.points) {
			t.Errorf("%s: %+v", tc.g.GeoJSONType(), s)
		}
	}
	if fmt.Sprint(mustShape(t, orb.LineString{{104, 23}, {104, 23}, {105, 24}}).ends) != "[2]" {
		t.Error("a repeated point is kept")
	}
}
