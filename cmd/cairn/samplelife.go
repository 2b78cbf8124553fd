package main

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/life"
	"cairn/facilities/plans"
	"cairn/facilities/zones"
)

// anywhere is the locator of an author who may write everywhere.
type anywhere struct{}

func (anywhere) CodesAt(orb.Point) []string { return nil }

// sampleLife gives facilities of the sample a life: stages of commercial cemeteries with their
// approvals, grades, greening, contacts, figures by day; burial zones; a plan with projects that
// are done, late, under way and overdue.
type sampleLife struct {
	change data.Change
	today  facilities.Day
	year   int
	sites  *facilities.Store
	lives  *life.Store
	zones  *zones.Store
	plans  *plans.Store
}

func doSampleLife(ctx context.Context, db *data.DB, change data.Change, now time.Time) error {
	sites, today := facilities.NewStore(db, anywhere{}), facilities.Today(now)
	d := sampleLife{change, today, today.Year(), sites, life.NewStore(db, sites), zones.NewStore(db), plans.NewStore(db, sites)}
	for _, work := range []func(context.Context) error{d.cemeteries, d.homes, d.greening, d.draw, d.plan} {
		if err := work(ctx); err != nil {
			return err
		}
	}
	return nil
}

// put writes parts of a facility one after the other.
func (d *sampleLife) put(ctx context.Context, f facilities.Facility, parts ...life.Part) error {
	stands, err := d.lives.Get(ctx, f.ID)
	for _, part := range parts {
		if err != nil {
			return err
		}
		stands, err = d.lives.Put(ctx, d.change, f.ID, stands.Version, part, nil)
	}
	return err
}

// cemeteries puts the commercial cemeteries at different stages: the first has its licence.
func (d *sampleLife) cemeteries(ctx context.Context) error {
	found, err := d.sites.List(ctx, facilities.Filter{Kind: "commercial_cemetery", Limit: 10})
	if err != nil {
		return err
	}
	stages := []string{"application", "construction", "acceptance", "licence"}
	for i, f := range found {
		var passed life.Passings
		for j, code := range stages[:max(1, len(stages)-i)] {
			passed = append(passed, life.Passing{Code: code, PassedOn: facilities.NewDay(d.year-5+j, time.March, 1), Document: "示意〔3〕号"})
		}
		complete := i == 0
		papers := life.PapersState{Complete: &complete, Missing: []string{}, CheckedOn: &d.today}
		if !complete {
			papers.Missing = []string{"林地批复（示意）"}
		}
		applied, granted := facilities.NewDay(d.year-6, time.May, 1), facilities.NewDay(d.year-6, time.September, 1)
		filings := life.Filings{{ID: uuid.Must(uuid.NewV7()), Matter: "land", Title: "用地批复（示意）", Number: "示意〔4〕号", AppliedOn: &applied, GrantedOn: &granted}}
		greening := life.GreeningHistory{{Year: d.year - 2, Percent: 30}, {Year: d.year - 1, Percent: float64(65 - 10*i)}}
		contacts := life.Contacts{{ID: uuid.Must(uuid.NewV7()), Role: "head", Name: "示意联系人", Phone: "0876-0000000"}}
		if err := d.put(ctx, f, passed, papers, filings, greening, contacts); err != nil {
			return err
		}
	}
	return nil
}

// homes gives care homes grades and beds that were added.
func (d *sampleLife) homes(ctx context.Context) error {
	found, err := d.sites.List(ctx, facilities.Filter{Kind: "care_home", Limit: 6})
	if err != nil {
		return err
	}
	for i, f := range found {
		first, now, fewer := 1, 1+i%3, 60
		capacity := life.CapacityHistory{{Measure: "beds", Total: &fewer, Source: "示意"}, {Measure: "beds", On: facilities.NewDay(d.year-2, time.January, 1), Total: f.Capacity, Used: f.Used, Source: "示意"}}
		grades := life.GradeHistory{{Grade: &first}, {From: facilities.NewDay(d.year-1, time.January, 1), Grade: &now, Document: "示意〔5〕号"}}
		if err := d.put(ctx, f, capacity, grades); err != nil {
			return err
		}
	}
	return nil
}

