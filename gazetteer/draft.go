package gazetteer

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// Draft is what a person or a file says of an entry: the fields that can be written.
type Draft struct {
	Name           string
	Pinyin         string
	ShortName      string
	AltNames       []string
	FormerNames    []string
	ClassCode      string
	AreaCode       string
	DivisionCode   string
	PlaceCode      string
	Status         string
	Lon, Lat       *float64
	Geometry       orb.Geometry // a line or polygon instead of the point
	Meaning        string
	OriginText     string
	History        string
	PositionReason string
	Census
	Secrecy Secrecy
	Forms   []Form // what is known of the name forms; nil: as it was
}

// The longest texts, in characters, the most name forms of a kind, the largest geometry.
const (
	maxName   = 100
	maxPinyin = 300
	maxText   = 4000
	maxForms  = 50

	maxVertices = 100_000
)

var (
	digits20     = regexp.MustCompile(`^[0-9]{20}$`)
	divisionCode = regexp.MustCompile(`^[0-9]{2,12}$`)
)

// settle trims texts and name lists. An entry is current when nothing else is said.
func (d *Draft) settle() {
	for _, text := range []*string{&d.Name, &d.Pinyin, &d.ShortName, &d.ClassCode, &d.AreaCode, &d.DivisionCode,
		&d.PlaceCode, &d.Meaning, &d.OriginText, &d.History, &d.PositionReason} {
		*text = strings.TrimSpace(*text)
	}
	d.AltNames, d.FormerNames = tidy(d.AltNames), tidy(d.FormerNames)
	d.Census.settle()
	d.Secrecy = d.Secrecy.settled()
	d.settleForms()
	if d.Status == "" {
		d.Status = Current
	}
	if p, ok := d.Geometry.(orb.Point); ok {
		d.Lon, d.Lat, d.Geometry = &p[0], &p[1], nil
	}
}

// tidy trims the names and leaves out empty and repeated ones.
func tidy(names []string) []string {
	out := []string{}
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Validate checks a settled draft by itself: not whether class and area exist.
// A current entry has a position. Error: problem.Invalid with an entry per bad field.
func (d *Draft) Validate() error {
	var c checker
	c.Required("name", d.Name)
	c.Required("class_code", d.ClassCode)
	c.Required("area_code", d.AreaCode)
	c.Line("name", d.Name, maxName)
	c.Line("pinyin", d.Pinyin, maxPinyin)
	c.Line("short_name", d.ShortName, maxName)
	c.forms("alt_names", d.AltNames)
	c.forms("former_names", d.FormerNames)
	for field, text := range map[string]string{"meaning": d.Meaning, "origin_text": d.OriginText,
		"history": d.History, "position_reason": d.PositionReason} {
		c.Text(field, text, maxText)
	}
	if d.PlaceCode != "" && !digits20.MatchString(d.PlaceCode) {
		c.Bad("place_code", "gazetteer.bad_place_code")
	}
	if d.DivisionCode != "" && !divisionCode.MatchString(d.DivisionCode) {
		c.Bad("division_code", "gazetteer.bad_division_code")
	}
	if d.Status != Current && d.Status != Historic {
		c.Bad("status", "problem.unknown_value", "allowed", Current+", "+Historic)
	}
	d.Census.validate(&c)
	c.secrecy(d.Secrecy)
	c.nameForms(d.Forms)
	c.position(d)
	slices.SortStableFunc(c.Fields, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	return c.Err()
}

// geometry is the line, polygon or point; nil for none.
func (d *Draft) geometry() orb.Geometry {
	if d.Geometry != nil {
		return d.Geometry
	}
	if d.Lon == nil || d.Lat == nil {
		return nil
	}
	return orb.Point{*d.Lon, *d.Lat}
}

// equal reports whether two settled drafts say the same.
func (d *Draft) equal(other *Draft) bool { return reflect.DeepEqual(d, other) }

// checker collects bad fields.
type checker struct{ problem.Fields }

func (c *checker) forms(field string, names []string) {
	if len(names) > maxForms {
		c.Bad(field, "gazetteer.too_many_names", "max", maxForms)
		return
	}
	bad := len(c.Fields)
	for _, name := range names {
		if c.Line(field, name, maxName); len(c.Fields) > bad {
			return // one entry for the field is enough
		}
	}
}

func (c *checker) position(d *Draft) {
	switch {
	case d.Geometry != nil && (d.Lon != nil || d.Lat != nil):
		c.Bad("geometry", "gazetteer.two_positions")
	case d.Geometry != nil:
		c.Geometry("geometry", geo.ValidateGeometry(d.Geometry, geo.Limits{MaxVertices: maxVertices}))
	case d.Lon == nil && d.Lat == nil:
		if d.Status == Current {
			c.Bad("lon", "gazetteer.no_position")
		}
	default:
		c.Point("", d.Lon, d.Lat)
	}
}
