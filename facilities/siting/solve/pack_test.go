package solve

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"

	"cairn/data/datatest"
)

// wenshan is the prefecture of the pack: its villages with their people by township, and as sites the facilities
// of the kind that stand (none: ""), with the room that they have left, then a grid of 4 km, each with room for
// 5,000. Costs are kilometres in a straight line.
func wenshan(t testing.TB, kind string) *Instance {
	t.Helper()
	in, people, units := &Instance{}, map[string]float64{}, map[string]int32{}
	for _, r := range packTable(t, "population.csv") {
		people[r["code"]] = r.number("population")
	}
	var villages, sites []orb.Point
	for _, r := range packTable(t, "divisions.csv") {
		if r["level"] != "village" {
			continue
		}
		if _, ok := units[r["parent"]]; !ok {
			units[r["parent"]] = int32(len(units))
		}
		villages = append(villages, r.point())
		in.Weights, in.Units = append(in.Weights, people[r["code"]]), append(in.Units, units[r["parent"]])
	}
	for _, r := range packTable(t, "facilities.csv") {
		if r["kind"] == kind && r["status"] == "in_use" {
			in.Fixed = append(in.Fixed, len(sites))
			sites = append(sites, r.point())
			in.Capacity = append(in.Capacity, max(0, r.number("capacity")-r.number("used")))
		}
	}
	for _, p := range packGrid(t) {
		sites, in.Capacity = append(sites, p), append(in.Capacity, 5000)
	}
	in.Sites = len(sites)
	for _, v := range villages {
		row := make([]float32, len(sites))
		for j, s := range sites {
			row[j] = float32(geo.DistanceHaversine(v, s) / 1000)
		}
		in.Cost = append(in.Cost, row)
	}
	return in
}

// record is a row of a table by the names of its columns.
type record map[string]string

func (r record) number(column string) float64 {
	x, _ := strconv.ParseFloat(r[column], 64) // what is empty is 0
	return x
}

func (r record) point() orb.Point { return orb.Point{r.number("lon"), r.number("lat")} }

// packGrid has a point every 4 km within the counties.
func packGrid(t testing.TB) []orb.Point {
	t.Helper()
	text, err := os.ReadFile(datatest.Pack(t, "wenshan", "areas.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	areas, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	dlat := 4 / 110.8
	dlon := dlat / math.Cos(23.5*math.Pi/180)
	var points []orb.Point
	for lat := 22.0; lat < 25; lat += dlat {
		for lon := 103.0; lon < 107; lon += dlon {
			p := orb.Point{lon, lat}
			for _, f := range areas.Features {
				if f.Properties["level"] == "county" && holds(f.Geometry, p) {
					points = append(points, p)
					break
				}
			}
		}
	}
	return points
}

func holds(g orb.Geometry, p orb.Point) bool {
	switch g := g.(type) {
	case orb.Polygon:
		return planar.PolygonContains(g, p)
	case orb.MultiPolygon:
		return planar.MultiPolygonContains(g, p)
	}
	return false
}

func packTable(t testing.TB, name string) []record {
	t.Helper()
	f, err := os.Open(datatest.Pack(t, "wenshan", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []record
	for _, row := range rows[1:] {
		r := record{}
		for k, column := range rows[0] {
			r[column] = row[k]
		}
		all = append(all, r)
	}
	return all
}

// BenchmarkWenshan asks what planners ask of a real prefecture, with nothing standing and beside the care homes
// that stand, without cbc and for five seconds each: how many answers are proven, and the greatest gap.
func BenchmarkWenshan(b *testing.B) {
	for _, method := range Methods {
		b.Run(string(method), func(b *testing.B) {
			asked, proven, gap, slowest := 0, 0, 0.0, 0.0
			for _, kind := range []string{"", "care_home"} {
				in := wenshan(b, kind)
				for _, q := range packQuestions(method) {
					in.Covers = Within(in.Cost, in.Sites, q.radius)
					res := solved(b, in, Options{Method: method, Sites: q.sites, TimeLimit: 5 * time.Second, Solver: SolverGo})
					b.Logf("%q %v: %s, gap %.4f %%, %s", kind, q, res.Status, 100*res.Gap, res.Elapsed)
					asked++
					if res.Proven {
						proven++
					}
					gap, slowest = max(gap, 100*res.Gap), max(slowest, res.Elapsed.Seconds())
				}
			}
			b.ReportMetric(float64(asked), "asked")
			b.ReportMetric(float64(proven), "proven")
			b.ReportMetric(gap, "gap-%")
			b.ReportMetric(slowest, "s")
		})
	}
}

// packQuestion is a number of sites and a radius of cover in kilometres.
type packQuestion struct {
	sites  int
	radius float64
}

func packQuestions(method Method) (list []packQuestion) {
	switch method {
	case LSCP:
		return []packQuestion{{0, 2}, {0, 3}, {0, 5}, {0, 8}, {0, 10}}
	case PMedian, PCenter:
		return []packQuestion{{5, 0}, {10, 0}, {20, 0}, {40, 0}}
	}
	for _, radius := range []float64{2, 3, 5, 8, 10} {
		for _, sites := range []int{5, 10, 20} {
			list = append(list, packQuestion{sites, radius})
		}
	}
	return list
}

// The questions that stay quick are proven: fewest sites, most covered, most served and the next ones.
func TestWenshanIsProven(t *testing.T) {
	t.Parallel()
	in := wenshan(t, "care_home")
	for _, method := range []Method{LSCP, MCLP, CapacitatedMCLP, Next, PMedian, PCenter} {
		opt := Options{Method: method, Sites: 10, Solver: SolverGo}
		if method == LSCP {
			opt.Sites = 0
		}
		in.Covers = Within(in.Cost, in.Sites, 5)
		if res := solved(t, in, opt); !res.Proven {
			t.Errorf("%s: %s", method, res.Status)
		}
	}
}
