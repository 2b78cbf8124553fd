package api

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/zones"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// ZoneID is embedded where a burial zone is named.
type ZoneID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// ZoneBody is a zone with its shape. Zones made of areas have their outlines.
type ZoneBody struct {
	zones.BurialZone
	Geometry geometry `json:"geometry" doc:"MultiPolygon; null where its areas have no shape" coarse:"lines,shape"`
}

func zoneBody(z zones.BurialZone) ZoneBody { return ZoneBody{z, geometry{z.Geometry}} }

// ZoneFields are the fields of a zone that may be absent from a body.
type ZoneFields struct {
	Areas    opt[[]string]    `json:"areas,omitempty" doc:"codes of the areas that it is made of, the whole list; a polygon goes with them"`
	Geometry opt[rawGeometry] `json:"geometry,omitempty" doc:"Polygon or MultiPolygon, CGCS2000; areas go with it"`
	To       opt[string]      `json:"to_on,omitempty" format:"date" doc:"first day on which it no longer holds"`
	Document opt[string]      `json:"document,omitempty"`
	Note     opt[string]      `json:"note,omitempty"`
	Reason   string           `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

// fill writes the fields that the body has into the draft.
func (b *ZoneFields) fill(d *zones.Draft) error {
	var on days
	d.To = dayOrNone(on.or("to_on", b.To, valueOf(d.To)))
	d.Document, d.Note = b.Document.or(d.Document), b.Note.or(d.Note)
	if b.Areas.Given {
		d.Areas, d.Shape = b.Areas.Value, nil
	}
	if b.Geometry.Given && !b.Geometry.Null {
		shape, err := b.Geometry.Value.parse("geometry")
		if err != nil {
			return err
		}
		if d.Shape = shape; !b.Areas.Given {
			d.Areas = nil
		}
	}
	return problem.InvalidFields(on.bad...)
}

// dayOrNone is nil for no day.
func dayOrNone(day facilities.Day) *facilities.Day {
	if day.IsZero() {
		return nil
	}
	return &day
}

type listZonesInput struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: zones in it, and those over it"`
	Kind string `query:"kind" enum:"cremation,ethnic_eco,earth"`
	AsOf string `query:"as_of" maxLength:"20" doc:"day on which they hold; default all"`
}

func (s *Server) listZones(ctx context.Context, in *listZonesInput) (*list[zones.BurialZone], error) {
	filter := zones.Filter{Area: in.Area, Kind: in.Kind, Limit: in.Limit}
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	if !day.IsZero() {
		filter.AsOf = &day
	}
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		filter.After = key[0]
	}
	all, err := s.Zones.List(ctx, filter)
	return listOf(all, in.Limit, func(z zones.BurialZone) []string { return []string{z.AreaCode + " " + z.ID.String()} }), err
}

type createZoneInput struct {
	Body struct {
		ID       *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Kind     string     `json:"kind" enum:"cremation,ethnic_eco,earth"`
		Name     string     `json:"name"`
		AreaCode string     `json:"area_code" doc:"of the prefecture, county or township whose government drew it"`
		From     string     `json:"from_on" format:"date" doc:"first day"`
		ZoneFields
	}
}

func (s *Server) createZone(ctx context.Context, in *createZoneInput) (*created[ZoneBody], error) {
	b := &in.Body
	var on days
	d := zones.Draft{Kind: b.Kind, Name: b.Name, AreaCode: b.AreaCode}
	d.From = on.or("from_on", opt[string]{Given: true, Value: b.From}, d.From)
	if err := cmp.Or(problem.InvalidFields(on.bad...), b.fill(&d)); err != nil {
		return nil, err
	}
	z, err := s.Zones.Create(ctx, changeBy(ctx, b.Reason), valueOf(b.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/zones/"+z.ID.String(), zoneBody(z), z.Version), nil
}

func (s *Server) readZone(ctx context.Context, in *ZoneID) (*record[ZoneBody], error) {
	z, err := s.Zones.Get(ctx, in.ID)
	return recordOf(zoneBody(z), z.Version), err
}

type patchZoneInput struct {
	ZoneID
	IfMatch
	Body struct {
		Kind     opt[string] `json:"kind,omitempty" enum:"cremation,ethnic_eco,earth"`
		Name     opt[string] `json:"name,omitempty"`
		AreaCode opt[string] `json:"area_code,omitempty"`
		From     opt[string] `json:"from_on,omitempty" format:"date"`
		ZoneFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchZone(ctx context.Context, in *patchZoneInput) (*record[ZoneBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	z, err := s.Zones.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *zones.Draft) error {
		d.Kind, d.Name, d.AreaCode = b.Kind.or(d.Kind), b.Name.or(d.Name), b.AreaCode.or(d.AreaCode)
		var on days
		d.From = on.or("from_on", b.From, d.From)
		return cmp.Or(problem.InvalidFields(on.bad...), b.fill(d))
	})
	return recordOf(zoneBody(z), z.Version), err
}

type retireZoneInput struct {
	ZoneID
	Removal
}

func (s *Server) retireZone(ctx context.Context, in *retireZoneInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Zones.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) zoneHistory(ctx context.Context, in *ZoneID) (*list[data.Version], error) {
	versions, err := s.Zones.History(ctx, in.ID)
	coarseHistory(ctx, versions, grain.Lines)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}
