package rounds

import (
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// Whatever is asked for, the footer is the sum of the rows, and the whole stands beside it.
func TestLedgerTotals(t *testing.T) {
	k := newKit(t)
	k.fifth()
	k.write("UPDATE round_line SET batch = 2022, due_on = '2022-12-31' WHERE line_code < '5326220'")
	k.log(k.stretch(k.course))
	for name, q := range map[string]Query{
		"all": {}, "area": {Area: k.left}, "area outside": {Area: "45"}, "level": {Level: "township"}, "party": {Party: k.right},
		"both parties": {Area: k.left, Party: k.right}, "batch": {Batch: 2022}, "overdue": {Due: "overdue"}, "text": {Text: "砚山"},
		"state": {State: Planned}, "conclusion": {Conclusion: "qualified"}, "none": {Text: "没有这样的界线"},
	} {
		q.Round = 5
		sheet, err := k.store.Sheet(k.ctx, q)
		if err != nil {
			t.Fatal(name, err)
		}
		var km, walked float64
		overdue := 0
		for _, e := range sheet.Entries {
			km += *e.AgreedLengthKm
			if e.WalkedKm != nil {
				walked += *e.WalkedKm
			}
			if e.Overdue {
				overdue++
			}
		}
		got := sheet.Totals
		if got.Lines != len(sheet.Entries) || math.Abs(got.Km-km) > 1e-6 || math.Abs(got.KmWalked-walked) > 1e-6 || got.Overdue != overdue {
			t.Errorf("%s: %d rows of %.3f km, %.3f walked, %d overdue; footer %+v", name, len(sheet.Entries), km, walked, overdue, got)
		}
		if w := sheet.Whole; w.Lines != 222 || w.Km != 5864.927 || w.Markers != 54 || w.KmWalked == 0 {
			t.Errorf("%s: the whole %+v", name, w)
		}
		footers := len(sheet.Workbook("某人", k.store.now(), problem.Chinese).Sheets[0].Footer)
		if want := map[bool]int{true: 1, false: 2}[got.Lines == 222]; footers != want {
			t.Errorf("%s: %d rows in the footer, want %d", name, footers, want)
		}
	}
}

// The other party is the one across the line, and each side sees its own signing day as ours.
func TestLedgerSides(t *testing.T) {
	k := newKit(t)
	k.fifth()
	k.write("UPDATE round_line SET left_signed_on = '2022-01-01', right_signed_on = '2022-01-02' WHERE line_code = $1", k.line)
	for _, tc := range []struct{ area, party, ours, signed string }{
		{k.left, k.right, Left, "2022-01-01"}, {k.right, k.left, Right, "2022-01-02"}, {k.right, "", Right, "2022-01-02"},
		{"5326", "", Left, "2022-01-01"}, {"", k.left, Right, "2022-01-02"},
	} {
		all, err := k.store.Ledger(k.ctx, Query{Round: 5, Area: tc.area, Party: tc.party, code: k.line}, "", 10)
		if err != nil || len(all) != 1 || all[0].Ours != tc.ours || *all[0].OurSignedOn != tc.signed {
			t.Errorf("%s against %q: %+v, %v", tc.area, tc.party, all, err)
		}
	}
	all, err := k.store.Ledger(k.ctx, Query{Round: 5, Area: k.left, Party: k.left}, "", 1000)
	if err != nil || len(all) == 0 {
		t.Fatalf("lines inside %s: %d, %v", k.left, len(all), err)
	}
	for _, e := range all {
		if !strings.HasPrefix(e.LeftArea, k.left) || !strings.HasPrefix(e.RightArea, k.left) {
			t.Errorf("%s is no line inside %s", e.Code, k.left)
		}
	}
}

// Open problems are what the conclusion leaves, findings that are not closed, and markers
// nobody has concluded on; risks of disputes are told to nobody here.
func TestOpenProblems(t *testing.T) {
	k := newKit(t)
	k.fifth()
	entry := func() LedgerLine {
		t.Helper()
		all, err := k.store.Ledger(k.ctx, Query{Round: 5, code: k.line}, "", 10)
		if err != nil || len(all) != 1 {
			t.Fatal(len(all), err)
		}
		return all[0]
	}
	if e := entry(); e.OpenProblems || e.OpenFindings != 0 {
		t.Fatalf("at first %+v", e)
	}
	insert := `INSERT INTO finding (id, kind, marker_id, line_code, description, found_at, reported_at, report_due_at, state_since, author)
		VALUES ($1, $2, (SELECT id FROM marker WHERE number = $3), $4, '越界', now(), now(), now(), now(), 'test')`
	k.write(insert, uuid.New(), "cross_works", "", k.line)
	k.write(insert, uuid.New(), "damage", k.marker, nil)
	k.write(insert, uuid.New(), "dispute_risk", "", k.line)
	if e := entry(); !e.OpenProblems || e.OpenFindings != 2 || e.open(problem.English) != "2 open findings" {
		t.Errorf("with findings %+v: %s", e, e.open(problem.English))
	}
	whole, err := k.store.Progress(k.ctx, Query{Round: 5})
	if err != nil || whole.OpenFindings != 2 {
		t.Errorf("%d findings in the footer, %v", whole.OpenFindings, err)
	}
	k.write("UPDATE finding SET state = 'closed'")
	k.write("UPDATE round_line SET state = 'recorded', conclusion = 'follow_up', disagreement = true, right_opinion = '不同意' WHERE line_code = $1 AND round = 5", k.line)
	if e := entry(); !e.OpenProblems || e.open(problem.Chinese) != "待处理" || e.concluded(problem.Chinese) != "待处理（双方意见不一致）" {
		t.Errorf("to be followed up %+v: %s, %s", e, e.open(problem.Chinese), e.concluded(problem.Chinese))
	}
}

// While there is no round the ledger still has every line, none of them planned.
func TestLedgerWithoutRound(t *testing.T) {
	k := newKit(t)
	k.write("DELETE FROM round_line")
	k.write("DELETE FROM inspection_round")
	r, err := k.store.Current(k.ctx)
	if err != nil || r.Number != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	sheet, err := k.store.Sheet(k.ctx, Query{})
	if err != nil || len(sheet.Entries) != 222 || sheet.Totals.States[Unplanned] != 222 || sheet.Totals.Markers != 54 || sheet.Totals.LinesDone != 0 {
		t.Fatalf("%d rows, %+v, %v", len(sheet.Entries), sheet.Totals, err)
	}
	if title := sheet.Title(problem.Chinese); !strings.Contains(title, "尚未开展") {
		t.Error(title)
	}
	k.fifth()
	_, err = k.store.Sheet(k.ctx, Query{})
	k.refused("round 0 where there is one", err, problem.NotFound, "")
}
