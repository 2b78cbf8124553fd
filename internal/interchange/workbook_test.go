package interchange

import (
	"bytes"
	"strings"
	"testing"

	"cairn/internal/interchange/xlsx"
)

func TestWorkbooksAreRead(t *testing.T) {
	t.Parallel()
	merged := xlsx.Sheet{Name: "一", Title: "设施一览表", Note: "截至 2021-12-31",
		Header: [][]xlsx.Cell{
			{{Value: "序号", Down: 2}, {Value: "名称", Down: 2}, {Value: "床位", Across: 2}, {Value: "经度", Down: 2}, {Value: "纬度", Down: 2}},
			{{Value: "总数"}, {Value: "护理型"}},
		},
		Rows: [][]xlsx.Cell{xlsx.Cells(1, "甲院", 20, 5, 104.25, 23.36), xlsx.Cells(2, "乙院", 30, nil, nil, nil)}}
	notes := xlsx.Sheet{Name: "说明", Rows: [][]xlsx.Cell{xlsx.Cells("填表说明"), xlsx.Cells("一、名称应填全称")}}
	second := xlsx.Sheet{Name: "二", Header: [][]xlsx.Cell{xlsx.Cells("名称", "总数")}, Rows: [][]xlsx.Cell{xlsx.Cells("丙院", 7)}}
	var out bytes.Buffer
	if err := (xlsx.Book{Sheets: []xlsx.Sheet{notes, merged, second}}).Write(&out); err != nil {
		t.Fatal(err)
	}
	mapping := Mapping{"name": {"名称"}, "capacity": {"床位总数", "总数"}, "nursing": {"护理型"}, "lon": {"经度"}, "lat": {"纬度"}}
	for _, name := range []string{"a.xlsx", "a"} {
		rows, err := read(out.String(), Options{Name: name, Mapping: mapping})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range rows {
			got = append(got, strings.Join([]string{row.Get("name"), row.Get("capacity"), row.Get("nursing")}, " "))
		}
		if strings.Join(got, "|") != "甲院 20 5|乙院 30 |丙院 7 " || rows[0].Get("lon") != "104.25" || rows[0].Line != 5 {
			t.Errorf("%s: %q %+v", name, got, rows[0])
		}
	}
	if _, err := read("PK\x03\x04 no workbook", Options{Name: "a.xlsx"}); keyOf(err) != "import.bad_workbook" {
		t.Errorf("no workbook: %v", err)
	}
}
