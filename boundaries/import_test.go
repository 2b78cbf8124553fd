package boundaries_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// take imports files given as name and text.
func take(t *testing.T, db *data.DB, opts imports.Options, files map[string]string) (imports.Report, error) {
	t.Helper()
	return takeAs(t, db, opts, "", files)
}

// takeAs is take with files declared to be in a coordinate system.
func takeAs(t *testing.T, db *data.DB, opts imports.Options, crs string, files map[string]string) (imports.Report, error) {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tables, err := filled.Tables(folder, boundaries.Imports(geo.Limits{MaxVertices: 1000}), interchange.Options{CRS: crs})
	if err != nil {
		t.Fatal(err)
	}
	opts.Change = datatest.Change()
	return imports.Import(context.Background(), db, tables, opts)
}

// problems are the bad fields of a report: row, field and message key.
func problems(fields []problem.Field) []string {
	var all []string
	for _, f := range fields {
		all = append(all, fmt.Sprintf("%d %s %s", f.Row, f.Field, f.Key))
	}
	return all
}

func geoFeature(geometry string, props ...string) string {
	var members []string
	for i := 0; i+1 < len(props); i += 2 {
		members = append(members, fmt.Sprintf("%q: %q", props[i], props[i+1]))
	}
	return fmt.Sprintf(`{"type": "Feature", "properties": {%s}, "geometry": %s}`, strings.Join(members, ", "), geometry)
}

func collection(features ...string) string {
	return `{"type": "FeatureCollection", "features": [` + strings.Join(features, ",\n") + `]}`
}

// Files that are right but for one thing in each row.
var badFiles = []struct {
	file, text string
	want       []string
}{
	{"divisions.csv", `code,name,level,parent,lon,lat,formal
53,云南省,province,,,,1
5326,文山州,prefecture,53,104.2,23.4,1
532601,甲县,township,5326,,,1
5326022,乙县,county,5326,,,1
532603,,county,5326,,,1
532604,丁县,county,5325,,,1
532605,戊县,county,5326,23.4,104.2,1
532606,己县,county,5326,104.2,,1
532607,` + strings.Repeat("长", 201) + `,county,5326,,,1
532608001,庚乡,township,532608,,,1
532609,辛县,county,5326,,,maybe
532609,辛县,county,5326,,,1
,无码县,county,5326,,,1
`, []string{"3 level boundaries.area_level", "4 code boundaries.bad_area_code", "5 name problem.required", "6 parent boundaries.area_parent",
		"7 lat import.lon_lat_swapped", "8 lat problem.required", "9 name problem.too_long", "10 parent boundaries.unknown_area",
		"11 formal problem.unknown_value", "12 code import.duplicate_key", "13 code problem.required"}},
	{"areas.geojson", collection(
		geoFeature(`{"type": "Polygon", "coordinates": [[[104,23],[104.1,23],[104.1,23.1],[104,23]]]}`, "code", "532601", "name", "甲县", "level", "county"),
		geoFeature(`{"type": "Polygon", "coordinates": [[[104,23],[104.1,23.1],[104.1,23],[104,23.1],[104,23]]]}`, "code", "532602", "name", "乙县", "level", "county"),
		geoFeature(`{"type": "Polygon", "coordinates": [[[104,23],[104.1,23.1],[104.1,23],[104,23.01]]]}`, "code", "532603", "name", "丙县", "level", "county"),
		geoFeature(`{"type": "Point", "coordinates": [104,23]}`, "code", "532604", "name", "丁县", "level", "county"),
		geoFeature(`null`, "code", "532605", "name", "戊县", "level", "county"),
		geoFeature(`{"type": "Polygon", "coordinates": [[[23,104],[23,104.1],[23.1,104.1],[23,104]]]}`, "code", "532606", "name", "己县", "level", "county"),
	), []string{"2 geometry geometry.self_crossing", "3 geometry geometry.ring_not_closed", "4 geometry geometry.wrong_type",
		"5 geometry problem.required", "6 geometry geometry.lon_lat_swapped"}},
}

func TestImportBadAreas(t *testing.T) {
	t.Parallel()
	for _, tc := range badFiles {
		db := datatest.New(t)
		report, err := take(t, db, imports.Options{}, map[string]string{tc.file: tc.text})
		wantKind(t, tc.file, err, problem.Invalid)
		if got := problems(report.Errors()); !slices.Equal(got, tc.want) {
			t.Errorf("%s:\n got %s\nwant %s", tc.file, strings.Join(got, "\n     "), strings.Join(tc.want, "\n     "))
		}
		report, err = take(t, db, imports.Options{SkipBad: true}, map[string]string{tc.file: tc.text})
		if err != nil || report.Files[0].Added != report.Files[0].Rows-report.Files[0].Bad {
			t.Errorf("%s, bad rows left out: %+v: %v", tc.file, report.Files, err)
		}
	}
}

