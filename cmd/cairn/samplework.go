package main

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/boundaries/findings"
	"cairn/boundaries/patrols"
	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/sample"
	"cairn/internal/chinatime"
	"cairn/internal/track"
)

// sampleRound is the round of joint inspection that is under way in the sample.
const sampleRound = 5

// sampleDesk does schematic boundary work on the sample, so that its pages show what they are
// for: a round under way, inspections with alarms, findings at every step, a dispute, patrols;
// and the ledgers of facilities, with a kind of the bureau's own.
// It goes through the stores as people do; days are counted from the day of loading. All
// texts say that they are schematic (示意).
type sampleDesk struct {
	change      data.Change
	now         time.Time
	lines       []boundaries.Line // of county level, by code
	markers     []boundaries.Marker
	inspections *boundaries.InspectionStore
	rounds      *rounds.Store
	findings    *findings.Store
	patrols     *patrols.Store
}

// doSampleWork fills a database that holds the sample and nothing of this yet.
func doSampleWork(ctx context.Context, db *data.DB, files *attachments.Store, change data.Change) error {
	lines, err := boundaries.NewLineStore(db).List(ctx, boundaries.LineFilter{Area: sample.Prefecture, Level: boundaries.County}, boundaries.Paging{Limit: 100})
	if err != nil {
		return err
	}
	markers, err := boundaries.NewMarkerStore(db).List(ctx, boundaries.MarkerFilter{}, boundaries.Paging{Limit: 100})
	if err != nil {
		return err
	}
	d := sampleDesk{change: change, now: time.Now(), lines: lines.Items, markers: markers.Items, inspections: boundaries.NewInspectionStore(db),
		rounds: rounds.NewStore(db, files), findings: findings.NewStore(db), patrols: patrols.NewStore(db)}
	for _, work := range []func(context.Context) error{d.planRound, d.walkLines, d.inspect, d.find, d.dispute, d.patrol} {
		if err := work(ctx); err != nil {
			return err
		}
	}
	if _, err := importFS(ctx, db, sample.OwnKind(), change); err != nil {
		return err
	}
	if err := doSampleMonths(ctx, db, change, d.now); err != nil {
		return err
	}
	if err := doSampleCoverage(ctx, db, change, d.now); err != nil {
		return err
	}
	if err := doSampleLife(ctx, db, change, d.now); err != nil {
		return err
	}
	if err := doSampleIndicators(ctx, db, change, d.now); err != nil {
		return err
	}
	return doSampleSiting(ctx, db, change)
}

// day is a day some days before the day of loading.
func (d *sampleDesk) day(ago int) string {
	return chinatime.Day(d.now.AddDate(0, 0, -ago))
}

// planRound plans the county lines for this year and all others for the next; one line is
// overdue.
func (d *sampleDesk) planRound(ctx context.Context) error {
	starts, ends := d.day(90), d.day(-640)
	if _, err := d.rounds.Create(ctx, d.change, rounds.RoundInput{Number: sampleRound, Title: "第五次联合检查（示意）", StartsOn: &starts, EndsOn: &ends}); err != nil {
		return err
	}
	for i, level := range []string{boundaries.County, ""} {
		batch, due := d.now.Year()+i, d.day(-60-365*i)
		in := rounds.PlanInput{Batch: &batch, DueOn: &due, LeftTeam: "示意甲组", RightTeam: "示意乙组"}
		if _, err := d.rounds.Plan(ctx, d.change, sampleRound, rounds.Choice{Area: sample.Prefecture, Level: level}, in); err != nil {
			return err
		}
	}
	late := d.lines[len(d.lines)-1].Code
	l, err := d.rounds.Line(ctx, sampleRound, late)
	if err != nil {
		return err
	}
	due := d.day(10)
	if _, err := d.rounds.Replan(ctx, d.change, sampleRound, late, l.Version, func(in *rounds.PlanInput) { in.DueOn = &due }); err != nil {
		return err
	}
	r, err := d.rounds.Get(ctx, sampleRound)
	if err != nil {
		return err
	}
	_, err = d.rounds.Start(ctx, d.change, sampleRound, r.Version)
	return err
}

// walkLines takes the first lines through the round: signed; recorded with disagreement;
// recorded; walked.
func (d *sampleDesk) walkLines(ctx context.Context) error {
	records := []rounds.RecordInput{
		{Conclusion: "qualified", Findings: "示意：界桩完好，走向与协议一致", LeftOpinion: "同意", RightOpinion: "同意"},
		{Conclusion: "follow_up", Findings: "示意：界桩完好", Problems: "示意：河道改道，需现场复核", LeftOpinion: "以协议图为准", RightOpinion: "对第二段走向有异议", Disagreement: true},
		{Conclusion: "repaired", Findings: "示意：界桩字迹已重新描红"},
	}
	for i := range 4 {
		course := d.lines[i].Geometry
		if i == 1 {
			course = course[:len(course)/2+1]
		}
		code := d.lines[i].Code
		l, _, err := d.rounds.AddTrack(ctx, d.change, sampleRound, code, rounds.TrackInput{ID: uuid.Must(uuid.NewV7()), WalkedOn: d.day(40 - 5*i), Team: "示意甲组",
			Geometry: orb.MultiLineString{course}})
		if err == nil && i < len(records) {
			l, err = d.rounds.Record(ctx, d.change, sampleRound, code, l.Version, func(in *rounds.RecordInput) { *in = records[i] })
		}
		if err == nil && i == 0 {
			left, right := d.day(30), d.day(28)
			_, err = d.rounds.Sign(ctx, d.change, sampleRound, code, l.Version, func(in *rounds.SignInput) {
				*in = rounds.SignInput{LeftSignedOn: &left, RightSignedOn: &right, Document: "示意联检〔5〕1号"}
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// patrol plans monthly patrols of a county and of a line, and walks a part of this month's.
func (d *sampleDesk) patrol(ctx context.Context) error {
	area, line := d.lines[0].LeftArea, d.lines[0]
	plan, err := d.patrols.CreatePlan(ctx, d.change, uuid.Must(uuid.NewV7()), patrols.PlanDraft{AreaCode: area, EveryMonths: 1, Patroller: "示意巡查员", FromOn: d.day(90), Note: "示意计划"})
	if err != nil {
		return err
	}
	if _, err := d.patrols.CreatePlan(ctx, d.change, uuid.Must(uuid.NewV7()), patrols.PlanDraft{LineCode: d.lines[len(d.lines)-1].Code, EveryMonths: 1, Patroller: "示意巡查员", FromOn: d.day(90), Note: "示意计划"}); err != nil {
		return err
	}
	_, _, err = d.patrols.Record(ctx, d.change, patrols.Input{ID: uuid.Must(uuid.NewV7()), PlanID: &plan.ID, AreaCode: area, Patroller: "示意巡查员",
		StartedAt: d.now.Add(-5 * time.Hour), EndedAt: d.now.Add(-time.Hour), Source: "gps", Track: track.Track{{Line: line.Geometry}}, Note: "示意巡查"})
	return err
}
