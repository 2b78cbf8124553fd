package facilities

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/internal/interchange"
)

// packDB is a database with the areas and facilities of the shared test data.
func packDB(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "facilities_pack", "2", func(ctx context.Context, db *data.DB) error {
		if err := addPackAreas(ctx, db, dir); err != nil {
			return err
		}
		report, err := importFolder(ctx, db, os.DirFS(dir), imports.Options{})
		if err == nil && report.Files[0].Added != 4937 {
			err = fmt.Errorf("%+v", report)
		}
		return err
	})
}

// areasDB is a database with the pack's areas alone.
func areasDB(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "facilities_areas", "1", func(ctx context.Context, db *data.DB) error {
		return addPackAreas(ctx, db, dir)
	})
}

// importFolder takes in every file of a folder that this domain knows.
func importFolder(ctx context.Context, db *data.DB, folder fs.FS, opts imports.Options) (imports.Report, error) {
	sources, _, err := imports.Discover(folder, Imports())
	if err != nil {
		return imports.Report{}, err
	}
	var tables []imports.Table
	for _, source := range sources {
		table, err := imports.Read(source, interchange.Options{})
		if err != nil {
			return imports.Report{}, err
		}
		tables = append(tables, table)
	}
	opts.Change = datatest.Change()
	return imports.Import(ctx, db, tables, opts)
}

// readCSV gives the rows of a file by column.
func readCSV(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	rows := make([]map[string]string, 0, len(records))
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

const addArea = `INSERT INTO area (code, name, level, parent, seat, geom) VALUES ($1, $2, $3, nullif($4, ''), $5, $6)`

// addPackAreas puts the pack's areas in as the boundaries' importer does.
func addPackAreas(ctx context.Context, db *data.DB, dir string) error {
	return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return loadPackAreas(ctx, tx, dir) })
}

func loadPackAreas(ctx context.Context, tx pgx.Tx, dir string) error {
	shapes, err := packPolygons(dir)
	if err != nil {
		return err
	}
	rows, err := readCSV(filepath.Join(dir, "divisions.csv"))
	if err != nil {
		return err
	}
	var b pgx.Batch
	for _, r := range rows {
		var seat data.Geom
		if lon, err := strconv.ParseFloat(r["lon"], 64); err == nil {
			lat, err := strconv.ParseFloat(r["lat"], 64)
			if err != nil {
				return err
			}
			seat.Geometry = orb.Point{lon, lat}
		}
		b.Queue(addArea, r["code"], r["name"], r["level"], r["parent"], seat, data.Geom{Geometry: shapes[r["code"]]})
	}
	b.Queue(`INSERT INTO setting VALUES ('prefecture', '{"code": "5326", "name": "文山壮族苗族自治州", "srid": 4544}')`)
	return tx.SendBatch(ctx, &b).Close()
}

// packPolygons gives the pack's polygons by area code; an absent one is nil.
func packPolygons(dir string) (map[string]orb.Geometry, error) {
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
		shapes[f.Properties["code"].(string)] = shape
	}
	return shapes, nil
}
