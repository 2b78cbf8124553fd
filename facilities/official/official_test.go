package official_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/facilities"
	"cairn/facilities/official"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func newStore(t *testing.T) *official.Store {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		for _, a := range [][]string{{"5326", "文山州", "prefecture", ""}, {"532601", "文山市", "county", "5326"}, {"532601001", "开化街道", "township", "532601"},
			{"532622", "砚山县", "county", "5326"}} {
			if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))", a[0], a[1], a[2], a[3]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return official.NewStore(db)
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: role, Area: area}, Door: "test"}
}

var planner = by(actor.Planner, "532601")

func day(text string) facilities.Day {
	d, err := facilities.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func ptr[T any](v T) *T { return &v }

func draft() official.ExemptionDraft {
	return official.ExemptionDraft{AreaCode: "532601001", What: "township_burial", FromOn: day("2021-01-01"), Document: " 民发〔2021〕1号 "}
}

func figure() official.ReportedDraft {
	return official.ReportedDraft{AreaCode: "532601", What: "township_burial", AsOf: day("2020-12-31"), Percent: ptr(90.4)}
}

// refused fails unless the error names the field, or is of the kind for "".
func refused(t *testing.T, what string, err error, kind problem.Kind, field string) {
	t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind || field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != field) {
		t.Errorf("%s: %v, want %s %s", what, err, kind, field)
	}
}

func TestExemptionLives(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	e, err := s.CreateExemption(ctx, planner, uuid.Nil, draft())
	if err != nil || e.AreaName != "开化街道" || e.Document != "民发〔2021〕1号" || e.WhatName == "" || e.ToOn != nil {
		t.Fatalf("%+v %v", e, err)
	}
	edit := func(d *official.ExemptionDraft) error { d.ToOn = day("2022-01-01"); return nil }
	if _, err := s.UpdateExemption(ctx, planner, e.ID, 7, edit); !problem.Is(err, problem.Stale) {
		t.Errorf("a stale version gives %v", err)
	}
	if _, err := s.UpdateExemption(ctx, by(actor.Planner, "532622"), e.ID, 1, edit); !problem.Is(err, problem.Forbidden) {
		t.Errorf("a neighbour gets %v", err)
	}
	if e, err = s.UpdateExemption(ctx, planner, e.ID, 1, edit); err != nil || *e.ToOn != day("2022-01-01") || e.Version != 2 {
		t.Fatalf("%+v %v", e, err)
	}
	for on, want := range map[string]int{"2020-12-31": 0, "2021-01-01": 1, "2021-12-31": 1, "2022-01-01": 0} {
		if all, err := s.Exemptions(ctx, official.Filter{Area: "5326", On: day(on), Limit: 5}); err != nil || len(all) != want {
			t.Errorf("on %s %d hold, want %d: %v", on, len(all), want, err)
		}
	}
	if err := s.RetireExemption(ctx, planner, e.ID, 2); err != nil {
		t.Fatal(err)
	}
	if err := s.RetireExemption(ctx, planner, e.ID, 3); !problem.Is(err, problem.Conflict) {
		t.Errorf("withdrawn again: %v", err)
	}
	if all, err := s.Exemptions(ctx, official.Filter{Limit: 5}); err != nil || len(all) != 0 {
		t.Errorf("after it was withdrawn: %v %v", all, err)
	}
	if versions, err := s.ExemptionHistory(ctx, e.ID); err != nil || len(versions) != 3 || versions[2].Op != "insert" {
		t.Errorf("its history: %+v %v", versions, err)
	}
	if _, err := s.ExemptionHistory(ctx, uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("the history of an unknown one gives %v", err)
	}
	if _, err := s.Exemption(ctx, uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown one gives %v", err)
	}
}

func TestExemptionRefuses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tc := range []struct {
		field string
		edit  func(*official.ExemptionDraft)
	}{
		{"document", func(d *official.ExemptionDraft) { d.Document = " " }},
		{"from_on", func(d *official.ExemptionDraft) { d.FromOn = facilities.Day{} }},
		{"from_on", func(d *official.ExemptionDraft) { d.FromOn = day("0021-01-01") }},
		{"to_on", func(d *official.ExemptionDraft) { d.ToOn = d.FromOn }},
		{"area_code", func(d *official.ExemptionDraft) { d.AreaCode = "" }},
		{"area_code", func(d *official.ExemptionDraft) { d.AreaCode = "532699" }},
		{"what", func(d *official.ExemptionDraft) { d.What = "tomb" }},
		{"note", func(d *official.ExemptionDraft) { d.Note = "a\x00" }},
	} {
		d := draft()
		tc.edit(&d)
		_, err := s.CreateExemption(context.Background(), planner, uuid.Nil, d)
		refused(t, tc.field, err, problem.Invalid, tc.field)
	}
	_, err := s.CreateExemption(context.Background(), by(actor.Clerk, "532601"), uuid.Nil, draft())
	refused(t, "a clerk", err, problem.Forbidden, "")
}

func TestReportedLives(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	r, err := s.CreateReported(ctx, planner, uuid.Nil, figure())
	if err != nil || *r.Percent != 90.4 || r.Numerator != nil || r.AreaName != "文山市" {
		t.Fatalf("%+v %v", r, err)
	}
	_, err = s.CreateReported(ctx, planner, uuid.Nil, figure())
	refused(t, "the same day again", err, problem.Conflict, "")
	r, err = s.UpdateReported(ctx, planner, r.ID, 1, func(d *official.ReportedDraft) error {
		d.Numerator, d.Denominator, d.ReportedOn = ptr(856), ptr(1614), day("2021-01-10")
		return nil
	})
	if err != nil || *r.Percent != 90.4 || *r.Numerator != 856 || *r.ReportedOn != day("2021-01-10") {
		t.Fatalf("%+v %v", r, err)
	}
	if all, err := s.Reported(ctx, official.Filter{Area: "532601", What: "township_burial", On: day("2020-12-31"), Limit: 5}); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
	if err := s.RetireReported(ctx, planner, r.ID, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := s.CreateReported(ctx, planner, uuid.Nil, figure()); err != nil {
		t.Errorf("in the place of a withdrawn one: %v", err)
	}
}

func TestReportedRefuses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tc := range []struct {
		field string
		edit  func(*official.ReportedDraft)
	}{
		{"as_of", func(d *official.ReportedDraft) { d.AsOf = facilities.Day{} }},
		{"percent", func(d *official.ReportedDraft) { d.Percent = nil }},
		{"percent", func(d *official.ReportedDraft) { d.Percent, d.Numerator = nil, ptr(3) }},
		{"percent", func(d *official.ReportedDraft) { d.Percent = ptr(100.1) }},
		{"numerator", func(d *official.ReportedDraft) { d.Numerator, d.Denominator = ptr(-1), ptr(3) }},
		{"numerator", func(d *official.ReportedDraft) { d.Numerator, d.Denominator = ptr(4), ptr(3) }},
		{"denominator", func(d *official.ReportedDraft) { d.Numerator, d.Denominator = ptr(0), ptr(0) }},
	} {
		d := figure()
		tc.edit(&d)
		_, err := s.CreateReported(context.Background(), planner, uuid.Nil, d)
		refused(t, tc.field, err, problem.Invalid, tc.field)
	}
}
