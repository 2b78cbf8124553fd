package tiles

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
)

// start opens a service that a committed write reaches before db.Write returns.
func start(t testing.TB, db *data.DB, cfg Config) *Service {
	t.Helper()
	ctx := context.Background()
	feed, err := data.NewFeed(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, db, cfg)
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

// write runs one statement as one change.
func write(t testing.TB, db *data.DB, sql string, args ...any) {
	t.Helper()
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// small is a database with two counties side by side, and little else.
func small(t testing.TB) *data.DB {
	t.Helper()
	db := datatest.New(t)
	write(t, db, `INSERT INTO area (code, name, level) VALUES ('5326', '文山州', 'prefecture')`)
	edge := coast(1, orb.Point{104, 23}, orb.Point{104, 24}, 100)
	west := ringOf(edge, coast(2, orb.Point{104, 24}, orb.Point{103.2, 23.5}, 90), coast(3, orb.Point{103.2, 23.5}, orb.Point{104, 23}, 90))
	east := ringOf(reversed(edge), coast(4, orb.Point{104, 23}, orb.Point{104.8, 23.4}, 80), coast(5, orb.Point{104.8, 23.4}, orb.Point{104, 24}, 80))
	for code, ring := range map[string]orb.Ring{"532601": west, "532622": east} {
		write(t, db, `INSERT INTO area (code, name, level, parent, geom, seat) VALUES ($1, $1, 'county', '5326', $2::geometry, ST_Centroid($2::geometry))`,
			code, data.Geom{Geometry: orb.MultiPolygon{{ring}}})
	}
	write(t, db, `INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('13000', '陆地地形')`)
	return db
}

// addPlace adds a place and gives its id.
func addPlace(t testing.TB, db *data.DB, name string, g orb.Geometry) uuid.UUID {
	t.Helper()
	id := uuid.New()
	write(t, db, `INSERT INTO place (id, name, class_code, area_code, geom) VALUES ($1, $2, '22200', '532601', $3)`,
		id, name, data.Geom{Geometry: g})
	return id
}

// tileAt is the tile of a zoom that holds a point.
func tileAt(p orb.Point, z uint32) Coord {
	q := project(p)
	return Coord{z, q.X >> (worldBits - z), q.Y >> (worldBits - z)}
}

// get asks for a tile and checks its rules.
func get(t testing.TB, s *Service, set LayerSet, c Coord) *Tile {
	t.Helper()
	tile, err := s.Tile(context.Background(), Request{Layers: set, Coord: c})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checkTile(tile.body); err != nil {
		t.Errorf("tile %v of %v: %v", c, set.Names(), err)
	}
	return tile
}

// counts are the features of a tile by layer.
func counts(t testing.TB, tile *Tile) map[string]int {
	t.Helper()
	n, err := checkTile(tile.body)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
