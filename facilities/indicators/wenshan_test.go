package indicators

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/internal/problem"
)

// wenshan is the pack with the indicators that the prefecture's plan states, as documented.
func wenshan(t *testing.T) (*Store, *data.DB) {
	t.Helper()
	db := facilitytest.Pack(t)
	plan := uuid.Must(uuid.NewV7())
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO facility_plan (id, title, area_code, year_from, year_to) VALUES ($1, '文山州民政事业发展规划', '5326', 2021, 2025)", plan)
		return err
	})
	s := newStore(db)
	for i, d := range []Draft{
		{Code: "burial", Formula: "township_coverage", Params: FormulaParams{Kind: "township_burial"}, Unit: Percent, BaseValue: ptr(90.), TargetValue: ptr(100.),
			Reported: []IndicatorReported{{AreaCode: "5326", AsOf: facilitytest.Day("2020-12-31"), Value: 90, Document: "规划"}}},
		{Code: "care", Formula: "township_coverage", Params: FormulaParams{Kind: "care"}, Unit: Percent, BaseValue: ptr(90.4)},
		{Code: "parlours", Formula: "county_coverage", Params: FormulaParams{Kind: "funeral_parlour"}, Unit: Percent, TargetValue: ptr(100.)},
		{Code: "commercial", Formula: "county_coverage", Params: FormulaParams{Kind: "commercial_cemetery"}, Unit: Percent, TargetValue: ptr(100.)},
		{Code: "eco", Formula: "eco_burial_coverage", Unit: Percent},
		{Code: "eco_rate", Formula: "eco_burial_rate", Unit: Percent, BaseValue: ptr(90.), TargetValue: ptr(95.)},
		{Code: "beds", Formula: "beds_per_1000_aged_60", Unit: Per1000, BaseValue: ptr(20.8)},
		{Code: "nursing", Formula: "nursing_share", Unit: Percent, TargetValue: ptr(55.)},
		{Code: "nursing_new", Formula: "nursing_share_new_public", Unit: Percent, BaseValue: ptr(30.)},
		{Code: "graded", Formula: "graded_institutions", Unit: Count},
		{Code: "rural", Unit: Percent, BaseValue: ptr(27.4)},
	} {
		d.PlanID, d.Name, d.Attribute, d.Sort, d.BaseYear, d.TargetYear = plan, d.Code, "expected", i, ptr(2020), ptr(2025)
		if _, err := s.Create(context.Background(), datatest.Change(), uuid.Nil, d); err != nil {
			t.Fatal(d.Code, err)
		}
	}
	return s, db
}

func ptr[T any](v T) *T { return &v }

func TestIndicatorsOfWenshan(t *testing.T) {
	t.Parallel()
	s, db := wenshan(t)
	rows := map[string]BoardRow{}
	for _, r := range board(t, s, "", "2021-12-31").Table {
		rows[r.Code] = r
	}
	for code, want := range map[string]struct {
		value  float64 // -1: none
		state  string
		reason string
	}{
		"burial": {officialShare(t, db), NotMet, ""}, "care": {90.4, NoTarget, ""}, "parlours": {100, Met, ""}, "commercial": {12.5, NotMet, ""},
		"eco": {91.3, NoTarget, ""}, "eco_rate": {-1, NoData, "no_reports"}, "beds": {20.77, NoTarget, ""}, "nursing": {30.2, NotMet, ""},
		"nursing_new": {-1, NoData, "no_marks"}, "graded": {34, NoTarget, ""}, "rural": {-1, NoData, "no_formula"},
	} {
		r := rows[code]
		got := -1.
		if r.Current.Value != nil {
			got = *r.Current.Value
		}
		if got != want.value || r.State != want.state || r.Current.Missing != want.reason {
			t.Errorf("%s: %v %s %q, want %+v", code, got, r.State, r.Current.Missing, want)
		}
	}
	if r := rows["burial"].Last; r == nil || r.Value != 90 {
		t.Errorf("the reported figure is not beside: %+v", r)
	}
	trend, err := s.Trend(context.Background(), "", facilitytest.Day("2021-12-31"), Span{From: 2020})
	if err != nil || len(trend.Days) != 2 {
		t.Fatal(trend.Days, err)
	}
	if beds := trend.Series[6]; *beds.Values[0] != 20.8 || *beds.Values[1] != 20.77 {
		t.Errorf("beds by year %v %v", *beds.Values[0], *beds.Values[1])
	}
}

