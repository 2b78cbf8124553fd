package years

import (
	"strings"
	"time"

	"github.com/google/uuid"
)

// SizingStandard is a rule about how much there should be. Rule demand: population × death
// rate × years × share of the deaths; rule ratio: factor × what there is of another measure.
type SizingStandard struct {
	ID           uuid.UUID `json:"id"`
	Name         string    `json:"name"`
	Document     string    `json:"document" doc:"the standard with its number"`
	Rule         string    `json:"rule" enum:"demand,ratio"`
	Measure      string    `json:"measure" enum:"plots,niches,eco_plots"`
	Years        *float64  `json:"years" doc:"of demand"`
	SharePercent *float64  `json:"share_percent" doc:"of the deaths; null: the uptake on record"`
	OfMeasure    *string   `json:"of_measure" enum:"plots,niches,eco_plots"`
	Factor       *float64  `json:"factor"`
	Note         string    `json:"note"`
	Sort         int       `json:"sort"`
	Retired      bool      `json:"retired"`
	Version      int64     `json:"version"`
	UpdatedAt    time.Time `json:"updated_at"`
}

// StandardDraft is what people write of a standard.
type StandardDraft struct {
	Name, Document, Rule, Measure string
	Years, SharePercent           *float64
	OfMeasure                     *string
	Factor                        *float64
	Note                          string
	Sort                          int
}

func (s SizingStandard) draft() StandardDraft {
	return StandardDraft{s.Name, s.Document, s.Rule, s.Measure, s.Years, s.SharePercent, s.OfMeasure, s.Factor, s.Note, s.Sort}
}

// Validate checks a draft by itself. Error: problem.Invalid.
func (d *StandardDraft) Validate() error {
	for _, text := range []*string{&d.Name, &d.Document, &d.Note} {
		*text = strings.TrimSpace(*text)
	}
	var c checker
	c.Required("name", d.Name)
	c.Line("name", d.Name, 200)
	c.Required("document", d.Document)
	c.Line("document", d.Document, 300)
	c.Text("note", d.Note, 2000)
	c.OneOf("rule", d.Rule, "demand", "ratio")
	c.OneOf("measure", d.Measure, Measures...)
	c.number("sort", float64(d.Sort), 0, 100_000)
	if d.Rule == "ratio" {
		d.checkRatio(&c)
	} else {
		d.checkDemand(&c)
	}
	return c.Err()
}

func (d *StandardDraft) checkDemand(c *checker) {
	c.given("years", d.Years, 0.1, 200)
	if d.SharePercent != nil {
		c.number("share_percent", *d.SharePercent, 0.01, 100)
	}
	if d.OfMeasure != nil {
		c.Bad("of_measure", "years.not_of_rule")
	}
	if d.Factor != nil {
		c.Bad("factor", "years.not_of_rule")
	}
}

func (d *StandardDraft) checkRatio(c *checker) {
	c.given("factor", d.Factor, 0.001, 1000)
	switch {
	case d.OfMeasure == nil:
		c.Bad("of_measure", "problem.required")
	case *d.OfMeasure == d.Measure:
		c.Bad("of_measure", "years.same_measure")
	default:
		c.OneOf("of_measure", *d.OfMeasure, Measures...)
	}
	if d.Years != nil {
		c.Bad("years", "years.not_of_rule")
	}
	if d.SharePercent != nil {
		c.Bad("share_percent", "years.not_of_rule")
	}
}

// given is number for a field that must be there.
func (c *checker) given(field string, x *float64, least, most float64) {
	if x == nil {
		c.Bad(field, "problem.required")
		return
	}
	c.number(field, *x, least, most)
}
