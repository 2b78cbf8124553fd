package precision_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries/precision"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// open is a store that hears of every commit, in a prefecture.
func open(t *testing.T) (*data.DB, *precision.Store) {
	t.Helper()
	ctx := context.Background()
	db := datatest.New(t)
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO setting (key, value) VALUES ('prefecture', '{"code": "5326", "name": "文山州", "srid": 4544}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	feed, err := data.NewFeed(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := precision.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	feed.Handle(s.Refresh)
	db.OnCommit(func(ctx context.Context) {
		if err := feed.Sync(ctx); err != nil {
			t.Error(err)
		}
	})
	return db, s
}

func of(role actor.Role, area string) actor.Actor {
	return actor.Actor{Login: string(role), Role: role, Area: area}
}

func TestPolicyToBeginWith(t *testing.T) {
	t.Parallel()
	_, s := open(t)
	rules, err := s.Rules(context.Background())
	if err != nil || len(rules) != len(actor.Roles)+1 || rules[0].Role != precision.Public {
		t.Fatalf("%d rules: %v", len(rules), err)
	}
	for _, r := range rules {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Role, err)
		}
		if exact := r.MarkersM == grain.Exact; r.MustBeExact && !exact {
			t.Errorf("%s edits what it does not see", r.Role)
		}
	}
	if s.For(actor.Nobody) != grain.Public || s.For(actor.Actor{Login: "x", Role: "cook"}) != grain.Public {
		t.Error("nobody, and a role without a rule, see more than the public")
	}
	if s.For(actor.System("cli")) != (grain.Grains{}) || s.For(of(actor.Clerk, "532601001")).Markers != 10 {
		t.Error("the system, or the clerk, sees otherwise")
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	_, s := open(t)
	ctx := context.Background()
	admin := data.Change{Actor: of(actor.Admin, "5326"), Door: "test", Reason: "保密审查"}
	rule := precision.PrecisionRule{Role: "viewer", LinesM: 1000, MarkersM: 5000, InspectionsM: 5000}
	got, err := s.Set(ctx, admin, 1, rule)
	if err != nil || got.Version != 2 {
		t.Fatalf("%+v: %v", got, err)
	}
	if s.For(of(actor.Viewer, "532601")) != (grain.Grains{Lines: 1000, Markers: 5000, Inspections: 5000}) {
		t.Error("the policy in memory is the old one")
	}
	for name, tc := range map[string]struct {
		who     actor.Actor
		version int64
		rule    precision.PrecisionRule
		want    problem.Kind
		field   string
	}{
		"stale":           {admin.Actor, 1, rule, problem.Stale, ""},
		"of a county":     {of(actor.Admin, "532601"), 2, rule, problem.Forbidden, ""},
		"reviewer":        {of(actor.Reviewer, "5326"), 2, rule, problem.Forbidden, ""},
		"no such role":    {admin.Actor, 1, precision.PrecisionRule{Role: "cook"}, problem.NotFound, ""},
		"off the ladder":  {admin.Actor, 2, precision.PrecisionRule{Role: "viewer", LinesM: 250, InspectionsM: 500}, problem.Invalid, "lines_m"},
		"edits markers":   {admin.Actor, 1, precision.PrecisionRule{Role: "inspector", MarkersM: 10, InspectionsM: 10}, problem.Invalid, "markers_m"},
		"edits lines":     {admin.Actor, 1, precision.PrecisionRule{Role: "admin", LinesM: 10, InspectionsM: 10}, problem.Invalid, "lines_m"},
		"fixes are finer": {admin.Actor, 2, precision.PrecisionRule{Role: "viewer", LinesM: 10, MarkersM: 100, InspectionsM: 10}, problem.Invalid, "inspections_m"},
	} {
		_, err := s.Set(ctx, data.Change{Actor: tc.who, Door: "test"}, tc.version, tc.rule)
		p := problem.As(err)
		if p == nil || p.Kind != tc.want || tc.field != "" && (len(p.Fields) != 1 || p.Fields[0].Field != tc.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLog(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	ctx := context.Background()
	start := time.Date(2021, 6, 30, 10, 0, 0, 0, time.UTC)
	read := func(i int, login, area string) precision.ExactRead {
		return precision.ExactRead{At: start.Add(time.Duration(i) * time.Minute), Login: login, Role: "inspector", Area: area, Door: "api",
			Route: "GET /boundaries/markers/{id}", Subject: "/boundaries/markers/1", Layers: []string{"markers"}, Records: 1}
	}
	if err := s.Note(ctx, read(0, "zhang", "532601")); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < 2500; i++ {
		if err := s.NoteLater(read(i, "li", "532622")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	auditor := of(actor.Auditor, "5326")
	page, err := s.Reads(ctx, auditor, precision.ReadQuery{Limit: 2})
	if err != nil || len(page) != 2 || !page[0].At.Equal(start.Add(2499*time.Minute)) {
		t.Fatalf("%+v: %v", page, err)
	}
	next, err := s.Reads(ctx, auditor, precision.ReadQuery{Limit: 5000, After: &page[1]})
	if err != nil || len(next) != 2498 || next[0].ID == page[1].ID {
		t.Errorf("%d rows follow: %v", len(next), err)
	}
	own, err := s.Reads(ctx, of(actor.Auditor, "532601"), precision.ReadQuery{Limit: 10})
	if err != nil || len(own) != 1 || own[0].Login != "zhang" {
		t.Errorf("the auditor of a county sees %d rows: %v", len(own), err)
	}
	to := start.Add(time.Minute)
	some, err := s.Reads(ctx, auditor, precision.ReadQuery{Login: "zhang", From: &start, To: &to, Limit: 10})
	if err != nil || len(some) != 1 || !slices.Equal(some[0].Layers, []string{"markers"}) {
		t.Errorf("%d rows of one login: %v", len(some), err)
	}
	if _, err := s.Reads(ctx, of(actor.Viewer, "5326"), precision.ReadQuery{Limit: 1}); !problem.Is(err, problem.Forbidden) {
		t.Errorf("a viewer reads the log: %v", err)
	}
	if _, err := db.Read().Exec(ctx, "DELETE FROM exact_read"); err == nil {
		t.Error("the log can be thinned out")
	}
}
