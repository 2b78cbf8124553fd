package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/maptile"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/tiles"
)

var tilePoint = orb.Point{104.25, 23.36}

// tilePath is the path of the tile of a tileset that holds tilePoint.
func tilePath(tileset string, z maptile.Zoom) string {
	t := maptile.At(tilePoint, z)
	return fmt.Sprintf("/tiles/%s/%d/%d/%d.mvt", tileset, t.Z, t.X, t.Y)
}

// serveTiles starts a server with one feature of every kind at tilePoint.
func serveTiles(t testing.TB, public ...string) *harness {
	t.Helper()
	db, ctx := datatest.New(t), context.Background()
	at := data.Geom{Geometry: tilePoint}
	line := data.Geom{Geometry: orb.LineString{{104, 23}, tilePoint, {105, 24}}}
	around := data.Geom{Geometry: orb.MultiPolygon{{{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}}}}
	edge := data.Geom{Geometry: orb.MultiLineString{line.Geometry.(orb.LineString)}}
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		for _, q := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO area (code, name, level, geom, seat) VALUES ('532601', '文山市', 'county', $1, $2), ('532622', '砚山县', 'county', null, null)`, []any{around, at}},
			{`INSERT INTO boundary_line (code, name, level, left_area, right_area, geom) VALUES ('532601000532622000', '文砚线', 'county', '532601', '532622', $1)`, []any{line}},
			{`INSERT INTO closing_edge (area_code, geom) VALUES ('532601', $1)`, []any{edge}},
			{`INSERT INTO marker (id, number, type, geom) VALUES ($1, '0122001Q', 'single', $2)`, []any{uuid.New(), at}},
			{`INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点')`, nil},
			{`INSERT INTO place (id, name, class_code, area_code, geom) VALUES ($1, '某村', '22200', '532601', $2)`, []any{uuid.New(), at}},
			{`INSERT INTO facility (id, kind, name, area_code, geom) VALUES ($1, 'care_home', '某院', '532601', $2)`, []any{uuid.New(), at}},
			{`INSERT INTO road (id, class, geom) VALUES ($1, 'national', $2)`, []any{uuid.New(), line}},
			{`INSERT INTO burial_zone (id, kind, name, area_code, geom, from_on) VALUES ($1, 'cremation', '火葬区', '532601', $2, '2020-01-01')`, []any{uuid.New(), around}},
			{`INSERT INTO siting_constraint (id, kind, rule, geom) VALUES ($1, 'ecological_red_line', 'no_build', $2)`, []any{uuid.New(), around}},
		} {
			if _, err := tx.Exec(ctx, q.sql, q.args...); err != nil {
				return fmt.Errorf("%s: %w", q.sql, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, db, func(c *Config) { c.Tiles, c.Public = openTiles(t, db), public })
}

// openTiles opens the tiles as the program does: fed by every commit.
func openTiles(t testing.TB, db *data.DB) *tiles.Service {
	t.Helper()
	ctx := context.Background()
	feed, err := data.NewFeed(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := tiles.Open(ctx, db, tiles.Config{})
	if err != nil {
		t.Fatal(err)
	}
	feed.Handle(s.Apply)
	db.OnCommit(func(ctx context.Context) {
		if err := feed.Sync(ctx); err != nil {
			t.Error(err)
		}
	})
	return s
}

// layerNames are the layers of an answered tile.
func (r reply) layerNames(t testing.TB) []string {
	t.Helper()
	layers, err := mvt.Unmarshal(r.want(t, http.StatusOK).text)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range layers {
		names = append(names, l.Name)
	}
	slices.Sort(names)
	return names
}

func TestTileRights(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		public   []string
		signedIn bool
		want     map[string][]string // by tileset; absent: refused
	}{
		{nil, false, nil},
		{[]string{"places"}, false, map[string][]string{"places": {"places"}, "all": {"places"}}},
		{[]string{"boundaries", "areas"}, false, map[string][]string{
			"boundaries": {"lines", "markers"}, "areas": {"area_labels", "areas"},
			"all": {"area_labels", "areas", "lines", "markers"}}},
		{[]string{"facilities"}, false, map[string][]string{
			"facilities": {"burial_zones", "constraints", "facilities", "roads"}, "all": {"burial_zones", "constraints", "facilities", "roads"}}},
		{[]string{"places"}, true, map[string][]string{
			"places": {"places"}, "areas": {"area_labels", "areas"},
			"boundaries": {"closing_edges", "lines", "markers"}, "facilities": {"burial_zones", "constraints", "facilities", "roads"},
			"all": {"area_labels", "areas", "burial_zones", "closing_edges", "constraints", "facilities", "lines", "markers", "places", "roads"}}},
	} {
		t.Run(fmt.Sprint(tc.public, tc.signedIn), func(t *testing.T) {
			t.Parallel()
			h := serveTiles(t, tc.public...)
			c := h.nobody()
			if tc.signedIn {
				c = h.as(actor.Viewer, "532622")
			}
			for _, tileset := range []string{"places", "areas", "boundaries", "facilities", "all"} {
				tile, description := c.do("GET", tilePath(tileset, 12), nil), c.do("GET", "/tiles/"+tileset, nil)
				want, ok := tc.want[tileset]
				if !ok {
					tile.problem(t, http.StatusUnauthorized)
					description.problem(t, http.StatusUnauthorized)
					continue
				}
				var tj tiles.TileJSON
				description.want(t, http.StatusOK).into(t, &tj)
				var described []string
				for _, l := range tj.VectorLayers {
					described = append(described, l.ID)
				}
				slices.Sort(described)
				if got := tile.layerNames(t); !slices.Equal(got, want) || !slices.Equal(described, want) {
					t.Errorf("%s: tile %v, description %v, want %v", tileset, got, described, want)
				}
			}
		})
	}
}

func TestTileForms(t *testing.T) {
	t.Parallel()
	c := serveTiles(t, "all").nobody()
	path := tilePath("all", 12)
	plain := c.do("GET", path, nil).want(t, http.StatusOK)
	tags := map[string]bool{}
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "br": "br", "gzip, deflate, br, zstd": "br", "br;q=0, gzip": "gzip",
		"gzip;q=1, br;q=0.5": "gzip", "GZIP": "gzip", "deflate, zstd": "", "br;q=nonsense": "",
	} {
		r := c.do("GET", path, nil, "Accept-Encoding", accept).want(t, http.StatusOK)
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: encoding %q, want %q", accept, got, want)
		}
		if !bytes.Equal(decoded(t, r), plain.text) {
			t.Errorf("%q: other content", accept)
		}
		if r.Header.Get("Content-Type") != "application/vnd.mapbox-vector-tile" || r.Header.Get("Vary") != "Accept-Encoding, Authorization, Cookie" {
			t.Errorf("%q: headers %v", accept, r.Header)
		}
		tags[want+r.Header.Get("ETag")] = true
		c.do("GET", path, nil, "Accept-Encoding", accept, "If-None-Match", r.Header.Get("ETag")).want(t, http.StatusNotModified)
		c.do("GET", path, nil, "Accept-Encoding", accept, "If-None-Match", `"x", W/`+r.Header.Get("ETag")).want(t, http.StatusNotModified)
		c.do("GET", path, nil, "Accept-Encoding", accept, "If-None-Match", `"x"`).want(t, http.StatusOK)
	}
	if len(tags) != 3 {
		t.Errorf("three forms have the tags %v", tags)
	}
}

