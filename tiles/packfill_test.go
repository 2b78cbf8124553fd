package tiles

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"cairn/data"
	"cairn/data/datatest"
)

// packDB is a database with what the shared pack holds of the drawn tables.
func packDB(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "tiles_pack", "5", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			return (&packFill{ctx: ctx, tx: tx, dir: dir}).fill()
		})
	})
}

// packFill copies rows from the pack's files. It stops at the first error.
type packFill struct {
	ctx context.Context
	tx  pgx.Tx
	dir string
	err error
}

func (p *packFill) fill() error {
	p.rows("divisions.csv", func(r map[string]string) {
		p.exec(`INSERT INTO area (code, name, level, parent, seat) VALUES ($1, $2, $3, nullif($4, ''), $5)`,
			r["code"], r["name"], r["level"], r["parent"], pointOf(r))
	})
	p.features("areas.geojson", func(f *geojson.Feature) {
		p.exec(`UPDATE area SET geom = ST_Multi($2::geometry) WHERE code = $1`, f.Properties["code"], data.Geom{Geometry: f.Geometry})
	})
	p.features("lines.geojson", func(f *geojson.Feature) {
		q := f.Properties
		p.exec(`INSERT INTO area (code, name, level, external) VALUES ($1, $2, 'prefecture', true) ON CONFLICT DO NOTHING`, q["right_area"], q["right_name"])
		p.exec(`INSERT INTO boundary_line (code, name, level, left_area, right_area, agreed_length_km, geom) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			q["code"], q["name"], q["level"], q["left_area"], q["right_area"], q["agreed_length_km"], data.Geom{Geometry: f.Geometry})
	})
	p.exec(`INSERT INTO closing_edge (area_code, geom) SELECT '532626', ST_Multi(ST_Boundary(geom)) FROM area WHERE code = '532626'`)
	p.rows("markers.csv", func(r map[string]string) {
		p.exec(`INSERT INTO marker (id, number, type, side, grade, geom) VALUES ($1, $2, $3, $4, $5, $6)`,
			keyed(r["number"]), r["number"], r["type"], r["side"], r["grade"], pointOf(r))
	})
	p.fillPlaces()
	p.fillFacilities()
	return p.err
}

func (p *packFill) fillPlaces() {
	p.rows("gazetteer_classes.csv", func(r map[string]string) {
		p.exec(`INSERT INTO place_class (code, name) VALUES ($1, $2) ON CONFLICT DO NOTHING`, r["code"], r["name"])
	})
	p.rows("gazetteer.csv", func(r map[string]string) {
		p.exec(`INSERT INTO place (id, ref, name, class_code, area_code, status, geom) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			keyed(r["id"]), r["id"], r["name"], r["class_code"], r["area_code"], r["status"], pointOf(r))
	})
}

func (p *packFill) fillFacilities() {
	p.rows("facilities.csv", func(r map[string]string) {
		p.exec(`INSERT INTO facility (id, kind, name, area_code, geom) VALUES ($1, $2, $3, $4, $5)`,
			r["id"], r["kind"], r["name"], r["area_code"], pointOf(r))
	})
	p.rows("facility_status.csv", func(r map[string]string) {
		p.exec(`INSERT INTO facility_status (facility_id, status, from_on, to_on) VALUES ($1, $2, $3::text::date, nullif($4, '')::text::date)`,
			r["id"], r["status"], r["from"], r["to"])
	})
	p.features("roads.geojson", func(f *geojson.Feature) {
		p.exec(`INSERT INTO road (id, name, class, geom) VALUES ($1, $2, $3, $4)`,
			keyed(f.Properties["id"].(string)), f.Properties["name"], f.Properties["class"], data.Geom{Geometry: f.Geometry})
	})
	p.features("constraints.geojson", func(f *geojson.Feature) {
		p.exec(`INSERT INTO siting_constraint (id, kind, name, rule, geom) VALUES ($1, $2, $3, $4, $5)`,
			keyed(f.Properties["id"].(string)), f.Properties["kind"], f.Properties["name"], f.Properties["rule"], data.Geom{Geometry: f.Geometry})
	})
}

func (p *packFill) exec(sql string, args ...any) {
	if p.err == nil {
		_, p.err = p.tx.Exec(p.ctx, sql, args...)
	}
}

func (p *packFill) rows(name string, visit func(map[string]string)) {
	if p.err != nil {
		return
	}
	f, err := os.Open(filepath.Join(p.dir, name))
	if err != nil {
		p.err = err
		return
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		p.err = err
		return
	}
	for _, row := range all[1:] {
		r := map[string]string{}
		for i, name := range all[0] {
			r[strings.TrimPrefix(name, "\ufeff")] = row[i]
		}
		visit(r)
	}
}

func (p *packFill) features(name string, visit func(*geojson.Feature)) {
	if p.err != nil {
		return
	}
	text, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		p.err = err
		return
	}
	var all geojson.FeatureCollection
	if p.err = json.Unmarshal(text, &all); p.err == nil {
		for _, f := range all.Features {
			visit(f)
		}
	}
}

// keyed is a UUID that belongs to a text.
func keyed(text string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(text)) }

func pointOf(r map[string]string) data.Geom {
	lon, err1 := strconv.ParseFloat(r["lon"], 64)
	lat, err2 := strconv.ParseFloat(r["lat"], 64)
	if err1 != nil || err2 != nil {
		return data.Geom{}
	}
	return data.Geom{Geometry: orb.Point{lon, lat}}
}
