package imports

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/problem"
)

// settings is a kind that writes rows of the table setting.
var settings = Kind{
	Name: "settings", Files: []string{"settings"}, KeyField: "key",
	Key: func(r *Row) string { return r.Required("key") },
	Take: func(ctx context.Context, tx pgx.Tx, run *Run) error {
		for r := range run.Fresh() {
			value := r.Int("value")
			if value == nil && r.OK() {
				r.Bad("value", "problem.required")
			}
			if !r.OK() {
				continue
			}
			if r.Known && r.Version == 99 {
				run.Kept(r)
				continue
			}
			_, err := tx.Exec(ctx, "INSERT INTO setting VALUES ($1, to_jsonb($2::int)) ON CONFLICT (key) DO UPDATE SET value = excluded.value", r.Key, *value)
			if err != nil {
				return err
			}
			run.Done(r, r.Key, int64(*value))
		}
		return nil
	},
}

func table(pairs ...string) []Table {
	t := Table{File: "settings.csv", Kind: settings}
	for i := 0; i < len(pairs); i += 2 {
		sum := sha256.Sum256([]byte(pairs[i] + "=" + pairs[i+1]))
		t.Rows = append(t.Rows, &Row{File: t.File, Number: i/2 + 1, hash: sum[:],
			fields: map[string]string{"key": pairs[i], "value": pairs[i+1]}})
	}
	return []Table{t}
}

func state(t *testing.T, db *data.DB) (text string, changes int) {
	t.Helper()
	err := db.Read().QueryRow(context.Background(),
		"SELECT coalesce(string_agg(key || '=' || value, ' ' ORDER BY key), ''), (SELECT count(*) FROM change) FROM setting").Scan(&text, &changes)
	if err != nil {
		t.Fatal(err)
	}
	return text, changes
}

func TestImport(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), datatest.New(t)
	steps := []struct {
		name    string
		rows    []string
		opts    Options
		want    FileReport
		state   string
		changes int
		refused bool
		badAt   []int
	}{
		{"bad rows change nothing", []string{"a", "1", "b", "x", "", "2", "a", "3"}, Options{},
			FileReport{Rows: 4, Added: 1, Bad: 3}, "", 0, true, []int{2, 3, 4}},
		{"the good ones", []string{"a", "1", "b", "x"}, Options{SkipBad: true}, FileReport{Rows: 2, Added: 1, Bad: 1}, "a=1", 1, false, []int{2}},
		{"dry run", []string{"c", "5"}, Options{DryRun: true}, FileReport{Rows: 1, Added: 1}, "a=1", 1, false, nil},
		{"again, mended", []string{"a", "1", "b", "2"}, Options{}, FileReport{Rows: 2, Added: 1, Same: 1}, "a=1 b=2", 2, false, nil},
		{"a third time", []string{"a", "1", "b", "2"}, Options{}, FileReport{Rows: 2, Same: 2}, "a=1 b=2", 2, false, nil},
		{"one changed", []string{"a", "99", "b", "2"}, Options{}, FileReport{Rows: 2, Changed: 1, Same: 1}, "a=99 b=2", 3, false, nil},
		{"edited since", []string{"a", "4", "b", "2"}, Options{}, FileReport{Rows: 2, Kept: 1, Same: 1}, "a=99 b=2", 3, false, nil},
	}
	_, before := state(t, db) // migrations change things too
	for _, step := range steps {
		step.opts.Change = datatest.Change()
		report, err := Import(ctx, db, table(step.rows...), step.opts)
		if refused := problem.Is(err, problem.Invalid); refused != step.refused || err != nil && !refused {
			t.Fatalf("%s: %v", step.name, err)
		}
		got := report.Files[0]
		var badAt []int
		for _, f := range got.Errors {
			badAt = append(badAt, f.Row)
		}
		if !slices.Equal(badAt, step.badAt) {
			t.Errorf("%s: bad rows %v, want %v", step.name, badAt, step.badAt)
		}
		got.File, got.Kind, got.Errors, got.Warnings = "", "", nil, nil
		if fmt.Sprint(got) != fmt.Sprint(step.want) {
			t.Errorf("%s: %+v, want %+v", step.name, got, step.want)
		}
		if text, changes := state(t, db); text != step.state || changes-before != step.changes {
			t.Errorf("%s: %q after %d changes, want %q after %d", step.name, text, changes-before, step.state, step.changes)
		}
	}
}

func TestRowFields(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		field, text string
		read        func(*Row)
		want        string
	}{
		{"n", "12", func(r *Row) { r.Int("n") }, ""},
		{"n", "1x", func(r *Row) { r.Int("n") }, "import.bad_number"},
		{"n", "NaN", func(r *Row) { r.Float("n") }, "import.bad_number"},
		{"n", "Inf", func(r *Row) { r.Float("n") }, "import.bad_number"},
		{"d", "2021-02-30", func(r *Row) { r.Date("d") }, "problem.bad_date"},
		{"t", "a\x00b", func(r *Row) { r.Text("t") }, "problem.control_characters"},
		{"t", "𣲗", func(r *Row) { r.Required("t") }, ""},
		{"t", " ", func(r *Row) { r.Required("t") }, "problem.required"},
		{"t", "b", func(r *Row) { r.OneOf("t", "a") }, "problem.unknown_value"},
	} {
		r := &Row{fields: map[string]string{tc.field: tc.text}}
		tc.read(r)
		got := ""
		if !r.OK() {
			got = r.errors[0].Key
		}
		if got != tc.want {
			t.Errorf("%s=%q: %q, want %q", tc.field, tc.text, got, tc.want)
		}
	}
	for _, tc := range []struct{ lon, lat, want string }{
		{"104.2", "23.3", ""}, {"", "", ""}, {"23.3", "104.2", "import.lon_lat_swapped"}, {"104.2", "", "problem.required"},
		{"200", "23", "problem.out_of_range"}, {"100", "100", "problem.out_of_range"},
	} {
		r := &Row{fields: map[string]string{"lon": tc.lon, "lat": tc.lat}}
		p := r.Point("lon", "lat")
		if (p == nil) != (tc.want != "" || tc.lon == "") || !r.OK() && r.errors[0].Key != tc.want {
			t.Errorf("%s/%s: %v, %v", tc.lon, tc.lat, p, r.errors)
		}
	}
}

// A repeated key is told of the column that it stands in.
func TestRepeatedKeyNamesItsColumn(t *testing.T) {
	t.Parallel()
	kind := Kind{KeyField: "place_code", Key: func(r *Row) string {
		if id := r.Text("id"); id != "" {
			return id
		}
		return r.Text("place_code")
	}}
	for _, column := range []string{"id", "place_code"} {
		rows := []*Row{{Number: 1, fields: map[string]string{column: "7"}}, {Number: 2, fields: map[string]string{column: " 7"}}}
		findKeys(Table{Kind: kind, Rows: rows})
		if e := rows[1].errors; len(e) != 1 || e[0].Field != column || e[0].Key != "import.duplicate_key" {
			t.Errorf("%s: %+v", column, e)
		}
	}
}
