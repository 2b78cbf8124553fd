package rounds

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Coverage is of the tracks as they are: sent for the line, sent with inspections of it or of
// its markers, corrected, and measured along the course that the line has now.
func TestCoverageFollows(t *testing.T) {
	k := newKit(t)
	k.fifth()
	half := k.course[:len(k.course)/2]
	if k.covered(5) != 0 {
		t.Error("covered without a track")
	}
	first := k.stretch(half)
	k.log(first)
	some := k.covered(5)
	if some < 0.1 || some > 0.9 {
		t.Fatalf("half of the line: %v", some)
	}
	correction := k.stretch(nil)
	correction.Corrects = &first.ID
	k.log(correction)
	if got := k.covered(5); got != 0 {
		t.Errorf("after the correction %v", got)
	}
	round := 5
	k.log(boundaries.InspectionInput{ID: uuid.New(), Kind: "round", Round: &round, ObservedAt: time.Date(2022, 5, 7, 10, 0, 0, 0, chinatime.Zone),
		Marker: k.marker, Conditions: []string{"intact"}, Track: k.stretch(half).Track})
	if got := k.covered(5); got != some {
		t.Errorf("with the track of a marker's inspection %v, want %v", got, some)
	}
	l, added, err := k.store.AddTrack(k.ctx, by(actor.Inspector, k.right), 5, k.line,
		TrackInput{ID: uuid.New(), WalkedOn: "2022-05-08", Geometry: orb.MultiLineString{k.course[len(k.course)/2-1:]}})
	if err != nil || !added || *l.Covered != 1 || l.State != Walked {
		t.Errorf("with the rest: %+v, %v, %v", l, added, err)
	}
	k.write("UPDATE boundary_line SET geom = ST_Translate(geom, 0.01, 0.01) WHERE code = $1", k.line)
	if got := k.covered(5); got > 0.9 {
		t.Errorf("after the line was moved away %v", got)
	}
}

// What comes after a round was closed is kept, told of, and changes nothing of the round.
func TestLateInspections(t *testing.T) {
	k := newKit(t)
	k.fifth()
	round := 5
	seen := boundaries.InspectionInput{ID: uuid.New(), Kind: "round", Round: &round, ObservedAt: time.Date(2022, 5, 7, 10, 0, 0, 0, chinatime.Zone), Marker: k.marker, Conditions: []string{"tilted"}}
	k.log(k.stretch(k.course[:len(k.course)/2]), seen)
	k.closeRound(5)
	before, share := k.coverage(5), k.covered(5)
	if share == 0 {
		t.Fatal("nothing was kept")
	}
	late := seen
	late.ID, late.Corrects, late.Conditions = uuid.New(), &seen.ID, []string{"intact"}
	k.log(k.stretch(k.course), late)
	k.write("UPDATE boundary_line SET geom = ST_Translate(geom, 0.01, 0.01) WHERE code = $1", k.line)
	after := k.coverage(5)
	if k.covered(5) != share || after.Tracks != before.Tracks || len(after.Stretches) != len(before.Stretches) || after.LateInspections != 2 {
		t.Errorf("before %+v, after %+v", before, after)
	}
	for _, m := range after.Markers {
		if m.Number == k.marker && (!m.Done || len(m.Conditions) != 1 || m.Conditions[0] != "tilted") {
			t.Errorf("the marker as the round left it: %+v", m)
		}
	}
	r, err := k.store.Get(k.ctx, 5)
	if err != nil || r.Late != 2 {
		t.Errorf("%d late inspections, %v", r.Late, err)
	}
}

