package gazetteer

import (
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
)

// Place is an entry of the gazetteer (地名) as its readers see it.
type Place struct {
	ID           uuid.UUID `json:"id"`
	Ref          *string   `json:"ref" doc:"key of the source"`
	Name         string    `json:"name" doc:"standard name"`
	Pinyin       string    `json:"pinyin" doc:"romanised spelling as recorded; empty when none is"`
	ClassCode    string    `json:"class_code" doc:"class, GB/T 18521"`
	ClassName    string    `json:"class_name"`
	AreaCode     string    `json:"area_code" doc:"declared area"`
	AreaPath     []string  `json:"area_path" doc:"names from the prefecture down to area_code"`
	DivisionCode string    `json:"division_code" doc:"the administrative area that the entry names, if it names one"`
	PlaceCode    *string   `json:"place_code" doc:"20 digits: area, class, serial"`
	Status       string    `json:"status" enum:"current,historic,retired"`
	Geom         data.Geom `json:"-"`
	Lon          *float64  `json:"lon" doc:"of the point, or of a point on the geometry"`
	Lat          *float64  `json:"lat"`
	Names        []Name    `json:"names" doc:"every name form, the standard one first"`
	ShortName    string    `json:"short_name" db:"-"`
	AltNames     []string  `json:"alt_names" db:"-"`
	FormerNames  []string  `json:"former_names" db:"-" doc:"oldest first"`
	Meaning      string    `json:"meaning"`
	OriginText   string    `json:"origin_text" doc:"where the name comes from"`
	History      string    `json:"history" doc:"how place and name changed"`
	Census
	PositionOrigin string     `json:"position_origin"`
	PositionReason string     `json:"position_reason" doc:"why it lies outside its declared township"`
	Trap           string     `json:"-"`
	Origin         string     `json:"origin"`
	Secrecy        Secrecy    `json:"secrecy" doc:"密级: grades by field, 1 内部 to 4 绝密; what is not named is public. Only grades that the reader is cleared for"`
	ValidFrom      *time.Time `json:"-"` // day on which it was added; nil: known since the first load
	ValidTo        *time.Time `json:"-"` // day on which it was retired
	Version        int64      `json:"version"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
}

// Name is a name form of an entry.
type Name struct {
	ID       uuid.UUID `json:"id"`
	Kind     string    `json:"kind" enum:"standard,short,alias,former,map,minority,other"`
	Text     string    `json:"text"`
	Pinyin   string    `json:"pinyin"`
	Language string    `json:"language"`
	Script   string    `json:"script"`
	From     *string   `json:"from" format:"date"`
	To       *string   `json:"to" format:"date"`
	Source   string    `json:"source"`
	Sheet    string    `json:"sheet" doc:"图幅, of a name on a map"`
	Edition  string    `json:"edition" doc:"版次"`
	Scale    string    `json:"scale" doc:"比例尺"`
	Grade    int       `json:"grade" doc:"密级"`
}

// The kinds of name forms that an entry's own fields speak of; map, minority and other
// forms are kept as they are.
const (
	kindStandard = "standard"
	kindShort    = "short"
	kindAlias    = "alias"
	kindFormer   = "former"
)

// The states of an entry.
const (
	Current  = "current"
	Historic = "historic" // no longer in use, known from the sources
	Retired  = "retired"  // taken out of the gazetteer; its history stays
)

// complete fills what follows from the names.
func (p *Place) complete() {
	p.AltNames, p.FormerNames, p.ShortName = []string{}, []string{}, ""
	for _, n := range p.Names {
		switch n.Kind {
		case kindShort:
			p.ShortName = n.Text
		case kindAlias:
			p.AltNames = append(p.AltNames, n.Text)
		case kindFormer:
			p.FormerNames = append(p.FormerNames, n.Text)
		}
	}
}

// Shape is the geometry when it is more than a point, else nil.
func (p *Place) Shape() orb.Geometry {
	if _, point := p.Geom.Geometry.(orb.Point); point {
		return nil
	}
	return p.Geom.Geometry
}

// point is the position, or a point on the line or polygon; false when there is none.
func (p *Place) point() (orb.Point, bool) {
	if p.Lon == nil || p.Lat == nil {
		return orb.Point{}, false
	}
	return orb.Point{*p.Lon, *p.Lat}, true
}

// Draft is the entry's own fields, to be edited.
func (p *Place) Draft() Draft {
	d := Draft{
		Name: p.Name, Pinyin: p.Pinyin, ShortName: p.ShortName, AltNames: slices.Clone(p.AltNames),
		FormerNames: slices.Clone(p.FormerNames), ClassCode: p.ClassCode, AreaCode: p.AreaCode,
		DivisionCode: p.DivisionCode, Status: p.Status, Geometry: p.Shape(), Meaning: p.Meaning,
		OriginText: p.OriginText, History: p.History, PositionReason: p.PositionReason,
		Census: p.Census, Secrecy: maps.Clone(p.Secrecy), Forms: []Form{},
	}
	for _, n := range p.Names {
		if n.Kind != kindStandard {
			d.Forms = append(d.Forms, n.form())
		}
	}
	d.settle()
	if p.PlaceCode != nil {
		d.PlaceCode = *p.PlaceCode
	}
	if point, ok := p.Geom.Geometry.(orb.Point); ok {
		d.Lon, d.Lat = &point[0], &point[1]
	}
	return d
}

// apply writes a settled draft into the entry, names included; day is the day of the edit.
func (p *Place) apply(d Draft, day string) {
	p.Names = d.names(p.Names, day)
	p.Name, p.Pinyin, p.ClassCode, p.AreaCode = d.Name, d.Pinyin, d.ClassCode, d.AreaCode
	p.DivisionCode, p.PlaceCode, p.Status = d.DivisionCode, orNull(d.PlaceCode), d.Status
	p.Geom = data.Geom{Geometry: d.geometry()}
	p.Meaning, p.OriginText, p.History, p.PositionReason = d.Meaning, d.OriginText, d.History, d.PositionReason
	p.Census, p.Secrecy = d.Census, d.Secrecy
	p.complete()
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
