package boundaries_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// figures are the parts of expected.json that this domain answers for.
type figures struct {
	Prefecture, Name string
	Divisions        struct {
		Outside []string `json:"real_village_points_outside_their_derived_township"`
	}
	Lines struct {
		Total      int
		AgreedKm   float64 `json:"agreed_length_km"`
		GeodesicKm float64 `json:"geodesic_length_km"`
		ByLevel    map[string]struct {
			Lines      int
			AgreedKm   float64 `json:"agreed_length_km"`
			GeodesicKm float64 `json:"geodesic_length_km"`
		} `json:"by_level"`
		Round4         map[string]int
		GeodesicMetres map[string]float64 `json:"geodesic_length_m"`
	}
	Markers     struct{ Total int }
	Inspections struct {
		Round4       int            `json:"round4_records"`
		Conditions   map[string]int `json:"round4_conditions"`
		SuspectedGCJ []string       `json:"suspected_gcj02_declared_as_wgs84"`
	}
}

func expected(t testing.TB) figures {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var f figures
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// The whole pack goes in with the warnings that it was made to give, and a second import
// changes nothing.
func TestImportPack(t *testing.T) {
	t.Parallel()
	want, dir := expected(t), datatest.Pack(t, "wenshan")
	db, ctx := datatest.New(t), context.Background()
	report, err := filled.Import(ctx, db, os.DirFS(dir), boundaries.Imports(geo.Limits{}), imports.Options{})
	if err != nil {
		t.Fatal(err)
	}
	warned := map[string][]string{}
	for _, f := range report.Files {
		if f.Added != f.Rows {
			t.Errorf("%s: %d of %d rows added, %d bad", f.File, f.Added, f.Rows, f.Bad)
		}
		for _, w := range f.Warnings {
			warned[w.Key] = append(warned[w.Key], keyOf(t, dir, w))
		}
	}
	wantList(t, "villages outside their township", warned["import.outside_area"], want.Divisions.Outside)
	wantList(t, "fixes in GCJ-02", warned["boundaries.suspected_gcj02"], want.Inspections.SuspectedGCJ)
	if len(warned) != 2 {
		t.Errorf("other warnings: %v", warned)
	}
	again, err := filled.Import(ctx, db, os.DirFS(dir), boundaries.Imports(geo.Limits{}), imports.Options{})
	if err != nil || again.Changed() {
		t.Errorf("the second import changes something: %+v: %v", again, err)
	}
	home, err := boundaries.Prefecture(ctx, db.Read())
	if err != nil || home != (boundaries.Home{Code: want.Prefecture, Name: want.Name, SRID: 4544}) {
		t.Errorf("prefecture %+v: %v", home, err)
	}
}

// keyOf is the key of the row that a warning speaks of.
func keyOf(t *testing.T, dir string, w problem.Field) string {
	t.Helper()
	rows, err := interchange.ReadFile(filepath.Join(dir, w.File), interchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rows[w.Row-1].Values[0]
}

func wantList(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestSummaryOfPack(t *testing.T) {
	t.Parallel()
	want, db, ctx := expected(t), boundarytest.Pack(t), context.Background()
	s, err := boundaries.Summarise(ctx, db, "5326")
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got boundaries.Figures, lines int, agreed float64, geodesic float64) {
		if got.Lines != lines || got.AgreedLengthKm != agreed || math.Abs(got.GeodesicLengthKm-geodesic) > 0.0001*float64(lines) {
			t.Errorf("%s: %+v, want %d lines, %v km, %v km", what, got, lines, agreed, geodesic)
		}
	}
	same("all", s.Figures, want.Lines.Total, want.Lines.AgreedKm, want.Lines.GeodesicKm)
	for level, w := range want.Lines.ByLevel {
		same(level, s.ByLevel[level], w.Lines, w.AgreedKm, w.GeodesicKm)
	}
	if s.Markers != want.Markers.Total || len(s.ByLevel) != 4 {
		t.Errorf("%d markers, %d levels", s.Markers, len(s.ByLevel))
	}
	county, err := boundaries.Summarise(ctx, db, "532601")
	if err != nil || county.Lines == 0 || county.Lines >= s.Lines || county.ByLevel["province"].Lines != 0 {
		t.Errorf("county: %+v: %v", county, err)
	}
	none, err := boundaries.Summarise(ctx, db, "99")
	if err != nil || none.Lines != 0 || none.AgreedLengthKm != 0 {
		t.Errorf("elsewhere: %+v: %v", none, err)
	}
	_, err = boundaries.Summarise(ctx, db, "53%")
	wantKind(t, "no code", err, problem.BadParameter)
}

func TestPackInDetail(t *testing.T) {
	t.Parallel()
	want, db, ctx := expected(t), boundarytest.Pack(t), context.Background()
	lines, err := boundaries.NewLineStore(db).List(ctx, boundaries.LineFilter{}, boundaries.Paging{Limit: 1000})
	if err != nil || len(lines.Items) != want.Lines.Total {
		t.Fatalf("%d lines: %v", len(lines.Items), err)
	}
	results := map[string]int{}
	for _, l := range lines.Items {
		if w := want.Lines.GeodesicMetres[l.Code]; math.Abs(l.GeodesicLengthKm*1000-w) > 0.01 {
			t.Errorf("%s is %f km long, want %f m", l.Code, l.GeodesicLengthKm, w)
		}
		for _, r := range l.Results {
			results[r.Result]++
		}
	}
	for result, n := range want.Lines.Round4 {
		if results[result] != n {
			t.Errorf("%d lines %s, want %d", results[result], result, n)
		}
	}
	var worst float64
	err = db.Read().QueryRow(ctx, `SELECT max(greatest(abs(northing - ST_Y(g)), abs(easting - ST_X(g))))
		FROM marker, ST_Transform(geom, 4544) g`).Scan(&worst)
	if err != nil || worst > 0.001 {
		t.Errorf("grid coordinates are up to %f m off: %v", worst, err)
	}
	checkRound(ctx, t, db, want)
}

func checkRound(ctx context.Context, t *testing.T, db *data.DB, want figures) {
	t.Helper()
	round := 4
	visits, err := boundaries.NewInspectionStore(db).List(ctx, boundaries.InspectionFilter{Round: &round}, boundaries.Paging{Limit: 1000})
	if err != nil || len(visits.Items) != want.Inspections.Round4 {
		t.Errorf("%d inspections: %v", len(visits.Items), err)
	}
	found := map[string]int{}
	for _, v := range visits.Items {
		for _, c := range v.Conditions {
			found[c]++
		}
	}
	for c, n := range want.Inspections.Conditions {
		if found[c] != n {
			t.Errorf("%d %s, want %d", found[c], c, n)
		}
	}
}

// Lines of county level and above and the closing edges make the outline of each county,
// exactly; inland counties have no closing edge.
func TestClosingEdgesOfPack(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	edges, err := boundaries.ClosingEdges(ctx, db.Read(), "5326")
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]string, len(edges))
	for i, e := range edges {
		codes[i] = e.AreaCode
	}
	if got := strings.Join(codes, " "); got != "532624 532625 532628" {
		t.Errorf("closing edges of %s", got)
	}
	rows, err := db.Read().Query(ctx, `SELECT a.code FROM area a,
		LATERAL (SELECT ST_Collect(geom) AS g FROM (
			SELECT geom FROM boundary_line WHERE level <> 'township' AND (left_area = a.code OR right_area = a.code)
			UNION ALL SELECT geom FROM closing_edge WHERE area_code = a.code) parts) l
		WHERE a.level = 'county' AND a.geom IS NOT NULL AND NOT ST_Equals(ST_Multi(ST_BuildArea(ST_LineMerge(l.g))), a.geom)`)
	if err != nil {
		t.Fatal(err)
	}
	if open, err := pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || len(open) != 0 {
		t.Errorf("not closed: %v: %v", open, err)
	}
}
