package interchange

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cairn/geo"
	"cairn/internal/problem"
)

// read reads all rows of a text.
func read(text string, opts Options) ([]*Row, error) {
	if opts.Name == "" {
		opts.Name = "test.csv"
	}
	r, err := NewReader(strings.NewReader(text), opts)
	if err != nil {
		return nil, err
	}
	var rows []*Row
	for row, err := range r.All() {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// show writes rows as number:values[keys of errors].
func show(rows []*Row) string {
	var out []string
	for _, r := range rows {
		s := fmt.Sprintf("%d:%s", r.Number, strings.Join(r.Values, "|"))
		for _, e := range r.Errors {
			s += fmt.Sprintf("[%s %s]", e.Field, e.Key)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func gb(s string) string {
	text, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return text
}

func keyOf(err error) string {
	if p := problem.As(err); p != nil {
		return p.Key
	}
	return ""
}

func TestCSV(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		opts       Options
		want       string
	}{
		{"plain", "a,b\n1,2\n3,4\n", Options{}, "1:1|2 2:3|4"},
		{"byte order mark, CRLF, no line end", "\ufeffa,b\r\n1,2\r\n3,4", Options{}, "1:1|2 2:3|4"},
		{"quotes", "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n", Options{}, "1:x, \"y\"|two\nlines"},
		{"beyond the basic plane", "a\n𠮷\n", Options{}, "1:𠮷"},
		{"GB18030", gb("名称,备注\n文山,壮族苗族\n𠮷,㐀\n"), Options{}, "1:文山|壮族苗族 2:𠮷|㐀"},
		{"GB18030 as said", gb("名称\n山\n"), Options{Encoding: "GBK"}, "1:山"},
		{"damaged UTF-8", "名称\n文\xff山\n马关\n", Options{}, "1:文\ufffd山[名称 import.bad_bytes] 2:马关"},
		{"damaged GB18030", gb("名称,b\n文山,1\n") + "\xc4,2\n" + gb("马关,3\n"), Options{}, "1:文山|1 2:\ufffd|2[名称 import.bad_bytes] 3:马关|3"},
		{"too few cells", "a,b\n1\n3,4\n", Options{}, "1:1[ import.ragged_row] 2:3|4"},
		{"too many cells", "a,b\n1,2,3\n3,4\n", Options{}, "1:1|2[ import.ragged_row] 2:3|4"},
		{"empty cells at the end", "a,b,,\n1,2,,\n3,4\n", Options{}, "1:1|2 2:3|4"},
		{"empty rows", "a,b\n\n1,2\n,\n , \n3,4\n", Options{}, "1:1|2 2:3|4"},
		{"NUL", "a,b\n1,x\x00y\n", Options{}, "1:1|x\x00y[b problem.control_characters]"},
		{"tab in a cell", "a,b\n1,\"x\ty\"\n", Options{}, "1:1|x\ty"},
		{"stray quote", "a,b\n1,x\"y\n3,4\n", Options{}, "1:[ import.bad_quote] 2:3|4"},
		{"text after a quote", "a,b\n\"1\"2,x\n3,4\n", Options{}, "1:[ import.bad_quote] 2:3|4"},
		{"tabs", "a\tb\n1,5\t2\n", Options{}, "1:1,5|2"},
		{"semicolons", "a;b;c\n1;2;3,4\n", Options{}, "1:1|2|3,4"},
		{"too long", "a,b\n1," + strings.Repeat("x", 101) + "\n", Options{MaxField: 100}, "1:1|" + strings.Repeat("x", 101) + "[b import.field_too_long]"},
		{"guarded formula", "a,b\n'=1+1,''-x\n", Options{}, "1:=1+1|'-x"},
		{"ordinary apostrophe", "a,b\n'x,-5\n", Options{}, "1:'x|-5"},
		{"header only", "a,b\n", Options{}, ""},
	} {
		rows, err := read(c.text, c.opts)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := show(rows); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestCSVFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		opts       Options
		want       string
	}{
		{"empty", "", Options{}, "import.no_header"},
		{"only commas", ",,\n1,2,3\n", Options{}, "import.no_header"},
		{"unnamed column", "a,,c\n1,2,3\n", Options{}, "import.empty_column"},
		{"column twice", "a,b, A\n", Options{Mapping: Mapping{"a": nil}}, "import.duplicate_column"},
		{"column under two names", "名称,name\n", Options{Mapping: Mapping{"name": {"名称"}}}, "import.duplicate_column"},
		{"missing column", "a,b\n1,2\n", Options{Required: []string{"a", "c"}}, "import.missing_columns"},
		{"header in another encoding", "a,\xff\xfe\n", Options{Encoding: "utf-8"}, "import.bad_header"},
		{"UTF-16", "\xff\xfea\x00,\x00", Options{}, "import.utf16"},
		{"open quote", "a,b\n1,\"x\n3,4\n5,6\n", Options{}, "import.open_quote"},
		{"open quote, huge", "a,b\n1,\"x" + strings.Repeat("3,4\n", 40_000), Options{MaxField: 100}, "import.row_too_long"},
		{"too many rows", "a\n1\n2\n3\n", Options{MaxRows: 2}, "import.too_many_rows"},
		{"too many columns", strings.Repeat("a,", 2000) + "b\n", Options{}, "import.too_many_columns"},
		{"unknown encoding", "a\n", Options{Encoding: "latin-1"}, "import.unknown_encoding"},
		{"unknown format", "a\n", Options{Format: "dbf"}, "import.unknown_format"},
		{"unknown content", "\x00\x01\x02", Options{Name: "x.bin"}, "import.unknown_format"},
		{"unknown system", "a\n", Options{CRS: "EPSG:3857"}, "geometry.unknown_crs"},
		{"legacy system", "a\n", Options{CRS: "EPSG:2364"}, "geometry.legacy_crs"},
		{"unknown axes", "a\n", Options{Axes: "up"}, "import.unknown_axes"},
	} {
		_, err := read(c.text, c.opts)
		if keyOf(err) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestMappingNamesColumns(t *testing.T) {
	t.Parallel()
	rows, err := read(" 标准地名 ,CODE,其他\n文山,5326,x\n", Options{Mapping: Mapping{"name": {"标准地名"}, "code": {"地名代码"}}})
	if err != nil {
		t.Fatal(err)
	}
	if r := rows[0]; r.Get("name") != "文山" || r.Fields()["code"] != "5326" || r.Get("其他") != "x" || r.Get("none") != "" {
		t.Errorf("fields %v", r.Fields())
	}
}

func TestRowsKnowTheirLines(t *testing.T) {
	t.Parallel()
	rows, err := read("a\n\"1\n1\"\n\n2\n", Options{})
	if err != nil || rows[0].Line != 2 || rows[1].Line != 5 || rows[1].Number != 2 || rows[1].File != "test.csv" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestCoordinateColumns(t *testing.T) {
	t.Parallel()
	p := orb.Point{104.25, 23.37}
	wenshan := orb.Bound{Min: orb.Point{103, 22}, Max: orb.Point{107, 25}}
	gcj := geo.GCJFromWGS(p)
	for _, c := range []struct {
		name, text string
		opts       Options
		want       string // key of the error
	}{
		{"GCJ-02", fmt.Sprintf("lon,lat\n%v,%v\n", gcj[0], gcj[1]), Options{CRS: "gcj02"}, ""},
		{"Chinese names", fmt.Sprintf("经度,纬度\n%v,%v\n", p[0], p[1]), Options{CRS: "4490"}, ""},
		{"exchanged", "lon,lat\n23.37,104.25\n", Options{Axes: "lat,lon"}, ""},
		{"exchanged and not said", "lon,lat\n23.37,104.25\n", Options{CRS: "crs84"}, "geometry.lon_lat_swapped"},
		{"zone with prefix", "X,Y\n2585712.9113,35423317.7592\n", Options{CRS: "EPSG:4523"}, ""},
		{"zone with prefix under the code without", "X,Y\n2585712.9113,35423317.7592\n", Options{CRS: "EPSG:4544"}, ""},
		{"zone without prefix under the code with", "northing_4544,easting_4544\n2585712.9113,423317.7592\n", Options{CRS: "4523"}, ""},
		{"another zone", "X,Y\n2585712.9113,34423317.7592\n", Options{CRS: "EPSG:4523"}, "import.wrong_zone"},
		{"grid exchanged", "X,Y\n423317.7592,2585712.9113\n", Options{CRS: "4544", Axes: "n,e"}, ""},
		{"grid exchanged and not said", "X,Y\n423317.7592,2585712.9113\n", Options{CRS: "4544"}, "import.axes_swapped"},
		{"degrees for a grid", "X,Y\n23.37,104.25\n", Options{CRS: "4544"}, "import.bad_grid"},
		{"no number", "lon,lat\n104。25,23.37\n", Options{CRS: "gcj02"}, "import.bad_number"},
		{"NaN", "lon,lat\nNaN,23.37\n", Options{CRS: "gcj02"}, "import.bad_number"},
		{"half", "lon,lat\n104.25,\n", Options{CRS: "gcj02"}, "problem.required"},
		{"WKT", "WKT,a\nPOINT(104.25 23.37),1\n", Options{}, ""},
		{"broken WKT", "WKT,a\nPOINT(104.25),1\n", Options{}, "geometry.unreadable"},
		{"bow tie", "WKT,a\n\"POLYGON((0 0,1 1,1 0,0 1,0 0))\",1\n", Options{}, "geometry.self_crossing"},
		{"many vertices", "WKT,a\n\"LINESTRING(0 0,1 1,2 2,3 3)\",1\n", Options{MaxVertices: 3}, "geometry.too_many_vertices"},
	} {
		c.opts.Expect = wenshan
		rows, err := read(c.text, c.opts)
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %v, %v", c.name, rows, err)
		}
		row := rows[0]
		switch {
		case c.want != "":
			if len(row.Errors) != 1 || row.Errors[0].Key != c.want || row.Errors[0].Row != 1 || row.Errors[0].File == "" {
				t.Errorf("%s: %+v, want %s", c.name, row.Errors, c.want)
			}
		case row.Geometry == nil || len(row.Errors) > 0 || geo.Distance(row.Geometry.(orb.Point), p) > 0.001:
			t.Errorf("%s: %v %v", c.name, row.Geometry, row.Errors)
		}
	}
}

func TestNoCoordinatesIsNoError(t *testing.T) {
	t.Parallel()
	rows, err := read("lon,lat,a\n,,1\n104,23,2\n", Options{})
	if err != nil || len(Errors(rows)) > 0 || rows[0].Geometry != nil || rows[1].Geometry != nil {
		t.Errorf("without conversion: %v, %v", rows, err)
	}
	rows, err = read("lon,lat,a\n,,1\n", Options{CRS: "gcj02"})
	if err != nil || len(Errors(rows)) > 0 || rows[0].Geometry != nil {
		t.Errorf("with conversion: %v, %v", rows, err)
	}
}

func TestHash(t *testing.T) {
	t.Parallel()
	hash := func(text string) string {
		rows, err := read(text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return string(rows[0].Hash())
	}
	same := hash("a,b\n1,2\n")
	for _, text := range []string{"b,a\n2,1\n", "a,b,c\n1,2,\n", "\ufeffa,b\r\n1,2\r\n", "原行号,错误,a,b\n7,x,1,2\n"} {
		if hash(text) != same {
			t.Errorf("%q has another hash", text)
		}
	}
	for _, text := range []string{"a,b\n2,1\n", "a,b\n12,\n", "a,c\n1,2\n", "a,b,WKT\n1,2,POINT(1 2)\n"} {
		if hash(text) == same {
			t.Errorf("%q has the same hash", text)
		}
	}
}

func TestDetectEncodingOfLongLines(t *testing.T) {
	t.Parallel()
	for i := range 4 { // cut at any byte of a character
		long := strings.Repeat("x", i) + strings.Repeat("文山马关", 30_000)
		if got, err := detectEncoding(strings.NewReader(long)); got != encodingUTF8 || err != nil {
			t.Errorf("UTF-8: %s, %v", got, err)
		}
		if got, err := detectEncoding(strings.NewReader(gb(long))); got != encodingGB || err != nil {
			t.Errorf("GB18030: %s, %v", got, err)
		}
	}
}

// pack gives a file of the test data beside the project, or skips.
func pack(t *testing.T, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared", "data", "wenshan"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the Wenshan pack is not beside the project: %v", err)
	}
	return path
}

func TestPackGBK(t *testing.T) {
	t.Parallel()
	rows, err := ReadFile(pack(t, "awkward", "gazetteer_gbk.csv"), Options{
		Mapping:  Mapping{"place_code": {"地名代码"}, "name": {"标准地名"}, "lon": {"经度"}, "lat": {"纬度"}},
		Required: []string{"place_code", "name", "lon", "lat"},
	})
	if err != nil || len(rows) != 5000 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[0].Get("name") != "庙坝村委会" {
		t.Errorf("first row %v", rows[0].Fields())
	}
	bad := Errors(rows)
	if len(bad) != 1 || bad[0].Row != 4762 || bad[0].Key != "import.bad_bytes" || rows[4761].Line != 4763 {
		t.Errorf("bad rows: %+v", bad)
	}
}

func TestPackMarkersInEverySystem(t *testing.T) {
	t.Parallel()
	lonLat := Options{CRS: "crs84", Mapping: Mapping{"number": {"界桩号"}}}
	want, err := ReadFile(pack(t, "markers.csv"), lonLat)
	if err != nil {
		t.Fatal(err)
	}
	for file, opts := range map[string]Options{
		"markers_4523.csv":         {CRS: "EPSG:4523"},
		"markers_swapped_axes.csv": {Axes: "lat,lon"},
		"markers_gcj02.csv":        {CRS: "gcj02"},
	} {
		opts.Mapping = lonLat.Mapping
		got, err := ReadFile(pack(t, "awkward", file), opts)
		if err != nil || len(got) != len(want) || len(Errors(got)) > 0 {
			t.Fatalf("%s: %d rows, %v %v", file, len(got), err, Errors(got))
		}
		for i := range got {
			d := geo.Distance(got[i].Geometry.(orb.Point), want[i].Geometry.(orb.Point))
			if got[i].Get("number") != want[i].Get("number") || d > 0.01 {
				t.Errorf("%s row %d: %s is %.3f m off", file, i+1, got[i].Get("number"), d)
			}
		}
	}
}

func TestOpenReportsMissingFiles(t *testing.T) {
	t.Parallel()
	if _, err := Open(filepath.Join(t.TempDir(), "none.csv"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	if !CanRead("A.CSV") || !CanRead("b.geojson") || CanRead("c.shp") || !slices.Equal(Formats(), []string{"csv", "geojson", "xlsx"}) {
		t.Errorf("formats %v", Formats())
	}
	rows, err := read("  {\"type\":\"FeatureCollection\",\"features\":[]}", Options{Name: "download"})
	if err != nil || len(rows) != 0 {
		t.Errorf("by content: %v, %v", rows, err)
	}
	rows, err = read("a,b\n1,2\n", Options{Name: "download"})
	if err != nil || len(rows) != 1 {
		t.Errorf("by content: %v, %v", rows, err)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,b\n1,\"x\"\"y\n\"\n", "")
	f.Add("lon,lat,WKT\n104,23,\"LINESTRING(1 2,3 4)\"\n", "gcj02")
	f.Add("X,Y\n2585712,35423317\n", "4523")
	f.Add(gb("名称,备注\n文山,\xff\n"), "")
	f.Add("\ufeffa;b\r\n\x00;\"\n", "")
	f.Fuzz(func(t *testing.T, text, crs string) {
		rows, err := read(text, Options{CRS: crs, MaxField: 1000, MaxVertices: 100})
		if err != nil && problem.As(err) == nil {
			t.Errorf("%q: %v is no problem", text, err)
		}
		for _, row := range rows {
			if len(row.Errors) == 0 && len(row.Values) != len(row.Columns) {
				t.Errorf("%q: row %d has %d values", text, row.Number, len(row.Values))
			}
			if row.Geometry != nil && len(row.Errors) == 0 {
				if err := geo.ValidateGeometry(row.Geometry, geo.Limits{}); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			}
			row.Hash()
		}
	})
}

func ExampleReader() {
	table := "标准名称,经度,纬度\n文山州,104.214,23.403\n"
	r, err := NewReader(strings.NewReader(table), Options{Name: "地名.csv", Mapping: Mapping{"name": {"标准名称"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range r.All() {
		if err == nil {
			fmt.Println(row.Number, row.Get("name"), row.Errors)
		}
	}
	_, err = r.Next()
	fmt.Println(err == io.EOF)
	// Output:
	// 1 文山州 []
	// true
}

func TestSeekReaderLooksAtAllOfAFile(t *testing.T) {
	t.Parallel()
	text := "a\n" + strings.Repeat("plain\n", 100_000) + gb("文山\n")
	r, err := NewSeekReader(strings.NewReader(text), Options{Name: "a.csv"})
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for row, err := range r.All() {
		if err != nil {
			t.Fatal(err)
		}
		last = row.Values[0]
	}
	if last != "文山" || r.Close() != nil {
		t.Errorf("last row %q", last)
	}
}
