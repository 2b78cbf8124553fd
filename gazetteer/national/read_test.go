package national

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	tealeg "github.com/tealeg/xlsx/v3"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cairn/internal/problem"
)

func TestCoordinates(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text, style string
		limit, want float64 // NaN: refused
	}{
		{"104.2345", "", 180, 104.2345}, {" １０４．２３４５ ", "", 180, 104.2345}, {"104.2345°", "", 180, 104.2345}, {"E104.5", "", 180, 104.5},
		{"104°14′04″", "", 180, 104 + 14/60.0 + 4/3600.0}, {"东经104度14分4.5秒", "", 180, 104 + 14/60.0 + 4.5/3600}, {"104-14-4", "", 180, 104 + 14/60.0 + 4/3600.0},
		{"104:14:04", "", 180, 104 + 14/60.0 + 4/3600.0}, {"104 14 04", "", 180, 104 + 14/60.0 + 4/3600.0}, {"104°14.5'E", "", 180, 104 + 14.5/60},
		{`23°22'10.5"N`, "", 90, 23 + 22/60.0 + 10.5/3600}, {"北纬23°22′", "", 90, 23 + 22/60.0}, {"-23.5", "", 90, -23.5}, {"23.5S", "", 90, -23.5},
		{"104.1404", "packed", 180, 104 + 14/60.0 + 4/3600.0}, {"104.140450", "packed", 180, 104 + 14/60.0 + 4.5/3600}, {"104°14′", "dms", 180, 104 + 14/60.0},
		{"104°60′", "", 180, math.NaN()}, {"104°14′60″", "", 180, math.NaN()}, {"190", "", 180, math.NaN()}, {"91", "", 90, math.NaN()}, {"104°14′04″", "decimal", 180, math.NaN()},
		{"104.5", "dms", 180, math.NaN()}, {"东经23", "", 90, math.NaN()}, {"N104", "", 180, math.NaN()}, {"E104W", "", 180, math.NaN()}, {"一百零四", "", 180, math.NaN()},
		{"104,5", "", 180, math.NaN()}, {"104.5.5", "", 180, math.NaN()}, {"NaN", "", 180, math.NaN()}, {"1e2", "", 180, math.NaN()}, {"104.5°30′", "", 180, math.NaN()}, {"", "", 180, math.NaN()},
	} {
		got, ok := parseCoordinate(tc.text, tc.style, tc.limit)
		if ok == math.IsNaN(tc.want) || ok && math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("%q (%s): %v, %v; want %v", tc.text, tc.style, got, ok, tc.want)
		}
	}
	for text, want := range map[string]string{"104.1,23.2": "104.1|23.2", "东经104°北纬23°": "东经104°|北纬23°", "E104.1N23.2": "E104.1|N23.2", "104.1 23.2": "104.1|23.2", "104.1": "|"} {
		if lon, lat, _ := splitPosition(text); lon+"|"+lat != want {
			t.Errorf("%q: %s|%s", text, lon, lat)
		}
	}
}

func FuzzCoordinate(f *testing.F) {
	for _, seed := range []string{"104°14′04″", "东经104度14分4.5秒", "104.1404", "E 104", "-23.5", "104 14 04", "１０４", "104°14.5'e"} {
		f.Add(seed, "auto")
		f.Add(seed, "packed")
	}
	f.Fuzz(func(t *testing.T, text, style string) {
		v, ok := parseCoordinate(text, style, 180)
		if ok && (math.IsNaN(v) || math.Abs(v) > 180) {
			t.Fatalf("%q: %v", text, v)
		}
		if !ok && v != 0 {
			t.Fatalf("%q was refused and is %v", text, v)
		}
		if again, ok2 := parseCoordinate(fmt.Sprintf("%.12f", v), "decimal", 180); ok && (!ok2 || math.Abs(again-v) > 1e-9) {
			t.Fatalf("%q: %v is not read again: %v", text, v, again)
		}
		_, _, _ = splitPosition(text)
	})
}

