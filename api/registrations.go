package api

import (
	"context"

	"cairn/boundaries"
)

func (s *Server) listRegistrations(ctx context.Context, in *MarkerID) (*list[boundaries.RegistrationVersion], error) {
	versions, err := s.Markers.Registrations(ctx, in.ID)
	return listOf(versions, len(versions), func(boundaries.RegistrationVersion) []string { return nil }), err
}

// RegistrationFields are what a marker is registered with anew; what is absent stays as it was.
type RegistrationFields struct {
	Lon          opt[float64]       `json:"lon,omitempty"`
	Lat          opt[float64]       `json:"lat,omitempty"`
	Northing     opt[float64]       `json:"northing,omitempty" doc:"metres; computed when absent, else it must agree with lon and lat to 1 m"`
	Easting      opt[float64]       `json:"easting,omitempty"`
	ProjectedCRS opt[string]        `json:"projected_crs,omitempty" example:"EPSG:4544"`
	Given        opt[GivenBody]     `json:"given,omitempty" doc:"instead of lon and lat: coordinates with the system that they are in"`
	HeightM      opt[float64]       `json:"height_m,omitempty" doc:"1985 national height datum"`
	AccuracyM    opt[float64]       `json:"accuracy_m,omitempty" doc:"standard error (σ) of the position, metres"`
	Source       opt[string]        `json:"position_source,omitempty"`
	Type         opt[string]        `json:"type,omitempty" enum:"single,double,triple"`
	Witnesses    opt[[]WitnessBody] `json:"witnesses,omitempty" doc:"objects nearby (方位物), as a whole"`
	Document     opt[string]        `json:"document,omitempty" doc:"number of the agreement; a move needs it"`
	DocumentOn   opt[string]        `json:"document_on,omitempty" format:"date"`
	SignedBy     opt[[]string]      `json:"signed_by,omitempty" doc:"who signed for the parties: two at least when it was put up again or moved"`
	Note         opt[string]        `json:"note,omitempty"`
}

func (b *RegistrationFields) registration(why, validFrom string) boundaries.Registration {
	return boundaries.Registration{
		Why: why, Lon: patched(b.Lon, nil), Lat: patched(b.Lat, nil), Northing: patched(b.Northing, nil), Easting: patched(b.Easting, nil),
		ProjectedCRS: b.ProjectedCRS.or(""), Given: givenBy(b.Given), HeightM: patched(b.HeightM, nil), AccuracyM: patched(b.AccuracyM, nil),
		Source: b.Source.or(""), Type: b.Type.or(""), Witnesses: witnesses(b.Witnesses), Document: b.Document.or(""),
		DocumentOn: patched(b.DocumentOn, nil), SignedBy: b.SignedBy.or(nil), Note: b.Note.or(""), ValidFrom: validFrom,
	}
}

type registerMarkerInput struct {
	MarkerID
	IfMatch
	Body struct {
		Why string `json:"why" enum:"re_erected,moved,witnesses" doc:"put up again in its place; moved by agreement; other witness objects"`
		RegistrationFields
		ValidFrom string `json:"valid_from" format:"date" doc:"day on which it was put up or moved"`
		Reason    string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

// registerMarker answers with the marker, which holds the new version.
func (s *Server) registerMarker(ctx context.Context, in *registerMarkerInput) (*created[boundaries.Marker], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	m, err := s.Markers.Register(ctx, changeBy(ctx, b.Reason), in.ID, version, b.registration(b.Why, b.ValidFrom))
	return createdAt("/boundaries/markers/"+m.ID+"/registrations", m, m.Version), err
}

func (s *Server) listMarkerPatterns(ctx context.Context, _ *struct{}) (*list[boundaries.Pattern], error) {
	patterns, err := s.Markers.Patterns(ctx)
	return listOf(patterns, len(patterns), func(boundaries.Pattern) []string { return nil }), err
}

type putMarkerPatternInput struct {
	Level string `path:"level" enum:"province,prefecture,county,township"`
	IfMatch
	Body struct {
		Regexp  string `json:"regexp" doc:"regular expression (RE2) that the whole number has to fit" example:"[0-9]{7}[A-EQS]"`
		Example string `json:"example" doc:"a number that fits"`
		Note    string `json:"note,omitempty"`
		Reason  string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putMarkerPattern(ctx context.Context, in *putMarkerPatternInput) (*record[boundaries.Pattern], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p, err := s.Markers.SetPattern(ctx, changeBy(ctx, in.Body.Reason), version,
		boundaries.Pattern{Level: in.Level, Regexp: in.Body.Regexp, Example: in.Body.Example, Note: in.Body.Note})
	return recordOf(p, p.Version), err
}
