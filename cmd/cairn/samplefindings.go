package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/boundaries/findings"
	"cairn/geo"
)

// inspect logs the markers of the lines that were walked as found in place, and of others one
// that has moved by survey, one that a phone puts elsewhere, and one whose position was
// recorded in GCJ-02 under another name.
func (d *sampleDesk) inspect(ctx context.Context) error {
	walked := []string{d.lines[0].Code, d.lines[1].Code, d.lines[2].Code, d.lines[3].Code}
	var logs []boundaries.InspectionInput
	others := d.others()
	for _, m := range d.markers {
		if slices.ContainsFunc(m.Lines, func(code string) bool { return slices.Contains(walked, code) }) {
			logs = append(logs, d.visit(m, orb.Point{m.Lon, m.Lat}, "rtk", 0.03, "intact"))
		}
	}
	at := func(i int) orb.Point { return orb.Point{others[i].Lon, others[i].Lat} }
	logs = append(logs, d.visit(others[0], east(at(0), 2.4), "rtk", 0.03, "moved"),
		d.visit(others[1], east(at(1), 60), "phone", 5, "intact"),
		d.visit(others[2], geo.GCJFromWGS(at(2)), "phone", 5, "intact"))
	for i := len(logs) - 3; i < len(logs); i++ {
		logs[i].Kind, logs[i].Round = "patrol", nil
	}
	outcomes, err := d.inspections.Log(ctx, d.change, logs)
	for _, o := range outcomes {
		if err == nil && o.Result != boundaries.Created {
			err = fmt.Errorf("inspection %s: %s: %w", o.ID, o.Result, o.Err)
		}
	}
	return err
}

// others are the markers that stand on none of the lines that were walked.
func (d *sampleDesk) others() []boundaries.Marker {
	var all []boundaries.Marker
	for _, m := range d.markers {
		if !slices.ContainsFunc(d.lines[:4], func(l boundaries.Line) bool { return slices.Contains(m.Lines, l.Code) }) {
			all = append(all, m)
		}
	}
	return all
}

// visit is a record of the round about a marker, two days old.
func (d *sampleDesk) visit(m boundaries.Marker, fix orb.Point, source string, accuracy float64, condition string) boundaries.InspectionInput {
	round := sampleRound
	return boundaries.InspectionInput{ID: sampleID(m.Number), Kind: "round", Round: &round, DeviceID: "SAMPLE-" + source, ObservedAt: d.now.Add(-48 * time.Hour),
		Observer: "示意检查组", Marker: m.Number, Conditions: []string{condition}, Lon: &fix[0], Lat: &fix[1], AccuracyM: &accuracy, CRS: "wgs84", Source: source, Note: "示意记录"}
}

// sampleID names the inspection of a marker, so that a finding can be made from it.
func sampleID(number string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("cairn:sample:work:"+number))
}

// east moves a point by metres to the east.
func east(p orb.Point, metres float64) orb.Point {
	return orb.Point{p[0] + metres/(111_320*math.Cos(p[1]*math.Pi/180)), p[1]}
}

// find reports findings and takes them through their steps: one by each number of steps.
func (d *sampleDesk) find(ctx context.Context) error {
	others, line := d.others(), d.lines[4]
	moved := sampleID(others[0].Number)
	far := geo.Length(line.Geometry) * 0.4
	for i, report := range []findings.Report{
		{Kind: findings.CrossWorks, LineCode: line.Code, ChainageM: &far, Description: "示意：新修机耕路越过界线"},
		{InspectionID: &moved, Description: "示意：经测量偏离登记位置，疑似施工碰撞"},
		{Kind: findings.Damage, Marker: others[3].Number, Description: "示意：桩体一角破损"},
		{Kind: findings.Damage, Marker: others[4].Number, Description: "示意：字迹脱落"},
		{Kind: findings.Damage, Marker: others[5].Number, Description: "示意：基座松动"},
		{Kind: findings.DisputeRisk, LineCode: d.lines[1].Code, ChainageM: &far, Description: "示意：两村对河滩地界有不同说法"},
	} {
		if report.InspectionID == nil {
			report.FoundAt = d.now.AddDate(0, 0, -20)
			report.ReportedAt = report.FoundAt.Add(time.Duration(3*i+6) * time.Hour)
		}
		f, err := d.findings.Report(ctx, d.change, report)
		if err != nil {
			return err
		}
		if err := d.takeSteps(ctx, f, []int{0, 1, 2, 4, 6, 0}[i]); err != nil {
			return err
		}
	}
	return nil
}

// takeSteps takes a finding through so many of its steps.
func (d *sampleDesk) takeSteps(ctx context.Context, f findings.BoundaryFinding, count int) error {
	steps := []findings.Step{
		findings.Tell{At: f.FoundAt.Add(12 * time.Hour), How: "示意：发函"},
		findings.Visit{On: d.day(14), Who: "示意：双方民政部门", Note: "示意：现场核实"},
		findings.Decide{On: d.day(12), Decision: "示意：原地修复", Document: "示意纪要1号"},
		findings.Handle{On: d.day(8), Outcome: findings.Restored, Note: "示意：已修复"},
		findings.File{On: d.day(5), Document: "示意归档1号"},
		findings.Close{On: d.day(4)},
	}
	for _, step := range steps[:count] {
		var err error
		if f, err = d.findings.Take(ctx, d.change, f.ID, f.Version, step); err != nil {
			return err
		}
	}
	return nil
}

// dispute puts one on record that is being mediated.
func (d *sampleDesk) dispute(ctx context.Context) error {
	line := d.lines[1]
	length := geo.Length(line.Geometry)
	one, err := d.findings.OpenDispute(ctx, d.change, uuid.Must(uuid.NewV7()), findings.DisputeDraft{LineCode: line.Code, FromM: length * 0.35, ToM: length * 0.45,
		Title: "示意：河滩地界", Description: "示意：河道改道后两村对界线位置有不同说法", Involved: "示意甲村、示意乙村", SinceOn: d.day(200)})
	if err != nil {
		return err
	}
	_, err = d.findings.Mediate(ctx, d.change, one.ID, one.Version, findings.Mediation{HeldOn: d.day(30), Who: "示意：双方民政部门、两村代表", Result: "示意：双方同意实地复测"})
	return err
}
