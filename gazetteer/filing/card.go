package filing

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Card is an entry in the fields of the national place-name database and the census form
// (地名登记表), in their order, to be copied field by field where it takes no upload.
type Card struct {
	PlaceID  uuid.UUID   `json:"place_id"`
	Name     string      `json:"name"`
	Version  int64       `json:"version" doc:"of the entry"`
	Fields   []CardField `json:"fields"`
	EditID   *uuid.UUID  `json:"edit_id" doc:"the entry's last edit, which can be noted as reported; null: none since the first load"`
	National string      `json:"national" enum:"unreported,reported,taken_in,returned" doc:"state of that edit"`
	Reason   string      `json:"reason" doc:"why it was returned"`
}

// CardField is a field of the card; value is empty where the record has none.
type CardField struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// Card makes the card of an entry with labels in a language. Error: problem.NotFound.
func (s *Store) Card(ctx context.Context, id uuid.UUID, lang problem.Lang) (Card, error) {
	p, err := s.places.Get(ctx, id)
	if err != nil {
		return Card{}, err
	}
	form, err := s.form(ctx, s.db.Read(), p)
	if err != nil {
		return Card{}, err
	}
	c := Card{PlaceID: id, Name: p.Name, Version: p.Version, National: Unreported}
	for _, f := range form.fields() {
		label := problem.Text(lang, "filing.card_"+f[0], nil)
		c.Fields = append(c.Fields, CardField{Field: f[0], Label: label, Value: f[1]})
	}
	if e := form.last; e != nil {
		c.EditID, c.National, c.Reason = &e.EditID, e.NationalState, e.ReturnReason
	}
	return c, nil
}

// form is what the registration form of an entry is filled in from.
type form struct {
	place    gazetteer.Place
	approval *ApprovedName // the last naming, renaming or abolishing that was approved
	last     *lastEdit
	areas    string // 所属政区
}

// lastEdit is the national state of an entry's last edit.
type lastEdit struct {
	EditID                            uuid.UUID
	NationalState                     string
	ReportedOn, TakenInOn, ReturnedOn *string
	ReturnReason, ExportVersion       string
}

// form gathers what is known of an entry.
func (s *Store) form(ctx context.Context, q data.Querier, p gazetteer.Place) (form, error) {
	f := form{place: p, areas: strings.Join(p.AreaPath, "")}
	if len(p.AreaCode) >= 2 {
		province, err := areasOf(ctx, q, p.AreaCode[:2])
		if err != nil {
			return f, err
		}
		f.areas = province[p.AreaCode[:2]].name + f.areas
	}
	type row struct{ EditID uuid.UUID }
	approved, err := collect[row](ctx, q, "last_approved", p.ID)
	if err != nil {
		return f, err
	}
	if len(approved) > 0 {
		names, err := namesOf(ctx, q, nil, []uuid.UUID{approved[0].EditID})
		if err != nil {
			return f, err
		}
		f.approval = &names[0]
	}
	last, err := collect[lastEdit](ctx, q, "last_edit", p.ID, int16(actor.ClearanceOf(ctx)))
	if len(last) > 0 {
		f.last = &last[0]
	}
	return f, err
}

// fields are the fields of the form by name, with their values, in the form's order.
func (f form) fields() [][2]string {
	p := f.place
	code := ""
	if p.PlaceCode != nil {
		code = *p.PlaceCode
	}
	lon, lat := "", ""
	if p.Lon != nil && p.Lat != nil {
		lon, lat = degrees(*p.Lon), degrees(*p.Lat)
	}
	all := [][2]string{
		{"name", p.Name}, {"pinyin", p.Pinyin}, {"minority", f.names("minority")}, {"place_code", code},
		{"class", strings.TrimSpace(p.ClassName + " " + p.ClassCode)}, {"areas", f.areas}, {"division_code", p.DivisionCode},
		{"short_name", p.ShortName}, {"aliases", f.names("alias")}, {"former", f.names("former")}, {"map_names", f.names("map")}, {"other_names", f.names("other")},
		{"use", word("use_" + p.Status)}, {"lon", lon}, {"lat", lat}, {"lon_decimal", decimal(p.Lon)}, {"lat_decimal", decimal(p.Lat)},
		{"shape", f.shape()}, {"position_origin", p.PositionOrigin}, {"meaning", p.Meaning}, {"origin_text", p.OriginText}, {"history", p.History},
	}
	if a := f.approval; a != nil {
		all = append(all, [][2]string{{"matter", word("matter_" + a.Matter)}, {"authority", a.Authority}, {"document", a.Document},
			{"approved_on", a.ApprovedOn}, {"filed_on", orEmpty(a.FiledOn)}, {"announced_on", orEmpty(a.AnnouncedOn)}}...)
	} else {
		all = append(all, [][2]string{{"matter", ""}, {"authority", ""}, {"document", ""}, {"approved_on", ""}, {"filed_on", ""}, {"announced_on", ""}}...)
	}
	return append(all, [2]string{"source", p.Origin})
}

// names are the name forms of a kind with what is known of each.
func (f form) names(kind string) string {
	var all []string
	for _, n := range f.place.Names {
		if n.Kind != kind {
			continue
		}
		var about []string
		for _, text := range []string{n.Language, n.Script, span(n.From, n.To), n.Source} {
			if text != "" {
				about = append(about, text)
			}
		}
		text := n.Text
		if len(about) > 0 {
			text += "（" + strings.Join(about, "，") + "）"
		}
		all = append(all, text)
	}
	return strings.Join(all, "、")
}

func span(from, to *string) string {
	if from == nil && to == nil {
		return ""
	}
	return orEmpty(from) + "—" + orEmpty(to)
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// shape is the kind of geometry.
func (f form) shape() string {
	if f.place.Geom.Geometry == nil {
		return ""
	}
	switch f.place.Geom.GeoJSONType() {
	case "Point", "MultiPoint":
		return word("shape_point")
	case "LineString", "MultiLineString":
		return word("shape_line")
	}
	return word("shape_area")
}

// degrees writes an angle as degrees, minutes and seconds, as the national form has it,
// seconds to a hundredth.
func degrees(x float64) string {
	sign := ""
	if x < 0 {
		sign, x = "-", -x
	}
	hundredths := int64(math.Round(x * 360_000))
	return fmt.Sprintf("%s%d°%02d′%05.2f″", sign, hundredths/360_000, hundredths/6_000%60, float64(hundredths%6_000)/100)
}

func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return fmt.Sprintf("%.6f", *x)
}
