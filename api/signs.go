package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer/signs"
	"cairn/internal/problem"
)

// SignFields are the fields of a name sign that may be absent from a body.
type SignFields struct {
	PlanID         opt[uuid.UUID] `json:"plan_id,omitempty" format:"uuid" doc:"the plan that it counts for"`
	Text           opt[string]    `json:"text,omitempty" doc:"what it says; the standard name of the entry when absent"`
	Romanised      opt[string]    `json:"romanised,omitempty"`
	Lon            opt[float64]   `json:"lon,omitempty"`
	Lat            opt[float64]   `json:"lat,omitempty"`
	PositionReason opt[string]    `json:"position_reason,omitempty" doc:"why it stands outside the area of its entry"`
	Condition      opt[string]    `json:"condition,omitempty" enum:"planned,good,worn,damaged,missing,wrong" doc:"default planned"`
	InstalledOn    opt[string]    `json:"installed_on,omitempty" format:"date"`
	CheckedOn      opt[string]    `json:"checked_on,omitempty" format:"date"`
	Note           opt[string]    `json:"note,omitempty"`
	Reason         string         `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *SignFields) fill(d *signs.Draft) {
	d.PlanID = patched(b.PlanID, d.PlanID)
	d.Text, d.Romanised = b.Text.or(d.Text), b.Romanised.or(d.Romanised)
	d.Lon, d.Lat = patched(b.Lon, d.Lon), patched(b.Lat, d.Lat)
	d.PositionReason, d.Condition = b.PositionReason.or(d.PositionReason), b.Condition.or(d.Condition)
	d.InstalledOn, d.CheckedOn, d.Note = b.InstalledOn.or(d.InstalledOn), b.CheckedOn.or(d.CheckedOn), b.Note.or(d.Note)
}

// SignID is embedded where a sign is named.
type SignID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// SignFilter is embedded where signs are listed.
type SignFilter struct {
	Area      string    `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
	Class     string    `query:"class" maxLength:"5" doc:"class code of the entries, or the beginning of one"`
	Kind      string    `query:"kind" maxLength:"20"`
	Condition string    `query:"condition" maxLength:"20"`
	Q         string    `query:"q" maxLength:"100" doc:"part of the text or of the entry's name"`
	Place     uuid.UUID `query:"place" format:"uuid" doc:"id of an entry"`
	Plan      uuid.UUID `query:"plan" format:"uuid" doc:"id of a plan"`
	Differs   bool      `query:"differs" doc:"only signs that do not say the standard name"`
}

func (f SignFilter) filter() signs.Filter {
	return signs.Filter{Area: f.Area, Class: f.Class, Kind: f.Kind, Condition: f.Condition, Text: f.Q, Place: f.Place, Plan: f.Plan, Differs: f.Differs}
}

type listSignsInput struct {
	Paging
	SignFilter
}

func (s *Server) listSigns(ctx context.Context, in *listSignsInput) (*list[signs.Sign], error) {
	filter := in.filter()
	filter.Limit = in.Limit
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	found, err := s.Signs.List(ctx, filter)
	return listOf(found, in.Limit, func(one signs.Sign) []string { return []string{one.ID.String()} }), err
}

type createSignInput struct {
	Body struct {
		ID      *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		PlaceID uuid.UUID  `json:"place_id" format:"uuid" doc:"the entry whose name it shows"`
		Kind    string     `json:"kind" enum:"street,village,residence,building,door,area,scenic,natural,other"`
		SignFields
	}
}

func (s *Server) createSign(ctx context.Context, in *createSignInput) (*created[signs.Sign], error) {
	b := &in.Body
	d := signs.Draft{PlaceID: b.PlaceID, Kind: b.Kind}
	b.fill(&d)
	id := uuid.Nil
	if b.ID != nil {
		id = *b.ID
	}
	sign, err := s.Signs.Create(ctx, changeBy(ctx, b.Reason), id, d)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/signs/"+sign.ID.String(), sign, sign.Version), nil
}

func (s *Server) readSign(ctx context.Context, in *SignID) (*record[signs.Sign], error) {
	sign, err := s.Signs.Get(ctx, in.ID)
	return recordOf(sign, sign.Version), err
}

