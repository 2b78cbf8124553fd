package life

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The stages of a commercial cemetery take it on: 申报许可 → 开工 → 验收 → 许可证.
func TestStages(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(func(d *facilities.Draft) {
		d.Kind, d.AreaCode, d.Name = "commercial_cemetery", "532601", "经营性公墓"
	})
	l, err := r.Get(ctx, id)
	if err != nil || len(l.Stages) != 4 || l.Stages[0].Code != "application" || l.Stages[0].PassedOn != nil {
		t.Fatalf("%+v: %v", l.Stages, err)
	}
	passed := Passings{{Code: "application", PassedOn: day("2020-02-01"), Document: "云民许〔2020〕1号"}}
	r.must(id, passed)
	passed = append(passed, Passing{Code: "construction", PassedOn: day("2021-03-01")})
	r.must(id, passed)
	_, err = r.put(id, append(slices.Clone(passed), Passing{Code: "licence", PassedOn: day("2022-05-01")}))
	refused(t, "skipped", err, problem.Unconfirmed, "stages[2].code")
	_, err = r.put(id, append(slices.Clone(passed), Passing{Code: "acceptance", PassedOn: day("2021-02-01")}))
	refused(t, "before the last", err, problem.Invalid, "stages[2].passed_on")
	_, err = r.put(id, Passings{{Code: "blessing", PassedOn: day("2021-02-01")}})
	refused(t, "unknown", err, problem.Invalid, "stages[0].code")
	l = r.must(id, append(slices.Clone(passed), Passing{Code: "licence", PassedOn: day("2022-05-01")}), "facilitylife.stage_skipped")
	if l.Stages[3].PassedOn == nil || l.Stages[0].Document != "云民许〔2020〕1号" {
		t.Errorf("%+v", l.Stages)
	}
	f, err := r.sites.Get(ctx, id)
	got := ""
	for _, p := range f.Statuses {
		got += p.Status + " " + p.From.String() + " "
	}
	if err != nil || got != "planned 2019-01-01 building 2021-03-01 in_use 2022-05-01 " {
		t.Errorf("statuses %s: %v", got, err)
	}
	if before := f.Version; r.must(id, append(slices.Clone(passed), Passing{Code: "licence", PassedOn: day("2022-05-01")})).Version != before {
		t.Error("the same again made a version")
	}
}

func TestPartsAreKept(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(func(d *facilities.Draft) { d.Operator, d.Grade = "街道办", ptr(1) })
	r.must(id, GradeHistory{{From: day("2021-01-01"), Grade: ptr(2), Document: "文民发〔2021〕2号"}})
	r.must(id, OperatorHistory{{From: day("2021-06-01"), Operator: "公墓管理所"}})
	r.must(id, GreeningHistory{{Year: 2020, Percent: 30}, {Year: 2021, Percent: 62.5}})
	r.must(id, PapersState{Complete: ptr(false), Missing: []string{"林地批复"}, CheckedOn: dayp("2022-05-01")})
	filing := FacilityFiling{ID: uuid.New(), Matter: "land", Number: "文国土〔2018〕9号", AppliedOn: dayp("2018-01-02"), GrantedOn: dayp("2018-05-04"), ValidTo: dayp("2068-05-03")}
	r.must(id, Filings{filing, {ID: uuid.New(), Matter: "filing", GrantedOn: dayp("2019-01-01")}})
	l := r.must(id, ServiceArea{{AreaCode: "532601001", Role: "shared"}, {AreaCode: "532601102", Role: "shared", From: day("2020-01-01"), Document: "联建协议"}})
	f, err := r.sites.Get(ctx, id)
	if err != nil || *f.Grade != 2 || f.Operator != "公墓管理所" {
		t.Errorf("the record says %v, %s: %v", f.Grade, f.Operator, err)
	}
	switch {
	case len(l.Grades) != 2 || !l.Grades[0].From.IsZero() || *l.Grades[0].Grade != 1,
		len(l.Operators) != 2 || l.Operators[0].Operator != "街道办",
		len(l.Greening) != 2 || l.Greening[1].Percent != 62.5,
		l.Papers.Complete == nil || *l.Papers.Complete || l.Papers.Missing[0] != "林地批复",
		len(l.Filings) != 2 || l.Filings[0].Number != filing.Number,
		len(l.Service) != 2 || l.Service[1].Name != "古木镇" || l.Service[1].Document != "联建协议":
		t.Errorf("%+v", l)
	}
	var grade int
	err = r.db.Read().QueryRow(ctx, "SELECT grade FROM facility_grade_on('2020-12-31') WHERE facility_id = $1", id).Scan(&grade)
	if err != nil || grade != 1 {
		t.Errorf("grade %d: %v", grade, err)
	}
	if l = r.must(id, PapersState{}); l.Papers.Complete != nil {
		t.Errorf("papers %+v", l.Papers)
	}
	if l = r.must(id, Filings{}); len(l.Filings) != 0 {
		t.Errorf("filings %+v", l.Filings)
	}
}

