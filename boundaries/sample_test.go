package boundaries_test

import (
	"context"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/data/sample"
	"cairn/geo"
	"cairn/internal/feature"
)

// sampled opens a database with the areas, lines, markers and inspections of the built-in sample.
func sampled(t testing.TB) *data.DB {
	t.Helper()
	return filled.From(t, "boundaries_sample", "3", sample.Pack(), boundaries.Imports(geo.Limits{}))
}

// The sample goes in without a word, and its seats lie where they should.
func TestImportSample(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	report, err := filled.Import(ctx, db, sample.Pack(), boundaries.Imports(geo.Limits{}), imports.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Files {
		if f.Added != f.Rows || len(f.Warnings) > 0 {
			t.Errorf("%s: %d of %d rows, %v", f.File, f.Added, f.Rows, problems(f.Warnings))
		}
	}
	s, err := boundaries.Summarise(ctx, db, "5326")
	if err != nil || s.Lines < 150 || s.Markers != 54 || s.AgreedLengthKm == 0 {
		t.Errorf("%+v: %v", s, err)
	}
	l := newLocator(t, db)
	areas := all(t, boundaries.AreaFeatures(db), feature.Query{Props: map[string]string{"level": "township"}})
	for _, a := range areas {
		seat := orb.Point{a.Properties.Get("seat_lon").(float64), a.Properties.Get("seat_lat").(float64)}
		if !slices.Contains(l.CodesAt(seat), a.ID) {
			t.Errorf("the seat of %s is in %v", a.ID, l.CodesAt(seat))
		}
	}
	if len(areas) < 100 {
		t.Errorf("%d townships", len(areas))
	}
}
