package boundaries

import (
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// AreaRef names an area.
type AreaRef struct {
	Code  string `json:"code" example:"532601"`
	Name  string `json:"name" example:"文山市"`
	Level string `json:"level" enum:"province,prefecture,county,township,village"`
}

// Area is an administrative area (行政区划).
type Area struct {
	AreaRef
	Parent   *string `json:"parent" doc:"code of the area that holds it; null at the top"`
	External bool    `json:"external" doc:"a neighbour outside the prefecture, known as a party to a line only"`
}

// AreaDetail is an area with its place in the hierarchy and on the map.
type AreaDetail struct {
	Area
	Formal    bool        `json:"formal" doc:"a formal division of the State; false for development zones and farms"`
	Pinyin    string      `json:"pinyin"`
	Seat      *[2]float64 `json:"seat" doc:"lon, lat of the seat of its government"`
	BBox      *[4]float64 `json:"bbox" doc:"west, south, east, north of its polygon or, without one, of the areas in it" coarse:"lines,shape,quiet"`
	Path      []AreaRef   `json:"path" doc:"province … the area itself, as far as they are on file"`
	ValidFrom *string     `json:"valid_from" doc:"first day; null since ever"`
	ValidTo   *string     `json:"valid_to" doc:"first day on which it no longer exists, or no longer in this state; null: still valid"`

	Successors   []AreaStep  `json:"successors" doc:"what it became, or parts of it did, by changes of areas"`
	Predecessors []AreaStep  `json:"predecessors" doc:"the areas of other codes that it was made of"`
	States       []AreaState `json:"states" doc:"what it was before changes after which its code went on, oldest first"`
	Now          []string    `json:"now" doc:"codes of the areas that stand for it today; its own while it is valid"`
}

// AreaStep is a step of a succession of areas.
type AreaStep struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	On       string `json:"on" format:"date" doc:"day of effect"`
	Kind     string `json:"kind" enum:"rename,upgrade,merge,split,transfer"`
	Document string `json:"document" doc:"number of the reply (批复文号)"`
	Change   string `json:"change" format:"uuid" doc:"the change of areas"`
}

// AreaState is what an area was up to a day.
type AreaState struct {
	Name      string  `json:"name"`
	Parent    *string `json:"parent"`
	ValidFrom *string `json:"valid_from"`
	ValidTo   string  `json:"valid_to"`
	Change    string  `json:"change" format:"uuid"`
}

// areaRecord is an area as files give it.
type areaRecord struct {
	Area
	Formal             bool
	Pinyin             string
	Seat               *orb.Point
	Geom               orb.MultiPolygon // nil when the file has none
	ValidFrom, ValidTo *string
	Origin             string
}

// Validate checks code, level, parent, texts, seat and polygon. The length of the code
// says its level (GB/T 2260, GB/T 10114: 2, 4, 6, 9, 12 digits), and a parent's code
// begins the area's. Error: problem.Invalid.
func (a *areaRecord) Validate(limits geo.Limits) error {
	var r rules
	r.required("name", a.Name)
	r.name("pinyin", a.Pinyin)
	r.areaCode("code", a.Code)
	if level := levelOf(a.Code); level != "" && level != a.Level {
		r.bad("level", "boundaries.area_level", "code", a.Code, "level", level)
	}
	if p := a.Parent; p != nil && (levelOf(*p) == "" || len(*p) >= len(a.Code) || !strings.HasPrefix(a.Code, *p)) {
		r.bad("parent", "boundaries.area_parent", "code", a.Code)
	}
	if a.Seat != nil {
		if err := geo.ValidatePoint(a.Seat[0], a.Seat[1], limits); err != nil {
			r.fields = append(r.fields, problem.BadGeometry("lon", err))
		}
	}
	if a.Geom != nil {
		if err := geo.ValidateGeometry(a.Geom, limits); err != nil {
			r.fields = append(r.fields, problem.BadGeometry("geometry", err))
		}
	}
	r.day("valid_from", a.ValidFrom)
	r.day("valid_to", a.ValidTo)
	if a.ValidFrom != nil && a.ValidTo != nil && *a.ValidFrom >= *a.ValidTo {
		r.bad("valid_to", "boundaries.dates_reversed")
	}
	return r.err()
}
