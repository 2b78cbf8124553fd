package products

import (
	"encoding/json"
	"io"

	"cairn/geo/geojson"
)

// properties of an entry in GeoJSON, by the names that the API uses.
type properties struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Pinyin      string   `json:"pinyin"`
	ClassCode   string   `json:"class_code"`
	ClassName   string   `json:"class_name"`
	AreaCode    string   `json:"area_code"`
	AreaPath    []string `json:"area_path"`
	PlaceCode   *string  `json:"place_code"`
	Status      string   `json:"status"`
	ShortName   string   `json:"short_name"`
	AltNames    []string `json:"alt_names"`
	FormerNames []string `json:"former_names"`
	Meaning     string   `json:"meaning"`
	OriginText  string   `json:"origin_text"`
	History     string   `json:"history"`
}

type feature struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties properties      `json:"properties"`
}

type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

// WriteGeoJSON writes the entries as GeoJSON (RFC 7946); an entry without a position has a
// null geometry.
func (p *Product) WriteGeoJSON(w io.Writer) error {
	c := collection{"FeatureCollection", make([]feature, len(p.Places))}
	for i, e := range p.Places {
		f := feature{Type: "Feature", ID: e.ID.String(), Geometry: json.RawMessage("null"), Properties: properties{
			e.ID.String(), e.Name, e.Pinyin, e.ClassCode, e.ClassName, e.AreaCode, e.AreaPath, e.PlaceCode, e.Status,
			e.ShortName, e.AltNames, e.FormerNames, e.Meaning, e.OriginText, e.History}}
		if e.Geom.Geometry != nil {
			f.Geometry = geojson.Append(nil, e.Geom.Geometry)
		}
		c.Features[i] = f
	}
	return json.NewEncoder(w).Encode(c)
}
