package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tealeg "github.com/tealeg/xlsx/v3"
)

// ledger is a table with everything in it.
func ledger() Sheet {
	km := 5864.927
	var none *int
	return Sheet{
		Name: "界线/台账", Title: "文山州界线台账", Note: "截至 2021-12-31", Freeze: 1, Widths: []float64{0, 30},
		Header: [][]Cell{
			{{Value: "序号", Down: 2}, {Value: "名称", Down: 2}, {Value: "长度", Across: 2}},
			{{Value: "协议"}, {Value: "计算"}},
		},
		Rows: [][]Cell{
			{{Value: 1}, {Value: "=1+1"}, {Value: &km, Format: "0.000"}, {Value: none}},
			Cells(int64(2), "𠮷\x00县", true, time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC)),
		},
		Footer: [][]Cell{{{Value: "合计", Across: 2, Align: Center}, {Value: 2.5}, {}}},
	}
}

func write(t *testing.T, b Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBookIsReadBack(t *testing.T) {
	t.Parallel()
	file, err := tealeg.OpenBinary(write(t, Book{Sheets: []Sheet{ledger(), ledger(), {}}}))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range file.Sheets {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, "|"); got != "界线 台账|界线 台账 2|Sheet3" {
		t.Errorf("sheets %s", got)
	}
	want := map[string]string{
		"A1": "文山州界线台账", "A2": "截至 2021-12-31", "A3": "序号", "B3": "名称", "C3": "长度", "C4": "协议", "D4": "计算",
		"A5": "1", "B5": "=1+1", "C5": "5864.927", "D5": "", "A6": "2", "B6": "𠮷县", "D6": "2021-12-31",
		"A7": "合计", "C7": "2.5",
	}
	for id, text := range want {
		c := cellAt(t, file.Sheets[0], id)
		if got, err := c.FormattedValue(); err != nil || got != text {
			t.Errorf("%s: %q, want %q; %v", id, got, text, err)
		}
	}
	if c := cellAt(t, file.Sheets[0], "B5"); c.Type() != tealeg.CellTypeString && c.Type() != tealeg.CellTypeInline || c.Formula() != "" {
		t.Errorf("text that looks like a formula became one: %v %q", c.Type(), c.Formula())
	}
	for id, merge := range map[string][2]int{"A1": {3, 0}, "A3": {0, 1}, "B3": {0, 1}, "C3": {1, 0}, "A7": {1, 0}} {
		if c := cellAt(t, file.Sheets[0], id); c.HMerge != merge[0] || c.VMerge != merge[1] {
			t.Errorf("%s covers %d, %d more", id, c.HMerge, c.VMerge)
		}
	}
	if s := cellAt(t, file.Sheets[0], "C3").GetStyle(); !s.Font.Bold || s.Border.Left != "thin" || s.Alignment.Horizontal != "center" {
		t.Errorf("header style %+v", s)
	}
}

func cellAt(t *testing.T, s *tealeg.Sheet, id string) *tealeg.Cell {
	t.Helper()
	x, y, err := tealeg.GetCoordsFromCellIDString(id)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cell(y, x)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSheetXML(t *testing.T) {
	t.Parallel()
	data := write(t, Book{Sheets: []Sheet{ledger()}})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`xSplit="1"`, `ySplit="4"`, `topLeftCell="B5"`, `activePane="bottomRight"`, `state="frozen"`, `width="30"`} {
		if !strings.Contains(string(xml), want) {
			t.Errorf("no %s in %.900s", want, xml)
		}
	}
}

func TestFreeze(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sheet Sheet
		pane  string
	}{
		{Sheet{Rows: [][]Cell{Cells(1)}}, ""},
		{Sheet{Rows: [][]Cell{Cells(1)}, Freeze: 1}, "topRight"},
		{Sheet{Header: [][]Cell{Cells("a")}}, "bottomLeft"},
	} {
		l := newLayout(newSheet(t), c.sheet)
		if err := l.write(); err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(l.sheet.SheetViews) > 0 {
			got = l.sheet.SheetViews[0].Pane.ActivePane
		}
		if got != c.pane {
			t.Errorf("pane %q, want %q", got, c.pane)
		}
	}
}

func newSheet(t *testing.T) *tealeg.Sheet {
	t.Helper()
	s, err := tealeg.NewFile().AddSheet("x")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]Sheet{
		"a map":           {Rows: [][]Cell{Cells(map[string]int{})}},
		"overlap":         {Header: [][]Cell{{{Value: 1}, {Value: 2, Down: 2}}, {{Value: 3, Across: 2}}}},
		"too many values": {Rows: [][]Cell{make([]Cell, maxColumns+1)}},
	} {
		if err := (Book{Sheets: []Sheet{s}}).Write(io.Discard); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	if got := clean("a\x00b\x1fc\nd\xff"); got != "abc\nd\ufffd" {
		t.Errorf("clean: %q", got)
	}
	if got := cut("山𠮷𠮷", 3); got != "山𠮷" {
		t.Errorf("cut: %q", got)
	}
	if got := width("山1\n𠮷𠮷𠮷"); got != 6 {
		t.Errorf("width: %v", got)
	}
	if got := sheetName("'"+strings.Repeat("长", 40)+"'", 0, map[string]bool{}); got != strings.Repeat("长", 31) {
		t.Errorf("sheet name: %q", got)
	}
}

func ExampleBook_Write() {
	var out bytes.Buffer
	err := Book{Sheets: []Sheet{{
		Name:   "覆盖表",
		Header: [][]Cell{Cells("乡镇", "是否覆盖")},
		Rows:   [][]Cell{Cells("开化街道", "是")},
	}}}.Write(&out)
	fmt.Println(err, out.Len() > 0)
	// Output: <nil> true
}

// Columns of one group share its name; a column of its own takes both rows.
func TestHeadAndPairs(t *testing.T) {
	t.Parallel()
	upper := func(name string) string { return strings.ToUpper(name) }
	var s Sheet
	s.Head(Columns{{"", "seq", 6}, {"area", "county", 12}, {"area", "township", 16}, {"kind", "class", 8}}, upper, func(name string) string { return name })
	want := [][]Cell{
		{{Value: "seq", Down: 2}, {Value: "AREA", Across: 2}, {Value: "KIND", Across: 1}},
		{{Value: "county"}, {Value: "township"}, {Value: "class"}},
	}
	if !reflect.DeepEqual(s.Header, want) || !slices.Equal(s.Widths, []float64{6, 12, 16, 8}) {
		t.Errorf("head %v, widths %v", s.Header, s.Widths)
	}
	s.Pair("area", "5326")
	s.Pair("text", "")
	if len(s.Rows) != 1 || s.Rows[0][1].Value != "5326" {
		t.Errorf("pairs %v", s.Rows)
	}
}
