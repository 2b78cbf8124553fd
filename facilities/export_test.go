package facilities

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"cairn/data/imports"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// exportStore holds a children's home, a cemetery with a finer status history, and a care
// home known by its township only.
func exportStore(t *testing.T) (*Store, Facility) {
	t.Helper()
	s := bureauStore(t)
	if _, err := s.CreateKind(context.Background(), bureau, childrensHome()); err != nil {
		t.Fatal(err)
	}
	home := mustCreate(t, s, func(d *Draft) {
		d.Kind, d.Name, d.VillageCode, d.Capacity, d.Used = "childrens_home", "下田儿童之家", "532601001201", ptr(30), nil
		d.Extra = Extra{"children": 12.0, "setting": "school", "heated": true, "room_m2": 45.5, "opened": "2020-06-01"}
	})
	mustCreate(t, s, func(d *Draft) {
		d.Kind, d.Name, d.Lon, d.Lat, d.AreaCode = "care_home", "古木敬老院", nil, nil, "532601102"
	})
	return s, home
}

func csvOf(t *testing.T, s *Store, q ExportQuery, lang problem.Lang) (string, Table) {
	t.Helper()
	table, err := s.Export(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := table.WriteCSV(&out, lang); err != nil {
		t.Fatal(err)
	}
	return out.String(), table
}

func TestExportComesBack(t *testing.T) {
	t.Parallel()
	for _, lang := range []problem.Lang{problem.Chinese, problem.English} {
		s, home := exportStore(t)
		text, table := csvOf(t, s, ExportQuery{Kind: "childrens_home"}, lang)
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if len(lines) != 2 || len(table.Rows) != 1 {
			t.Fatalf("%s", text)
		}
		if lang == problem.Chinese && (!strings.Contains(lines[0], "占地面积,登记儿童数,挂牌日期,场所,有取暖,负责人,室内面积,备注") ||
			!strings.Contains(lines[1], ",儿童之家,,下田儿童之家,文山市,开化街道,下田村,532601001,532601001201,104.25,23.36,图上点选,在用,2015-05-04,,30,") ||
			!strings.Contains(lines[1], ",12,2020-06-01,学校,是,,45.5,")) {
			t.Errorf("%s", text)
		}
		all, _ := csvOf(t, s, ExportQuery{}, lang)
		if got, report := take(t, s.db, files("facilities.csv", all), imports.Options{}); got != "facilities 0/0/2/0/0" {
			t.Errorf("%s unchanged: %s %v", lang, got, report.Errors())
		}
		edited := strings.Replace(strings.Replace(all, ",12,2020-06-01,", ",13,2020-06-01,", 1), "下田儿童之家", "下田村儿童之家", 1)
		if got, report := take(t, s.db, files("facilities.csv", edited), imports.Options{}); got != "facilities 1/0/1/0/0" {
			t.Errorf("%s edited: %s %v", lang, got, report.Errors())
		}
		f, err := s.Get(context.Background(), home.ID)
		if err != nil || f.Extra["children"] != 13.0 || f.Extra["setting"] != "school" || f.Name != "下田村儿童之家" || f.Version != 2 {
			t.Errorf("%+v, %v", f, err)
		}
		late := strings.Replace(edited, ",13,2020-06-01,", ",14,2020-06-01,", 1) // made from what is past
		if got, _ := take(t, s.db, files("facilities.csv", late), imports.Options{}); got != "facilities 0/0/1/1/0" {
			t.Errorf("%s stale: %s", lang, got)
		}
	}
}

func TestExportForProgramsAndSpreadsheets(t *testing.T) {
	t.Parallel()
	s, home := exportStore(t)
	table, err := s.Export(context.Background(), ExportQuery{Area: "532601", AsOf: day("2021-12-31")})
	if err != nil || len(table.Rows) != 2 || table.Area != "文山市" {
		t.Fatalf("%+v, %v", table, err)
	}
	var out bytes.Buffer
	if err := table.WriteGeoJSON(&out); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.Contains(text, `"geometry":null`) || !strings.Contains(text, `"children":12`) || !strings.Contains(text, `"setting":"school"`) ||
		!strings.Contains(text, `"precision":"township"`) {
		t.Errorf("%s", text)
	}
	if one, err := Features(s.db).Feature(context.Background(), home.ID.String()); err != nil || one.Properties.Get("children") != 12.0 || one.Properties.Get("version") != int64(1) {
		t.Errorf("%+v, %v", one, err)
	}
	other := bureauStore(t)
	if _, err := other.CreateKind(context.Background(), bureau, childrensHome()); err != nil {
		t.Fatal(err)
	}
	if got, report := take(t, other.db, files("facilities.geojson", out.String()), imports.Options{}); got != "facilities 2/0/0/0/0" {
		t.Errorf("elsewhere: %s %v", got, report.Errors())
	}
	if f, err := other.Get(context.Background(), home.ID); err != nil || f.Extra["heated"] != true || *f.Lon != 104.25 || f.Precision != "map" {
		t.Errorf("%+v, %v", f, err)
	}
	out.Reset()
	if err := table.Workbook("张三", time.Now(), problem.Chinese).Write(&out); err != nil {
		t.Fatal(err)
	}
	sheets, err := xlsx.ReadTables(bytes.NewReader(out.Bytes()), int64(out.Len()), xlsx.ReadLimits{Rows: 100, Columns: 100, Bytes: 1 << 20})
	if err != nil || len(sheets) != 1 || len(sheets[0].Rows) != 5 || sheets[0].Rows[2].Cells[2] != "类别" {
		t.Errorf("%+v, %v", sheets, err)
	}
	for _, q := range []ExportQuery{{Kind: "tomb"}, {Area: "99"}} {
		if _, err := s.Export(context.Background(), q); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if early, err := s.Export(context.Background(), ExportQuery{AsOf: day("2010-01-01")}); err != nil || len(early.Rows) != 0 {
		t.Errorf("%+v, %v", early, err)
	}
}

// An export of any format says what is stored: taken in again it changes nothing, and what
// was edited in it is written.
func TestEveryFormatComesBack(t *testing.T) {
	t.Parallel()
	s, home := exportStore(t)
	for format, write := range map[string]func(Table, *bytes.Buffer) error{
		"csv": func(table Table, out *bytes.Buffer) error { return table.WriteCSV(out, problem.Chinese) },
		"xlsx": func(table Table, out *bytes.Buffer) error {
			return table.Workbook("张三", time.Now(), problem.Chinese).Write(out)
		},
		"geojson": func(table Table, out *bytes.Buffer) error { return table.WriteGeoJSON(out) },
	} {
		table, err := s.Export(context.Background(), ExportQuery{})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := write(table, &out); err != nil {
			t.Fatal(err)
		}
		if got, report := take(t, s.db, files("facilities."+format, out.String()), imports.Options{}); got != "facilities 0/0/2/0/0" || report.Changed() {
			t.Errorf("%s: %s %v", format, got, report.Errors())
		}
		out.Reset()
		for i := range table.Rows {
			if table.Rows[i].ID == home.ID {
				table.Rows[i].Extra, table.Rows[i].Capacity = Extra{"children": 13.0, "heated": false}, ptr(31+len(format))
			}
		}
		if err := write(table, &out); err != nil {
			t.Fatal(err)
		}
		if got, report := take(t, s.db, files("facilities."+format, out.String()), imports.Options{}); got != "facilities 1/0/1/0/0" && got != "facilities 0/1/1/0/0" {
			t.Errorf("%s edited: %s %v", format, got, report.Errors())
		}
		f, err := s.Get(context.Background(), home.ID)
		if err != nil || f.Extra["children"] != 13.0 || f.Extra["heated"] != false || len(f.Extra) != 2 || *f.Capacity != 31+len(format) || f.Precision != "map" {
			t.Errorf("%s: %+v, %v", format, f, err)
		}
	}
}

// A row without an id never makes a second facility of one that is there.
func TestImportRefusesTwins(t *testing.T) {
	t.Parallel()
	s, home := exportStore(t)
	head := "乡镇,村,类别,名称,状态,登记儿童数\n"
	for _, step := range []struct{ name, rows, want, key string }{
		{"entered by hand", "开化街道,下田,儿童之家,下田 儿童之家,在用,3\n", "facilities 0/0/0/0/1", "facilities.same_facility"},
		{"without its village", "开化,,儿童之家,下田儿童之家,在用,3\n", "facilities 0/0/0/0/1", "facilities.same_facility"},
		{"another kind", "开化街道,下田,养老机构,下田儿童之家,在用,\n", "facilities 1/0/0/0/0", ""},
		{"new, and once more in other words", "古木,,儿童之家,新家,在用,3\n古木镇,,儿童之家,新家,在用,3\n", "facilities 1/0/0/0/1", "facilities.same_facility"},
		{"the same row", "古木,,儿童之家,新家,在用,3\n", "facilities 0/0/1/0/0", ""},
	} {
		got, report := take(t, s.db, files("facilities.csv", head+step.rows), imports.Options{SkipBad: true})
		bad := report.Errors()
		if got != step.want || (step.key == "") != (len(bad) == 0) || len(bad) > 0 && (bad[0].Key != step.key || bad[0].Field != "name") {
			t.Errorf("%s: %s %+v", step.name, got, bad)
		}
	}
	given := "编号,区划代码,类别,名称,状态,登记儿童数\n" + home.ID.String() + ",532601001,儿童之家,下田儿童之家,在用,3\nX-1,532601001,儿童之家,下田儿童之家,在用,3\n"
	if got, report := take(t, s.db, files("facilities.csv", given), imports.Options{}); got != "facilities 1/0/0/1/0" {
		t.Errorf("with ids: %s %v", got, report.Errors())
	}
}

// Tables of the townships have names for codes, no coordinates and rows of totals.
func TestImportByNames(t *testing.T) {
	t.Parallel()
	s, _ := exportStore(t)
	table := "县（市）,乡镇,村,类别,设施名称,状态,容量,入住,登记儿童数（人）\n" +
		"文山市,开化,下田,村级公益性公墓,下田公墓,在用,200,,\n" +
		"文山市,古木镇,,儿童之家,古木儿童之家,在建,,,7\n" +
		",,下田村委会,养老机构,下田敬老院,in use,20,,\n" +
		"合计,,,,3 处,,,,\n" +
		"文山市,江那镇,,养老机构,走错县,在用,,,\n" +
		"昆明市,江那镇,,养老机构,没有县,在用,,,\n" +
		",江那镇,下田,养老机构,村不在,在用,,,\n" +
		",古木镇,,儿童之家,未填人数,在用,,,\n"
	got, report := take(t, s.db, files("facilities.csv", table), imports.Options{SkipBad: true})
	if got != "facilities 3/0/0/0/4" {
		t.Fatalf("%s %v", got, report.Errors())
	}
	var fields []string
	for _, f := range report.Errors() {
		fields = append(fields, f.Field+" "+strings.TrimPrefix(f.Key, "facilities."))
	}
	if strings.Join(fields, ", ") != "township no_such_name, county no_such_name, village no_such_name, extra.children field_required" {
		t.Errorf("%v", fields)
	}
	if w := report.Files[0].Warnings; len(w) != 1 || w[0].Key != "import.total_row" {
		t.Errorf("warnings %v", w)
	}
	want := map[string]string{"下田公墓": "village_cemetery 532601001 532601001201 village", "古木儿童之家": "childrens_home 532601102  township",
		"下田敬老院": "care_home 532601001 532601001201 village"}
	list, err := s.List(context.Background(), Filter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		d := f.Draft()
		if is, ok := want[f.Name]; ok && is != strings.Join([]string{d.Kind, d.AreaCode, d.VillageCode, d.Precision}, " ") {
			t.Errorf("%s: %+v", f.Name, d)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if got, _ := take(t, s.db, files("facilities.csv", table), imports.Options{SkipBad: true}); got != "facilities 0/0/3/0/4" {
		t.Errorf("again: %s", got)
	}
	for i, day := range []string{"2021/2/3", "2021-2-3", "2021.02.03", "2021年2月3日", "2021/2/30", "2021/13/1", "3/2/2021"} {
		id := fmt.Sprint("day-", i)
		got, report := take(t, s.db, files("facilities.csv", "编号,类别,名称,区划代码,状态,状态起始日\n"+id+",care_home,"+id+",532601102,在用,"+day+"\n"), imports.Options{SkipBad: true})
		if want := []string{"facilities 1/0/0/0/0", "facilities 0/0/0/0/1"}[i/4]; got != want {
			t.Errorf("%s: %s %v", day, got, report.Errors())
		} else if i < 4 {
			if f, err := s.Get(context.Background(), sourceID("facility", id)); err != nil || f.StatusFrom == nil || f.StatusFrom.String() != "2021-02-03" {
				t.Errorf("%s: %+v, %v", day, f.StatusFrom, err)
			}
		}
	}
	over := "编号,类别,名称,区划代码,状态,容量,已用\nx1,care_home,超员院,532601102,in_use,10,12\n"
	if got, report := take(t, s.db, files("facilities.csv", over), imports.Options{}); got != "facilities 1/0/0/0/0" ||
		len(report.Files[0].Warnings) != 1 || report.Files[0].Warnings[0].Key != "facilities.used_above_capacity" {
		t.Errorf("%s %+v", got, report.Files[0].Warnings)
	}
}
