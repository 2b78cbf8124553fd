package facilities

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// populationKind takes in population.csv: people of an area in a year.
var populationKind = imports.Kind{
	Name: "population", Files: []string{"population"}, KeyField: "code",
	Key: func(r *imports.Row) string {
		code, year := r.Required("code"), r.Required("year")
		if code == "" || year == "" {
			return ""
		}
		return code + "|" + year
	},
	Columns: map[string][]string{
		"code": {"area_code", "区划代码"}, "year": {"年份"}, "population": {"人口", "总人口"},
		"age60": {"60岁以上"}, "age65": {"65岁以上"}, "age80": {"80岁以上"}, "households": {"户数"},
	},
	Take: takePopulation,
}

func takePopulation(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	var areas map[string]area
	b := batch{tx: tx}
	for r := range run.Fresh() {
		if areas == nil {
			var err error
			if areas, err = loadAreas(ctx, tx, nil); err != nil {
				return err
			}
		}
		args := readPopulation(r, areas)
		if !r.OK() {
			continue
		}
		b.Queue(queries.Get("import_population"), args...)
		run.Done(r, r.Text("code"), 1)
		if err := b.flush(ctx, batchSize); err != nil {
			return err
		}
	}
	return b.flush(ctx, 0)
}

// readPopulation gives the parameters of import_population.sql.
func readPopulation(r *imports.Row, areas map[string]area) []any {
	code, year := r.Text("code"), r.Int("year")
	if a, ok := areas[code]; !ok || a.External {
		r.Bad("code", "facilities.unknown_area", "area", code)
	}
	if year != nil && (*year < 1900 || *year > 2200) {
		r.Bad("year", "problem.out_of_range", "min", 1900, "max", 2200)
	}
	if r.Required("population") == "" {
		return nil
	}
	args := []any{code, year}
	total := r.Int("population")
	for _, field := range []string{"population", "age60", "age65", "age80", "households"} {
		n := r.Int(field)
		if n != nil && (*n < 0 || *n > 2_000_000_000) {
			r.Bad(field, "problem.out_of_range", "min", 0, "max", 2_000_000_000)
		} else if n != nil && total != nil && *n > *total {
			r.Bad(field, "facilities.more_than_all", "all", *total)
		}
		args = append(args, n)
	}
	return append(args, r.Text("origin"))
}
