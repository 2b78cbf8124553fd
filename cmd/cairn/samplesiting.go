package main

import (
	"context"
	"errors"
	"log/slog"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
	"cairn/facilities/siting"
)

// doSampleSiting enters two schematic siting rules, asks for the next two township cemeteries among the
// villages, and keeps the answer as a scenario beside one that is drawn by hand.
func doSampleSiting(ctx context.Context, db *data.DB, change data.Change) error {
	existing, roads := facilities.NewStore(db, nil), network.NewStore(db)
	store := siting.NewStore(db, existing, coverage.NewStore(db, existing, roads), roads)
	for _, rule := range []siting.RuleText{
		{Instrument: "选址规则（示意）", Article: "第一条", Text: "不得靠近乡镇驻地（示意）。", Feature: siting.Settlement, Classes: []string{"township"}, DistanceM: 1500, Severity: siting.Exclude, Source: "示意"},
		{Instrument: "选址规则（示意）", Article: "第二条", Text: "宜与既有公墓保持距离（示意）。", Feature: siting.Facility, Classes: []string{"township_cemetery"}, DistanceM: 3000, Severity: siting.Warn, Source: "示意"},
	} {
		if _, err := store.CreateRule(ctx, change, uuid.Nil, rule); err != nil {
			return err
		}
	}
	run, err := store.Now(ctx, change, siting.Ask{Name: "再建两处（示意）", Kind: "township_cemetery", Area: sample.Prefecture, Method: "next", Sites: 2,
		Demand: siting.Demands{Weight: "equal"}, Candidates: siting.Candidates{From: "villages"}, Alternatives: 1, Solver: "go", TimeLimitS: 5}, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	if run.Answer == nil || len(run.Answer.Sites) == 0 {
		return errors.New("the sample's siting run found nothing: " + run.State)
	}
	if _, err := store.FromRun(ctx, change, uuid.Nil, run.ID, 0, siting.ScenarioText{Name: "测算方案（示意）", Note: "示意"}); err != nil {
		return err
	}
	first := run.Answer.Sites[0]
	_, err = store.CreateScenario(ctx, change, uuid.Nil, siting.ScenarioText{Name: "手绘方案（示意）", Kind: "township_cemetery", AreaCode: sample.Prefecture, Note: "示意",
		Sites: []siting.SiteDraft{{Name: "点 1", Lon: first.Lon, Lat: first.Lat}}})
	return err
}
