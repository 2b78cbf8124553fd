package tiles

import (
	"context"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/maptile"

	"cairn/data"
	"cairn/internal/grain"
)

// drawnAt are the positions that a tile draws, degrees.
func drawnAt(t *testing.T, tile *Tile, c Coord) []orb.Point {
	t.Helper()
	layers, err := mvt.Unmarshal(tile.body)
	if err != nil {
		t.Fatal(err)
	}
	layers.ProjectToWGS84(maptile.New(c.X, c.Y, maptile.Zoom(c.Z)))
	var all []orb.Point
	for _, l := range layers {
		for _, f := range l.Features {
			switch g := f.Geometry.(type) {
			case orb.LineString:
				all = append(all, g...)
			case orb.Polygon:
				all = append(all, g[0]...)
			default:
				t.Errorf("a %s", g.GeoJSONType())
			}
		}
	}
	return all
}

// What is coarse is drawn in the middle of cells, kept apart from what is exact, and made
// again when the thing has changed.
func TestCoarseTiles(t *testing.T) {
	t.Parallel()
	db := small(t)
	write(t, db, `INSERT INTO boundary_line (code, name, level, left_area, right_area, geom)
		VALUES ('532601000532622000', '文砚线', 'county', '532601', '532622', $1)`,
		data.Geom{Geometry: orb.LineString{{104.0012345, 23.3012345}, {104.0112345, 23.3112345}, {104.0312345, 23.3112345}}})
	s := start(t, db, Config{})
	set, grains := Layers("lines", "areas"), grain.Grains{Lines: 1000, Markers: 10}
	c := tileAt(orb.Point{104.015, 23.31}, 11)
	ask := func(g grain.Grains) *Tile {
		tile, err := s.Tile(context.Background(), Request{Layers: set, Grains: g, Coord: c})
		if err != nil {
			t.Fatal(err)
		}
		return tile
	}
	coarse, exact := ask(grains), get(t, s, set, c)
	middle := 0
	for _, p := range drawnAt(t, coarse, c) {
		q := grains.Lines.Point(p)
		if math.Abs(p[0]-q[0]) < 1e-4 && math.Abs(p[1]-q[1]) < 1e-4 {
			middle++
		}
	}
	if middle < 3 {
		t.Errorf("%d positions in the middle of cells", middle)
	}
	for _, p := range drawnAt(t, coarse, c) {
		if math.Hypot(p[0]-104.0112345, p[1]-23.3112345) < 5e-4 {
			t.Errorf("%v is where the line turns", p)
		}
	}
	if exact.Exact() == 0 || coarse.Exact() != 0 || exact.ETag(Identity) == coarse.ETag(Identity) {
		t.Errorf("%d exact features, %d of the coarse tile", exact.Exact(), coarse.Exact())
	}
	if s.Revision(set, grains) == s.Revision(set, grain.Grains{}) || s.Revision(Layers("places"), grains) != s.Revision(Layers("places"), grain.Grains{}) {
		t.Error("revisions do not follow what is drawn")
	}
	misses := s.Stats().Misses
	if ask(grains) != coarse || get(t, s, set, c) != exact || s.Stats().Misses != misses {
		t.Error("a tile is made again without a change")
	}
	write(t, db, `UPDATE boundary_line SET geom = $1`, data.Geom{Geometry: orb.LineString{{104.0012345, 23.3012345}, {104.0112345, 23.3312345}}})
	if ask(grains).ETag(Identity) == coarse.ETag(Identity) {
		t.Error("the coarse tile does not show the change")
	}
}

// Readers of layers that no policy speaks of share their tiles, whatever their precision.
func TestPlacesHaveNoGrain(t *testing.T) {
	t.Parallel()
	set := Layers("places", "area_labels")
	if got := set.drawn(grain.Public); got != (grain.Grains{}) {
		t.Errorf("%+v", got)
	}
	if got := Layers("markers", "places").drawn(grain.Public); got != (grain.Grains{Markers: grain.Public.Markers}) {
		t.Errorf("%+v", got)
	}
	if got := Layers("markers", "lines", "areas").Exact(grain.Grains{Markers: 10}); len(got) != 1 || got[0] != grain.Lines {
		t.Errorf("exact: %v", got)
	}
}
