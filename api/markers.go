package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/grain"
)

// MarkerID is embedded where a marker is named.
type MarkerID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listMarkersInput struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: markers with a party in it"`
	Line string `query:"line" maxLength:"18" doc:"code of a line"`
	Q    string `query:"q" maxLength:"200" doc:"part of the number"`
}

func (s *Server) listMarkers(ctx context.Context, in *listMarkersInput) (*list[boundaries.Marker], error) {
	part, err := in.part()
	if err != nil {
		return nil, err
	}
	p, err := s.Markers.List(ctx, boundaries.MarkerFilter{Area: in.Area, Line: in.Line, Number: in.Q}, part)
	return pageOf(p, func(m boundaries.Marker) boundaries.Marker { return markerFor(ctx, m) }), err
}

// markerFor is a marker as the reader may see it: what inspections found is for accounts
// only, whatever layers are open.
func markerFor(ctx context.Context, m boundaries.Marker) boundaries.Marker {
	if !actorOf(ctx).SignedIn() {
		m.Condition, m.LastInspectedAt = []string{}, nil
	}
	return m
}

// MarkerFields are the fields of a marker that may be absent from a body.
type MarkerFields struct {
	Lines        opt[[]string]      `json:"lines,omitempty" doc:"codes of its lines, as a whole"`
	Side         opt[string]        `json:"side,omitempty"`
	Faces        opt[int]           `json:"faces,omitempty" doc:"2 or 3"`
	Material     opt[string]        `json:"material,omitempty"`
	Grade        opt[string]        `json:"grade,omitempty"`
	Northing     opt[float64]       `json:"northing,omitempty" doc:"metres; computed when absent, else it must agree with lon and lat to 1 m"`
	Easting      opt[float64]       `json:"easting,omitempty" doc:"metres"`
	ProjectedCRS opt[string]        `json:"projected_crs,omitempty" doc:"of northing and easting, default the prefecture's" example:"EPSG:4544"`
	Given        opt[GivenBody]     `json:"given,omitempty" doc:"instead of lon and lat: coordinates with the system that they are in"`
	HeightM      opt[float64]       `json:"height_m,omitempty" doc:"1985 national height datum"`
	AccuracyM    opt[float64]       `json:"accuracy_m,omitempty" doc:"standard error (σ) of the registered position, metres"`
	Source       opt[string]        `json:"position_source,omitempty" doc:"where the position comes from, in words"`
	ManagingArea opt[string]        `json:"managing_area,omitempty"`
	Basis        opt[string]        `json:"responsible_basis,omitempty" doc:"the document that says who keeps it up"`
	BasisOn      opt[string]        `json:"responsible_basis_on,omitempty" format:"date"`
	CoArea       opt[[]string]      `json:"co_area,omitempty"`
	ErectedOn    opt[string]        `json:"erected_on,omitempty" format:"date"`
	Witnesses    opt[[]WitnessBody] `json:"witnesses,omitempty" doc:"objects nearby (方位物), as a whole"`
	Description  opt[string]        `json:"description,omitempty"`
	Status       opt[string]        `json:"status,omitempty" enum:"standing,lost" doc:"null is standing"`
	Reason       string             `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

// GivenBody is a position in a declared system, as it is sent.
type GivenBody struct {
	CRS string  `json:"crs" maxLength:"100" doc:"cgcs2000, wgs84, gcj02, bd09 or a CGCS2000 grid zone (EPSG:4544); legacy datums are refused"`
	X   float64 `json:"x" doc:"longitude or easting"`
	Y   float64 `json:"y" doc:"latitude or northing"`
}

// givenBy is the position as the domain takes it; nil when it is absent or null.
func givenBy(b opt[GivenBody]) *boundaries.Given {
	v := patched(b, nil)
	if v == nil {
		return nil
	}
	return &boundaries.Given{CRS: v.CRS, X: v.X, Y: v.Y}
}

// witnesses are those of a body, nil when it has none.
func witnesses(b opt[[]WitnessBody]) []boundaries.Witness {
	if !b.Given {
		return nil
	}
	all := make([]boundaries.Witness, len(b.Value))
	for i, w := range b.Value {
		all[i] = w.witness()
	}
	return all
}

// WitnessBody is an object near a marker, as it is sent.
type WitnessBody struct {
	Seq        opt[int]     `json:"seq,omitempty" doc:"1, 2, 3 …; its place in the list when absent"`
	Text       string       `json:"text"`
	BearingDeg opt[float64] `json:"bearing_deg,omitempty" doc:"grid bearing from the marker, degrees clockwise from grid north"`
	DistanceM  opt[float64] `json:"distance_m,omitempty" doc:"grid distance from the marker, metres"`
	Lon        opt[float64] `json:"lon,omitempty"`
	Lat        opt[float64] `json:"lat,omitempty"`
}

func (b WitnessBody) witness() boundaries.Witness {
	return boundaries.Witness{Seq: b.Seq.or(0), Text: b.Text, BearingDeg: patched(b.BearingDeg, nil),
		DistanceM: patched(b.DistanceM, nil), Lon: patched(b.Lon, nil), Lat: patched(b.Lat, nil)}
}

// fill writes the fields that the body has into the marker; null empties a field.
func (b *MarkerFields) fill(m *boundaries.MarkerInput) {
	m.Lines, m.CoArea = b.Lines.or(m.Lines), b.CoArea.or(m.CoArea)
	if b.Witnesses.Given {
		m.Witnesses = witnesses(b.Witnesses)
	}
	m.Side, m.Material, m.Grade = b.Side.or(m.Side), b.Material.or(m.Material), b.Grade.or(m.Grade)
	m.Faces, m.HeightM = patched(b.Faces, m.Faces), patched(b.HeightM, m.HeightM)
	m.Northing, m.Easting = patched(b.Northing, m.Northing), patched(b.Easting, m.Easting)
	m.ProjectedCRS, m.ManagingArea = b.ProjectedCRS.or(m.ProjectedCRS), b.ManagingArea.or(m.ManagingArea)
	if b.Given.Given {
		m.Given = givenBy(b.Given)
	}
	m.AccuracyM, m.Source = patched(b.AccuracyM, m.AccuracyM), b.Source.or(m.Source)
	m.Basis, m.BasisOn = b.Basis.or(m.Basis), patched(b.BasisOn, m.BasisOn)
	m.ErectedOn = patched(b.ErectedOn, m.ErectedOn)
	m.Description, m.Status = b.Description.or(m.Description), b.Status.or(m.Status)
}

type createMarkerInput struct {
	Body struct {
		ID     *uuid.UUID   `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Number string       `json:"number" doc:"text, by the pattern of its level"`
		Type   string       `json:"type" enum:"single,double,triple"`
		Lon    opt[float64] `json:"lon,omitempty" doc:"needed unless given is there"`
		Lat    opt[float64] `json:"lat,omitempty"`
		MarkerFields
	}
}

