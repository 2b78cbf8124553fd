package townships_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/tealeg/xlsx/v3"

	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/facilities/townships"
	"cairn/internal/problem"
)

// sheetText is a sheet as text, a line a row, cells parted by |.
func sheetText(t *testing.T, sheet *xlsx.Sheet) string {
	t.Helper()
	var out strings.Builder
	err := sheet.ForEachRow(func(row *xlsx.Row) error {
		err := row.ForEachCell(func(c *xlsx.Cell) error {
			text, err := c.FormattedValue()
			out.WriteString(text + "|")
			return err
		})
		out.WriteString("\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWorkbook(t *testing.T) {
	k := newKit(t)
	k.add(func(d *facilities.Draft) { d.Capacity, d.Used = ptr(1200), ptr(200) })
	k.add(func(d *facilities.Draft) {
		d.Kind, d.Status, d.StatusFrom, d.TargetDate = "eco_burial", "building", ptr(facilitytest.Day("2021-01-01")), ptr(facilitytest.Day("2023-12-31"))
	})
	l := k.ledger(townships.Filter{Area: "5326"})
	var out bytes.Buffer
	at := time.Date(2022, 6, 15, 1, 2, 3, 0, time.UTC)
	if err := l.Workbook("张三", at, problem.Chinese).Write(&out); err != nil {
		t.Fatal(err)
	}
	book, err := xlsx.OpenBinary(out.Bytes())
	if err != nil || len(book.Sheets) != 2 || book.Sheets[0].Name != "乡镇覆盖表" || book.Sheets[1].Name != "参数" {
		t.Fatalf("%v, %v", book, err)
	}
	table := sheetText(t, book.Sheets[0])
	none := "|无数据"
	for _, line := range []string{
		"文山州乡镇殡葬与养老设施覆盖表|",
		"序号|县（市）|乡镇（街道）|乡级公益性公墓||||骨灰堂|节地生态安葬点|村级公益性公墓|||墓穴（乡级、村级）|||养老床位|||幸福小院||规划、在建（计划投用年）|最近确认|",
		"1|文山市|开化街道|1" + none + none + "||0|0|0|0|0|1200|200|1000|0|0|0|0|1|在建 2023|无数据|",
		"2|文山市|古木镇|0" + none + none + "||0|0|0|0|0|0|0|0|0|0|0|0|0||无数据|",
		"文山市小计|||1" + none + none + "||0|0|0|0|0|1200|200|1000|0|0|0|0|1|1|无数据|",
		"3|砚山县|江那镇|0", "砚山县小计|||0", "合计|||1",
		"乡镇公墓或骨灰堂（官方口径）覆盖率：1 / 3 = 33.3 %|", "上报数：无数据|",
		"文山市 乡镇公墓或骨灰堂（官方口径）覆盖率：1 / 2 = 50.0 % 上报数：无数据|",
		"砚山县 乡镇公墓或骨灰堂（官方口径）覆盖率：0 / 1 = 0.0 % 上报数：无数据|",
	} {
		if !strings.Contains(table, line) {
			t.Errorf("no line %s in\n%s", line, table)
		}
	}
	if strings.Index(table, "文山市小计") > strings.Index(table, "砚山县|") {
		t.Error("a county's total must follow its townships")
	}
	if c, err := book.Sheets[0].Cell(4, 12); err != nil || c.NumFmt != "#,##0" {
		t.Errorf("plots are shown as %v: %v", c, err)
	}
	parameters := sheetText(t, book.Sheets[1])
	for _, line := range []string{"统计日期|2022-06-15|", "区划|文山州 5326|", "导出时间|2022-06-15 09:02:03 +08:00|", "导出人|张三|"} {
		if !strings.Contains(parameters, line) {
			t.Errorf("no line %s in\n%s", line, parameters)
		}
	}
	for _, s := range book.Sheets {
		s.Close()
	}
}
