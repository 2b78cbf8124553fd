package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cairn/accounts"
	"cairn/boundaries/precision"
	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/plans"
	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// exportConfig is what is to be exported and as what.
type exportConfig struct {
	Format, Area, Kind, Out string
	AsOf                    facilities.Day // zero: today
}

// exporter writes one kind of record. It reads in the name of the reader of its context.
type exporter struct {
	name    string
	formats []string // the first is the default
	write   func(ctx context.Context, db *data.DB, by string, c exportConfig, out io.Writer) error
}

// exporters lists what can be exported.
var exporters = []exporter{
	{"facilities", []string{"csv", "xlsx", "geojson"}, exportFacilities},
	{"facility_plans", []string{"csv", "xlsx"}, exportPlans},
}

func exportCommand(a *app) *cobra.Command {
	var c exportConfig
	var asOf string
	names := make([]string, len(exporters))
	for i, e := range exporters {
		names[i] = e.name
	}
	cmd := &cobra.Command{
		Use:       "export KIND",
		Short:     "Write records to a file: " + strings.Join(names, ", "),
		Long:      "Writes records to a file that can be edited and imported again. What --user may not see is not written.",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			what := exporters[slices.Index(names, args[0])]
			if c.Format, err = formatOf(what, c); err != nil {
				return usageError{err}
			}
			if asOf != "" {
				if c.AsOf, err = facilities.ParseDay(asOf); err != nil {
					return usageError{err}
				}
			}
			return a.export(cmd, what, c)
		},
	}
	set := cmd.Flags()
	set.StringVar(&c.Format, "format", "", "csv, xlsx or geojson (default: by the name of --out, else csv)")
	set.StringVar(&c.Area, "area", "", "code of the area whose records are written (default: all)")
	set.StringVar(&asOf, "as-of", "", "day whose state is written, YYYY-MM-DD (default: today)")
	set.StringVar(&c.Kind, "kind", "", "kind of facility, or a group of kinds (default: all)")
	set.StringVar(&c.Out, "out", "", "file to write (default: standard output)")
	return cmd
}

// formatOf is the format asked for, or that of the file's name.
func formatOf(what exporter, c exportConfig) (string, error) {
	format := c.Format
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), ".")
	}
	switch {
	case format == "":
		return what.formats[0], nil
	case !slices.Contains(what.formats, format):
		return "", fmt.Errorf("%s are exported as %s, not as %q", what.name, strings.Join(what.formats, ", "), format)
	}
	return format, nil
}

// export writes the whole file or nothing: a failure leaves an older file as it was.
func (a *app) export(cmd *cobra.Command, what exporter, c exportConfig) error {
	ctx := cmd.Context()
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	who, ctx, err := a.reading(ctx, db.DB)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := what.write(ctx, db.DB, who.Login, c, &text); err != nil {
		return err
	}
	if c.Out == "" {
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return err
	}
	size := text.Len()
	if err := replaceFile(c.Out, text.Bytes()); err != nil {
		return err
	}
	return a.print(cmd.OutOrStdout(), map[string]any{"file": c.Out, "format": c.Format, "bytes": size}, func(w io.Writer) { line(w, "%s (%d bytes)", c.Out, size) })
}

// replaceFile puts a file in the place of another at once.
func replaceFile(path string, text []byte) error {
	made, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = made.Write(text)
	if cerr := made.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(made.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(made.Name(), path)
	}
	if err != nil {
		_ = os.Remove(made.Name()) // the first error is the one to tell
	}
	return err
}

// reading says in whose name a command reads: the account that --user names, with its area,
// clearance and precision of coordinates. Whoever sits at the machine and has no account
// reads as its keeper, unless --user names somebody else.
func (a *app) reading(ctx context.Context, db *data.DB) (actor.Actor, context.Context, error) {
	who := a.author()
	switch found, err := accounts.New(db, accounts.Config{Logger: a.log}).ByLogin(ctx, a.User); {
	case err == nil && found.Disabled:
		return who, ctx, problem.New(problem.Forbidden, "accounts.disabled", "login", a.User)
	case err == nil:
		who = found.Actor()
	case !problem.Is(err, problem.NotFound) || a.User != cmdUser():
		return who, ctx, err
	}
	policy, err := precision.Open(ctx, db)
	if err != nil {
		return who, ctx, fmt.Errorf("load the precision of coordinates: %w", err)
	}
	return who, grain.With(actor.WithReader(ctx, who), grain.NewReader(policy.For(who))), nil
}

func exportFacilities(ctx context.Context, db *data.DB, by string, c exportConfig, out io.Writer) error {
	table, err := facilities.NewStore(db, nil).Export(ctx, facilities.ExportQuery{Kind: c.Kind, Area: c.Area, AsOf: c.AsOf})
	if err != nil {
		return err
	}
	switch c.Format {
	case "xlsx":
		return table.Workbook(by, time.Now(), terminalLang()).Write(out)
	case "geojson":
		return table.WriteGeoJSON(out)
	}
	return table.WriteCSV(out, terminalLang())
}

func exportPlans(ctx context.Context, db *data.DB, _ string, c exportConfig, out io.Writer) error {
	table, err := plans.NewStore(db, nil).Export(ctx, c.Area, c.AsOf)
	if err != nil {
		return err
	}
	if c.Format == "xlsx" {
		return table.Workbook(terminalLang()).Write(out)
	}
	return table.WriteCSV(out, terminalLang())
}
