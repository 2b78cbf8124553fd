package gazetteer

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// packStore is a store on a database with the areas of the pack and nothing else.
func packStore(t testing.TB) (*Store, fs.FS) {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	db := datatest.From(t, "gazetteer_pack", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return fillPackAreas(ctx, tx, os.DirFS(dir)) })
	})
	return NewStore(db, landLocator{}), os.DirFS(dir)
}

func fillPackAreas(ctx context.Context, tx pgx.Tx, files fs.FS) error {
	text, err := fs.ReadFile(files, "areas.geojson")
	if err != nil {
		return err
	}
	areas, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		return err
	}
	shapes := map[string]orb.Geometry{}
	for _, f := range areas.Features {
		shapes[f.Properties.MustString("code")] = f.Geometry
		if p, ok := f.Geometry.(orb.Polygon); ok {
			shapes[f.Properties.MustString("code")] = orb.MultiPolygon{p}
		}
	}
	for _, row := range readCSV(files, "divisions.csv") {
		_, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent, geom) VALUES ($1, $2, $3, nullif($4, ''), $5)",
			row["code"], row["name"], row["level"], row["parent"], data.Geom{Geometry: shapes[row["code"]]})
		if err != nil {
			return err
		}
	}
	return nil
}

func readCSV(files fs.FS, name string) []map[string]string {
	f, err := files.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		fields := map[string]string{}
		for i, value := range row {
			fields[rows[0][i]] = value
		}
		out = append(out, fields)
	}
	return out
}