func decoded(t *testing.T, r reply) []byte {
	t.Helper()
	var in io.Reader = bytes.NewReader(r.text)
	switch r.Header.Get("Content-Encoding") {
	case "gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	case "br":
		in = brotli.NewReader(in)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTileCaching(t *testing.T) {
	t.Parallel()
	h := serveTiles(t, "places")
	path := tilePath("places", 14)
	if got := h.nobody().do("GET", path, nil).Header.Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("for everybody: %q", got)
	}
	clerk := h.as(actor.Clerk, "532601")
	r := clerk.do("GET", path, nil)
	if got := r.Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("for accounts: %q", got)
	}
	err := h.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE place SET name = '新名'")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after := clerk.do("GET", path, nil, "If-None-Match", r.Header.Get("ETag")).want(t, http.StatusOK)
	if !strings.Contains(string(after.text), "新名") {
		t.Error("the write is not seen")
	}
	empty := clerk.do("GET", "/tiles/places/14/0/0.mvt", nil).want(t, http.StatusNoContent)
	if len(empty.text) > 0 {
		t.Error("a body without content")
	}
}

func TestTileRefusals(t *testing.T) {
	t.Parallel()
	c := serveTiles(t).as(actor.Viewer, "5326")
	for path, status := range map[string]int{
		"/tiles/nothing":                 http.StatusNotFound,
		"/tiles/nothing/0/0/0.mvt":       http.StatusNotFound,
		"/tiles/places/19/0/0.mvt":       http.StatusNotFound,
		"/tiles/places/3/8/0.mvt":        http.StatusNotFound,
		"/tiles/places/3/0/8.mvt":        http.StatusNotFound,
		"/tiles/places/3/-1/0.mvt":       http.StatusBadRequest,
		"/tiles/places/a/0/0.mvt":        http.StatusBadRequest,
		"/tiles/places/3/0x1/0.mvt":      http.StatusBadRequest,
		"/tiles/places/3/1/01.mvt":       http.StatusBadRequest,
		"/tiles/places/3/1/1.mvt?x=1":    http.StatusBadRequest,
		"/tiles/places?x=1":              http.StatusBadRequest,
		"/tiles/places/3/1/1.png":        http.StatusNotFound,
		"/tiles/places/3/1":              http.StatusNotFound,
		"/tiles/places/3/1/1.mvt/../x":   http.StatusNotFound,
		"/tiles/places/3/%31/%2e%2e.mvt": http.StatusBadRequest,
	} {
		if got := c.do("GET", path, nil); got.StatusCode != status {
			t.Errorf("%s: %d, want %d", path, got.StatusCode, status)
		} else {
			got.problem(t, status)
		}
	}
	c.do("POST", "/tiles/places/0/0/0.mvt", "{}").problem(t, http.StatusMethodNotAllowed)
}