func TestDays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ text, order, want string }{
		{"2021-12-31", "", "2021-12-31"}, {"2021/1/2", "", "2021-01-02"}, {"2021.1.2", "ymd", "2021-01-02"}, {"2021年12月31日", "", "2021-12-31"}, {"20211231", "", "2021-12-31"},
		{"31/12/2021", "dmy", "2021-12-31"}, {"12/31/2021", "mdy", "2021-12-31"}, {"2021-12-31 10:20:30", "", "2021-12-31"}, {"2021-02-29", "", ""}, {"31/12/2021", "", ""}, {"去年", "", ""}, {"20211331", "", ""},
	} {
		if got, ok := parseDay(tc.text, tc.order); got != tc.want && ok || ok != (tc.want != "") {
			t.Errorf("%q %s: %q, %v", tc.text, tc.order, got, ok)
		}
	}
}

func TestAreasByName(t *testing.T) {
	t.Parallel()
	x := newAreaIndex([]area{{"53", "云南省"}, {"5326", "文山壮族苗族自治州"}, {"532601", "文山市"}, {"532622", "砚山县"},
		{"532601001", "开化街道"}, {"532601102", "古木镇"}, {"532622102", "古木镇"}, {"532601001001", "东风社区"}})
	for _, tc := range []struct {
		text, hint, want string
		count            int
	}{
		{"532601001", "", "532601001", 1}, {"532601000000", "", "532601", 1}, {"532601 文山市", "", "532601", 1}, {"开化街道", "", "532601001", 1},
		{"云南省文山壮族苗族自治州文山市开化街道", "", "532601001", 1}, {"云南省 / 文山州 / 文山市", "", "532601", 1}, {"文山州", "", "5326", 1}, {"文山州砚山县古木镇", "", "532622102", 1},
		{"古木镇", "", "", 2}, {"古木镇", "532622", "532622102", 1}, {"文山市开化街道东风社区", "", "532601001001", 1}, {"大理州", "", "", 0}, {"532901", "", "532901", 0}, {"", "", "", 0},
	} {
		if code, count := x.find(tc.text, tc.hint); code != tc.want || count != tc.count {
			t.Errorf("%q (%s): %s, %d", tc.text, tc.hint, code, count)
		}
	}
}

func TestSpelling(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b, tones string
		want        bool
	}{
		{"Wénshān Shì", "wen shan shi", "", true}, {"Wénshān Shì", "wenshanshi", "strict", false}, {"Wénshān", "Wèn Shān", "", false}, {"Wénshān", "Wèn Shān", "ignore", true},
		{"wen2shan1", "Wénshān", "strict", true}, {"Xī'ān", "xi an", "", true}, {"Lǜchūn", "lv4chun1", "strict", true}, {"Lüchun", "lvchun", "", true}, {"ｗｅｎ", "wen", "", true}, {"wen", "wang", "ignore", false},
	} {
		if got := spell(tc.a).same(spell(tc.b), tc.tones); got != tc.want {
			t.Errorf("%s and %s (%s): %v", tc.a, tc.b, tc.tones, got)
		}
	}
}