// officialShare is what the official rule must give at the end of 2021: the townships that
// have a cemetery, as expected.json counts them, and of those that have none the ones with
// the pack's columbarium.
func officialShare(t *testing.T, db *data.DB) float64 {
	t.Helper()
	var stated struct {
		Coverage map[string]map[string]struct {
			Denominator int
			Uncovered   []string
		}
	}
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "expected.json"))
	if err == nil {
		err = json.Unmarshal(text, &stated)
	}
	if err != nil {
		t.Fatal(err)
	}
	of := stated.Coverage["township_cemetery"]["2021-12-31"]
	var columbaria int
	err = db.Read().QueryRow(context.Background(), `SELECT count(DISTINCT f.area_code) FROM facility f JOIN facility_status s ON s.facility_id = f.id
		WHERE f.kind = 'columbarium' AND s.status = 'in_use' AND s.from_on <= '2021-12-31' AND coalesce(s.to_on, 'infinity') > '2021-12-31' AND f.area_code = ANY ($1)`, of.Uncovered).Scan(&columbaria)
	if err != nil || len(of.Uncovered) != 10 {
		t.Fatal(err, of)
	}
	covered := of.Denominator - len(of.Uncovered) + columbaria
	return math.Round(1000*float64(covered)/float64(of.Denominator)) / 10
}

// Each formula gives of every county what a plain count in SQL gives.
func TestFormulasAgainstSQL(t *testing.T) {
	t.Parallel()
	s, db := wenshan(t)
	const used = `FROM facility f JOIN facility_status u ON u.facility_id = f.id AND u.status = 'in_use' AND u.from_on <= '2021-12-31' AND coalesce(u.to_on, 'infinity') > '2021-12-31'
		JOIN facility_kind k ON k.code = f.kind WHERE starts_with(f.area_code, $1) AND NOT f.retired AND `
	for _, r := range board(t, s, "", "2021-12-31").Table {
		sql := map[string]string{
			"beds":    "SELECT sum(f.capacity) " + used + "k.ledger = 'care'",
			"nursing": "SELECT sum(f.nursing_beds) " + used + "k.ledger = 'care'",
			"graded":  "SELECT count(f.grade) " + used + "k.ledger = 'care'",
			"eco":     "SELECT count(DISTINCT f.area_code) " + used + "k.ledger = 'eco_burial'",
			"care":    "SELECT count(DISTINCT f.area_code) " + used + "k.code IN ('care_home', 'rural_care_centre', 'disability_care')",
		}[r.Code]
		if sql == "" {
			continue
		}
		for _, p := range r.Parts {
			var want int
			if err := db.Read().QueryRow(context.Background(), sql, p.Code).Scan(&want); err != nil {
				t.Fatal(err)
			}
			if p.Current.Numerator == nil || *p.Current.Numerator != want {
				t.Errorf("%s of %s: %s, want %d", r.Code, p.Name, figureText(p.Current), want)
			}
		}
	}
}

func figureText(f Figure) string {
	text, err := json.Marshal(f)
	return fmt.Sprint(string(text), err)
}

