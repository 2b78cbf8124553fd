package naming

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/interchange"
)

// land is two counties of one prefecture, the first with two subdistricts and a town.
var land = [][4]string{
	{"53", "云南省", "province", ""},
	{"5326", "文山州", "prefecture", "53"},
	{"532601", "文山市", "county", "5326"},
	{"532622", "砚山县", "county", "5326"},
	{"532601001", "开化街道", "township", "532601"},
	{"532601002", "卧龙街道", "township", "532601"},
	{"532601101", "马塘镇", "township", "532601"},
	{"532622101", "江那镇", "township", "532622"},
}

// newStore is a store on a database with land, the classes and no entries.
func newStore(t testing.TB) *Store {
	t.Helper()
	return NewStore(datatest.From(t, "naming_land", "2", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			for _, a := range land {
				if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))", a[0], a[1], a[2], a[3]); err != nil {
					return err
				}
			}
			if _, err := tx.Exec(ctx, `INSERT INTO setting (key, value) VALUES ('prefecture', '{"code": "5326", "name": "文山州"}')`); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('13000', '陆地地形'), ('21400', '县级行政区'), ('21500', '乡级行政区'),
				('22200', '农村居民点'), ('23213', '县道'), ('23500', '城镇道路'), ('26000', '建筑物'), ('27610', '村民委员会')`)
			return err
		})
	}))
}

// packStore is a store on a database with the divisions, classes and entries of the pack.
func packStore(t testing.TB) *Store {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return NewStore(datatest.From(t, "naming_pack", "2", func(ctx context.Context, db *data.DB) error {
		err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
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
			for _, r := range rows[1:] {
				_, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))",
					r[column["code"]], r[column["name"]], r[column["level"]], r[column["parent"]])
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		var tables []imports.Table
		for _, kind := range gazetteer.Imports()[:2] {
			table, err := imports.Read(imports.Source{Files: os.DirFS(dir), Name: kind.Files[0] + ".csv", Kind: kind}, interchange.Options{})
			if err != nil {
				return err
			}
			tables = append(tables, table)
		}
		_, err = imports.Import(ctx, db, tables, imports.Options{Change: datatest.Change()})
		return err
	}))
}

func as(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: string(role), Name: string(role), Role: role, Area: area}, Door: "test"}
}

// areas is a locator that knows no areas.
type areas struct{}

func (areas) CodesAt(orb.Point) []string { return nil }

// add makes an entry at a place.
func add(t testing.TB, s *Store, name, class, area string) gazetteer.Place {
	t.Helper()
	places := gazetteer.NewStore(s.db, areas{})
	lon, lat := 104.05, 23.05
	p, err := places.Create(context.Background(), as(actor.Admin, ""), uuid.Nil, gazetteer.Draft{Name: name, ClassCode: class, AreaCode: area, Lon: &lon, Lat: &lat, PositionReason: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
