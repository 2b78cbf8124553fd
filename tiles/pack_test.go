package tiles

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb/encoding/mvt"

	"cairn/data"
)

// packBox is around the pack's prefecture with something over, degrees.
var packBox = [4]float64{103.3, 22.2, 106.4, 24.7}

// sqlCounts asks PostGIS which features of a layer stand in each tile of a zoom within
// the tile's buffer, made wider by $6 units: the tile's x, y and the number. $7 thins.
// Made narrower, it leaves out what is too small to be sure to be drawn.
const sqlCounts = `WITH shown AS MATERIALIZED (
	SELECT ST_Transform(%[1]s, 3857) AS g, %[2]s AS grp FROM %[4]s
	WHERE %[1]s IS NOT NULL AND coalesce((%[3]s)::integer, 0) <= $1),
tile AS MATERIALIZED (
	SELECT x, y, ST_TileEnvelope($1, x, y, margin => (64 + $6::float8) / 4096) AS box
	FROM generate_series($2::integer, $4) x, generate_series($3::integer, $5) y)
SELECT x, y, CASE WHEN $7::float8 = 0 THEN count(*)
	ELSE count(DISTINCT (grp, floor((ST_X(g) + 20037508.342789244) / $7), floor((20037508.342789244 - ST_Y(g)) / $7))) END
FROM tile JOIN shown ON g && box AND ST_Intersects(g, box)
	AND ($6 >= 0 OR greatest(ST_XMax(g) - ST_XMin(g), ST_YMax(g) - ST_YMin(g)) > 8 * 9784 / 2 ^ $1)
GROUP BY x, y`

type layerSQL struct{ geometry, group, first, view string }

var packLayers = map[string]layerSQL{
	"areas":         {"geom", "''", "CASE level WHEN 'township' THEN 5 WHEN 'village' THEN 9 END", "map_area"},
	"area_labels":   {"seat", "''", "CASE level WHEN 'township' THEN 7 WHEN 'village' THEN 10 END", "map_area"},
	"lines":         {"geom", "''", "CASE level WHEN 'township' THEN 5 END", "map_line"},
	"closing_edges": {"geom", "''", "0", "map_closing_edge"},
	"markers":       {"geom", "''", "0", "map_marker"},
	"places":        {"geom", "'all'", "0", "map_place"},
	"facilities":    {"geom", "kind", "0", "map_facility"},
	"roads":         {"geom", "''", "CASE class WHEN 'county' THEN 7 WHEN 'township' THEN 8 WHEN 'village' THEN 10 ELSE 5 END", "map_road"},
	"constraints":   {"geom", "''", "5", "map_constraint"},
	"burial_zones":  {"geom", "''", "5", "map_burial_zone"},
}

// Every tile of the pack's area, at several zooms: valid, with the features that PostGIS
// finds there, and read by two independent decoders.
func TestPackTiles(t *testing.T) {
	t.Parallel()
	db := packDB(t)
	s := start(t, db, Config{})
	for _, z := range []uint32{5, 7, 9, 11, 12} {
		t.Run(fmt.Sprint("zoom ", z), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			got, sums := packTiles(t, s, z, dir)
			for name := range packLayers {
				comparePackLayer(t, db, name, z, got)
			}
			if read := gdalCounts(t, dir, z); !maps.Equal(read, sums) {
				t.Errorf("GDAL reads %v, orb reads %v", read, sums)
			}
		})
	}
}

func packRange(z uint32) tileRange {
	nw := tileAt([2]float64{packBox[0], packBox[3]}, z)
	se := tileAt([2]float64{packBox[2], packBox[1]}, z)
	return tileRange{nw.X, nw.Y, se.X, se.Y}
}