const goodCourse = `{"type": "LineString", "coordinates": [[104.2,23.0],[104.2,23.2]]}`

func TestImportLines(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	line := func(left, right, level, course string, more ...string) string {
		code := (left + "000000000")[:9] + (right + "000000000")[:9]
		return geoFeature(course, append([]string{"code", code, "name", code + "线", "level", level, "left_area", left, "right_area", right,
			"agreed_length_km", "12.5", "round4_result", "repaired"}, more...)...)
	}
	report, err := take(t, db, imports.Options{SkipBad: true}, map[string]string{"lines.geojson": collection(
		line("532622", "532503", "prefecture", goodCourse, "right_name", "蒙自市"),
		line("532622", "52", "province", goodCourse),
		line("532622", "532699", "county", goodCourse, "right_name", "不存在县"),
		line("532622", "532504", "county", goodCourse, "right_name", "弥勒市"),
		line("510101", "510102", "county", goodCourse, "right_name", "别处"),
		line("532601", "532622", "county", `{"type": "MultiLineString", "coordinates": [[[104,23],[104.1,23]],[[104,24],[104.1,24]]]}`),
		line("532622", "532505", "prefecture", `{"type": "LineString", "coordinates": [[104,23],[104,23]]}`, "right_name", "某市"),
		line("532622", "532506", "prefecture", goodCourse, "right_name", "某市", "round5_result", "splendid"),
	)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2 right_name problem.required", "3 right_area boundaries.unknown_area", "4 level boundaries.line_level",
		"5 left_area boundaries.unknown_area", "6 geometry boundaries.line_parts", "7 geometry geometry.too_few_points", "8 round5_result problem.unknown_value"}
	got := problems(report.Errors())
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s is missing from\n%s", w, strings.Join(got, "\n"))
		}
	}
	if report.Files[0].Bad != 7 {
		t.Errorf("%d bad rows", report.Files[0].Bad)
	}
	l, err := boundaries.NewLineStore(db).Get(ctx, "532622000532503000")
	if err != nil || l.RightName != "蒙自市" || len(l.Results) != 1 || l.Results[0] != (boundaries.RoundResult{Round: 4, Result: "repaired"}) {
		t.Errorf("%+v: %v", l, err)
	}
	a, err := boundaries.NewAreaStore(db).Get(ctx, "532503")
	if err != nil || !a.External || a.Level != "county" || *a.Parent != "53" {
		t.Errorf("the neighbour: %+v: %v", a, err)
	}
}

