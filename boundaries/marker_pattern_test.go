package boundaries_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func TestMarkerPatterns(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	patterns, err := s.Patterns(ctx)
	if err != nil || len(patterns) != 4 || patterns[0].Level != "province" || patterns[2].Example != "0122001Q" {
		t.Fatalf("%+v: %v", patterns, err)
	}
	for _, p := range patterns {
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", p.Level, err)
		}
	}
	county := patterns[2]
	admin := by(actor.Admin, "5326")
	for _, tc := range []struct {
		name, regexp, example, field string
	}{
		{"no expression", "", "1", "regexp"}, {"unreadable", "[0-9", "1", "regexp"}, {"a bracket too many", "1)|(2", "1", "regexp"},
		{"no example", "[0-9]", " ", "example"}, {"an example that does not fit", "[0-9]", "12", "example"},
	} {
		p := county
		p.Regexp, p.Example = tc.regexp, tc.example
		_, err := s.SetPattern(ctx, admin, 1, p)
		wantField(t, tc.name, err, tc.field, "")
	}
	p := county
	p.Regexp, p.Example = "甲乙[0-9]+|[0-9]{7}Q", "甲乙7"
	_, err = s.SetPattern(ctx, by(actor.Admin, "532601"), 1, p)
	wantKind(t, "an admin of a county", err, problem.Forbidden)
	_, err = s.SetPattern(ctx, by(actor.Reviewer, "5326"), 1, p)
	wantKind(t, "a reviewer", err, problem.Forbidden)
	_, err = s.SetPattern(ctx, admin, 4, p)
	wantKind(t, "stale", err, problem.Stale)
	if p, err = s.SetPattern(ctx, admin, 1, p); err != nil || p.Version != 2 {
		t.Fatalf("%+v: %v", p, err)
	}
	me := by(actor.Inspector, "532601")
	in := newMarker()
	in.Number = "甲乙12"
	m, err := s.Create(ctx, me, uuid.Nil, in)
	wantKind(t, "by the new pattern", err, "")
	in.Number = "甲乙"
	_, err = s.Create(ctx, me, uuid.Nil, in)
	wantField(t, "not by the new pattern", err, "number", "boundaries.marker_number")
	if p := problem.As(err); p != nil && p.Fields[0].Params["example"] != "甲乙7" {
		t.Errorf("the refusal shows %v", p.Fields[0].Params)
	}
	p.Regexp, p.Example = "[0-9]{7}Q", "0122001Q"
	if _, err = s.SetPattern(ctx, admin, 2, p); err != nil {
		t.Fatal(err)
	}
	_, err = s.Update(ctx, me, uuid.MustParse(m.ID), 1, edit(t, `{"material": "granite"}`))
	wantKind(t, "a number that was there before stays", err, "")
	_, err = s.Update(ctx, me, uuid.MustParse(m.ID), 2, edit(t, `{"number": "甲乙13"}`))
	wantField(t, "another number fits", err, "number", "boundaries.marker_number")
}
