package products

import (
	"encoding/json"
	"io"
	"strings"

	"cairn/gazetteer"
	"cairn/geo/geojson"
)

// The Linked Places Format (LPF) is GeoJSON-T with names, types and relations that carry
// their times. An entry without dates is known to exist on the day of the export.

type lpfCollection struct {
	Type     string       `json:"type"`
	Context  string       `json:"@context"`
	Features []lpfFeature `json:"features"`
}

type lpfFeature struct {
	ID           string           `json:"@id"`
	Type         string           `json:"type"`
	Properties   lpfProperties    `json:"properties"`
	When         lpfWhen          `json:"when"`
	Names        []lpfName        `json:"names"`
	Types        []lpfType        `json:"types"`
	Geometry     json.RawMessage  `json:"geometry"`
	Relations    []lpfRelation    `json:"relations,omitempty"`
	Descriptions []lpfDescription `json:"descriptions,omitempty"`
}

type lpfProperties struct {
	Title     string   `json:"title"`
	Countries []string `json:"ccodes"`
	Classes   []string `json:"fclasses"`
}

type lpfWhen struct {
	Spans []lpfSpan `json:"timespans"`
}

type lpfSpan struct {
	Start lpfMoment  `json:"start"`
	End   *lpfMoment `json:"end,omitempty"`
}

// lpfMoment is a day, known exactly (in) or as the latest or earliest possible one.
type lpfMoment struct {
	In       string `json:"in,omitempty"`
	Latest   string `json:"latest,omitempty"`
	Earliest string `json:"earliest,omitempty"`
}

type lpfName struct {
	Toponym   string        `json:"toponym"`
	Lang      string        `json:"lang"`
	When      *lpfWhen      `json:"when,omitempty"`
	Citations []lpfCitation `json:"citations,omitempty"`
}

type lpfCitation struct {
	Label string `json:"label"`
}

type lpfType struct {
	Identifier string `json:"identifier"`
	Label      string `json:"label"`
}

type lpfRelation struct {
	Type  string `json:"relationType"`
	To    string `json:"relationTo"`
	Label string `json:"label"`
}

type lpfDescription struct {
	Value string `json:"value"`
	Lang  string `json:"lang"`
}

const lpfContext = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

// geonamesClass is the GeoNames feature class that LPF asks for, by the beginning of our class.
var geonamesClass = []struct{ class, letter string }{
	{"11", "H"}, {"12", "H"}, {"13", "T"}, {"21", "A"}, {"22", "P"}, {"23", "R"}, {"24", "S"}, {"25", "S"}, {"26", "S"}, {"27", "S"},
}

// WriteLinkedPlaces writes the entries in the Linked Places Format; base is the address of
// the service, under which the entries have theirs.
func (p *Product) WriteLinkedPlaces(w io.Writer, base string) error {
	c := lpfCollection{Type: "FeatureCollection", Context: lpfContext, Features: make([]lpfFeature, len(p.Places))}
	for i, e := range p.Places {
		c.Features[i] = p.linked(e, base)
	}
	return json.NewEncoder(w).Encode(c)
}

func (p *Product) linked(e gazetteer.Place, base string) lpfFeature {
	f := lpfFeature{ID: base + "/gazetteer/entries/" + e.ID.String(), Type: "Feature",
		Properties: lpfProperties{Title: e.Name, Countries: []string{"CN"}, Classes: []string{letterOf(e.ClassCode)}},
		When:       lpfWhen{[]lpfSpan{p.span(e)}}, Types: []lpfType{{"cairn:class/" + e.ClassCode, e.ClassName}},
		Geometry: json.RawMessage("null"),
		Relations: []lpfRelation{{Type: "gvp:broaderPartitive", To: base + "/areas/" + e.AreaCode,
			Label: strings.Join(e.AreaPath, " ")}},
	}
	if e.Geom.Geometry != nil {
		f.Geometry = geojson.Append(nil, e.Geom.Geometry)
	}
	for _, n := range e.Names {
		f.Names = append(f.Names, linkedNames(n)...)
	}
	for _, text := range []string{e.Meaning, e.OriginText, e.History} {
		if text != "" {
			f.Descriptions = append(f.Descriptions, lpfDescription{text, "zh"})
		}
	}
	return f
}

func letterOf(class string) string {
	for _, c := range geonamesClass {
		if strings.HasPrefix(class, c.class) {
			return c.letter
		}
	}
	return "S"
}

func (p *Product) span(e gazetteer.Place) lpfSpan {
	span := lpfSpan{Start: lpfMoment{Latest: p.day()}}
	if e.ValidFrom != nil {
		span.Start = lpfMoment{In: e.ValidFrom.Format("2006-01-02")}
	}
	if e.ValidTo != nil {
		span.End = &lpfMoment{In: e.ValidTo.Format("2006-01-02")}
	}
	return span
}

// linkedNames are a name form and its romanised spelling.
func linkedNames(n gazetteer.Name) []lpfName {
	lang := n.Language
	if lang == "" {
		lang = "zh"
	}
	name := lpfName{Toponym: n.Text, Lang: lang}
	if n.From != nil || n.To != nil {
		var span lpfSpan
		if n.From != nil {
			span.Start.In = *n.From
		} else {
			span.Start.Latest = *n.To
		}
		if n.To != nil {
			span.End = &lpfMoment{In: *n.To}
		}
		name.When = &lpfWhen{[]lpfSpan{span}}
	}
	if n.Source != "" {
		name.Citations = []lpfCitation{{n.Source}}
	}
	if n.Pinyin == "" {
		return []lpfName{name}
	}
	romanised := name
	romanised.Toponym, romanised.Lang = n.Pinyin, "zh-Latn"
	return []lpfName{name, romanised}
}
