package plans

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/internal/actor"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

var ctx = context.Background()

var day = facilitytest.Day

func ptr[T any](v T) *T { return &v }

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: role, Area: area}, Door: "test", Reason: "why"}
}

var planner = by(actor.Planner, "5326")

type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

// newStore is a store over the small world, in June 2022, with a plan for 2021 to 2025.
func newStore(t *testing.T) (*Store, FacilityPlan) {
	t.Helper()
	db := facilitytest.Small(t)
	s := NewStore(db, facilities.NewStore(db, nowhere{}))
	s.now = func() time.Time { return time.Date(2022, 6, 15, 4, 0, 0, 0, time.UTC) }
	p, err := s.Create(ctx, planner, uuid.Nil, draft())
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

func draft() Draft {
	return Draft{Title: "“十四五”民政事业发展规划项目表", Number: "文政发〔2021〕33号", Authority: "州人民政府", IssuedOn: ptr(day("2021-03-01")),
		AreaCode: "5326", YearFrom: 2021, YearTo: 2025}
}

func project(year int, area, kind, name string) Project {
	return Project{ID: uuid.New(), Year: year, AreaCode: area, Kind: kind, Name: name}
}

func refused(t *testing.T, what string, err error, kind problem.Kind, field string) {
	t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind || field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != field) {
		t.Errorf("%s: %v", what, err)
	}
}

func TestPlanDocuments(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	if p.Version != 1 || p.AreaName != "文山州" || p.Projects != 0 {
		t.Errorf("%+v", p)
	}
	p, err := s.Update(ctx, planner, p.ID, 1, func(d *Draft) error { d.Note = "说明"; return nil })
	if err != nil || p.Version != 2 {
		t.Fatalf("%+v: %v", p, err)
	}
	if p, err = s.PutProjects(ctx, planner, p.ID, 2, Projects{project(2025, "532601", "columbarium", "文山市骨灰堂")}); err != nil || p.Projects != 1 {
		t.Fatalf("%+v: %v", p, err)
	}
	for what, tc := range map[string]struct {
		by    data.Change
		edit  func(*Draft)
		kind  problem.Kind
		field string
	}{
		"title":            {planner, func(d *Draft) { d.Title = "" }, problem.Invalid, "title"},
		"years":            {planner, func(d *Draft) { d.YearTo = 2019 }, problem.Invalid, "year_to"},
		"a year of shadow": {planner, func(d *Draft) { d.YearFrom = 1066 }, problem.Invalid, "year_from"},
		"projects":         {planner, func(d *Draft) { d.YearTo = 2024 }, problem.Invalid, "year_from"},
		"township":         {planner, func(d *Draft) { d.AreaCode = "532601001" }, problem.Invalid, "area_code"},
		"elsewhere":        {by(actor.Planner, "532601"), func(*Draft) {}, problem.Forbidden, ""},
		"by a clerk":       {by(actor.Clerk, "5326"), func(*Draft) {}, problem.Forbidden, ""},
	} {
		_, err := s.Update(ctx, tc.by, p.ID, 3, func(d *Draft) error { tc.edit(d); return nil })
		refused(t, what, err, tc.kind, tc.field)
	}
	if all, err := s.List(ctx, "532601", uuid.Nil, 5); err != nil || len(all) != 1 {
		t.Errorf("%+v: %v", all, err)
	}
	if all, err := s.List(ctx, "", p.ID, 5); err != nil || len(all) != 0 {
		t.Errorf("after the last: %+v: %v", all, err)
	}
	if err := s.Retire(ctx, planner, p.ID, 3); err != nil {
		t.Fatal(err)
	}
	_, err = s.PutProjects(ctx, planner, p.ID, 4, nil)
	refused(t, "withdrawn", err, problem.Conflict, "")
	if history, err := s.History(ctx, p.ID); err != nil || len(history) != 4 {
		t.Errorf("%d versions: %v", len(history), err)
	}
}

