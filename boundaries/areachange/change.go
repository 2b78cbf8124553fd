package areachange

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

// The states of a change.
const (
	Drafted   = "draft"
	Applied   = "applied"
	Withdrawn = "withdrawn"
)

// Draft is what people write of a change. Days are YYYY-MM-DD; the reply and the day of
// effect may be missing until it is applied.
type Draft struct {
	Kind        string            `json:"kind" enum:"rename,upgrade,merge,split,transfer"`
	Title       string            `json:"title"`
	Authority   string            `json:"authority" doc:"who replied (批复机关)"`
	Document    string            `json:"document" doc:"number of the reply (批复文号)"`
	ApprovedOn  string            `json:"approved_on" doc:"day of the reply; empty while there is none"`
	EffectiveOn string            `json:"effective_on" doc:"first day of the areas as they are to be"`
	Note        string            `json:"note"`
	Parts       []AreaPart        `json:"parts" doc:"the areas as they are to be; of a split the principal one first"`
	Codes       map[string]string `json:"codes" doc:"codes of areas inside, old to new, where the new prefix before the old serial does not say them"`
}

// AreaPart is one area as it is to be.
type AreaPart struct {
	Old      []string         `json:"old" doc:"the areas that it is made of; of a merger the principal one first"`
	Code     string           `json:"code" doc:"its code; left out for a renaming"`
	Name     string           `json:"name"`
	Pinyin   string           `json:"pinyin"`
	Parent   string           `json:"parent" doc:"default: the parent of the old areas"`
	Lon      *float64         `json:"lon" doc:"of its seat; default: the seat of the first old area"`
	Lat      *float64         `json:"lat"`
	Members  []string         `json:"members" doc:"of a split: the areas directly inside that go to this part"`
	Geometry orb.MultiPolygon `json:"-"`
}

// AreaChange is a change of areas with its state.
type AreaChange struct {
	ID     uuid.UUID `json:"id"`
	Number int64     `json:"number"`
	Draft
	State      string     `json:"state" enum:"draft,applied,withdrawn"`
	AreaCodes  []string   `json:"area_codes" doc:"the areas that it changes, as they were"`
	Due        bool       `json:"due" doc:"a draft whose day of effect has come"`
	Author     string     `json:"author"`
	AuthorName string     `json:"author_name"`
	AppliedBy  string     `json:"applied_by"`
	AppliedAt  *time.Time `json:"applied_at"`
	Version    int64      `json:"version"`
	CreatedAt  time.Time  `json:"created_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

// Longest texts, in characters, and most parts of a change.
const (
	maxName  = 100
	maxText  = 200
	maxNote  = 4000
	maxParts = 200
	maxCodes = 20_000
)

// normalise cuts surrounding space and fills what goes without saying.
func (d *Draft) normalise() {
	for _, text := range []*string{&d.Kind, &d.Title, &d.Authority, &d.Document, &d.ApprovedOn, &d.EffectiveOn, &d.Note} {
		*text = strings.TrimSpace(*text)
	}
	if d.Codes == nil {
		d.Codes = map[string]string{}
	}
	if d.Parts == nil {
		d.Parts = []AreaPart{}
	}
	for i := range d.Parts {
		p := &d.Parts[i]
		for _, text := range []*string{&p.Code, &p.Name, &p.Pinyin, &p.Parent} {
			*text = strings.TrimSpace(*text)
		}
		if p.Old == nil {
			p.Old = []string{}
		}
		if p.Members == nil {
			p.Members = []string{}
		}
		if d.Kind == succession.Rename && p.Code == "" && len(p.Old) == 1 {
			p.Code = p.Old[0]
		}
	}
}

// Validate checks a normalised draft by itself: not whether its areas exist.
// Error: problem.Invalid with an entry for each bad field.
func (d *Draft) Validate() error {
	var c checker
	if !slices.Contains(succession.Kinds, d.Kind) {
		c.Bad("kind", "problem.unknown_value", "allowed", strings.Join(succession.Kinds, ", "))
	}
	c.Required("title", d.Title)
	c.Line("title", d.Title, maxText)
	c.Line("authority", d.Authority, maxText)
	c.Line("document", d.Document, maxText)
	c.Text("note", d.Note, maxNote)
	approved, effective := c.day("approved_on", d.ApprovedOn), c.day("effective_on", d.EffectiveOn)
	if !approved.IsZero() && !effective.IsZero() && effective.Before(approved) {
		c.Bad("effective_on", "areachange.before_approval", "approved_on", d.ApprovedOn)
	}
	c.shape(d)
	for i := range d.Parts {
		c.part(fmt.Sprintf("parts[%d].", i), &d.Parts[i])
	}
	for old, code := range d.Codes {
		if levelOf(old) == "" || levelOf(code) != levelOf(old) {
			c.Bad("codes", "areachange.bad_code", "code", code)
		}
	}
	slices.SortStableFunc(c.Fields, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	return c.Err()
}

// checker collects the bad fields.
type checker struct{ problem.Fields }

func (c *checker) day(field, text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < 1900 || day.Year() > 2200 {
		c.Bad(field, "problem.bad_date")
		return time.Time{}
	}
	return day
}

// shape checks how many parts of how many areas the kind of change has.
func (c *checker) shape(d *Draft) {
	switch {
	case len(d.Parts) == 0:
		c.Bad("parts", "problem.required")
	case len(d.Parts) > maxParts:
		c.Bad("parts", "areachange.too_many", "max", maxParts)
	case d.Kind == succession.Split && len(d.Parts) < 2:
		c.Bad("parts", "areachange.split_parts")
	}
	if len(d.Codes) > maxCodes {
		c.Bad("codes", "areachange.too_many", "max", maxCodes)
	}
	for i, p := range d.Parts {
		field := fmt.Sprintf("parts[%d].", i)
		switch {
		case len(p.Old) == 0:
			c.Bad(field+"old", "problem.required")
		case d.Kind == succession.Merge && len(p.Old) < 2:
			c.Bad(field+"old", "areachange.merge_areas")
		case d.Kind != succession.Merge && len(p.Old) > 1:
			c.Bad(field+"old", "areachange.one_area")
		case d.Kind == succession.Split && p.Old[0] != d.Parts[0].Old[0]:
			c.Bad(field+"old", "areachange.split_one")
		}
		if d.Kind != succession.Split && len(p.Members) > 0 {
			c.Bad(field+"members", "areachange.members_of_split")
		}
		if d.Kind == succession.Transfer && p.Parent == "" {
			c.Bad(field+"parent", "problem.required")
		}
	}
}

func (c *checker) part(field string, p *AreaPart) {
	for _, old := range p.Old {
		if levelOf(old) == "" {
			c.Bad(field+"old", "areachange.bad_code", "code", old)
		}
	}
	if p.Code == "" {
		c.Bad(field+"code", "problem.required")
	} else if levelOf(p.Code) == "" {
		c.Bad(field+"code", "areachange.bad_code", "code", p.Code)
	}
	c.Line(field+"name", p.Name, maxName)
	c.Line(field+"pinyin", p.Pinyin, maxText)
	c.Point(field, p.Lon, p.Lat)
	if p.Geometry != nil {
		c.Geometry(field+"geometry", geo.ValidateGeometry(p.Geometry, geo.Limits{}))
	}
}

// seat is the seat that the part names, nil for none.
func (p *AreaPart) seat() *orb.Point {
	if p.Lon == nil || p.Lat == nil {
		return nil
	}
	return &orb.Point{*p.Lon, *p.Lat}
}
