package api

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"cairn/facilities/siting"
)

// Where siting rules keep sites out, and why a place is kept free.

// SitingRules says whose rules are meant.
type SitingRules struct {
	Run  uuid.UUID `query:"run" format:"uuid" doc:"as this run kept them; without it those in force for a kind on a day"`
	Kind string    `query:"kind" maxLength:"60" doc:"kind of facility"`
	AsOf string    `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today"`
	Area string    `query:"area" maxLength:"12" doc:"code of the area; default the prefecture"`
}

func (in SitingRules) ask() siting.ZoneAsk {
	return siting.ZoneAsk{Run: in.Run, Kind: in.Kind, AsOf: in.AsOf, Area: in.Area}
}

// zoneCollection is a GeoJSON FeatureCollection.
type zoneCollection struct {
	Type     string        `json:"type" enum:"FeatureCollection"`
	Features []zoneFeature `json:"features"`
}

type zoneFeature struct {
	Type       string          `json:"type" enum:"Feature"`
	ID         int             `json:"id" doc:"number of the rule, from 1"`
	Geometry   json.RawMessage `json:"geometry" doc:"GeoJSON MultiPolygon, rounded to some 20 m"`
	Properties siting.RuleRef  `json:"properties"`
}

func (s *Server) sitingZones(ctx context.Context, in *struct{ SitingRules }) (*struct{ Body zoneCollection }, error) {
	zones, err := s.Siting.Zones(ctx, in.ask())
	out := zoneCollection{Type: "FeatureCollection", Features: []zoneFeature{}}
	for i, z := range zones {
		out.Features = append(out.Features, zoneFeature{"Feature", i + 1, z.Geom, z.Rule})
	}
	return &struct{ Body zoneCollection }{out}, asParameter(err)
}

type sitingExplainInput struct {
	SitingRules
	Lon float64 `query:"lon" required:"true" minimum:"-180" maximum:"180"`
	Lat float64 `query:"lat" required:"true" minimum:"-90" maximum:"90"`
}

func (s *Server) sitingExplain(ctx context.Context, in *sitingExplainInput) (*struct{ Body siting.Explanation }, error) {
	out, err := s.Siting.Explain(ctx, in.ask(), in.Lon, in.Lat)
	return &struct{ Body siting.Explanation }{out}, asParameter(err)
}
