package main

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/life"
	"cairn/facilities/network"
	"cairn/facilities/official"
)

// doSampleCoverage declares what offices declare: of the townships without a burial ground one
// shares the nearest cemetery of another (联建), one is exempt by document (免建), the others stay
// uncovered; and the figures that were reported at the end of last year.
func doSampleCoverage(ctx context.Context, db *data.DB, change data.Change, now time.Time) error {
	locator, err := boundaries.NewLocator(ctx, db)
	if err != nil {
		return err
	}
	sites := facilities.NewStore(db, locator)
	answer, err := coverage.NewStore(db, sites, network.NewStore(db)).Ask(ctx, coverage.Question{Kind: "township_burial", AsOf: facilities.Today(now)})
	if err != nil {
		return err
	}
	lastYear := facilities.NewDay(now.Year()-1, time.December, 31)
	declared := official.NewStore(db)
	left := 0
	for _, a := range answer.Areas {
		if a.Covered || a.Nearest == nil {
			continue
		}
		switch left++; left {
		case 1:
			if err := shareSample(ctx, life.NewStore(db, sites), change, a.Nearest.ID, a.Code, lastYear); err != nil {
				return err
			}
		case 2:
			_, err := declared.CreateExemption(ctx, change, uuid.Nil, official.ExemptionDraft{AreaCode: a.Code, What: answer.Kind, FromOn: lastYear,
				Document: "示意〔2〕号", Authority: "民政局（示意）", DocumentOn: lastYear, Note: "示意"})
			if err != nil {
				return err
			}
		}
	}
	for area, percent := range map[string]float64{sample.Prefecture: 90, sample.Prefecture + "01": 100} {
		_, err := declared.CreateReported(ctx, change, uuid.Nil, official.ReportedDraft{AreaCode: area, What: answer.Kind, AsOf: lastYear, Percent: &percent,
			Document: "上年度统计表（示意）", ReportedTo: "上级部门（示意）", ReportedOn: lastYear})
		if err != nil {
			return err
		}
	}
	return nil
}

// shareSample declares that a site serves its own township and another.
func shareSample(ctx context.Context, lives *life.Store, change data.Change, site uuid.UUID, with string, from facilities.Day) error {
	stands, err := lives.Get(ctx, site)
	if err != nil {
		return err
	}
	area := append(stands.Service, life.ServedArea{AreaCode: with, Role: "shared", From: from, Document: "联建协议（示意）"})
	_, err = lives.Put(ctx, change, site, stands.Version, life.ServiceArea(area), nil)
	return err
}
