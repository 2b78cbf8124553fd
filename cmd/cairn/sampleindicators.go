package main

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/facilities/indicators"
	"cairn/facilities/plans"
	"cairn/facilities/years"
)

// doSampleIndicators enters a schematic plan with indicators of each kind of formula, a figure
// reported, and the parameters that capacity in years is computed with.
func doSampleIndicators(ctx context.Context, db *data.DB, change data.Change, now time.Time) error {
	year := facilities.Today(now).Year()
	plan, err := plans.NewStore(db, facilities.NewStore(db, nil)).Create(ctx, change, uuid.Nil, plans.Draft{ // no position is written
		Title: "民政事业发展规划（示意）", Number: "示意〔1〕号", AreaCode: sample.Prefecture, YearFrom: year - 4, YearTo: year + 1})
	if err != nil {
		return err
	}
	store := indicators.NewStore(db, nil, &facts.Cache{}) // nothing is computed
	for i, d := range sampleIndicators(year) {
		d.PlanID, d.Sort = plan.ID, 10*(i+1)
		if _, err := store.Create(ctx, change, uuid.Nil, d); err != nil {
			return err
		}
	}
	return sampleParameters(ctx, db, change, year)
}

// sampleIndicators are the indicators, from five years ago to the next year.
func sampleIndicators(year int) []indicators.Draft {
	base, target := year-5, year+1
	of := func(code, name, attribute, unit, formula string, from, to float64) indicators.Draft {
		return indicators.Draft{Code: code, Name: name, Attribute: attribute, Unit: unit, Formula: formula,
			BaseYear: &base, BaseValue: &from, TargetYear: &target, TargetValue: &to, Source: "示意"}
	}
	burial := of("township_burial", "乡镇公益性公墓或骨灰堂覆盖率", "binding", indicators.Percent, "township_coverage", 60, 100)
	burial.Params.Kind = "township_burial"
	burial.Reported = []indicators.IndicatorReported{{AreaCode: sample.Prefecture, AsOf: facilities.NewDay(year-1, time.December, 31), Value: 90, Document: "上年度统计表（示意）"}}
	care := of("township_care", "养老服务设施乡镇覆盖率", "expected", indicators.Percent, "township_coverage", 50, 90)
	care.Params.Kind = "care"
	columbarium := of("county_columbarium", "县级骨灰堂覆盖率", "expected", indicators.Percent, "county_coverage", 0, 100)
	columbarium.Params.Kind = "columbarium"
	community := of("rural_community", "农村社区养老服务覆盖率", "expected", indicators.Percent, "", 20, 60)
	return []indicators.Draft{burial, care, columbarium,
		of("eco_rate", "节地生态安葬率", "expected", indicators.Percent, "eco_burial_rate", 40, 50),
		of("eco_coverage", "节地生态安葬设施乡镇覆盖率", "expected", indicators.Percent, "eco_burial_coverage", 30, 80),
		of("beds", "每千名老年人养老床位数", "expected", indicators.Per1000, "beds_per_1000_aged_60", 10, 30),
		of("nursing", "养老机构护理型床位占比", "binding", indicators.Percent, "nursing_share", 25, 55),
		of("nursing_new", "新建公办机构护理型床位占比", "expected", indicators.Percent, "nursing_share_new_public", 30, 80),
		community}
}

// sampleParameters are round figures, told to be schematic; a county has an uptake of its own.
func sampleParameters(ctx context.Context, db *data.DB, change data.Change, year int) error {
	store := years.NewStore(db, &facts.Cache{})
	for _, p := range []years.ParameterDraft{
		{AreaCode: sample.Prefecture, What: years.DeathRate, Value: 7}, {AreaCode: sample.Prefecture, What: "uptake_plots", Value: 50},
		{AreaCode: sample.Prefecture, What: "uptake_niches", Value: 20}, {AreaCode: sample.Prefecture, What: "uptake_eco_plots", Value: 10},
		{AreaCode: sample.Prefecture + "01", What: "uptake_niches", Value: 35},
	} {
		p.FromOn, p.Source = facilities.NewDay(year-5, time.January, 1), "示意"
		if _, err := store.CreateParameter(ctx, change, uuid.Nil, p); err != nil {
			return err
		}
	}
	return nil
}