// taken imports a file as the kind.
func taken(t testing.TB, s *Store, files fs.FS, name, kind string, skipBad bool) (imports.FileReport, error) {
	t.Helper()
	k, err := imports.Find(Imports(), kind)
	if err != nil {
		t.Fatal(err)
	}
	table, err := imports.Read(imports.Source{Files: files, Name: name, Kind: k}, interchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := imports.Import(context.Background(), s.db, []imports.Table{table}, imports.Options{Change: datatest.Change(), SkipBad: skipBad})
	return report.Files[0], err
}

// loaded imports the gazetteer of the pack: classes, entries, edits.
func loaded(t testing.TB, s *Store, files fs.FS, kinds ...string) []imports.FileReport {
	t.Helper()
	var reports []imports.FileReport
	for _, kind := range kinds {
		report, err := taken(t, s, files, kind+".csv", kind, false)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		reports = append(reports, report)
	}
	return reports
}

// expected are the figures of the pack that a correct program gives.
type expected struct {
	Gazetteer struct {
		Entries  int
		Historic int
		ByClass  map[string]int `json:"by_class"`
		Edits    struct {
			Yearly           map[string]map[string]int
			Total            map[string]int
			ByCounty         map[string]map[string]int `json:"by_county"`
			FinalLive        int                       `json:"final_live_entries"`
			DeletedEntries   []string                  `json:"deleted_entries"`
			FinalStateSample []map[string]any          `json:"final_state_samples"`
		}
	}
}

func readExpected(t testing.TB, files fs.FS) expected {
	t.Helper()
	text, err := fs.ReadFile(files, "expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var e expected
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestPack(t *testing.T) {
	t.Parallel()
	s, files := packStore(t)
	ctx, want := context.Background(), readExpected(t, files).Gazetteer
	all := []string{"gazetteer_classes", "gazetteer", "gazetteer_edits"}
	reports := loaded(t, s, files, all...)
	if r := reports[1]; r.Added != want.Entries || r.Bad > 0 {
		t.Errorf("entries: %+v", r)
	}
	if r := reports[2]; r.Added != 6634 || r.Bad > 0 {
		t.Errorf("edits: %+v", r)
	}
	var live, revised int
	err := s.db.Read().QueryRow(ctx, `SELECT (SELECT count(*) FROM place WHERE status <> 'retired'),
		(SELECT count(*) FROM revision WHERE tbl = 'place' AND op = 'update')`).Scan(&live, &revised)
	if err != nil || live != want.Edits.FinalLive || revised != want.Edits.Total["modify"]+want.Edits.Total["delete"] {
		t.Errorf("%d live entries, %d versions: %v", live, revised, err)
	}
	for _, ref := range want.Edits.DeletedEntries {
		if p := byRef(t, s, ref); p.Status != Retired {
			t.Errorf("%s is %s", ref, p.Status)
		}
	}
	for _, sample := range want.Edits.FinalStateSample {
		checkSample(t, s, sample)
	}
	checkStatistics(t, s, want.Edits.Yearly, want.Edits.ByCounty)
	for i, r := range loaded(t, s, files, all...) {
		if r.Added+r.Changed+r.Kept > 0 || r.Same != r.Rows {
			t.Errorf("%s again: %+v", all[i], r)
		}
	}
	if report, err := data.Verify(ctx, s.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %d faults, %v", len(report.Faults), err)
	}
}

func byRef(t testing.TB, s *Store, ref string) *Place {
	t.Helper()
	places, err := loadPlaces(context.Background(), s.db.Read(), nil, []string{ref}, nil)
	if err != nil || len(places) != 1 {
		t.Fatalf("%s: %d entries, %v", ref, len(places), err)
	}
	return places[0]
}

// checkSample compares an entry and its history with what the pack says of it.
func checkSample(t *testing.T, s *Store, sample map[string]any) {
	t.Helper()
	ref := sample["entry_ref"].(string)
	p := byRef(t, s, ref)
	d := p.Draft()
	got := map[string]any{
		"entry_ref": ref, "modifications": sample["modifications"], "name": d.Name, "pinyin": d.Pinyin,
		"class_code": d.ClassCode, "area_code": d.AreaCode, "meaning": d.Meaning, "place_code": d.PlaceCode,
		"lonlat": number(*d.Lon) + "|" + number(*d.Lat), "former_names": strings.Join(d.FormerNames, ";"),
	}
	for field, value := range sample {
		if got[field] != value {
			t.Errorf("%s: %s is %v, want %v", ref, field, got[field], value)
		}
	}
	history, err := s.History(context.Background(), p.ID)
	if want := int(sample["modifications"].(float64)) + 1; err != nil || len(history) != want {
		t.Errorf("%s: history of %d versions, want %d: %v", ref, len(history), want, err)
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// The bad rows of a file as it arrives in practice are found, each by its row and kind.
func TestBadRows(t *testing.T) {
	t.Parallel()
	s, files := packStore(t)
	loaded(t, s, files, "gazetteer_classes")
	if r, err := taken(t, s, files, "awkward/gazetteer_gbk.csv", "gazetteer", false); !problem.Is(err, problem.Invalid) || r.Bad != 37 {
		t.Errorf("without skip-bad: %d bad, %v", r.Bad, err)
	}
	report, err := taken(t, s, files, "awkward/gazetteer_gbk.csv", "gazetteer", true)
	if err != nil || report.Added != 4963 || report.Bad != 37 {
		t.Fatalf("%d added, %d bad: %v", report.Added, report.Bad, err)
	}
	kinds := map[string]string{
		"import.bad_bytes": "bad_bytes", "import.bad_number": "bad_number", "import.duplicate_key": "duplicate_code",
		"import.lon_lat_swapped": "lon_lat_swapped", "import.outside_prefecture": "outside_prefecture",
		"gazetteer.unknown_area": "unknown_area_code", "gazetteer.unknown_class": "unknown_class",
	}
	var got, want []string
	for _, f := range report.Errors {
		kind := kinds[f.Key]
		if f.Key == "problem.required" {
			kind = map[string]string{"name": "missing_name", "lon": "missing_coordinate", "lat": "missing_coordinate"}[f.Field]
		}
		got = append(got, strconv.Itoa(f.Row)+" "+kind)
	}
	for _, row := range readCSV(files, "awkward/expected_errors.csv") {
		want = append(want, row["row"]+" "+row["kind"])
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

const small = "id,name,class_code,area_code,lon,lat,alt_names,status\n"

// A row that changed in the source changes the entry, unless it was edited here since.
func TestSecondImport(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	take := func(text string) imports.FileReport {
		t.Helper()
		files := fstest.MapFS{"gazetteer.csv": {Data: []byte(small + text)}}
		report, err := taken(t, s, files, "gazetteer.csv", "gazetteer", false)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	take("A,新寨,22200,532601001,104.05,23.05,,\nB,老寨,22200,532601001,104.15,23.15,,\nC,古道,22200,532601001,,,,historic\n")
	if a := byRef(t, s, "A"); a.Version != 1 || a.ValidFrom != nil {
		t.Fatalf("A is %+v", a)
	}
	edited := updated(t, s, *byRef(t, s, "B"), func(d *Draft) { d.Meaning, d.PositionReason = "x", "飞地" })
	r := take("A,新寨子,22200,532601001,104.05,23.05,小寨;大寨,\nB,老寨子,22200,532601001,104.15,23.15,,\nC,古道,22200,532601001,,,,historic\n")
	if r.Changed != 1 || r.Kept != 1 || r.Same != 1 || len(r.Warnings) != 2 {
		t.Errorf("second import: %+v", r)
	}
	a, b := byRef(t, s, "A"), byRef(t, s, "B")
	if a.Name != "新寨子" || a.Version != 2 || !slices.Equal(a.FormerNames, []string{"新寨"}) || len(a.AltNames) != 2 {
		t.Errorf("A is %+v", a)
	}
	if b.Name != "老寨" || b.Version != edited.Version {
		t.Errorf("B is %+v", b)
	}
	if hits, err := s.Search(context.Background(), Search{Text: "大寨", Limit: 5}); err != nil || len(hits) != 1 {
		t.Errorf("the new alias is not found: %v", err)
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	const header = "seq,date,op,entry_ref,field,new_value,national_on\n"
	take := func(text string) imports.FileReport {
		t.Helper()
		report, _ := taken(t, s, fstest.MapFS{"gazetteer_edits.csv": {Data: []byte(header + text)}}, "gazetteer_edits.csv", "gazetteer_edits", true)
		return report
	}
	first := "2,2021-02-01,modify,N1,name,新寨子,\n" +
		"1,2021-01-01,add,N1,name|class_code|area_code|lon|lat,新寨|22200|532601001|104.05|23.05,\n" +
		"3,2021-03-01,modify,N1,alt_names,小寨;大寨,2021-04-01\n"
	if r := take(first); r.Added != 3 {
		t.Fatalf("%+v", r)
	}
	if p := byRef(t, s, "N1"); p.Version != 3 || p.Name != "新寨子" || !slices.Equal(p.FormerNames, []string{"新寨"}) || p.ValidFrom == nil {
		t.Errorf("replayed to %+v", p)
	}
	again := strings.Replace(first, "新寨子,\n", "新寨子,2021-06-01\n", 1)
	if r := take(again); r.Changed != 1 || r.Same != 2 {
		t.Errorf("with a new date: %+v", r)
	}
	if r := take(strings.Replace(again, "小寨;大寨", "小寨", 1)); r.Kept != 1 || r.Changed != 0 {
		t.Errorf("with other content: %+v", r)
	}
	for text, key := range map[string]string{
		"9,2021-01-01,add,N1,name,x,\n":                            "gazetteer.edit_ref_in_use",
		"9,2021-01-01,modify,N2,name,x,\n":                         "gazetteer.edit_ref_unknown",
		"9,2021-01-01,modify,N1,colour,x,\n":                       "gazetteer.edit_field",
		"9,2021-01-01,modify,N1,lonlat,104|x,\n":                   "import.bad_number",
		"9,2021-01-01,modify,N1,lonlat,104,\n":                     "gazetteer.edit_values",
		"9,2021-01-01,modify,N1,lonlat,110|23,\n":                  "import.outside_prefecture",
		"9,2021-01-01,modify,N1,class_code,99999,\n":               "gazetteer.unknown_class",
		"9,2021-01-01,modify,N1,name,,\n":                          "problem.required",
		"9,2021-01-32,modify,N1,name,x,\n":                         "problem.bad_date",
		"9,2021-01-01,rename,N1,name,x,\n":                         "problem.unknown_value",
		"9,2021-01-01,modify,N1,place_code,123,\n":                 "gazetteer.bad_place_code",
		"x,2021-01-01,modify,N1,name,x,\n":                         "import.bad_number",
		"9,2021-01-01,add,N3,name|class_code|area_code,x|22200,\n": "gazetteer.edit_values",
	} {
		if r := take(text); r.Bad != 1 || r.Errors[0].Key != key {
			t.Errorf("%q: %+v, want %s", text, r.Errors, key)
		}
	}
}

// A file that gives an entry a code that another one has, or had before, is told the row
// and who holds the code; nothing else of the file is in its way.
func TestImportOfHeldCodes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	const first, second = "53260100122200000001", "53260100122200000002"
	d := village("新寨")
	d.PlaceCode = first
	updated(t, s, created(t, s, d), func(d *Draft) { d.PlaceCode = second })
	files := fstest.MapFS{"gazetteer.csv": {Data: []byte("id,place_code,name,class_code,area_code,lon,lat\n" +
		"A," + first + ",老寨,22200,532601001,104.05,23.05\nB,,大寨,22200,532601001,104.05,23.05\n")}}
	for _, skip := range []bool{false, true} {
		r, err := taken(t, s, files, "gazetteer.csv", "gazetteer", skip)
		if r.Bad != 1 || len(r.Errors) != 1 || r.Errors[0].Key != "gazetteer.code_in_use" || r.Errors[0].Row != 1 || r.Errors[0].Params["name"] != "新寨" || skip == (err != nil) {
			t.Errorf("a code held before: %+v: %v", r, err)
		}
	}
	if b := byRef(t, s, "B"); b.Name != "大寨" {
		t.Errorf("the good row is %+v", b)
	}
	edits := fstest.MapFS{"gazetteer_edits.csv": {Data: []byte("seq,date,op,entry_ref,field,new_value,national_on\n" +
		"1,2021-01-01,modify,B,place_code," + first + ",\n2,2021-01-02,modify,B,meaning,大,\n")}}
	r, err := taken(t, s, edits, "gazetteer_edits.csv", "gazetteer_edits", true)
	if err != nil || r.Bad != 1 || r.Errors[0].Key != "gazetteer.code_in_use" || r.Added != 1 {
		t.Errorf("an edit with a code held before: %+v: %v", r, err)
	}
}
