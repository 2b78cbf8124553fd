package network_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/geo"
)

// seats are the places of areas of a level in the pack.
func seats(t *testing.T, db *data.DB, level string) (codes []string, points []orb.Point) {
	t.Helper()
	rows, err := db.Read().Query(context.Background(), "SELECT code, seat FROM area WHERE level = $1 AND seat IS NOT NULL ORDER BY code", level)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var code string
		var g data.Geom
		if err := rows.Scan(&code, &g); err != nil {
			t.Fatal(err)
		}
		codes, points = append(codes, code), append(points, g.Geometry.(orb.Point))
	}
	return codes, points
}

func TestTimesOfThePack(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	store := network.NewStore(db)
	_, townships := seats(t, db, "township")
	_, villages := seats(t, db, "village")
	times, err := store.Times(context.Background(), villages, townships)
	if err != nil {
		t.Fatal(err)
	}
	n, err := store.Network(context.Background())
	if err != nil || n.Version != times.Network || len(n.Graph.Parts) != 1 || n.Graph.Skipped != 0 {
		t.Fatalf("network %+v of times %s: %v", n.Graph.Parts, times.Network, err)
	}
	for j, p := range townships {
		if times.To[j].OffRoadM > 0.01 {
			t.Errorf("the roads begin at the seats, but %v lies %.1f m off", p, times.To[j].OffRoadM)
		}
	}
	for i, a := range times.From {
		if a.Part != 0 || a.Beyond != (a.OffRoadM > 5000) {
			t.Errorf("village %d: %+v", i, a)
		}
		for j := range townships {
			minutes := float64(times.At(i, j))
			crow := geo.Distance(villages[i], townships[j]) / 1000
			if !(minutes >= crow-0.001) || minutes > crow*12+0.001 || math.IsNaN(minutes) {
				t.Fatalf("%.1f minutes for %.1f km as the crow flies: faster than 60 km/h or slower than on foot", minutes, crow)
			}
		}
	}
}

func TestReportOfThePack(t *testing.T) {
	t.Parallel()
	store := network.NewStore(facilitytest.Pack(t))
	r, err := store.Report(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d nodes, %d edges, %.1f km, %d components; %d villages, %.1f m, %.1f m, %d beyond", r.Nodes, r.Edges, r.Km, r.Components,
		r.Villages.Count, *r.Villages.MedianM, *r.Villages.MaxM, len(r.Villages.Beyond))
}

func TestIsochronesOfThePack(t *testing.T) {
	t.Parallel()
	store := network.NewStore(facilitytest.Pack(t))
	for range 2 {
	start := time.Now()
	a, err := store.Isochrones(context.Background(), []orb.Point{{104.25, 23.37}}, []float64{10, 30, 60, 300})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range a.Bands {
		n := 0
		for _, p := range b.Area { n += len(p)-1 }
		t.Logf("%.0f min: %.1f km², %d polygons, %d holes, %d vertices, cell %.0f", b.Minutes, b.AreaKm2, len(b.Area), n, geo.CountVertices(b.Area), b.ResolutionM)
	}
	t.Log(time.Since(start))
	}
}