func TestPartsRefuse(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, other := r.facility(nil), r.facility(func(d *facilities.Draft) { d.Name = "另一处" })
	home := r.facility(func(d *facilities.Draft) { d.Kind, d.Name = "care_home", "敬老院" })
	taken := uuid.New()
	r.must(other, Filings{{ID: taken, Matter: "land"}})
	for what, tc := range map[string]struct {
		id    uuid.UUID
		part  Part
		kind  problem.Kind
		field string
	}{
		"grade":               {id, GradeHistory{{From: day("2021-01-01"), Grade: ptr(6)}}, problem.Invalid, "grades[0].grade"},
		"grade to come":       {id, GradeHistory{{From: day("2023-01-01"), Grade: ptr(3)}}, problem.Invalid, "grades[0].from_on"},
		"operator":            {id, OperatorHistory{{From: day("2021-01-01"), Operator: strings.Repeat("长", 201)}}, problem.Invalid, "operators[0].operator"},
		"greening above 100":  {id, GreeningHistory{{Year: 2021, Percent: 101}}, problem.Invalid, "greening[0].percent"},
		"greening next year":  {id, GreeningHistory{{Year: 2023, Percent: 10}}, problem.Invalid, "greening[0].year"},
		"greening of a home":  {home, GreeningHistory{{Year: 2021, Percent: 10}}, problem.Invalid, "greening"},
		"nothing missing":     {id, PapersState{Complete: ptr(true), Missing: []string{"林地"}}, problem.Invalid, "missing"},
		"other without title": {id, Filings{{ID: uuid.New(), Matter: "other"}}, problem.Invalid, "filings[0].title"},
		"granted too early":   {id, Filings{{ID: uuid.New(), Matter: "land", AppliedOn: dayp("2020-02-02"), GrantedOn: dayp("2020-02-01")}}, problem.Invalid, "filings[0].granted_on"},
		"ended too early":     {id, Filings{{ID: uuid.New(), Matter: "land", GrantedOn: dayp("2020-02-02"), ValidTo: dayp("2020-02-01")}}, problem.Invalid, "filings[0].valid_to"},
		"another's filing":    {id, Filings{{ID: taken, Matter: "land"}}, problem.Conflict, ""},
		"serves a county":     {id, ServiceArea{{AreaCode: "532601", Role: "service"}}, problem.Invalid, "service[0].area_code"},
		"serves nowhere":      {id, ServiceArea{{AreaCode: "532601999", Role: "service"}}, problem.Invalid, "service[0].area_code"},
		"serves twice":        {id, ServiceArea{{AreaCode: "532601001", Role: "service"}, {AreaCode: "532601001", Role: "service", From: day("2020-01-01")}}, problem.Invalid, "service[1].from_on"},
		"serves backwards":    {id, ServiceArea{{AreaCode: "532601001", Role: "service", From: day("2020-01-01"), To: dayp("2019-01-01")}}, problem.Invalid, "service[0].to_on"},
		"phone":               {id, Contacts{{ID: uuid.New(), Role: "head", Name: "张三", Phone: "call me"}}, problem.Invalid, "contacts[0].phone"},
		"nameless":            {id, Contacts{{ID: uuid.New(), Role: "head", Phone: "1"}}, problem.Invalid, "contacts[0].name"},
	} {
		_, err := r.put(tc.id, tc.part)
		refused(t, what, err, tc.kind, tc.field)
	}
	for what, tc := range map[string]struct {
		change func() error
		kind   problem.Kind
	}{
		"stale":          {func() error { _, err := r.Put(ctx, planner, id, 9, Filings{}, nil); return err }, problem.Stale},
		"other township": {func() error { _, err := r.Put(ctx, by(actor.Clerk, "532601102"), id, 1, Filings{}, nil); return err }, problem.Forbidden},
		"an auditor":     {func() error { _, err := r.Put(ctx, by(actor.Auditor, "5326"), id, 1, Filings{}, nil); return err }, problem.Forbidden},
		"unknown":        {func() error { _, err := r.Put(ctx, planner, uuid.New(), 1, Filings{}, nil); return err }, problem.NotFound},
		"shared by a clerk": {func() error {
			_, err := r.Put(ctx, by(actor.Clerk, "532601001"), id, 1, ServiceArea{{AreaCode: "532601102", Role: "shared"}}, nil)
			return err
		}, problem.Invalid},
	} {
		refused(t, what, tc.change(), tc.kind, "")
	}
}