// The rate counts what is reported of the year, of months that ended; new public beds need their mark.
func TestRateAndMarks(t *testing.T) {
	t.Parallel()
	s, db := wenshan(t)
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO monthly_report (id, area_code, month, edition, figures_on, changed, cremations, burials, eco_burials, content_hash, author)
			SELECT gen_random_uuid(), area, month, 1, month, true, 0, n, eco, '', 'x' FROM (VALUES
				('532601001', date '2021-11-01', 10, 4), ('532622101', '2021-12-01', 10, 9), ('532601001', '2020-12-01', 50, 50), ('532601001', '2022-01-01', 50, 0)) r (area, month, n, eco);
			UPDATE facility f SET extra = '{"public": true}', nursing_beds = capacity, version = version + 1
			WHERE id = (SELECT f.id FROM facility f JOIN facility_status u ON u.facility_id = f.id WHERE f.kind = 'care_home' AND u.status = 'in_use' AND u.to_on IS NULL AND f.capacity > 0 ORDER BY u.from_on DESC, f.id LIMIT 1)`)
		return err
	})
	find := func(day, code string) Figure {
		for _, r := range board(t, s, "", day).Table {
			if r.Code == code {
				return r.Current
			}
		}
		return Figure{}
	}
	if f := find("2021-12-31", "eco_rate"); f.Value == nil || *f.Value != 65 || *f.Reports != 2 || *f.ReportsDue != 12*104 {
		t.Errorf("of the year: %s", figureText(f))
	}
	if f := find("2021-12-30", "eco_rate"); f.Value == nil || *f.Value != 40 || *f.ReportsDue != 11*104 {
		t.Errorf("December has not ended: %s", figureText(f))
	}
	if f := find("2021-12-31", "nursing_new"); f.Missing == "no_marks" {
		t.Errorf("there is a mark: %s", figureText(f))
	}
}

// The line from base to target, what meets it, and what holds for areas inside.
func TestPathAndGoals(t *testing.T) {
	t.Parallel()
	i := Indicator{AreaCode: "5326", Unit: Percent, BaseYear: ptr(2020), BaseValue: ptr(90.), TargetYear: ptr(2025), TargetValue: ptr(100.), Direction: "up"}
	g := i.goal("5326")
	for day, want := range map[string]float64{"2019-01-01": 90, "2020-12-31": 90, "2025-12-31": 100, "2030-01-01": 100} {
		if got := g.expected(facilitytest.Day(day)); *got != want {
			t.Errorf("%s: %v", day, *got)
		}
	}
	if g.judge(ptr(100.), "up") != Met || g.judge(ptr(99.9), "up") != NotMet || g.judge(nil, "up") != NoData || (Goal{}).judge(ptr(1.), "up") != NoTarget || g.judge(ptr(99.), "down") != Met {
		t.Error("judged wrong")
	}
	if g.course(ptr(91.), "up", facilitytest.Day("2021-06-30")) != OnCourse || g.course(ptr(90.), "up", facilitytest.Day("2022-06-30")) != Behind || g.course(nil, "up", facilities.Day{}) != NoCourse {
		t.Error("course")
	}
	if part := i.goal("532601"); part.BaseValue != nil || *part.TargetValue != 100 {
		t.Errorf("a share holds for counties: %+v", part)
	}
	i.Unit = Count
	if part := i.goal("532601"); part.TargetValue != nil {
		t.Errorf("a number does not: %+v", part)
	}
}

func FuzzValidate(f *testing.F) {
	f.Add("code", "name", "percent", "township_coverage", "care", 2020, 2025, 90.0)
	f.Fuzz(func(t *testing.T, code, name, unit, formula, kind string, base, target int, value float64) {
		d := Draft{Code: code, Name: name, Attribute: "binding", Unit: unit, Formula: formula, Params: FormulaParams{Kind: kind}, BaseYear: &base, TargetYear: &target, BaseValue: &value, TargetValue: &value}
		d.settle()
		err := d.Validate()
		if err != nil && !problem.Is(err, problem.Invalid) {
			t.Fatal(err)
		}
		if err == nil && (base >= target || !(value >= 0) || name == "") {
			t.Errorf("%+v is fine", d)
		}
	})
}
