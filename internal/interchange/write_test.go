package interchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cairn/internal/problem"
)

func TestCSVWriterIsReadBack(t *testing.T) {
	t.Parallel()
	cells := []string{"a", "=1+1", "'=1+1", "''@x", "-5", "-5 m", "+86 876", "x\ny", "q\"q", "𠮷", "'a", "\tx", "1e5", "-"}
	var out bytes.Buffer
	w, err := NewCSVWriter(&out, true)
	if err != nil {
		t.Fatal(err)
	}
	header := make([]string, len(cells))
	for i := range header {
		header[i] = fmt.Sprint("c", i)
	}
	for _, row := range [][]string{header, cells} {
		if err := w.Write(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.HasPrefix(text, byteOrderMark) || strings.Contains(text, ",=") || strings.Contains(text, ",+86") || !strings.Contains(text, ",-5,") {
		t.Errorf("written: %q", text)
	}
	rows, err := read(text, Options{})
	if err != nil || len(rows) != 1 || !slices.Equal(rows[0].Values, cells) {
		t.Errorf("read back: %q, %v", show(rows), err)
	}
}

func TestErrorsFileCanBeMendedAndReadAgain(t *testing.T) {
	t.Parallel()
	rows, err := read("编号,名称,备注\n1,文山,=x\n2,,y\n3,a\"b\n", Options{Mapping: Mapping{"id": {"编号"}, "name": {"名称"}}})
	if err != nil {
		t.Fatal(err)
	}
	bad := []BadRow{
		{rows[0], []problem.Field{problem.Bad("id", "import.bad_number"), problem.Bad("name", "problem.required")}},
		{rows[1], []problem.Field{problem.Bad("name", "problem.required")}},
		{rows[2], rows[2].Errors},
	}
	var out bytes.Buffer
	if err := WriteErrors(&out, bad, problem.Chinese); err != nil {
		t.Fatal(err)
	}
	want := byteOrderMark + "原行号,错误字段,错误,编号,名称,备注\n" +
		"1,名称; 编号,编号: 不是数字; 名称: " + problem.Text(problem.Chinese, "problem.required", nil) + ",1,文山,'=x\n" +
		"2,名称,名称: " + problem.Text(problem.Chinese, "problem.required", nil) + ",2,,y\n" +
		"3,,引号使用有误,,,\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	again, err := read(out.String(), Options{Mapping: Mapping{"id": {"编号"}, "name": {"名称"}}})
	if err != nil || !bytes.Equal(again[0].Hash(), rows[0].Hash()) || again[1].Get("id") != "2" {
		t.Errorf("read again: %s, %v", show(again), err)
	}
}

func TestErrorsFileKeepsGeometries(t *testing.T) {
	t.Parallel()
	text := collection("",
		feature(`{"type":"LineString","coordinates":[[104,23],[105.5,24]]}`, `{"code":"a"}`),
		feature(`null`, `{"code":"b","other":1}`))
	rows, err := read(text, Options{Name: "a.geojson"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	fields := []problem.Field{problem.Bad("code", "problem.required")}
	if err := WriteErrors(&out, []BadRow{{rows[0], fields}, {rows[1], fields}}, problem.English); err != nil {
		t.Fatal(err)
	}
	again, err := read(out.String(), Options{})
	if err != nil || len(again) != 2 || !bytes.Equal(again[0].Hash(), rows[0].Hash()) || again[1].Geometry != nil || again[1].Get("other") != "1" {
		t.Errorf("%s: %s, %v", out.String(), show(again), err)
	}
}

func ExampleWriteErrors() {
	rows, err := read("name,lon,lat\n文山,104.2,x\n", Options{CRS: "gcj02"})
	if err != nil {
		fmt.Println(err)
		return
	}
	var out strings.Builder
	if err := WriteErrors(&out, []BadRow{{rows[0], rows[0].Errors}}, problem.Chinese); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.TrimPrefix(out.String(), "\uFEFF"))
	// Output:
	// 原行号,错误字段,错误,name,lon,lat
	// 1,lat,lat: 不是数字,文山,104.2,x
}
