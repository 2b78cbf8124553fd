package naming

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// row is the one row of the ledger of an entry's rule.
func row(t testing.TB, s *Store, place uuid.UUID, rule string) Cleanup {
	t.Helper()
	rows, err := s.Ledger(context.Background(), CleanupFilter{Place: place, Rule: rule, Limit: 10})
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows of %s: %v", len(rows), rule, err)
	}
	return rows[len(rows)-1]
}

func run(t testing.TB, s *Store, area string) CleanupRun {
	t.Helper()
	r, err := s.Run(context.Background(), as("officer", area), area, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLifeOfAFinding(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	places := gazetteer.NewStore(s.db, areas{})
	dotted, twin, other := add(t, s, "阿·兰寨", "22200", "532601001"), add(t, s, "新平寨", "22200", "532601001"), add(t, s, "新平寨", "22200", "532601101")
	town := add(t, s, "江那·镇", "21500", "532622101")
	if r := run(t, s, "5326"); r.Entries != 4 || r.Found != 4 || r.Added != 4 || r.Closed != 0 {
		t.Fatalf("first run %+v", r)
	}
	exception, found := row(t, s, dotted.ID, "odd_sign"), row(t, s, twin.ID, "duplicate")
	if !slices.Equal(found.Conflicts, []uuid.UUID{other.ID}) || found.Category != "duplicate" || found.State != Found || found.AreaPath[2] != "开化街道" {
		t.Errorf("found %+v", found)
	}
	judged, err := s.Judge(ctx, as("officer", "532601"),
		Judgement{exception.ID, 1, Exception, "彝语译音"}, Judgement{found.ID, 1, ToRectify, ""})
	if err != nil || judged[0].State != Exception || judged[0].Reason != "彝语译音" || judged[0].JudgedBy != "officer" || judged[1].State != ToRectify {
		t.Fatalf("judged %+v: %v", judged, err)
	}
	if r := run(t, s, "5326"); r.Found != 4 || r.Added != 0 || r.Closed != 0 {
		t.Errorf("second run %+v", r)
	}
	if got := row(t, s, dotted.ID, "odd_sign"); got.State != Exception || got.Version != 2 {
		t.Errorf("a run reopened %+v", got)
	}
	if _, err := places.Update(ctx, as("admin", ""), twin.ID, 1, func(d *gazetteer.Draft) error { d.Name = "上新平寨"; return nil }); err != nil {
		t.Fatal(err)
	}
	if got := row(t, s, twin.ID, "duplicate"); got.State != Renamed || got.NewName != "上新平寨" || got.EditID == nil || got.How != "renamed" {
		t.Errorf("after renaming %+v", got)
	}
	if r := run(t, s, "532601"); r.Closed != 2 { // the renamed one, and its twin that stands alone now
		t.Errorf("third run %+v", r)
	}
	if got := row(t, s, twin.ID, "duplicate"); got.State != Closed || got.How != "renamed" || got.Verdict != ToRectify || got.ClosedAt == nil {
		t.Errorf("closed %+v", got)
	}
	if got := row(t, s, other.ID, "duplicate"); got.State != Closed || got.How != "gone" {
		t.Errorf("closed by the other's change %+v", got)
	}
	if _, err := places.Retire(ctx, as("admin", ""), dotted.ID, 1); err != nil {
		t.Fatal(err)
	}
	if got := row(t, s, dotted.ID, "odd_sign"); got.State != Closed || got.How != "retired" || got.Verdict != Exception {
		t.Errorf("after retiring %+v", got)
	}
	if got := row(t, s, town.ID, "odd_sign"); got.State != Found {
		t.Errorf("a run over another county touched %+v", got)
	}
	if report, err := data.Verify(ctx, s.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

// What was closed and comes back is a new row; a new name that breaks the rule again too.
func TestFindingsComeBack(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	places := gazetteer.NewStore(s.db, areas{})
	p := add(t, s, "阿·兰寨", "22200", "532601001")
	run(t, s, "5326")
	if _, err := places.Update(ctx, as("admin", ""), p.ID, 1, func(d *gazetteer.Draft) error { d.Name = "阿·兰村"; return nil }); err != nil {
		t.Fatal(err)
	}
	if r := run(t, s, "5326"); r.Added != 1 || r.Closed != 1 {
		t.Errorf("%+v", r)
	}
	rows, err := s.Ledger(ctx, CleanupFilter{Place: p.ID, Limit: 10})
	if err != nil || len(rows) != 2 || rows[0].State != Closed || rows[1].State != Found || rows[1].Name != "阿·兰村" {
		t.Errorf("%+v: %v", rows, err)
	}
}

// Starting a renaming makes a change set and judges the row.
func TestStartRename(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := add(t, s, "阿·兰寨", "22200", "532601001")
	run(t, s, "5326")
	sets := proposals{changes.NewStore(s.db, gazetteer.NewStore(s.db, areas{}), changes.Config{Checker: s})}
	r := row(t, s, p.ID, "odd_sign")
	for name, tc := range map[string]struct {
		by      data.Change
		version int64
		name    string
		want    problem.Kind
	}{
		"a viewer":        {as("viewer", ""), 1, "阿兰寨", problem.Forbidden},
		"another county":  {as("officer", "532622"), 1, "阿兰寨", problem.Forbidden},
		"an old version":  {as("officer", "5326"), 7, "阿兰寨", problem.Stale},
		"no name":         {as("officer", "5326"), 1, " ", problem.Invalid},
		"the same name":   {as("officer", "5326"), 1, "阿·兰寨", problem.Invalid},
		"a name too long": {as("officer", "5326"), 1, strings.Repeat("长", 101), problem.Invalid},
	} {
		if _, err := s.StartRename(ctx, tc.by, sets, r.ID, tc.version, tc.name, ""); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	got, err := s.StartRename(ctx, as("officer", "532601"), sets, r.ID, 1, "阿兰寨", "Ālánzhài")
	if err != nil || got.State != ToRectify || got.SetID == nil || got.JudgedBy != "officer" || got.Version != 2 {
		t.Fatalf("%+v: %v", got, err)
	}
	var proposed map[string]json.RawMessage
	if err := s.db.Read().QueryRow(ctx, "SELECT proposed FROM change_item WHERE set_id = $1", *got.SetID).Scan(&proposed); err != nil || string(proposed["name"]) != `"阿兰寨"` {
		t.Errorf("proposed %v: %v", proposed, err)
	}
	if again := run(t, s, "5326"); again.Added != 0 || row(t, s, p.ID, "odd_sign").State != ToRectify {
		t.Errorf("a run after it: %+v", again)
	}
}

// proposals is the change sets as the API joins them.
type proposals struct{ sets *changes.Store }

func (p proposals) Propose(ctx context.Context, c data.Change, n Proposal) (uuid.UUID, error) {
	set, err := p.sets.Create(ctx, c, changes.New{Stream: changes.Naming, Title: n.Title, Reason: n.Reason,
		Items: []changes.NewItem{{PlaceID: n.PlaceID, Fields: n.Fields}}})
	return set.ID, err
}

func TestRefusedJudgements(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := add(t, s, "阿·兰寨", "22200", "532601001")
	run(t, s, "5326")
	r := row(t, s, p.ID, "odd_sign")
	for name, tc := range map[string]struct {
		by   data.Change
		j    []Judgement
		want problem.Kind
	}{
		"without a reason": {as("officer", ""), []Judgement{{r.ID, 1, Exception, " "}}, problem.Invalid},
		"unknown verdict":  {as("officer", ""), []Judgement{{r.ID, 1, "closed", "x"}}, problem.Invalid},
		"long reason":      {as("officer", ""), []Judgement{{r.ID, 1, Exception, strings.Repeat("x", 2001)}}, problem.Invalid},
		"foreign area":     {as("officer", "532622"), []Judgement{{r.ID, 1, ToRectify, ""}}, problem.Forbidden},
		"a viewer":         {as("viewer", ""), []Judgement{{r.ID, 1, ToRectify, ""}}, problem.Forbidden},
		"a clerk":          {as("township_clerk", "532601001"), []Judgement{{r.ID, 1, ToRectify, ""}}, problem.Forbidden},
		"stale":            {as("officer", ""), []Judgement{{r.ID, 2, ToRectify, ""}}, problem.Stale},
		"unknown":          {as("officer", ""), []Judgement{{uuid.New(), 1, ToRectify, ""}}, problem.NotFound},
		"twice":            {as("officer", ""), []Judgement{{r.ID, 1, ToRectify, ""}, {r.ID, 2, ToRectify, ""}}, problem.Conflict},
		"a bad one among":  {as("officer", ""), []Judgement{{r.ID, 1, ToRectify, ""}, {uuid.New(), 1, ToRectify, ""}}, problem.NotFound},
		"too many":         {as("officer", ""), make([]Judgement, maxJudgements+1), problem.TooLarge},
	} {
		if _, err := s.Judge(ctx, tc.by, tc.j...); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if got := row(t, s, p.ID, "odd_sign"); got.State != Found || got.Version != 1 {
		t.Errorf("refusals left %+v", got)
	}
	if _, err := gazetteer.NewStore(s.db, areas{}).Retire(ctx, as("admin", ""), p.ID, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Judge(ctx, as("officer", ""), Judgement{r.ID, 2, ToRectify, ""}); !problem.Is(err, problem.Conflict) {
		t.Errorf("a closed row was judged: %v", err)
	}
	for name, tc := range map[string]struct {
		by   data.Change
		area string
		want problem.Kind
	}{
		"a run by a viewer":        {as("viewer", ""), "", problem.Forbidden},
		"a run over another's":     {as("officer", "532601"), "532622", problem.Forbidden},
		"a run over more":          {as("officer", "532601"), "5326", problem.Forbidden},
		"a run over nothing known": {as("officer", ""), "99", problem.BadParameter},
	} {
		if _, err := s.Run(ctx, tc.by, tc.area, nil); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	for name, f := range map[string]CleanupFilter{"state": {State: "x"}, "severity": {Severity: "x"}} {
		if _, err := s.Ledger(ctx, f); !problem.Is(err, problem.BadParameter) {
			t.Errorf("an unknown %s: %v", name, err)
		}
	}
	if _, err := s.Counts(ctx, CleanupFilter{}, "x"); !problem.Is(err, problem.BadParameter) {
		t.Errorf("counted by x: %v", err)
	}
}

func TestRunOverThePack(t *testing.T) {
	t.Parallel()
	s, ctx := packStore(t), context.Background()
	var last, total int
	r, err := s.Run(ctx, as("admin", ""), "", func(done, of int) { last, total = done, of })
	if err != nil || r.Entries != total || last != total || r.Found < 30 || r.Added != r.Found {
		t.Fatalf("%+v, %d of %d: %v", r, last, total, err)
	}
	for _, by := range countings {
		counts, err := s.Counts(ctx, CleanupFilter{}, by)
		if err != nil || counts.Total.Total != r.Found || counts.Total.Found != r.Found || len(counts.Runs) != 1 {
			t.Errorf("by %s: %+v: %v", by, counts, err)
		}
	}
	book, err := s.Workbook(ctx, CleanupFilter{Area: "5326"}, "测试", problem.Chinese)
	if err != nil || len(book.Sheets) != 3 || len(book.Sheets[0].Rows) != r.Found {
		t.Fatalf("%d sheets: %v", len(book.Sheets), err)
	}
	if err := book.Write(&bytes.Buffer{}); err != nil {
		t.Error(err)
	}
}