// packTiles makes the tiles of a zoom, writes them to dir and counts their features by
// layer and tile, and by layer alone.
func packTiles(t *testing.T, s *Service, z uint32, dir string) (map[string]map[Coord]int, map[string]int) {
	t.Helper()
	byTile, sums := map[string]map[Coord]int{}, map[string]int{}
	r := packRange(z)
	for x := r.X0; x <= r.X1; x++ {
		for y := r.Y0; y <= r.Y1; y++ {
			c := Coord{z, x, y}
			tile := get(t, s, everything, c)
			layers, err := mvt.Unmarshal(tile.body)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range layers {
				if byTile[l.Name] == nil {
					byTile[l.Name] = map[Coord]int{}
				}
				byTile[l.Name][c] = len(l.Features)
				sums[l.Name] += len(l.Features)
			}
			if tile.Empty() {
				continue
			}
			if err := os.MkdirAll(filepath.Join(dir, fmt.Sprint(z), fmt.Sprint(x)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(z), fmt.Sprint(x), fmt.Sprint(y)+".mvt"), tile.body, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return byTile, sums
}

// comparePackLayer: points are counted exactly; of lines and outlines PostGIS may see a
// few units more or less than a simplified, rounded one reaches.
func comparePackLayer(t *testing.T, db *data.DB, name string, z uint32, got map[string]map[Coord]int) {
	t.Helper()
	q := packLayers[name]
	cell, slack := 0.0, 8.0
	if q.group != "''" || name == "markers" || name == "area_labels" {
		slack = 0
	}
	if q.group != "''" && z < thinTo {
		cell = 2 * 20037508.342789244 / float64(int64(1)<<(z+extentBits-cellBits(z)))
	}
	least := packCounts(t, db, q, z, -slack, cell)
	most := packCounts(t, db, q, z, slack, cell)
	for c, n := range most {
		if g := got[name][c]; g < least[c] || g > n {
			t.Errorf("%s in %v: %d features, PostGIS finds %d to %d", name, c, g, least[c], n)
		}
	}
	for c, n := range got[name] {
		if most[c] == 0 {
			t.Errorf("%s in %v: %d features, PostGIS finds none", name, c, n)
		}
	}
}

func packCounts(t *testing.T, db *data.DB, q layerSQL, z uint32, slack, cell float64) map[Coord]int {
	t.Helper()
	r := packRange(z)
	sql := fmt.Sprintf(sqlCounts, q.geometry, q.group, q.first, q.view)
	rows, err := db.Read().Query(context.Background(), sql, z, r.X0, r.Y0, r.X1, r.Y1, slack, cell)
	if err != nil {
		t.Fatal(err)
	}
	found := map[Coord]int{}
	var x, y uint32
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&x, &y, &n}, func() error { found[Coord{z, x, y}] = n; return nil }); err != nil {
		t.Fatal(err)
	}
	return found
}

var gdalCount = regexp.MustCompile(`Layer name: (\w+)\n(?:.*\n)*?Feature Count: (\d+)`)

// gdalCounts reads a directory of tiles by GDAL's own driver, buffers included.
func gdalCounts(t *testing.T, dir string, z uint32) map[string]int {
	t.Helper()
	var ids []string
	for name := range packLayers {
		ids = append(ids, fmt.Sprintf(`{"id": %q}`, name))
	}
	slices.Sort(ids)
	list := ""
	for i, id := range ids {
		if i > 0 {
			list += ","
		}
		list += id
	}
	metadata := fmt.Sprintf(`{"name": "t", "minzoom": "%d", "maxzoom": "%d", "json": %q}`, z, z, `{"vector_layers": [`+list+`]}`)
	if err := os.WriteFile(filepath.Join(dir, "metadata.json"), []byte(metadata), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ogrinfo", "-ro", "-so", "-al", "-oo", "CLIP=NO", "-oo", "TILE_EXTENSION=mvt",
		"MVT:"+filepath.Join(dir, fmt.Sprint(z))).CombinedOutput()
	if err != nil {
		t.Fatalf("ogrinfo: %v\n%s", err, out)
	}
	counts := map[string]int{}
	for _, m := range gdalCount.FindAllStringSubmatch(string(out), -1) {
		n, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			counts[m[1]] = n
		}
	}
	return counts
}
