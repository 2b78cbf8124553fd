package facilities

import (
	"context"
	"path/filepath"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func tmpLoad(ctx context.Context, tx pgx.Tx, dir string) error {
	rows, _ := readCSV(filepath.Join(dir, "facilities.csv"))
	b := batch{tx: tx}
	num := func(s string) *int {
		if s == "" {
			return nil
		}
		n, _ := strconv.Atoi(s)
		return &n
	}
	fl := func(s string) *float64 {
		if s == "" {
			return nil
		}
		n, _ := strconv.ParseFloat(s, 64)
		return &n
	}
	for _, r := range rows {
		d := Draft{Kind: r["kind"], Subkind: r["subkind"], Name: r["name"], AreaCode: r["area_code"], VillageCode: r["village_code"], Lon: fl(r["lon"]), Lat: fl(r["lat"]), Capacity: num(r["capacity"]), Used: num(r["used"]), NursingBeds: num(r["nursing_beds"]), Grade: num(r["grade"]), AreaM2: fl(r["area_m2"])}
		if r["target_date"] != "" {
			d.TargetDate = ptr(day(r["target_date"]))
		}
		d.settle()
		b.Queue(queries.Get("insert"), append(d.columns(uuid.MustParse(r["id"]), nil, ""), true)...)
		b.flush(ctx, 500)
	}
	if err := b.flush(ctx, 0); err != nil {
		return err
	}
	rows, _ = readCSV(filepath.Join(dir, "facility_status.csv"))
	for _, r := range rows {
		var to *Day
		if r["to"] != "" {
			to = ptr(day(r["to"]))
		}
		b.Queue(queries.Get("status_set"), uuid.MustParse(r["id"]), r["status"], day(r["from"]), to, "")
		b.flush(ctx, 500)
	}
	rows, _ = readCSV(filepath.Join(dir, "population.csv"))
	for _, r := range rows {
		b.Queue(queries.Get("import_population"), r["code"], num(r["year"]), num(r["population"]), num(r["age60"]), num(r["age65"]), num(r["age80"]), num(r["households"]), "")
		b.flush(ctx, 500)
	}
	return b.flush(ctx, 0)
}