func TestTileJSON(t *testing.T) {
	t.Parallel()
	c := serveTiles(t, "all").nobody()
	var tj tiles.TileJSON
	c.do("GET", "https://example.cn/tiles/areas", nil).want(t, http.StatusOK).into(t, &tj)
	if len(tj.Tiles) != 1 || tj.Tiles[0] != "https://example.cn/tiles/areas/{z}/{x}/{y}.mvt" || tj.TileJSON != "3.0.0" || tj.MaxZoom != 18 {
		t.Errorf("%+v", tj)
	}
}

// An open map asks for the tileset again and again: nothing comes until something is drawn differently.
func TestTilesetRevision(t *testing.T) {
	t.Parallel()
	c := serveTiles(t, "places").as(actor.Admin, "53")
	tag := c.do("GET", "/tiles/places", nil).want(t, http.StatusOK).Header.Get("ETag")
	if got := c.do("GET", "/tiles/places", nil, "If-None-Match", tag); got.StatusCode != http.StatusNotModified || len(got.text) != 0 {
		t.Fatalf("unchanged: %d, %d bytes", got.StatusCode, len(got.text))
	}
	if other := c.do("GET", "/tiles/areas", nil).Header.Get("ETag"); other == tag {
		t.Errorf("two tilesets share the tag %s", tag)
	}
}

func TestTileMetrics(t *testing.T) {
	t.Parallel()
	c := serveTiles(t, "places").as(actor.Admin, "53")
	c.do("GET", tilePath("places", 12), nil)
	c.do("GET", tilePath("places", 12), nil)
	text := string(c.do("GET", "/metrics", nil).want(t, http.StatusOK).text)
	for _, line := range []string{`cairn_tiles_total{from="cache"} 1`, `cairn_tiles_total{from="snapshot"} 1`, "cairn_tiles_cached 1", "cairn_tiles_features 10"} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s", line)
		}
	}
}