type patchSignInput struct {
	SignID
	IfMatch
	Body struct {
		PlaceID opt[uuid.UUID] `json:"place_id,omitempty" format:"uuid"`
		Kind    opt[string]    `json:"kind,omitempty" enum:"street,village,residence,building,door,area,scenic,natural,other"`
		SignFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchSign(ctx context.Context, in *patchSignInput) (*record[signs.Sign], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	sign, err := s.Signs.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *signs.Draft) error {
		d.PlaceID, d.Kind = b.PlaceID.or(d.PlaceID), b.Kind.or(d.Kind)
		b.fill(d)
		return nil
	})
	return recordOf(sign, sign.Version), err
}

type retireSignInput struct {
	SignID
	Removal
}

func (s *Server) retireSign(ctx context.Context, in *retireSignInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Signs.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) signHistory(ctx context.Context, in *SignID) (*list[data.Version], error) {
	versions, err := s.Signs.History(ctx, in.ID)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

// signWorkbook answers the register with the progress of its plans as a workbook.
func (s *Server) signWorkbook(ctx context.Context, in *SignFilter) (*workbook, error) {
	filter := in.filter()
	var all []signs.Sign
	for filter.Limit = 5000; ; filter.After = all[len(all)-1].ID {
		part, err := s.Signs.List(ctx, filter)
		if err != nil {
			return nil, err
		}
		all = append(all, part[:min(len(part), filter.Limit)]...)
		if len(part) <= filter.Limit {
			break
		}
	}
	progress, err := s.Signs.Progress(ctx, in.Area, 0)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	return workbookOf(signs.Workbook(slices.Clip(all), progress, lang), problem.Text(lang, "signs.register", nil))
}

// PlanFields are the fields of a sign plan.
type PlanFields struct {
	Title       opt[string] `json:"title,omitempty"`
	AreaCode    opt[string] `json:"area_code,omitempty"`
	Year        opt[int]    `json:"year,omitempty"`
	TargetNames opt[int]    `json:"target_names,omitempty" doc:"names that are to have their signs; null: not stated"`
	TargetSigns opt[int]    `json:"target_signs,omitempty" doc:"signs to put up; null: not stated"`
	Source      opt[string] `json:"source,omitempty" doc:"the document that states the plan"`
	Reason      string      `json:"reason,omitempty" maxLength:"2000"`
}

func (b *PlanFields) fill(d *signs.PlanDraft) {
	d.Title, d.AreaCode, d.Year, d.Source = b.Title.or(d.Title), b.AreaCode.or(d.AreaCode), b.Year.or(d.Year), b.Source.or(d.Source)
	d.TargetNames, d.TargetSigns = patched(b.TargetNames, d.TargetNames), patched(b.TargetSigns, d.TargetSigns)
}

type plansInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area that holds them"`
	Year int    `query:"year" minimum:"0" maximum:"2200" doc:"without it every year"`
}

func (s *Server) listSignPlans(ctx context.Context, in *plansInput) (*list[signs.Plan], error) {
	plans, err := s.Signs.Plans(ctx, in.Area, in.Year)
	return listOf(plans, len(plans), func(signs.Plan) []string { return nil }), err
}

type createPlanInput struct{ Body PlanFields }

func (s *Server) createSignPlan(ctx context.Context, in *createPlanInput) (*created[signs.Plan], error) {
	var d signs.PlanDraft
	in.Body.fill(&d)
	p, err := s.Signs.CreatePlan(ctx, changeBy(ctx, in.Body.Reason), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/sign-plans/"+p.ID.String(), p, p.Version), nil
}

func (s *Server) readSignPlan(ctx context.Context, in *SignID) (*record[signs.Plan], error) {
	p, err := s.Signs.Plan(ctx, in.ID)
	return recordOf(p, p.Version), err
}

type patchPlanInput struct {
	SignID
	IfMatch
	Body PlanFields `contentType:"application/merge-patch+json"`
}

func (s *Server) patchSignPlan(ctx context.Context, in *patchPlanInput) (*record[signs.Plan], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p, err := s.Signs.UpdatePlan(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.fill)
	return recordOf(p, p.Version), err
}

func (s *Server) retireSignPlan(ctx context.Context, in *retireSignInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Signs.RetirePlan(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

// progressOutput is the progress of plans with their total.
type progressOutput struct {
	Body struct {
		Items []signs.Progress `json:"items"`
		Total signs.Progress   `json:"total"`
	}
}

func (s *Server) signProgress(ctx context.Context, in *plansInput) (*progressOutput, error) {
	rows, err := s.Signs.Progress(ctx, in.Area, in.Year)
	out := &progressOutput{}
	out.Body.Items, out.Body.Total = rows, signs.Sum(rows)
	return out, err
}
