// Package facilitytest gives the tests of facilities' sub-packages their data: areas of the
// shared test data without the boundaries' importers, and the facilities in them.
package facilitytest

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/facilities"
)

// version is to be raised when what the importers make of the pack changes.
const version = "1"

// addArea is the row of an area as the boundaries' importer writes it.
const addArea = `INSERT INTO area (code, name, level, parent, seat, geom) VALUES ($1, $2, $3, nullif($4, ''), $5, $6)`

// Pack is a database with the areas, facilities, people and roads of the shared test data;
// without these the test is skipped.
func Pack(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "facilitytest_pack", version, func(ctx context.Context, db *data.DB) error {
		err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return loadAreas(ctx, tx, dir) })
		if err != nil {
			return err
		}
		_, err = filled.Import(ctx, db, os.DirFS(dir), facilities.Imports(), imports.Options{})
		return err
	})
}

// Small is a database with two counties, three townships and a village, and nothing in them:
// 532601 with 532601001 (village 532601001201) and 532601102, 532622 with 532622101.
func Small(t testing.TB) *data.DB {
	t.Helper()
	db := datatest.New(t)
	Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		for _, a := range [][]string{
			{"53", "云南省", "province", ""}, {"5326", "文山州", "prefecture", "53"},
			{"532601", "文山市", "county", "5326"}, {"532622", "砚山县", "county", "5326"},
			{"532601001", "开化街道", "township", "532601"}, {"532601102", "古木镇", "township", "532601"},
			{"532622101", "江那镇", "township", "532622"}, {"532601001201", "下田村", "village", "532601001"},
		} {
			if _, err := tx.Exec(ctx, addArea, a[0], a[1], a[2], a[3], data.Geom{}, data.Geom{}); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `INSERT INTO setting VALUES ('prefecture', '{"code": "5326", "name": "文山州", "srid": 4544}')`)
		return err
	})
	return db
}

// Write runs fn in a transaction of a change of the test's.
func Write(t testing.TB, db *data.DB, fn func(ctx context.Context, tx pgx.Tx) error) {
	t.Helper()
	if err := db.Write(context.Background(), datatest.Change(), fn); err != nil {
		t.Fatal(err)
	}
}

// Day reads a day of a test.
func Day(text string) facilities.Day {
	d, err := facilities.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// Expected decodes a member of the pack's expected.json.
func Expected(t testing.TB, member string, v any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(all[member], v); err != nil {
		t.Fatal(err)
	}
}

func loadAreas(ctx context.Context, tx pgx.Tx, dir string) error {
	shapes, err := polygons(dir)
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(dir, "divisions.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var b pgx.Batch
	for _, r := range rows[1:] {
		var seat data.Geom
		lon, err := strconv.ParseFloat(r[column["lon"]], 64)
		lat, err2 := strconv.ParseFloat(r[column["lat"]], 64)
		if err == nil && err2 == nil {
			seat.Geometry = orb.Point{lon, lat}
		}
		code := r[column["code"]]
		b.Queue(addArea, code, r[column["name"]], r[column["level"]], r[column["parent"]], seat, data.Geom{Geometry: shapes[code]})
	}
	b.Queue(`INSERT INTO setting VALUES ('prefecture', '{"code": "5326", "name": "文山壮族苗族自治州", "srid": 4544}')`)
	return tx.SendBatch(ctx, &b).Close()
}

// polygons gives the pack's polygons by area code; an absent one is nil.
func polygons(dir string) (map[string]orb.Geometry, error) {
	text, err := os.ReadFile(filepath.Join(dir, "areas.geojson"))
	if err != nil {
		return nil, err
	}
	var features geojson.FeatureCollection
	if err := json.Unmarshal(text, &features); err != nil {
		return nil, err
	}
	shapes := map[string]orb.Geometry{}
	for _, f := range features.Features {
		shape := f.Geometry
		if p, ok := shape.(orb.Polygon); ok {
			shape = orb.MultiPolygon{p}
		}
		shapes[f.Properties.MustString("code")] = shape
	}
	return shapes, nil
}
