package zones

import (
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/facilities"
	"cairn/geo"
	"cairn/internal/problem"
)

// Kinds are what zones are for: cremation 火葬区, ethnic_eco 少数民族生态安葬区, earth 土葬改革区.
var Kinds = []string{"cremation", "ethnic_eco", "earth"}

// BurialZone is a zone as its readers see it.
type BurialZone struct {
	ID       uuid.UUID       `json:"id"`
	Kind     string          `json:"kind" enum:"cremation,ethnic_eco,earth"`
	Name     string          `json:"name"`
	AreaCode string          `json:"area_code" doc:"whose government drew it"`
	AreaName string          `json:"area_name"`
	Areas    []ZoneArea      `json:"areas" doc:"the areas that it is made of; empty: it is a polygon"`
	Geometry orb.Geometry    `json:"-"` // only of a single zone; nil where its areas have no shape
	From     facilities.Day  `json:"from_on"`
	To       *facilities.Day `json:"to_on" doc:"first day on which it no longer holds"`
	Document string          `json:"document"`
	Note     string          `json:"note"`
	Retired  bool            `json:"-"`
	Version  int64           `json:"version"`
}

// ZoneArea is an area that a zone is made of.
type ZoneArea struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Draft is what somebody says of a zone. Areas or Shape, not both.
type Draft struct {
	Kind     string
	Name     string
	AreaCode string
	Areas    []string
	Shape    orb.Geometry
	From     facilities.Day
	To       *facilities.Day
	Document string
	Note     string
}

// Draft is the zone as it can be edited.
func (z *BurialZone) Draft() Draft {
	d := Draft{Kind: z.Kind, Name: z.Name, AreaCode: z.AreaCode, From: z.From, To: z.To, Document: z.Document, Note: z.Note}
	for _, a := range z.Areas {
		d.Areas = append(d.Areas, a.Code)
	}
	if len(d.Areas) == 0 && z.Geometry != nil {
		d.Shape = z.Geometry
	}
	return d
}

// Longest texts, in characters, and the largest extents.
const (
	maxLine  = 200
	maxText  = 2000
	maxAreas = 500
	maxNodes = 100_000
)

// validate checks a draft on its own. Error: problem.Invalid.
func (d *Draft) validate() error {
	var c problem.Fields
	d.Name, d.Document = strings.TrimSpace(d.Name), strings.TrimSpace(d.Document)
	c.OneOf("kind", d.Kind, Kinds...)
	c.Required("name", d.Name)
	c.Line("name", d.Name, maxLine)
	c.Line("document", d.Document, maxLine)
	c.Text("note", d.Note, maxText)
	c.Required("area_code", d.AreaCode)
	d.days(&c)
	d.extent(&c)
	return c.Err()
}

func (d *Draft) days(c *problem.Fields) {
	switch {
	case d.From.IsZero():
		c.Bad("from_on", "problem.required")
	case !d.From.Plausible():
		c.Bad("from_on", "facilities.impossible_day", "day", d.From.String())
	}
	switch {
	case d.To == nil:
	case !d.To.Plausible():
		c.Bad("to_on", "facilities.impossible_day", "day", d.To.String())
	case !d.From.Before(*d.To):
		c.Bad("to_on", "facilities.to_before_from")
	}
}

// extent checks areas or shape, and makes the shape several polygons.
func (d *Draft) extent(c *problem.Fields) {
	if (len(d.Areas) == 0) == (d.Shape == nil) {
		c.Bad("areas", "facilitylife.zone_extent")
		return
	}
	if len(d.Areas) > maxAreas {
		c.Bad("areas", "facilitylife.too_many", "max", maxAreas)
	}
	switch shape := d.Shape.(type) {
	case nil:
		return
	case orb.Polygon:
		d.Shape = orb.MultiPolygon{shape}
	case orb.MultiPolygon:
	default:
		c.Bad("geometry", "facilitylife.zone_shape")
		return
	}
	c.Geometry("geometry", geo.ValidateGeometry(d.Shape, geo.Limits{MaxVertices: maxNodes}))
}
