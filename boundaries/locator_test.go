package boundaries_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/datatest"
)

func TestLocateOnEdges(t *testing.T) {
	t.Parallel()
	l := newLocator(t, small(t))
	for _, tc := range []struct {
		name  string
		p     orb.Point
		codes string
	}{
		{"inside", orb.Point{104.05, 23.05}, "53 5326 532601 532601001"},
		{"outside", orb.Point{105, 24}, ""},
		{"between townships", orb.Point{104.05, 23.1}, "53 5326 532601 532601002"},
		{"between counties", orb.Point{104.1, 23.05}, "53 5326 532622 532622001"},
		{"where four meet", orb.Point{104.1, 23.1}, "53 5326 532622 532622002"},
		{"outer rim", orb.Point{104.2, 23.05}, "53 5326 532622 532622001"},
		{"corner", orb.Point{104.2, 23.2}, "53 5326 532622 532622002"},
	} {
		if got := strings.Join(l.CodesAt(tc.p), " "); got != tc.codes {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.codes)
		}
	}
	refs := l.Locate(orb.Point{104.05, 23.05})
	if len(refs) != 4 || refs[0].Name != "云南省" || refs[3].Level != "township" {
		t.Errorf("areas %+v", refs)
	}
}

// Every seat of the pack lies in its township and county; so does the pack's say on random
// points agree with PostGIS, and a vertex that polygons share has one owner of each level.
func TestLocatePack(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	l := newLocator(t, db)
	rows, err := db.Read().Query(ctx, "SELECT code, seat FROM area WHERE level IN ('county', 'township') AND seat IS NOT NULL")
	if err != nil {
		t.Fatal(err)
	}
	var code string
	var seat data.Geom
	n := 0
	_, err = pgx.ForEachRow(rows, []any{&code, &seat}, func() error {
		n++
		if codes := l.CodesAt(seat.Geometry.(orb.Point)); !slices.Contains(codes, code) || !slices.Contains(codes, code[:6]) {
			t.Errorf("the seat of %s is in %v", code, codes)
		}
		return nil
	})
	if err != nil || n != 112 {
		t.Errorf("%d seats: %v", n, err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	points := make([]data.Geom, 500)
	for i := range points {
		points[i].Geometry = orb.Point{103.5 + 2.8*random.Float64(), 22.6 + 2*random.Float64()}
	}
	comparePostGIS(ctx, t, db, l.CodesAt, points)
}

func comparePostGIS(ctx context.Context, t *testing.T, db *data.DB, codesAt func(orb.Point) []string, points []data.Geom) {
	t.Helper()
	for _, p := range points {
		var want *string
		err := db.Read().QueryRow(ctx, "SELECT max(code) FROM area WHERE level = 'township' AND ST_Contains(geom, $1)", p).Scan(&want)
		if err != nil {
			t.Fatal(err)
		}
		got := codesAt(p.Geometry.(orb.Point))
		if want == nil && len(got) != 0 || want != nil && (len(got) != 4 || got[3] != *want) {
			t.Errorf("%v is in %v, PostGIS says %v", p.Geometry, got, want)
		}
	}
}

func TestLocateSharedVertices(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	l := newLocator(t, db)
	rows, err := db.Read().Query(ctx, "SELECT DISTINCT (ST_DumpPoints(geom)).geom FROM area WHERE level = 'township'")
	if err != nil {
		t.Fatal(err)
	}
	vertices, err := pgx.CollectRows(rows, pgx.RowTo[data.Geom])
	if err != nil || len(vertices) < 1000 {
		t.Fatalf("%d vertices: %v", len(vertices), err)
	}
	for _, v := range vertices {
		codes := l.CodesAt(v.Geometry.(orb.Point))
		if len(codes) != 4 || !strings.HasPrefix(codes[3], codes[2]) {
			t.Errorf("%v is in %v", v.Geometry, codes)
		}
	}
}

// A change of an area is seen after the next look at the outbox, by readers that go on meanwhile.
func TestLocatorFollowsChanges(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	feed, err := data.NewFeed(ctx, db, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	l := newLocator(t, db)
	feed.Handle(l.Refresh)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					if codes := l.CodesAt(orb.Point{104.05, 23.05}); len(codes) < 3 {
						t.Errorf("half a state: %v", codes)
						return
					}
				}
			}
		})
	}
	for range 3 {
		err = db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE area SET valid_to = current_date WHERE code = '532601001'")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := feed.Sync(ctx); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	readers.Wait()
	if codes := l.CodesAt(orb.Point{104.05, 23.05}); len(codes) != 3 || codes[2] != "532601" {
		t.Errorf("after the township ended: %v", codes)
	}
}

func BenchmarkLocate(b *testing.B) {
	b.Run("sample", func(b *testing.B) { benchmarkLocate(b, sampled(b)) })
	b.Run("pack", func(b *testing.B) { benchmarkLocate(b, boundarytest.Pack(b)) })
}

func benchmarkLocate(b *testing.B, db *data.DB) {
	l := newLocator(b, db)
	random := rand.New(rand.NewPCG(1, 2))
	points := make([]orb.Point, 4096)
	for i := range points {
		points[i] = orb.Point{103.6 + 2.6*random.Float64(), 22.7 + 1.7*random.Float64()}
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		l.CodesAt(points[i&4095])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "points/s")
}
