package findings_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries/findings"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// From the report to the archive: each step in its turn only, with days that can be.
func TestLifeOfAFinding(t *testing.T) {
	k := newKit(t)
	number, marker, _ := k.countyMarker()
	f := k.report(number)
	if f.State != findings.Reported || f.Late || f.MarkerID == nil || *f.MarkerID != marker || f.DueAt == nil || !f.DueAt.Equal(f.ReportedAt.Add(240*time.Hour)) {
		t.Errorf("reported: %+v", f)
	}
	admin := by(actor.Admin, "5326")
	try := func(what findings.Step) error {
		_, err := k.store.Take(k.ctx, admin, f.ID, f.Version, what)
		return err
	}
	for _, early := range []findings.Step{findings.Decide{On: "2022-03-10", Decision: "恢复"}, findings.Handle{On: "2022-03-10", Outcome: findings.Restored},
		findings.File{On: "2022-03-10"}, findings.Close{On: "2022-03-10"}, findings.Visit{On: "2022-03-10", Who: "两县"}} {
		k.refused("too early", try(early), problem.Conflict, "")
	}
	k.refused("told before it was found", try(findings.Tell{At: now.Add(-24 * time.Hour)}), problem.Invalid, "at")
	k.refused("told tomorrow", try(findings.Tell{At: now.Add(24 * time.Hour)}), problem.Invalid, "at")
	f = k.take(f, findings.Tell{How: "电话"})
	for day, field := range map[string]string{"2022-03-11": "on", "2022-03-09": "on", "2022-02-30": "on", "": "on", "0001-01-01": "on", "x": "on"} {
		k.refused("visit on "+day, try(findings.Visit{On: day, Who: "两县"}), problem.Invalid, field)
	}
	k.refused("nobody came", try(findings.Visit{On: "2022-03-10", Who: " "}), problem.Invalid, "who")
	f = k.take(f, findings.Visit{On: "2022-03-10", Who: "文山、砚山两县民政局"})
	k.refused("stale", func() error {
		_, err := k.store.Take(k.ctx, admin, f.ID, f.Version-1, findings.Decide{On: "2022-03-10", Decision: "恢复"})
		return err
	}(), problem.Stale, "")
	k.refused("visited again", try(findings.Visit{On: "2022-03-10", Who: "两县"}), problem.Conflict, "")
	f = k.take(f, findings.Decide{On: "2022-03-10", Decision: "更换"})
	k.refused("moved without an agreement", try(findings.Handle{On: "2022-03-10", Outcome: findings.Moved}), problem.Invalid, "outcome")
	k.refused("no such outcome", try(findings.Handle{On: "2022-03-10", Outcome: "gone"}), problem.Invalid, "outcome")
	f = k.take(f, findings.Handle{On: "2022-03-10", Outcome: findings.Replaced, Note: "新桩"})
	k.refused("no new registration", try(findings.File{On: "2022-03-10"}), problem.Invalid, "registration")
	version := 2
	k.refused("no such registration", try(findings.File{On: "2022-03-10", RegistrationVersion: &version}), problem.Invalid, "registration_version")
	for _, bad := range []int{0, -1, 5_000_000_000} {
		k.refused("a version that cannot be", try(findings.File{On: "2022-03-10", RegistrationVersion: &bad}), problem.Invalid, "registration_version")
	}
	k.reregister(marker, "re_erected")
	f = k.take(f, findings.File{On: "2022-03-10", Document: "档1", RegistrationVersion: &version})
	f = k.take(f, findings.Close{On: "2022-03-10"})
	if f.State != findings.Closed || f.DueAt != nil || f.RegistrationDocument != "登记表2" || *f.RegistrationVersion != 2 {
		t.Errorf("closed: %+v", f)
	}
	k.refused("told after it was closed", try(findings.Tell{}), problem.Conflict, "")
	versions, err := k.store.History(k.ctx, admin.Actor, f.ID)
	if err != nil || len(versions) != 7 {
		t.Errorf("%d versions: %v", len(versions), err)
	}
}

// reregister gives a marker a second version of its registration.
func (k *kit) reregister(marker uuid.UUID, why string) {
	k.Helper()
	k.exec(`UPDATE marker_registration SET valid_to = '2022-03-10' WHERE marker_id = $1`, marker)
	k.exec(`INSERT INTO marker_registration (marker_id, version_no, why, geom, type, document, signed_by, valid_from)
		SELECT id, 2, $2, geom, type, '登记表2', '{甲,乙}', '2022-03-10' FROM marker WHERE id = $1`, marker, why)
}

