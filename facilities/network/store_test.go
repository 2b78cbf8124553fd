package network_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// seats are the places of areas of a level.
func seats(t *testing.T, db *data.DB, level string) (points []orb.Point) {
	t.Helper()
	rows, err := db.Read().Query(context.Background(), "SELECT seat FROM area WHERE level = $1 AND seat IS NOT NULL ORDER BY code", level)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var g data.Geom
		if err := rows.Scan(&g); err != nil {
			t.Fatal(err)
		}
		points = append(points, g.Geometry.(orb.Point))
	}
	return points
}

func TestPack(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	store := network.NewStore(db)
	townships, villages := seats(t, db, "township"), seats(t, db, "village")
	times, err := store.Times(context.Background(), villages, townships)
	if err != nil {
		t.Fatal(err)
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
			if !(minutes >= crow-0.001 && minutes <= crow*12+0.001) {
				t.Fatalf("%.1f minutes for %.1f km as the crow flies: faster than 60 km/h or slower than on foot", minutes, crow)
			}
		}
	}
	checkPackReport(t, store)
	checkPackIsochrones(t, db, store, villages)
}

func checkPackReport(t *testing.T, store *network.Store) {
	t.Helper()
	r, err := store.Report(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	var roads struct {
		Total      int            `json:"total"`
		ByClass    map[string]int `json:"by_class"`
		Components int            `json:"connected_components"`
	}
	facilitytest.Expected(t, "roads", &roads)
	counted := map[string]int{}
	for _, c := range r.Classes {
		if c.Roads > 0 {
			counted[c.Class] = c.Roads
		}
	}
	total := 0
	for class, n := range counted {
		if total += n; roads.ByClass[class] != n {
			t.Errorf("%d roads of class %s, expected %d", n, class, roads.ByClass[class])
		}
	}
	if total != roads.Total || r.Components != roads.Components || r.Skipped != 0 {
		t.Errorf("%d roads in %d components, expected %d in %d; %d skipped", total, r.Components, roads.Total, roads.Components, r.Skipped)
	}
	v := r.Villages
	if v.Count != 1000 || math.Round(*v.MedianM/100) != 27 || math.Round(*v.MaxM/1000) != 22 || len(v.Unreachable) != 0 || len(v.Unplaced) != 0 {
		t.Errorf("%d villages, median %.0f m, at most %.0f m off the road; %d unreachable", v.Count, *v.MedianM, *v.MaxM, len(v.Unreachable))
	}
	sorted := slices.IsSortedFunc(v.Beyond, func(a, b network.RoadVillage) int { return int(*b.OffRoadM - *a.OffRoadM) })
	if len(v.Beyond) == 0 || len(v.Beyond) == 1000 || !sorted || *v.Beyond[0].OffRoadM != *v.MaxM || *v.Beyond[len(v.Beyond)-1].OffRoadM <= 5000 {
		t.Errorf("%d villages beyond 5 km, the farthest first: %v", len(v.Beyond), sorted)
	}
	if some, err := store.Report(context.Background(), "532601"); err != nil || some.Villages.Count == 0 || some.Villages.Count >= 1000 || some.Version != r.Version {
		t.Errorf("one county: %d villages, %v", some.Villages.Count, err)
	}
}

// checkPackIsochrones: polygons are valid by PostGIS and hold the villages that the table of
// times says they do, but for those within two cells of the outline.
func checkPackIsochrones(t *testing.T, db *data.DB, store *network.Store, villages []orb.Point) {
	t.Helper()
	ctx := context.Background()
	from := seats(t, db, "county")[:2]
	got, err := store.Isochrones(ctx, from, []float64{60, 15, 30, 60})
	if err != nil || len(got.Bands) != 3 {
		t.Fatalf("%d bands, %v", len(got.Bands), err)
	}
	times, err := store.Times(ctx, villages, from)
	if err != nil {
		t.Fatal(err)
	}
	holes, held, before := 0, 0, 0.0
	for _, b := range got.Bands {
		if b.AreaKm2 <= before {
			t.Errorf("%.0f minutes reach %.1f km², fewer minutes %.1f", b.Minutes, b.AreaKm2, before)
		}
		before = b.AreaKm2
		for _, p := range b.Area {
			holes += len(p) - 1
		}
		var valid string
		if err := db.Read().QueryRow(ctx, "SELECT ST_IsValidReason($1::geometry)", data.Geom{Geometry: b.Area}).Scan(&valid); err != nil || valid != "Valid Geometry" {
			t.Errorf("%.0f minutes: %s, %v", b.Minutes, valid, err)
		}
		for i, p := range villages {
			in := false
			if err := db.Read().QueryRow(ctx, "SELECT ST_Intersects($1::geometry, $2::geometry)", data.Geom{Geometry: b.Area}, data.Geom{Geometry: p}).Scan(&in); err != nil {
				t.Fatal(err)
			}
			if in {
				held++
			}
			if want := float64(min(times.At(i, 0), times.At(i, 1))) <= b.Minutes; in != want && geo.DistanceTo(p, outlineOf(b.Area)) > 2*b.ResolutionM {
				t.Errorf("%v takes %.1f minutes, held by the outline of %.0f: %v", p, min(times.At(i, 0), times.At(i, 1)), b.Minutes, in)
			}
		}
	}
	apart, err := store.Apart(ctx, from, []float64{15, 30, 60})
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range apart.Bands[1:] {
		if sum := geo.Area(b.Area)/1e6 + got.Bands[i].AreaKm2; math.Abs(sum-got.Bands[i+1].AreaKm2) > 0.02 {
			t.Errorf("%.0f minutes apart: %.2f km² with what is nearer, %.2f as a whole", b.Minutes, sum, got.Bands[i+1].AreaKm2)
		}
	}
	if holes == 0 || held == 0 {
		t.Errorf("%d holes, %d villages held: the test shows nothing", holes, held)
	}
}

// outlineOf is the rings of polygons as lines.
func outlineOf(area orb.MultiPolygon) (lines orb.MultiLineString) {
	for _, polygon := range area {
		for _, ring := range polygon {
			lines = append(lines, orb.LineString(ring))
		}
	}
	return lines
}

// TestIslands: a network in parts. Nothing is dropped; what nothing joins is told.
func TestIslands(t *testing.T) {
	t.Parallel()
	db := facilitytest.Small(t)
	addRoads(t, db, []orb.LineString{{{104, 23}, {104.5, 23}}, {{104, 23.3}, {104.1, 23.3}}, {{104, 23.1}, {104.2, 22.9}}}) // the third crosses the first without a vertex
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent, seat) VALUES
			('532601001202', '岛村', 'village', '532601001', ST_SetSRID(ST_Point(104.05, 23.31), 4490)),
			('532601001203', '路村', 'village', '532601001', ST_SetSRID(ST_Point(104.3, 23.001), 4490))`)
		return err
	})
	store := network.NewStore(db)
	r, err := store.Report(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	v := r.Villages
	if r.Components != 3 || v.Count != 3 || len(v.Unplaced) != 1 || len(v.Unreachable) != 1 || v.Unreachable[0].Name != "岛村" || *v.Unreachable[0].Part == 1 {
		t.Errorf("%d components; villages %+v", r.Components, v)
	}
	island, road, beside := orb.Point{104.05, 23.31}, orb.Point{104.3, 23.001}, orb.Point{104.05, 23.34}
	times, err := store.Times(context.Background(), []orb.Point{island}, []orb.Point{road, beside, island})
	if err != nil {
		t.Fatal(err)
	}
	walk := float32(geo.Distance(island, beside) / 5000 * 60)
	if !math.IsInf(float64(times.At(0, 0)), 1) || !(times.At(0, 1) <= walk && times.At(0, 1) > 0.9*walk) || times.At(0, 2) != 0 {
		t.Errorf("over the gap, beside, to itself: %v minutes", times.Minutes)
	}
}

func TestNoRoads(t *testing.T) {
	t.Parallel()
	store := network.NewStore(facilitytest.Small(t))
	ctx := context.Background()
	a, near, far := orb.Point{104, 23}, orb.Point{104.01, 23}, orb.Point{105, 23}
	times, err := store.Times(ctx, []orb.Point{a}, []orb.Point{near, far})
	if err != nil || math.Abs(float64(times.At(0, 0))-geo.Distance(a, near)/5000*60) > 0.01 || !math.IsInf(float64(times.At(0, 1)), 1) || times.From[0].Part != -1 {
		t.Errorf("without roads one walks, up to the limit: %+v, %v", times, err)
	}
	got, err := store.Isochrones(ctx, []orb.Point{a}, []float64{30})
	if want := math.Pi * 2.5 * 2.5; err != nil || math.Abs(got.Bands[0].AreaKm2/want-1) > 0.02 {
		t.Errorf("half an hour on foot is a circle of %.1f km²: %+v, %v", want, got.Bands, err)
	}
	r, err := store.Report(ctx, "")
	if err != nil || r.Components != 0 || r.Villages.MedianM != nil {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestRefresh: what was asked for before a change of roads or settings is answered anew.
func TestRefresh(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := facilitytest.Small(t)
	store := network.NewStore(db)
	from, to := []orb.Point{{104, 23}}, []orb.Point{{104.5, 23}}
	ask := func() network.Times {
		times, err := store.Times(ctx, from, to)
		if err != nil {
			t.Fatal(err)
		}
		return times
	}
	changed := func(topic string) {
		if err := store.Refresh(ctx, []data.Event{{Topic: "area"}, {Topic: topic}}); err != nil {
			t.Fatal(err)
		}
	}
	none := ask()
	addRoads(t, db, []orb.LineString{{{104, 23}, {104.5, 23}}})
	if known := ask(); known.Network != none.Network || &known.Minutes[0] != &none.Minutes[0] {
		t.Error("an answer that is known was made again")
	}
	changed("road")
	road := ask()
	if road.Network == none.Network || math.IsInf(float64(road.At(0, 0)), 1) {
		t.Errorf("a road was built: %+v", road)
	}
	set, err := store.SetSettings(ctx, data.Change{Actor: actor.System("test"), Door: "test"}, 1, func(s *network.TravelSettings) { s.OwnSpeeds, s.TownshipKmh = false, 200 })
	if err != nil || set.Version != 2 {
		t.Fatalf("%+v, %v", set, err)
	}
	changed("network")
	if fast := ask(); fast.Network == road.Network || math.Abs(float64(fast.At(0, 0)/road.At(0, 0)-0.1)) > 0.001 {
		t.Errorf("ten times as fast: %v minutes, then %v", road.Minutes, fast.Minutes)
	}
	changed("network")
	if again, err := store.Network(ctx); err != nil || again.Version != ask().Network {
		t.Errorf("nothing has changed, but the version has: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	store := network.NewStore(facilitytest.Small(t))
	ctx := context.Background()
	many := make([]orb.Point, network.MaxTimes/1000+1)
	if _, err := store.Times(ctx, many, make([]orb.Point, 1000)); !problem.Is(err, problem.TooLarge) {
		t.Errorf("too many times: %v", err)
	}
	if _, err := store.Times(ctx, []orb.Point{{math.NaN(), 1}}, nil); !problem.Is(err, problem.Invalid) {
		t.Errorf("a place that is not on earth: %v", err)
	}
	for _, minutes := range [][]float64{nil, {0}, {-1}, {301}, {math.NaN()}, {1, 2, 3, 4, 5, 6, 7}} {
		if _, err := store.Isochrones(ctx, []orb.Point{{104, 23}}, minutes); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%v minutes: %v", minutes, err)
		}
	}
	for _, n := range []int{0, network.MaxSources + 1} {
		if _, err := store.Isochrones(ctx, make([]orb.Point, n), []float64{10}); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%d sources: %v", n, err)
		}
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := store.Times(gone, []orb.Point{{104, 23}}, []orb.Point{{104, 23}}); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
}
