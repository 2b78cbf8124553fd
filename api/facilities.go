package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// FacilityID is embedded where a facility is named.
type FacilityID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// FacilityFields are the fields of a facility that may be absent from a body.
type FacilityFields struct {
	Subkind        opt[string]     `json:"subkind,omitempty" doc:"one of the kind's subkinds"`
	VillageCode    opt[string]     `json:"village_code,omitempty" doc:"a village in area_code"`
	Lon            opt[float64]    `json:"lon,omitempty"`
	Lat            opt[float64]    `json:"lat,omitempty"`
	Precision      opt[string]     `json:"precision,omitempty" enum:"surveyed,phone,map,village,township" doc:"how the position was found; default map with a position, village or township without"`
	StatusFrom     opt[string]     `json:"status_from,omitempty" format:"date" doc:"first day of the status; default today"`
	TargetDate     opt[string]     `json:"target_date,omitempty" format:"date" doc:"day on which it is to open"`
	Capacity       opt[int]        `json:"capacity,omitempty" doc:"plots, niches or beds, by the kind"`
	Used           opt[int]        `json:"used,omitempty" doc:"plots or niches used, residents"`
	NursingBeds    opt[int]        `json:"nursing_beds,omitempty"`
	Grade          opt[int]        `json:"grade,omitempty" doc:"1 to 5"`
	Operator       opt[string]     `json:"operator,omitempty"`
	ApprovalNo     opt[string]     `json:"approval_no,omitempty"`
	AreaM2         opt[float64]    `json:"area_m2,omitempty" doc:"ground area, square metres"`
	Note           opt[string]     `json:"note,omitempty"`
	PositionReason opt[string]     `json:"position_reason,omitempty" doc:"why it stands outside its declared area"`
	Extra          opt[extraPatch] `json:"extra,omitempty" doc:"values of the kind's own fields, by their codes; a merge patch, null empties one"`
	Confirm        []string        `json:"confirm,omitempty" maxItems:"20" doc:"codes of warnings of an answer /problems/unconfirmed that are meant so"`
	Reason         string          `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

// extraPatch is a merge patch of the values of a kind's own fields.
type extraPatch map[string]any

// fill writes the fields that the body has into the draft; null empties a field.
func (b *FacilityFields) fill(d *facilities.Draft) error {
	var bad []problem.Field
	day := func(field string, o opt[string], to **facilities.Day) {
		if !o.Given {
			return
		}
		if *to = nil; o.Null {
			return
		}
		parsed, err := facilities.ParseDay(o.Value)
		if err != nil {
			bad = append(bad, problem.Bad(field, "problem.bad_date"))
		}
		*to = &parsed
	}
	d.Subkind, d.VillageCode = b.Subkind.or(d.Subkind), b.VillageCode.or(d.VillageCode)
	d.Lon, d.Lat = patched(b.Lon, d.Lon), patched(b.Lat, d.Lat)
	d.Precision = b.Precision.or(d.Precision)
	day("status_from", b.StatusFrom, &d.StatusFrom)
	day("target_date", b.TargetDate, &d.TargetDate)
	d.Capacity, d.Used, d.NursingBeds = patched(b.Capacity, d.Capacity), patched(b.Used, d.Used), patched(b.NursingBeds, d.NursingBeds)
	d.Grade, d.AreaM2 = patched(b.Grade, d.Grade), patched(b.AreaM2, d.AreaM2)
	d.Operator, d.ApprovalNo = b.Operator.or(d.Operator), b.ApprovalNo.or(d.ApprovalNo)
	d.Note, d.PositionReason = b.Note.or(d.Note), b.PositionReason.or(d.PositionReason)
	if b.Extra.Null {
		d.Extra = nil
	} else {
		d.Extra = d.Extra.Patched(b.Extra.Value)
	}
	d.Confirm = b.Confirm
	return problem.InvalidFields(bad...)
}

// patched is a value that may be missing, after the patch.
func patched[T any](o opt[T], current *T) *T {
	switch {
	case !o.Given:
		return current
	case o.Null:
		return nil
	}
	return &o.Value
}

type listFacilitiesInput struct {
	Paging
	Area   string `query:"area" maxLength:"12" doc:"code of an area that holds them"`
	Kind   string `query:"kind" maxLength:"60" doc:"kind or group"`
	Status string `query:"status" maxLength:"20" doc:"planned, building, in_use or closed, today"`
	Q      string `query:"q" maxLength:"200" doc:"part of the name"`
}

func (s *Server) listFacilities(ctx context.Context, in *listFacilitiesInput) (*list[facilities.Facility], error) {
	filter := facilities.Filter{Area: in.Area, Kind: in.Kind, Status: in.Status, Text: in.Q, Limit: in.Limit}
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		filter.AfterArea = key[0]
		if filter.AfterID, err = uuid.Parse(key[1]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	items, err := s.Facilities.List(ctx, filter)
	if err != nil {
		return nil, err
	}
	return listOf(items, in.Limit, func(f facilities.Facility) []string { return []string{f.AreaCode, f.ID.String()} }), nil
}

type createFacilityInput struct {
	Body struct {
		ID       *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Kind     string     `json:"kind" doc:"see /facilities/kinds"`
		Name     string     `json:"name"`
		AreaCode string     `json:"area_code" doc:"township; a county for kinds that are counted by county"`
		Status   string     `json:"status" enum:"planned,building,in_use,closed"`
		FacilityFields
	}
}

func (s *Server) createFacility(ctx context.Context, in *createFacilityInput) (*created[facilities.Facility], error) {
	b := &in.Body
	d := facilities.Draft{Kind: b.Kind, Name: b.Name, AreaCode: b.AreaCode, Status: b.Status}
	if err := b.fill(&d); err != nil {
		return nil, err
	}
	id := uuid.Nil
	if b.ID != nil {
		id = *b.ID
	}
	f, err := s.Facilities.Create(ctx, changeBy(ctx, b.Reason), id, d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/"+f.ID.String(), f, f.Version), nil
}

func (s *Server) readFacility(ctx context.Context, in *FacilityID) (*record[facilities.Facility], error) {
	f, err := s.Facilities.Get(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return recordOf(f, f.Version), nil
}

type patchFacilityInput struct {
	FacilityID
	IfMatch
	Body struct {
		Kind     opt[string] `json:"kind,omitempty"`
		Name     opt[string] `json:"name,omitempty"`
		AreaCode opt[string] `json:"area_code,omitempty"`
		Status   opt[string] `json:"status,omitempty" enum:"planned,building,in_use,closed" doc:"another status closes the present one on status_from"`
		FacilityFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchFacility(ctx context.Context, in *patchFacilityInput) (*record[facilities.Facility], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	f, err := s.Facilities.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *facilities.Draft) error {
		if b.Status.Null {
			return problem.InvalidFields(problem.Bad("status", "problem.required"))
		}
		d.Kind, d.Name, d.AreaCode = b.Kind.or(d.Kind), b.Name.or(d.Name), b.AreaCode.or(d.AreaCode)
		d.Status = b.Status.Value
		return b.fill(d)
	})
	if err != nil {
		return nil, err
	}
	return recordOf(f, f.Version), nil
}

type retireFacilityInput struct {
	FacilityID
	Removal
}

func (s *Server) retireFacility(ctx context.Context, in *retireFacilityInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	_, err = s.Facilities.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
	return nil, err
}

func (s *Server) facilityHistory(ctx context.Context, in *FacilityID) (*list[data.Version], error) {
	versions, err := s.Facilities.History(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), nil
}

func (s *Server) facilityKinds(ctx context.Context, _ *struct{}) (*struct{ Body facilities.Catalogue }, error) {
	catalogue, err := s.Facilities.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	return &struct{ Body facilities.Catalogue }{catalogue}, nil
}
