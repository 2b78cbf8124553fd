package network_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/geo"
)

// withRouting is a connection to a database that has got pgRouting (Debian:
// postgresql-15-pgrouting, installed by scripts/setup.sh test). Where it cannot be had the test
// fails: it never skips. Only a superuser makes extensions, so it stands beside the store's pool.
func withRouting(t *testing.T, db *data.DB) *pgx.Conn {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, db.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(ctx) })
	if _, err := conn.Exec(ctx, "CREATE EXTENSION pgrouting SCHEMA public; SET search_path = cairn, public"); err != nil {
		t.Fatalf("travel times are compared with pgRouting, which is not here: %v", err)
	}
	return conn
}

// layEdges makes the graph of the table road once more, in SQL alone: every vertex is a node,
// the piece between a vertex and the next an edge that costs seconds.
const layEdges = `
CREATE TEMP TABLE vertex AS
    SELECT r.id AS road, r.speed_kmh, (d).path[1] AS seq, (d).geom AS geom,
           dense_rank() OVER (ORDER BY ST_X((d).geom), ST_Y((d).geom)) AS node
    FROM road r CROSS JOIN LATERAL ST_DumpPoints(r.geom) d;
CREATE TEMP TABLE piece AS
    SELECT row_number() OVER () AS id, a.node AS source, b.node AS target,
           ST_Length(ST_MakeLine(a.geom, b.geom)::geography) / (a.speed_kmh / 3.6) AS cost
    FROM vertex a JOIN vertex b ON b.road = a.road AND b.seq = a.seq + 1 WHERE a.node <> b.node;
ALTER TABLE piece ADD reverse_cost double precision;
UPDATE piece SET reverse_cost = cost`

// junctions are the vertices that more than one piece end or begins at, or just one: all but
// those that a single road passes once.
const junctions = `
SELECT node, ST_X(geom), ST_Y(geom) FROM (
    SELECT node, geom, road, count(*) OVER (PARTITION BY node) AS passes,
           seq = min(seq) OVER (PARTITION BY road) OR seq = max(seq) OVER (PARTITION BY road) AS ending FROM vertex) v
GROUP BY node, geom HAVING max(passes) > 1 OR bool_or(ending) ORDER BY node`

const allCosts = `
SELECT start_vid, end_vid, agg_cost
FROM pgr_dijkstraCost('SELECT id, source, target, cost, reverse_cost FROM piece', $1::bigint[], $1::bigint[], directed => false)`

const countParts = `SELECT count(DISTINCT component) FROM pgr_connectedComponents('SELECT id, source, target, cost, reverse_cost FROM piece')`

// compare asks store and pgRouting for the times between all nodes of the network.
func compare(t *testing.T, db *data.DB, walkKmh, limit float64) {
	t.Helper()
	ctx := context.Background()
	store := network.NewStore(db)
	conn := withRouting(t, db)
	if _, err := conn.Exec(ctx, layEdges); err != nil {
		t.Fatal(err)
	}
	ids, points := nodesOf(t, conn)
	n, err := store.Network(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var parts int
	if err := conn.QueryRow(ctx, countParts).Scan(&parts); err != nil {
		t.Fatal(err)
	}
	if len(n.Graph.Nodes) != len(ids) || len(n.Graph.Parts) != parts {
		t.Errorf("%d nodes in %d parts, PostGIS and pgRouting say %d in %d", len(n.Graph.Nodes), len(n.Graph.Parts), len(ids), parts)
	}
	costs := costsOf(t, conn, ids)
	times, err := store.Times(ctx, points, points)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ids {
		for j := range ids {
			seconds, joined := costs[[2]int64{ids[i], ids[j]}]
			straight := geo.Distance(points[i], points[j])
			want := math.Inf(1)
			if i == j {
				want = 0
			} else if joined || straight <= limit {
				want = straight / walkKmh * 3.6
			}
			if joined {
				want = min(want, seconds)
			}
			if got := float64(times.At(i, j)) * 60; got != want && !(math.Abs(got-want) <= 1e-6*want+1e-6) {
				t.Fatalf("%v → %v: %.6f s, pgRouting %.6f s (joined: %v)", points[i], points[j], got, want, joined)
			}
		}
	}
	t.Logf("%d × %d times agree; %d joined", len(ids), len(ids), len(costs))
}

func nodesOf(t *testing.T, conn *pgx.Conn) (ids []int64, points []orb.Point) {
	t.Helper()
	rows, err := conn.Query(context.Background(), junctions)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var p orb.Point
		if err := rows.Scan(&id, &p[0], &p[1]); err != nil {
			t.Fatal(err)
		}
		ids, points = append(ids, id), append(points, p)
	}
	if err := rows.Err(); err != nil || len(ids) == 0 {
		t.Fatalf("%d nodes, %v", len(ids), err)
	}
	return ids, points
}

func costsOf(t *testing.T, conn *pgx.Conn, ids []int64) map[[2]int64]float64 {
	t.Helper()
	rows, err := conn.Query(context.Background(), allCosts, ids)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	costs := map[[2]int64]float64{}
	for rows.Next() {
		var from, to int64
		var seconds float64
		if err := rows.Scan(&from, &to, &seconds); err != nil {
			t.Fatal(err)
		}
		costs[[2]int64{from, to}] = seconds
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return costs
}

func TestPackAgreesWithPgRouting(t *testing.T) {
	t.Parallel()
	compare(t, facilitytest.Pack(t), 5, 5000)
}

// Random roads share vertices in their middle, run twice between the same points, meet
// themselves, and fall into parts that nothing joins.
func TestRandomRoadsAgreeWithPgRouting(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			db := facilitytest.Small(t)
			addRoads(t, db, randomRoads(rand.New(rand.NewPCG(seed, 3)), 40+30*int(seed)))
			facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
				_, err := tx.Exec(ctx, "UPDATE network_setting SET walk_kmh = 0.5, off_road_limit_m = 3000")
				return err
			})
			compare(t, db, 0.5, 3000)
		})
	}
}

func randomRoads(rnd *rand.Rand, n int) []orb.LineString {
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{104 + rnd.Float64(), 23 + rnd.Float64()}
	}
	roads := make([]orb.LineString, n)
	for i := range roads {
		roads[i] = orb.LineString{points[rnd.IntN(n)], {104 + rnd.Float64(), 23 + rnd.Float64()}}
		for range rnd.IntN(4) {
			roads[i] = append(roads[i], points[rnd.IntN(n)])
		}
	}
	return roads
}

// addRoads puts township roads of 20 to 49 km/h into the database.
func addRoads(t *testing.T, db *data.DB, roads []orb.LineString) {
	t.Helper()
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		for i, line := range roads {
			if _, err := tx.Exec(ctx, "INSERT INTO road (id, class, speed_kmh, geom) VALUES ($1, 'township', $2, $3)",
				uuid.New(), 20+i%30, data.Geom{Geometry: line}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
