package api

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb/maptile"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

// asMVT makes a tile of places in PostgreSQL.
const asMVT = `SELECT ST_AsMVT(t, 'places', 4096, 'geom', 'fid') FROM (
	SELECT ST_AsMVTGeom(ST_Transform(geom, 3857), ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS geom,
		hashtextextended(id::text, 0) & 9007199254740991 AS fid, id::text AS id, name, class_code, status
	FROM place WHERE status <> 'retired'
		AND geom && ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096), 4490)) t`

// tileBenchDB holds 200,000 generated places, spread over the size of a prefecture.
func tileBenchDB(b *testing.B) *data.DB {
	b.Helper()
	return datatest.From(b, "api_tiles", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level) VALUES ('532601001', '开化街道', 'township')`)
			if err != nil {
				return err
			}
			if _, err = tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点')`); err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `INSERT INTO place (id, name, class_code, area_code, geom)
				SELECT md5(i::text)::uuid, '生成地名' || i, '22200', '532601001',
					ST_SetSRID(ST_Point(103.5 + 2.6 * (i * 0.7548776662 % 1), 22.4 + 2 * (i * 0.5698402909 % 1)), 4490)
				FROM generate_series(1, 200000) i`)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, "ANALYZE place")
			return err
		})
	})
}

// BenchmarkTileRequests answers the same tile, warm, for an account, by the whole chain of
// handlers, beside a prepared ST_AsMVT query; and both once more over a connection to a
// server on this machine, where net/http and the client on the same cores cost most.
func BenchmarkTileRequests(b *testing.B) {
	db := tileBenchDB(b)
	h := serve(b, db, func(c *Config) { c.Tiles, c.Logger = openTiles(b, db), slog.New(slog.DiscardHandler) })
	token := h.as(actor.Viewer, "5326").token
	for _, z := range []maptile.Zoom{12, 14} {
		tile := maptile.At(tilePoint, z)
		direct := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var body []byte
			if err := db.Read().QueryRow(r.Context(), asMVT, tile.Z, tile.X, tile.Y).Scan(&body); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
			}
			_, _ = w.Write(body)
		})
		path := tilePath("places", z)
		b.Run(fmt.Sprintf("z%d/warm", z), func(b *testing.B) { calls(b, h.server.Handler(), path, token) })
		b.Run(fmt.Sprintf("z%d/ST_AsMVT", z), func(b *testing.B) { calls(b, direct, path, token) })
		b.Run(fmt.Sprintf("z%d/warm_over_loopback", z), func(b *testing.B) { requests(b, h.server.Handler(), path, token) })
		b.Run(fmt.Sprintf("z%d/ST_AsMVT_over_loopback", z), func(b *testing.B) { requests(b, direct, path, token) })
	}
}

// calls measures a handler alone.
func calls(b *testing.B, handler http.Handler, path, token string) {
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Accept-Encoding", "br")
		for pb.Next() {
			w := &counter{header: http.Header{}}
			if handler.ServeHTTP(w, r); w.bytes == 0 || w.status > http.StatusOK {
				b.Errorf("status %d, %d bytes", w.status, w.bytes)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// counter is a response of which only the size is kept.
type counter struct {
	header        http.Header
	status, bytes int
}

func (c *counter) Header() http.Header              { return c.header }
func (c *counter) WriteHeader(status int)           { c.status = status }
func (c *counter) Write(p []byte) (int, error)      { c.bytes += len(p); return len(p), nil }
func (c *counter) SetWriteDeadline(time.Time) error { return nil }

// requests measures what clients get over the loopback interface, each on a connection of its own.
func requests(b *testing.B, handler http.Handler, path, token string) {
	server := httptest.NewServer(handler)
	defer server.Close()
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		transport := &http.Transport{DisableCompression: true}
		defer transport.CloseIdleConnections()
		r, err := http.NewRequest(http.MethodGet, server.URL+path, nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Accept-Encoding", "br")
		for pb.Next() {
			res, err := transport.RoundTrip(r)
			if err != nil {
				b.Error(err)
				return
			}
			n, err := io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			if err != nil || res.StatusCode != http.StatusOK || n == 0 {
				b.Errorf("status %d, %d bytes: %v", res.StatusCode, n, err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}