// Contacts are for those who may edit facilities of the area; revisions know nothing of them.
func TestContacts(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(nil)
	people := Contacts{{ID: uuid.New(), Role: "head", Name: "李四光", Phone: "13987654321", Note: "周末不在"}, {ID: uuid.New(), Role: "duty", Name: "王五", Phone: "0876-2120000转8"}}
	r.must(id, people)
	slices.Reverse(people)
	people[0].Phone = "0876-2129999"
	r.must(id, people)
	for what, tc := range map[string]struct {
		by   actor.Actor
		kind problem.Kind
	}{
		"planner": {planner.Actor, ""}, "own clerk": {by(actor.Clerk, "532601001").Actor, ""}, "county admin": {by(actor.Admin, "532601").Actor, ""},
		"other clerk": {by(actor.Clerk, "532601102").Actor, problem.Forbidden}, "viewer": {by(actor.Viewer, "5326").Actor, problem.Forbidden},
		"auditor": {by(actor.Auditor, "5326").Actor, problem.Forbidden}, "nobody": {actor.Nobody, problem.Unauthorized},
	} {
		l, err := r.Contacts(ctx, tc.by, id)
		switch {
		case tc.kind == "" && (err != nil || !slices.Equal(l.Contacts, people) || l.Version != 3):
			t.Errorf("%s reads %+v: %v", what, l, err)
		case tc.kind != "" && (!problem.Is(err, tc.kind) || len(l.Contacts) > 0):
			t.Errorf("%s reads %+v: %v", what, l, err)
		}
	}
	history, err := r.sites.History(ctx, id)
	text, _ := json.Marshal(history)
	if err != nil || len(history) != 3 || !strings.Contains(string(text), "facility_contact") {
		t.Errorf("history %s: %v", text, err)
	}
	for _, secret := range []string{"李四光", "王五", "13987654321", "2120000", "2129999", "周末"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the history tells %s: %s", secret, text)
		}
	}
	report, err := data.Verify(ctx, r.db)
	for _, f := range report.Faults {
		if strings.HasPrefix(f.ID, "facility_contact") {
			t.Errorf("verify: %+v", f)
		}
	}
	if err != nil {
		t.Error(err)
	}
}

func TestGreeningTargets(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(nil)
	want := []GreeningStep{{2021, 30}, {2022, 60}, {2024, 90}, {2025, 100}}
	set := GreeningTarget{AreaCode: "5326", Steps: slices.Clone(want), Document: "文政办发〔2021〕33号"}
	slices.Reverse(set.Steps)
	saved, err := r.PutGreeningTarget(ctx, planner, set, 0)
	if err != nil || saved.Version != 1 || !slices.Equal(saved.Steps, want) {
		t.Fatalf("%+v: %v", saved, err)
	}
	l, err := r.Get(ctx, id)
	if err != nil || !slices.Equal(l.GreenSteps, want) || l.GreenSource != set.Document {
		t.Errorf("%+v: %v", l.GreenSteps, err)
	}
	county := GreeningTarget{AreaCode: "532601", Steps: []GreeningStep{{2022, 80}}}
	if _, err := r.PutGreeningTarget(ctx, planner, county, 0); err != nil {
		t.Fatal(err)
	}
	if l, err = r.Get(ctx, id); err != nil || !slices.Equal(l.GreenSteps, county.Steps) {
		t.Errorf("the county's own: %+v: %v", l.GreenSteps, err)
	}
	if all, err := r.GreeningTargets(ctx); err != nil || len(all) != 2 {
		t.Errorf("%+v: %v", all, err)
	}
	falling := GreeningTarget{AreaCode: "532622", Steps: []GreeningStep{{2021, 30}, {2022, 20}}}
	_, err = r.PutGreeningTarget(ctx, planner, falling, 0)
	refused(t, "falling", err, problem.Invalid, "steps[1].percent")
	_, err = r.PutGreeningTarget(ctx, planner, set, 0)
	refused(t, "stale", err, problem.Stale, "")
	_, err = r.PutGreeningTarget(ctx, planner, GreeningTarget{AreaCode: "532601001"}, 0)
	refused(t, "of a township", err, problem.Invalid, "area_code")
	_, err = r.PutGreeningTarget(ctx, by(actor.Clerk, "532601"), county, 1)
	refused(t, "by a clerk", err, problem.Forbidden, "")
}
