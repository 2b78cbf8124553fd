package findings_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"cairn/boundaries"
	"cairn/boundaries/findings"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// unzipped is the text of all parts of a workbook.
func unzipped(t *testing.T, book []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// The workbook has every column of the list as the offices know it, filled in from a finding
// that went the whole way, and the footer with the markers of 54.
func TestWorkbookHasEveryColumn(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326")
	number, id, _ := k.countyMarker()
	k.exec("UPDATE marker SET responsible_basis = '共管协议7号', responsible_basis_on = '2006-01-02' WHERE id = $1", id)
	f := k.handled(number, findings.Damage, findings.Replaced)
	k.photo("finding", f.ID)
	f = k.take(f, findings.File{On: "2022-03-10", Registration: &boundaries.Registration{SignedBy: []string{"甲", "乙"}}})
	k.store.SetClock(now.AddDate(0, 0, 20))
	sheet := findings.Sheet{By: "某人", At: now}
	q := findings.LedgerQuery{Text: number}
	var err error
	if sheet.Rows, err = k.store.Ledger(k.ctx, admin.Actor, q, nil, 100); err != nil || len(sheet.Rows) != 1 {
		t.Fatalf("%d rows: %v", len(sheet.Rows), err)
	}
	if sheet.Totals, err = k.store.LedgerTotals(k.ctx, admin.Actor, q); err != nil {
		t.Fatal(err)
	}
	if sheet.Conditions, err = k.store.ConditionWords(k.ctx, problem.Chinese); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := sheet.Workbook(problem.Chinese).Write(&out); err != nil {
		t.Fatal(err)
	}
	row, text := sheet.Rows[0], unzipped(t, out.Bytes())
	for _, want := range []string{"界桩编号", "所在界线", "管理责任方", "责任依据", "现状", "照片", "隐患类别", "发现时间", "上报时间", "通报对方", "联合踏勘", "处理情况", "新登记", "超期天数",
		number, row.Lines[0].Name, row.ResponsibleName, "共管协议7号 2006-01-02", sheet.Conditions[row.Condition[0]], "损坏", "2022-03-10 05:00", "2022-03-10 09:00",
		"2022-03-10 两县民政局", "更换 2022-03-10", "第 2 版 文界协〔2022〕1号", "已归档", "界桩 1 / 54"} {
		if !strings.Contains(text, want) {
			t.Errorf("the workbook does not say %q", want)
		}
	}
	if row.PhotoID == nil || row.NeighbourToldAt == nil || row.DaysOverdue != 10 {
		t.Errorf("%+v", row)
	}
}
