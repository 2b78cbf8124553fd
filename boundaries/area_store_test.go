package boundaries_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/problem"
)

// write runs one statement as a change.
func write(db *data.DB, sql string) error {
	return db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql)
		return err
	})
}

func TestAreaStore(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s := boundaries.NewAreaStore(db)
	execSQL(t, db, "UPDATE area SET valid_to = current_date WHERE code = '532622002'")
	for _, tc := range []struct {
		filter boundaries.AreaFilter
		want   int
	}{
		{boundaries.AreaFilter{}, 8}, {boundaries.AreaFilter{Level: "township"}, 3}, {boundaries.AreaFilter{Parent: "532601"}, 2},
		{boundaries.AreaFilter{Level: "county", Parent: "532601"}, 0},
	} {
		page, err := s.List(ctx, tc.filter, boundaries.Paging{})
		if err != nil || len(page.Items) != tc.want {
			t.Errorf("%+v: %d areas: %v", tc.filter, len(page.Items), err)
		}
	}
	_, err := s.List(ctx, boundaries.AreaFilter{Level: "continent"}, boundaries.Paging{})
	wantKind(t, "level", err, problem.BadParameter)
	_, err = s.List(ctx, boundaries.AreaFilter{Parent: "5'"}, boundaries.Paging{})
	wantKind(t, "parent", err, problem.BadParameter)
	a, err := s.Get(ctx, "532601001")
	if err != nil || *a.BBox != [4]float64{104, 23, 104.1, 23.1} || len(a.Path) != 4 || a.Path[2].Name != "甲县" || a.Seat != nil || !a.Formal {
		t.Errorf("%+v: %v", a, err)
	}
	if a, err = s.Get(ctx, "5326"); err != nil || *a.BBox != [4]float64{104, 23, 104.2, 23.2} {
		t.Errorf("box of the prefecture: %+v: %v", a, err)
	}
	if a, err = s.Get(ctx, "45"); err != nil || a.BBox != nil || !a.External {
		t.Errorf("a neighbour: %+v: %v", a, err)
	}
	_, err = s.Get(ctx, "99")
	wantKind(t, "unknown", err, problem.NotFound)
	b, err := boundaries.Bounds(ctx, db.Read())
	if err != nil || b.Max[0] != 104.2 {
		t.Errorf("bounds %v: %v", b, err)
	}
}

func TestEmptyDatabase(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	home, err := boundaries.Prefecture(ctx, db.Read())
	if err != nil || home.Code != "" {
		t.Errorf("prefecture %+v: %v", home, err)
	}
	if b, err := boundaries.Bounds(ctx, db.Read()); err != nil || b != nil {
		t.Errorf("bounds %v: %v", b, err)
	}
	if codes := newLocator(t, db).CodesAt([2]float64{104, 23}); codes != nil {
		t.Errorf("areas %v", codes)
	}
	if s, err := boundaries.Summarise(ctx, db, ""); err != nil || s.Lines != 0 || s.AgreedLengthKm != 0 {
		t.Errorf("summary %+v: %v", s, err)
	}
}

// Every query of the package fits the schema.
func TestQueriesFitTheSchema(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	conn, err := db.Pool().Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for name, sql := range data.RegisteredQueries() {
		if _, err := conn.Conn().Prepare(ctx, "", sql); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