// A line that was edited since its import is reported, not reset; one that was not is changed.
func TestImportKeepsEdits(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	file := func(name string) map[string]string {
		return map[string]string{"lines.geojson": collection(geoFeature(goodCourse, "code", "532622000532503000", "name", name,
			"level", "prefecture", "left_area", "532622", "right_area", "532503", "right_name", "蒙自市"))}
	}
	outcome := func(name string) imports.FileReport {
		report, err := take(t, db, imports.Options{}, file(name))
		if err != nil {
			t.Fatal(err)
		}
		return report.Files[0]
	}
	if r := outcome("一"); r.Added != 1 {
		t.Errorf("first: %+v", r)
	}
	if r := outcome("二"); r.Changed != 1 {
		t.Errorf("changed in the source: %+v", r)
	}
	s := boundaries.NewLineStore(db)
	_, err := s.Update(ctx, by(actor.Inspector, "532622"), "532622000532503000", 2, func(in *boundaries.LineInput) error { in.Name = "手工"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if r := outcome("三"); r.Kept != 1 {
		t.Errorf("edited since: %+v", r)
	}
	if l, err := s.Get(ctx, "532622000532503000"); err != nil || l.Name != "手工" {
		t.Errorf("the edit is lost: %+v: %v", l, err)
	}
}

const markerHeader = "number,line_codes,type,lon,lat,northing_4544,easting_4544,managing_area,co_area,witness1,witness1_bearing_deg\n"

func TestImportMarkers(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s := boundaries.NewMarkerStore(db)
	sample, err := s.Create(ctx, by(actor.Inspector, "532601"), uuid.Nil, newMarker()) // lends its grid coordinates
	if err != nil {
		t.Fatal(err)
	}
	n, e := *sample.Northing, *sample.Easting
	row := func(number, lines string, lon, lat, n, e float64) string {
		return fmt.Sprintf("%s,%s,single,%v,%v,%.4f,%.4f,532601,532622,\"桥,北角\",12.5\n", number, lines, lon, lat, n, e)
	}
	report, err := take(t, db, imports.Options{SkipBad: true}, map[string]string{"markers.csv": markerHeader +
		row("0122101Q", countyLine+";"+outerLine, 104.1, 23.05, n, e) +
		row("0122102Q", countyLine, 104.1, 23.05, n+0.05, e) +
		row("0122103Q", countyLine, 104.1, 23.05, n+2, e) +
		row("0122104Q", countyLine, 104.1, 23.05, e, n) +
		row("0122105Q", "532601000532623000", 104.1, 23.05, n, e) +
		row("0122106Q", countyLine, 23.05, 104.1, n, e) +
		fmt.Sprintf("0122107Q,%s,single,,,%.4f,%.4f,532601,,,\n", countyLine, n, e) +
		row(markerNumber, countyLine, 104.1, 23.05, n, e)})
	if err != nil {
		t.Fatal(err)
	}
	f := report.Files[0]
	want := []string{"3 northing boundaries.grid_mismatch", "4 northing boundaries.grid_swapped", "5 lines boundaries.unknown_line", "6 lat import.lon_lat_swapped"}
	if got := problems(f.Errors); !slices.Equal(got, want) {
		t.Errorf("bad rows: %v", got)
	}
	if got := problems(f.Warnings); !slices.Equal(got, []string{"2 northing boundaries.grid_off"}) {
		t.Errorf("warnings: %v", got)
	}
	if f.Added != 3 || f.Kept != 1 || f.Bad != 4 {
		t.Errorf("%+v", f)
	}
	page, err := s.List(ctx, boundaries.MarkerFilter{Number: "0122107Q"}, boundaries.Paging{})
	if err != nil || len(page.Items) != 1 || geo.Distance([2]float64{page.Items[0].Lon, page.Items[0].Lat}, [2]float64{104.1, 23.05}) > 0.001 {
		t.Errorf("by its grid coordinates alone: %+v: %v", page.Items, err)
	}
	page, err = s.List(ctx, boundaries.MarkerFilter{Number: "0122101Q"}, boundaries.Paging{})
	if err != nil || len(page.Items[0].Lines) != 2 || page.Items[0].Witnesses[0].Text != "桥,北角" || page.Items[0].CoArea[0] != "532622" {
		t.Errorf("%+v: %v", page.Items, err)
	}
}

func TestImportInspections(t *testing.T) {
	t.Parallel()
	db := small(t)
	id := uuid.New()
	log(t, boundaries.NewInspectionStore(db), by(actor.Inspector, "532601"), patrol(id))
	header := "uuid,kind,round,device_id,observed_at,observer,marker,conditions,lon,lat,accuracy_m,crs,note\n"
	at := observed.In(time.FixedZone("", 8*3600)).Format(time.RFC3339Nano)
	row := func(id, marker, note string) string {
		return id + ",patrol,,PHONE-01," + at + ",巡查员01," + marker + ",intact,104.1000100,23.15001,4.0,wgs84," + note + "\n"
	}
	report, err := take(t, db, imports.Options{SkipBad: true}, map[string]string{"inspections.csv": header + row(id.String(), markerNumber, "") +
		row(uuid.NewString(), markerNumber, "新") + row(uuid.NewString(), "9999", "") + row("x", markerNumber, "") +
		strings.Replace(row(uuid.NewString(), markerNumber, ""), at, "2024-05-06", 1)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"3 marker boundaries.unknown_marker", "4 uuid boundaries.bad_uuid", "5 observed_at boundaries.bad_time"}
	if got := problems(report.Errors()); !slices.Equal(got, want) || report.Files[0].Added != 2 {
		t.Errorf("%v: %+v", got, report.Files[0])
	}
	report, err = take(t, db, imports.Options{}, map[string]string{"inspections.csv": header + row(id.String(), markerNumber, "anders")})
	wantKind(t, "other content", err, problem.Invalid)
	if got := problems(report.Errors()); !slices.Equal(got, []string{"1  boundaries.inspection_conflict"}) {
		t.Errorf("other content: %v", got)
	}
}

// Whatever stands in a file, an import answers with a report.
func FuzzImport(f *testing.F) {
	f.Add("divisions.csv", "code,name,level,parent\n53,云南省,province,\n")
	f.Add("markers.csv", markerHeader+"A1,,single,104.1,23.05,1e400,NaN,53,,,\n")
	f.Add("lines.geojson", collection(geoFeature(goodCourse, "code", "1", "round4_result", "x")))
	f.Add("inspections.csv", "uuid,observed_at\n00000000-0000-0000-0000-000000000000,0000-00-00\n")
	db := small(f)
	kinds := boundaries.Imports(geo.Limits{MaxVertices: 1000})
	f.Fuzz(func(t *testing.T, name, text string) {
		kind, err := imports.Match(name, kinds)
		if err != nil || len(text) > 1<<16 {
			return
		}
		folder := fstest.MapFS{"f.csv": {Data: []byte(text)}, "f.geojson": {Data: []byte(text)}}
		for file := range folder {
			table, err := imports.Read(imports.Source{Files: folder, Name: file, Kind: kind}, interchange.Options{})
			if err != nil {
				continue
			}
			_, err = imports.Import(context.Background(), db, []imports.Table{table}, imports.Options{Change: datatest.Change(), SkipBad: true, DryRun: true})
			if err != nil && problem.As(err) == nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	})
}
