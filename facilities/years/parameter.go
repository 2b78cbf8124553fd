package years

import (
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// What parameters there are: deaths per 1,000 people and year, and the share of the deaths
// that takes a grave, a niche or an eco plot, percent.
const (
	DeathRate = "death_rate"
	uptake    = "uptake_" // and a measure
)

// Measures of burial capacity, in the order of the columns.
var Measures = []string{facts.Plots, facts.Niches, facts.EcoPlots}

var whats = []string{DeathRate, uptake + facts.Plots, uptake + facts.Niches, uptake + facts.EcoPlots}

// BurialParameter is a parameter of an area from a day on.
type BurialParameter struct {
	ID        uuid.UUID       `json:"id"`
	AreaCode  string          `json:"area_code"`
	AreaName  string          `json:"area_name"`
	What      string          `json:"what" enum:"death_rate,uptake_plots,uptake_niches,uptake_eco_plots"`
	Value     float64         `json:"value" doc:"deaths per 1,000 people and year; uptake in percent of deaths"`
	FromOn    facilities.Day  `json:"from_on" format:"date"`
	ToOn      *facilities.Day `json:"to_on" format:"date" doc:"first day on which it no longer holds"`
	Source    string          `json:"source"`
	Note      string          `json:"note"`
	Retired   bool            `json:"retired"`
	Version   int64           `json:"version"`
	UpdatedAt time.Time       `json:"updated_at"`
}

// ParameterDraft is what people write of a parameter.
type ParameterDraft struct {
	AreaCode, What string
	Value          float64
	FromOn, ToOn   facilities.Day // ToOn zero: until another begins
	Source, Note   string
}

func (p BurialParameter) draft() ParameterDraft {
	d := ParameterDraft{AreaCode: p.AreaCode, What: p.What, Value: p.Value, FromOn: p.FromOn, Source: p.Source, Note: p.Note}
	if p.ToOn != nil {
		d.ToOn = *p.ToOn
	}
	return d
}

// minYear and maxYear bound the days that are believed.
const minYear, maxYear = 1950, 2200

var areaPattern = regexp.MustCompile(`^\d{4,12}$`)

// checker collects what is wrong with a draft.
type checker struct{ problem.Fields }

func (c *checker) day(field string, d facilities.Day) {
	if !d.IsZero() && (d.Year() < minYear || d.Year() > maxYear) {
		c.Bad(field, "problem.bad_date")
	}
}

func (c *checker) number(field string, x, least, most float64) {
	if !(x >= least && x <= most) { // NaN fails too
		c.Bad(field, "problem.out_of_range", "min", least, "max", most)
	}
}

// Validate checks a draft by itself. Error: problem.Invalid.
func (d *ParameterDraft) Validate() error {
	d.Source, d.Note = strings.TrimSpace(d.Source), strings.TrimSpace(d.Note)
	var c checker
	if !areaPattern.MatchString(d.AreaCode) {
		c.Bad("area_code", "years.bad_area")
	}
	c.OneOf("what", d.What, whats...)
	most := 100.0
	if d.What == DeathRate {
		most = 1000
	}
	c.number("value", d.Value, 0, most)
	if d.FromOn.IsZero() {
		c.Bad("from_on", "problem.required")
	}
	c.day("from_on", d.FromOn)
	c.day("to_on", d.ToOn)
	if !d.ToOn.IsZero() && !d.FromOn.Before(d.ToOn) {
		c.Bad("to_on", "years.ends_before_it_begins")
	}
	c.Required("source", d.Source)
	c.Line("source", d.Source, 300)
	c.Text("note", d.Note, 2000)
	return c.Err()
}

// parameters are the rows that hold on a day.
type parameters []BurialParameter

// of gives what holds for an area; nil: nothing is on record.
func (p parameters) of(area, what string) *BurialParameter {
	var best *BurialParameter
	for i := range p {
		row := &p[i]
		if row.What != what || !strings.HasPrefix(area, row.AreaCode) {
			continue
		}
		if best == nil || len(row.AreaCode) > len(best.AreaCode) || len(row.AreaCode) == len(best.AreaCode) && best.FromOn.Before(row.FromOn) {
			best = row
		}
	}
	return best
}
