package api

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/facilities"
	"cairn/facilities/network"
	"cairn/internal/problem"
)

type isochronesInput struct {
	Minutes  string `query:"minutes" required:"true" maxLength:"200" doc:"1 to 6 numbers above 0, at most 300: 10,20,30"`
	Facility string `query:"facility" maxLength:"20000" doc:"ids of facilities to start from, with commas between them"`
	Kind     string `query:"kind" maxLength:"60" doc:"kind or group: start from all facilities of it that are in use today"`
	Area     string `query:"area" maxLength:"12" doc:"with kind: code of the area that holds the facilities"`
	Lon      string `query:"lon" maxLength:"40" doc:"with lat: start from a point"`
	Lat      string `query:"lat" maxLength:"40"`
	Apart    bool   `query:"apart" doc:"true: each feature leaves out what the one before holds, for painting"`
}

// Isochrones is a GeoJSON collection: what is reached within each of the minutes.
type Isochrones struct {
	Type     string            `json:"type" enum:"FeatureCollection"`
	Network  string            `json:"network" doc:"version of the network"`
	Sources  []IsochroneSource `json:"sources" doc:"where the ways begin"`
	Features []Isochrone       `json:"features" doc:"by minutes; each holds the ones before, unless apart"`
}

// IsochroneSource is a point or facility that ways begin at.
type IsochroneSource struct {
	ID   *uuid.UUID `json:"id" doc:"of the facility; null for a point"`
	Name string     `json:"name"`
	AccessBody
}

// Isochrone is a feature: all that is reached within some minutes, equal included.
type Isochrone struct {
	Type       string   `json:"type" enum:"Feature"`
	Geometry   geometry `json:"geometry"`
	Properties struct {
		Minutes     float64 `json:"minutes"`
		AreaKm2     float64 `json:"area_km2"`
		ResolutionM float64 `json:"resolution_m" doc:"the outline lies within about so many metres of the true one"`
	} `json:"properties"`
}

func (s *Server) isochrones(ctx context.Context, in *isochronesInput) (*struct{ Body Isochrones }, error) {
	minutes, err := network.ParseMinutes(in.Minutes)
	if err != nil {
		return nil, err
	}
	sources, err := s.isochroneSources(ctx, in)
	if err != nil {
		return nil, err
	}
	from := make([]orb.Point, len(sources))
	for i, source := range sources {
		from[i] = orb.Point{source.Lon, source.Lat}
	}
	draw := s.Network.Isochrones
	if in.Apart {
		draw = s.Network.Apart
	}
	answer, err := draw(ctx, from, minutes)
	if err != nil {
		return nil, err
	}
	body := Isochrones{Type: "FeatureCollection", Network: answer.Network, Sources: sources}
	for i, a := range answer.Sources {
		body.Sources[i].AccessBody = accessOf(from[i], a)
	}
	for _, band := range answer.Bands {
		f := Isochrone{Type: "Feature", Geometry: geometry{band.Area}}
		f.Properties.Minutes, f.Properties.AreaKm2, f.Properties.ResolutionM = band.Minutes, band.AreaKm2, *finite(band.ResolutionM, 1)
		body.Features = append(body.Features, f)
	}
	return &struct{ Body Isochrones }{body}, nil
}

// isochroneSources is where the ways begin: one of the three ways to say it.
func (s *Server) isochroneSources(ctx context.Context, in *isochronesInput) ([]IsochroneSource, error) {
	point := in.Lon != "" || in.Lat != ""
	switch {
	case in.Facility != "" && in.Kind == "" && !point:
		return s.namedFacilities(ctx, in.Facility)
	case in.Kind != "" && in.Facility == "" && !point:
		return s.facilitiesInUse(ctx, in.Kind, in.Area)
	case point && in.Facility == "" && in.Kind == "":
		points, err := network.ParsePoints("lon", in.Lon+","+in.Lat, 1)
		if err != nil {
			return nil, err
		}
		return []IsochroneSource{{AccessBody: AccessBody{Lon: points[0][0], Lat: points[0][1]}}}, nil
	}
	return nil, badParameter(problem.Bad("facility", "network.one_source"))
}

func (s *Server) namedFacilities(ctx context.Context, text string) ([]IsochroneSource, error) {
	ids := strings.Split(text, ",")
	if len(ids) > network.MaxSources {
		return nil, problem.Parameter("facility", "network.sources", "max", network.MaxSources, "count", len(ids))
	}
	var sources []IsochroneSource
	for _, text := range ids {
		id, err := uuid.Parse(strings.TrimSpace(text))
		if err != nil {
			return nil, problem.Parameter("facility", "network.bad_id")
		}
		f, err := s.Facilities.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		source, ok := sourceOf(f)
		if !ok {
			return nil, noPosition(f.Name)
		}
		sources = append(sources, source)
	}
	return sources, nil
}

// facilitiesInUse are those of a kind that have a position.
func (s *Server) facilitiesInUse(ctx context.Context, kind, area string) ([]IsochroneSource, error) {
	all, err := s.Facilities.List(ctx, facilities.Filter{Kind: kind, Area: area, Status: "in_use", Limit: network.MaxSources})
	if err != nil {
		return nil, err
	}
	if len(all) > network.MaxSources || len(all) == 0 {
		return nil, problem.Parameter("kind", "network.sources", "max", network.MaxSources, "count", len(all))
	}
	var sources []IsochroneSource
	for _, f := range all {
		if source, ok := sourceOf(f); ok {
			sources = append(sources, source)
		}
	}
	return sources, nil
}

func sourceOf(f facilities.Facility) (IsochroneSource, bool) {
	p, ok := f.Point()
	return IsochroneSource{ID: &f.ID, Name: f.Name, AccessBody: AccessBody{Lon: p[0], Lat: p[1]}}, ok
}
