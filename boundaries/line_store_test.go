package boundaries_test

import (
	"context"
	"errors"
	"testing"

	"cairn/boundaries"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func TestLineRead(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewLineStore(small(t)), context.Background()
	l, err := s.Get(ctx, countyLine)
	if err != nil || l.LeftName != "甲县" || l.RightName != "乙县" || len(l.Geometry) != 3 || *l.AgreedLengthKm != 30.1 ||
		len(l.Markers) != 1 || l.Markers[0].Number != markerNumber || l.BBox != [4]float64{104.1, 23, 104.1, 23.2} {
		t.Errorf("%+v: %v", l, err)
	}
	_, err = s.Get(ctx, "532601000532623000")
	wantKind(t, "unknown line", err, problem.NotFound)
	_, err = s.Get(ctx, "")
	wantKind(t, "no code", err, problem.NotFound)
	for _, tc := range []struct {
		filter boundaries.LineFilter
		want   int
	}{
		{boundaries.LineFilter{}, 3}, {boundaries.LineFilter{Area: "532601"}, 2}, {boundaries.LineFilter{Area: "532622"}, 2},
		{boundaries.LineFilter{Area: "45"}, 1}, {boundaries.LineFilter{Area: "5326", Level: "township"}, 1}, {boundaries.LineFilter{Area: "11"}, 0},
	} {
		page, err := s.List(ctx, tc.filter, boundaries.Paging{})
		if err != nil || len(page.Items) != tc.want || page.Next != "" {
			t.Errorf("%+v: %d lines, next %q: %v", tc.filter, len(page.Items), page.Next, err)
		}
	}
	first, err := s.List(ctx, boundaries.LineFilter{}, boundaries.Paging{Limit: 2})
	if err != nil || len(first.Items) != 2 || first.Next != first.Items[1].Code {
		t.Fatalf("first page: %d, next %q: %v", len(first.Items), first.Next, err)
	}
	rest, err := s.List(ctx, boundaries.LineFilter{}, boundaries.Paging{Limit: 2, After: first.Next})
	if err != nil || len(rest.Items) != 1 || rest.Next != "" {
		t.Errorf("second page: %d, next %q: %v", len(rest.Items), rest.Next, err)
	}
	_, err = s.List(ctx, boundaries.LineFilter{Area: "x"}, boundaries.Paging{})
	wantKind(t, "area that is no code", err, problem.BadParameter)
	_, err = s.List(ctx, boundaries.LineFilter{Level: "village"}, boundaries.Paging{})
	wantKind(t, "level that lines have not", err, problem.BadParameter)
}

func TestLineUpdate(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewLineStore(small(t)), context.Background()
	rename := func(name string) func(*boundaries.LineInput) error {
		return func(in *boundaries.LineInput) error { in.Name = name; return nil }
	}
	l, err := s.Update(ctx, by(actor.Inspector, "532622"), countyLine, 1, func(in *boundaries.LineInput) error {
		km := 31.23449
		in.Name, in.AgreedLengthKm, in.Agreement, in.Status = " 甲乙线𣲗 ", &km, "文界协〔2003〕1号", "disputed"
		return nil
	})
	if err != nil || l.Name != "甲乙线𣲗" || *l.AgreedLengthKm != 31.234 || l.Status != "disputed" || l.Version != 2 {
		t.Errorf("%+v: %v", l, err)
	}
	refused := errors.New("refused by the edit")
	for _, tc := range []struct {
		name    string
		role    actor.Role
		area    string
		code    string
		version int64
		edit    func(*boundaries.LineInput) error
		want    problem.Kind
	}{
		{"the other party", actor.Reviewer, "532601", countyLine, 2, rename("a"), ""},
		{"the prefecture above", actor.Admin, "5326", countyLine, 3, rename("b"), ""},
		{"stale", actor.Inspector, "532601", countyLine, 3, rename("c"), problem.Stale},
		{"no party", actor.Inspector, "532623", countyLine, 4, rename("c"), problem.Forbidden},
		{"no party and stale", actor.Inspector, "532623", countyLine, 1, rename("c"), problem.Forbidden},
		{"role", actor.Officer, "532601", countyLine, 4, rename("c"), problem.Forbidden},
		{"unknown", actor.Inspector, "532601", "532601000532623000", 1, rename("c"), problem.NotFound},
		{"no name", actor.Inspector, "532601", countyLine, 4, rename(" "), problem.Invalid},
		{"control character", actor.Inspector, "532601", countyLine, 4, rename("a\x07b"), problem.Invalid},
		{"township clerk of neither", actor.Clerk, "532601001", townshipLine, 1, rename("c"), problem.Forbidden},
	} {
		_, err := s.Update(ctx, by(tc.role, tc.area), tc.code, tc.version, tc.edit)
		wantKind(t, tc.name, err, tc.want)
	}
	_, err = s.Update(ctx, by(actor.Inspector, "532601"), countyLine, 4, func(*boundaries.LineInput) error { return refused })
	if !errors.Is(err, refused) {
		t.Errorf("the edit's error is lost: %v", err)
	}
	history, err := s.History(ctx, countyLine)
	if err != nil || len(history) != 4 || history[0].Actor != "admin-5326" || history[2].Reason != "test" {
		t.Errorf("%d versions: %v", len(history), err)
	}
	_, err = s.History(ctx, "x")
	wantKind(t, "history of nothing", err, problem.NotFound)
}
