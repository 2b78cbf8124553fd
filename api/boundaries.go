package api

import (
	"context"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/grain"
)

// pageOf answers with a page of a store.
func pageOf[T, U any](p boundaries.Page[T], show func(T) U) *list[U] {
	out := &list[U]{Body: listBody[U]{Items: make([]U, len(p.Items))}}
	for i, item := range p.Items {
		out.Body.Items[i] = show(item)
	}
	if p.Next != "" {
		next := encodeCursor(p.Next)
		out.Body.Next = &next
	}
	return out
}

func same[T any](v T) T { return v }

// part is the paging as the stores take it.
func (p Paging) part() (boundaries.Paging, error) {
	key, err := p.key(1)
	if err != nil || key == nil {
		return boundaries.Paging{Limit: p.Limit}, err
	}
	return boundaries.Paging{Limit: p.Limit, After: key[0]}, nil
}

type listAreasInput struct {
	Paging
	Level  string `query:"level" enum:"province,prefecture,county,township,village"`
	Parent string `query:"parent" maxLength:"12" doc:"code of the area that holds them"`
	AsOf   string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD: the areas as they were then; default today (Asia/Shanghai)"`
}

func (s *Server) listAreas(ctx context.Context, in *listAreasInput) (*list[boundaries.Area], error) {
	part, err := in.part()
	if err != nil {
		return nil, err
	}
	p, err := s.Areas.List(ctx, boundaries.AreaFilter{Level: in.Level, Parent: in.Parent, AsOf: in.AsOf}, part)
	return pageOf(p, same), err
}

// AreaCode is embedded where an area is named.
type AreaCode struct {
	Code string `path:"code" maxLength:"12" example:"532601"`
}

type readAreaInput struct {
	AreaCode
	AsOf string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD: the area as it was then; default today (Asia/Shanghai)"`
}

func (s *Server) readArea(ctx context.Context, in *readAreaInput) (*struct{ Body boundaries.AreaDetail }, error) {
	a, err := s.Areas.GetAsOf(ctx, in.Code, in.AsOf)
	return &struct{ Body boundaries.AreaDetail }{a}, err
}

// LineBody is a line with its course.
type LineBody struct {
	boundaries.Line
	Geometry geometry `json:"geometry" coarse:"lines,shape"`
}

func lineBody(l boundaries.Line) LineBody { return LineBody{l, geometry{l.Geometry}} }

type listLinesInput struct {
	Paging
	Area  string `query:"area" maxLength:"12" doc:"code of an area: lines with a party in it"`
	Level string `query:"level" enum:"province,prefecture,county,township"`
}

func (s *Server) listLines(ctx context.Context, in *listLinesInput) (*list[LineBody], error) {
	part, err := in.part()
	if err != nil {
		return nil, err
	}
	p, err := s.Lines.List(ctx, boundaries.LineFilter{Area: in.Area, Level: in.Level}, part)
	return pageOf(p, lineBody), err
}

// LineCode is embedded where a line is named.
type LineCode struct {
	Code string `path:"code" maxLength:"18" example:"532601000532622000"`
}

func (s *Server) readLine(ctx context.Context, in *LineCode) (*record[LineBody], error) {
	l, err := s.Lines.Get(ctx, in.Code)
	return recordOf(lineBody(l), l.Version), err
}

type patchLineInput struct {
	LineCode
	IfMatch
	Body struct {
		Name             opt[string]   `json:"name,omitempty"`
		AgreedLengthKm   opt[float64]  `json:"agreed_length_km,omitempty" doc:"km, to the metre; null when there is no agreement yet"`
		Agreement        opt[string]   `json:"agreement,omitempty" doc:"number of the agreement document"`
		AgreementOn      opt[string]   `json:"agreement_on,omitempty" format:"date"`
		AgreementParties opt[[]string] `json:"agreement_parties,omitempty" doc:"who signed it, in words, as a whole"`
		MapSheets        opt[[]string] `json:"map_sheets,omitempty" doc:"sheets of the detailed map, as a whole"`
		LeadingArea      opt[string]   `json:"leading_area,omitempty" doc:"leading party (牵头方): a party, or of an outer line a neighbour outside"`
		CooperatingArea  opt[string]   `json:"cooperating_area,omitempty" doc:"cooperating party (配合方), likewise"`
		Status           opt[string]   `json:"status,omitempty" enum:"in_force,disputed" doc:"null is in_force"`
		ShortCode        opt[string]   `json:"short_code,omitempty"`
		Reason           string        `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchLine(ctx context.Context, in *patchLineInput) (*record[LineBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	l, err := s.Lines.Update(ctx, changeBy(ctx, b.Reason), in.Code, version, func(l *boundaries.LineInput) error {
		l.Name, l.Agreement, l.Status, l.ShortCode = b.Name.or(l.Name), b.Agreement.or(l.Agreement), b.Status.or(l.Status), b.ShortCode.or(l.ShortCode)
		l.AgreedLengthKm, l.AgreementOn = patched(b.AgreedLengthKm, l.AgreedLengthKm), patched(b.AgreementOn, l.AgreementOn)
		l.AgreementParties, l.MapSheets = b.AgreementParties.or(l.AgreementParties), b.MapSheets.or(l.MapSheets)
		l.LeadingArea, l.CooperatingArea = b.LeadingArea.or(l.LeadingArea), b.CooperatingArea.or(l.CooperatingArea)
		return nil
	})
	return recordOf(lineBody(l), l.Version), err
}

func (s *Server) lineHistory(ctx context.Context, in *LineCode) (*list[data.Version], error) {
	versions, err := s.Lines.History(ctx, in.Code)
	coarseHistory(ctx, versions, grain.Lines)
	return pageOf(boundaries.Page[data.Version]{Items: versions}, same), err
}

type summaryInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area, or the beginning of codes: lines and markers with a party in it"`
}

func (s *Server) boundarySummary(ctx context.Context, in *summaryInput) (*struct{ Body boundaries.Summary }, error) {
	sum, err := boundaries.Summarise(ctx, s.DB, in.Area)
	return &struct{ Body boundaries.Summary }{sum}, err
}

// ClosingEdges is a GeoJSON collection.
type ClosingEdges struct {
	Type     string        `json:"type" enum:"FeatureCollection"`
	Features []ClosingEdge `json:"features"`
}

// ClosingEdge is a GeoJSON feature.
type ClosingEdge struct {
	Type       string   `json:"type" enum:"Feature"`
	ID         string   `json:"id"`
	Geometry   geometry `json:"geometry" coarse:"lines,shape"`
	Properties struct {
		AreaCode string `json:"area_code"`
		Locked   bool   `json:"locked" doc:"always: it is no administrative line"`
	} `json:"properties"`
}

func (s *Server) closingEdges(ctx context.Context, in *summaryInput) (*struct{ Body ClosingEdges }, error) {
	edges, err := boundaries.ClosingEdges(ctx, s.DB.Read(), in.Area)
	if err != nil {
		return nil, err
	}
	body := ClosingEdges{Type: "FeatureCollection", Features: make([]ClosingEdge, len(edges))}
	for i, e := range edges {
		f := ClosingEdge{Type: "Feature", ID: e.AreaCode, Geometry: geometry{e.Geometry}}
		f.Properties.AreaCode, f.Properties.Locked = e.AreaCode, true
		body.Features[i] = f
	}
	return &struct{ Body ClosingEdges }{body}, nil
}
