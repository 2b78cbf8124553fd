package topology_test

import (
	"context"
	"os"
	"testing"

	"cairn/boundaries"
	"cairn/boundaries/topology"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/interchange"
)

// pack is a database with the pack's areas, lines and markers.
func pack(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "topology", "1", func(ctx context.Context, db *data.DB) error {
		sources, _, err := imports.Discover(os.DirFS(dir), boundaries.Imports(geo.Limits{}))
		if err != nil {
			return err
		}
		var tables []imports.Table
		for _, source := range sources {
			table, err := imports.Read(source, interchange.Options{})
			if err != nil {
				return err
			}
			tables = append(tables, table)
		}
		_, err = imports.Import(ctx, db, tables, imports.Options{Change: datatest.Change()})
		return err
	})
}

// The clean pack has no error: its lines close all areas on file, ends on the national
// border meet its locked edge, ends on vertices of other lines are nodes.
func TestPackIsClean(t *testing.T) {
	t.Parallel()
	report, err := topology.NewStore(pack(t)).Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if report.Lines != 222 || report.Markers != 54 || report.Areas != 112 {
		t.Errorf("%d lines, %d markers, %d areas", report.Lines, report.Markers, report.Areas)
	}
	for _, f := range report.Findings {
		if f.Severity == topology.Error {
			f.Say("en")
			t.Errorf("%+v", f)
		}
	}
}
