package api

import (
	"context"

	"cairn/facilities"
)

// KindCode is embedded where a kind or a group is named.
type KindCode struct {
	Code string `path:"code" maxLength:"60"`
}

// KindFields are the fields of a kind that may be absent from a body.
type KindFields struct {
	NameEn       opt[string]                `json:"name_en,omitempty" doc:"in English"`
	ByVillage    opt[bool]                  `json:"by_village,omitempty" doc:"coverage may also be counted by village"`
	CapacityKind opt[string]                `json:"capacity_kind,omitempty" enum:"plots,niches,beds,places,none" doc:"what capacity counts; default none"`
	Subkinds     opt[[]facilities.Subkind]  `json:"subkinds,omitempty"`
	Symbol       opt[string]                `json:"symbol,omitempty" enum:"circle,square,diamond,triangle,hexagon,star" doc:"shape on the map; default circle"`
	Colour       opt[string]                `json:"colour,omitempty" doc:"#rrggbb"`
	Ledger       opt[string]                `json:"ledger,omitempty" doc:"column of the township table that it is counted in"`
	Fields       opt[[]facilities.OwnField] `json:"fields,omitempty" doc:"fields of its own, the whole list"`
	Stages       opt[[]facilities.Stage]    `json:"stages,omitempty" doc:"of a project, in their order, the whole list"`
	Rule         opt[string]                `json:"rule,omitempty" enum:"presence,shared,villages,service_area,distance,travel_time,capacity" doc:"counting rule unless another is named; default presence"`
	Serves       opt[string]                `json:"serves,omitempty" enum:"all,county,township,village" doc:"whom a facility takes that declares no service area: everybody, or only people of its own area of the level; default all"`
	Sort         opt[int]                   `json:"sort,omitempty" doc:"place in lists"`
	Groups       opt[[]string]              `json:"groups,omitempty" doc:"groups that it belongs to, the whole list"`
	Reason       string                     `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *KindFields) fill(d *facilities.KindDraft) {
	d.NameEn, d.ByVillage, d.CapacityKind = b.NameEn.or(d.NameEn), b.ByVillage.or(d.ByVillage), b.CapacityKind.or(d.CapacityKind)
	d.Subkinds, d.Fields, d.Stages = b.Subkinds.or(d.Subkinds), b.Fields.or(d.Fields), b.Stages.or(d.Stages)
	d.Symbol, d.Colour, d.Ledger = b.Symbol.or(d.Symbol), b.Colour.or(d.Colour), b.Ledger.or(d.Ledger)
	d.Rule, d.Serves, d.Sort = b.Rule.or(d.Rule), b.Serves.or(d.Serves), b.Sort.or(d.Sort)
	if b.Groups.Given {
		d.Groups = append([]string{}, b.Groups.Value...)
	}
}

type createKindInput struct {
	Body struct {
		Code string `json:"code" doc:"small letters, digits and _, beginning with a letter; stays"`
		Name string `json:"name" doc:"in Chinese"`
		Unit string `json:"unit" enum:"county,township,village" doc:"level of area by which coverage is counted"`
		KindFields
	}
}

func (s *Server) createKind(ctx context.Context, in *createKindInput) (*created[facilities.Kind], error) {
	d := facilities.KindDraft{Kind: facilities.Kind{Code: in.Body.Code, Name: in.Body.Name, Unit: facilities.Level(in.Body.Unit), Sort: 1000}}
	in.Body.fill(&d)
	k, err := s.Facilities.CreateKind(ctx, changeBy(ctx, in.Body.Reason), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/kinds/"+k.Code, k, k.Version), nil
}

func (s *Server) readKind(ctx context.Context, in *KindCode) (*record[facilities.Kind], error) {
	k, err := s.Facilities.Kind(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	return recordOf(k, k.Version), nil
}

type patchKindInput struct {
	KindCode
	IfMatch
	Body struct {
		Name    opt[string] `json:"name,omitempty"`
		Unit    opt[string] `json:"unit,omitempty" enum:"county,township,village"`
		Retired opt[bool]   `json:"retired,omitempty" doc:"false offers it again"`
		KindFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchKind(ctx context.Context, in *patchKindInput) (*record[facilities.Kind], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	k, err := s.Facilities.UpdateKind(ctx, changeBy(ctx, b.Reason), in.Code, version, func(d *facilities.KindDraft) error {
		d.Name, d.Unit, d.Retired = b.Name.or(d.Name), facilities.Level(b.Unit.or(string(d.Unit))), b.Retired.or(d.Retired)
		b.fill(d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return recordOf(k, k.Version), nil
}

type retireKindInput struct {
	KindCode
	Removal
}

func (s *Server) retireKind(ctx context.Context, in *retireKindInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	_, err = s.Facilities.UpdateKind(ctx, changeBy(ctx, in.Reason), in.Code, version, func(d *facilities.KindDraft) error {
		d.Retired = true
		return nil
	})
	return nil, err
}

// GroupFields are the fields of a group that may be absent from a body.
type GroupFields struct {
	NameEn opt[string] `json:"name_en,omitempty" doc:"in English"`
	Rule   opt[string] `json:"rule,omitempty" enum:"presence,shared,villages,service_area,distance,travel_time,capacity" doc:"counting rule unless another is named; default presence"`
	Sort   opt[int]    `json:"sort,omitempty" doc:"place in lists"`
	Reason string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *GroupFields) fill(g *facilities.Group) {
	g.NameEn, g.Rule, g.Sort = b.NameEn.or(g.NameEn), b.Rule.or(g.Rule), b.Sort.or(g.Sort)
}

type createGroupInput struct {
	Body struct {
		Code  string   `json:"code" doc:"small letters, digits and _, beginning with a letter; stays"`
		Name  string   `json:"name" doc:"in Chinese"`
		Unit  string   `json:"unit" enum:"county,township,village"`
		Kinds []string `json:"kinds" minItems:"1" maxItems:"200"`
		GroupFields
	}
}

func (s *Server) createGroup(ctx context.Context, in *createGroupInput) (*created[facilities.Group], error) {
	g := facilities.Group{Code: in.Body.Code, Name: in.Body.Name, Unit: facilities.Level(in.Body.Unit), Kinds: in.Body.Kinds, Sort: 1000}
	in.Body.fill(&g)
	g, err := s.Facilities.CreateGroup(ctx, changeBy(ctx, in.Body.Reason), g)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/groups/"+g.Code, g, g.Version), nil
}

func (s *Server) readGroup(ctx context.Context, in *KindCode) (*record[facilities.Group], error) {
	g, err := s.Facilities.Group(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	return recordOf(g, g.Version), nil
}

type patchGroupInput struct {
	KindCode
	IfMatch
	Body struct {
		Name    opt[string]   `json:"name,omitempty"`
		Unit    opt[string]   `json:"unit,omitempty" enum:"county,township,village"`
		Kinds   opt[[]string] `json:"kinds,omitempty"`
		Retired opt[bool]     `json:"retired,omitempty" doc:"false offers it again"`
		GroupFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchGroup(ctx context.Context, in *patchGroupInput) (*record[facilities.Group], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	g, err := s.Facilities.UpdateGroup(ctx, changeBy(ctx, b.Reason), in.Code, version, func(g *facilities.Group) error {
		g.Name, g.Unit = b.Name.or(g.Name), facilities.Level(b.Unit.or(string(g.Unit)))
		g.Kinds, g.Retired = b.Kinds.or(g.Kinds), b.Retired.or(g.Retired)
		b.fill(g)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return recordOf(g, g.Version), nil
}

func (s *Server) retireGroup(ctx context.Context, in *retireKindInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	_, err = s.Facilities.UpdateGroup(ctx, changeBy(ctx, in.Reason), in.Code, version, func(g *facilities.Group) error {
		g.Retired = true
		return nil
	})
	return nil, err
}