// Projects become facilities that are planned, and their stand is that of the facilities.
func TestProjectsAndProgress(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	old, err := s.sites.Create(ctx, planner, uuid.Nil, facilities.Draft{Kind: "columbarium", Name: "砚山县骨灰堂", AreaCode: "532622", Status: "in_use", StatusFrom: ptr(day("2021-10-01"))})
	if err != nil {
		t.Fatal(err)
	}
	linked := project(2021, "532622", "columbarium", "骨灰堂")
	linked.FacilityID = &old.ID
	table := Projects{linked, project(2021, "532601001", "township_cemetery", "开化公墓"), project(2022, "532601102", "township_cemetery", "古木公墓"),
		project(2023, "532601", "township_cemetery", "待定乡镇公墓"), project(2025, "532601", "commercial_cemetery", "经营性公墓")}
	table[1].Capacity, table[1].Subsidy = ptr(500), ptr(int64(300_000))
	if p, err = s.PutProjects(ctx, planner, p.ID, 1, table); err != nil || p.Version != 2 {
		t.Fatalf("%+v: %v", p, err)
	}
	built, err := s.sites.Get(ctx, table[1].ID)
	if err != nil || *built.Status != "planned" || built.TargetDate.String() != "2021-12-31" || *built.Capacity != 500 || built.Precision != "township" {
		t.Fatalf("%+v: %v", built, err)
	}
	if _, err := s.sites.Update(ctx, planner, built.ID, 1, func(d *facilities.Draft) error {
		d.Status, d.StatusFrom = "building", ptr(day("2021-09-01"))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	progress := func(on string, want string) {
		t.Helper()
		g, err := s.Progress(ctx, p.ID, day(on))
		got := fmt.Sprintf("%d: %d in use, %d building, %d planned, %d delayed, %.1f %%", g.Total.Total, g.Total.InUse, g.Total.Building, g.Total.Planned, g.Total.Delayed, g.Total.Percent)
		if err != nil || got != want {
			t.Errorf("%s: %s, want %s: %v", on, got, want, err)
		}
	}
	progress("2021-06-01", "5: 0 in use, 0 building, 5 planned, 0 delayed, 0.0 %")
	progress("2021-12-31", "5: 1 in use, 1 building, 3 planned, 0 delayed, 20.0 %")
	progress("2022-01-01", "5: 1 in use, 0 building, 3 planned, 1 delayed, 20.0 %")
	progress("2024-01-01", "5: 1 in use, 0 building, 1 planned, 3 delayed, 20.0 %")
	if _, err := s.sites.Update(ctx, planner, built.ID, 2, func(d *facilities.Draft) error {
		d.Status, d.StatusFrom = "in_use", ptr(day("2022-04-05"))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	g, err := s.Progress(ctx, p.ID, day("2022-06-01"))
	if err != nil || g.Total.Late != 1 || len(g.Years) != 4 || len(g.Counties) != 2 || g.Years[0].Percent != 100 || g.Cells[0].County != "文山市" ||
		g.Projects[1].Precision != "township" {
		t.Errorf("%+v: %v", g, err)
	}
	var book bytes.Buffer
	if err := g.Workbook("张三", s.now(), problem.Chinese).Write(&book); err != nil {
		t.Fatal(err)
	}
	sheets, err := xlsx.ReadTables(bytes.NewReader(book.Bytes()), int64(book.Len()), xlsx.ReadLimits{Rows: 100, Columns: 50, Bytes: 1 << 20})
	if err != nil || len(sheets) != 3 || !strings.Contains(fmt.Sprint(sheets[0].Rows), "合计 5 2 0") && !strings.Contains(fmt.Sprint(sheets[0].Rows), "合计") {
		t.Errorf("%+v: %v", sheets, err)
	}
}

// A table that changes takes targets along and withdraws what only it had made.
func TestTablesChange(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	table := Projects{project(2022, "532601001", "township_cemetery", "开化公墓"), project(2022, "532601102", "township_cemetery", "古木公墓"),
		project(2023, "532601", "township_cemetery", "待定公墓")}
	put := func(version int64, table Projects) {
		t.Helper()
		var err error
		if p, err = s.PutProjects(ctx, planner, p.ID, version, table); err != nil {
			t.Fatal(err)
		}
	}
	put(1, table)
	first, second, third := table[0].ID, table[1].ID, table[2].ID
	next := Projects{{ID: first, Year: 2024, AreaCode: "532601001", Kind: "township_cemetery", Name: "开化公墓"},
		{ID: third, Year: 2023, AreaCode: "532622101", Kind: "township_cemetery", Name: "江那公墓"}}
	put(2, next)
	moved, err := s.sites.Get(ctx, first)
	if err != nil || moved.TargetDate.String() != "2024-12-31" {
		t.Errorf("%v: %v", moved.TargetDate, err)
	}
	if gone, err := s.sites.Get(ctx, second); err != nil || !gone.Retired {
		t.Errorf("what the row had made: %+v: %v", gone, err)
	}
	if placed, err := s.sites.Get(ctx, third); err != nil || placed.AreaCode != "532622101" {
		t.Errorf("its township is known now: %+v: %v", placed, err)
	}
	other, err := s.Create(ctx, planner, uuid.Nil, draft())
	if err != nil {
		t.Fatal(err)
	}
	for what, tc := range map[string]struct {
		edit  func(*Project)
		kind  problem.Kind
		field string
	}{
		"year":         {func(p *Project) { p.Year = 2026 }, problem.Invalid, "projects[0].year"},
		"kind":         {func(p *Project) { p.Kind = "tomb" }, problem.Invalid, "projects[0].kind"},
		"place":        {func(p *Project) { p.AreaCode = "5326" }, problem.Invalid, "projects[0].area_code"},
		"name":         {func(p *Project) { p.Name = "  " }, problem.Invalid, "projects[0].name"},
		"capacity":     {func(p *Project) { p.Capacity = ptr(-1) }, problem.Invalid, "projects[0].capacity"},
		"money":        {func(p *Project) { p.Subsidy = ptr(int64(-1)) }, problem.Invalid, "projects[0].subsidy_yuan"},
		"facility":     {func(p *Project) { p.FacilityID = ptr(uuid.New()) }, problem.Invalid, "projects[0].facility_id"},
		"other kind":   {func(p *Project) { p.Kind, p.FacilityID = "columbarium", &first }, problem.Invalid, "projects[0].facility_id"},
		"another's id": {func(p *Project) { p.ID = first; p.FacilityID = &first }, problem.Conflict, ""},
	} {
		row := project(2022, "532601001", "township_cemetery", "公墓")
		tc.edit(&row)
		_, err := s.PutProjects(ctx, planner, other.ID, 1, Projects{row})
		refused(t, what, err, tc.kind, tc.field)
	}
	_, err = s.PutProjects(ctx, planner, other.ID, 9, nil)
	refused(t, "stale", err, problem.Stale, "")
	_, err = s.PutProjects(ctx, by(actor.Planner, "532601"), other.ID, 1, nil)
	refused(t, "elsewhere", err, problem.Forbidden, "")
}

// The id of a project that was taken away, with the facility that it had made, is used up: as
// with every id that a client makes, using it again is a conflict, and says what to do.
func TestRemovedProject(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	one := project(2023, "532622", "columbarium", "砚山县骨灰堂")
	p, err := s.PutProjects(ctx, planner, p.ID, p.Version, Projects{one})
	if err != nil {
		t.Fatal(err)
	}
	if p, err = s.PutProjects(ctx, planner, p.ID, p.Version, Projects{}); err != nil {
		t.Fatal(err)
	}
	_, err = s.PutProjects(ctx, planner, p.ID, p.Version, Projects{one})
	refused(t, "the id again", err, problem.Conflict, "")
	if refusal := problem.As(err); refusal == nil || refusal.Key != "plans.removed" {
		t.Errorf("told as %v", err)
	}
	row := "规划文号,年度,县（市）,项目名称,项目标识\n" + p.Number + ",2023,砚山县,骨灰堂," + one.ID.String() + "\n"
	if got := take(t, s.db, "x.csv", row, false); !strings.HasPrefix(got, "0/0/0/0/1\n2  项目“骨灰堂”及其设施已撤销") {
		t.Error(got)
	}
}