func (s *Server) createMarker(ctx context.Context, in *createMarkerInput) (*created[boundaries.Marker], error) {
	b := &in.Body
	draft := boundaries.MarkerInput{Number: b.Number, Type: b.Type, Lon: patched(b.Lon, nil), Lat: patched(b.Lat, nil)}
	b.fill(&draft)
	id := uuid.Nil
	if b.ID != nil {
		id = *b.ID
	}
	m, err := s.Markers.Create(ctx, changeBy(ctx, b.Reason), id, draft)
	return createdAt("/boundaries/markers/"+m.ID, m, m.Version), err
}

func (s *Server) readMarker(ctx context.Context, in *MarkerID) (*record[boundaries.Marker], error) {
	m, err := s.Markers.Get(ctx, in.ID)
	return recordOf(markerFor(ctx, m), m.Version), err
}

type patchMarkerInput struct {
	MarkerID
	IfMatch
	Body struct {
		Number opt[string]  `json:"number,omitempty"`
		Type   opt[string]  `json:"type,omitempty" enum:"single,double,triple"`
		Lon    opt[float64] `json:"lon,omitempty"`
		Lat    opt[float64] `json:"lat,omitempty"`
		MarkerFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchMarker(ctx context.Context, in *patchMarkerInput) (*record[boundaries.Marker], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	m, err := s.Markers.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(m *boundaries.MarkerInput) error {
		m.Number, m.Type = b.Number.or(m.Number), b.Type.or(m.Type)
		m.Lon, m.Lat = patched(b.Lon, m.Lon), patched(b.Lat, m.Lat)
		b.fill(m)
		return nil
	})
	return recordOf(m, m.Version), err
}

type retireMarkerInput struct {
	MarkerID
	Removal
}

func (s *Server) retireMarker(ctx context.Context, in *retireMarkerInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Markers.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) markerHistory(ctx context.Context, in *MarkerID) (*list[data.Version], error) {
	versions, err := s.Markers.History(ctx, in.ID)
	coarseHistory(ctx, versions, grain.Markers)
	return pageOf(boundaries.Page[data.Version]{Items: versions}, same), err
}
