package facilities

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/internal/problem"
)

// files makes a folder from alternating names and texts.
func files(pairs ...string) fstest.MapFS {
	folder := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		folder[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return folder
}

// take imports a folder and gives the counts of its files: added/changed/same/kept/bad.
func take(t *testing.T, db *data.DB, folder fstest.MapFS, opts imports.Options) (string, imports.Report) {
	t.Helper()
	report, err := importFolder(context.Background(), db, folder, opts)
	if err != nil && !problem.Is(err, problem.Invalid) {
		t.Fatal(err)
	}
	var all []string
	for _, f := range report.Files {
		all = append(all, fmt.Sprintf("%s %d/%d/%d/%d/%d", f.Kind, f.Added, f.Changed, f.Same, f.Kept, f.Bad))
	}
	return strings.Join(all, " "), report
}

func history(t *testing.T, s *Store, id string) string {
	t.Helper()
	f, err := s.Get(context.Background(), uuid.MustParse(id))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range f.Statuses {
		to := "…"
		if p.To != nil {
			to = p.To.String()
		}
		all = append(all, fmt.Sprintf("%s %s %s", p.Status, p.From, to))
	}
	return strings.Join(all, "; ")
}

func TestImportPack(t *testing.T) {
	t.Parallel()
	db, ctx := areasDB(t), context.Background()
	folder := os.DirFS(datatest.Pack(t, "wenshan"))
	report, err := importFolder(ctx, db, folder, imports.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		kind string
		rows int
	}{{"facilities", 4937}, {"facility_status", 5216}, {"population", 1113}, {"roads", 174}, {"constraints", 254}} {
		if f := report.Files[i]; f.Kind != want.kind || f.Added != want.rows || f.Bad+f.Changed+f.Same+f.Kept > 0 || len(f.Warnings) > 0 {
			t.Errorf("%+v, want %d of %s", f, want.rows, want.kind)
		}
	}
	again, err := importFolder(ctx, db, folder, imports.Options{})
	if err != nil || again.Changed() || again.Files[1].Same != 5216 {
		t.Errorf("the second import wrote something: %+v, %v", again, err)
	}
	var statuses, differing int
	err = db.Read().QueryRow(ctx, `SELECT (SELECT count(*) FROM facility_status),
		(SELECT count(*) FROM facility f WHERE version <> imported_version)`).Scan(&statuses, &differing)
	if err != nil || statuses != 5216 || differing != 0 {
		t.Errorf("%d statuses, %d facilities seem edited: %v", statuses, differing, err)
	}
}

const (
	one = "580a5026-41c9-51dc-b900-e5330801b891"
	two = "a02cb2d8-9a0b-5f86-8610-63d9e0f5c1c7"

	facilityHead = "id,kind,subkind,name,area_code,village_code,lon,lat,status,status_from,capacity\n"
	statusHead   = "id,status,from,to\n"
)

func TestImportAgainAfterEdits(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	first := facilityHead + one + ",township_cemetery,,甲,532601001,,104.25,23.36,in_use,2015-05-04,10\n" +
		two + ",township_cemetery,,乙,532601102,,104.70,23.36,planned,2020-01-01,20\nZ-7,care_home,,丙,532601001,,,,in_use,,\n"
	for _, step := range []struct{ name, text, want string }{
		{"new", first, "facilities 3/0/0/0/0"},
		{"again", first, "facilities 0/0/3/0/0"},
		{"one changed", strings.Replace(first, "甲", "甲二", 1), "facilities 0/1/2/0/0"},
	} {
		if got, _ := take(t, s.db, files("facilities.csv", step.text), imports.Options{}); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
	f, err := s.Get(context.Background(), uuid.MustParse(one))
	if err != nil || f.Name != "甲二" || f.Version != 2 || f.Precision != "surveyed" {
		t.Fatalf("%+v: %v", f, err)
	}
	other, err := s.Get(context.Background(), sourceID("facility", "Z-7"))
	if err != nil || *other.Ref != "Z-7" || other.Precision != "township" || other.StatusFrom != nil || *other.Status != "in_use" {
		t.Errorf("%+v: %v", other, err)
	}
	if _, err := s.Update(context.Background(), planner, f.ID, 2, func(d *Draft) error { d.Note = "改"; return nil }); err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(strings.Replace(first, "甲", "甲三", 1), "乙", "乙二", 1)
	if got, _ := take(t, s.db, files("facilities.csv", edited), imports.Options{}); got != "facilities 0/1/1/1/0" {
		t.Errorf("after an edit: %s", got)
	}
	if f, err = s.Get(context.Background(), f.ID); err != nil || f.Name != "甲二" || f.Note != "改" {
		t.Errorf("an edited facility was overwritten: %+v, %v", f, err)
	}
}

func TestImportStatuses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	row := func(id, status, from string) string {
		return id + ",township_cemetery,,甲,532601001,,104.25,23.36," + status + "," + from + ",10\n"
	}
	steps := []struct {
		name   string
		folder fstest.MapFS
		want   string
	}{
		{"without a history", files("facilities.csv", facilityHead+row(one, "planned", "2019-01-01")), "planned 2019-01-01 …"},
		{"it moves on", files("facilities.csv", facilityHead+row(one, "in_use", "2020-06-01")), "planned 2019-01-01 2020-06-01; in_use 2020-06-01 …"},
		{"it was corrected", files("facilities.csv", facilityHead+row(one, "in_use", "2018-06-01")), "in_use 2018-06-01 …"},
		{"a history", files("facility_status.csv", statusHead+one+",in_use,2018-07-01,2021-01-01\n"+one+",planned,2017-01-01,2018-07-01\n"+one+",closed,2021-01-01,\n"),
			"planned 2017-01-01 2018-07-01; in_use 2018-07-01 2021-01-01; closed 2021-01-01 …"},
		{"the history goes on holding", files("facilities.csv", facilityHead+row(one, "in_use", "2021-06-01")),
			"planned 2017-01-01 2018-07-01; in_use 2018-07-01 2021-01-01; closed 2021-01-01 …"},
		{"a row corrected", files("facility_status.csv", statusHead+one+",in_use,2018-07-01,2021-02-01\n"+one+",planned,2017-01-01,2018-07-01\n"+one+",closed,2021-02-01,\n"),
			"planned 2017-01-01 2018-07-01; in_use 2018-07-01 2021-02-01; closed 2021-02-01 …"},
	}
	for _, step := range steps {
		counts, report := take(t, s.db, step.folder, imports.Options{})
		if got := history(t, s, one); got != step.want {
			t.Errorf("%s: %s, want %s (%s, %v)", step.name, got, step.want, counts, report.Errors())
		}
	}
	f, err := s.Get(context.Background(), uuid.MustParse(one))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Update(context.Background(), planner, f.ID, f.Version, func(d *Draft) error { d.Note = "x"; return nil }); err != nil {
		t.Fatal(err)
	}
	if got, _ := take(t, s.db, files("facility_status.csv", statusHead+one+",in_use,2010-01-01,\n"), imports.Options{}); got != "facility_status 0/0/0/1/0" {
		t.Errorf("the history of an edited facility: %s", got)
	}
}

func TestImportBadRows(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	good := one + ",township_cemetery,,甲,532601001,,104.25,23.36,in_use,2015-05-04,10\n"
	text := facilityHead + good
	bad := []struct{ row, field string }{
		{",tomb,,甲,532601001,,104.25,23.36,in_use,2015-05-04,10", "kind"},
		{",eco_burial,rocket,甲,532601001,,104.25,23.36,in_use,2015-05-04,10", "subkind"},
		{",township_cemetery,,,532601001,,104.25,23.36,in_use,2015-05-04,10", "name"},
		{",township_cemetery,,甲,532601999,,104.25,23.36,in_use,2015-05-04,10", "area_code"},
		{",township_cemetery,,甲,532601102,532601001201,104.25,23.36,in_use,2015-05-04,10", "village_code"},
		{",township_cemetery,,甲,532601001,,23.36,104.25,in_use,2015-05-04,10", "lat"},
		{",township_cemetery,,甲,532601001,,104.25,,in_use,2015-05-04,10", "lat"},
		{",township_cemetery,,甲,532601001,,104.25,23.36,open,2015-05-04,10", "status"},
		{",township_cemetery,,甲,532601001,,104.25,23.36,,2015-05-04,10", "status"},
		{",township_cemetery,,甲,532601001,,104.25,23.36,in_use,2015-13-04,10", "status_from"},
		{",township_cemetery,,甲,532601001,,104.25,23.36,in_use,2015-05-04,many", "capacity"},
	}
	for _, b := range bad {
		text += uuid.NewString() + b.row + "\n"
	}
	counts, report := take(t, s.db, files("facilities.csv", text), imports.Options{})
	if counts != "facilities 1/0/0/0/11" {
		t.Errorf("%s", counts)
	}
	for i, b := range bad {
		found := slices.ContainsFunc(report.Errors(), func(f problem.Field) bool { return f.Row == i+2 && f.Field == b.field })
		if !found {
			t.Errorf("%s: no error at %s: %v", b.row, b.field, report.Errors())
		}
	}
	if all, err := s.List(context.Background(), Filter{Limit: 5}); err != nil || len(all) != 0 {
		t.Errorf("%d facilities came of a file with bad rows: %v", len(all), err)
	}
	if _, report = take(t, s.db, files("facilities.csv", text), imports.Options{SkipBad: true}); report.Files[0].Added != 1 {
		t.Errorf("the good row was not taken: %+v", report)
	}
	unknown := uuid.NewString()
	for _, tc := range []struct{ rows, field string }{
		{unknown + ",in_use,2020-01-01,", "id"},
		{one + ",in_use,2020-01-01,2021-01-01\n" + one + ",closed,2021-02-01,", "to"},
		{one + ",in_use,2020-01-01,2021-01-01\n" + one + ",closed,2020-06-01,", "to"},
		{one + ",in_use,2020-01-01,\n" + one + ",closed,2020-06-01,", "to"},
		{one + ",in_use,2020-01-01,2019-01-01", "to"},
		{one + ",in_use,2020-01-01,2021-01-01\n" + one + ",shut,2021-01-01,", "status"},
		{one + ",in_use,2020-01-01,\n" + one + ",closed,2020-01-01,", "from"},
		{one + ",in_use,yesterday,", "from"},
	} {
		counts, report := take(t, s.db, files("facility_status.csv", statusHead+tc.rows+"\n"), imports.Options{SkipBad: true})
		if !slices.ContainsFunc(report.Errors(), func(f problem.Field) bool { return f.Field == tc.field }) {
			t.Errorf("%s: %s, %v", tc.rows, counts, report.Errors())
		}
	}
}

func TestImportOutsideTownshipWarns(t *testing.T) {
	t.Parallel()
	db := areasDB(t)
	text := facilityHead + one + ",township_cemetery,,甲,532601001,,105.5,23.9,in_use,2015-05-04,10\n"
	counts, report := take(t, db, files("facilities.csv", text), imports.Options{})
	if w := report.Files[0].Warnings; counts != "facilities 1/0/0/0/0" || len(w) != 1 || w[0].Key != "import.outside_area" || w[0].Row != 1 {
		t.Errorf("%s, %+v", counts, w)
	}
}

func TestImportOtherKinds(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	line := `{"type":"LineString","coordinates":[[104.2,23.3],[104.3,23.4]]}`
	bow := `{"type":"Polygon","coordinates":[[[104,23],[105,24],[105,23],[104,24],[104,23]]]}`
	collection := func(properties, geometry string) string {
		return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":` + properties + `,"geometry":` + geometry + `}]}`
	}
	for _, tc := range []struct{ name, file, text, want string }{
		{"population", "population.csv", "code,year,population,age60\n532601,2020,10,3\n", "population 1/0/0/0/0"},
		{"population again", "population.csv", "code,year,population,age60\n532601,2020,10,3\n", "population 0/0/1/0/0"},
		{"population changed", "population.csv", "code,year,population,age60\n532601,2020,10,4\n", "population 0/1/0/0/0"},
		{"more old people than people", "population.csv", "code,year,population,age60\n532622,2020,10,11\n", "population 0/0/0/0/1"},
		{"people of nowhere", "population.csv", "code,year,population\n532699,2020,10\n", "population 0/0/0/0/1"},
		{"no number", "population.csv", "code,year,population\n532622,2020,\n", "population 0/0/0/0/1"},
		{"no year", "population.csv", "code,year,population\n532622,20,1\n", "population 0/0/0/0/1"},
		{"road", "roads.geojson", collection(`{"id":"R1","name":"路","class":"county","speed_kmh":40}`, line), "roads 1/0/0/0/0"},
		{"road changed", "roads.geojson", collection(`{"id":"R1","name":"大路","class":"county","speed_kmh":40}`, line), "roads 0/1/0/0/0"},
		{"road of a class unheard of", "roads.geojson", collection(`{"id":"R2","class":"moon"}`, line), "roads 0/0/0/0/1"},
		{"road that is an area", "roads.geojson", collection(`{"id":"R3","class":"county"}`, bow), "roads 0/0/0/0/1"},
		{"too fast", "roads.geojson", collection(`{"id":"R3","class":"county","speed_kmh":900}`, line), "roads 0/0/0/0/1"},
		{"constraint", "constraints.geojson", collection(`{"id":"K1","kind":"river","grade":null,"rule":"buffer"}`, line), "constraints 1/0/0/0/0"},
		{"crossing itself", "constraints.geojson", collection(`{"id":"K2","kind":"farmland","rule":"no_build"}`, bow), "constraints 0/0/0/0/1"},
		{"without a rule", "constraints.geojson", collection(`{"id":"K3","kind":"farmland"}`, line), "constraints 0/0/0/0/1"},
	} {
		if got, report := take(t, s.db, files(tc.file, tc.text), imports.Options{}); got != tc.want {
			t.Errorf("%s: %s, want %s (%v)", tc.name, got, tc.want, report.Errors())
		}
	}
	var people, version int
	err := s.db.Read().QueryRow(context.Background(), `SELECT (SELECT age60 FROM population), (SELECT version FROM road)`).Scan(&people, &version)
	if err != nil || people != 4 || version != 2 {
		t.Errorf("%d people, road at version %d: %v", people, version, err)
	}
}

func TestImportKinds(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	head := "code,name,unit,capacity_kind,subkinds,groups,ledger,colour,by_village\n"
	for _, tc := range []struct{ name, rows, want string }{
		{"a bureau's own", "meal_point,幸福食堂,township,none,big:大;small:小,care,care,#AA00ff,true\n", "facility_kinds 1/0/0/0/0"},
		{"again", "meal_point,幸福食堂,township,none,big:大;small:小,care,care,#AA00ff,true\n", "facility_kinds 0/0/1/0/0"},
		{"worded anew", "meal_point,老年食堂,township,none,big:大,care,,,\n", "facility_kinds 0/1/0/0/0"},
		{"bad ones", "Meal,x,township,,,,,,\nab,,township,,,,,,\nac,x,street,,,,,,\nad,x,,,,,,,\nae,x,county,cars,,,,,\n" +
			"af,x,county,,big,,,,\nag,x,county,,,nobody,,,\nah,x,county,,,,roof,,\nai,x,county,,,,,red,\n", "facility_kinds 0/0/0/0/9"},
	} {
		if got, report := take(t, s.db, files("facility_kinds.csv", head+tc.rows), imports.Options{}); got != tc.want {
			t.Errorf("%s: %s, want %s (%v)", tc.name, got, tc.want, report.Errors())
		}
	}
	catalogue, err := s.Catalogue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	k, ok := catalogue.Kind("meal_point")
	care := catalogue.KindsOf("care")
	if !ok || k.Name != "老年食堂" || len(k.Subkinds) != 1 || len(catalogue.Kinds) != 13 || !slices.Contains(care, "meal_point") || len(care) != 4 {
		t.Errorf("%+v, %+v", k, care)
	}
	mustCreate(t, s, func(d *Draft) { d.Kind, d.Subkind = "meal_point", "big" })
	if found, err := s.List(ctx, Filter{Kind: "care", Limit: 5}); err != nil || len(found) != 1 {
		t.Errorf("%+v: %v", found, err)
	}
}