// An inspection that is being written while a round is closed either counts in all of it, or
// came late.
func TestCloseWaits(t *testing.T) {
	k := newKit(t)
	k.fifth()
	half := k.stretch(k.course[:len(k.course)/2])
	k.log(half)
	written, proceed := make(chan struct{}), make(chan error)
	go func() {
		proceed <- k.db.Write(k.ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `WITH n AS (INSERT INTO inspection (id, kind, round, observed_at, marker, line_code, conditions, content_hash)
				SELECT gen_random_uuid(), kind, round, observed_at, marker, line_code, conditions, content_hash FROM inspection WHERE id = $1 RETURNING id)
				SELECT id FROM n`, half.ID)
			if err == nil {
				_, err = tx.Exec(ctx, `INSERT INTO inspection_track (inspection_id, geom, points)
					SELECT i.id, ST_Multi(l.geom), 2 FROM inspection i JOIN boundary_line l ON l.code = i.line_code WHERE i.line_code = $1 AND i.id <> $2`, k.line, half.ID)
			}
			close(written)
			return err
		})
	}()
	<-written
	k.closeRound(5)
	if err := <-proceed; err != nil {
		t.Fatal(err)
	}
	if got := k.covered(5); got != 1 {
		t.Errorf("covered %v when the round was closed", got)
	}
}

// A line is divided at its markers, those at one place at once, and long pieces evenly.
func TestDivide(t *testing.T) {
	t.Parallel()
	stakes := []stake{{"A", 0.4}, {"B", 3000}, {"C", 3000.5}, {"D", 27000}}
	got := divide(stakes, walk{lengthM: 30000, parts: []Stretch{{0, 1500}, {20000, 30000}}})
	want := []Segment{{0, 3000, "A", "B、C", 0.5}, {3000, 11000, "B、C", "", 0}, {11000, 19000, "", "", 0}, {19000, 27000, "", "D", 0.875}, {27000, 30000, "D", "", 1}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range got {
		if math.Abs(got[i].Covered-want[i].Covered) > 1e-9 || got[i].From != want[i].From || got[i].To != want[i].To || got[i].FromM != want[i].FromM || got[i].ToM != want[i].ToM {
			t.Errorf("segment %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	if got := divide([]stake{{"E", 2000.2}}, walk{lengthM: 2000}); len(got) != 1 || got[0].To != "E" || got[0].ToM != 2000 {
		t.Errorf("a marker at the end: %+v", got)
	}
}

// Plans of a batch are changed at once, in what is said; closed lines keep theirs, and so do
// all without the word.
func TestPlanOfBatch(t *testing.T) {
	k := newKit(t)
	k.fifth()
	year, due, later := 2024, "2024-12-31", "2025-06-30"
	chief := k.chief
	plan := func(c Choice, in PlanInput) PlanResult {
		t.Helper()
		done, err := k.store.Plan(k.ctx, chief, 5, c, in)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if got := plan(Choice{Area: "5326", Level: "county"}, PlanInput{Batch: &year}); got != (PlanResult{}) {
		t.Errorf("lines that are planned: %+v", got)
	}
	counties := plan(Choice{Area: "5326", Level: "county", Change: true}, PlanInput{Batch: &year, DueOn: &due, LeftTeam: "甲组"}).Changed
	if got := plan(Choice{Batch: &year, Change: true}, PlanInput{DueOn: &later}); got.Changed != counties || counties != 14 {
		t.Errorf("the batch: %+v of %d", got, counties)
	}
	l, err := k.store.Line(k.ctx, 5, k.line)
	if err != nil || *l.Batch != year || *l.DueOn != later || l.LeftTeam != "甲组" {
		t.Errorf("%+v, %v", l, err)
	}
	chief = by(actor.Reviewer, k.left)
	_, err = k.store.Plan(k.ctx, chief, 5, Choice{Codes: []string{k.line}, Change: true}, PlanInput{RightTeam: "乙组"})
	if err != nil {
		t.Errorf("a party: %v", err)
	}
	chief = by(actor.Reviewer, "532628")
	_, err = k.store.Plan(k.ctx, chief, 5, Choice{Codes: []string{k.line}, Change: true}, PlanInput{RightTeam: "丙组"})
	k.refused("no party", err, problem.Forbidden, "")
}