// Bad rows are listed with row, field and reason; they can be mended or ignored.
func TestBadRows(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	x := b.load("5326", table(header+",使用状态,更新日期",
		",,,22200,开化街道,,,104,23,,", "甲,,123,22200,开化街道,,,104,23,,", "乙,,53260100122200000001,无此类,开化街道,,,104,23,,", "丙,,,22200,古木镇,,,104,23,,",
		"丁,,,22200,大理市,,,104,23,,", "戊,,,22200,开化街道,,,23,104,,", "己,,,22200,开化街道,,,104,,,", "庚,,,22200,开化街道,,,104°70′,23,,",
		"辛,,,22200,开化街道,,,104,23,不明,", "壬,,,22200,开化街道,,,104,23,现今,2021-02-30", "癸,,53260100122200000007,22200,开化街道,,,104,23,,", "子,,53260100122200000007,22200,开化街道,,,104.1,23,,",
		"丑,,5.32601E+19,22200,开化街道,,,104,23,,", "好,,,22200,开化街道,,,104,23,历史地名,2021-02-28"))
	if x.Rows[rowBad] != 12 || x.Rows[rowGood] != 2 {
		t.Fatalf("rows %v", x.Rows)
	}
	_, rows, err := b.store.Rows(ctx, by("5326").Actor, x.ID, rowBad, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		f := r.Fields(x.Headings)[0]
		got = append(got, fmt.Sprint(r.N, " ", f.Field, " ", f.Key))
		if f.Text(problem.Chinese) == f.Key {
			t.Errorf("no words for %s", f.Key)
		}
	}
	want := []string{"1 标准名称 problem.required", "2 地名代码 gazetteer.bad_place_code", "3 地名类别 national.unknown_class", "4 所属政区 national.ambiguous_area", "5 所属政区 national.unknown_area",
		"6 纬度 import.lon_lat_swapped", "7 纬度 problem.required", "8 经度 national.bad_coordinate", "9 使用状态 national.unknown_status", "10 更新日期 problem.bad_date",
		"12 地名代码 national.repeated_code", "13 地名代码 national.rounded_code"}
	if !slices.Equal(got, want) {
		t.Errorf("bad rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	yes := true
	mended, err := b.store.Mend(ctx, by("5326"), x.ID, []Mend{{N: 4, Values: map[string]string{"所属政区": "砚山县古木镇"}}, {N: 5, Ignore: &yes}, {N: 12, Values: map[string]string{"地名代码": "53260100122200000008"}}, {N: 2, Values: map[string]string{"含义": "还是不对"}}})
	if err != nil || mended[0].State != rowGood || mended[0].Record.AreaCode != "532622102" || mended[1].State != rowIgnored || mended[2].State != rowGood || mended[3].State != rowBad {
		t.Fatalf("mended %+v: %v", mended, err)
	}
	if x, err = b.store.Export(ctx, by("5326").Actor, x.ID); err != nil || !x.Stale {
		t.Errorf("mended and not stale: %v", err)
	}
	if x, err = b.store.Compare(ctx, by("5326"), x.ID); err != nil || x.Rows[rowBad] != 9 || x.Rows[rowIgnored] != 1 || x.Rows[rowGood] != 4 {
		t.Errorf("compared %v: %v", x.Rows, err)
	}
	if n := b.count("SELECT count(*) FROM revision WHERE tbl = 'national_row'"); n != 4 {
		t.Errorf("%d revisions of mended rows", n)
	}
	for name, tc := range map[string]struct {
		area  string
		mends []Mend
		want  problem.Kind
	}{
		"foreign":         {"532622", []Mend{{N: 14, Ignore: &yes}}, problem.Forbidden},
		"into foreign":    {"532622", []Mend{{N: 6, Values: map[string]string{"经度": "104", "纬度": "23"}}}, problem.Forbidden},
		"unknown row":     {"5326", []Mend{{N: 99, Ignore: &yes}}, problem.Invalid},
		"twice":           {"5326", []Mend{{N: 1}, {N: 1}}, problem.Invalid},
		"unknown heading": {"5326", []Mend{{N: 1, Values: map[string]string{"没有": "x"}}}, problem.Invalid},
		"none":            {"5326", nil, problem.Invalid},
	} {
		if _, err := b.store.Mend(ctx, by(tc.area), x.ID, tc.mends); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
}

// Files as they come, in and refused; a refused one leaves nothing behind.
func TestFiles(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(table("文山州地名信息表,,", "标准名称,所属政区,坐标,", ",,经度,纬度", "下𣲗坝,开化街道,104.05,23.05", "平坝,古木镇,104.1,23.1"))
	if err != nil {
		t.Fatal(err)
	}
	x := b.load("532601", strings.Replace(gbk, mustGBK("古木镇"), mustGBK("文山市古木镇"), 1))
	if x.Rows[rowGood] != 2 || !slices.Equal(x.Headings, []string{"标准名称", "所属政区", "坐标/经度", "纬度"}) {
		t.Errorf("GBK with a title and two header rows: %v %q", x.Rows, x.Headings)
	}
	before := b.count("SELECT count(*) FROM change")
	mixed := mustGBK(table("标准名称,所属政区", "平坝,开化街道")) + "下坝,开化街道\n"
	for name, tc := range map[string]struct {
		text string
		want string
	}{
		"empty":           {" ", "national.no_header"},
		"no rows":         {"标准名称,地名代码\n", "national.no_rows"},
		"only a total":    {"标准名称,地名代码\n合计,5\n", "national.no_rows"},
		"no name column":  {"地名代码,经度,纬度\n1,2,3\n", "problem.invalid"},
		"no header":       {"a,b\n1,2\n", "national.no_header"},
		"binary":          {"\x00\x01\x02", "import.no_table"},
		"old workbook":    {"\xD0\xCF\x11\xE0xxxx", "import.old_workbook"},
		"broken workbook": {"PK\x03\x04 nothing", "import.bad_workbook"},
		"UTF-16":          {"\xFF\xFEa\x00", "import.utf16"},
		"an open quote":   {"标准名称,含义\n\"a,b\n" + strings.Repeat("c\n", 10), "import.open_quote"},
	} {
		_, err := b.store.Load(ctx, by("5326"), upload("x.csv", tc.text))
		if p := problem.As(err); p == nil || p.Key != tc.want {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	for name, u := range map[string]func(*Upload){
		"foreign scope":   func(u *Upload) { u.Area = "5325" },
		"no version":      func(u *Upload) { u.ExportVersion = " " },
		"tomorrow's":      func(u *Upload) { u.ExportedOn = time.Now().AddDate(0, 0, 5) },
		"unknown mapping": func(u *Upload) { id := uuid.New(); u.Mapping = &id },
		"unknown area":    func(u *Upload) { u.Area = "532699" },
		"bad encoding":    func(u *Upload) { u.Encoding = "ebcdic" },
	} {
		up := upload("x.csv", report())
		u(&up)
		if _, err := b.store.Load(ctx, by("5326"), up); problem.As(err) == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := b.count("SELECT count(*) FROM change"); n != before {
		t.Errorf("refused, and %d changes made", n-before)
	}
	m := b.load("5326", mixed)
	if m.Rows[rowBad] != 1 || m.Rows[rowGood] != 1 {
		t.Errorf("mixed encodings: %v", m.Rows)
	}
}

func mustGBK(text string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}

// A workbook with a title, merged headers, merged areas, two sheets, dates and a total.
func TestWorkbookIsRead(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	file := tealeg.NewFile()
	for i, rows := range [][][]string{
		{{"文山州地名导出"}, {"标准名称", "位置", "", "所属政区", "更新日期"}, {"", "经度", "纬度", "", ""},
			{"甲村", "104°03′", "23°03′", "开化街道", "44561"}, {"乙村", "104.06", "23.05", "", "2021/12/31"}, {"合计", "2"}},
		{{"标准名称", "位置", "", "所属政区", "更新日期"}, {"", "经度", "纬度", "", ""}, {"丙村", "104.07", "23.05", "砚山县古木镇", ""}},
		{{"说明"}, {"无"}},
	} {
		sheet, err := file.AddSheet(fmt.Sprint("表", i))
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range rows {
			row := sheet.AddRow()
			for _, text := range cells {
				row.AddCell().SetString(text)
			}
		}
		merge := func(x, y, across, down int) { c, _ := sheet.Cell(y, x); c.Merge(across, down) }
		switch i {
		case 0:
			merge(0, 0, 4, 0)
			merge(0, 1, 0, 1)
			merge(1, 1, 1, 0)
			merge(3, 1, 0, 1)
			merge(3, 3, 0, 1)
			c, _ := sheet.Cell(3, 4)
			c.SetDate(time.Date(2021, 12, 30, 0, 0, 0, 0, time.UTC))
		case 1:
			merge(1, 0, 1, 0)
		}
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	u := upload("导出.xlsx", out.String())
	x, err := b.store.Load(context.Background(), by("5326"), u)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, err := b.store.Rows(context.Background(), by("5326").Actor, x.ID, "", 0, 10)
	if err != nil || len(rows) != 3 || x.Totals != 1 || !slices.Equal(x.Skipped, []string{"表2"}) {
		t.Fatalf("%d rows of %+v: %v", len(rows), x, err)
	}
	for i, want := range []string{"甲村 532601001 104.05 2021-12-30", "乙村 532601001 104.06 2021-12-31", "丙村 532622102 104.07 "} {
		r := rows[i].Record
		if got := fmt.Sprint(r.Name, " ", r.AreaCode, " ", *r.Lon, " ", r.UpdatedOn); got != want {
			t.Errorf("row %d: %s, want %s (%v)", i+1, got, want, rows[i].Problems)
		}
	}
}

// The mapping that people saved is found again by the headings, in any order.
func TestMappingIsReused(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	odd := table("甲列,乙列,丙列", "新寨,22200,532601001")
	if _, err := b.store.Load(ctx, by("5326"), upload("a.csv", odd)); !problem.Is(err, problem.Invalid) {
		t.Fatalf("without a mapping: %v", err)
	}
	u := upload("a.csv", odd)
	sample, err := b.store.Sample(ctx, by("5326").Actor, u)
	if err != nil || len(sample.Mapping.Columns) != 3 || sample.Count != 1 {
		t.Fatalf("sample %+v: %v", sample, err)
	}
	m := sample.Mapping
	m.Name = "自定义"
	for i, field := range []string{"name", "class_code", "area_code"} {
		m.Columns[i].Field = field
	}
	saved, err := b.store.CreateMapping(ctx, by("5326"), m)
	if err != nil {
		t.Fatal(err)
	}
	x := b.load("532601", table("丙 列,甲列,乙列", "532601001,新寨,22200"))
	if x.MappingID != saved.ID || x.Rows[rowGood] != 1 {
		t.Errorf("read by %s: %v", x.MappingName, x.Rows)
	}
	_, err = b.store.CreateMapping(ctx, by("5326"), m)
	if !problem.Is(err, problem.Conflict) {
		t.Errorf("the same again: %v", err)
	}
	if _, err := b.store.UpdateMapping(ctx, by("532601"), saved.ID, 1, func(*Mapping) error { return nil }); !problem.Is(err, problem.Forbidden) {
		t.Errorf("changed by a county: %v", err)
	}
	if _, err := b.store.UpdateMapping(ctx, by("5326"), saved.ID, 9, func(*Mapping) error { return nil }); !problem.Is(err, problem.Stale) {
		t.Errorf("a stale version: %v", err)
	}
	for name, change := range map[string]func(*Mapping){
		"unknown field":   func(m *Mapping) { m.Columns[1].Field = "population" },
		"field twice":     func(m *Mapping) { m.Columns[1].Field = "name" },
		"no name":         func(m *Mapping) { m.Columns[0].Field = "" },
		"half position":   func(m *Mapping) { m.Columns[1].Field = "lon" },
		"heading twice":   func(m *Mapping) { m.Columns[1].Heading = m.Columns[0].Heading },
		"other heading":   func(m *Mapping) { m.Columns[1].Heading = "别的" },
		"no heading":      func(m *Mapping) { m.Columns[1].Heading = " " },
		"no mapping name": func(m *Mapping) { m.Name = "" },
		"unknown off":     func(m *Mapping) { m.Rules.Off = []string{"x"} },
		"status word":     func(m *Mapping) { m.Rules.StatusWords = map[string]string{"x": "gone"} },
		"tolerance":       func(m *Mapping) { v := -1.0; m.Rules.ToleranceM = &v },
		"coordinates":     func(m *Mapping) { m.Rules.Coordinates = "utm" },
	} {
		_, err := b.store.UpdateMapping(ctx, by("5326"), saved.ID, 1, func(m *Mapping) error {
			m.Columns = slices.Clone(m.Columns)
			change(m)
			return nil
		})
		if !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Two exports are compared row by row.
func TestSince(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	a := b.load("5326", report())
	c := b.load("5326", strings.Replace(strings.Replace(report(), "新建的寨子", "新建之寨", 1), "青树", "绿树", 1))
	list, err := b.store.Since(context.Background(), by("5326").Actor, c.ID, a.ID, "", 10)
	if err != nil || len(list) != 2 || list[0].Kind != "changed" || list[1].Kind != "changed" {
		t.Errorf("%+v: %v", list, err)
	}
	if list, err := b.store.Since(context.Background(), by("532622").Actor, c.ID, a.ID, "", 10); err != nil || len(list) != 0 {
		t.Errorf("of another county: %+v, %v", list, err)
	}
}
