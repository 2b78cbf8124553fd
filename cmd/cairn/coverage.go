package main

import (
	"context"
	"io"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
	"cairn/internal/problem"
)

// coverageFlags are the flags of cairn coverage that are no field of the question.
type coverageFlags struct {
	asOf, level, format, out string
	include, exclude         []string
}

var (
	coverageIncludes = []string{"planned", "villages"}
	coverageExcludes = []string{"subdistricts"}
	coverageFormats  = []string{"table", "csv", "json", "xlsx", "geojson"}
)

func coverageCommand(a *app) *cobra.Command {
	var q coverage.Question
	var f coverageFlags
	cmd := &cobra.Command{
		Use:   "coverage --kind K --as-of D",
		Short: "Print coverage by a counting rule, the same figures as the API",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.settle(&q, a.JSON); err != nil {
				return err
			}
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			store := coverage.NewStore(db.DB, facilities.NewStore(db.DB, nil), network.NewStore(db.DB))
			answer, err := store.Ask(cmd.Context(), q)
			if err != nil {
				return err
			}
			if f.format == "json" {
				return a.print(cmd.OutOrStdout(), answer, nil)
			}
			return f.write(cmd.OutOrStdout(), func(w io.Writer) error {
				return writeCoverage(cmd.Context(), w, store, answer, f.format, a.User)
			})
		},
	}
	set := cmd.Flags()
	set.StringVar(&q.Kind, "kind", "township_burial", "kind of facility, or a group of kinds")
	set.StringVar(&f.asOf, "as-of", "", "day, YYYY-MM-DD (default: today)")
	set.StringVar(&q.Area, "area", "", "code of the area whose parts are counted (default: the prefecture)")
	set.StringVar(&f.level, "level", "", "county, township or village (default: the kind's own unit)")
	set.StringVar(&q.Rule, "rule", "", "counting rule: presence, shared, villages, service_area, distance, travel_time, capacity (default: that of the kind)")
	set.StringSliceVar(&f.include, "include", nil, "planned: count what is to open by the day; villages: list them, too")
	set.StringSliceVar(&f.exclude, "exclude", nil, "subdistricts: leave them out of the denominator")
	set.IntVar(&q.Metres, "metres", 0, "distance in reach (default: the rule's own)")
	set.IntVar(&q.Minutes, "minutes", 0, "travel time in reach (default: the rule's own)")
	set.IntVar(&q.Share, "share", 0, "percent from which on an area counts as covered (default: the rule's own)")
	set.StringVar(&q.Reach, "reach", "", "what is in reach under the rule of capacity: area, distance, travel_time (default: the rule's own)")
	set.StringVar(&f.format, "format", "table", "table, csv, json, xlsx or geojson")
	set.StringVar(&f.out, "out", "", "file to write (default: standard output)")
	return cmd
}

// settle reads the flags into the question. Error: usageError.
func (f *coverageFlags) settle(q *coverage.Question, json bool) error {
	if f.asOf != "" {
		day, err := facilities.ParseDay(f.asOf)
		if err != nil {
			return usageError{err}
		}
		q.AsOf = day
	}
	if json {
		f.format = "json"
	}
	for _, check := range []struct {
		name    string
		values  []string
		allowed []string
	}{{"include", f.include, coverageIncludes}, {"exclude", f.exclude, coverageExcludes}, {"format", []string{f.format}, coverageFormats}} {
		for _, v := range check.values {
			if !slices.Contains(check.allowed, v) {
				return usageError{problem.Parameter(check.name, "problem.unknown_value", "allowed", check.allowed)}
			}
		}
	}
	q.Level, q.Rural = facilities.Level(f.level), slices.Contains(f.exclude, "subdistricts")
	q.Planned, q.Villages = slices.Contains(f.include, "planned"), slices.Contains(f.include, "villages")
	return nil
}

// write hands the writer of the file, or of standard output.
func (f *coverageFlags) write(stdout io.Writer, fn func(io.Writer) error) error {
	if f.out == "" {
		return fn(stdout)
	}
	file, err := os.Create(f.out)
	if err != nil {
		return err
	}
	if err := fn(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func writeCoverage(ctx context.Context, w io.Writer, store *coverage.Store, answer coverage.CoverageAnswer, format, by string) error {
	lang := terminalLang()
	switch format {
	case "csv":
		return answer.WriteCSV(w, lang)
	case "geojson":
		return answer.WriteGeoJSON(w)
	case "xlsx":
		rules, err := store.Rules(ctx, lang)
		if err != nil {
			return data.Problem(err)
		}
		i := slices.IndexFunc(rules, func(r coverage.CountingRule) bool { return r.Rule == answer.Rule })
		return answer.Workbook(rules[max(i, 0)], by, time.Now(), lang).Write(w)
	}
	return answer.WriteText(w, lang)
}
