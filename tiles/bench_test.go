package tiles

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
)

// benchPlaces is how many generated places the benchmarks stand on.
const benchPlaces = 200_000

// benchDB is a database with that many places, spread over the size of a prefecture;
// bench_place holds them once more, already projected, for PostgreSQL's best case.
func benchDB(b *testing.B) *data.DB {
	b.Helper()
	return datatest.From(b, "tiles_bench", "2", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			for _, sql := range []string{
				`INSERT INTO area (code, name, level) VALUES ('532601001', '开化街道', 'township')`,
				`INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('13000', '陆地地形'), ('27610', '村民委员会'), ('26000', '建筑物')`,
				fmt.Sprintf(`INSERT INTO place (id, name, pinyin, class_code, area_code, geom)
					SELECT md5(i::text)::uuid, '生成地名' || i, 'sheng cheng', (ARRAY['22200', '13000', '27610', '26000'])[1 + i %% 4],
						'532601001', ST_SetSRID(ST_Point(103.5 + 2.6 * (i * 0.7548776662 %% 1), 22.4 + 2 * (i * 0.5698402909 %% 1)), 4490)
					FROM generate_series(1, %d) i`, benchPlaces),
				`ANALYZE place`,
			} {
				if _, err := tx.Exec(ctx, sql); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// benchTiles are tiles where nothing is thinned, so that every side makes the same.
var benchTiles = []Coord{tileAt(orb.Point{104.8, 23.4}, 12), tileAt(orb.Point{104.8, 23.4}, 14)}

// The query of a tile as one would write it on the schema, and on a table that is
// projected already. $4 is the number of a row: PostgreSQL wants an integer id.
const (
	asMVT = `SELECT ST_AsMVT(t, 'places', 4096, 'geom', 'fid') FROM (
	SELECT ST_AsMVTGeom(ST_Transform(geom, 3857), ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS geom,
		hashtextextended(id::text, 0) & 9007199254740991 AS fid, id::text AS id, name, class_code, status
	FROM place WHERE status <> 'retired'
		AND geom && ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096), 4490)) t`
	asMVTProjected = `SELECT ST_AsMVT(t, 'places', 4096, 'geom', 'fid') FROM (
	SELECT ST_AsMVTGeom(geom, ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS geom, fid, id, name, class_code, status
	FROM bench_place WHERE geom && ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096)) t`
	projectPlaces = `CREATE TABLE cairn.bench_place AS
	SELECT ST_Transform(geom, 3857) AS geom, hashtextextended(id::text, 0) & 9007199254740991 AS fid,
		id::text AS id, name, class_code, status FROM cairn.place;
	CREATE INDEX ON cairn.bench_place USING gist (geom);
	GRANT SELECT ON cairn.bench_place TO PUBLIC;
	ANALYZE cairn.bench_place`
)

// BenchmarkTile puts a warm tile (from the cache, compressed), a cold one (encoded from
// the snapshot) and the same tile by a prepared ST_AsMVT query side by side.
func BenchmarkTile(b *testing.B) {
	db := benchDB(b)
	owner, err := pgx.Connect(b.Context(), db.URL())
	if err != nil {
		b.Fatal(err)
	}
	defer owner.Close(context.Background())
	if _, err := owner.Exec(b.Context(), projectPlaces); err != nil {
		b.Fatal(err)
	}
	s := start(b, db, Config{})
	set := Layers("places")
	for _, c := range benchTiles {
		name := fmt.Sprintf("z%d_%d_places", c.Z, counts(b, get(b, s, set, c))["places"])
		b.Run(name+"/warm", func(b *testing.B) {
			parallel(b, func(ctx context.Context) (int, error) {
				tile, err := s.Tile(ctx, Request{Layers: set, Coord: c})
				body, _, _ := tile.As(Brotli)
				return len(body), err
			})
		})
		b.Run(name+"/cold", func(b *testing.B) {
			parallel(b, func(context.Context) (int, error) {
				tile, err := s.encode(s.store.now.Load(), Request{Layers: set, Coord: c})
				return len(tile.body), err
			})
		})
		b.Run(name+"/ST_AsMVT", func(b *testing.B) { benchQuery(b, db, asMVT, c) })
		b.Run(name+"/ST_AsMVT_projected_table", func(b *testing.B) { benchQuery(b, db, asMVTProjected, c) })
	}
}

func benchQuery(b *testing.B, db *data.DB, sql string, c Coord) {
	parallel(b, func(ctx context.Context) (n int, err error) {
		var body []byte
		err = db.Read().QueryRow(ctx, sql, c.Z, c.X, c.Y).Scan(&body)
		return len(body), err
	})
}

// parallel measures a request as many clients make it.
func parallel(b *testing.B, request func(context.Context) (int, error)) {
	b.ReportAllocs()
	var size atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n, err := request(context.Background())
			if err != nil {
				b.Error(err)
			}
			size.Store(int64(n))
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "tiles/s")
	b.ReportMetric(float64(size.Load()), "bytes")
}

// BenchmarkApply is what one changed row costs until its tiles are forgotten.
func BenchmarkApply(b *testing.B) {
	db := benchDB(b)
	s := start(b, db, Config{})
	ctx := b.Context()
	var key string
	if err := db.Read().QueryRow(ctx, "SELECT id::text FROM place LIMIT 1").Scan(&key); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.Apply(ctx, []data.Event{{Topic: "place", Key: key}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen is the start of the service.
func BenchmarkOpen(b *testing.B) {
	db := benchDB(b)
	for b.Loop() {
		if _, err := Open(b.Context(), db, Config{}); err != nil {
			b.Fatal(err)
		}
	}
}
