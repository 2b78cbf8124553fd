package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data/cluster"
	"cairn/data/datatest"
)

// BenchmarkMemory is the resident memory of the service with the Wenshan pack, after
// searches, coverage and every tile of a few zooms. One run tells.
func BenchmarkMemory(b *testing.B) {
	pack := datatest.Pack(b, "wenshan")
	s := newService(b)
	s.run("import", pack)
	s.token = strings.TrimSpace(s.run("user", "token", "--login", "admin"))
	for range b.N {
		for z := 7; z <= 10; z++ {
			for x := 100 << (z - 7); x <= 102<<(z-7); x++ {
				for y := 54 << (z - 7); y <= 56<<(z-7); y++ {
					s.want(fmt.Sprintf("/tiles/all/%d/%d/%d.mvt", z, x, y))
				}
			}
		}
		for _, path := range []string{"/gazetteer/search?q=新寨", "/gazetteer/search?q=wenshan", "/coverage?kind=cemetery&as_of=2021-12-31",
			"/coverage/ledger", "/collections/facilities/items?limit=1000", "/boundaries/summary"} {
			s.want(path)
		}
	}
	b.ReportMetric(float64(resident(b, s.cmd.Process.Pid))/1024, "MB-resident")
}

// want asks for something that must be there.
func (s *service) want(path string) {
	s.t.Helper()
	if status, err := s.call("GET", path, nil, nil); err != nil || status >= 300 {
		s.t.Fatalf("%s: status %d, %v", path, status, err)
	}
}

// resident is a process's memory in KiB.
func resident(t testing.TB, pid int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindStringSubmatch(string(text))
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const wirePlaces = 200_000

// wireTile is the tile of zoom 12 in the middle of the generated places.
const wireTile = "12/3239/1773"

// wireQuery makes the same tile in PostgreSQL; pgbench prepares it.
const wireQuery = `SELECT ST_AsMVT(t, 'places', 4096, 'geom', 'fid') FROM (
	SELECT ST_AsMVTGeom(ST_Transform(geom, 3857), ST_TileEnvelope(12, 3239, 1773), 4096, 64, true) AS geom,
		hashtextextended(id::text, 0) & 9007199254740991 AS fid, id::text AS id, name, class_code, status
	FROM cairn.place WHERE status <> 'retired'
		AND geom && ST_Transform(ST_TileEnvelope(12, 3239, 1773, margin => 64.0 / 4096), 4490)) t`

// BenchmarkOverTheWire asks the running service with 200,000 generated places. It gives the
// median time of a page of 100 features, and puts the warm tile (wrk) beside the same tile
// by a prepared ST_AsMVT query in its own PostgreSQL (pgbench): both over their
// sockets, both with programs in C asking, eight connections each.
func BenchmarkOverTheWire(b *testing.B) {
	s := newService(b)
	url := fillPlaces(b, s)
	s.token = strings.TrimSpace(s.run("user", "token", "--login", "admin"))
	s.want("/tiles/places/" + wireTile + ".mvt")
	script := b.TempDir() + "/tile.sql"
	if err := os.WriteFile(script, []byte(strings.Join(strings.Fields(wireQuery), " ")+";\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	for range b.N {
		ours := rate(b, `Requests/sec:\s+([\d.]+)`, "wrk", "-t1", "-c8", "-d5s", "-H", "Authorization: Bearer "+s.token,
			"-H", "Accept-Encoding: br", s.Address+"/tiles/places/"+wireTile+".mvt")
		theirs := rate(b, `tps = ([\d.]+)`, "pgbench", "-n", "-M", "prepared", "-j1", "-c8", "-T5", "-f", script, url)
		page := rate(b, `50%\s+([\d.]+)ms`, "wrk", "-t1", "-c1", "-d5s", "--latency", "-H", "Authorization: Bearer "+s.token,
			s.Address+"/collections/places/items?limit=100")
		b.ReportMetric(page, "page-median-ms")
		b.ReportMetric(ours, "warm/s")
		b.ReportMetric(theirs, "ST_AsMVT/s")
		b.ReportMetric(ours/theirs, "ratio")
	}
}

// fillPlaces generates places in the service's own database and gives its URL.
func fillPlaces(b *testing.B, s *service) string {
	b.Helper()
	ctx := context.Background()
	c, _, err := cluster.Attach(ctx, s.dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Stop(context.Background()) })
	url := c.URL(cluster.Database)
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, fmt.Sprintf(`SET search_path = cairn, public; BEGIN;
		SELECT begin_change(gen_random_uuid(), NULL, 'bench', 'bench', 'bench', '');
		INSERT INTO area (code, name, level) VALUES ('532601001', '开化街道', 'township');
		INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点');
		INSERT INTO place (id, name, class_code, area_code, geom)
		SELECT md5(i::text)::uuid, '生成地名' || i, '22200', '532601001',
			ST_SetSRID(ST_Point(103.5 + 2.6 * (i * 0.7548776662 %% 1), 22.4 + 2 * (i * 0.5698402909 %% 1)), 4490)
		FROM generate_series(1, %d) i; COMMIT; ANALYZE place;`, wirePlaces))
	if err != nil {
		b.Fatal(err)
	}
	return url
}

// rate runs a load generator and reads its figure.
func rate(b *testing.B, pattern, name string, args ...string) float64 {
	b.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	m := regexp.MustCompile(pattern).FindSubmatch(out)
	if err != nil || m == nil || strings.Contains(string(out), "Non-2xx") {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	x, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return x
}
