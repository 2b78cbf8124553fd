package findings_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries/findings"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// A dispute is mediated, settled and taken up again; each in its turn.
func TestLifeOfADispute(t *testing.T) {
	k := newKit(t)
	line := k.one("SELECT code FROM boundary_line WHERE level = 'county' ORDER BY code LIMIT 1")
	admin := by(actor.Admin, "5326")
	draft := findings.DisputeDraft{LineCode: line, FromM: 100, ToM: 900, Title: "林地", SinceOn: "2021-03-01"}
	for field, change := range map[string]func(*findings.DisputeDraft){
		"line_code": func(d *findings.DisputeDraft) { d.LineCode = "1" },
		"from_m":    func(d *findings.DisputeDraft) { d.FromM = -1 },
		"to_m":      func(d *findings.DisputeDraft) { d.ToM = 50 },
		"title":     func(d *findings.DisputeDraft) { d.Title = "" },
		"since_on":  func(d *findings.DisputeDraft) { d.SinceOn = "2023-01-01" },
	} {
		bad := draft
		change(&bad)
		_, err := k.store.OpenDispute(k.ctx, admin, uuid.Nil, bad)
		k.refused(field, err, problem.Invalid, field)
	}
	d, err := k.store.OpenDispute(k.ctx, admin, uuid.Nil, draft)
	if err != nil || d.State != findings.Open || d.Geom.Geometry == nil {
		t.Fatalf("%+v: %v", d, err)
	}
	_, err = k.store.Mediate(k.ctx, admin, d.ID, d.Version, findings.Mediation{HeldOn: "2020-01-01", Who: "县", Result: "无"})
	k.refused("mediated before it began", err, problem.Invalid, "held_on")
	_, err = k.store.Reopen(k.ctx, admin, d.ID, d.Version)
	k.refused("not settled yet", err, problem.Conflict, "")
	if d, err = k.store.Mediate(k.ctx, admin, d.ID, d.Version, findings.Mediation{HeldOn: "2021-05-01", Who: "县民政局", Result: "继续协商"}); err != nil || d.State != findings.Mediating {
		t.Fatalf("%+v: %v", d, err)
	}
	if d, err = k.store.Agree(k.ctx, admin, d.ID, d.Version, findings.PeaceAgreement{SignedOn: "2021-06-01", Document: "平安协议1号"}); err != nil || len(d.Agreements) != 1 {
		t.Fatalf("%+v: %v", d, err)
	}
	_, err = k.store.Settle(k.ctx, admin, d.ID, d.Version, "2021-04-01", "按协议")
	k.refused("settled before the mediation", err, problem.Invalid, "on")
	if d, err = k.store.Settle(k.ctx, admin, d.ID, d.Version, "2021-07-01", "按协议"); err != nil || d.State != findings.Settled {
		t.Fatalf("%+v: %v", d, err)
	}
	_, err = k.store.Mediate(k.ctx, admin, d.ID, d.Version, findings.Mediation{HeldOn: "2021-08-01", Who: "县", Result: "无"})
	k.refused("mediated once settled", err, problem.Conflict, "")
	if d, err = k.store.Reopen(k.ctx, admin, d.ID, d.Version); err != nil || d.State != findings.Mediating || d.SettledOn != nil {
		t.Fatalf("%+v: %v", d, err)
	}
}

// Whom a dispute does not concern, by role or by area, finds nothing of it: no record, no
// count, no row, and no file.
func TestDisputesAreHidden(t *testing.T) {
	k := newKit(t)
	number, _, parties := k.countyMarker()
	foreign := k.one("SELECT code FROM area WHERE level = 'county' AND NOT external AND code NOT IN ($1, $2) ORDER BY code LIMIT 1", parties[0], parties[1])
	line := k.one("SELECT code FROM boundary_line WHERE left_area = $1 AND right_area = $2", parties[0], parties[1])
	d, err := k.store.OpenDispute(k.ctx, by(actor.Reviewer, parties[0]), uuid.Nil, findings.DisputeDraft{LineCode: line, FromM: 1, ToM: 2, Title: "秘", SinceOn: "2021-03-01"})
	if err != nil {
		t.Fatal(err)
	}
	risk := damage(number)
	risk.Kind = findings.DisputeRisk
	f, err := k.store.Report(k.ctx, by(actor.Inspector, parties[0]), risk)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		role actor.Role
		area string
		sees bool
	}{
		{actor.Reviewer, parties[1], true}, {actor.Auditor, "5326", true}, {actor.Admin, "", true},
		{actor.Viewer, parties[0], false}, {actor.Officer, parties[0], false}, {actor.Clerk, parties[0], false}, {actor.Planner, "5326", false},
		{actor.Reviewer, foreign, false}, {actor.Admin, foreign, false},
	} {
		who := by(tc.role, tc.area).Actor
		_, errD := k.store.Dispute(k.ctx, who, d.ID)
		_, errF := k.store.Get(k.ctx, who, f.ID)
		_, errH := k.store.DisputeHistory(k.ctx, who, d.ID)
		errA := k.store.DisputeFiles().MayRead(k.ctx, who, d.ID.String())
		for what, err := range map[string]error{"dispute": errD, "finding": errF, "history": errH, "file": errA} {
			if tc.sees != (err == nil) || !tc.sees && !problem.Is(err, problem.NotFound) {
				t.Errorf("%s of %s in %s: %v", what, tc.role, tc.area, err)
			}
		}
		sum, _ := k.store.Totals(k.ctx, who, "", "")
		foot, _ := k.store.LedgerTotals(k.ctx, who, findings.LedgerQuery{})
		list, _ := k.store.List(k.ctx, who, findings.Filter{Limit: 10})
		all, _ := k.store.Disputes(k.ctx, who, findings.DisputeFilter{Limit: 10})
		want := map[bool]int{true: 1}[tc.sees]
		if sum.Findings != want || foot.Open != want || len(list) != want || len(all) != want {
			t.Errorf("%s in %s counts %d, %d, %d, %d", tc.role, tc.area, sum.Findings, foot.Open, len(list), len(all))
		}
	}
}

// The clerk who reports a risk of dispute reads the own report.
func TestReporterReadsTheOwnReport(t *testing.T) {
	k := newKit(t)
	line := k.one("SELECT code FROM boundary_line WHERE level = 'township' ORDER BY code LIMIT 1")
	clerk := by(actor.Clerk, k.one("SELECT left_area FROM boundary_line WHERE code = $1", line))
	m := 10.0
	f, err := k.store.Report(k.ctx, clerk, findings.Report{Kind: findings.DisputeRisk, LineCode: line, ChainageM: &m, Description: "争地", FoundAt: now.Add(-time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.store.Get(k.ctx, clerk.Actor, f.ID); err != nil {
		t.Error(err)
	}
}
