package tiles

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"

	"cairn/data"
)

// Readers read while writers write: every write is seen by the writer's next request,
// and in the end no tile is stale.
func TestReadsDuringWrites(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := start(t, db, Config{CacheBytes: 4 << 20})
	ctx, stop := context.WithCancel(context.Background())
	var readers, writers sync.WaitGroup
	for i := range 4 {
		readers.Go(func() { readAtRandom(ctx, t, s, uint64(i)) })
	}
	for i := range 3 {
		writers.Go(func() { moveAbout(t, s, db, uint64(i)) })
	}
	writers.Wait()
	stop()
	readers.Wait()
	var points []orb.Point
	for x := 103.5; x < 104.5; x += 0.1 {
		points = append(points, orb.Point{x, 23.5})
	}
	sameAsFresh(t, s, start(t, db, Config{}), Layers("places"), points...)
}

func randomPoint(r *rand.Rand) orb.Point {
	return orb.Point{103.5 + float64(r.IntN(10))*0.1, 23.5}
}

func readAtRandom(ctx context.Context, t *testing.T, s *Service, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 99))
	for ctx.Err() == nil {
		set := Layers("places")
		if r.IntN(2) == 0 {
			set = everything
		}
		tile := get(t, s, set, tileAt(randomPoint(r), 4+r.Uint32N(10)))
		tile.As([]Encoding{Identity, Gzip, Brotli}[r.IntN(3)])
	}
}

func moveAbout(t *testing.T, s *Service, db *data.DB, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 7))
	id := addPlace(t, db, "游走村", randomPoint(r))
	for range 25 {
		p := randomPoint(r)
		write(t, db, `UPDATE place SET geom = $2 WHERE id = $1`, id, data.Geom{Geometry: p})
		if !shows(t, s, p, id) {
			t.Errorf("the move of %s to %v is not seen", id, p)
		}
	}
}

func shows(t *testing.T, s *Service, p orb.Point, id uuid.UUID) bool {
	layers, err := mvt.Unmarshal(get(t, s, Layers("places"), tileAt(p, 13)).body)
	if err != nil {
		t.Error(err)
	}
	for _, l := range layers {
		for _, f := range l.Features {
			if f.Properties["id"] == id.String() {
				return true
			}
		}
	}
	return false
}
