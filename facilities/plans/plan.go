package plans

import (
	"strings"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/problem"
)

// FacilityPlan is a plan document.
type FacilityPlan struct {
	ID        uuid.UUID       `json:"id"`
	Title     string          `json:"title"`
	Number    string          `json:"number" doc:"of the document (文号)"`
	Authority string          `json:"authority"`
	IssuedOn  *facilities.Day `json:"issued_on"`
	AreaCode  string          `json:"area_code" doc:"prefecture or county"`
	AreaName  string          `json:"area_name"`
	YearFrom  int             `json:"year_from"`
	YearTo    int             `json:"year_to"`
	Note      string          `json:"note"`
	Projects  int             `json:"projects" doc:"how many"`
	Retired   bool            `json:"-"`
	Version   int64           `json:"version"`
}

// Draft is what somebody says of a plan document.
type Draft struct {
	Title     string
	Number    string
	Authority string
	IssuedOn  *facilities.Day
	AreaCode  string
	YearFrom  int
	YearTo    int
	Note      string
}

func (p *FacilityPlan) draft() Draft {
	return Draft{p.Title, p.Number, p.Authority, p.IssuedOn, p.AreaCode, p.YearFrom, p.YearTo, p.Note}
}

// Longest texts, in characters; years and how many projects there may be.
const (
	maxLine     = 200
	maxText     = 2000
	firstYear   = 1950
	lastYear    = 2200
	maxYears    = 50
	maxProjects = 2000
	maxCount    = 10_000_000
	maxYuan     = 1_000_000_000_000
)

func (d *Draft) validate() error {
	var c problem.Fields
	d.Title, d.Number = strings.TrimSpace(d.Title), strings.TrimSpace(d.Number)
	c.Required("title", d.Title)
	c.Line("title", d.Title, maxLine)
	c.Line("number", d.Number, maxLine)
	c.Line("authority", d.Authority, maxLine)
	c.Text("note", d.Note, maxText)
	c.Required("area_code", d.AreaCode)
	if d.IssuedOn != nil && (d.IssuedOn.IsZero() || !d.IssuedOn.Plausible()) {
		c.Bad("issued_on", "facilities.impossible_day", "day", d.IssuedOn.String())
	}
	year(&c, "year_from", d.YearFrom)
	year(&c, "year_to", d.YearTo)
	if d.YearTo < d.YearFrom || d.YearTo-d.YearFrom > maxYears {
		c.Bad("year_to", "plans.years")
	}
	return c.Err()
}

func year(c *problem.Fields, field string, n int) {
	if n < firstYear || n > lastYear {
		c.Bad(field, "problem.out_of_range", "min", firstYear, "max", lastYear)
	}
}

// Project is a row of the plan's table, as somebody wants it to be.
type Project struct {
	ID         uuid.UUID  `json:"id" format:"uuid" doc:"made by the client"`
	Year       int        `json:"year" doc:"at the end of which it is to be in use"`
	AreaCode   string     `json:"area_code" doc:"township or county in the plan's area"`
	Kind       string     `json:"kind"`
	Name       string     `json:"name"`
	Capacity   *int       `json:"capacity" required:"false" nullable:"true"`
	Investment *int64     `json:"investment_yuan" required:"false" nullable:"true"`
	Subsidy    *int64     `json:"subsidy_yuan" required:"false" nullable:"true"`
	FacilityID *uuid.UUID `json:"facility_id" required:"false" nullable:"true" format:"uuid" doc:"the facility on record that it is; null: one is made, where the township is known"`
	Note       string     `json:"note" required:"false"`
}

// Projects is a whole table.
type Projects []Project

// areaOf and kindOf are what a project may name.
type references struct {
	plan  FacilityPlan
	areas map[string]areaName
	kinds facilities.Catalogue
}

type areaName struct {
	Code, Name, Level string
}

func (p Projects) validate(ref references) error {
	var c problem.Fields
	if len(p) > maxProjects {
		c.Bad("projects", "facilitylife.too_many", "max", maxProjects)
		return c.Err()
	}
	ids, sites := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for i := range p {
		p[i].validate(&c, i, ref)
		if ids[p[i].ID] {
			c.Bad(at(i, "id"), "facilitylife.twice")
		}
		ids[p[i].ID] = true
		if f := p[i].FacilityID; f != nil {
			if sites[*f] {
				c.Bad(at(i, "facility_id"), "facilitylife.twice")
			}
			sites[*f] = true
		}
	}
	return c.Err()
}

func (p *Project) validate(c *problem.Fields, i int, ref references) {
	p.Name = strings.TrimSpace(p.Name)
	c.Required(at(i, "name"), p.Name)
	c.Line(at(i, "name"), p.Name, maxLine)
	c.Text(at(i, "note"), p.Note, maxText)
	if p.Year < ref.plan.YearFrom || p.Year > ref.plan.YearTo {
		c.Bad(at(i, "year"), "problem.out_of_range", "min", ref.plan.YearFrom, "max", ref.plan.YearTo)
	}
	if _, ok := ref.kinds.Kind(p.Kind); !ok {
		c.Bad(at(i, "kind"), "facilities.unknown_kind", "kind", p.Kind)
	}
	a, ok := ref.areas[p.AreaCode]
	if !ok || a.Level != "county" && a.Level != "township" {
		c.Bad(at(i, "area_code"), "plans.area", "area", p.AreaCode, "own", ref.plan.AreaName)
	}
	if p.Capacity != nil && (*p.Capacity < 0 || *p.Capacity > maxCount) {
		c.Bad(at(i, "capacity"), "problem.out_of_range", "min", 0, "max", maxCount)
	}
	p.money(c, at(i, "investment_yuan"), p.Investment)
	p.money(c, at(i, "subsidy_yuan"), p.Subsidy)
}

func (p *Project) money(c *problem.Fields, field string, yuan *int64) {
	if yuan != nil && (*yuan < 0 || *yuan > maxYuan) {
		c.Bad(field, "problem.out_of_range", "min", 0, "max", maxYuan)
	}
}

// placed reports whether a facility of the kind can stand on record with that area.
func (p *Project) placed(ref references) bool {
	kind, _ := ref.kinds.Kind(p.Kind)
	return ref.areas[p.AreaCode].Level == "township" || kind.Unit == facilities.County
}