func (d *sampleLife) greening(ctx context.Context) error {
	var steps []life.GreeningStep
	for i, percent := range []float64{30, 60, 90, 100} {
		steps = append(steps, life.GreeningStep{Year: d.year - 2 + i, Percent: percent})
	}
	_, err := d.lives.PutGreeningTarget(ctx, d.change, life.GreeningTarget{AreaCode: sample.Prefecture, Steps: steps, Document: "示意〔6〕号"}, 0)
	return err
}

// draw draws a zone of a county, one of two townships, and one of its own outline.
func (d *sampleLife) draw(ctx context.Context) error {
	around, err := d.sites.List(ctx, facilities.Filter{Area: sample.Prefecture + "23", Kind: "township_cemetery", Limit: 1})
	if err != nil {
		return err
	}
	from, county := facilities.NewDay(d.year-3, time.July, 1), sample.Prefecture+"01"
	all := []zones.Draft{
		{Kind: "cremation", Name: "火葬区（示意）", AreaCode: county, Areas: []string{county}},
		{Kind: "earth", Name: "土葬改革区（示意）", AreaCode: sample.Prefecture + "22", Areas: []string{sample.Prefecture + "22101", sample.Prefecture + "22102"}},
	}
	for _, f := range around[:min(1, len(around))] {
		if at, placed := f.Point(); placed {
			all = append(all, zones.Draft{Kind: "ethnic_eco", Name: "少数民族生态安葬区（示意）", AreaCode: sample.Prefecture, Shape: octagon(at, 0.05)})
		}
	}
	for _, zone := range all {
		zone.From, zone.Document = from, "示意〔7〕号"
		if _, err := d.zones.Create(ctx, d.change, uuid.Nil, zone); err != nil {
			return err
		}
	}
	return nil
}

// octagon is an area around a point, of a radius in degrees.
func octagon(p orb.Point, r float64) orb.Polygon {
	ring := orb.Ring{}
	for _, c := range [][2]float64{{1, .4}, {.4, 1}, {-.4, 1}, {-1, .4}, {-1, -.4}, {-.4, -1}, {.4, -1}, {1, -.4}, {1, .4}} {
		ring = append(ring, orb.Point{p[0] + c[0]*r, p[1] + c[1]*r})
	}
	return orb.Polygon{ring}
}

// plan enters a table of projects: of what is on record each gets a year, some of them already
// over; in the last year a cemetery is to come to a township that is not known yet.
func (d *sampleLife) plan(ctx context.Context) error {
	issued := facilities.NewDay(d.year-9, time.March, 1)
	p, err := d.plans.Create(ctx, d.change, uuid.Nil, plans.Draft{Title: "殡葬设施建设规划项目表（示意）", Number: "示意〔8〕号", Authority: "州人民政府（示意）",
		IssuedOn: &issued, AreaCode: sample.Prefecture, YearFrom: d.year - 9, YearTo: d.year + 1})
	if err != nil {
		return err
	}
	table := plans.Projects{{ID: uuid.Must(uuid.NewV7()), Year: d.year + 1, AreaCode: sample.Prefecture + "27", Kind: "township_cemetery", Name: "乡镇公益性公墓（示意）"}}
	for _, kind := range []string{"columbarium", "commercial_cemetery", "county_cemetery"} {
		found, err := d.sites.List(ctx, facilities.Filter{Kind: kind, Limit: 6})
		if err != nil {
			return err
		}
		for i, f := range found {
			yuan, id := int64(2_000_000+500_000*i), f.ID
			table = append(table, plans.Project{ID: uuid.Must(uuid.NewV7()), Year: d.year - 9 + (3*i+len(table))%11, AreaCode: f.AreaCode, Kind: f.Kind, Name: f.Name,
				Capacity: f.Capacity, Investment: &yuan, FacilityID: &id})
		}
	}
	_, err = d.plans.PutProjects(ctx, d.change, p.ID, p.Version, table)
	return err
}