// Reports that cannot be are refused with the field that is wrong.
func TestReportsThatAreRefused(t *testing.T) {
	k := newKit(t)
	number, _, _ := k.countyMarker()
	line := k.one("SELECT code FROM boundary_line WHERE level = 'township' ORDER BY code LIMIT 1")
	ref := func(x float64) *float64 { return &x }
	for name, tc := range map[string]struct {
		change func(*findings.Report)
		field  string
	}{
		"no kind":             {func(r *findings.Report) { r.Kind = "" }, "kind"},
		"nowhere":             {func(r *findings.Report) { r.Marker = "" }, "marker"},
		"no such marker":      {func(r *findings.Report) { r.Marker = "9" }, "marker"},
		"no such line":        {func(r *findings.Report) { r.Marker, r.LineCode = "", "1" }, "line_code"},
		"marker elsewhere":    {func(r *findings.Report) { r.LineCode = line }, "line_code"},
		"no place on a line":  {func(r *findings.Report) { r.Marker, r.LineCode = "", line }, "chainage_m"},
		"beyond the line":     {func(r *findings.Report) { r.Marker, r.LineCode, r.ChainageM = "", line, ref(9e6) }, "chainage_m"},
		"before the line":     {func(r *findings.Report) { r.Marker, r.LineCode, r.ChainageM = "", line, ref(-1) }, "chainage_m"},
		"far from the line":   {func(r *findings.Report) { r.Marker, r.LineCode, r.Lon, r.Lat = "", line, ref(100), ref(30) }, "lon"},
		"half a point":        {func(r *findings.Report) { r.Lon = ref(104) }, "lat"},
		"swapped":             {func(r *findings.Report) { r.Lon, r.Lat = ref(23), ref(104) }, "lat"},
		"nothing said":        {func(r *findings.Report) { r.Description = " " }, "description"},
		"found tomorrow":      {func(r *findings.Report) { r.FoundAt = now.Add(24 * time.Hour) }, "found_at"},
		"a clock years off":   {func(r *findings.Report) { r.FoundAt = time.Unix(0, 0).AddDate(-60, 0, 0) }, "found_at"},
		"told before it fell": {func(r *findings.Report) { r.ReportedAt = r.FoundAt.Add(-time.Minute) }, "reported_at"},
	} {
		r := damage(number)
		tc.change(&r)
		_, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), r)
		k.refused(name, err, problem.Invalid, tc.field)
	}
	if n := k.one("SELECT count(*)::text FROM finding"); n != "0" {
		t.Errorf("%s findings are stored", n)
	}
}

// A place on a line is found by its chainage, and the chainage by the place.
func TestChainage(t *testing.T) {
	k := newKit(t)
	line := k.one("SELECT code FROM boundary_line ORDER BY geodesic_length_m DESC LIMIT 1")
	m := 12_345.6
	r := findings.Report{Kind: findings.CrossWorks, LineCode: line, ChainageM: &m, Description: "开矿", FoundAt: now.Add(-20 * time.Hour)}
	f, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), r)
	if err != nil {
		t.Fatal(err)
	}
	if f.Lon == nil || f.ChainageM == nil || *f.ChainageM-m > 0.02 || m-*f.ChainageM > 0.02 || !f.Late {
		t.Errorf("%+v", f)
	}
	r.ChainageM, r.Lon, r.Lat = nil, f.Lon, f.Lat
	again, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), r)
	if err != nil || *again.ChainageM-m > 0.02 || m-*again.ChainageM > 0.02 {
		t.Errorf("%+v: %v", again, err)
	}
}

// Either party writes; others, and roles without the right, do not.
func TestWhoMayWriteFindings(t *testing.T) {
	k := newKit(t)
	number, _, parties := k.countyMarker()
	foreign := k.one("SELECT code FROM area WHERE level = 'county' AND NOT external AND code NOT IN ($1, $2) ORDER BY code LIMIT 1", parties[0], parties[1])
	for i, party := range parties {
		f, err := k.store.Report(k.ctx, by(actor.Inspector, party), damage(number))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.store.Take(k.ctx, by(actor.Reviewer, parties[1-i]), f.ID, f.Version, findings.Tell{}); err != nil {
			t.Errorf("the other party: %v", err)
		}
		_, err = k.store.Take(k.ctx, by(actor.Reviewer, foreign), f.ID, f.Version+1, findings.Tell{})
		k.refused("a foreign county", err, problem.Forbidden, "")
		_, err = k.store.Take(k.ctx, by(actor.Clerk, party), f.ID, f.Version+1, findings.Tell{})
		k.refused("a clerk", err, problem.Forbidden, "")
	}
	_, err := k.store.Report(k.ctx, by(actor.Inspector, foreign), damage(number))
	k.refused("a report from elsewhere", err, problem.Forbidden, "")
	_, err = k.store.Report(k.ctx, by(actor.Viewer, parties[0]), damage(number))
	k.refused("a viewer", err, problem.Forbidden, "")
	_, err = k.store.SetDeadlines(k.ctx, by(actor.Admin, parties[0]), []findings.Deadline{{Step: "found", Hours: 24}})
	k.refused("a county sets the clock", err, problem.Forbidden, "")
}

// The clock of reporting and the days due are data; what is overdue is listed.
func TestDeadlines(t *testing.T) {
	k := newKit(t)
	number, _, _ := k.countyMarker()
	admin := by(actor.Admin, "5326")
	if _, err := k.store.SetDeadlines(k.ctx, admin, []findings.Deadline{{Step: "found", Hours: 3}, {Step: "reported", Hours: 24}}); err != nil {
		t.Fatal(err)
	}
	_, err := k.store.SetDeadlines(k.ctx, admin, []findings.Deadline{{Step: "closed", Hours: 3}})
	k.refused("a closed one has no deadline", err, problem.Invalid, "step")
	_, err = k.store.SetDeadlines(k.ctx, admin, []findings.Deadline{{Step: "found", Hours: 0}})
	k.refused("no time at all", err, problem.Invalid, "hours")
	f := k.report(number)
	if !f.Late || f.DaysOverdue != 0 {
		t.Errorf("%+v", f)
	}
	k.store.SetClock(now.Add(50 * time.Hour))
	all, err := k.store.List(k.ctx, admin.Actor, findings.Filter{Overdue: true, Limit: 10})
	if err != nil || len(all) != 1 || all[0].DaysOverdue != 2 {
		t.Errorf("%+v: %v", all, err)
	}
	sum, err := k.store.Totals(k.ctx, admin.Actor, "", "")
	if err != nil || sum.Open != 1 || sum.Overdue != 1 || sum.Late != 1 || sum.ByState[findings.Reported] != 1 {
		t.Errorf("%+v: %v", sum, err)
	}
}
