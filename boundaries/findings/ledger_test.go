package findings_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"cairn/boundaries/findings"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The list has every marker once, those with findings as often as they have open ones, and the
// findings on lines; its footer counts markers of 54.
func TestMarkerLedger(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326").Actor
	number, _, parties := k.countyMarker()
	k.report(number)
	second := k.report(number)
	line := k.one("SELECT code FROM boundary_line WHERE left_area = $1 AND right_area = $2", parties[0], parties[1])
	m := 500.0
	if _, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), findings.Report{Kind: findings.CrossWorks, LineCode: line, ChainageM: &m, Description: "采石", FoundAt: now.Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	read := func(q findings.LedgerQuery, size int) (rows []findings.MarkerLedgerRow) {
		t.Helper()
		var after *findings.LedgerPosition
		for {
			page, err := k.store.Ledger(k.ctx, admin, q, after, size)
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, page[:min(len(page), size)]...)
			if len(page) <= size {
				return rows
			}
			after = &findings.LedgerPosition{Sort: page[size-1].Sort, Number: page[size-1].FindingNumber}
		}
	}
	for _, size := range []int{1, 7, 1000} {
		if n := len(read(findings.LedgerQuery{}, size)); n != 56 {
			t.Errorf("%d rows by pages of %d", n, size)
		}
	}
	foot := func(q findings.LedgerQuery) findings.MarkerLedgerTotals {
		t.Helper()
		f, err := k.store.LedgerTotals(k.ctx, admin, q)
		if err != nil || f.Rows != len(read(q, 100)) {
			t.Fatalf("%+v: %v", f, err)
		}
		return f
	}
	if f := foot(findings.LedgerQuery{}); f != (findings.MarkerLedgerTotals{Rows: 56, Markers: 54, MarkersAll: 54, Open: 3}) {
		t.Errorf("footer %+v", f)
	}
	if f := foot(findings.LedgerQuery{State: "none"}); f.Markers != 53 {
		t.Errorf("without findings %+v", f)
	}
	if f := foot(findings.LedgerQuery{Line: line, Kind: findings.CrossWorks}); f.Rows != 1 || f.Markers != 0 {
		t.Errorf("works %+v", f)
	}
	if f := foot(findings.LedgerQuery{Text: number}); f.Rows != 2 {
		t.Errorf("by number %+v", f)
	}
	if f := foot(findings.LedgerQuery{Box: &orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{2, 2}}}); f.Rows != 0 {
		t.Errorf("box elsewhere %+v", f)
	}
	if all := foot(findings.LedgerQuery{Area: parties[0]}); all.Markers == 0 || all.Markers == 54 {
		t.Errorf("area %+v", all)
	}
	k.store.SetClock(now.AddDate(0, 1, 0))
	if f := foot(findings.LedgerQuery{Overdue: true}); f.Rows != 3 || f.Overdue != 3 {
		t.Errorf("overdue %+v", f)
	}
	_, err := k.store.Ledger(k.ctx, admin, findings.LedgerQuery{State: "x"}, nil, 1)
	k.refused("no such state", err, problem.BadParameter, "")
	var row findings.MarkerLedgerRow
	for _, r := range read(findings.LedgerQuery{}, 100) {
		if r.FindingNumber == second.Number {
			row = r
		}
	}
	if row.Marker != number || row.DaysOverdue == 0 || len(row.Lines) != 1 || row.ResponsibleName == "" || len(row.Condition) == 0 || row.InspectedAt == nil {
		t.Errorf("%+v", row)
	}
	var out bytes.Buffer
	sheet := findings.Sheet{Rows: read(findings.LedgerQuery{}, 100), Totals: foot(findings.LedgerQuery{}), Conditions: map[string]string{"lost": "丢失"}, At: now}
	if err := sheet.Workbook(problem.Chinese).Write(&out); err != nil || out.Len() == 0 {
		t.Error(err)
	}
}
